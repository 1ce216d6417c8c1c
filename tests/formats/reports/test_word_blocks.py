from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table as WordTable
from lxml import etree

from qcode.domain.document import (
    Block,
    Contents,
    Document,
    Field,
    Figure,
    Footnote,
    Heading,
    Line,
    Lines,
    Listed,
    PageBreak,
    Paragraph,
    Quoted,
    Reference,
    Table,
    Words,
    of_report,
)
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx import FORMAT, write_document
from qcode.formats.reports.word_docx.look import LOOKS
from qcode.language import translator
from tests.formats.reports.documents import LONG, REFERENCE, WHOLE, figure, matrix, quotation, transcript
from tests.formats.reports.ooxml import WP, R, W, faults
from tests.formats.reports.pages import on_pages, pages_of

INDONESIAN = ReportOptions("id", translator("id"))


def written(*blocks: Block, options: ReportOptions = INDONESIAN) -> bytes:
    data, _ = write_document(Document("Bab", blocks), options)
    assert faults(data) == []
    return data


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def texts(data: bytes, style: str = "") -> list[str]:
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [one.text for one in found if not style or (one.style and one.style.name == style)]


def instructions(data: bytes) -> list[str]:
    return [(one.text or "").strip() for one in part(data).iter(f"{W}instrText")]


def footnotes(data: bytes) -> list[str]:
    notes = part(data, "word/footnotes.xml")
    return ["".join(map(str, one.itertext())).strip() for one in notes if not one.get(f"{W}type")]


def bookmarks(data: bytes) -> list[str]:
    return [one.get(f"{W}name", "") for one in part(data).iter(f"{W}bookmarkStart")]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("look", ["", *LOOKS])
def test_a_document_with_everything_in_it_is_as_word_wants_it(look: str, language: str) -> None:
    options = ReportOptions(language, translator(language), look=look, chapter="4")

    data, _ = write_document(WHOLE, options)

    assert faults(data) == []
    assert data == write_document(WHOLE, options)[0]


def test_what_is_wrong_with_a_file_is_found() -> None:
    data = written(Heading("A", 1, "h_a"), Paragraph(("x",), anchor="p_b"))

    def spoilt(before: bytes, after: bytes) -> list[str]:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                assert name != "word/document.xml" or before in content
                target.writestr(name, content.replace(before, after) if name == "word/document.xml" else content)
        return faults(made.getvalue())

    assert spoilt(b'w:name="p_b"', b'w:name="H_A"') == ["bookmark h_a is there twice"]
    assert "there is no style Heading12" in spoilt(b"Heading1", b"Heading12")
    assert spoilt(b'<w:bookmarkEnd w:id="1"/>', b"") == ["a bookmark has no end, or an end no beginning"]
    assert "is not expected" in spoilt(b"<w:p><w:pPr>", b"<w:p><w:r/><w:pPr>")[0]
    assert spoilt(b"r:id", b"r:embed")


def test_headings_and_paragraphs_have_words_styles() -> None:
    data = written(Heading("Bab", 1), Heading("Bagian", 2), Paragraph(("Isi ", Words("tebal", bold=True), ".")))

    assert texts(data, "Heading 1") == ["Bab"]
    assert texts(data, "Heading 2") == ["Bagian"]
    assert texts(data, "Body Text") == ["Isi tebal."]
    (bold,) = part(data).iterfind(f".//{W}r[{W}rPr]")
    assert "".join(map(str, bold.itertext())) == "tebal"


def test_references_show_the_number_that_the_caption_has_wherever_they_stand() -> None:
    data = written(
        Paragraph(("Lihat ", Reference("t_b"), " dan ", Reference("f_a"), ".")),
        Table(matrix(1, "Satu"), "t_a"), Table(matrix(1, "Dua"), "t_b"), figure(anchor="f_a"),
        options=replace(INDONESIAN, chapter="3"),
    )  # fmt: skip

    assert texts(data, "Body Text") == ["Lihat Tabel 3.2 dan Gambar 3.1."]
    assert texts(data, "Caption") == ["Tabel 3.1 Satu", "Tabel 3.2 Dua", "Gambar 3.1 Frekuensi kode"]
    assert instructions(data)[:2] == [r"REF t_b \h", r"REF f_a \h"]
    for anchor, shown in (("t_b", "Tabel 3.2"), ("f_a", "Gambar 3.1")):
        assert between(data, anchor) == shown


