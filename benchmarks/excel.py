"""A matrix in Excel: beside XlsxWriter writing the same cells."""

from __future__ import annotations

import io
from collections.abc import Iterator

from benchmarks.rounds import Figure, Measure, compare, seconds
from benchmarks.tables import count_matrix, quotation_matrix
from qcode.domain.report import Report
from qcode.formats.base import ReportOptions
from qcode.formats.registry import report_formats


def figures() -> Iterator[Figure]:
    """Measure a matrix of counts, and one of quotations."""
    for what, report in (
        ("a count matrix of 500 codes by 200 cases", count_matrix(500, 200)),
        ("a matrix of 10,000 quotations", quotation_matrix(10_000)),
    ):
        promise = f"{what} in Excel, against XlsxWriter writing the same cells"
        yield compare(promise, _bare(report), _written(report), 1.5)


def _written(report: Report) -> Measure:
    return lambda: seconds(lambda: report_formats()[".xlsx"].write(report, ReportOptions("id")))


def _bare(report: Report) -> Measure:
    """Return how long XlsxWriter takes for the strings and numbers that qcode's own sheet holds."""
    import openpyxl
    import xlsxwriter

    data, _ = report_formats()[".xlsx"].write(report, ReportOptions("id"))
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    rows = [[cell for cell in row] for row in sheet.iter_rows(values_only=True)]

    def write() -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
            wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
            page = workbook.add_worksheet()
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(number, index, value, wrapped)
                    elif value is None:
                        page.write_blank(number, index, None, wrapped)
                    else:
                        page.write_number(number, index, value, wrapped)
        return stream.getvalue()

    return lambda: seconds(write)
