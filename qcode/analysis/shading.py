"""Shading: how dark a cell of a matrix stands out against the greatest one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qcode.domain.report import Cell

STEPS = 5
"""Steps of shading above nothing."""
WITHIN = ("table", "row", "column", "off")
"""What a cell is compared with."""


@dataclass(frozen=True, slots=True)
class Tops:
    """The greatest values, against which cells are shaded."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]

    @property
    def table(self) -> float:
        """The greatest of all."""
        return max(self.rows, default=0.0)

    def of(self, within: str, row: int, column: int) -> float:
        """Return the value that is shaded most, where a cell is compared within the table, its row or its column."""
        if within == "row":
            return self.rows[row]
        if within == "column":
            return self.columns[column]
        return self.table if within == "table" else 0.0


def value_of(cell: Cell) -> float:
    """Return what a cell is shaded by: its number, its quotations, whether there is a text."""
    if isinstance(cell, (int, float)):
        return float(cell)
    return float(len(cell)) if isinstance(cell, tuple) else float(bool(cell))


def tops(values: Sequence[Sequence[float]]) -> Tops:
    """Return the greatest value of each row and column of a table without totals."""
    return Tops(
        rows=tuple(max(row, default=0.0) for row in values),
        columns=tuple(max(column) for column in zip(*values, strict=True)),
    )


def step(value: float, top: float) -> int:
    """Return the step of a value: 0 for nothing, up to ``STEPS`` for the greatest, all steps equally wide."""
    if value <= 0 or top <= 0:
        return 0
    return max(1, min(STEPS, math.ceil(STEPS * value / top)))


def bounds(top: float, *, whole: bool) -> list[tuple[float, float]]:
    """Return from where to where each step goes, for the legend; steps that no whole number falls into are left out.

    Args:
        top: The greatest value.
        whole: Whether values are whole numbers.
    """
    edges = [top * number / STEPS for number in range(STEPS + 1)]
    if not whole:
        return [(edges[number], edges[number + 1]) for number in range(STEPS)] if top > 0 else []
    found = []
    for number in range(STEPS):
        # A hair less than the edge is the edge: 3 × 5 / 5 may come out a little above or below 3.
        low, high = math.floor(edges[number] + 1e-9) + 1, math.floor(edges[number + 1] + 1e-9)
        found.append((float(low), float(high)))
    return [(low, high) for low, high in found if low <= high]