def between(data: bytes, bookmark: str) -> str:
    """Return the text that a bookmark lies around."""
    body, inside, found = part(data), False, []
    for one in body.iter():
        if one.tag == f"{W}bookmarkStart" and one.get(f"{W}name") == bookmark:
            inside, number = True, one.get(f"{W}id")
        elif one.tag == f"{W}bookmarkEnd" and inside and one.get(f"{W}id") == number:
            break
        elif inside and one.tag == f"{W}t":
            found.append(one.text or "")
    return "".join(found)


def test_a_chapters_first_table_begins_the_count_anew_and_without_chapter_it_goes_on() -> None:
    two = Table(matrix(1, "Satu")), Table(matrix(1, "Dua"))

    assert instructions(written(*two)) == [r"SEQ Tabel \* ARABIC"] * 2
    chapter = replace(INDONESIAN, chapter="IV.", first_table=3)
    assert instructions(written(*two, options=chapter)) == [r"SEQ Tabel \r 3 \* ARABIC", r"SEQ Tabel \* ARABIC"]
    assert texts(written(*two, options=chapter), "Caption") == ["Tabel IV.3 Satu", "Tabel IV.4 Dua"]
    english = ReportOptions("en", translator("en"), first_table=2)
    assert instructions(written(*two, options=english)) == [r"SEQ Table \r 2 \* ARABIC", r"SEQ Table \* ARABIC"]


def test_tables_without_number_count_for_nothing() -> None:
    data = written(Table(matrix(1, "Lembar"), is_numbered=False), Table(matrix(1, "Satu")))

    assert texts(data, "Caption") == ["Lembar", "Tabel 1. Satu"]


def test_a_short_quotation_runs_on_with_a_footnote_and_a_long_one_is_a_block() -> None:
    data = written(Quoted(quotation(1), "Menurut INF-01:"), Quoted(quotation(2, LONG), "Lalu:"), Quoted(quotation(3)))

    assert texts(data, "Body Text") == [
        "Menurut INF-01: “Patroli siber tiap malam.”", "Lalu:", "“Patroli siber tiap malam.”",
    ]  # fmt: skip
    assert texts(data, "Block Text") == [LONG]
    assert footnotes(data) == [
        f"{REFERENCE}, 00:01:30, baris 1.", "Wawancara INF-01, 00:02:30, baris 2.",
        "Wawancara INF-01, 00:03:30, baris 3.",
    ]  # fmt: skip


def test_a_quotation_without_reference_has_its_place_in_brackets() -> None:
    data = written(Quoted(quotation(7, reference="")))

    assert texts(data, "Body Text") == ["“Patroli siber tiap malam.” (INF-01, 00:07:30, baris 7)"]


def test_a_block_is_what_takes_more_than_five_lines_and_is_set_single() -> None:
    five, six = "Lima baris penuh adalah batasnya. " * 11, "Enam baris sudah menjadi blok tersendiri. " * 13

    data = written(Quoted(quotation(1, five)), Quoted(quotation(2, six)))

    assert [len(texts(data, style)) for style in ("Body Text", "Block Text")] == [1, 1]
    style = docx.Document(io.BytesIO(data)).styles["Block Text"]
    assert style.paragraph_format.line_spacing == 1.0
    assert style.paragraph_format.left_indent


def test_the_parts_of_a_long_passage_and_its_translation_are_paragraphs_within_one_bookmark() -> None:
    data = written(Quoted(quotation(1, "Satu.\nDua.", translation="One.")))

    assert texts(data, "Block Text") == ["Satu.", "Dua.", "[“One.”]"]
    assert between(data, f"q_{1:032x}") == "Satu.Dua.[“One.”]"


