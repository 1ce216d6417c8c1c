"""A document as one page of HTML: what is numbered, linked, noted and drawn, and what is never obeyed."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

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
    Role,
    Table,
    Words,
)
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.domain.text import visible
from qcode.formats.base import ReportOptions
from qcode.formats.reports.html_page import write_document

SMALL = Report("Kendala.", (Column("code", "Kode", Kind.NAME), Column("n", "n", Kind.COUNT)), ((Name("KEN"), 3),))
OWN_WORDS = {"Table": "Tabel", "Figure": "Gambar"}
VOID = {"meta", "hr", "br"}


class Tree(HTMLParser):
    """Reads a page, and fails if its tags are not closed in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.texts.append(data)


def made(*blocks: Block, options: ReportOptions | None = None) -> str:
    data, lost = write_document(Document("Bab IV", blocks), options or ReportOptions("id", str))
    assert lost == ()
    tree = Tree(data)
    assert len(set(tree.ids)) == len(tree.ids)
    assert {link.removeprefix("#") for link in tree.links} <= set(tree.ids), "a link that leads nowhere"
    return data.decode()


def test_tables_and_figures_are_counted_each_by_its_own_number_and_referred_to() -> None:
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect width="5" height="5"/></svg>'
    page = made(
        Paragraph(("Lihat ", Reference("t_two"), " dan ", Reference("f_one"), ".")),
        Table(SMALL), Table(SMALL, "t_two"), Table(SMALL, is_numbered=False),
        Figure("Batang", drawing, b"", 5, 5, "Satu batang", anchor="f_one"),
        options=ReportOptions("id", lambda said: OWN_WORDS.get(said, said), chapter="4", first_table=2),
    )  # fmt: skip

    assert '<a href="#t_two">Tabel 4.3</a> dan <a href="#f_one">Gambar 4.1</a>' in page
    assert re.findall("<caption>(.*)</caption>", page) == ["Tabel 4.2 Kendala", "Tabel 4.3 Kendala", "Kendala"]
    assert "<figcaption>Gambar 4.1 Batang</figcaption>" in page
    assert 'role="img" aria-label="Satu batang"' in page


def test_a_footnote_stands_at_the_end_with_a_way_back() -> None:
    page = made(Paragraph(("Satu", Footnote("Wawancara dengan INF-01."), " dua", Footnote("Ibid."), ".")))

    assert 'Satu<sup id="mark-1"><a href="#note-1">1</a></sup> dua<sup id="mark-2">' in page
    assert '<li id="note-2">Ibid. <a href="#mark-2">↑</a></li>' in page


def test_a_reference_is_given_in_full_once_and_short_after_that_with_the_place() -> None:
    full, short = "Wawancara dengan INF-01, Juni 2025", "INF-01, wawancara"
    one = Quotation("A.", "T1", "INF-01", "00:04:10", reference=full, short_reference=short, lines="baris 3", link="l")
    page = made(Quoted(one, "Menurut INF-01:"), Quoted(one), Lines((Line(3, "A.", anchor="l"),)))

    assert re.findall(r'<li id="note-\d">(.*?) <a href="#mark', page) == [
        '<a href="#l">Wawancara dengan INF-01, Juni 2025, 00:04:10, baris 3.</a>',
        '<a href="#l">INF-01, wawancara, 00:04:10, baris 3.</a>',
    ]
    assert '<p class="words" dir="auto">Menurut INF-01: “A.”<sup id="mark-1">' in page
    assert "<cite>" not in page


def test_a_long_passage_is_a_block_and_a_short_one_runs_on() -> None:
    page = made(Quoted(Quotation("kata " * 90, "T1"), "Katanya:"), Quoted(Quotation("kata", "T1"), "Katanya:"))

    assert page.count("<blockquote") == 1
    assert '<p class="words" dir="auto">Katanya:</p>\n<blockquote' in page
    assert "Katanya: “kata” <cite>(T1)</cite></p>" in page


def test_a_translation_and_the_way_to_the_appendix_go_with_a_quotation() -> None:
    one = Quotation("Alatnya masih menumpang.", "T1", lines="baris 3", translation="On loan.", anchor="q_1", link="l_3")
    page = made(Quoted(one), Lines((Line(3, "Alatnya masih menumpang.", (Words("KEN", link="q_1"),), "I", "l_3"),)))

    assert '<p class="words" id="q_1"' in page
    assert '“Alatnya masih menumpang.” [“On loan.”] <cite><a href="#l_3">(T1, baris 3)</a></cite>' in page
    assert (
        '<li value="3" id="l_3" dir="auto"><b>I</b><i><a href="#q_1">KEN</a></i>Alatnya masih menumpang.</li>' in page
    )


