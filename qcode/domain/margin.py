"""The margin of a printed transcript: brackets beside the lines that passages cover, and what each bracket is called.

A bracket is drawn with one character a line, so that it can be set in any format and is read in black and white. Those
that lie beside the same line stand in lanes, the one that begins first nearest to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.domain.line_numbers import NumberedLine, lines_of
from qcode.domain.span import Span

BEGINS, GOES_ON, ENDS, ALONE, FREE = "┌", "│", "└", "[", " "
"""What a lane shows beside a line: a bracket begins, goes on or ends there, covers it alone, or there is none."""
LANES = 6
"""Brackets that stand side by side at most: more of them leave the text no room on a page."""
WIDTH = 26
"""Characters of names that stand beside one line at most."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A passage with what it is called."""

    span: Span
    names: tuple[str, ...]
    """Of its codes, in their order."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one line."""

    strokes: str = ""
    """A character for each lane, from the text outwards; blank lanes at the end are left away."""
    names: tuple[str, ...] = ()
    """Of brackets that begin here, by their lanes, or higher up where there was no room for them."""


@dataclass(frozen=True, slots=True)
class Margin:
    """All that stands beside the lines of a transcript."""

    beside: tuple[Beside, ...]
    """One for each line."""
    undrawn: int = 0
    """Passages for which there was no lane: their names stand where they begin, without a bracket."""


def margin_of(lines: Sequence[NumberedLine], brackets: Iterable[Bracket]) -> Margin:
    """Return what stands beside lines.

    Args:
        lines: Of one transcript, in order.
        brackets: Passages of it; what touches no line is left out.
    """
    reach = ((lines_of(lines, one.span), one) for one in brackets)
    placed = sorted(
        ((first - 1, last - 1, one) for (first, last), one in ((r, o) for r, o in reach if r)),
        key=lambda place: (place[0], -place[1], place[2].span),
    )
    strokes = [[FREE] * LANES for _line in lines]
    begun: list[list[tuple[str, ...]]] = [[] for _line in lines]
    free_from = [0] * LANES
    undrawn = 0
    for first, last, one in placed:
        begun[first].append(one.names)
        lane = next((lane for lane in range(LANES) if free_from[lane] <= first), None)
        if lane is None:
            undrawn += 1
            continue
        free_from[lane] = last + 1
        for line in range(first, last + 1):
            strokes[line][lane] = _stroke(line, first, last)
    names = _spread([[name for some in begins for name in some] for begins in begun])
    return Margin(
        tuple(Beside("".join(s).rstrip(), tuple(told)) for s, told in zip(strokes, names, strict=True)), undrawn
    )


def _stroke(line: int, first: int, last: int) -> str:
    if first == last:
        return ALONE
    return BEGINS if line == first else ENDS if line == last else GOES_ON


def _spread(begun: Sequence[Sequence[str]]) -> list[list[str]]:
    """Part names among lines: those for which there is no room stand beside the next ones, the last holds the rest."""
    waiting: list[str] = []
    spread: list[list[str]] = []
    for at, names in enumerate(begun):
        waiting += names
        told: list[str] = []
        while waiting and (not told or at == len(begun) - 1 or len(", ".join((*told, waiting[0]))) <= WIDTH):
            told.append(waiting.pop(0))
        spread.append(told)
    return spread
