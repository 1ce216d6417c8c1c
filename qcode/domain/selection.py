"""Which codings are meant: the filters that retrieval, matrices and reports share.

A selection names things as the user does (keys, names, paths); the store finds what they mean. All filters
narrow: within one filter the values are alternatives, between filters all must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


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
    saved: tuple[str, ...] = ()
    """Names or ids of saved queries, each read as it was saved; all of them must hold too."""
    chosen: tuple[str, ...] = ()
    """Ids of codings chosen one by one, as ticked in a list; empty for no such choice."""

    @property
    def is_everything(self) -> bool:
        """Whether no filter narrows it."""
        return self == Selection(only=self.only, all_speakers=self.all_speakers, as_counted=self.as_counted)

    def as_data(self) -> dict[str, object]:
        """Return what is chosen as JSON holds it, by the names of the filters; what is not used is left out."""
        used = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _as_data(value) for name, value in used.items() if value}


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """Filters kept under a name."""

    id: str
    name: str
    selection: Selection
    """Its codes, sources, cases, coders and sets are named by their ids, so that they may be renamed."""
    created: str
    """ISO time in UTC."""


def from_data(data: Mapping[str, object]) -> Selection:
    """Return the selection that ``as_data`` wrote; filters that are not known are left out."""
    given: dict[str, object] = {}
    for one in fields(Selection):
        value = data.get(one.name)
        if isinstance(value, list):
            given[one.name] = tuple(tuple(part) if isinstance(part, list) else part for part in value)
        elif value is not None:
            given[one.name] = value
    return Selection(**given)  # type: ignore[arg-type]  # JSON has the types that were written


def _as_data(value: object) -> object:
    return [list(part) if isinstance(part, tuple) else part for part in value] if isinstance(value, tuple) else value
