"""Counting codings by two axes, in the database.

What is counted is passages: a passage coded twice with one code, by two coders or by two codes under one parent, is one
passage. Totals count each thing once: they are the sums of cells only where nothing stands in two cells of a row, and
are counted on their own elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcode.domain.selection import Selection
from qcode.store import axes
from qcode.store.axes import Axis
from qcode.store.belonging import BELONGS
from qcode.store.database import marks
from qcode.store.parts import read_text
from qcode.store.project import Project
from qcode.store.selecting import IS_INTERVIEWER, Condition, condition

_COUNTED = {
    "count": "COUNT(DISTINCT c.segment_id)",
    "sources": "COUNT(DISTINCT c.source_id)",
    "cases": "COUNT(DISTINCT mm.case_id)",
}
_IN_CASES = f"LEFT JOIN membership mm ON {BELONGS.format(m='mm')} "


Placed = dict[tuple[object, object], int]
"""Numbers by row and column, each as ``Axis.place`` tells it; no keys are all rows, or all columns."""
_Group = dict[tuple[tuple[object, ...], tuple[object, ...]], int]
"""Numbers by the keys of some levels of the rows and of the columns."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by two axes, and of each row and column, and of all."""

    placed: Placed
    left_out: int
    """Codings left out because interviewers spoke."""

    @property
    def cells(self) -> Placed:
        """What stands in cells, without totals."""
        return {place: n for place, n in self.placed.items() if place[0] != () and place[1] != ()}

    @property
    def rows(self) -> dict[object, int]:
        """The totals of rows."""
        return {row: n for (row, column), n in self.placed.items() if row != () and column == ()}

    @property
    def columns(self) -> dict[object, int]:
        """The totals of columns."""
        return {column: n for (row, column), n in self.placed.items() if row == () and column != ()}

    @property
    def total(self) -> int:
        """The total of all."""
        return self.placed.get(((), ()), 0)


@dataclass(frozen=True, slots=True)
class Member:
    """A coding at a place of both axes."""

    row: tuple[object, ...]
    """Keys of all levels."""
    column: tuple[object, ...]
    coding: str
    """UUID."""
    segment: int
    source: int
    start: int
    end: int


def tally(project: Project, rows: Axis, columns: Axis, measure: str, selection: Selection) -> Tally:
    """Count by two axes, by what stands over each of their levels, and in all; each thing once in each count.

    Args:
        project: What is counted.
        rows: One axis.
        columns: The other.
        measure: ``count`` (passages), ``sources`` or ``cases``, of one kind as ``cases:KIND``.
        selection: Which codings.

    Raises:
        UnknownName: If a filter or a kind of case names what the project does not have.
    """
    where = condition(project, selection, listing=False)
    what, _colon, detail = measure.partition(":")
    value, database = _COUNTED[what], project.database
    counted, kinds = _cases_counted(project, detail) if what == "cases" else ("", ())
    deepest = len(rows.keys), len(columns.keys)
    groups: dict[tuple[int, int], _Group] = {}

    def grouped(high: int, wide: int) -> _Group:
        keys = (*rows.keys[:high], *columns.keys[:wide])
        # Totals are over what is in the table, so a side on which codings can be missing is joined too.
        joined = [one for one, used in ((rows, high), (columns, wide)) if used or not one.is_everywhere]
        statement = (
            f"{_tree_for(*joined)}SELECT {''.join(f'{key}, ' for key in keys)}{value} FROM coding c "
            f"{''.join(one.joins for one in joined)}{counted}WHERE {where.text}{''.join(o.is_placed for o in joined)}"
        )
        statement += f" GROUP BY {', '.join(keys)}" if keys else ""
        values = (*(value for one in joined for value in one.values), *kinds, *where.values)
        return {(row[:high], row[high:-1]): row[-1] for row in database.rows(statement, values)}

    def group(high: int, wide: int) -> _Group:
        """Return a count by some levels: summed up from a deeper one if nothing stands at two of its places."""
        if wide < deepest[1] and what in columns.apart[wide]:
            return _summed((row, column[:-1], n) for (row, column), n in groups[high, wide + 1].items())
        if high < deepest[0] and what in rows.apart[high]:
            return _summed((row[:-1], column, n) for (row, column), n in groups[high + 1, wide].items())
        return grouped(high, wide)

    for high in range(deepest[0], -1, -1):
        for wide in range(deepest[1], -1, -1):
            groups[high, wide] = group(high, wide)
    placed = {
        (rows.place(row), columns.place(column)): n
        for counts in groups.values()
        for (row, column), n in counts.items()
        if n
    }
    return Tally(placed, left_out(project, selection))


