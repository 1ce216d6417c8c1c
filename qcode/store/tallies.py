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
from qcode.store.database import Row, marks
from qcode.store.parts import read_text
from qcode.store.project import Project
from qcode.store.selecting import IS_INTERVIEWER, Condition, condition

_COUNTED = {
    "count": "COUNT(DISTINCT c.segment_id)",
    "sources": "COUNT(DISTINCT c.source_id)",
    "cases": "COUNT(DISTINCT mm.case_id)",
}
_IN_CASES = f"LEFT JOIN membership mm ON {BELONGS.format(m='mm')} "


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by two axes; keys are those of ``Axis.key``."""

    cells: dict[tuple[object, object], int]
    rows: dict[object, int]
    columns: dict[object, int]
    total: int
    left_out: int
    """Codings left out because interviewers spoke."""


def tally(project: Project, rows: Axis, columns: Axis, measure: str, selection: Selection) -> Tally:
    """Count by two axes.

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

    def grouped(*by: Axis) -> list[Row]:
        keys = ", ".join(one.key for one in by)
        # Totals are over what is in the table, so a side on which codings can be missing is joined too.
        joined = [one for one in (rows, columns) if one in by or one.name not in axes.EVERY]
        there = "".join(f" AND {one.key} IS NOT NULL" for one in joined)
        statement = (
            f"{_tree_for(*joined)}SELECT {keys + ', ' if keys else ''}{value} FROM coding c "
            f"{''.join(one.joins for one in joined)}{counted}WHERE {where.text}{there}"
        )
        statement += f" GROUP BY {keys}" if keys else ""
        return database.rows(statement, (*(value for one in joined for value in one.values), *kinds, *where.values))

    is_summed = what == "count" and columns.is_apart
    cells = {(row, column): n for row, column, n in grouped(rows, columns)}
    by_column = {column: n for column, n in grouped(columns)}
    return Tally(
        cells=cells,
        rows=_row_sums(cells) if is_summed else dict(grouped(rows)),
        columns=by_column,
        total=sum(by_column.values()) if is_summed else grouped()[0][0],
        left_out=0 if selection.all_speakers else _left_out(project, selection),
    )


def _cases_counted(project: Project, kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the join by which cases are counted, of one kind if it is named, and its values."""
    if not kind:
        return _IN_CASES, ()
    kinds = axes.kinds_of_case(project, kind)
    of_kind = f"AND mm.case_id IN (SELECT z.id FROM study_case z WHERE z.kind IN ({marks(len(kinds))})) "
    return _IN_CASES + of_kind, kinds


def members(project: Project, rows: Axis, columns: Axis, selection: Selection) -> list[Row]:
    """Return every coding in every cell, in order of place.

    Each row has row key, column key, coding id, segment key, source key, start and end.
    """
    where = condition(project, selection, listing=False)
    statement = (
        f"{_tree_for(rows, columns)}SELECT DISTINCT {rows.key}, {columns.key}, c.uuid, c.segment_id, c.source_id, "
        f"g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id {rows.joins}{columns.joins}"
        f"WHERE {where.text} AND {rows.key} IS NOT NULL AND {columns.key} IS NOT NULL "
        "ORDER BY c.source_id, g.start_at, c.uuid"
    )
    return project.database.rows(statement, (*rows.values, *columns.values, *where.values))


def unplaced(project: Project, rows: Axis, columns: Axis, selection: Selection) -> int:
    """Return how many passages of a selection stand nowhere on one of both axes, such as in no case."""
    asked = [one for one in (rows, columns) if one.name not in axes.EVERY]
    if not asked:
        return 0
    where = condition(project, selection, listing=False)
    statement = f"SELECT COUNT(DISTINCT c.segment_id) FROM coding c {{}}WHERE {where.text}"
    there = "".join(f" AND {one.key} IS NOT NULL" for one in asked)
    placed = _tree_for(*asked) + statement.format("".join(one.joins for one in asked)) + there
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


def _row_sums(cells: dict[tuple[object, object], int]) -> dict[object, int]:
    sums: dict[object, int] = {}
    for (row, _column), n in cells.items():
        sums[row] = sums.get(row, 0) + n
    return sums


def _left_out(project: Project, selection: Selection) -> int:
    where: Condition = condition(project, selection, listing=True)
    statement = f"SELECT COUNT(*) FROM coding c WHERE {where.text} AND {IS_INTERVIEWER}"
    return int(project.database.value(statement, where.values))


def _tree_for(*used: Axis) -> str:
    return axes.TREE if any(one.needs_tree for one in used) else ""
