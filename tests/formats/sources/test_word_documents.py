"""Word: each trap a hand-written document, and real files by LibreOffice and python-docx."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qcode.domain.transcript import Transcript
from qcode.errors import UnreadableFile
from qcode.formats.base import ReadOptions, SourceRead
from qcode.formats.sources.word import read

DATA = Path(__file__).parents[2] / "data" / "docx"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {SPACES}>{inner}</w:{name}>'


def package(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(body: str, **parts: str) -> bytes:
    """A Word file; ``parts`` are the inner XML of numbering, styles, footnotes, endnotes, comments, header …"""
    roots = {"numbering": "numbering", "styles": "styles", "header": "hdr", "footer": "ftr"}
    links = "".join(f'<Relationship Id="{k}" Type="{KIND}/{k}" Target="{k}.xml"/>' for k in parts)
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{KIND}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
    }
    files |= {f"word/{kind}.xml": part(roots.get(kind, kind), inner) for kind, inner in parts.items()}
    return package(files)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    inner = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; a cell that is no XML is one paragraph."""
    body = ""
    for row in rows:
        cells = (cell if cell.startswith("<") else para(cell) for cell in row)
        body += "<w:tr>" + "".join(c if c.startswith("<w:tc>") else f"<w:tc>{c}</w:tc>" for c in cells) + "</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


def result(body: str, **parts: str) -> SourceRead:
    return read(document(body, **parts), ReadOptions())


def text(body: str, **parts: str) -> str:
    return result(body, **parts).transcript.text


def told(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(transcript.text)) for turn in transcript.turns]


BOLD = "<w:b/>"


def field(code: str, shown: str) -> str:
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = kinds
    return f"{begin}{code}{separate}{run(shown)}{end}"


FIELD = field("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", "shown")
NESTED_FIELD = field(f"<w:r><w:instrText>IF </w:instrText></w:r>{FIELD}", "yes")
BOX = "<w:txbxContent>" + para("in the box") + para("and below") + "</w:txbxContent>"
SHAPE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}'
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
RUBY = "<w:r><w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("K") + "</w:rubyBase></w:ruby></w:r>"
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("wide") + "</w:tc>"
GONE = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>' + para("b") + "</w:tc></w:tr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("one") + para() + para("two"), "one\n\ntwo"),
        (para("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>"), "a\nb\nc\td"),
        (para("<w:r><w:t>de</w:t><w:noBreakHyphen/><w:t>id</w:t></w:r>"), "de\u2011id"),
        (para("<w:r><w:t>de</w:t><w:softHyphen/><w:t>id</w:t></w:r>"), "de\u00adid"),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'), "✓α"),
        (para("<w:r><w:t>a\nb</w:t></w:r>"), "a b"),
        (para("<w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>"), "a"),
        (para("a") + para('<w:r><w:br w:type="page"/></w:r>') + para("b"), "a\n\nb"),
        (para("see ", FIELD, "."), "see shown."),
        (para("see ", NESTED_FIELD, "."), "see yes."),
        (para('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>'), "7"),
        (para("a ", "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"), "a link"),
        (para("<w:smartTag><w:r><w:t>Ku</w:t></w:r></w:smartTag>", "<w:r><w:t>pang</w:t></w:r>"), "Kupang"),
        ("<w:sdt><w:sdtContent>" + para("in a control") + "</w:sdtContent></w:sdt>" + para("b"), "in a control\nb"),
        (para(RUBY), "K"),
        (para("x=", "<m:oMath><m:r><m:t>y</m:t></m:r></m:oMath>"), "x=y"),
        (para("item", properties='<w:tabs><w:tab w:val="left" w:pos="0"/></w:tabs>'), "item"),
        (para("a", SHAPE, "b") + para("c"), "ab\nin the box\nand below\nc"),
        (table(["a", "b"], ["c", "d"]) + para("e"), "a\tb\nc\td\ne"),
        (para("x") + table(["a", ""], ["", "d"]), "x\na\t\n\td"),
        (table(["a", para("b1") + para("b2")], ["c", "d"]), "a\tb1\nb2\nc\td"),
        (table(["a", table(["i", "j"], ["k", "l"]) + para()], ["c", "d"]) + para("e"), "a\ti\tj\nk\tl\nc\td\ne"),
        (table([para("q") + table(["i"]) + para("r"), "b"]), "q\ni\nr\tb"),
        (table([WIDE], ["a", "b"]), "wide\na\tb"),
    ],
    ids=lambda value: "xml" if value.startswith("<") else value,
)  # fmt: skip
def test_what_is_shown_is_text(body: str, expected: str) -> None:
    assert text(body) == expected


