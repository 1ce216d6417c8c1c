"""Counting codings by two axes, in the database.

An axis is an expression over ``coding c`` with the joins it needs. What is counted is passages: a passage coded twice
with one code, by two coders or by two codes under one parent, is one passage. Totals count each thing once: they are
the sums of cells only where nothing stands in two cells of a row, and are counted on their own elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import finding
from qcode.store.database import Row, marks, sql
from qcode.store.parts import read_text
from qcode.store.project import Project
from qcode.store.selecting import BELONGS, IS_INTERVIEWER, Condition, condition

_TREE = (
    "WITH RECURSIVE tree(over, code) AS (SELECT id, id FROM code "
    "UNION SELECT t.over, k.id FROM tree t JOIN code k ON k.parent_id = t.code) "
)
_MEASURES = {
    "count": "COUNT(DISTINCT c.segment_id)",
    "sources": "COUNT(DISTINCT c.source_id)",
}
_EVERY = frozenset({"code", "source", "kind", "coder"})
"""Axes on which every coding has a place, so that a count by the other axis needs no join to them."""
_IN_TWO_CASES = sql("SELECT source_id FROM membership GROUP BY source_id HAVING COUNT(DISTINCT case_id) > 1 LIMIT 1")
_ATTRIBUTES = sql("SELECT name, uuid, id, subject FROM attribute")
_ENTRIES = {
    "code": sql("SELECT id, uuid FROM code"),
    "source": sql("SELECT id, name FROM source"),
    "case": sql("SELECT id, name, kind FROM study_case"),
    "coder": sql("SELECT id, name FROM coder"),
    "set": sql("SELECT id, name FROM study_set WHERE kind = 'source'"),
    "speaker": sql("SELECT k.id, s.name, k.label, k.role FROM speaker k JOIN source s ON s.id = k.source_id"),
    "tied": sql(
        "SELECT m.speaker_id, MIN(y.id) FROM membership m JOIN study_case y ON y.id = m.case_id "
        "WHERE m.speaker_id IS NOT NULL GROUP BY m.speaker_id"
    ),
}

AXES = ("code", "source", "case", "kind", "speaker", "coder", "set", "attribute")
"""What rows and columns can be; ``case:KIND`` and ``attribute:NAME`` choose within."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a matrix, as the database groups by it."""

    name: str
    key: str
    """The expression grouped by."""
    joins: str
    values: tuple[object, ...] = ()
    """For the joins."""
    is_apart: bool = False
    """Whether a passage has one place on it at most, so that sums of passages are totals."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by two axes; keys are those of ``Axis.key``."""

    cells: dict[tuple[object, object], int]
    rows: dict[object, int]
    columns: dict[object, int]
    total: int
    left_out: int
    """Codings left out because interviewers spoke."""


def axis(project: Project, name: str, side: str, *, rolled_up: bool) -> Axis:
    """Return an axis by its name.

    Args:
        project: Where attributes and kinds are looked up.
        name: One of ``AXES``, with ``:NAME`` where it needs one.
        side: ``r`` or ``c``, so that both sides can join the same tables.
        rolled_up: A code counts what is under it too.

    Raises:
        QcodeError: If there is no such axis.
    """
    kind, _colon, detail = name.partition(":")
    if kind == "code":
        if rolled_up:
            return Axis("code", f"t{side}.over", f"JOIN tree t{side} ON t{side}.code = c.code_id ")
        return Axis("code", "c.code_id", "")
    if kind in ("source", "coder"):
        return Axis(kind, f"c.{kind}_id", "", is_apart=kind == "source")
    if kind == "kind":
        return Axis("kind", f"s{side}.kind", f"JOIN source s{side} ON s{side}.id = c.source_id ", is_apart=True)
    if kind == "set":
        return Axis("set", f"x{side}.set_id", f"JOIN set_member x{side} ON x{side}.source_id = c.source_id ")
    if kind == "speaker":
        tied = (
            f"LEFT JOIN (SELECT speaker_id, MIN(case_id) AS case_id FROM membership WHERE speaker_id IS NOT NULL "
            f"GROUP BY speaker_id) m{side} ON m{side}.speaker_id = c.speaker_id "
        )
        return Axis("speaker", f"COALESCE(m{side}.case_id, -c.speaker_id)", tied, is_apart=True)
    if kind == "case":
        joins = f"JOIN membership m{side} ON {BELONGS.format(m=f'm{side}')} "
        is_apart = project.database.row(_IN_TWO_CASES) is None
        if not detail:
            return Axis("case", f"m{side}.case_id", joins, is_apart=is_apart)
        kinds = _spellings(project, detail)
        joins += f"JOIN study_case y{side} ON y{side}.id = m{side}.case_id AND y{side}.kind IN ({marks(len(kinds))}) "
        return Axis("case", f"m{side}.case_id", joins, kinds, is_apart)
    if kind == "attribute" and detail:
        return _attribute_axis(project, detail, side)
    raise QcodeError(
        _("there is no axis “{name}”").format(name=name),
        _("There are: {names}").format(names=", ".join(AXES).replace("attribute", "attribute:NAME")),
    )


