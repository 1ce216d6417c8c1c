from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.span import Span
from qcode.tui.layout.units import Unit, Units, nudged
from tests.tui.layout.difficult_text import texts

TEXT = """Kode : INF-01

[00:00:05]
P: Selamat pagi, Ibu. Boleh mulai?
I: Pagi. Iya, no-nya ada di Jl. Kenanga No. 9.
Terus begitu.

P: Baik."""


def turn(words: str, until: str = "") -> Span:
    start = TEXT.index(words)
    return Span(start, TEXT.index(until) + len(until) if until else start + len(words))


TURNS = [turn("Selamat", "mulai?"), turn("Pagi.", "begitu."), turn("Baik.")]


@pytest.fixture
def units() -> Units:
    return Units(TEXT, TURNS)


def test_a_hyphen_parts_no_word(units: Units) -> None:
    found = units.at(Unit.WORD, TEXT.index("nya ada"))
    assert found is not None
    assert found.of(TEXT) == "no-nya"


def test_on_a_label_the_unit_is_what_follows_in_the_line(units: Units) -> None:
    label = TEXT.index("I: ")
    for unit, words in (
        (Unit.SENTENCE, "Pagi."),
        (Unit.PARAGRAPH, "Pagi. Iya, no-nya ada di Jl. Kenanga No. 9."),
        (Unit.TURN, "Pagi. Iya, no-nya ada di Jl. Kenanga No. 9.\nTerus begitu."),
    ):
        found = units.at(unit, label)
        assert found is not None
        assert found.of(TEXT) == words


def test_a_sentence_knows_abbreviations(units: Units) -> None:
    found = units.at(Unit.SENTENCE, TEXT.index("Kenanga"))
    assert found is not None
    assert found.of(TEXT) == "Iya, no-nya ada di Jl. Kenanga No. 9."


def test_between_two_sentences_the_one_ahead_is_meant(units: Units) -> None:
    found = units.at(Unit.SENTENCE, TEXT.index(" Boleh"))
    assert found is not None
    assert found.of(TEXT) == "Boleh mulai?"


def test_at_the_end_of_a_line_its_last_word_is_meant(units: Units) -> None:
    found = units.at(Unit.WORD, TEXT.index("\nTerus"))
    assert found is not None
    assert found.of(TEXT) == "9"


def test_lines_outside_every_turn_are_paragraphs_too(units: Units) -> None:
    assert units.at(Unit.PARAGRAPH, 0) == Span(0, len("Kode : INF-01"))
    first = units.first_from(Unit.PARAGRAPH, 1)
    assert first is not None
    assert first.of(TEXT) == "[00:00:05]"


def test_one_more_and_one_less_undo_each_other(units: Units) -> None:
    span = turn("Pagi.")
    more = units.one_more(Unit.SENTENCE, span)
    assert more.of(TEXT).endswith("No. 9.")
    assert units.one_less(Unit.SENTENCE, more) == span
    assert units.one_less(Unit.SENTENCE, span) is None
    back = units.one_more(Unit.SENTENCE, span, backward=True)
    assert back.of(TEXT).startswith("Boleh")
    assert units.one_less(Unit.SENTENCE, back, backward=True) == span


def test_a_word_less_takes_the_full_stop_along(units: Units) -> None:
    less = units.one_less(Unit.WORD, turn("Terus", "begitu."))
    assert less is not None
    assert less.of(TEXT) == "Terus"


def test_beyond_the_last_unit_there_is_none(units: Units) -> None:
    assert units.first_from(Unit.TURN, len(TEXT)) is None
    assert units.last_before(Unit.WORD, 0) is None
    assert units.next_end(Unit.SENTENCE, len(TEXT)) == len(TEXT)
    last = TURNS[-1]
    assert units.one_more(Unit.SENTENCE, last) == last


def test_a_text_of_nothing_has_no_units() -> None:
    empty = Units("\n \n")
    assert [empty.at(unit, 1) for unit in Unit] == [None] * 4


@given(texts(), st.sampled_from([Unit.WORD, Unit.SENTENCE, Unit.PARAGRAPH]))
def test_forward_and_backward_meet_the_same_units(text: str, unit: Unit) -> None:
    units = Units(text)
    forward, at = [], 0
    while (found := units.first_from(unit, at)) is not None:
        assert found.start >= at
        forward.append(found)
        at = found.start + 1
    backward, at = [], len(text) + 1
    while (found := units.last_before(unit, at)) is not None:
        assert found.start < at
        backward.append(found)
        at = found.start
    assert forward == backward[::-1]
    assert all(one.end <= other.start for one, other in pairwise(forward))


@pytest.mark.parametrize(
    ("motion", "at_start", "wanted"),
    [
        ("next_word", False, "dua, tiga. empat"),
        ("previous_word", False, "dua,"),
        ("right", False, "dua, tiga. "),
        ("left", False, "dua, tiga"),
        ("next_word", True, "tiga."),
        ("previous_word", True, "satu dua, tiga."),
        ("right", True, "ua, tiga."),
        ("left", True, " dua, tiga."),
    ],
)
def test_a_boundary_moves_by_words_with_what_clings_to_them(motion: str, at_start: bool, wanted: str) -> None:
    text = "satu dua, tiga. empat"
    assert nudged(text, Span(5, 15), motion, at_start=at_start).of(text) == wanted


@given(texts(), st.data())
def test_a_nudge_moves_one_boundary_and_leaves_something(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    motion = data.draw(st.sampled_from(["left", "right", "previous_word", "next_word"]))
    at_start = data.draw(st.booleans())
    moved = nudged(text, span, motion, at_start=at_start)
    assert 0 <= moved.start < moved.end <= len(text)
    assert (moved.end if at_start else moved.start) == (span.end if at_start else span.start)
