"""Tables wider than the window are printed in parts, one below the other, each with what names its rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len

from qcode.domain.report import Column, Kind

_LEAST_NAME, _LEAST_WORDS = 32, 20
"""Characters that the names of rows and other words keep, if they have as many."""
_FRAME, _GAP = 1, 3
"""Blanks at the left of a table, and those a column brings along."""


def parted(
    columns: Sequence[Column],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Collection[int],
    width: int,
) -> list[list[int]]:
    """Return which columns stand in each part of a table; all of them in one if they fit.

    Args:
        columns: Of the table; those up to the first that names the rows stand in every part.
        heads: What stands above each.
        rows: Their cells, as they are printed.
        numeric: The columns that hold numbers, which are never folded.
        width: Of the window, in characters.
    """
    named = next((i for i, column in enumerate(columns[:2]) if column.kind is Kind.NAME), 0)
    kept = list(range(min(named + 1, len(columns))))
    needed = [_needed(head, [row[i] for row in rows], i in numeric, i in kept) for i, head in enumerate(heads)]
    room = width - _FRAME - sum(needed[i] for i in kept)
    parts: list[list[int]] = [[]]
    left = room
    for i in range(len(kept), len(heads)):
        if needed[i] > left and parts[-1]:
            parts.append([])
            left = room
        parts[-1].append(i)
        left -= needed[i]
    return [kept + part for part in parts]


def _needed(head: str, cells: Sequence[str], is_numeric: bool, is_name: bool) -> int:
    longest = max(map(cell_len, head.split()), default=0)
    lines = max((cell_len(line) for cell in cells for line in cell.split("\n")), default=0)
    if not is_numeric:
        lines = min(lines, _LEAST_NAME if is_name else _LEAST_WORDS)
        longest = min(longest, _LEAST_WORDS)
    return max(longest, lines) + _GAP