def test_tracked_changes_are_taken_as_accepted_and_counted() -> None:
    read_back = result(
        para(
            "a",
            "<w:ins w:id='1'>" + run("new ") + "</w:ins>",
            "<w:del w:id='2'><w:r><w:delText>old</w:delText></w:r></w:del>",
        )
        + para(
            "<w:moveFrom w:id='3'>" + run("moved") + "</w:moveFrom>",
            "b",
            "<w:moveTo w:id='4'>" + run("moved") + "</w:moveTo>",
        )
        + para("joined ", properties="<w:rPr><w:del w:id='5'/></w:rPr>")
        + para("line", properties="<w:pPrChange><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:pPrChange>")
    )
    assert read_back.transcript.text == "anew \nbmoved\njoined line"
    assert read_back.warnings == ("Tracked changes were taken as accepted: 4.",)


def test_a_deleted_row_is_gone() -> None:
    assert text(table(["a"]).replace("</w:tbl>", f"{GONE}</w:tbl>") + para("c")) == "a\nc"


def test_hidden_text_heads_and_pictures_are_left_out_and_said() -> None:
    read_back = result(
        para("a", run("secret", "<w:vanish/>"), run("b", "<w:vanish w:val='0'/>"), run("x", '<w:rStyle w:val="H"/>'))
        + para("<w:r><w:drawing><a:blip/></w:drawing></w:r>", '<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>'),
        styles='<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>',
        header=para("Rahasia"),
    )
    assert read_back.transcript.text == "ab\n\ufffd"
    assert read_back.warnings == (
        "Hidden text was left out, in characters: 7.",
        "Text in headers or footers of the page was left out.",
        "Pictures were left out: 1.",
        "Symbols that have no character of their own stand as \ufffd: 1.",
    )


def test_a_page_number_is_no_text_to_speak_of() -> None:
    assert result(para("a"), footer=para("12")).warnings == ()


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(words: str, level: int = 0, number: int = 1) -> str:
    return para(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_list_numbers_are_counted_level_by_level() -> None:
    body = (
        item("satu") + item("a", 1) + item("b", 1) + item("titik", 2) + item("dua") + item("c", 1)
        + para("kalimat") + item("tiga") + item("lima", 0, 2) + item("enam", 0, 2) + item("tanpa", 0, 0)
    )  # fmt: skip
    assert text(body, numbering=NUMBERING).split("\n") == [
        "1. satu", "1.a) a", "1.b) b", "• titik", "2. dua", "2.a) c",
        "kalimat", "3. tiga", "5. lima", "6. enam", "tanpa",
    ]  # fmt: skip


def test_a_list_of_a_style_is_numbered_too() -> None:
    styles = (
        '<w:style w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="List"/></w:style>'
    )
    body = para("a", properties='<w:pStyle w:val="Mine"/>') + para("b", properties='<w:pStyle w:val="List"/>')
    assert text(body, numbering=NUMBERING, styles=styles) == "1. a\n2. b"


def test_numbered_questions_in_a_list_are_asked() -> None:
    body = item("Apa ini?") + para("Itu.") + item("Mengapa?") + para("Karena begitu.")
    assert told(result(body, numbering=NUMBERING).transcript) == [
        ("Pertanyaan", "Apa ini?"), ("Jawaban", "Itu."), ("Pertanyaan", "Mengapa?"), ("Jawaban", "Karena begitu."),
    ]  # fmt: skip


def mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind} w:id="{number}"/></w:r>'


