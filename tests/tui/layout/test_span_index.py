from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.tui.layout.spans import NOTHING, SpanIndex

LENGTH = 40
Triple = tuple[int, int, int]
spans = st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, 15)), max_size=25).map(
    lambda pairs: [(start, start + length, handle) for handle, (start, length) in enumerate(pairs)]
)


def over(known: Iterable[Triple], offset: int) -> list[Triple]:
    return [span for span in known if span[0] <= offset < span[1]]


def on_top(known: Iterable[Triple], offset: int) -> int:
    found = max(over(known, offset), key=lambda span: (span[0], -span[1], span[2]), default=None)
    return NOTHING if found is None else found[2]


def check(index: SpanIndex, known: list[Triple]) -> None:
    assert len(index) == len(known)
    for offset in range(LENGTH + 16):
        here = over(known, offset)
        assert sorted(index.at(offset)) == sorted(handle for *_, handle in here)
        assert [(depth, top) for *_, depth, top in index.pieces(offset, offset + 1)] == [
            (len(here), on_top(known, offset))
        ]
    for start, end in ((0, LENGTH), (5, 9), (13, 14)):
        shared = {handle for s, e, handle in known if s < end and start < e and s < e}
        assert {placed.handle for placed in index.between(start, end) if placed.start < placed.end} == shared
        if all(s < e for s, e, _ in known):
            assert index.count(start, end) == len(shared)
        places = sorted((s, e) for s, e, _ in known)
        assert index.following(start, end) == next((place for place in places if place > (start, end)), None)
        assert index.preceding(start, end) == next((p for p in reversed(places) if p < (start, end)), None)
        assert index.between(start, end, 2) == [placed for placed in index.between(start, end) if placed.lane < 2]
        pieces = list(index.pieces(start, end))
        assert [piece[0] for piece in pieces[1:]] == [piece[1] for piece in pieces[:-1]]
        assert (pieces[0][0], pieces[-1][1]) == (start, end)


def check_lanes(index: SpanIndex, gap: int) -> None:
    placed = index.between(0, LENGTH * 2)
    for one, other in combinations(placed, 2):
        if one.lane == other.lane:
            first, second = sorted((one, other))
            assert first.end + gap <= second.start


@given(spans)
def test_the_index_answers_as_counting_does(known: list[Triple]) -> None:
    check(SpanIndex(known), known)


@given(spans, st.data())
def test_spans_come_and_go_one_by_one(known: list[Triple], data: st.DataObject) -> None:
    index = SpanIndex(known[: len(known) // 2])
    held = known[: len(known) // 2]
    for span in known[len(known) // 2 :]:
        index.add(*span)
        held.append(span)
    check(index, held)
    gone = data.draw(st.permutations(held))[: len(held) // 2]
    for span in gone:
        index.remove(span[2])
        held.remove(span)
    check(index, held)


@given(spans, st.integers(0, 6))
def test_two_spans_in_one_lane_keep_their_distance(known: list[Triple], gap: int) -> None:
    real = [span for span in known if span[0] < span[1]]
    built = SpanIndex(real, lambda end: end + gap)
    check_lanes(built, gap)
    grown = SpanIndex((), lambda end: end + gap)
    for span in real:
        grown.add(*span)
    check_lanes(grown, gap)
    check(grown, real)


@given(spans)
def test_lanes_are_no_more_than_the_deepest_place_needs(known: list[Triple]) -> None:
    real = [span for span in known if span[0] < span[1]]
    deepest = max((len(over(real, offset)) for offset in range(LENGTH + 16)), default=0)
    assert SpanIndex(real).lane_count == deepest


def test_a_span_of_no_length_covers_nothing() -> None:
    index = SpanIndex([(5, 5, 0)])
    assert index.at(5) == []


def test_a_handle_is_given_once() -> None:
    index = SpanIndex([(0, 5, 0)])
    with pytest.raises(ValueError, match="taken"):
        index.add(7, 9, 0)
    with pytest.raises(KeyError):
        index.remove(3)
    assert index.span(0) == (0, 5)
