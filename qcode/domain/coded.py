"""Codings as analyses ask about them: which code stands where, and which codes it counts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.report import Name

Place = tuple[int, int, int]
"""Key of a source, start and end: one passage, whoever coded it and however often."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Codings, column by column, all of one length."""

    codes: Sequence[int]
    """Key of each one's code."""
    places: Sequence[Place]
    left_out: int = 0
    """Codings left out because interviewers spoke."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code as an analysis has a row for it."""

    key: int
    id: str
    """UUID."""
    name: Name
    color: str
    """``#rrggbb``."""


@dataclass(frozen=True, slots=True)
class CodeRows:
    """The codes of a study in the order of the codebook."""

    rows: tuple[CodeRow, ...]
    above: Mapping[int, tuple[int, ...]]
    """Key of a code → the keys of the codes above it, nearest first."""
    rolled_up: bool
    """Whether a code stands for what is under it too."""

    def counted_for(self, code: int) -> tuple[int, ...]:
        """Return the codes that a coding of a code counts for."""
        return (code, *self.above.get(code, ())) if self.rolled_up else (code,)

    def is_over(self, one: int, other: int) -> bool:
        """Say whether a code lies above another."""
        return one in self.above.get(other, ())
