"""A report as a table of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qcode.domain.report import Cell, Kind, Quotation, Report
from qcode.domain.wording import cell_text, depth_of, is_numeric, one_line, quoted, source_text
from qcode.formats.base import ReportOptions
from qcode.formats.reports.html_page.markup import text

Cite = Callable[[Quotation], str]
"""Returns what stands behind the words of a quotation, as HTML: a footnote's mark, or where it stands in brackets."""
DEEPEST = 5
"""Levels of indentation that the style sheet has."""
_CLASSES = {
    Kind.COUNT: "number",
    Kind.SHARE: "number",
    Kind.PROBABILITY: "number",
    Kind.PRESENCE: "middle",
    Kind.QUOTES: "quotes",
    Kind.TEXT: "text",
    Kind.BEFORE: "before",
    Kind.NAME: "text",
}


def table(report: Report, options: ReportOptions, *, caption: str, cite: Cite, anchor: str = "") -> Iterator[str]:
    """Yield a report's table, without what stands below it.

    Args:
        report: The report.
        options: How it is set.
        caption: HTML.
        cite: Cites quotations.
        anchor: Where links lead to it; empty for none.
    """
    yield f"<table{id_of(anchor)}>\n<caption>{caption}</caption>\n<thead>\n<tr>\n"
    cells = _Cells(report, options, cite)
    for column, name in zip(report.columns, cells.classes, strict=True):
        yield f'<th scope="col" class="{name}">{text(one_line(str(column)))}</th>\n'
    yield "</tr>\n</thead>\n<tbody>\n"
    first_total = len(report.rows) - report.total_rows
    for number, row in enumerate(report.rows):
        if report.total_rows and number == first_total:
            yield "</tbody>\n<tfoot>\n"
        yield cells.row(row, f"{report.id}_r{number + 1}" if report.id else "")
    yield "</tfoot>\n</table>\n" if report.total_rows and report.rows else "</tbody>\n</table>\n"


def below(report: Report, options: ReportOptions) -> Iterator[str]:
    """Yield what stands below a report's table: where the data come from, and the notes."""
    source = source_text(report, options.say)
    if source:
        yield f"<p>{text(source)}</p>\n"
    if report.notes:
        yield f"<ul>{''.join(f'<li>{text(note)}</li>' for note in report.notes)}</ul>\n"


def id_of(anchor: str) -> str:
    """Return the attribute by which links find a place; empty for none."""
    return f' id="{text(anchor)}"' if anchor else ""


def _class(report: Report, index: int) -> str:
    kind = report.columns[index].kind
    return "number" if kind is Kind.TEXT and is_numeric(report, index) else _CLASSES[kind]


class _Cells:
    """Sets the cells of a report's rows; numbers that stand often are set once."""

    def __init__(self, report: Report, options: ReportOptions, cite: Cite) -> None:
        self.classes = [_class(report, index) for index in range(len(report.columns))]
        self._report, self._options, self._cite = report, options, cite
        self._grouped = any(depth_of(row[0]) for row in report.rows if row)
        self._first_total = len(report.columns) - report.total_columns
        alike: dict[tuple[object, ...], dict[int, str]] = {}
        self._known = [
            alike.setdefault((column.kind, name, index >= self._first_total), {})
            for index, (column, name) in enumerate(zip(report.columns, self.classes, strict=True))
        ]
        """The whole numbers that were set already, by column; columns that set them alike share theirs."""

    def row(self, row: tuple[Cell, ...], anchor: str = "") -> str:
        """Return a row, which links lead to by an anchor."""
        cells = [self._cell(cell, index) for index, cell in enumerate(row[1:], 1)]
        return f"<tr{id_of(anchor)}>{self._head(row[0]) if row else ''}{''.join(cells)}</tr>\n"

    def _head(self, cell: Cell) -> str:
        depth = min(depth_of(cell), DEEPEST)
        level = f' class="d{depth}"' if depth else ' class="top"' if self._grouped else ""
        return f'<th scope="row" dir="auto"{level}>{self._content(cell, 0)}</th>'

    def _cell(self, cell: Cell, index: int) -> str:
        if type(cell) is not int:
            return self._set(cell, index)
        known = self._known[index]
        return known.get(cell) or known.setdefault(cell, self._set(cell, index))

    def _set(self, cell: Cell, index: int) -> str:
        name, total = self.classes[index], " total" if index >= self._first_total else ""
        direction = "" if name in ("number", "middle") else ' dir="auto"'
        return f'<td class="{name}{total}"{direction}>{self._content(cell, index)}</td>'

    def _content(self, cell: Cell, index: int) -> str:
        if not isinstance(cell, tuple):
            return text(cell_text(cell, self._report.columns[index].kind, self._options.language))
        return "".join(f'<p{id_of(one.anchor)} dir="auto">{text(quoted(one))}{self._cite(one)}</p>' for one in cell)
