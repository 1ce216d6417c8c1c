"""A whole study as a page of HTML, without a browser: well formed, guarded, and nothing in it but text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.domain.codebook import PALETTE
from qcode.domain.report import Column, Kind, Name, Report
from qcode.domain.span import Span
from qcode.domain.study_page import (
    NOWHERE,
    PageCase,
    PageCode,
    PageMemo,
    PagePassage,
    PageTable,
    PageText,
    Side,
    StudyPage,
)
from qcode.domain.text import visible
from qcode.formats.base import ReportOptions
from qcode.formats.registry import study_formats
from qcode.formats.reports.html_page import colors, write_study

ENGLISH = ReportOptions("en", str)
VOID = {"meta", "br", "input"}


class Reader(HTMLParser):
    """Reads a page as a browser does, and fails where tags are not closed in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.texts: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []
        assert len(set(self.ids)) == len(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        last = self.open[-1] if self.open else ""
        {"script": self.scripts, "style": self.styles}.get(last, self.texts).append(data)


def study_of(*words: str, passages: tuple[PagePassage, ...] = ()) -> StudyPage:
    """Return a small study whose every text is one of the words, by turns."""
    one, two, three = (*words, "a", "b", "c")[:3]
    codes = (
        PageCode(one, two, NOWHERE, three, 2, ((one, two),)), PageCode(two, three, 0, "#0072b2", 1),
        PageCode(three, one, 0, "", 0), PageCode("Z", "Z", NOWHERE, "#FFF", 0),
    )  # fmt: skip
    report = Report(
        one, (Column("code", "Kode", Kind.NAME), Column(two, three, Kind.COUNT)), ((Name(one, two), 2),), (three,)
    )
    return StudyPage(
        title=one, study=two, made="2025-06-12T08:00:00Z", codes=codes, cases=(PageCase(two, three),),
        texts=(PageText(one, "id", f"{two}\n\n{three}", (Span(0, len(two)),)), PageText(three, "", None)),
        passages=passages or (
            PagePassage(0, Span(0, len(two)), (0, 1), (0,), two, one, three, two),
            PagePassage(1, None, (2,), (), None),
        ),
        tables=(PageTable(report, Side.CASE, (0,), (0,)),),
        memos=(PageMemo(one, two, three, one, "2025-06-12", passage=0), PageMemo(one, two, three, one, "", code=1)),
        notes=(one, two),
    )  # fmt: skip


def data_of(reader: Reader) -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads(next(script for script in reader.scripts if script.startswith("{")))


def test_html_is_the_one_format_that_holds_a_study() -> None:
    assert sorted(study_formats()) == [".htm", ".html"]


def test_only_the_pages_own_scripts_and_styles_are_allowed_to_do_anything() -> None:
    reader = Reader(write_study(study_of(), ENGLISH)[0])

    (policy,) = [given["content"] for tag, given in reader.tags if given.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in (policy or "").split("; "))
    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in (policy or "")
    assert rules["require-trusted-types-for"] == "'script'"
    programs = [script for script in reader.scripts if not script.startswith("{")]
    assert len(programs) == 7
    for rule, contents in (("script-src", programs), ("style-src", reader.styles)):
        assert rules[rule].split() == [
            f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in contents
        ]
    for tag, given_ in reader.tags:
        assert not [name for name in given_ if name.startswith("on") or name in ("style", "src", "srcset")], tag
        assert (given_.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|innerHTML|outerHTML|insertAdjacentHTML|eval\(|fetch\(|http", "".join(programs))


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.text())
def test_whatever_words_a_study_holds_they_stay_words(one: str, two: str, three: str) -> None:
    reader = Reader(write_study(study_of(one, two, three), ENGLISH)[0])

    plain = Reader(write_study(study_of(), ENGLISH)[0])
    assert {tag for tag, _given in reader.tags} == {tag for tag, _given in plain.tags}
    assert len(reader.scripts) == len(plain.scripts)
    data = data_of(reader)
    assert data["codes"]["key"] == [visible(one), visible(two), visible(three), "Z"]
    assert data["passages"]["words"] == [visible(two), ""]
    assert data["passages"]["withheld"] == [1]
    assert data["passages"]["memo"] == ({"0": visible(two)} if two else {})
    assert {"kind": [visible(three)], "name": [visible(two)]} == data["cases"]


HARD = st.sampled_from(
    ["</script>", "<!--", "<script>", "\u2028", "]]>", "\\", '"', "\n", "\t", "\0", "\ud800", "é", "😀"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(HARD, max_size=4).map("".join), min_size=1, max_size=6))
def test_words_of_passages_come_back_letter_for_letter(texts: list[str]) -> None:
    passages = tuple(PagePassage(0, None, (0,), (), text, text) for text in texts)
    data = write_study(study_of(passages=passages), ENGLISH)[0]

    found = data_of(Reader(data))["passages"]
    assert found["words"] == found["cited"] == [visible(text) for text in texts]
    island = data.decode().partition('id="data">')[2].partition("</script>")[0]
    assert not set(island) & set("<>&\u2028\u2029")


def test_places_are_those_of_a_browser_which_counts_some_characters_twice() -> None:
    text = "a😀b😀c"
    passages = (PagePassage(0, Span(2, 3), (0,), (), "b"), PagePassage(0, Span(3, 5), (0,), (), "😀c"))
    study = study_of(passages=passages)
    study = StudyPage(
        **{**{name: getattr(study, name) for name in study.__slots__}, "texts": (PageText("T", "id", text),)}
    )
    found = data_of(Reader(write_study(study, ENGLISH)[0]))["passages"]

    as_browser = text.encode("utf-16-le")
    for start, end, words in zip(found["start"], found["end"], found["words"], strict=True):
        assert as_browser[2 * start : 2 * end].decode("utf-16-le") == words


def test_a_transcript_is_there_line_for_line_and_one_that_is_left_out_is_not() -> None:
    page = write_study(study_of("T", "satu", "tiga"), ENGLISH)[0].decode()

    assert '<div class="lines" lang="id" dir="auto"><p>satu</p>\n<p></p>\n<p>tiga</p></div>' in page
    assert 'id="text-0"' in page
    assert 'id="text-1"' not in page


def test_codes_are_a_tree_that_is_closed_again() -> None:
    codes = tuple(
        PageCode(str(place), str(place), parent, "", 0) for place, parent in enumerate((NOWHERE, 0, 1, 0, NOWHERE))
    )
    study = study_of()
    study = StudyPage(**{
        **{name: getattr(study, name) for name in study.__slots__},
        "codes": codes, "passages": (), "tables": (), "memos": (),
    })  # fmt: skip
    page = write_study(study, ENGLISH)[0]

    Reader(page)
    tree = page.decode().partition('<section id="codes"')[2].partition("</section>")[0]
    shape = re.sub(r"<details.*?</details>|<h2.*?</h2>|\s", "", tree.partition("</h2>")[2], flags=re.DOTALL)
    one = '<ulclass="tree">'
    assert shape == f"{one}<li>{one}<li>{one}<li></li></ul></li><li></li></ul></li><li></li></ul>"


def test_nothing_but_a_colour_is_taken_for_one() -> None:
    evil = PageCode("A", "A", NOWHERE, "red;} body{display:none", 0)
    sheet = colors.color_sheet((evil, PageCode("B", "B", NOWHERE, "#ABCDEF", 0)))

    assert "display" not in sheet
    assert f"--x0: {PALETTE[0]}" in sheet
    assert re.fullmatch(r"[\w\s:{}#;,@()%.-]+", sheet)


@given(st.tuples(*[st.integers(0, 255)] * 3), st.sampled_from([colors.LIGHT, colors.DARK]))
def test_words_are_read_on_the_ground_of_any_colour_and_its_line_is_seen(
    color: colors.Rgb, paper: colors.Paper
) -> None:
    assert colors.contrast(paper.ink, colors.ground_on(paper, color)) >= 7
    assert colors.contrast(colors.line_on(paper, color), paper.ground) >= colors.SEEN


def test_contrast_is_that_of_the_standard() -> None:
    assert round(colors.contrast((255, 255, 255), (0, 0, 0)), 2) == 21
    assert round(colors.contrast((119, 119, 119), (255, 255, 255)), 2) == 4.48
