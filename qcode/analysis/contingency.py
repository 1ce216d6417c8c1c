"""What a table of counts says about its two sides: χ², exact tests, strength, residuals.

Plain Python, and no less accurate for it: with whole degrees of freedom the tail of χ² is a finite sum of positive
terms, and the exact tests count with whole numbers, so that "as improbable as what was seen" is no matter of rounding.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

Table = Sequence[Sequence[int]]
"""Rows of counts, all of one length."""
SMALL = 5
"""Expected counts below it make χ² a poor approximation (Cochran 1954)."""
DRAWN = 9_999
"""Tables drawn where there are too many to count them all."""
_MOST = 40_000
"""Most partial tables that are kept while all tables are counted."""


@dataclass(frozen=True, slots=True)
class Exact:
    """The chance of a table as improbable as the one seen, or more so, if both sides had nothing to do with it."""

    p: float
    is_simulated: bool
    """Whether it was estimated from ``DRAWN`` tables, not counted."""


def without_empty(table: Table) -> list[list[int]]:
    """Return a table without the rows and columns that hold nothing."""
    rows = [list(row) for row in table if any(row)]
    kept = [at for at in range(len(rows[0]) if rows else 0) if any(row[at] for row in rows)]
    return [[row[at] for at in kept] for row in rows]


def expected(table: Table) -> list[list[float]]:
    """Return the counts of independence: row total by column total over all."""
    rows, columns, total = _margins(table)
    return [[row * column / total if total else 0.0 for column in columns] for row in rows]


def chi_square(table: Table) -> tuple[float, int]:
    """Return Pearson's χ² without Yates' correction, and its degrees of freedom."""
    table = without_empty(table)
    if len(table) < 2 or len(table[0]) < 2:
        return 0.0, 0
    found = sum(
        (seen - wanted) ** 2 / wanted
        for row, wanted_row in zip(table, expected(table), strict=True)
        for seen, wanted in zip(row, wanted_row, strict=True)
    )
    return found, (len(table) - 1) * (len(table[0]) - 1)


def chi_square_tail(value: float, df: int) -> float:
    """Return the chance that χ² with whole degrees of freedom exceeds a value (Abramowitz & Stegun 26.4.4-5)."""
    if value <= 0 or df < 1:
        return 1.0
    half = value / 2
    found = math.erfc(math.sqrt(half)) if df % 2 else 0.0
    first = 0.5 if df % 2 else 0.0
    terms = (first + at for at in range(df // 2))
    return min(1.0, found + math.fsum(math.exp(at * math.log(half) - half - math.lgamma(at + 1)) for at in terms))


def normal_tails(z: float) -> float:
    """Return the chance that a standard normal lies further from 0 than ``z``, on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def cramers_v(table: Table, *, corrected: bool = False) -> float | None:
    """Return Cramér's V, 0 to 1; ``None`` where a side has but one value.

    Args:
        table: The counts.
        corrected: For the bias in small samples (Bergsma 2013).
    """
    table = without_empty(table)
    found, df = chi_square(table)
    if not df:
        return None
    total, rows, columns = sum(map(sum, table)), float(len(table)), float(len(table[0]))
    share = found / total
    if corrected:
        if total < 2:
            return None
        share = max(0.0, share - df / (total - 1))
        rows, columns = (side - (side - 1) ** 2 / (total - 1) for side in (rows, columns))
    freedom = min(rows, columns) - 1
    return math.sqrt(share / freedom) if freedom > 0 else None


def residual(seen: float, row: float, column: float, total: float) -> float | None:
    """Return the adjusted standardised residual of a cell (Haberman 1973); ``None`` where it is undefined.

    Beyond ±1.96 a cell differs from independence at the 5 % level, taken by itself.
    """
    if not total:
        return None
    wanted = row * column / total
    variance = wanted * (1 - row / total) * (1 - column / total)
    return (seen - wanted) / math.sqrt(variance) if variance > 0 else None


def residuals(table: Table) -> list[list[float | None]]:
    """Return the adjusted standardised residual of every cell."""
    rows, columns, total = _margins(table)
    return [
        [residual(seen, row, column, total) for seen, column in zip(cells, columns, strict=True)]
        for cells, row in zip(table, rows, strict=True)
    ]


def has_small_expectations(table: Table) -> bool:
    """Say whether χ² is a poor approximation for a table."""
    return any(cell < SMALL for row in expected(without_empty(table)) for cell in row)


def holm(chances: Sequence[float]) -> list[float]:
    """Return p-values adjusted for there being several of them (Holm 1979)."""
    found = [1.0] * len(chances)
    reached = 0.0
    for rank, at in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        reached = max(reached, min(1.0, (len(chances) - rank) * chances[at]))
        found[at] = reached
    return found