def test_a_translation_stands_behind_the_words_in_a_cell() -> None:
    report = Report("K", (Column("q", "", Kind.QUOTES),), ((((quotation(1, translation="Every night.")),),),))

    (cell,) = [row.cells[0].text for row in docx.Document(io.BytesIO(written(Table(report)))).tables[0].rows][1:]

    assert cell == "“Patroli siber tiap malam.” [“Every night.”]"
    assert footnotes(written(Table(report))) == [f"{REFERENCE}, 00:01:30, baris 1."]


def test_a_reference_without_short_form_is_one_footnote_and_brackets_say_the_place() -> None:
    data = written(Table(matrix(2)))

    assert footnotes(data) == [f"{REFERENCE}."]
    assert "(INF-01, 00:00:30, baris 0)" in "".join(map(str, part(data).itertext()))


def test_citations_lead_to_the_lines_of_the_appendix_and_those_back_to_the_quotations() -> None:
    data = written(Quoted(quotation(4)), Quoted(quotation(8, reference="")), transcript())

    links = [one.get(f"{W}anchor") for one in part(data).iter(f"{W}hyperlink")]
    assert links.count(f"l_{8:032x}") == 1
    assert [one.get(f"{W}anchor") for one in part(data, "word/footnotes.xml").iter(f"{W}hyperlink")] == [f"l_{4:032x}"]
    assert f"q_{4:032x}" in links
    # Only what is quoted in this document is led to.
    assert f"q_{12:032x}" not in links


def test_a_passage_that_stands_twice_has_two_names() -> None:
    data = written(Quoted(quotation(1)), Quoted(quotation(1)), Quoted(quotation(1)))

    assert bookmarks(data) == [f"q_{1:032x}", f"q_{1:032x}_2", f"q_{1:032x}_3"]


def test_only_wide_tables_are_turned_and_their_headings_go_with_them() -> None:
    data = written(
        Heading("Satu"), Paragraph(("Isi. " * 300,)), Heading("Lebar", 2), Table(matrix(4)), Paragraph(("Sesudah.",)),
        PageBreak(), Heading("Sempit"), Table(matrix(1)),
    )  # fmt: skip

    sections = docx.Document(io.BytesIO(data)).sections
    assert [bool(section.orientation) for section in sections] == [False, True, False]
    assert [round(section.top_margin.cm) for section in sections if section.top_margin] == [4, 4, 4]
    sizes = [one for one in part(data).iter(f"{W}p", f"{W}sectPr") if one.tag == f"{W}sectPr" or heading_of(one)]
    assert [heading_of(one) or "---" for one in sizes] == ["Satu", "---", "Lebar", "---", "Sempit", "---"]


def heading_of(one: etree._Element) -> str:
    style = one.find(f"{W}pPr/{W}pStyle")
    heads = style is not None and style.get(f"{W}val", "").startswith("Heading")
    return "".join(map(str, one.itertext())) if heads else ""


def test_a_few_words_before_a_turned_table_do_not_stand_on_a_page_of_their_own() -> None:
    data = written(Heading("Lampiran"), Paragraph(("Pengantar.",)), Table(matrix(4)))

    assert len(docx.Document(io.BytesIO(data)).sections) == 1


def test_page_numbers_go_on_through_all_sections() -> None:
    data = written(Paragraph(("Isi. " * 300,)), Table(matrix(4)), Paragraph(("Isi. " * 300,)))

    first, *others = part(data).iter(f"{W}sectPr")
    assert first.find(f"{W}footerReference") is not None
    assert [one.find(f"{W}footerReference") for one in others] == [None, None]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (footer,) = [name for name in archive.namelist() if "footer" in name and name.endswith(".xml")]
        assert b"PAGE" in archive.read(footer)