def _summed(some: Iterable[tuple[tuple[object, ...], tuple[object, ...], int]]) -> _Group:
    found: _Group = {}
    for row, column, n in some:
        found[row, column] = found.get((row, column), 0) + n
    return found


def _cases_counted(project: Project, kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the join by which cases are counted, of one kind if it is named, and its values."""
    if not kind:
        return _IN_CASES, ()
    kinds = axes.kinds_of_case(project, kind)
    of_kind = f"AND mm.case_id IN (SELECT z.id FROM study_case z WHERE z.kind IN ({marks(len(kinds))})) "
    return _IN_CASES + of_kind, kinds


def members(
    project: Project, rows: Axis, columns: Axis, selection: Selection, *, only_typical: bool = False
) -> Iterator[Member]:
    """Yield every coding in every cell, in order of place; on request only those marked typical."""
    where = condition(project, selection, listing=False)
    typical = " AND c.typical" if only_typical else ""
    keys = ", ".join((*rows.keys, *columns.keys))
    statement = (
        f"{_tree_for(rows, columns)}SELECT DISTINCT {keys}, c.uuid, c.segment_id, c.source_id, "
        f"g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id {rows.joins}{columns.joins}"
        f"WHERE {where.text}{typical}{rows.is_placed}{columns.is_placed} "
        "ORDER BY c.source_id, g.start_at, c.uuid"
    )
    high, wide = len(rows.keys), len(rows.keys) + len(columns.keys)
    for row in project.database.rows(statement, (*rows.values, *columns.values, *where.values)):
        yield Member(row[:high], row[high:wide], *row[wide:])


def unplaced(project: Project, rows: Axis, columns: Axis, selection: Selection) -> int:
    """Return how many passages of a selection stand nowhere on one of both axes, such as in no case."""
    asked = [one for one in (rows, columns) if not one.is_everywhere]
    if not asked:
        return 0
    where = condition(project, selection, listing=False)
    statement = f"SELECT COUNT(DISTINCT c.segment_id) FROM coding c {{}}WHERE {where.text}"
    placed = _tree_for(*asked) + statement.format("".join(one.joins for one in asked))
    placed += "".join(one.is_placed for one in asked)
    values = (*(value for one in asked for value in one.values), *where.values)
    everything = project.database.value(statement.format(""), where.values)
    return int(everything - project.database.value(placed, values))


def texts(project: Project, keys: Iterable[object]) -> Iterator[tuple[int, str]]:
    """Yield key and text of sources."""
    for key in sorted(key for key in keys if isinstance(key, int)):
        yield key, read_text(project.database, key)


def left_out(project: Project, selection: Selection) -> int:
    """Return how many codings a selection leaves out because interviewers spoke."""
    return 0 if selection.all_speakers else _left_out(project, selection)


def _left_out(project: Project, selection: Selection) -> int:
    where: Condition = condition(project, selection, listing=True)
    statement = f"SELECT COUNT(*) FROM coding c WHERE {where.text} AND {IS_INTERVIEWER}"
    return int(project.database.value(statement, where.values))


def _tree_for(*used: Axis) -> str:
    return axes.TREE if any(one.needs_tree for one in used) else ""
