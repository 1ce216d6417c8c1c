from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx import FORMAT
from qcode.formats.reports.word_docx.layout import lay_out
from qcode.formats.reports.word_docx.look import THESIS
from qcode.formats.reports.word_docx.measure import CENTIMETRE, breakable, text_width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def part_of(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def fields_of(data: bytes) -> list[str]:
    return [(field.text or "").strip() for field in body_of(data).iter(f"{W}instrText")]


def captions_of(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    return [paragraph.text for paragraph in document.paragraphs if style_of(paragraph) == "Caption"]


def style_of(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style else None


def tables_of(data: bytes) -> list[Table]:
    return docx.Document(io.BytesIO(data)).tables


def values(count: int, kind: Kind = Kind.COUNT, rows: int = 3) -> Report:
    """Return a matrix of that many columns beside the heading's."""
    columns = (Column("code", "Kode", Kind.NAME), *(Column(f"INF-{n:02}", "", kind) for n in range(1, count + 1)))
    quotation = (Quotation("Kami catat dulu akunnya, baru dilaporkan ke pimpinan.", "T01", "INF-01", "00:12:30", 4),)
    cells: dict[Kind, object] = {Kind.COUNT: 4, Kind.SHARE: 0.5, Kind.PRESENCE: True, Kind.QUOTES: quotation}
    body = tuple((Name(f"PRV-{n}", f"PRV-{n} Patroli siber"), *([cells[kind]] * count)) for n in range(rows))
    return Report("Matriks", columns, body)  # type: ignore[arg-type]  # the cells are of the kinds above


def test_the_caption_stands_above_the_table_with_a_field_that_counts(
    quotes_report: Report, indonesian: ReportOptions
) -> None:
    data, remarks = FORMAT.write(quotes_report, indonesian)

    assert remarks == ()
    assert captions_of(data) == ["Tabel 1. Matriks Hasil Wawancara"]
    assert fields_of(data) == [r"SEQ Tabel \* ARABIC"]
    first, second = list(docx.Document(io.BytesIO(data)).iter_inner_content())[:2]
    assert isinstance(first, Paragraph)
    assert style_of(first) == "Caption"
    assert isinstance(second, Table)
    style = docx.Document(io.BytesIO(data)).styles["Caption"]
    assert style.paragraph_format.keep_with_next


def test_an_english_document_counts_tables_under_their_english_name(
    quotes_report: Report, english: ReportOptions
) -> None:
    data, _ = FORMAT.write(quotes_report, english)

    assert fields_of(data) == [r"SEQ Table \* ARABIC"]
    assert captions_of(data) == ["Table 1. Matriks Hasil Wawancara"]
    assert "Source: Data primer, diolah 2025" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    language = part_of(data, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-GB"


def test_the_heading_repeats_and_only_short_rows_are_kept_whole(indonesian: ReportOptions) -> None:
    short, long = Quotation("pendek", "T01"), Quotation("panjang " * 400, "T01")
    report = Report(
        "Kutipan",
        (Column("code", "", Kind.NAME), Column("T01", "", Kind.QUOTES)),
        ((Name("A"), (short,)), (Name("B"), (long,))),
    )

    rows = list(body_of(FORMAT.write(report, indonesian)[0]).iter(f"{W}tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


def test_the_table_has_horizontal_rules_only(mixed_report: Report, indonesian: ReportOptions) -> None:
    body = body_of(FORMAT.write(mixed_report, indonesian)[0])

    borders = body.find(f".//{W}tblBorders")
    assert borders is not None
    assert [border.tag.removeprefix(W) for border in borders] == ["top", "bottom", "insideH"]
    above_totals = body.findall(f".//{W}tr")[3].find(f".//{W}tcBorders/{W}top")
    assert above_totals is not None


def test_numbers_shares_and_ticks_read_as_in_an_indonesian_thesis(
    mixed_report: Report, indonesian: ReportOptions, english: ReportOptions
) -> None:
    rows = [[cell.text for cell in row.cells] for row in tables_of(FORMAT.write(mixed_report, indonesian)[0])[0].rows]
    assert rows == [
        ["Kode", "Jumlah koding", "Bagian", "Ada", "κ", "Catatan"],
        ["PRE Upaya preemptif", "7", "12,5\u00a0%", "✓", "0,712", "jelas"],
        ["PRE-EDU Edukasi", "-", "0,0\u00a0%", "", "", ""],
        ["Jumlah", "12.345", "100,0\u00a0%", "", "", ""],
    ]
    english_rows = tables_of(FORMAT.write(mixed_report, english)[0])[0].rows
    assert [english_rows[1].cells[2].text, english_rows[3].cells[1].text] == ["12.5%", "12,345"]


def test_totals_and_top_codes_are_bold_and_sub_codes_indented(mixed_report: Report, indonesian: ReportOptions) -> None:
    table = tables_of(FORMAT.write(mixed_report, indonesian)[0])[0]
    first_cells = [row.cells[0].paragraphs[0] for row in table.rows]

    assert [bool(p.runs[0].bold) for p in first_cells[1:]] == [True, False, True]
    assert first_cells[2].paragraph_format.left_indent
    assert not first_cells[1].paragraph_format.left_indent
    assert first_cells[1].paragraph_format.keep_with_next


def test_each_quotation_is_a_paragraph_with_its_citation(quotes_report: Report, indonesian: ReportOptions) -> None:
    cell = tables_of(FORMAT.write(quotes_report, indonesian)[0])[0].rows[2].cells[1]

    assert [paragraph.text for paragraph in cell.paragraphs] == [
        "“Anggota siber patroli, cek akun yang menawarkan jasa di aplikasi.”\n(INF-01, 00:12:30, ¶\u00a032)",
        "“Bisa. Di situ batasnya tipis.”\n(INF-01, 00:12:30, ¶\u00a036)",
    ]
    assert {run.style.name for run in cell.paragraphs[1].runs} == {"Default Paragraph Font", "Quotation Citation"}


def test_a_full_reference_is_a_real_footnote_once(quotes_report: Report, indonesian: ReportOptions) -> None:
    data, _ = FORMAT.write(quotes_report, indonesian)

    marks = [mark.get(f"{W}id") for mark in body_of(data).iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): "".join(map(str, note.itertext())) for note in part_of(data, "word/footnotes.xml")}
    assert marks == ["1"]
    assert notes["1"] == (
        " Wawancara dengan Penyidik Pembantu Unit PPA (INF-01), pada tanggal 10 Juni 2025, pukul 09.15 WITA."
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"/word/footnotes.xml" in archive.read("[Content_Types].xml")


def test_a_document_without_references_has_no_footnotes(mixed_report: Report, indonesian: ReportOptions) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMAT.write(mixed_report, indonesian)[0])) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_source_line_and_notes_stand_below(mixed_report: Report, indonesian: ReportOptions) -> None:
    document = docx.Document(io.BytesIO(FORMAT.write(mixed_report, indonesian)[0]))

    below = [(style_of(paragraph), paragraph.text) for paragraph in document.paragraphs[1:]]
    assert below == [
        ("Table Source", "Sumber: data primer, diolah 2025"),
        ("Table Note", "Satuan hitung: penggalan."),
        ("Table Note", "Tuturan pewawancara tidak dihitung: 3 koding."),
    ]


def test_source_line_and_notes_stay_together_with_the_last_row(mixed_report: Report, indonesian: ReportOptions) -> None:
    document = docx.Document(io.BytesIO(FORMAT.write(mixed_report, indonesian)[0]))

    *before, last = document.paragraphs[1:]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in before] == [True, True]
    assert not last.paragraph_format.keep_with_next
    (row,) = document.tables[0].rows[-1:]
    assert all(paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs)


def test_the_first_row_is_never_alone_below_the_heading(indonesian: ReportOptions) -> None:
    (table,) = tables_of(FORMAT.write(values(2, rows=40), indonesian)[0])

    kept = [cell.paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:4] for cell in row.cells]
    assert kept == [True] * 3 + [None] * 6


def test_notes_under_a_narrow_table_begin_where_it_does_and_run_on(indonesian: ReportOptions) -> None:
    report = replace(values(1), notes=("Satuan: kata; huruf besar dan kecil tidak dibedakan. " * 4,))

    document = docx.Document(io.BytesIO(FORMAT.write(report, indonesian)[0]))

    indents = document.paragraphs[-1].paragraph_format
    assert indents.left_indent is not None
    assert indents.right_indent is not None
    assert indents.left_indent.cm > 4
    assert 14 - indents.left_indent.cm - indents.right_indent.cm == pytest.approx(9, abs=0.1)


def test_a_column_that_nobody_has_filled_yet_leaves_room_to_write_in() -> None:
    heads = (Column("kode", "Kode", Kind.NAME), Column("INF-01", "", Kind.QUOTES), Column("Simpulan"))
    report = Report("Matriks", heads, tuple((Name(f"K-{row}"), (), "") for row in range(5)))

    (part,) = lay_out(report, "id", THESIS.pages.choices()).parts

    assert part.widths[2] > 2.5 * CENTIMETRE


@pytest.mark.parametrize(
    ("report", "landscape"),
    [
        (values(2, Kind.QUOTES), False),
        (values(3, Kind.QUOTES), True),
        (values(6), False),
        (values(8), True),
        (values(9, Kind.PRESENCE), True),
    ],
    ids=["two informants", "three informants", "six counts", "eight counts", "nine ticks"],
)
def test_wide_tables_are_set_landscape_with_the_binding_at_the_top(
    report: Report, landscape: bool, indonesian: ReportOptions
) -> None:
    section = docx.Document(io.BytesIO(FORMAT.write(report, indonesian)[0])).sections[0]

    lengths = (
        section.page_width, section.page_height,
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin,
    )  # fmt: skip
    turned, upright = [29.7, 21.0, 4.0, 3.0, 3.0, 3.0], [21.0, 29.7, 4.0, 3.0, 3.0, 4.0]
    assert [round(length.cm, 1) for length in lengths if length] == (turned if landscape else upright)


@pytest.mark.parametrize("count", [5, 9, 63, 64, 70, 200])
@pytest.mark.parametrize("kind", [Kind.QUOTES, Kind.COUNT, Kind.PRESENCE])
def test_no_table_has_more_columns_than_can_be_read_and_none_is_lost(
    count: int, kind: Kind, indonesian: ReportOptions
) -> None:
    report = values(count, kind)

    data, _ = FORMAT.write(report, indonesian)

    tables, found = tables_of(data), []
    for table in tables:
        heads = [cell.text for cell in table.rows[0].cells]
        assert heads[0] == "Kode"
        assert len(heads) <= (5 if kind is Kind.QUOTES else 63)
        found += heads[1:]
    if kind is Kind.QUOTES and count > 16:
        # As many tables beside each other would hide what a list shows: a row for each informant, code after code.
        (table,) = tables
        assert found == ["By", "Quotations"]
        found = [row.cells[1].text for row in table.rows[1 : 1 + count]]
    assert found == [column.name for column in report.columns[1:]]
    assert captions_of(data) == ["Tabel 1. Matriks"] + ["Tabel 1. Matriks (lanjutan)"] * (len(tables) - 1)
    assert {field.split()[0] for field in fields_of(data)[1:]} <= {"REF"}
    assert len(fields_of(data)) == len(tables)


@pytest.mark.parametrize("count", [1, 2, 4, 7, 12, 30])
@pytest.mark.parametrize("kind", [Kind.QUOTES, Kind.COUNT, Kind.SHARE])
def test_columns_fill_no_more_than_the_room_between_the_margins(count: int, kind: Kind) -> None:
    layout = lay_out(values(count, kind), "id", THESIS.pages.choices())

    assert layout.page in THESIS.pages.choices()
    for part in layout.parts:
        assert sum(part.widths) <= layout.page.room
        assert min(part.widths) > 400
        if kind is Kind.QUOTES:
            assert sum(part.widths) > layout.page.room - 10


def test_a_sheet_of_prose_gives_most_room_to_the_longest_texts() -> None:
    report = Report(
        "Kendala",
        (Column("no", "No", Kind.COUNT), Column("Kendala"), Column("Penyebab"), Column("Sumber")),
        tuple((n, "Sarana", "Alat forensik masih menumpang ke ibu kota provinsi. " * 4, "INF-01") for n in range(5)),
    )

    (part,) = lay_out(report, "id", THESIS.pages.choices()).parts

    assert part.widths[2] > 2 * max(part.widths[0], part.widths[1], part.widths[3])


def test_long_names_of_files_may_break_in_headings_and_short_ones_do_not() -> None:
    assert breakable("INF_01") == "INF_01"
    assert breakable("T02_pengelola_penginapan") == "T02_\u200bpengelola_\u200bpenginapan"
    assert text_width("WWW") > text_width("iii")
    assert text_width("e\u0301") == text_width("e")


def test_properties_name_the_title_and_no_time(quotes_report: Report, indonesian: ReportOptions) -> None:
    data, _ = FORMAT.write(quotes_report, indonesian)

    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.language, properties.author) == ("Matriks Hasil Wawancara", "id-ID", "")
    assert not [child for child in part_of(data, "docProps/core.xml") if "terms" in str(child.tag)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def test_five_times_the_rows_take_about_five_times_the_time(indonesian: ReportOptions) -> None:
    def seconds(rows: int) -> float:
        report = values(7, rows=rows)
        taken = []
        for _ in range(3):
            start = time.process_time()
            FORMAT.write(report, indonesian)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(10)
    assert seconds(5000) < 6 * seconds(1000)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here; the XML is checked above")
def test_libreoffice_opens_it_and_prints_heading_and_quotation_on_each_page(
    indonesian: ReportOptions, tmp_path: Path
) -> None:
    (tmp_path / "matrix.docx").write_bytes(FORMAT.write(values(2, Kind.QUOTES, rows=60), indonesian)[0])

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "matrix.docx")], check=True, capture_output=True, timeout=180)

    pdf = (tmp_path / "matrix.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", tmp_path / "matrix.pdf", "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        pages = text.strip("\f\n").split("\f")
        assert len(pages) > 2
        assert "Tabel 1. Matriks" in pages[0]
        assert all("Kode" in page and "“Kami catat dulu" in page for page in pages)
