"""Which codings are meant: the filters that retrieval, matrices and reports share.

A selection names things as the user does (keys, names, paths); the store finds what they mean. All filters
narrow: within one filter the values are alternatives, between filters all must hold.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of codings; empty filters choose everything."""

    codes: tuple[str, ...] = ()
    """A code means itself and what is under it, itself alone if ``only``."""
    sources: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    """Labels as in the sources, or ``SOURCE: LABEL``."""
    coders: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    """Attribute and value; of the source, or of a case it belongs to."""
    since: str = ""
    """ISO date or time: coded then or later."""
    until: str = ""
    """ISO date or time: coded before it, or on that day."""
    only: bool = False
    """Every code means itself alone."""
    query: str = ""
    """In the language of ``domain/query.py``; asked of all codings, the other filters narrow what it finds."""
    all_speakers: bool = False
    """Count interviewers' speech too; listing always shows it."""
    on: tuple[tuple[str, str], ...] = ()
    """Axis of a matrix and the name of a row or column on it, such as ``("question", "Q3")``; all must hold.

    A code means itself alone there, and ``*`` any row or column of the axis.
    """
    as_counted: bool = False
    """List what is counted and no more: without interviewers' speech, unless ``all_speakers``."""

    @property
    def is_everything(self) -> bool:
        """Whether no filter narrows it."""
        return self == Selection(only=self.only, all_speakers=self.all_speakers, as_counted=self.as_counted)
