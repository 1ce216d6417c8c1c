"""Word frequencies: what is a word, what is left out, and what the shares are shares of."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.words import Said, listed, stop_words, word_frequencies
from qcode.domain.report import Kind, Report, plain


def rows(report: Report) -> list[list[object]]:
    return [[plain(cell) for cell in row] for row in report.rows]


def test_words_are_counted_most_frequent_first_then_by_name() -> None:
    said = [
        Said("A", "id", ["Razia hotel, razia kos; hotel itu.", "Tamu!"]),
        Said("B", "id", ["RAZIA lagi di kos-kosan dan kos 2019."]),
    ]
    report = word_frequencies(said, say=str)
    assert [column.name for column in report.columns] == ["word", "count", "share", "sources"]
    assert [column.kind for column in report.columns] == [Kind.NAME, Kind.COUNT, Kind.SHARE, Kind.COUNT]
    assert rows(report) == [
        ["razia", 3, 3 / 13, 2],
        ["hotel", 2, 2 / 13, 1],
        ["kos", 2, 2 / 13, 2],
        ["kos-kosan", 1, 1 / 13, 1],
        ["tamu", 1, 1 / 13, 1],
    ]
    assert "Share of all words counted, stop words included: 13." in report.notes
    assert "Left out as stop words: 4." in report.notes


def test_each_source_has_the_stop_words_of_its_language() -> None:
    said = [Said("E", "en", ["the dan the"]), Said("I", "id", ["the dan the"]), Said("F", "fr", ["the"])]
    assert rows(word_frequencies(said, say=str)) == [["the", 3, 3 / 7, 2], ["dan", 1, 1 / 7, 1]]
    assert rows(word_frequencies([Said("?", "", ["the dan tamu"])], say=str)) == [["tamu", 1, 1 / 3, 1]]


def test_lists_of_ones_own_come_on_top_and_built_in_ones_can_be_left_out() -> None:
    said = [Said("E", "en", ["The guest and the hotel"])]
    assert rows(word_frequencies(said, say=str, own_stop_words={"hotel"})) == [["guest", 1, 1 / 5, 1]]
    all_words = word_frequencies(said, say=str, with_stop_lists=False, top=1)
    assert rows(all_words) == [["the", 2, 2 / 5, 1]]
    assert "Shown: 1 of 4 different words." in all_words.notes
    assert not any("stop words: " in note for note in all_words.notes)


def test_nothing_said_is_an_empty_table() -> None:
    assert word_frequencies([], say=str).rows == ()
    assert word_frequencies([Said("A", "id", ["2019 — 12,5 …", ""])], say=str).rows == ()


@pytest.mark.parametrize(
    ("language", "words"), [("id", {"yang", "dan", "tidak"}), ("en", {"the", "don't"}), ("", {"yang", "the"})]
)
def test_the_built_in_lists(language: str, words: set[str]) -> None:
    assert words <= stop_words(language)
    assert all(word == word.casefold() for word in stop_words(language))


def test_the_lists_leave_the_words_of_the_field_alone() -> None:
    field = [
        "korban",
        "pelaku",
        "polisi",
        "razia",
        "tamu",
        "hotel",
        "preventif",
        "preemtif",
        "penyidik",
        "anak",
        "victim",
        "police",
        "prevention",
    ]
    assert stop_words("").isdisjoint(field)
    assert stop_words("fr") == frozenset()


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert rows(word_frequencies([Said("E", "en", ["don’t stay, don't"])], say=str)) == [["stay", 1, 1 / 3, 1]]


def test_a_list_has_words_lines_and_remarks() -> None:
    assert listed("# mine\r\nHotel kos # two\n\nTAMU\n") == {"hotel", "kos", "tamu"}


@given(st.lists(st.lists(st.sampled_from(["a-b", "tamu", "Tamu", "yang", "9", "the"]), max_size=12), max_size=4))
def test_counts_add_up(sources: list[list[str]]) -> None:
    said = [Said(str(at), "id", [" ".join(words)]) for at, words in enumerate(sources)]
    report = word_frequencies(said, say=str)
    expected = Counter(word.lower() for words in sources for word in words if word not in ("9", "yang"))
    assert {row[0]: row[1] for row in rows(report)} == expected
    assert all(row[3] == sum(str(row[0]) in " ".join(w).lower().split() for w in sources) for row in rows(report))
