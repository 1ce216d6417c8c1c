"""A text with its codes in the margin: numbered lines, brackets, memos, and nothing that consent forbids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qcode.domain.document import Document, Footnote, Heading, Line, Lines, PageBreak, Paragraph, Role, Table, Words
from qcode.domain.reference import Citing
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import casing, coding, consenting, noting, segmenting
from qcode.services.appending import make_appendix
from qcode.services.coding import CodingRow
from qcode.services.glossing import ENDNOTES, FOOTNOTES, make_glossed_texts
from qcode.store import sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
SCHOOL = "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas."
LOAN = "Alatnya masih menumpang.\nPenyidik cuma satu."


@pytest.fixture
def glossed(project: Project, source: Key, code: Key) -> Project:
    """The study with two passages of W1 coded: one in a line, one over two lines and with two codes."""
    w1 = source(project, "W1")
    coding.apply_code(
        project, w1, passage(project, SCHOOL), code(project, "PRE-EDU"), typical=True, memo="Contoh baik."
    )
    for name in ("KEN-ALAT", "Staff"):
        coding.apply_code(project, w1, passage(project, LOAN), code(project, name))
    return project


def passage(project: Project, words: str) -> Span:
    at = sources.text_of(project, sources.find_id(project, "W1")).index(words)
    return Span(at, at + len(words))


def lines(document: Document) -> dict[int, Line]:
    return {line.number: line for block in document.blocks if isinstance(block, Lines) for line in block.lines}


def told(document: Document, role: Role = Role.NOTE) -> list[str]:
    return [
        "".join(piece.text if isinstance(piece, Words | Footnote) else str(piece) for piece in block.pieces)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.role is role
    ]


def margin(line: Line) -> str:
    return ", ".join(words.text for words in line.margin)


def test_the_lines_are_those_of_the_appendix(glossed: Project) -> None:
    printed = lines(make_appendix(glossed, Selection(sources=("W1",)), Citing()))

    assert {number: (one.text, one.bold) for number, one in printed.items()} == {
        number: (one.text, one.bold) for number, one in lines(make_glossed_texts(glossed, ["W1"], Selection())).items()
    }


def test_brackets_show_how_far_passages_reach_and_keys_where_they_begin(glossed: Project) -> None:
    found = lines(make_glossed_texts(glossed, ["W1"], Selection()))
    beside = {line.text: (line.strokes, margin(line)) for line in found.values() if line.strokes}

    assert beside == {
        f"INF-01: {SCHOOL}": ("[", "PRE-EDU*"),
        "INF-01: Alatnya masih menumpang.": ("┌", "KEN-ALAT, Staff"),
        "Penyidik cuma satu.": ("└", ""),
    }


def test_informants_speak_under_their_codes_and_interviewers_stand_out(glossed: Project) -> None:
    bold = {line.text: line.bold for line in lines(make_glossed_texts(glossed, ["W1"], Selection())).values()}

    assert bold["P: Kendalanya apa?"]
    assert not bold["INF-01: Alatnya masih menumpang."]
    assert not bold["Penyidik cuma satu."]


def test_the_codes_are_listed_with_the_lines_in_which_they_stand(glossed: Project) -> None:
    document = make_glossed_texts(glossed, ["W1"], Selection())
    (report,) = document.reports()

    assert [(str(row[0]), *row[1:]) for row in report.rows] == [
        ("PRE-EDU Education", 1, "7"), ("KEN-ALAT Equipment", 1, "10-11"), ("Staff", 1, "10-11"),
    ]  # fmt: skip
    assert "An asterisk marks a passage that is typical of its code." in told(document)


def test_codes_that_several_coders_gave_say_so(glossed: Project) -> None:
    place = passage(glossed, SCHOOL)
    coding.apply_codes(glossed, [CodingRow("W1", place.start, place.end, "PRE-EDU", coder="Budi")])

    document = make_glossed_texts(glossed, ["W1"], Selection())
    assert "PRE-EDU* ×2" in [margin(line) for line in lines(document).values()]
    assert "Interview, primary data; words: 38; codings: 4; coded by Ani, Budi." in told(document, Role.BODY)
    alone = make_glossed_texts(glossed, ["W1"], Selection(coders=("Ani",)))
    assert "PRE-EDU*" in [margin(line) for line in lines(alone).values()]
    assert "Only coders: Ani." in told(alone)


def test_memos_are_footnotes_of_the_lines_they_end_on(glossed: Project, source: Key) -> None:
    noting.write_memo(glossed, "source", source(glossed, "W1"), "Wawancara di kantor.", "methodological")
    document = make_glossed_texts(glossed, ["W1"], Selection(), notes=FOOTNOTES)

    notes = {line.text: line.notes for line in lines(document).values() if line.notes}
    assert notes == {f"INF-01: {SCHOOL}": ("Contoh baik. (note, Ani)",)}
    head = next(one for one in document.blocks if isinstance(one, Paragraph) and one.role is Role.BODY)
    assert [piece.text for piece in head.pieces if isinstance(piece, Footnote)] == [
        "Wawancara di kantor. (methodological, Ani)"
    ]


def test_memos_stand_behind_the_text_with_their_lines(glossed: Project) -> None:
    noting.write_memo_on_passage(glossed, sources.find_id(glossed, "W1"), passage(glossed, LOAN), "Dua kendala.")
    document = make_glossed_texts(glossed, ["W1"], Selection(), notes=ENDNOTES)

    assert [one.text for one in document.blocks if isinstance(one, Heading)] == ["Memos"]
    assert told(document, Role.ENTRY) == [
        "line 7: Contoh baik. (note, Ani)", "lines 10-11: Dua kendala. (note, Ani)",
    ]  # fmt: skip
    assert not [line for line in lines(document).values() if line.notes]


def test_without_being_asked_no_memo_is_told(glossed: Project) -> None:
    document = make_glossed_texts(glossed, ["W1"], Selection())

    assert not [one for one in document.blocks if isinstance(one, Heading)]
    assert not [line for line in lines(document).values() if line.notes]


def test_words_that_may_not_be_shown_are_replaced_and_their_memos_left_out(glossed: Project, source: Key) -> None:
    consenting.record_consent_of_passage(glossed, source(glossed, "W1"), passage(glossed, SCHOOL), "never")
    document = make_glossed_texts(glossed, ["W1"], Selection(), notes=FOOTNOTES)
    found = lines(document)

    assert found[7].text == "INF-01: [not quoted: consent was not given]"
    assert (found[7].strokes, margin(found[7]), found[7].notes) == ("[", "PRE-EDU*", ())
    assert "Left out: memos on what is not shown (1)." in told(document)


def test_what_may_be_shown_in_another_form_only_is_shown_in_it(glossed: Project, source: Key) -> None:
    consenting.record_consent(glossed, "INF-01", "masked")
    segmenting.word(glossed, source(glossed, "W1"), passage(glossed, SCHOOL), translation="", quoted="Kami turun […].")
    found = [line.text for line in lines(make_glossed_texts(glossed, ["W1"], Selection())).values()]

    assert "INF-01: Kami turun […]." in found
    assert not [text for text in found if "menumpang" in text or "Penyidik" in text]


def test_a_text_of_which_nothing_may_be_shown_is_refused_or_named(glossed: Project) -> None:
    consenting.record_consent(glossed, "INF-01", "never")

    with pytest.raises(QcodeError, match="nothing of this be shown: W1"):
        make_glossed_texts(glossed, ["W1"], Selection())
    both = make_glossed_texts(glossed, ["W1", "W2"], Selection())
    assert "Transcripts left out, because nothing of them may be quoted: W1." in told(both)
    assert [one.text for one in both.blocks if isinstance(one, Heading)] == ["W2"]


def test_several_texts_begin_on_pages_of_their_own(glossed: Project) -> None:
    document = make_glossed_texts(glossed, ["W2", "W1", "W2"], Selection())

    assert [one.text for one in document.blocks if isinstance(one, Heading)] == ["W2", "W1"]
    assert sum(isinstance(one, PageBreak) for one in document.blocks) == 1
    assert sum(isinstance(one, Table) for one in document.blocks) == 1
    assert document.blocks[0] == Paragraph(("Coded text: Study",), Role.TITLE)


def test_names_give_way_to_codes_in_text_and_memos_if_that_is_asked(glossed: Project, source: Key) -> None:
    casing.set_attributes(glossed, "INF-01", {"Nama": "Binmas Sekolah"})
    noting.write_memo(glossed, "source", source(glossed, "W1"), "Binmas Sekolah ragu.")
    citing = Citing(mask_names=True)
    document = make_glossed_texts(glossed, ["W1"], Selection(), notes=ENDNOTES, citing=citing)

    assert "INF-01: Kami turun penyuluhan ke sekolah. Biasanya bersama [INF-01]." in [
        line.text for line in lines(document).values()
    ]
    assert told(document, Role.ENTRY)[0] == "the text as a whole: [INF-01] ragu. (note, Ani)"


def test_only_the_codings_of_the_filters_stand_in_the_margin(glossed: Project) -> None:
    document = make_glossed_texts(glossed, ["W1"], Selection(codes=("KEN",)))

    assert [margin(line) for line in lines(document).values() if line.margin] == ["KEN-ALAT, Staff"]
    assert "Only codes: KEN." in told(document)
    assert not [piece for line in lines(document).values() for piece in line.margin if not isinstance(piece, Words)]
