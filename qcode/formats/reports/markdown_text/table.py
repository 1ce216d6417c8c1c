"""A table of Markdown, a row a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qcode.domain.report import Cell, Column, Kind, Quotation, Report
from qcode.domain.wording import cell_text, depth_of, is_numeric
from qcode.formats.base import ReportOptions
from qcode.formats.reports.markdown_text.markup import escaped

Quote = Callable[[Quotation], str]
"""Returns a quotation as a line of Markdown."""


def table(report: Report, options: ReportOptions, quote: Quote | None = None) -> Iterator[str]:
    """Yield the lines of a table; nothing if it has no columns.

    Args:
        report: The report.
        options: How it is set.
        quote: Sets quotations; ``None``: with their citations in brackets.
    """
    if report.columns:
        yield _line([escaped(str(column)) for column in report.columns])
        yield _line([_rule(report, index) for index in range(len(report.columns))])
    first_total = len(report.rows) - report.total_rows
    for number, row in enumerate(report.rows):
        cells = (_cell(cell, column, options, quote) for cell, column in zip(row, report.columns, strict=True))
        yield _line([f"**{text}**" if text and number >= first_total else text for text in cells])


def _cell(cell: Cell, column: Column, options: ReportOptions, quote: Quote | None) -> str:
    if quote and isinstance(cell, tuple):
        return "<br><br>".join(map(quote, cell))
    indent = "&emsp;" * depth_of(cell)
    lines = cell_text(cell, column.kind, options.language).strip().split("\n")
    return indent + "<br>".join(escaped(line) for line in lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(report: Report, index: int) -> str:
    if report.columns[index].kind is Kind.PRESENCE:
        return ":---:"
    is_right = is_numeric(report, index) or report.columns[index].kind is Kind.BEFORE
    return "---:" if is_right else "---"