def test_notes_stand_at_the_word_before_their_mark() -> None:
    body = para("I: Lima perkara", mark("footnoteReference", 2), ".", mark("endnoteReference", 3)) + para(
        "P: ",
        '<w:commentRangeStart w:id="0"/>',
        "Satu dua ",
        '<w:commentRangeEnd w:id="0"/>',
        mark("commentReference", 0),
        "tiga",
    )
    transcript = result(
        body,
        footnotes='<w:footnote w:type="separator" w:id="0">' + para("-") + "</w:footnote>"
        '<w:footnote w:id="2">' + para("<w:r><w:footnoteRef/></w:r>", " Data") + para("2025") + "</w:footnote>",
        endnotes='<w:endnote w:id="3">' + para("Akhir") + "</w:endnote>",
        comments='<w:comment w:id="0">' + para("Cek!") + "</w:comment>",
    ).transcript
    assert transcript.text == "I: Lima perkara.\nP: Satu dua tiga"
    assert [(n.kind, n.text, n.span.of(transcript.text)) for n in transcript.notes] == [
        ("footnote", "Data\n2025", "perkara"),
        ("endnote", "Akhir", "perkara"),
        ("comment", "Cek!", "Satu dua"),
    ]


@pytest.mark.parametrize(
    "headings", [["No", "Pertanyaan", "Jawaban"], ["No.", "Question", "Answer"], ["", "Peneliti", "Informan"]]
)
def test_a_table_of_questions_and_answers_gives_turns(headings: list[str]) -> None:
    body = (
        para("Tempat: Kupang")
        + table(
            headings,
            ["1", "Apa itu?", para("Begini: satu.") + para("Dua.")],
            ["<w:tc>" + para("Bagian B") + "</w:tc>"],
            ["2", "", "Tambahan."],
        )
        + para("Penutup: habis")
    )
    transcript = result(body).transcript
    asks, answers = headings[1:]
    assert told(transcript) == [(asks, "Apa itu?"), (answers, "Begini: satu.\nDua."), (answers, "Tambahan.")]
    assert [s.role.value for s in transcript.speakers] == ["interviewer", "participant"]
    assert [f.name for f in transcript.header] == ["Tempat"]


def test_a_table_of_speakers_and_words_gives_turns() -> None:
    assert told(result(table(["P", "Halo?"], ["I", "Pagi."], ["P", "Baik."], ["I", "Ya."])).transcript) == [
        ("P", "Halo?"), ("I", "Pagi."), ("P", "Baik."), ("I", "Ya."),
    ]  # fmt: skip


def test_names_in_bold_without_a_colon_speak() -> None:
    body = (
        para(run("Wawancara Kedua", BOLD)) + para(run("Ani", BOLD), " Halo?")
        + para(run("Budi Santoso", BOLD)) + para("Pagi.") + para("Lalu begitu.")
        + para(run("Ani", BOLD), " Ya.") + para(run("Budi Santoso", BOLD)) + para("Baik.")
    )  # fmt: skip
    assert told(result(body).transcript) == [
        ("Ani", "Halo?"), ("Budi Santoso", "Pagi.\nLalu begitu."), ("Ani", "Ya."), ("Budi Santoso", "Baik."),
    ]  # fmt: skip


def test_bold_with_a_colon_and_split_runs_is_a_label_like_any() -> None:
    body = para(run("Pene", BOLD), run("liti:", BOLD), " Halo ") + para(run("Informan", BOLD), " : ", "Pa", "gi.")
    assert told(result(body).transcript) == [("Peneliti", "Halo"), ("Informan", "Pagi.")]


def test_emphasis_is_no_speaker() -> None:
    body = para(run("Penting", BOLD), " sekali.") + para(run("Sangat", BOLD), " jelas.") + para("Ya.")
    assert result(body).transcript.turns == ()


def test_the_strict_variant_and_another_prefix_are_read() -> None:
    strict = document(para("P: Halo") + para("I: Pagi"))
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        xml = archive.read("word/document.xml").decode()
    xml = xml.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace("w:", "x:")
    xml = xml.replace("xmlns:w=", "xmlns:x=")
    assert read(package({"word/document.xml": xml}), ReadOptions()).transcript.text == "P: Halo\nI: Pagi"


def test_utf16_parts_are_read() -> None:
    xml = (
        f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{MAIN}"><w:body>{para("a")}</w:body></w:document>'
    )
    assert read(package({"word/document.xml": xml.encode("utf-16")}), ReadOptions()).transcript.text == "a"


def test_the_main_part_may_have_another_name() -> None:
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{KIND}/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>',
        "word/document2.xml": part("document", f"<w:body>{para('a')}</w:body>"),
    }
    assert read(package(files), ReadOptions()).transcript.text == "a"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCUMENT = document(para("P: halo"))
