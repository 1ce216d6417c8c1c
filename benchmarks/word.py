"""A Word table of 5,000 rows: beside one of 1,000. A matrix of 10,000 passages: beside its XML, written as a string."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from benchmarks import data
from benchmarks.rounds import Figure, Measure, compare, seconds
from benchmarks.tables import quotation_matrix
from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.registry import report_formats


def figures() -> Iterator[Figure]:
    """Measure growth in rows of counts and of quotations, and a matrix of quotations beside its XML."""
    for what, make in (("counts, 8 columns", _counts), ("quotations", _quotations)):
        small, large = make(1000), make(5000)
        promise = f"a Word table of 5,000 rows of {what}, against 1,000 rows"
        yield compare(promise, _writing(small), _writing(large), 6.0)
    promise = "a matrix of 10,000 passages in Word, against writing the same XML as one string"
    matrix = quotation_matrix(10_000)
    yield compare(promise, _as_string(matrix), _writing(matrix), 3.0)


def _as_string(report: Report) -> Measure:
    """Return how long it takes to put the XML of all parts, already there, into a file as Word has it."""
    made, _ = report_formats()[".docx"].write(report, ReportOptions("id"))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}

    def write() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return stream.getvalue()

    return lambda: seconds(write)


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