def _spellings(project: Project, kind: str) -> tuple[str, ...]:
    """Return how a kind of case is written in the project, whatever the case of letters."""
    kinds = {str(row[2]) for row in entries(project, "case")}
    found = sorted(each for each in kinds if each.casefold() == kind.casefold())
    return tuple(found) or (finding.one(kind, ((each, each) for each in kinds), _("kind of case")),)


def _attribute_axis(project: Project, name: str, side: str) -> Axis:
    rows = project.database.rows(_ATTRIBUTES)
    known = [(n, uuid) for n, uuid, _key, _subject in rows]
    # One name may be an attribute of sources and of cases; a case's counts first.
    found = [row for row in rows if row[0].casefold() == name.casefold()]
    if not found:
        finding.one(name, known, _("attribute"))
    _name, _uuid, key, subject = sorted(found, key=lambda row: str(row[3]))[0]
    if subject == "source":
        join = f"JOIN attribute_value v{side} ON v{side}.attribute_id = ? AND v{side}.source_id = c.source_id "
    else:
        join = (
            f"JOIN membership m{side} ON {BELONGS.format(m=f'm{side}')} "
            f"JOIN attribute_value v{side} ON v{side}.attribute_id = ? AND v{side}.case_id = m{side}.case_id "
        )
    return Axis("attribute", f"v{side}.value", join, (key,))


def tally(project: Project, rows: Axis, columns: Axis, measure: str, selection: Selection) -> Tally:
    """Count by two axes.

    Args:
        project: What is counted.
        rows: One axis.
        columns: The other.
        measure: ``count`` (passages) or ``sources``.
        selection: Which codings.
    """
    where = condition(project, selection, listing=False)
    value, database = _MEASURES[measure], project.database

    def grouped(*by: Axis) -> list[Row]:
        keys = ", ".join(one.key for one in by)
        # Totals are over what is in the table, so a side on which codings can be missing is joined too.
        joined = [one for one in (rows, columns) if one in by or one.name not in _EVERY]
        there = "".join(f" AND {one.key} IS NOT NULL" for one in joined)
        statement = (
            f"{_tree_for(*joined)}SELECT {keys + ', ' if keys else ''}{value} FROM coding c "
            f"{''.join(one.joins for one in joined)}WHERE {where.text}{there}"
        )
        statement += f" GROUP BY {keys}" if keys else ""
        return database.rows(statement, (*(value for one in joined for value in one.values), *where.values))

    is_summed = measure == "count" and columns.is_apart
    cells = {(row, column): n for row, column, n in grouped(rows, columns)}
    by_column = {column: n for column, n in grouped(columns)}
    return Tally(
        cells=cells,
        rows=_row_sums(cells) if is_summed else dict(grouped(rows)),
        columns=by_column,
        total=sum(by_column.values()) if is_summed else grouped()[0][0],
        left_out=0 if selection.all_speakers else _left_out(project, selection),
    )


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
    asked = [one for one in (rows, columns) if one.name not in _EVERY]
    if not asked:
        return 0
    where = condition(project, selection, listing=False)
    statement = f"SELECT COUNT(DISTINCT c.segment_id) FROM coding c {{}}WHERE {where.text}"
    there = "".join(f" AND {one.key} IS NOT NULL" for one in asked)
    placed = statement.format("".join(one.joins for one in asked)) + there
    values = (*(value for one in asked for value in one.values), *where.values)
    everything = project.database.value(statement.format(""), where.values)
    return int(everything - project.database.value(placed, values))


def entries(project: Project, which: str) -> list[Row]:
    """Return key and name of everything an axis can have."""
    return project.database.rows(_ENTRIES[which])


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


def _tree_for(*axes: Axis) -> str:
    return _TREE if any("tree" in one.joins for one in axes) else ""
