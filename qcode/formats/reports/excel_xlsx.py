"""Excel: a sheet to sort, filter and count in, and a second one with title, source line and notes.

Numbers are numbers. Text is never taken for a formula, a link or a number, whatever a transcript holds.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qcode.domain.exported import with_row_ids
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.text import visible
from qcode.domain.wording import (
    cell_text,
    depth_of,
    is_numeric,
    one_line,
    quotations_text,
    references,
    source_text,
    title_text,
)
from qcode.errors import QcodeError
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.language import N_, _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_CHARACTERS = 32_767
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_SAME_TIME_ALWAYS = datetime(2000, 1, 1)  # the bytes depend on the report alone
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WHOLE, _SHARE, _DECIMAL = '[>=10000]#,##0;[=0]"-";0', "0.0%", "0.000"
_NUMBERS = frozenset({Kind.COUNT, Kind.SHARE, Kind.PROBABILITY, Kind.PRESENCE})
_QUOTES_WIDTH, _TEXT_WIDTH, _NOTES_WIDTH = 60.0, 50.0, 80.0
_BUTTON = 3.0
"""Room that the filter's button takes beside a heading, in characters."""
_LINE, _MOST_HEIGHT = 15.0, 408.75
"""Height of a line, and the greatest height of a row that Excel allows, in points."""
_PRINTED_ON_ONE_PAGE = 12
"""Columns up to which the sheet is printed one page wide."""


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as a workbook, the IDs of its rows in the last column; says which cells were too long for Excel.

    Raises:
        QcodeError: If there are more rows or columns than a sheet has.
    """
    import xlsxwriter

    report = with_row_ids(report)
    if len(report.rows) >= _MOST_ROWS or len(report.columns) > _MOST_COLUMNS:
        raise QcodeError(
            _("An Excel sheet has {rows} rows and {columns} columns at most; this table is larger.").format(
                rows=_MOST_ROWS, columns=_MOST_COLUMNS
            ),
            _("Write it as .csv, or choose fewer rows."),
        )
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as workbook:
        workbook.set_properties({"title": visible(title_text(report))[:255], "created": _SAME_TIME_ALWAYS})
        notes_name = sheet_name(options.say(N_("Notes")), "Notes")
        table_name = sheet_name(title_text(report), options.say(N_("Table")))
        if table_name.casefold() == notes_name.casefold():
            table_name = f"{table_name[:27]} (2)"
        sheet = _Sheet(workbook, workbook.add_worksheet(table_name), report, options)
        sheet.write()
        _write_notes(workbook, workbook.add_worksheet(notes_name), report, options, sheet.cut)
    return stream.getvalue(), _remarks(sheet.cut)


def sheet_name(title: str, otherwise: str) -> str:
    """Return a title as Excel allows it for a sheet: 31 characters at most, some signs left out."""
    name = one_line(_FORBIDDEN_IN_NAMES.sub(" ", visible(title)))
    while len(name.encode("utf-16-le")) > 62:
        name = name[:-1]
    name = name.strip("' ")
    return name if name and name.casefold() != "history" else otherwise


def _remarks(cut: list[str]) -> tuple[str, ...]:
    if not cut:
        return ()
    return (
        _("Excel holds {n} characters in a cell; cut short and marked: {cells}.").format(
            n=_MOST_CHARACTERS, cells=", ".join(cut)
        ),
    )


@dataclass(slots=True)
class _Sheet:
    """The sheet that holds the table."""

    workbook: Workbook
    sheet: Worksheet
    report: Report
    options: ReportOptions
    cut: list[str] = field(default_factory=list)
    """Cells whose text was too long, as "B7"."""
    _formats: dict[tuple[Any, ...], Format] = field(default_factory=dict)

    def write(self) -> None:
        """Write headings, rows and how the sheet is shown and printed."""
        report, sheet = self.report, self.sheet
        widths = [_width(report, index, self.options.language) for index in range(len(report.columns))]
        for index, column in enumerate(report.columns):
            heading = self._format(bold=True, kind=column.kind, indent=0, heading=True)
            sheet.write_string(0, index, self._fitting(one_line(str(column)), 0, index), heading)
            sheet.set_column(index, index, widths[index])
        lines = max(
            (_lines(str(c), width - _BUTTON) for c, width in zip(report.columns, widths, strict=True)), default=1
        )
        sheet.set_row(0, _LINE * lines + 3)
        grouped = any(depth_of(row[0]) for row in report.rows if row)
        first_total = len(report.rows) - report.total_rows
        first_total_column = len(report.columns) - report.total_columns
        worded = [index for index, column in enumerate(report.columns) if column.kind not in _NUMBERS]
        for number, row in enumerate(report.rows):
            if (lines := max((_lines(row[index], widths[index]) for index in worded), default=1)) > 1:
                sheet.set_row(number + 1, min(_LINE * lines + 3, _MOST_HEIGHT))
            for index, (cell, column) in enumerate(zip(row, report.columns, strict=True)):
                total = number >= first_total
                depth = depth_of(cell)
                bold = total or index >= first_total_column or (grouped and index == 0 and not depth)
                form = self._format(
                    bold=bold, kind=column.kind, indent=depth, rule=number == first_total,
                    number=_number_format(cell, column.kind),
                )  # fmt: skip
                self._write_cell(number + 1, index, cell, column, form)
        self._set_view(first_total)

    def _write_cell(self, row: int, index: int, cell: Cell, column: Column, form: Format) -> None:
        if cell.__class__ is int or (isinstance(cell, float) and math.isfinite(cell)):
            self.sheet.write_number(row, index, cell, form)
        elif text := cell_text(cell, column.kind, self.options.language):
            self.sheet.write_string(row, index, self._fitting(text, row, index), form)
        else:
            self.sheet.write_blank(row, index, None, form)

    def _fitting(self, text: str, row: int, index: int) -> str:
        """Return a text as a cell can hold it, a cut marked; Excel counts in units of UTF-16."""
        text = visible(text)
        if len(text) * 2 <= _MOST_CHARACTERS or len(text.encode("utf-16-le")) <= 2 * _MOST_CHARACTERS:
            return text
        from xlsxwriter.utility import xl_rowcol_to_cell

        self.cut.append(xl_rowcol_to_cell(row, index))
        mark = " … " + self.options.say(N_("[cut short: too long for Excel]"))
        room = 2 * (_MOST_CHARACTERS - len(mark) - 1)
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark

    def _format(
        self, *, bold: bool, kind: Kind, indent: int, rule: bool = False, heading: bool = False, number: str = ""
    ) -> Format:
        key = (bold, kind, indent, rule, heading, number)
        if key not in self._formats:
            settings: dict[str, Any] = {"valign": "vcenter" if heading else "top"}
            if bold:
                settings["bold"] = True
            if heading:
                settings |= {"text_wrap": True, "bottom": 1, "bg_color": "#F2F2F2"}
                if kind in _NUMBERS:
                    settings["align"] = "center"
            elif kind is Kind.PRESENCE:
                settings["align"] = "center"
            elif number:
                settings["num_format"] = number
            else:
                align = "right" if kind is Kind.BEFORE else "left"
                settings |= {"text_wrap": True, "align": align, "indent": min(indent, 15)}
            if rule:
                settings["top"] = 1
            self._formats[key] = self.workbook.add_format(settings)
        return self._formats[key]

    def _set_view(self, first_total: int) -> None:
        report, sheet = self.report, self.sheet
        sheet.freeze_panes(1, 1 if len(report.columns) > 1 else 0)
        if report.columns:
            sheet.autofilter(0, 0, max(first_total, 0), len(report.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_footer("&C&P / &N")
        if len(report.columns) <= _PRINTED_ON_ONE_PAGE:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.repeat_columns(0)


def _number_format(cell: Cell, kind: Kind) -> str:
    """Return how Excel shows a number: a count of 0 as a dash, as in the other documents; empty for no number."""
    if cell.__class__ is int and kind is Kind.COUNT:
        return _WHOLE
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return ""
    if kind is Kind.SHARE:
        return _SHARE
    whole = isinstance(cell, int) or (kind is Kind.COUNT and cell.is_integer())
    return _WHOLE if whole else _DECIMAL


def _width(report: Report, index: int, language: str) -> float:
    """Return a column's width in characters of the default font."""
    column = report.columns[index]
    head = len(one_line(str(column))) + _BUTTON + 1
    if column.kind is Kind.QUOTES:
        return _QUOTES_WIDTH
    cells = {row[index] for row in report.rows}
    longest = max((len(cell_text(cell, column.kind, language)) + 2 * depth_of(cell) for cell in cells), default=0)
    if is_numeric(report, index):
        return max(8.0, longest + 2.0, min(head, 18.0))
    return max(8.0, min(max(longest * 1.1 + 2, head), _TEXT_WIDTH))


