"""A matrix of quotations with too many columns for a page, turned into a list: who says what, code after code.

Side by side, four informants fill a landscape page. More of them go into further tables, as long as these are few and
well filled; beyond that, one table below the other hides what a list shows.
"""

from __future__ import annotations

from qcode.domain.report import Column, Kind, Report
from qcode.formats.reports.word_docx.layout import MOST_QUOTES
from qcode.language import N_, Translate

_MOST_TABLES = 4
_WELL_FILLED = 0.5
"""Share of the cells that hold a quotation, below which further tables would be mostly white."""


def stacked(report: Report, say: Translate) -> Report:
    """Return a report as it is set: a matrix of many informants with a row for each of them, others as they are.

    Args:
        report: The report.
        say: Translates into the document's language.
    """
    if not _is_better_stacked(report):
        return report
    rows = []
    for row in report.rows:
        filled = [(column, cell) for column, cell in zip(report.columns[1:], row[1:], strict=True) if cell]
        for number, (column, cell) in enumerate(filled):
            rows.append((row[0] if number == 0 else "", str(column), cell))
        if not filled:
            rows.append((row[0], "", ()))
    columns = (
        report.columns[0],
        Column("by", say(N_("By"))),
        Column("quotations", say(N_("Quotations")), Kind.QUOTES),
    )
    return Report(report.title, columns, tuple(rows), report.notes, report.source_line)


def _is_better_stacked(report: Report) -> bool:
    informants = len(report.columns) - 1
    if informants <= MOST_QUOTES or any(column.kind is not Kind.QUOTES for column in report.columns[1:]):
        return False
    cells = [bool(cell) for row in report.rows for cell in row[1:]]
    is_sparse = sum(cells) < _WELL_FILLED * len(cells)
    return is_sparse or informants > MOST_QUOTES * _MOST_TABLES