def test_a_page_break_is_no_paragraph_of_its_own() -> None:
    data = written(Heading("Satu"), PageBreak(), Heading("Dua"), PageBreak(), Table(matrix(1)), PageBreak())

    begin = [one for one in part(data).iter(f"{W}p") if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(map(str, one.itertext()))[:5] for one in begin] == ["Dua", "Tabel"]
    assert [one for one in part(data).iter(f"{W}br") if one.get(f"{W}type") == "page"] == []


def test_a_picture_is_there_in_dots_and_as_drawing_with_its_caption_below() -> None:
    data = written(figure())

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        media = {name.rpartition(".")[2]: archive.read(name) for name in archive.namelist() if "media" in name}
    assert media["png"].startswith(b"\x89PNG")
    assert media["svg"].startswith(b"<svg")
    (drawing,) = part(data).iter(f"{WP}docPr")
    assert drawing.get("descr") == "Batang mendatar"
    (svg,) = part(data).iterfind(".//{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
    assert svg.get(f"{R}embed")
    (extent,) = part(data).iter(f"{WP}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(300 * 9525), str(200 * 9525))
    assert texts(data)[1:] == ["Gambar 1. Frekuensi kode", "Sumber: data primer", "Satuan: pengodean."]
    assert instructions(data) == [r"SEQ Gambar \* ARABIC"]


def test_a_large_picture_is_made_to_fit_and_one_without_dots_is_told_of() -> None:
    large = Figure("Besar", figure().svg, b"", 3000, 1000, "Besar")

    data, told = write_document(Document("", (large,)), INDONESIAN)

    assert faults(data) == []
    (extent,) = part(data).iter(f"{WP}extent")
    width, height = int(extent.get("cx", "")), int(extent.get("cy", ""))
    assert width <= 14.01 * 360_000
    assert width / height == pytest.approx(3, rel=0.01)
    assert len(told) == 1


def test_what_is_asked_about_stays_with_the_answer() -> None:
    asked = (Quoted(Quotation("Kami turun.", "T01")), Paragraph(("Maknanya begini.",)), Field("Jawaban:", "agree:1"))

    document = docx.Document(io.BytesIO(written(Paragraph(("Terima kasih.",)), Heading("Kutipan 1"), *asked)))

    kept = [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs]
    assert kept == [None, None, True, True, None]


def test_answers_are_found_again_by_their_tags() -> None:
    body = part(written(*WHOLE.blocks))

    controls = [
        [one.find(f"{W}sdtPr/{W}{name}").get(f"{W}val") for name in ("tag", "alias")]  # type: ignore[union-attr]
        for one in body.iter(f"{W}sdt")
    ]
    assert controls == [
        ["agree:1234", "setuju"], ["agree:1234", "perlu diperbaiki"], ["correct:1234", "Perbaikan:"],
    ]  # fmt: skip
    boxes = body.findall(".//{http://schemas.microsoft.com/office/word/2010/wordml}checkbox")
    assert len(boxes) == 2
    (line,) = body.iterfind(f".//{W}sdtPr/{W}text/..")
    assert line.find(f"{W}showingPlcHdr") is not None


def test_lists_of_contents_are_filled_in_and_nobody_is_asked_to_update_them() -> None:
    data, told = write_document(WHOLE, replace(INDONESIAN, chapter="4"))

    assert texts(data, "toc 1") == ["Hasil penelitian\t2", "Lampiran transkrip\t5"]
    assert [text.rpartition("\t")[0] for text in texts(data, "toc 2")] == ["Matriks lebar"]
    assert [text.rpartition("\t")[0] for text in texts(data, "table of figures")] == [
        "Tabel 4.1 Matriks upaya", "Tabel 4.2 Matriks enam informan", "Gambar 4.1 Frekuensi kode",
    ]  # fmt: skip
    asked = [one for one in instructions(data) if one.startswith("TOC")]
    assert asked == [r'TOC \o "1-4" \h \z \u', r'TOC \h \z \c "Tabel"', r'TOC \h \z \c "Gambar"']
    settings = part(data, "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None
    assert [one.get(f"{W}dirty") for one in part(data).iter(f"{W}fldChar") if one.get(f"{W}dirty")] == []
    assert len(told) == 1


def test_a_continued_table_does_not_count_and_stands_in_the_list_once() -> None:
    data = written(Contents("Daftar tabel", Listed.TABLES), Table(matrix(6)))

    assert texts(data, "Caption") == ["Tabel 1. Matriks upaya", "Tabel 1. Matriks upaya (lanjutan)"]
    assert len(texts(data, "table of figures")) == 1
    assert [one.split()[0] for one in instructions(data)] == ["TOC", "PAGEREF", "SEQ", "REF"]


def test_hostile_words_leave_every_kind_of_block_whole(hostile_report: Report) -> None:
    bad = hostile_report.notes[0] + "".join(hostile_report.notes)
    one = Quotation(bad, bad, bad, reference=bad, short_reference=bad, translation=bad, lines=bad)
    data = written(
        Heading(bad), Paragraph((bad, Words(bad, bold=True), Footnote(bad), Reference("nowhere"))), Quoted(one, bad),
        Table(replace(hostile_report), ""), replace(figure(bad), description=bad, notes=(bad,), source_line=bad),
        Lines((Line(1, bad, (Words(bad, link="nowhere"),), bad),)), Contents(bad), *WHOLE.blocks[-6:-4],
        options=replace(INDONESIAN, chapter=bad),
    )  # fmt: skip

    assert "<script>alert('x')</script>" in "".join(map(str, part(data).itertext()))


def test_a_document_with_nothing_in_it_is_a_page() -> None:
    assert texts(written()) == [""]
    assert texts(written(PageBreak())) == [""]


def test_a_report_and_a_document_of_it_are_one_file() -> None:
    report = matrix(3)

    assert FORMAT.write(report, INDONESIAN) == write_document(of_report(report), INDONESIAN)


def test_looks_differ_in_page_letters_and_captions() -> None:
    pages = {}
    for look in LOOKS:
        document = docx.Document(io.BytesIO(written(Table(matrix(1)), options=replace(INDONESIAN, look=look))))
        section, caption = document.sections[0], document.styles["Caption"]
        assert section.left_margin
        pages[look] = (
            round(section.left_margin.cm, 1),
            bool(caption.font.bold),
            document.styles["Table Text"].font.size.pt,
        )
    assert pages == {"thesis": (4.0, True, 10), "journal": (2.5, False, 9), "plain": (2.5, True, 9)}


@on_pages
def test_libreoffice_sets_all_of_it_on_pages(tmp_path: Path) -> None:
    contents, chapter, *rest = pages_of(write_document(WHOLE, replace(INDONESIAN, chapter="4"))[0], tmp_path)

    assert re.search(r"Hasil penelitian[. ]+2\n", contents)
    assert re.search(r"Lampiran transkrip[. ]+5\n", contents)
    assert re.search(r"Tabel 4\.2 Matriks enam informan[. ]+\d", contents)
    assert "Lihat Tabel 4.1, Gambar 4.1 dan baris 3." in re.sub(r"\s+", " ", chapter)
    assert re.search(rf"\d\s+{re.escape(REFERENCE)}, 00:01:30, baris 1\.", chapter)
    assert any("Tabel 4.2 Matriks enam informan (lanjutan)" in page for page in rest)
    lines = [line.split() for page in rest for line in page.split("\n") if "Baik, Pak." in line]
    assert [int(words[0]) for words in lines] == list(range(1, 41))


def rows_of(table: WordTable) -> list[str]:
    return [cell.text for row in table.rows for cell in row.cells]


def test_names_of_groups_still_run_over_the_table_in_a_document() -> None:
    report = Report(
        "K", (Column("c", "Kode", Kind.NAME), Column("n", "Jumlah", Kind.COUNT)),
        ((Name("A"), ""), (Name("A-1", depth=1), 3)),
    )  # fmt: skip

    table = docx.Document(io.BytesIO(written(Table(report)))).tables[0]

    assert rows_of(table)[:4] == ["Kode", "Jumlah", "A", "A"]