def test_brackets_and_notes_stand_beside_and_behind_their_line() -> None:
    page = made(Lines((Line(7, "Kami.", (Words("A"), Words("B")), "I", strokes="┌", notes=("Cek.",)), Line(8, "Ya."))))

    assert '<ol class="lines glossed">' in page
    mark = '<sup id="mark-1"><a href="#note-1">1</a></sup>'
    assert f'<b>I</b><span>Kami.{mark}</span><samp aria-hidden="true">┌</samp><i>A, B</i></li>' in page
    assert '<b></b><span>Ya.</span><samp aria-hidden="true"></samp><i></i></li>' in page
    assert "Cek." in page


def test_lists_of_contents_lead_to_what_they_list() -> None:
    page = made(
        Contents("Isi"), Contents("Daftar tabel", Listed.TABLES), PageBreak(), Heading("Bab"),
        Heading("Sub", 2, "sub"), Table(SMALL), Paragraph(("Judul",), Role.TITLE),
    )  # fmt: skip

    assert '<li class="l2"><a href="#sub">Sub</a></li>' in page
    assert '<li class="l1"><a href="#block-5">Table 1. Kendala</a></li>' in page
    assert '<h2 id="sub">Sub</h2>' in page


def test_fields_are_boxes_to_tick_or_a_line_to_write_on() -> None:
    page = made(Field("", "agree:1", ("Setuju", "Perbaiki")), Field("Tanggal", "date:1", placeholder="…"))

    assert "<span>☐ Setuju</span><span>☐ Perbaiki</span>" in page
    assert "Tanggal <u>…</u>" in page


def test_a_picture_brings_nothing_along_that_could_run_or_be_fetched() -> None:
    evil = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="alert(1)" id="a">'
        b'<script>alert(2)</script><image x:href="http://example.org/a.png"/>'
        b'<rect onclick="alert(3)" style="fill:red"/>'
        b'<foreignObject><p>x</p></foreignObject><text>Kata &lt;b&gt;</text></svg>'
    )  # fmt: skip
    page = made(Figure("Gambar", evil, b"", 1, 1, ""))

    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert not re.search(r"alert|script|foreign|href|style=|example|\bid=", drawn)
    assert "Kata &lt;b&gt;" in drawn


def test_the_policy_allows_the_page_its_own_style_and_nothing_else() -> None:
    page = made(Table(SMALL), Paragraph((Words("tebal", bold=True, italic=True),)))

    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*)"', page)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    wanted = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{wanted}'; form-action 'none'; base-uri 'none'"
    assert "style=" not in page
    assert "<i><b>tebal</b></i>" in page


@given(st.text(), st.text(), st.text())
def test_whatever_texts_hold_they_stay_texts(one: str, two: str, three: str) -> None:
    blocks: tuple[Block, ...] = (
        Heading(one), Paragraph((two, Words(three, bold=True), Footnote(one))), Quoted(Quotation(two, three), one),
        Field(one, two, (three,)), Lines((Line(1, one, (Words(two),), three),)), Contents(two),
        Table(Report(one, (Column("a"), Column(two)), ((Name(three), (Quotation(one, two),)),), (three,))),
    )  # fmt: skip
    data, _ = write_document(Document(one, blocks), ReportOptions("en", str))

    tree = Tree(data)
    plain = write_document(Document("", tuple(_emptied())), ReportOptions("en", str))[0]
    assert sorted(set(tree.tags) - set(Tree(plain).tags)) in ([], ["blockquote"])
    shown = "".join(tree.texts)
    for text in (one, two, three):
        # HTML reads a return as a new line, so that it is shown as a picture of one.
        assert visible(text) in shown


def _emptied() -> list[Block]:
    return [
        Heading("a"), Paragraph(("a", Words("a", bold=True), Footnote("a"))), Quoted(Quotation("a", "a"), "a"),
        Field("a", "a", ("a",)), Lines((Line(1, "a", (Words("a"),), "a"),)), Contents("a"),
        Table(Report("a", (Column("a"), Column("a")), ((Name("a"), (Quotation("a", "a"),)),), ("a",))),
    ]  # fmt: skip
