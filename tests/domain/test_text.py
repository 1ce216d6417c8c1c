from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.text import count_words, folded, need_storable, paragraphs, stored, visible, words
from qcode.errors import UnreadableFile

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@given(ANY)
def test_only_newlines_and_a_leading_mark_are_altered(text: str) -> None:
    kept = stored(text)
    assert "\r" not in kept
    assert kept == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not kept.startswith("\ufeff"):
        assert stored(kept) == kept


@pytest.mark.parametrize("text", ["a\u2028b\x0bc\x0cd\x85e", "e\u0301", "\u00a0", "ﬁ", "a\ufeffb", "\t", "🙂\u200d"])
def test_nothing_else_is_altered(text: str) -> None:
    assert stored(text) == text


@pytest.mark.parametrize(("text", "says"), [("a\n\x00", r"line 2 .*U\+0000"), ("\n\n\ud83d", r"line 3 .*U\+D83D")])
def test_what_no_database_keeps_is_refused_with_its_line(text: str, says: str) -> None:
    for check in (stored, need_storable):
        with pytest.raises(UnreadableFile, match=says) as caught:
            check(text)
        assert caught.value.hint


@given(ANY)
def test_paragraphs_are_the_lines_that_are_not_empty(text: str) -> None:
    text = stored(text)
    spans = list(paragraphs(text))
    assert [span.of(text) for span in spans] == [line for line in text.split("\n") if line]
    assert sum(map(len, spans)) + text.count("\n") == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anak-anak, ya?", ["anak-anak", "ya"]),
        ("Jum'at don’t", ["Jum'at", "don’t"]),
        ("-awal akhir- a--b", ["awal", "akhir", "a", "b"]),
        ("UU 12/2022", ["UU", "12", "2022"]),
        ("…  \n", []),
        ("Straße 東京", ["Straße", "東京"]),
    ],
)
def test_a_hyphen_or_apostrophe_inside_a_word_does_not_part_it(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected
    assert count_words(text) == len(expected)


def test_folding_makes_case_accents_and_compatibility_forms_one() -> None:
    assert folded("ÉCOLE") == folded("e\u0301cole") == "ecole"
    assert folded("Straße") == folded("STRASSE")
    assert folded("ﬁnal ①") == "final 1"


@given(st.text())
def test_what_is_shown_has_the_same_places_and_nothing_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown if c not in "\n\t")


@pytest.mark.parametrize("control", [c for c in CONTROLS if c not in "\n\t"])
def test_every_control_character_is_shown(control: str) -> None:
    shown = visible(f"a{control}b")
    assert shown[0] + shown[2] == "ab"
    assert shown[1].isprintable()
