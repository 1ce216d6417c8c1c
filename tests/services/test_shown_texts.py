"""Whole texts as consent lets them be shown."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.span import Span
from qcode.services import casing, consenting, segmenting
from qcode.services.blanking import Shown, notes, shown
from qcode.store import sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
WORDS = {"[not quoted]": "[tidak dikutip]"}


def text_of(project: Project, name: str) -> tuple[str, Shown]:
    source = sources.find_id(project, name)
    text = sources.text_of(project, source)
    return text, shown(project, source, text, lambda said: WORDS.get(said, said))


def place(project: Project, name: str, words: str) -> Span:
    at = sources.text_of(project, sources.find_id(project, name)).index(words)
    return Span(at, at + len(words))


def test_where_nothing_is_recorded_the_text_is_shown_as_it_is(project: Project) -> None:
    text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert (found.blanked.text, found.places) == (text, 0)


def test_a_passage_that_is_never_quoted_is_replaced_and_its_paragraph_is_still_there(project: Project) -> None:
    words = place(project, "W1", "menumpang.\nPenyidik cuma")
    consenting.record_consent_of_passage(project, sources.find_id(project, "W1"), words, "never")

    text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert "I: Alatnya masih [tidak dikutip]\n[tidak dikutip] satu.\n" in found.blanked.text
    assert found.blanked.text.count("\n") == text.count("\n")
    assert found.places == 2


def test_all_that_an_informant_says_is_replaced_until_it_was_checked_and_the_header_with_it(project: Project) -> None:
    consenting.record_consent(project, "INF-01", "check")

    _text, found = text_of(project, "W1")
    assert found.blanked is not None
    lines = [line for line in found.blanked.text.split("\n") if line]
    assert lines == [
        *["[tidak dikutip]"] * 5, "P: Apa saja kegiatannya?", "I: [tidak dikutip]", "[00:04:10]",
        "P: Kendalanya apa?", "I: [tidak dikutip]", "[tidak dikutip]",
    ]  # fmt: skip


def test_what_may_be_quoted_masked_is_shown_in_the_form_written_for_it(project: Project) -> None:
    source = sources.find_id(project, "W1")
    consenting.record_consent(project, "INF-01", "masked")
    words = place(project, "W1", "Alatnya masih menumpang.")
    segmenting.word(project, source, words, translation="", quoted="Alat menumpang.")

    _text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert "I: Alat menumpang.\n[tidak dikutip]\n" in found.blanked.text
    assert "masih" not in found.blanked.text
    assert found.blanked.span(place(project, "W1", "Alatnya")).of(found.blanked.text) == "Alat menumpang."


def test_a_passage_that_was_allowed_on_its_own_is_shown_though_the_informant_was_not_asked(project: Project) -> None:
    consenting.record_consent(project, "INF-01", "check")
    words = place(project, "W1", "Penyidik cuma satu.")
    consenting.record_consent_of_passage(project, sources.find_id(project, "W1"), words, "quote")

    _text, found = text_of(project, "W1")

    assert found.blanked is not None
    assert "I: [tidak dikutip]\nPenyidik cuma satu.\n" in found.blanked.text


def test_a_text_in_which_nobody_may_ever_be_quoted_is_left_out(project: Project) -> None:
    consenting.record_consent(project, "INF-01", "never")

    assert text_of(project, "W1")[1].blanked is None
    assert text_of(project, "W2")[1].blanked is not None


def test_of_two_who_answer_only_the_one_who_may_be_quoted_is_shown(project: Project) -> None:
    casing.add_case(project, "informant", "INF-09")
    casing.assign_case(project, "INF-09", "W2", span=place(project, "W2", "Kami lapor ke polsek."))
    consenting.record_consent(project, "INF-09", "never")

    _text, found = text_of(project, "W2")

    assert found.blanked is not None
    assert "I: Binmas datang setiap bulan. Kami mencatat tamu.\n" in found.blanked.text
    assert "P: Kalau tamu menolak?\nI: [tidak dikutip]\n" in found.blanked.text


def test_what_was_left_out_and_replaced_is_said() -> None:
    assert notes([], 0, str) == []
    assert notes(["W1", "W2"], 3, str) == [
        "Transcripts left out, because their informants may not be quoted: W1, W2.",
        "Stretches of transcripts not shown, or only as quoted: 3.",
    ]
