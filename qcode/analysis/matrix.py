"""The matrix: passages by two axes, in one Report.

Rows and columns are whatever the store counted by; here they get their names, their order, their totals and the
notes without which a number means nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.span import Span, merged
from qcode.language import N_, Translate

MEASURES = ("count", "presence", "sources", "words", "percent", "quotes")
"""What a cell can hold."""

TOTAL = "*"
"""Name of the row and the column of totals."""

_KINDS = {
    "count": Kind.COUNT, "presence": Kind.PRESENCE, "sources": Kind.COUNT, "words": Kind.COUNT,
    "percent": Kind.SHARE, "quotes": Kind.QUOTES,
}  # fmt: skip
_UNITS = {
    "count": N_("Unit: coded passages; a passage coded more than once counts once."),
    "presence": N_("A tick means that at least one passage is coded."),
    "sources": N_("Unit: sources with at least one coded passage."),
    "words": N_("Unit: words of coded passages; where passages overlap, each word counts once."),
    "percent": N_("Share of the column's coded passages; shares may add up to more than 100 per cent."),
    "quotes": N_("Each passage is followed by who speaks, the minute of the recording and the paragraph."),
}  # fmt: skip
_AXES = {
    "code": N_("codes"), "source": N_("sources"), "case": N_("cases"), "kind": N_("kinds of source"),
    "speaker": N_("speakers"), "coder": N_("coders"), "set": N_("sets"),
}  # fmt: skip
_CELLS = {
    "count": N_("number of passages"), "presence": N_("presence"), "sources": N_("number of sources"),
    "words": N_("number of words"), "percent": N_("share of passages"), "quotes": N_("quotations"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """What was counted, by the keys of both axes."""

    cells: Mapping[tuple[object, object], Cell]
    """Row key and column key → what stands there; what is missing is nothing."""
    rows: Mapping[object, int]
    """Row totals; empty where totals make no sense."""
    columns: Mapping[object, int]
    total: int
    left_out: int
    """Codings left out because interviewers spoke."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or column: its key and what it is called."""

    key: object
    name: Name


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
        measure: One of ``MEASURES``.
        rolled_up: Whether a code counted what is under it too.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    kind = _KINDS[measure]
    has_totals = bool(grid.rows) and measure in ("count", "words")
    head = Column(axes[0], say(_AXES.get(axes[0].partition(":")[0], axes[0].partition(":")[2])).capitalize(), Kind.NAME)
    made = [head, *(Column(one.name.name, str(one.name), kind) for one in columns)]
    empty: Cell = {Kind.COUNT: 0, Kind.SHARE: 0.0, Kind.PRESENCE: False}.get(kind, ())
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = tuple(grid.cells.get((row.key, column.key), empty) for column in columns)
        lines.append((row.name, *cells, *((grid.rows.get(row.key, 0),) if has_totals else ())))
    if has_totals:
        made.append(Column(TOTAL, say(N_("Total")), kind))
        bottom = tuple(grid.columns.get(column.key, 0) for column in columns)
        lines.append((Name(TOTAL, say(N_("Total"))), *bottom, grid.total))
    return Report(
        title=title or _title(axes, measure, say),
        columns=tuple(made),
        rows=tuple(lines),
        notes=(*_notes(grid, axes, measure, rolled_up, has_totals, say), *notes),
        source_line=source_line,
        total_rows=int(has_totals),
        total_columns=int(has_totals),
    )


def words_covered(word_starts: Sequence[int], spans: Iterable[Span]) -> int:
    """Count the words that start inside spans, each once however many spans cover it.

    Args:
        word_starts: Where the words of the text start, ascending.
        spans: The passages.
    """
    return sum(bisect_left(word_starts, span.end) - bisect_left(word_starts, span.start) for span in merged(spans))


def _title(axes: tuple[str, str], measure: str, say: Translate) -> str:
    rows, columns = (say(_AXES.get(axis.partition(":")[0], axis.partition(":")[2])) for axis in axes)
    return say(N_("{rows} by {columns}: {cells}")).format(
        rows=rows.capitalize(), columns=columns, cells=say(_CELLS[measure])
    )


def _notes(
    grid: Grid, axes: tuple[str, str], measure: str, rolled_up: bool, has_totals: bool, say: Translate
) -> list[str]:
    notes = [say(_UNITS[measure])]
    if "code" in axes:
        notes.append(
            say(N_("A code stands for itself and the codes under it."))
            if rolled_up
            else say(N_("A passage stands at the very code it was coded with."))
        )
    if has_totals:
        notes.append(say(N_("Totals count each passage once and so may be less than the sum of the cells.")))
    if grid.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=grid.left_out))
    return notes
