"""The matrix: passages by two axes, in one Report.

Rows and columns are whatever the store counted by; here they get their names, their totals and the notes without which
a number means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qcode.analysis.headings import Heading
from qcode.analysis.measures import Measure, measure_of, named
from qcode.domain.axis import TOP, AxisLevel, levels
from qcode.domain.consent import Level
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

TOTAL = "*"
"""Name of the row and the column of totals."""

Place = tuple[object, object]
"""Row key and column key."""


_AXES = {
    "code": N_("codes"), "source": N_("sources"), "case": N_("cases"), "kind": N_("kinds of source"),
    "question": N_("questions"), "speaker": N_("speakers"), "coder": N_("coders"), "set": N_("sets"),
}  # fmt: skip
_PERIODS = {
    "year": N_("years"), "quarter": N_("quarters of the year"), "month": N_("months"), "day": N_("days"),
}  # fmt: skip
_EMPTY: dict[Kind, Cell] = {
    Kind.COUNT: 0, Kind.SHARE: 0.0, Kind.PRESENCE: False, Kind.TEXT: "", Kind.QUOTES: (),
}  # fmt: skip
"""What stands where nothing is coded."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What was counted, by the keys of both axes."""

    cells: Mapping[Place, Cell]
    """What stands at a place; what is missing is nothing."""
    rows: Mapping[object, float]
    """Row totals; empty where totals make no sense."""
    columns: Mapping[object, float]
    total: float
    left_out: int
    """Codings left out because interviewers spoke."""
    behind: Mapping[Place, int] = field(default_factory=dict)
    """Coded passages at places whose cell does not say how many; empty where cells do."""
    withheld: Mapping[Level, int] = field(default_factory=dict)
    """Passages that consent keeps out of it, by what is recorded."""
    memos_withheld: int = 0
    """Memos that quote such passages."""
    whole: int = 0
    """What ``{n}`` of the measure's unit is: what shares are of, or what is not shown."""
    bases: Mapping[object, int] = field(default_factory=dict)
    """What the cells of each row or column are shares of, by its key; empty where that is one number or none."""
    unplaced: int | None = None
    """Passages that stand nowhere on one of both axes; ``None`` if they were not counted with the cells."""


def matrix(
    grid: Grid, rows: Sequence[Heading], columns: Sequence[Heading], *, axes: tuple[str, str], measure: str,
    rolled_up: bool, say: Translate, notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return a matrix as a report.

    Args:
        grid: What was counted.
        rows: The rows in order.
        columns: The columns in order.
        axes: The names of both axes, such as ``code`` and ``case:informant``.
        measure: As ``measures.named`` takes it.
        rolled_up: Whether a code counted what is under it too.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    what = measure_of(measure)
    has_totals = bool(grid.rows and what.totals)
    made = [Column(axes[0], sentence(axis_said(axes[0], say)), Kind.NAME)]
    made += [Column(one.name.name, one.path or str(one.name), what.kind) for one in columns]
    lines: list[tuple[Cell, ...]] = []
    for row, cells in zip(rows, _filled(grid, rows, columns, _EMPTY[what.kind]), strict=True):
        lines.append((row.name, *cells, *((grid.rows.get(row.key, 0),) if has_totals else ())))
    if has_totals:
        made.append(Column(TOTAL, say(N_("Total")), what.kind))
        bottom = tuple(grid.columns.get(column.key, 0) for column in columns)
        lines.append((Name(TOTAL, say(N_("Total"))), *bottom, grid.total))
    return Report(
        title=title or _title(axes, what, say),
        columns=tuple(made),
        rows=tuple(lines),
        notes=(*_notes(grid, axes, measure, rolled_up, has_totals, say), *notes),
        source_line=source_line,
        total_rows=int(has_totals),
        total_columns=int(has_totals),
    )


def _filled(grid: Grid, rows: Sequence[Heading], columns: Sequence[Heading], empty: Cell) -> list[list[Cell]]:
    """Return the cells of each row; most are empty in a large table, so that only the others are looked up."""
    lines: dict[object, list[Cell]] = {row.key: [empty] * len(columns) for row in rows}
    at_column = {column.key: number for number, column in enumerate(columns)}
    for (row, column), cell in grid.cells.items():
        line, at = lines.get(row), at_column.get(column)
        if line is not None and at is not None:
            line[at] = cell
    return [lines[row.key] for row in rows]


def weights(grid: Grid) -> tuple[dict[object, float], dict[object, float]]:
    """Return how much stands in each row and in each column: its total, or what its cells come to."""
    rows: dict[object, float] = dict(grid.rows)
    columns: dict[object, float] = dict(grid.columns)
    if not rows and not columns:
        for (row, column), cell in grid.cells.items():
            weight = float(grid.behind[row, column]) if (row, column) in grid.behind else _weight(cell)
            rows[row] = rows.get(row, 0) + weight
            columns[column] = columns.get(column, 0) + weight
    return rows, columns


def _weight(cell: Cell) -> float:
    if isinstance(cell, (int, float)):
        return float(cell)
    return float(len(cell)) if isinstance(cell, tuple) else float(bool(cell))


def axis_said(axis: str, say: Translate) -> str:
    """Return what stands on an axis, in the plural: codes, cases …; an attribute by its name."""
    said = [_level_said(level, say) for level in levels(axis)]
    whole = said[-1]
    for outer in reversed(said[:-1]):
        whole = say(N_("{inner} within {outer}")).format(inner=whole, outer=outer)
    return whole


def sentence(text: str) -> str:
    """Return words as they begin a sentence; the rest stays as it is written."""
    return text[:1].upper() + text[1:]


def _level_said(level: AxisLevel, say: Translate) -> str:
    if level.kind == "code" and level.detail == TOP:
        return say(N_("codes at the top"))
    if level.kind == "coded":
        return say(N_("{periods} of coding")).format(periods=say(_PERIODS[level.period]))
    if level.kind == "period":
        return say(N_("{periods} of {attribute}")).format(periods=say(_PERIODS[level.period]), attribute=level.detail)
    return say(_AXES[level.kind]) if level.kind in _AXES else level.detail


def _title(axes: tuple[str, str], measure: Measure, say: Translate) -> str:
    rows, columns = (axis_said(axis, say) for axis in axes)
    return say(N_("{rows} by {columns}: {cells}")).format(rows=sentence(rows), columns=columns, cells=say(measure.cell))


def _notes(
    grid: Grid, axes: tuple[str, str], measure: str, rolled_up: bool, has_totals: bool, say: Translate
) -> list[str]:
    what, detail = measure_of(measure), named(measure)[1]
    notes = [say(what.of_detail if detail else what.unit).format(detail=detail, n=grid.whole)]
    within = [levels(axis) for axis in axes]
    every = [level for side in within for level in side]
    if any(level.kind == "code" for level in every) and what.kind is not Kind.TEXT:
        notes.append(
            say(N_("A code stands for itself and the codes under it."))
            if rolled_up
            else say(N_("A passage stands at the very code it was coded with."))
        )
    if has_totals:
        notes.append(say(what.totals))
    if not what.is_words and any(len(side) > 1 for side in within):
        notes.append(say(N_("What stands over others is counted anew, each thing once, and is no sum of these.")))
    if any(level.kind == "coded" for level in every):
        notes.append(say(N_("Times are UTC.")))
    if grid.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=grid.left_out))
    return notes
