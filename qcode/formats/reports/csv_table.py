"""CSV: the bare table as data, in UTF-8 with a byte order mark so that Excel reads its letters right.

Rows and columns go by their handles (a code's key, a source's name), numbers stay plain, shares fractions, presence
1 and 0. A spreadsheet takes a text that begins with ``=`` for a formula and runs it, and a transcript is other
people's text: such cells get an apostrophe before them.
"""

from __future__ import annotations

import csv
import io
import math

from qcode.domain.exported import with_row_ids
from qcode.domain.report import Cell, Name, Report
from qcode.domain.text import visible
from qcode.domain.wording import quotations_text
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.language import _

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report's table as CSV, the IDs of its rows behind them; says what its cells were guarded against."""
    report = with_row_ids(report)
    lines = [[column.name for column in report.columns]]
    lines += [[_text(cell) for cell in row] for row in report.rows]
    numbers = [[False] * len(report.columns)]
    numbers += [[isinstance(cell, (int, float)) for cell in row] for row in report.rows]
    guarded = 0
    for line, plain_numbers in zip(lines, numbers, strict=True):
        for place, (text, is_number) in enumerate(zip(line, plain_numbers, strict=True)):
            if not is_number and text.startswith(_STARTS_FORMULA):
                text = f"'{text}"
                guarded += 1
            line[place] = visible(text)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8-sig"), _remarks(report, guarded)


def _text(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, Name):
        return cell.name
    return quotations_text(cell) if isinstance(cell, tuple) else str(cell)


def _remarks(report: Report, guarded: int) -> tuple[str, ...]:
    remarks = []
    if report.notes or report.source_line:
        remarks.append(_("A CSV file holds the table only: title, source line and notes are left out."))
    if guarded:
        remarks.append(
            _("Cells that a spreadsheet would take for a formula begin with an apostrophe: {n}.").format(n=guarded)
        )
    return tuple(remarks)


FORMAT = ReportFormat("csv", "CSV", (".csv",), write=write)
