"""A Word table of 5,000 rows: beside one of 1,000."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import data
from benchmarks.rounds import Figure, Measure, compare, seconds
from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.registry import report_formats


def figures() -> Iterator[Figure]:
    """Measure a table of counts, and one of quotations."""
    for what, make in (("counts, 8 columns", _counts), ("quotations", _quotations)):
        small, large = make(1000), make(5000)
        promise = f"a Word table of 5,000 rows of {what}, against 1,000 rows"
        yield compare(promise, _writing(small), _writing(large), 6.0)


def _writing(report: Report) -> Measure:
    return lambda: seconds(lambda: report_formats()[".docx"].write(report, ReportOptions("id")))


def _counts(rows: int) -> Report:
    columns = (Column("code", "Kode", Kind.NAME), *(Column(f"c{n}", f"Informan {n}", Kind.COUNT) for n in range(7)))
    made = tuple((Name(f"K{row}", f"Kode {row}"), *_numbers(row)) for row in range(rows))
    return Report("Matriks", columns, made)


def _quotations(rows: int) -> Report:
    text = data.interview(1, 100_000)
    places = list(data.spans(1, rows, text))
    columns = (Column("code", "Kode", Kind.NAME), Column("quotation", "Kutipan", Kind.QUOTES))
    made = tuple(
        (Name(f"K{at}"), (Quotation(text[start:end], "Wawancara", "INF-01", "00:10:00", at + 1),))
        for at, (start, end) in enumerate(places)
    )
    return Report("Kutipan", columns, made)


def _numbers(row: int) -> tuple[Cell, ...]:
    return tuple((row * informant) % 50 for informant in range(7))
