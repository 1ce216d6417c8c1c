"""A text in three pieces answers as a text in one piece would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.tui.layout.graphemes import next_boundary, previous_boundary, snapped
from qcode.tui.layout.typed_text import TypedText

# A letter, a blank, an accent that joins what is before it, a flag in two halves, a tab and an end of line.
LINES = st.text("a \u0301🇮🇩\t\n", max_size=24)


def line_around(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


@given(LINES, st.lists(st.tuples(st.integers(0, 24), LINES), max_size=4))
def test_it_reads_as_one_text(text: str, typed: list[tuple[int, str]]) -> None:
    pieces, plain = TypedText(text), text
    for place, words in typed:
        start, end = line_around(plain, min(place, len(plain)))
        pieces.open(start, end)
        pieces.put(words)
        plain = plain[:start] + words + plain[end:]
        for at in range(-1, len(plain) + 2):
            assert pieces.snapped(at) == snapped(plain, at)
        for at in range(len(plain) + 1):
            assert pieces.previous(at) == previous_boundary(plain, at)
            assert pieces.next(at) == next_boundary(plain, at)
            assert pieces.words(at // 2, at) == plain[at // 2 : at]
        assert len(pieces) == len(plain)
    assert pieces.whole == plain


def test_what_is_typed_in_one_place_never_puts_the_whole_together() -> None:
    pieces = TypedText("eins\nzwei\ndrei")
    pieces.open(5, 9)
    for number in range(10):
        pieces.put("zwei" + "x" * number)
        assert pieces.words(5, 7) == "zw"
        assert pieces.previous(9) == 8
        pieces.open(5, 9 + number)
    assert pieces.joins == 0
    assert pieces.whole == pieces.whole == "eins\nzweixxxxxxxxx\ndrei"
    assert pieces.joins == 1
