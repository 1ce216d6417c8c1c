from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.formats.reports import excel_xlsx
from qcode.formats.reports.excel_xlsx import FORMAT, sheet_name


def book_of(report: Report, options: ReportOptions) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(FORMAT.write(report, options)[0]))


def test_numbers_are_numbers_and_shares_are_set_as_per_cent(mixed_report: Report, indonesian: ReportOptions) -> None:
    sheet = book_of(mixed_report, indonesian).worksheets[0]

    assert [cell.value for cell in sheet[2]] == ["PRE Upaya preemptif", 7, 0.125, "✓", 0.7123, "jelas"]
    assert [cell.value for cell in sheet[3]] == ["PRE-EDU Edukasi", 0, 0, None, None, None]
    formats = [cell.number_format for cell in sheet[2]]
    assert formats == ["General", '[>=10000]#,##0;[=0]"-";0', "0.0%", "General", "0.000", "General"]
    assert sheet["A3"].alignment.indent == 1
    assert [sheet["A1"].font.bold, sheet["A4"].font.bold, sheet["B3"].font.bold] == [True, True, False]


def test_the_heading_stays_in_sight_and_the_filter_leaves_totals_alone(
    mixed_report: Report, indonesian: ReportOptions
) -> None:
    sheet = book_of(mixed_report, indonesian).worksheets[0]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"


def test_the_second_sheet_holds_title_source_notes_and_references(
    quotes_report: Report, indonesian: ReportOptions
) -> None:
    book = book_of(quotes_report, indonesian)

    assert book.sheetnames == ["Matriks Hasil Wawancara", "Catatan"]
    assert [row[0].value for row in book["Catatan"].iter_rows()] == [
        "Matriks Hasil Wawancara",
        "Sumber: Data primer, diolah 2025",
        "Satuan hitung: penggalan.",
        "Wawancara dengan Penyidik Pembantu Unit PPA (INF-01), pada tanggal 10 Juni 2025, pukul 09.15 WITA.",
    ]


def test_quotations_share_a_cell_with_a_blank_line_between(quotes_report: Report, indonesian: ReportOptions) -> None:
    cell = book_of(quotes_report, indonesian).worksheets[0]["B3"]

    assert cell.value == (
        "“Anggota siber patroli, cek akun yang menawarkan jasa di aplikasi.” (INF-01, 00:12:30, ¶ 32)\n\n"
        "“Bisa. Di situ batasnya tipis.” (INF-01, 00:12:30, ¶ 36)"
    )
    assert cell.alignment.wrap_text


def test_no_text_becomes_a_formula_a_link_or_a_number(hostile_report: Report, indonesian: ReportOptions) -> None:
    data, _ = FORMAT.write(hostile_report, indonesian)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    texts = [row[1] for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=2)]
    assert {cell.data_type for cell in texts if cell.value} == {"s"}
    assert texts[0].value == '=HYPERLINK("http://example.org","klik")'
    assert [cell.value for cell in texts if cell.value == "123"] == ["123"]


@pytest.mark.parametrize("letter", ["a", "😀"], ids=["plain", "two units each"])
def test_a_text_beyond_what_a_cell_holds_is_cut_marked_and_said(letter: str, indonesian: ReportOptions) -> None:
    quotation = Quotation(letter * 40_000, "T01")
    report = Report("T", (Column("a"), Column("T01", "", Kind.QUOTES)), (("x", (quotation,)), ("y", ())))

    data, remarks = FORMAT.write(report, indonesian)

    book = openpyxl.load_workbook(io.BytesIO(data))
    text = str(book.worksheets[0]["B2"].value)
    assert 32_000 < len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.endswith("… [cut short: too long for Excel]")
    assert len(remarks) == 1
    assert "B2" in remarks[0]
    assert "B2" in str(book.worksheets[1]["A2"].value)


def test_a_text_just_within_the_limit_is_whole(indonesian: ReportOptions) -> None:
    report = Report("T", (Column("a"),), (("b" * 32_767,),))

    data, remarks = FORMAT.write(report, indonesian)

    assert remarks == ()
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"].value == "b" * 32_767


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kode: [A]/B\\C?*", "Kode A B C"),
        ("x" * 40, "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("'quoted'", "quoted"),
        ("History", "Sheet"),
        ("", "Sheet"),
        ("\x00", "␀"),
    ],
)
def test_a_sheet_is_named_as_excel_allows(title: str, name: str) -> None:
    assert sheet_name(title, "Sheet") == name


@pytest.mark.parametrize("title", ["Notes", "notes", "Table", ""])
def test_the_two_sheets_never_share_a_name(title: str, english: ReportOptions) -> None:
    names = book_of(Report(title, (Column("a"),), (("b",),)), english).sheetnames

    assert len({name.casefold() for name in names}) == 2


def test_a_table_larger_than_a_sheet_is_refused(english: ReportOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_xlsx, "_MOST_ROWS", 3)

    with pytest.raises(QcodeError, match="An Excel sheet has"):
        FORMAT.write(Report("T", (Column("a"),), ((1,), (2,), (3,))), english)


def test_a_row_is_as_high_as_its_longest_text(english: ReportOptions) -> None:
    report = Report(
        "T",
        (Column("code", "", Kind.NAME), Column("text")),
        ((Name("A"), "short"), (Name("B"), "long " * 100), (Name("C"), "very long " * 1000)),
    )

    heights = book_of(report, english).worksheets[0].row_dimensions

    assert heights[2].height is None
    assert 100 < heights[3].height < 250
    assert heights[4].height == 408.75