def _lines(cell: Cell, width: float) -> int:
    """Return how many lines a text needs in a column; said to the sheet, as not every program finds out itself."""
    if not isinstance(cell, (str, tuple, Name)):
        return 1
    text = quotations_text(cell) if isinstance(cell, tuple) else str(cell)
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(line) / (width * 0.97))) for line in text.split("\n"))


def _write_notes(workbook: Workbook, sheet: Worksheet, report: Report, options: ReportOptions, cut: list[str]) -> None:
    bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _NOTES_WIDTH, wrapped)
    lines = [source_text(report, options.say), *report.notes, *references(report)]
    if cut:
        lines.append(options.say(N_("Cut short, because Excel holds no longer text in a cell: {cells}")).format(
            cells=", ".join(cut)
        ))  # fmt: skip
    sheet.write_string(0, 0, visible(title_text(report))[:_MOST_CHARACTERS], bold)
    for number, line in enumerate((line for line in lines if line), 1):
        shown = visible(line)[: _MOST_CHARACTERS // 2]
        sheet.write_string(number, 0, shown, wrapped)
        sheet.set_row(number, min(_LINE * _lines(shown, _NOTES_WIDTH) + 3, _MOST_HEIGHT))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


FORMAT = ReportFormat("xlsx", "Excel", (".xlsx",), write=write)
