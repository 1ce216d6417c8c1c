from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.span import Span, merged

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def covered(spans: list[Span]) -> set[int]:
    return {position for span in spans for position in range(span.start, span.end)}


def test_a_span_is_what_python_slices() -> None:
    text = "Ké\u0301🙂 ya\n"
    span = Span(1, 4)
    assert span.of(text) == "é\u0301🙂"
    assert len(span) == 3


def test_a_span_never_runs_backwards_nor_before_the_text() -> None:
    for start, end in ((3, 2), (-1, 4), (-3, -1)):
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)


def test_a_span_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).end = 5  # type: ignore[misc]


def test_a_place_between_two_characters_is_a_span_and_is_true() -> None:
    assert len(Span(4, 4)) == 0
    assert Span(4, 4)
    assert not Span(4, 4).contains(4)


@given(SPANS, SPANS)
def test_two_spans_overlap_where_they_share_a_character(one: Span, other: Span) -> None:
    shares = bool(covered([one]) & covered([other]))
    if len(one) and len(other):
        assert one.overlaps(other) == shares
    assert one.overlaps(other) == other.overlaps(one)


@given(SPANS, st.integers(0, 80))
def test_a_span_contains_its_start_but_not_its_end(span: Span, position: int) -> None:
    assert span.contains(position) == (position in covered([span]))


@given(st.lists(SPANS))
def test_merged_spans_cover_the_same_once_in_order_and_apart(spans: list[Span]) -> None:
    result = merged(spans)
    assert covered(result) == covered(spans)
    assert sum(map(len, result)) == len(covered(spans))
    assert all(one.end < following.start for one, following in pairwise(result))
    assert merged(result) == result
