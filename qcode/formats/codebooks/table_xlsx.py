"""Codebooks as an Excel sheet, one code a row; the columns are those of ``qcode.domain.codebook_table``.

The first sheet is read. What is written is text in every cell, never a formula or a link, and laid out to be read
and printed: frozen header, wrapped text, the name indented by its depth, the colour shown.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from math import ceil
from typing import Any

from qcode.domain.codebook import Codebook, canonical_color, depths
from qcode.domain.codebook_table import COLUMNS, CodebookTable, codebook_of, table_of
from qcode.domain.text import xml_text
from qcode.errors import UnreadableFile
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.language import N_, _

_LONGEST_CELL = 32_767
"""UTF-16 units a cell of Excel holds."""
_CUT = " […]"
_WIDTHS = {"key": 12, "name": 30, "parent": 12, "color": 10, "legal_basis": 46, "codable": 8, "language": 9, "id": 38}
_WIDTH_OF_TEXT = 42
_MOST_INDENT = 15
_POINTS_A_LINE = 14.5
_TALLEST_ROW = 409.0
"""Points; Excel has no taller."""


def read(data: bytes, name: str) -> CodebookRead:
    """Read a codebook from the first sheet of a workbook.

    Raises:
        UnreadableFile: If it is no workbook, or its first sheet no table of codes; it names the row.
    """
    rows = _rows(data)
    first = next(rows, None)
    if first is None:
        raise UnreadableFile(_("the first sheet is empty"))
    codebook, warnings = codebook_of(first[1], rows, name)
    return CodebookRead(replace(codebook, name=name), warnings)


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as a workbook of one sheet."""
    import xlsxwriter

    table = table_of(codebook)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    cut: list[str] = []
    replaced = 0
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": codebook.name})
        sheet = book.add_worksheet(_("Codebook"))
        _set_page(book, sheet, table)
        look = _Look(book)
        for at, ((depth, _code), row) in enumerate(zip(depths(codebook.codes), table.rows, strict=True), 1):
            for column, (title, cell) in enumerate(zip(table.columns, row, strict=True)):
                held, bad = xml_text(cell)
                replaced += bad
                fitting = _fitting(held)
                if fitting != held:
                    cut.append(f"{row[0] or row[1]} ({title})")
                sheet.write_string(at, column, fitting, look.of(title, cell, depth))
            sheet.set_row(at, _height(table.columns, row))
    notes = table.notes
    if cut:
        notes += (
            _("Excel holds {n} characters in a cell; cut: {cells}.").format(n=_LONGEST_CELL, cells=", ".join(cut)),
        )
    if replaced:
        notes += (
            _("Control characters, which such a file cannot hold, were replaced (characters: {n}).").format(n=replaced),
        )
    return out.getvalue(), notes


class _Look:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._book = book
        self._made: dict[tuple[str, object], Any] = {}

    def of(self, title: str, cell: str, depth: int) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        base: dict[str, object] = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#d0d7de"}
        match title:
            case "name":
                extra: dict[str, object] = {"align": "left", "indent": min(depth, _MOST_INDENT), "bold": depth == 0}
            case "color" if color := canonical_color(cell):
                extra = {"bg_color": color, "font_color": "#000000" if _is_light(color) else "#ffffff"}
            case "id":
                extra = {"font_color": "#7f7f7f", "text_wrap": False}
            case _:
                extra = {}
        wanted = (title if extra else "", tuple(extra.items()))
        if wanted not in self._made:
            self._made[wanted] = self._book.add_format(base | extra)
        return self._made[wanted]


def _set_page(book: Any, sheet: Any, table: CodebookTable) -> None:  # noqa: ANN401 - XlsxWriter has no types
    head = book.add_format({"bold": True, "bg_color": "#d9e2ec", "bottom": 1, "valign": "top"})
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, _WIDTHS.get(title, _WIDTH_OF_TEXT))
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    # Translations and ids would make what is printed too small to read.
    sheet.print_area(0, 0, len(table.rows), len(COLUMNS) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _height(columns: tuple[str, ...], row: tuple[str, ...]) -> float:
    """Estimate the points a row needs: LibreOffice does not fit rows to wrapped text by itself."""

    def lines(title: str, cell: str) -> int:
        # A little less than the width, as words do not fill their lines.
        width = _WIDTHS.get(title, _WIDTH_OF_TEXT) * 0.95
        return sum(max(1, ceil(len(line) / width)) for line in cell.split("\n"))

    most = max(lines(title, cell) for title, cell in zip(columns, row, strict=True) if title != "id")
    return min(most * _POINTS_A_LINE, _TALLEST_ROW)


def _is_light(color: str) -> bool:
    """Tell whether black is easier to read on a colour than white (WCAG's luma, unlinearised)."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 140


def _fitting(cell: str) -> str:
    """Return a cell's text, cut where Excel would refuse it."""
    units = cell.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return cell
    # Half a surrogate pair at the cut is dropped with the rest.
    return units[: 2 * (_LONGEST_CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _rows(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows that hold anything, each with its place; the first is the header."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # The size a sheet claims is wrong in files of some programs.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_words(value) for value in row]
            if any(cell.strip() for cell in cells):
                yield _("row {n}").format(n=number), cells
        book.close()
    except _damage() as error:
        raise UnreadableFile(
            _("this is no Excel workbook, or a damaged one ({reason})").format(reason=error),
            _("Open it in Excel or LibreOffice and save it as .xlsx, without a password."),
        ) from error


def _damage() -> tuple[type[Exception], ...]:
    """Return what openpyxl and zipfile are known to raise at damaged, encrypted or foreign files."""
    from openpyxl.utils.exceptions import InvalidFileException

    of_zip = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, struct.error)
    of_xml = (KeyError, ValueError, IndexError, TypeError, AttributeError, SyntaxError)
    return (InvalidFileException, *of_zip, *of_xml)


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


FORMAT = CodebookFormat("xlsx", N_("Excel"), (".xlsx",), read, write)
