from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt
from lxml import etree

from qcode.domain.document import Document, Heading, Paragraph, Quoted, Table
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx import write_document
from qcode.language import translator
from tests.formats.reports.documents import LONG, WHOLE, matrix, quotation
from tests.formats.reports.ooxml import W, faults

INDONESIAN = ReportOptions("id", translator("id"), template_name="fakultas.dotx")
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
AS_TEMPLATE = MAIN.replace(b"document.main", b"template.main")
WITH_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def faculty() -> WordDocument:
    """Return a faculty's template, as Word has it: a letterhead, two sections, some text of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.6), Cm(27.9)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(5), Cm(2), Cm(3), Cm(2)
    section.header.paragraphs[0].text = "FAKULTAS HUKUM"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "halaman pertama"
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].paragraph_format.line_spacing = 2.0
    document.styles["Caption"].font.size = Pt(17)
    document.styles["Heading 1"].font.size = Pt(19)
    document.add_paragraph("RAHASIA: teks orang lain")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.core_properties.author = "Orang lain"
    return document


def saved(document: WordDocument, *, kind: bytes = MAIN) -> bytes:
    """Return a Word file of a kind."""
    stream, made = io.BytesIO(), io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(MAIN, kind))
    return made.getvalue()


def written(template: bytes, document: Document = WHOLE, options: ReportOptions = INDONESIAN) -> bytes:
    data, _ = write_document(document, replace(options, template=template))
    assert faults(data) == []
    return data


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("kind", [MAIN, AS_TEMPLATE], ids=["docx", "dotx"])
def test_page_styles_and_headers_of_a_template_are_used_and_its_text_is_not(kind: bytes) -> None:
    data = written(saved(faculty(), kind=kind))

    document = docx.Document(io.BytesIO(data))
    upright, *_others = document.sections
    assert upright.page_width
    assert upright.left_margin
    assert (round(upright.page_width.cm, 1), round(upright.left_margin.cm, 1)) == (21.6, 5.0)
    assert document.styles["Caption"].font.size == Pt(17)
    assert document.styles["Heading 1"].font.size == Pt(19)
    assert upright.header.paragraphs[0].text == "FAKULTAS HUKUM"
    assert upright.different_first_page_header_footer
    assert upright.first_page_footer.paragraphs[0].text == "halaman pertama"
    assert "RAHASIA" not in everything(data)
    assert "Orang lain" not in everything(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert AS_TEMPLATE not in archive.read("[Content_Types].xml")


def test_wide_tables_turn_the_templates_page_and_letterheads_go_on() -> None:
    words = "Isi. " * 400
    document = Document("", (Paragraph((words,)), Table(matrix(4)), Paragraph((words,))))

    sections = docx.Document(io.BytesIO(written(saved(faculty()), document))).sections

    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert [section.page_width and round(section.page_width.cm, 1) for section in sections] == [21.6, 27.9, 21.6]
    assert sections[1].top_margin
    assert round(sections[1].top_margin.cm, 1) == 5.0
    assert [section.header.paragraphs[0].text for section in sections] == ["FAKULTAS HUKUM"] * 3
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]


def test_styles_that_a_template_lacks_are_added_and_do_not_inherit_its_line_spacing() -> None:
    document = docx.Document(io.BytesIO(written(saved(faculty()))))

    text = document.styles["Table Text"].paragraph_format
    assert text.line_spacing == 1.0
    assert text.first_line_indent == 0
    assert document.styles["Block Text"].paragraph_format.line_spacing == 1.0


def test_styles_are_known_by_their_english_names_whatever_their_ids() -> None:
    template = saved(faculty())
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        styles = archive.read("word/styles.xml")
    for id, own in ((b"Heading1", b"Judul1"), (b"Caption", b"Keterangan"), (b"Normal", b"Biasa")):
        styles = styles.replace(b'"' + id + b'"', b'"' + own + b'"')

    data = written(with_part(template, "word/styles.xml", styles), Document("", (Heading("Bab"), Table(matrix(1)))))

    assert style_ids(data)[:2] == ["Judul1", "Keterangan"]
    assert docx.Document(io.BytesIO(data)).styles["Heading 1"].font.size == Pt(19)


def test_styles_that_another_program_named_in_indonesian_are_known_too() -> None:
    template = faculty()
    for name, own in (("Caption", "Keterangan"), ("Heading 1", "Judul 1")):
        style = template.styles[name]._element
        style.find(f"{W}name").set(f"{W}val", own)
        style.set(f"{W}styleId", f"x-{own.replace(' ', '')}")
    template.styles["TOC Heading"].base_style = None

    data = written(saved(template), Document("", (Heading("Bab"), Table(matrix(1)))))

    assert style_ids(data)[:2] == ["x-Judul1", "x-Keterangan"]


def style_ids(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return [one.get(f"{W}val", "") for one in body.iter(f"{W}pStyle")]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for one in source.namelist():
            target.writestr(one, content if one == name else source.read(one))
    return made.getvalue()


def test_the_caption_of_a_template_still_stays_with_its_table() -> None:
    data = written(saved(faculty()), Document("", (Table(matrix(1)),)))

    caption = docx.Document(io.BytesIO(data)).paragraphs[0]
    assert caption.paragraph_format.keep_with_next


def test_footnotes_of_the_templates_text_are_gone_and_ours_are_there() -> None:
    first = written(saved(faculty()), Document("", (Quoted(quotation(1)),)))
    assert "00:01:30, " in everything(first)

    second = written(first, Document("", (Quoted(quotation(9)), Quoted(quotation(2, LONG)))))

    assert "00:01:30" not in everything(second)
    assert everything(second).count("00:09:30, ") == 1


def test_a_table_too_wide_for_a_column_of_the_text_takes_both_on_the_same_sheet() -> None:
    template = docx.Document()
    columns = template.sections[0]._sectPr.find(f"{W}cols")
    assert columns is not None
    columns.set(f"{W}num", "2")
    words = "Isi. " * 400
    document = Document("", (Paragraph((words,)), Table(matrix(2)), Paragraph((words,))))

    data = written(saved(template), document)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sections = [*etree.fromstring(archive.read("word/document.xml")).iter(f"{W}sectPr")]
    assert [one.find(f"{W}cols").get(f"{W}num", "1") for one in sections] == ["2", "1", "2"]  # type: ignore[union-attr]
    kinds = [one.find(f"{W}type") for one in sections]
    assert [kind.get(f"{W}val") if kind is not None else "" for kind in kinds] == ["", "continuous", "continuous"]


def test_a_template_may_be_what_we_wrote_ourselves() -> None:
    once = written(saved(faculty()))

    twice = written(once)

    assert style_ids(twice) == style_ids(once)


@pytest.mark.parametrize("macros", [WITH_MACROS, WITH_MACROS.replace(b"document", b"template")], ids=["docm", "dotm"])
def test_macros_are_refused(macros: bytes) -> None:
    with pytest.raises(QcodeError, match=r"fakultas\.dotx") as caught:
        written(saved(faculty(), kind=macros))

    assert ".dotx" in caught.value.hint


def torn(at: int) -> bytes:
    return saved(faculty())[:at]


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 no word file}",
        torn(3000),
        torn(-40),
        with_part(saved(faculty()), "word/document.xml", b"<w:document"),
        with_part(saved(faculty()), "word/styles.xml", b"not xml"),
        with_part(saved(faculty()), "[Content_Types].xml", b"<Types/>"),
    ],
    ids=["no zip", "torn", "torn at the end", "torn body", "torn styles", "no types"],
)
def test_a_damaged_template_is_named_and_said_what_to_do_about(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"fakultas\.dotx") as caught:
        written(data)

    assert caught.value.hint


def test_a_workbook_is_no_template() -> None:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        workbook.add_worksheet()

    with pytest.raises(UnreadableFile, match=r"fakultas\.dotx"):
        written(stream.getvalue())


def test_a_look_that_is_not_there_is_told_of() -> None:
    with pytest.raises(QcodeError, match="fancy"):
        write_document(WHOLE, ReportOptions("id", translator("id"), look="fancy"))
