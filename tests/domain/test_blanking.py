"""A text with stretches replaced: what is shown, and where passages lie in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.blanking import Blanked
from qcode.domain.replacement import Replacement
from qcode.domain.span import Span

TEXT = "Kami turun ke sekolah. Alatnya menumpang."


def test_what_is_replaced_is_not_in_the_text_and_what_is_around_it_is() -> None:
    shown = Blanked(TEXT, [Replacement(Span(23, 40), "[…]"), Replacement(Span(0, 4), "Polisi")])

    assert shown.text == "Polisi turun ke sekolah. […]."


def test_a_passage_beside_what_is_replaced_keeps_its_words_and_one_within_has_all_that_is_shown() -> None:
    shown = Blanked(TEXT, [Replacement(Span(11, 21), "[tidak dikutip]")])

    assert shown.span(Span(0, 10)).of(shown.text) == "Kami turun"
    assert shown.span(Span(23, 41)).of(shown.text) == "Alatnya menumpang."
    assert shown.span(Span(14, 18)).of(shown.text) == "[tidak dikutip]"
    assert shown.span(Span(5, 14)).of(shown.text) == "turun [tidak dikutip]"
    assert shown.span(Span(14, 30)).of(shown.text) == "[tidak dikutip]. Alatnya"
    assert shown.span(Span(11, 21)).of(shown.text) == "[tidak dikutip]"


def test_two_that_touch_are_replaced_each_by_its_own() -> None:
    shown = Blanked("abcdef", [Replacement(Span(1, 3), "X"), Replacement(Span(3, 5), "YY")])

    assert shown.text == "aXYYf"
    assert shown.span(Span(1, 3)) == Span(1, 2)
    assert shown.span(Span(3, 5)) == Span(2, 4)
    assert shown.span(Span(2, 4)) == Span(1, 4)


def test_two_that_share_a_character_are_refused() -> None:
    with pytest.raises(ValueError, match="share the character at 2"):
        Blanked("abcdef", [Replacement(Span(1, 3), "X"), Replacement(Span(2, 5), "Y")])


@given(st.text("ab\n", min_size=30, max_size=30), st.lists(st.integers(0, 30), max_size=8), st.data())
def test_every_passage_shows_what_stands_in_place_of_its_words(
    text: str, edges: list[int], data: st.DataObject
) -> None:
    cuts = sorted(set(edges))
    covers = [Replacement(Span(a, b), f"<{a}>") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    shown = Blanked(text, covers)
    start = data.draw(st.integers(0, 29))
    span = Span(start, data.draw(st.integers(start + 1, 30)))

    wanted: list[str] = []
    at = span.start
    while at < span.end:
        over = next((one for one in covers if one.span.contains(at)), None)
        wanted.append(over.text if over else text[at])
        at = over.span.end if over else at + 1
    assert shown.span(span).of(shown.text) == "".join(wanted)
