from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.correction import Correction, Misplaced, Shift, extended, moved
from qcode.domain.span import Span

TEXT = st.text("ab \n", max_size=24)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, list[Correction]]:
    """A text and corrections of it that do not meet."""
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    found: list[Correction] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        inserted = draw(st.text("xy\n", max_size=4))
        if (start < end or inserted) and (not found or start > found[-1].end):
            found.append(Correction(start, text[start:end], inserted))
    return text, found


def slowly(text: str, corrections: list[Correction], span: Span) -> Span | None:
    """Follow each character of the text one by one and return where a passage of it lies."""
    marks: list[tuple[str, int]] = []  # Each character of the new text with the old places it stands for.
    inside: list[bool] = []
    by_start = {one.position: one for one in corrections}
    at = 0
    while at <= len(text):
        one = by_start.get(at)
        if one is not None:
            covered = [span.start <= place < span.end for place in range(one.position, one.end)]
            marks += [(character, -1) for character in one.inserted]
            within = span.start < one.position < span.end
            inside += [any(covered) if one.removed else within] * len(one.inserted)
            at = one.end
            if one.removed:
                continue
        if at < len(text):
            marks.append((text[at], at))
            inside.append(span.start <= at < span.end)
        at += 1
    if True not in inside:
        return None
    start = inside.index(True)
    end = len(inside) - inside[::-1].index(True)
    return Span(start, end)


@given(corrected(), st.data())
def test_a_passage_goes_where_its_characters_go(case: tuple[str, list[Correction]], data: st.DataObject) -> None:
    text, corrections = case
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, len(text))) if text else start
    if start < end:
        assert Shift(corrections).span(Span(start, end)) == slowly(text, corrections, Span(start, end))


@given(corrected())
def test_the_opposite_takes_corrections_back(case: tuple[str, list[Correction]]) -> None:
    text, corrections = case
    shift = Shift(corrections)
    new = shift.apply(text)
    assert shift.opposite().apply(new) == text
    for span, one in zip(shift.reach(), shift.corrections, strict=True):
        assert span.of(new) == one.inserted


@given(corrected(), st.integers(0, 24), st.integers(0, 24))
def test_turns_stay_in_order_and_never_overlap(case: tuple[str, list[Correction]], a: int, b: int) -> None:
    text, corrections = case
    shift = Shift(corrections)
    cuts = sorted({min(a, len(text)), min(b, len(text)), 0, len(text)})
    last = 0
    for turn in shift.turns(Span(start, end) for start, end in pairwise(cuts)):
        if turn is not None:
            assert last <= turn.start <= turn.end <= len(shift.apply(text))
            last = turn.end


@pytest.mark.parametrize(
    ("span", "correction", "after"),
    [
        (Span(2, 5), Correction(2, "", "xx"), Span(4, 7)),
        (Span(2, 5), Correction(5, "", "xx"), Span(2, 5)),
        (Span(2, 5), Correction(3, "", "xx"), Span(2, 7)),
        (Span(2, 5), Correction(4, "ef", "xyz"), Span(2, 7)),
        (Span(2, 5), Correction(1, "bc", "xyz"), Span(1, 6)),
        (Span(2, 5), Correction(2, "cde", ""), None),
        (Span(2, 5), Correction(1, "bcdef", "x"), Span(1, 2)),
        (Span(2, 5), Correction(4, "e", ""), Span(2, 4)),
        (Span(2, 5), Correction(7, "h", "xx"), Span(2, 5)),
        (Span(2, 2), Correction(2, "", "xx"), Span(2, 2)),
    ],
)
def test_what_a_coder_can_foresee(span: Span, correction: Correction, after: Span | None) -> None:
    assert moved(span, correction) == after