def exact_test(table: Table) -> Exact:
    """Return Fisher's exact test, for larger tables Freeman and Halton's (1951), two-sided.

    Where too many tables are possible, the chance is estimated from tables drawn with a fixed seed.
    """
    cells = without_empty(table)
    if len(cells) < 2 or len(cells[0]) < 2:
        return Exact(1.0, is_simulated=False)
    if len(cells) > len(cells[0]):
        cells = [list(column) for column in zip(*cells, strict=True)]
    counted = _counted(cells)
    return Exact(_drawn(cells), is_simulated=True) if counted is None else Exact(counted, is_simulated=False)


def _margins(table: Table) -> tuple[list[int], list[int], int]:
    rows = [sum(row) for row in table]
    return rows, [sum(column) for column in zip(*table, strict=True)], sum(rows)


def _ways(column: Sequence[int]) -> int:
    """Return in how many ways the things of a column can be dealt to its cells."""
    found, left = 1, sum(column)
    for cell in column:
        found *= math.comb(left, cell)
        left -= cell
    return found


def _fillings(total: int, room: Sequence[int]) -> list[tuple[int, ...]]:
    """Return all ways to part a total among cells that hold at most so many each."""
    if len(room) == 1:
        return [(total,)] if total <= room[0] else []
    rest = sum(room[1:])
    return [
        (first, *more)
        for first in range(max(0, total - rest), min(total, room[0]) + 1)
        for more in _fillings(total - first, room[1:])
    ]


def _counted(table: list[list[int]]) -> float | None:
    """Count the tables with these margins that are no likelier, column by column; ``None`` if there are too many.

    What is left of the rows after some columns is all that the rest depends on. If even the likeliest rest makes a
    table no likelier than the one seen, all rests count at once; if not even the unlikeliest does, none (the network
    of Mehta and Patel 1983).
    """
    columns = sorted((list(column) for column in zip(*table, strict=True)), key=sum, reverse=True)
    sizes = [sum(column) for column in columns]
    seen = math.prod(map(_ways, columns))
    rows = tuple(sum(row) for row in table)
    if _is_large(rows, sizes):
        return None

    @cache
    def rest(at: int, room: tuple[int, ...]) -> tuple[int, int, int]:
        """Return the number of ways of all fillings of the remaining columns, of the likeliest and the unlikeliest."""
        if at == len(sizes) - 1:
            only = _ways(room)
            return only, only, only
        total, most, least = 0, 0, 0
        for filling in _fillings(sizes[at], room):
            ways = _ways(filling)
            some, high, low = rest(at + 1, _less(room, filling))
            total, most = total + ways * some, max(most, ways * high)
            least = min(least, ways * low) if least else ways * low
        return total, most, least

    everything, counted = rest(0, rows)[0], 0
    paths: dict[tuple[tuple[int, ...], int], int] = {(rows, 1): 1}
    for at, size in enumerate(sizes):
        further: dict[tuple[tuple[int, ...], int], int] = {}
        for (room, weight), times in paths.items():
            total, most, least = rest(at, room)
            if weight * most <= seen:
                counted += times * weight * total
            elif weight * least <= seen:
                for filling in _fillings(size, room):
                    key = (_less(room, filling), weight * _ways(filling))
                    further[key] = further.get(key, 0) + times
        if len(further) > _MOST:
            return None
        paths = further
    return counted / everything


def _less(room: tuple[int, ...], filling: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(there - taken for there, taken in zip(room, filling, strict=True))


def _is_large(rows: tuple[int, ...], sizes: list[int]) -> bool:
    """Say whether the states times the fillings of a column are too many to go through."""
    states = math.prod(row + 1 for row in sorted(rows)[:-1])
    widest = math.comb(max(sizes[:-1]) + len(rows) - 1, len(rows) - 1)
    return states * min(widest, states) > 4_000_000


def _drawn(table: list[list[int]]) -> float:
    """Estimate the chance from tables with these margins, drawn by dealing the columns' labels to the rows."""
    rows, columns, _total = _margins(table)
    labels = [at for at, size in enumerate(columns) for _one in repeat(None, size)]
    seen = _unlikeliness(table)
    dice = random.Random(20_000)  # The same table gives the same answer on every machine.
    least = 0
    for _number in range(DRAWN):
        dice.shuffle(labels)
        dealt, start = [], 0
        for size in rows:
            own = labels[start : start + size]
            dealt.append([own.count(at) for at in range(len(columns))])
            start += size
        least += _unlikeliness(dealt) >= seen - 1e-9
    return (least + 1) / (DRAWN + 1)


def _unlikeliness(table: Table) -> float:
    return math.fsum(math.lgamma(cell + 1) for row in table for cell in row)
