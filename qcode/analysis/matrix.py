"""The matrix: passages by two axes, in one Report.

Rows and columns are whatever the store counted by; here they get their names, their totals and the notes without which
a number means nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qcode.analysis.headings import Heading
from qcode.domain.consent import Level
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.span import Span, merged
from qcode.language import N_, Translate

TOTAL = "*"
"""Name of the row and the column of totals."""

Place = tuple[object, object]
"""Row key and column key."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a cell can hold; texts are in English, marked with ``N_``."""

    kind: Kind
    cell: str
    """What it is, as a title says it."""
    unit: str
    """The note that names the unit."""
    totals: str = ""
    """The note on totals; empty where totals make no sense."""
    rolls_up: bool = True
    """Whether a code's cell can hold what is under it too; words and quotations stand where they were put."""


_PASSAGES_ONCE = N_("Totals count each passage once and so may be less than the sum of the cells.")
MEASURES = {
    "count": Measure(
        Kind.COUNT, N_("number of passages"), N_("Unit: coded passages; a passage coded more than once counts once."),
        _PASSAGES_ONCE,
    ),
    "presence": Measure(
        Kind.PRESENCE, N_("presence"), N_("A tick means that at least one passage is coded.")
    ),
    "sources": Measure(
        Kind.COUNT, N_("number of sources"), N_("Unit: sources with at least one coded passage."),
        N_("Totals count each source once and so may be less than the sum of the cells."),
    ),
    "cases": Measure(
        Kind.COUNT, N_("number of cases"), N_("Unit: cases with at least one coded passage."),
        N_("Totals count each case once and so may be less than the sum of the cells."),
    ),
    "words": Measure(
        Kind.COUNT, N_("number of words"),
        N_("Unit: words of coded passages; where passages overlap, each word counts once."), _PASSAGES_ONCE,
    ),
    "percent": Measure(
        Kind.SHARE, N_("share of passages"),
        N_("Share of the column's coded passages; shares may add up to more than 100 per cent."),
    ),
    "quotes": Measure(
        Kind.QUOTES, N_("quotations"),
        N_("Each passage is followed by who speaks, the minute of the recording and the paragraph."), rolls_up=False,
    ),
    "summary": Measure(
        Kind.TEXT, N_("summaries"), N_("Each cell holds what the researcher wrote to sum up its coded passages."),
        rolls_up=False,
    ),
}  # fmt: skip
"""What a cell can hold; ``cases:KIND`` counts cases of one kind."""

_AXES = {
    "code": N_("codes"), "source": N_("sources"), "case": N_("cases"), "kind": N_("kinds of source"),
    "question": N_("questions"), "speaker": N_("speakers"), "coder": N_("coders"), "set": N_("sets"),
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
    rows: Mapping[object, int]
    """Row totals; empty where totals make no sense."""
    columns: Mapping[object, int]
    total: int
    left_out: int
    """Codings left out because interviewers spoke."""
    behind: Mapping[Place, int] = field(default_factory=dict)
    """Coded passages at places whose cell does not say how many; empty where cells do."""
    withheld: Mapping[Level, int] = field(default_factory=dict)
    """Passages that consent keeps out of it, by what is recorded."""


def measure_of(asked: str) -> Measure:
    """Return the measure that is meant by its name, with or without ``:KIND``.

    Raises:
        KeyError: If there is none.
    """
    name, _colon, detail = asked.partition(":")
    if detail and name != "cases":
        raise KeyError(asked)
    return MEASURES[name]


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
        measure: One of ``MEASURES``, with ``:KIND`` for cases of one kind.
        rolled_up: Whether a code counted what is under it too.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    what = measure_of(measure)
    has_totals = bool(grid.rows and what.totals)
    made = [Column(axes[0], axis_said(axes[0], say).capitalize(), Kind.NAME)]
    made += [Column(one.name.name, str(one.name), what.kind) for one in columns]
    empty = _EMPTY[what.kind]
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = tuple(grid.cells.get((row.key, column.key), empty) for column in columns)
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


def words_covered(word_starts: Sequence[int], spans: Iterable[Span]) -> int:
    """Count the words that start inside spans, each once however many spans cover it.

    Args:
        word_starts: Where the words of the text start, ascending.
        spans: The passages.
    """
    return sum(bisect_left(word_starts, span.end) - bisect_left(word_starts, span.start) for span in merged(spans))


def _weight(cell: Cell) -> float:
    if isinstance(cell, (int, float)):
        return float(cell)
    return float(len(cell)) if isinstance(cell, tuple) else float(bool(cell))


def axis_said(axis: str, say: Translate) -> str:
    """Return what stands on an axis, in the plural: codes, cases …; an attribute by its name."""
    name, _colon, detail = axis.partition(":")
    return say(_AXES[name]) if name in _AXES else detail


def _title(axes: tuple[str, str], measure: Measure, say: Translate) -> str:
    rows, columns = (axis_said(axis, say) for axis in axes)
    return say(N_("{rows} by {columns}: {cells}")).format(
        rows=rows.capitalize(), columns=columns, cells=say(measure.cell)
    )


def _notes(
    grid: Grid, axes: tuple[str, str], measure: str, rolled_up: bool, has_totals: bool, say: Translate
) -> list[str]:
    what, kind = measure_of(measure), measure.partition(":")[2]
    notes = [say(what.unit)]
    if kind:
        notes = [say(N_("Unit: cases of the kind “{kind}” with at least one coded passage.")).format(kind=kind)]
    if "code" in axes and what.kind is not Kind.TEXT:
        notes.append(
            say(N_("A code stands for itself and the codes under it."))
            if rolled_up
            else say(N_("A passage stands at the very code it was coded with."))
        )
    if has_totals:
        notes.append(say(what.totals))
    if grid.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=grid.left_out))
    return notes
