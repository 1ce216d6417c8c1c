"""A report as a table of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qcode.domain.report import Cell, Column, Kind, Quotation, Report
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
    Kind.PRESENCE: "middle",
    Kind.QUOTES: "quotes",
    Kind.TEXT: "text",
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
    classes = [_class(report, index) for index in range(len(report.columns))]
    for column, name in zip(report.columns, classes, strict=True):
        yield f'<th scope="col" class="{name}">{text(one_line(str(column)))}</th>\n'
    yield "</tr>\n</thead>\n<tbody>\n"
    first_total = len(report.rows) - report.total_rows
    grouped = any(depth_of(row[0]) for row in report.rows if row)
    for number, row in enumerate(report.rows):
        if report.total_rows and number == first_total:
            yield "</tbody>\n<tfoot>\n"
        yield f"<tr>{''.join(_cells(report, row, options, classes, cite, grouped=grouped))}</tr>\n"
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


def _cells(
    report: Report, row: tuple[Cell, ...], options: ReportOptions, classes: list[str], cite: Cite, *, grouped: bool
) -> Iterator[str]:
    first_total = len(row) - report.total_columns
    for index, (cell, column) in enumerate(zip(row, report.columns, strict=True)):
        content = _content(cell, column, options.language, cite)
        if index == 0:
            depth = min(depth_of(cell), DEEPEST)
            level = f' class="d{depth}"' if depth else ' class="top"' if grouped else ""
            yield f'<th scope="row" dir="auto"{level}>{content}</th>'
        else:
            total = " total" if index >= first_total else ""
            direction = "" if classes[index] in ("number", "middle") else ' dir="auto"'
            yield f'<td class="{classes[index]}{total}"{direction}>{content}</td>'


def _content(cell: Cell, column: Column, language: str, cite: Cite) -> str:
    if not isinstance(cell, tuple):
        return text(cell_text(cell, column.kind, language))
    return "".join(f'<p{id_of(one.anchor)} dir="auto">{text(quoted(one))}{cite(one)}</p>' for one in cell)
