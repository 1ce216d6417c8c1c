from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.errors import UnreadableFile
from qcode.formats.codebooks.table_xlsx import read, write


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_made_by_hand_is_read_with_its_numbers_and_dates_as_words() -> None:
    data = workbook(["Key", "Name", "codable", "Definition"], [1, 2.5, False, date(2026, 1, 2)], [], ["B", "b"])
    first, second = read(data, "study").codebook.codes
    assert (first.key, first.name, first.codable, first.definition) == ("1", "2.5", False, "2026-01-02")
    assert second.name == "b"


def test_errors_name_the_row_as_excel_counts_it() -> None:
    with pytest.raises(UnreadableFile, match="row 4: the key “a” is there already \\(row 2\\)"):
        read(workbook(["key", "name"], ["A", "x"], [], ["a", "y"]), "study")


def test_only_the_first_sheet_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["key"], ["A"])))
    book.create_sheet("notes").append(["anything"])
    out = io.BytesIO()
    book.save(out)
    assert [code.key for code in read(out.getvalue(), "study").codebook.codes] == ["A"]


def test_every_cell_is_text_and_never_a_formula_or_a_link() -> None:
    cells = ("=1+1", "https://example.org", "007", "+62", "{=A1}")
    data, _notes = write(Codebook("B", tuple(Code(f"c{n}", definition=cell) for n, cell in enumerate(cells))))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    column = [str(cell.value) for cell in sheet[1]].index("definition")
    written = [row[column] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in written] == [(cell, "s", None) for cell in cells]
    assert [code.definition for code in read(data, "B").codebook.codes] == list(cells)


def test_the_header_is_bold_frozen_and_repeated_and_the_text_wraps() -> None:
    data, _notes = write(Codebook("B", (Code("A", color="#0072b2", legal_basis=(LegalBasis("UU 2/2002", "13"),)),)))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["E2"].alignment.wrap_text
    assert sheet["D2"].fill.start_color.rgb == "FF0072B2"


def test_a_cell_longer_than_excel_holds_is_cut_and_named() -> None:
    data, notes = write(Codebook("B", (Code("A", key="K", definition="é😀" * 20_000),)))
    definition = read(data, "B").codebook.codes[0].definition
    assert definition.endswith("[…]") or definition.endswith(" […]")
    assert len(definition.encode("utf-16-le")) // 2 <= 32_767
    assert ("é😀" * 20_000).startswith(definition.removesuffix(" […]"))
    assert notes == ("Excel holds 32767 characters in a cell; cut: K (definition).",)


def test_a_zip_that_is_no_workbook_is_unreadable() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(UnreadableFile, match="no Excel workbook"):
        read(out.getvalue(), "x")


def test_an_empty_sheet_is_said_to_be_empty() -> None:
    with pytest.raises(UnreadableFile, match="the first sheet is empty"):
        read(workbook(), "x")
