"""Sheets as an Excel workbook: typed cells, one worksheet a kind of case, and one that tells the kinds of the columns.

Numbers, days and yes or no are cells of these types, so that they sort and add up in Excel; what does not fit the kind
of its column is text. Nothing that is written becomes a formula or a link.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qcode.domain.sheet import Page
from qcode.domain.text import xml_text
from qcode.domain.values import NO, SEVERAL, YES, ValueKind, fits, guess, kind_named, written
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _

COLUMNS = "columns"
"""Title of the worksheet that tells the kinds of the columns."""
_TOLD = ("sheet", "rows", "column", "kind", "options")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31
_LONGEST_CELL = 32_767
_WIDEST = 48
Looks = dict[str, Any]
"""Cell formats of one workbook: ``head``, ``text``, ``day``."""
_LONGEST_LIST = 255
"""Characters that Excel takes as a list of options."""


def write(pages: Sequence[Page]) -> bytes:
    """Write pages as the worksheets of a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = {
            "head": book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "text_wrap": True}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        }
        titles = _titles(pages)
        for page, title in zip(pages, titles, strict=True):
            _write_page(book.add_worksheet(title), page, looks)
        _write_columns(book.add_worksheet(COLUMNS), pages, titles, looks)
    return out.getvalue()


def read(data: bytes) -> list[Page]:
    """Read the worksheets of a workbook that hold a table, whoever wrote it.

    Raises:
        UnreadableFile: If it is no workbook, or no worksheet has a row below its first.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found: dict[str, list[tuple[object, ...]]] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # The size a sheet claims is wrong in files of some programs.
            found[sheet.title] = [
                tuple(row) for row in sheet.iter_rows(values_only=True) if any(_words(c) for c in row)
            ]
        book.close()
    except _damage() as error:
        raise UnreadableFile(
            _("this is no Excel workbook, or a damaged one ({reason})").format(reason=error),
            _("Open it in Excel or LibreOffice and save it as .xlsx, without a password."),
        ) from error
    told = _read_columns(found)
    pages = [_page(title, rows, told) for title, rows in found.items() if len(rows) > 1]
    if not pages:
        raise UnreadableFile(
            _("there is no table in it"), _("The first row names the columns, each further row is an entry.")
        )
    return pages


def _write_page(sheet: Any, page: Page, looks: Looks) -> None:  # noqa: ANN401 - XlsxWriter has no types
    for at, name in enumerate(page.heads):
        sheet.write_string(0, at, _held(name), looks["head"])
        longest = max((len(row[at]) for row in page.rows), default=0)
        sheet.set_column(at, at, max(8, min(_WIDEST, max(longest, len(name)) + 3)))
        if (
            page.kind(at) is ValueKind.CATEGORY
            and page.options[at]
            and len(",".join(page.options[at])) <= _LONGEST_LIST
        ):
            listed = {"validate": "list", "source": list(page.options[at]), "error_type": "warning"}
            sheet.data_validation(1, at, max(len(page.rows), 1) + 200, at, listed)
    for number, row in enumerate(page.rows, 1):
        for at, value in enumerate(row):
            kind = page.kind(at)
            if not value:
                continue
            if kind is ValueKind.NUMBER and fits(value, kind) and len(value.strip("-0.").replace(".", "")) <= 15:
                sheet.write_number(number, at, float(value), looks["text"])
            elif kind is ValueKind.DATE and fits(value, kind) and value >= "1900-03-01":
                sheet.write_datetime(number, at, datetime.fromisoformat(value), looks["day"])
            elif kind is ValueKind.YES_NO and value in (YES, NO):
                sheet.write_boolean(number, at, value == YES, looks["text"])
            else:
                sheet.write_string(number, at, _held(value), looks["text"])
    sheet.freeze_panes(1, 1)
    if page.heads:
        sheet.autofilter(0, 0, max(len(page.rows), 1), len(page.heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)


def _write_columns(sheet: Any, pages: Sequence[Page], titles: Sequence[str], looks: Looks) -> None:  # noqa: ANN401 - no types
    sheet.set_column(0, len(_TOLD) - 1, 24)
    for at, name in enumerate(_TOLD):
        sheet.write_string(0, at, name, looks["head"])
    number = 0
    for page, title in zip(pages, titles, strict=True):
        for at, name in enumerate(page.heads[1:], 1):
            number += 1
            options = SEVERAL.join(page.options[at]) if page.options else ""
            for place, cell in enumerate((title, page.title, name, page.kind(at) or "", options)):
                sheet.write_string(number, place, _held(cell), looks["text"])
    sheet.freeze_panes(1, 0)


def _read_columns(
    found: dict[str, list[tuple[object, ...]]],
) -> dict[tuple[str, str], tuple[str, ValueKind, tuple[str, ...]]]:
    """Return sheet and column → what its rows are, kind and options, if a worksheet tells them; it is taken out."""
    rows = found.get(COLUMNS, [])
    if not rows or tuple(map(_words, rows[0]))[: len(_TOLD)] != _TOLD:
        return {}
    del found[COLUMNS]
    told = {}
    for row in rows[1:]:
        cells = [*map(_words, row), *[""] * len(_TOLD)]
        try:
            kind = kind_named(cells[3] or ValueKind.TEXT)
        except QcodeError:
            kind = ValueKind.TEXT
        told[cells[0], cells[2]] = (cells[1], kind, tuple(one for one in cells[4].split(SEVERAL) if one))
    return told


def _page(
    title: str, rows: list[tuple[object, ...]], told: dict[tuple[str, str], tuple[str, ValueKind, tuple[str, ...]]]
) -> Page:
    width = max(at for row in rows for at, cell in enumerate(row, 1) if _words(cell))
    full = [(*row, *[None] * width)[:width] for row in rows]
    heads = tuple(_words(cell).strip() for cell in full[0])
    named = [told.get((title, head)) for head in heads]
    kinds = [one[1] if one else _kind_of([row[at] for row in full[1:]]) for at, one in enumerate(named)]
    subject = next((one[0] for one in named if one), title)
    texts = tuple(tuple(_words(cell) for cell in row) for row in full[1:])
    return Page(subject, heads, texts, tuple(kinds), tuple(one[2] if one else () for one in named))


def _kind_of(cells: Iterable[object]) -> ValueKind:
    """Return what the cells of a column are; digits typed as text stay text."""
    there = [cell for cell in cells if _words(cell)]
    if there and all(isinstance(cell, bool) for cell in there):
        return ValueKind.YES_NO
    if there and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in there):
        return ValueKind.NUMBER
    kind = guess(_words(cell) for cell in there)
    return ValueKind.TEXT if kind is ValueKind.NUMBER else kind


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        plain = str(int(value)) if float(value).is_integer() else f"{Decimal(repr(value)):f}"
        return written(plain, ValueKind.NUMBER)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _titles(pages: Sequence[Page]) -> list[str]:
    """Return a title for each page that Excel takes, no two alike."""
    found: list[str] = []
    for page in pages:
        plain = _FORBIDDEN.sub(" ", page.title).strip()[:_LONGEST_TITLE] or "sheet"
        title, number = plain, 1
        while title.casefold() in {one.casefold() for one in (*found, COLUMNS)}:
            number += 1
            title = f"{plain[: _LONGEST_TITLE - 4]} ({number})"
        found.append(title)
    return found


def _held(text: str) -> str:
    """Return a text as a cell can hold it."""
    return xml_text(text)[0][:_LONGEST_CELL]


def _damage() -> tuple[type[Exception], ...]:
    """Return what openpyxl and zipfile are known to raise at damaged, encrypted or foreign files."""
    from openpyxl.utils.exceptions import InvalidFileException

    of_zip = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, struct.error)
    of_xml = (KeyError, ValueError, IndexError, TypeError, AttributeError, SyntaxError)
    return (InvalidFileException, *of_zip, *of_xml)
