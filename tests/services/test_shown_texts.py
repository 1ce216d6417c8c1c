"""Whole texts as consent lets them be shown."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.name_mask import NameMask
from qcode.domain.reference import Citing
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import casing, coding, consenting, segmenting
from qcode.services.blanking import Shown, notes, shown
from qcode.services.paging import PageOptions, make_page
from qcode.store import codings, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
NEVER, CHECK, MASKED = (
    "[not quoted: consent was not given]", "[not quoted: the informant has not checked it yet]",
    "[not quoted: not masked yet]",
)  # fmt: skip


def text_of(project: Project, name: str) -> tuple[str, Shown]:
    source = sources.find_id(project, name)
    text = sources.text_of(project, source)
    theirs = codings.select(project, Selection(sources=(name,), all_speakers=True))
    return text, shown(project, source, text, theirs, str, lambda _text: ())


def place(project: Project, name: str, words: str) -> Span:
    at = sources.text_of(project, sources.find_id(project, name)).index(words)
    return Span(at, at + len(words))


def test_where_nothing_is_recorded_the_text_is_shown_as_it_is(project: Project) -> None:
    text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert (found.blanked.text, found.places) == (text, 0)


def coded(project: Project, name: str, words: str) -> Span:
    span = place(project, name, words)
    coding.apply_codes(project, [coding.CodingRow(name, span.start, span.end, "PRV")])
    return span


def test_a_passage_that_is_never_quoted_is_replaced_and_its_paragraph_is_still_there(project: Project) -> None:
    words = place(project, "W1", "menumpang.\nPenyidik cuma")
    consenting.record_consent_of_passage(project, sources.find_id(project, "W1"), words, "never")

    text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert f"I: Alatnya masih {NEVER}\n[…] satu.\n" in found.blanked.text
    assert found.blanked.text.count("\n") == text.count("\n")
    assert found.places == 2


def test_a_passage_that_was_allowed_on_its_own_is_all_that_is_shown_of_an_informant_and_no_header(
    project: Project,
) -> None:
    consenting.record_consent(project, "INF-01", "check")
    words = place(project, "W1", "Penyidik cuma satu.")
    consenting.record_consent_of_passage(project, sources.find_id(project, "W1"), words, "quote")

    _text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert [line for line in found.blanked.text.split("\n") if line] == [
        *["[…]"] * 5, "P: Apa saja kegiatannya?", f"I: {CHECK}", "[00:04:10]",
        "P: Kendalanya apa?", f"I: {CHECK}", "Penyidik cuma satu.",
    ]  # fmt: skip


def test_what_may_be_quoted_masked_is_shown_in_the_form_written_for_it_without_names(project: Project) -> None:
    source = sources.find_id(project, "W1")
    consenting.record_consent(project, "INF-01", "masked")
    words = coded(project, "W1", "Alatnya masih menumpang.")
    segmenting.word(project, source, words, translation="", quoted="Alat Siti menumpang.")

    text = sources.text_of(project, source)
    theirs = codings.select(project, Selection(sources=("W1",)))
    mask = NameMask([("Siti", "INF-07"), ("Penyidik", "INF-01")])
    found = shown(project, source, text, theirs, str, mask.find)

    assert found.blanked is not None
    assert f"I: Alat [INF-07] menumpang.\n{MASKED}\n" in found.blanked.text
    assert "masih" not in found.blanked.text
    assert found.blanked.span(place(project, "W1", "Alatnya")).of(found.blanked.text) == "Alat [INF-07] menumpang."


def test_a_text_of_which_nothing_may_be_quoted_is_left_out(project: Project) -> None:
    consenting.record_consent(project, "INF-01", "never")

    assert text_of(project, "W1")[1].blanked is None
    assert text_of(project, "W2")[1].blanked is not None


def test_of_two_who_answer_only_the_one_who_may_be_quoted_is_shown(project: Project) -> None:
    casing.add_case(project, "informant", "INF-09")
    casing.assign_case(project, "INF-09", "W2", span=coded(project, "W2", "Kami lapor ke polsek."))
    consenting.record_consent(project, "INF-09", "never")

    _text, found = text_of(project, "W2")

    assert found.blanked is not None
    assert "I: Binmas datang setiap bulan. Kami mencatat tamu.\n" in found.blanked.text
    assert f"P: Kalau tamu menolak?\nI: {NEVER}\n" in found.blanked.text


def test_names_give_way_to_codes_where_they_are_in_sight(project: Project) -> None:
    source = sources.find_id(project, "W1")
    words = place(project, "W1", "Penyidik cuma satu.")
    consenting.record_consent_of_passage(project, source, words, "never")

    found = shown(project, source, sources.text_of(project, source), (), str, NameMask([("Penyidik", "INF-01")]).find)

    assert found.blanked is not None
    assert "Jabatan : [INF-01]\n" in found.blanked.text
    assert f"menumpang.\n{NEVER}\n" in found.blanked.text


def test_what_was_left_out_and_replaced_is_said() -> None:
    assert notes([], 0, str) == []
    assert notes(["W1", "W2"], 3, str) == [
        "Transcripts left out, because nothing of them may be quoted: W1, W2.",
        "Stretches of transcripts not shown, or only as quoted: 3.",
    ]


def test_the_page_tells_no_more_of_a_header_than_the_appendix_does(project: Project) -> None:
    plain, full = (
        make_page(project, Selection(), PageOptions("id", citing=Citing(full=full))).texts[0].text or ""
        for full in (False, True)
    )
    assert "Jabatan : penyidik" in plain
    assert "Tempat : […]" in plain
    assert "Kode Informan : INF-01" in plain
    assert plain.count("\n") == full.count("\n"), "paragraphs keep their numbers"
    assert full == plain, "without consent to be quoted there is no full form"
    consenting.record_consent(project, "INF-01", "quote")
    open_ = make_page(project, Selection(), PageOptions("id", citing=Citing(full=True))).texts[0].text or ""
    assert "Tempat : Kantor" in open_