ENTITIES = f'<!DOCTYPE d [<!ENTITY a "ha">]><w:document xmlns:w="{MAIN}"><w:body><w:p/></w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a zip", "cut off or damaged"),
        (DOCUMENT[: len(DOCUMENT) // 2], "cut off or damaged"),
        (b"plain words", "not a Word file"),
        (b"{\\rtf1 hi}", "RTF"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word 97-2003"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (package({"readme.txt": "hi"}), "no word/document.xml"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (package({"word/document.xml": "<w:document"}), "damaged in line 1"),
        (package({"word/document.xml": "<a/>"}), "no Word document"),
        (package({"word/document.xml": ENTITIES}), "entities"),
        (document(para("") + para("")), "no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_cannot_be_read_is_named_with_a_remedy(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(data, ReadOptions())
    assert says in raised.value.message
    assert raised.value.hint


def test_a_small_file_of_too_many_bytes_is_named_with_a_remedy() -> None:
    bomb = package({"word/document.xml": part("document", "<w:body>" + " " * 201_000_000 + "</w:body>")})
    test_what_cannot_be_read_is_named_with_a_remedy(bomb, "more than 200 MB")


def test_a_part_with_damaged_bytes_is_named() -> None:
    place = DOCUMENT.index(b"word/document.xml", DOCUMENT.index(b"word/_rels") + 40) + len("word/document.xml") + 8
    with pytest.raises(UnreadableFile):
        read(DOCUMENT[:place] + b"\xff" * 12 + DOCUMENT[place + 12 :], ReadOptions())


def test_a_file_by_libreoffice_is_read() -> None:
    read_back = read((DATA / "libreoffice_interview.docx").read_bytes(), ReadOptions())
    transcript = read_back.transcript
    assert told(transcript) == [
        ("Peneliti", "Selamat pagi,\nIbu."),
        ("Informan", "Pagi, saya baru datang.\tYa."),
        ("Peneliti", "Apa saja langkahnya?"),
        ("Informan", "Ini:\n1. lapor\na) ke SPKT\nb) ke unit\n2. periksa\nTahun\tPerkara\n2024\tdua\natau tiga"),
        ("Peneliti", "Terima kasih."),
    ]
    assert [(n.kind, n.text, n.span.of(transcript.text)) for n in transcript.notes] == [
        ("footnote", "Suara pelan.", "Pagi"), ("comment", "Cek rekaman.", "saja langkahnya"),
    ]  # fmt: skip
    assert [mark.seconds for mark in transcript.marks] == [5]
    assert [(f.name, f.value) for f in transcript.header] == [("Kode Informan", "INF-09"), ("Tanggal", "3 Mei 2025")]
    assert len(read_back.warnings) == 2


def test_a_table_by_libreoffice_is_read() -> None:
    transcript = read((DATA / "libreoffice_tanya_jawab.docx").read_bytes(), ReadOptions()).transcript
    assert told(transcript) == [
        ("Pertanyaan", "Apa yang Bapak ketahui?"), ("Jawaban", "Tidak banyak.\nHanya dari warga."),
        ("Pertanyaan", "Apa hambatannya?"), ("Jawaban", "Warga takut melapor."),
    ]  # fmt: skip
    assert [(f.name, f.value) for f in transcript.header] == [("Narasumber", "Ketua RT 05"), ("Tempat", "Balai warga")]


def test_a_file_by_python_docx_is_read() -> None:
    import docx

    written = docx.Document()
    written.add_heading("Wawancara", 1)
    paragraph = written.add_paragraph()
    paragraph.add_run("P: ").bold = True
    paragraph.add_run("Siapa saja yang ada?")
    written.add_paragraph("I: Tidak ada, hanya itu.")
    written.add_paragraph("pertama", style="List Number")
    written.add_paragraph("titik", style="List Bullet")
    buffer = io.BytesIO()
    written.save(buffer)
    transcript = read(buffer.getvalue(), ReadOptions()).transcript
    assert transcript.text == "Wawancara\nP: Siapa saja yang ada?\nI: Tidak ada, hanya itu.\n1. pertama\n• titik"
    assert [(s.label, s.role.value) for s in transcript.speakers] == [("P", "interviewer"), ("I", "participant")]