def test_words_typed_at_the_edge_of_a_turn_are_that_speakers() -> None:
    assert Shift([Correction(5, "", "xx")]).turns([Span(2, 5)]) == [Span(2, 7)]
    assert Shift([Correction(2, "", "xx")]).turns([Span(2, 5)]) == [Span(2, 7)]
    assert Shift([Correction(2, "", "xx")]).turns([Span(0, 2), Span(2, 5)]) == [Span(0, 4), Span(4, 7)]
    assert Shift([Correction(2, "cde", "")]).turns([Span(2, 5)]) == [Span(2, 2)]
    assert Shift([Correction(2, "", "xx")]).turns([Span(2, 2)]) == [Span(2, 4)]
    assert Shift([Correction(1, "bcde", "")]).turns([Span(2, 5)]) == [None]
    assert Shift([Correction(1, "bcdef", "x")]).turns([Span(0, 3), Span(5, 8)]) == [Span(0, 2), Span(2, 4)]


def test_a_turn_without_words_goes_where_anothers_words_come_to_begin() -> None:
    assert Shift([Correction(3, "cde", "")]).turns([Span(1, 2), Span(3, 4), Span(6, 7)]) == [
        Span(1, 2),
        None,
        Span(3, 4),
    ]
    assert Shift([Correction(4, "def", "xx")]).turns([Span(4, 4), Span(5, 8)]) == [None, Span(4, 7)]


def test_a_passage_is_touched_where_its_words_change() -> None:
    assert Shift([Correction(3, "", "x")]).touches(Span(2, 5))
    assert Shift([Correction(4, "ef", "")]).touches(Span(2, 5))
    assert not Shift([Correction(5, "", "x")]).touches(Span(2, 5))
    assert not Shift([Correction(2, "", "x")]).touches(Span(2, 5))
    assert not Shift([Correction(0, "ab", "x"), Correction(5, "f", "")]).touches(Span(2, 5))


def test_corrections_that_meet_or_do_not_fit_are_refused() -> None:
    with pytest.raises(Misplaced):
        Shift([Correction(2, "c", ""), Correction(3, "", "x")])
    with pytest.raises(Misplaced):
        Shift([Correction(2, "x", "")]).apply("abcdef")
    with pytest.raises(Misplaced):
        Shift([Correction(9, "", "x")]).apply("abcdef")


@given(TEXT, st.data())
def test_edits_one_after_the_other_are_corrections_of_the_text_they_began_with(text: str, data: st.DataObject) -> None:
    now = text
    corrections: tuple[Correction, ...] = ()
    for _edit in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(now)))
        end = data.draw(st.integers(start, min(len(now), start + 3)))
        edit = Correction(start, now[start:end], data.draw(st.text("xy\n", max_size=2)))
        corrections = extended(corrections, text, now, edit)
        now = now[:start] + edit.inserted + now[end:]
        assert Shift(corrections).apply(text) == now


def test_a_word_taken_out_and_typed_anew_is_a_word_replaced() -> None:
    old = new = "ke sekolha lagi"
    corrections: tuple[Correction, ...] = ()
    coded = Span(3, 10)
    for edit in (Correction(9, "a", ""), Correction(8, "h", ""), Correction(8, "", "a"), Correction(9, "", "h")):
        corrections = extended(corrections, old, new, edit)
        new = Shift([edit]).apply(new)
    found = Shift(corrections).span(coded)
    assert found is not None
    assert found.of(new) == "sekolah"


def test_a_word_typed_anew_as_it_was_goes_on_to_be_that_word() -> None:
    old = new = "sekolah"
    corrections: tuple[Correction, ...] = ()
    for edit in (Correction(6, "h", ""), Correction(6, "", "h"), Correction(7, "", "a"), Correction(8, "", "n")):
        corrections = extended(corrections, old, new, edit)
        new = Shift([edit]).apply(new)
    found = Shift(corrections).span(Span(0, 7))
    assert found is not None
    assert found.of(new) == "sekolahan"


def test_what_is_typed_and_taken_out_again_is_no_correction() -> None:
    corrections = extended((), "abc", "abc", Correction(1, "", "x"))
    assert extended(corrections, "abc", "axbc", Correction(1, "x", "")) == ()
