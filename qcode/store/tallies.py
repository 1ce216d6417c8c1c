"""Counting codings by two axes.

What is counted is passages: a passage coded twice with one code, by two coders or by two codes under one parent, is one
passage. Totals count each thing once, and so are no sums of cells: a thing is counted at the places of all its codings
taken together, of which every total is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcode.domain.selection import Selection
from qcode.store import axes, counting
from qcode.store.axes import Axis
from qcode.store.counting import Placed
from qcode.store.parts import read_text
from qcode.store.project import Project
from qcode.store.selecting import BY_INTERVIEWERS, Condition, condition

ALL = ((), ())
"""The place of all rows and all columns."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by two axes, and of each row and column, and of all."""

    placed: Placed
    left_out: int
    """Codings left out because interviewers spoke."""
    every: int | None = None
    """All passages of the selection, at places or at none; ``None`` if that was not counted."""

    @property
    def total(self) -> int:
        """The total of all."""
        return self.placed.get(ALL, 0)

    @property
    def cells(self) -> Iterator[tuple[object, object]]:
        """Where something stands, without totals."""
        return (place for place in self.placed if () not in place)

    @property
    def unplaced(self) -> int | None:
        """How many passages stand nowhere on one of both axes; ``None`` if that was not counted."""
        return None if self.every is None else self.every - self.total


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
    what, _colon, detail = measure.partition(":")
    every = None
    if what == "cases":
        placed = counting.cases(project, rows, columns, detail, selection)
    elif what == "sources":
        placed = counting.sources(project, rows, columns, selection)
    elif counting.is_simple(rows, columns):
        placed, every = counting.passages(project, rows, columns, selection)
    else:
        placed = counting.any_passages(project, rows, columns, selection)
    return Tally(placed, left_out(project, selection), every)


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
    for row in project.database.each(statement, (*rows.values, *columns.values, *where.values)):
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
    statement = f"SELECT COUNT(*) FROM coding c WHERE {where.text} AND {BY_INTERVIEWERS}"
    return int(project.database.value(statement, where.values))


def _tree_for(*used: Axis) -> str:
    return axes.TREE if any(one.needs_tree for one in used) else ""
