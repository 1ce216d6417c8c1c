"""Codebooks as CSV, one code a row; the columns are those of ``qcode.domain.codebook_table``.

Read with commas, semicolons (Excel where the comma is the decimal sign) or tabs, with or without a byte order mark.
Written with commas, in UTF-8 with a byte order mark, because without it Excel garbles accents.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is written as it is: the file is data, and an apostrophe put
before it would reach every program but Excel as a changed definition. Excel would take such a cell for a formula,
so the writer says how many there are; the ``.xlsx`` format has no such trouble.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from qcode.domain.codebook import Codebook
from qcode.domain.codebook_table import codebook_of, table_of
from qcode.domain.encoding import decoded
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.language import N_, _

_DELIMITERS = ",;\t"
_LONGEST_CELL = 10_000_000
_FORMULA_SIGNS = ("=", "+", "-", "@")


def read(data: bytes, name: str) -> CodebookRead:
    """Read a codebook from CSV.

    Raises:
        UnreadableFile: If it is no table of codes; it names the row.
    """
    text, guesses = decoded(data)
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        raise UnreadableFile(_("the file is empty"))
    codebook, warnings = codebook_of(first[1], rows, name)
    return CodebookRead(replace(codebook, name=name), (*guesses, *warnings))


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as CSV."""
    table = table_of(codebook)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    notes = table.notes
    if formulas := sum(cell.startswith(_FORMULA_SIGNS) for row in table.rows for cell in row):
        notes += (
            _("Excel takes cells that begin with = + - or @ for formulas; export .xlsx to open it there (cells: {n}).")
            .format(n=formulas),
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig"), notes


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows that hold anything, each with its place; the first is the header."""
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()]
    told = lines[0].lower() if lines else ""
    sep = told[4:5] if told.startswith("sep=") else _delimiter(lines[0] if lines else "")
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sep, strict=True)
    number = 0
    while True:
        start = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise UnreadableFile(
                _("line {line}: this is no CSV ({reason})").format(line=start, reason=error),
                _("Often a quotation mark is missing: a cell that begins with one must end with one."),
            ) from error
        if row is None:
            return
        number += 1
        if any(cell.strip() for cell in row) and not (number == 1 and told.startswith("sep=")):
            yield _("row {n}").format(n=number), row


def _delimiter(header: str) -> str:
    """Return the sign that parts a header into most columns."""
    return max(_DELIMITERS, key=header.count)


FORMAT = CodebookFormat("csv", N_("Table (CSV)"), (".csv",), read, write)
