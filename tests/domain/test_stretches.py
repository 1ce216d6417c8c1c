"""Stretches of a text beside counting its characters one by one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.stretches import common, length, merged, starts_in
from qcode.domain.text import words

STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: (pair[0], sum(pair))))


def characters(stretches: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in stretches for at in range(start, end)}


@given(STRETCHES)
def test_merged_stretches_cover_the_same_and_lie_apart(some: list[tuple[int, int]]) -> None:
    found = merged(some)
    assert characters(found) == characters(some)
    assert length(found) == len(characters(some))
    assert all(end < start for (_start, end), (start, _end) in pairwise(found))


@given(STRETCHES, STRETCHES)
def test_common_is_what_lies_in_both(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    assert characters(common(merged(some), merged(others))) == characters(some) & characters(others)


@given(st.lists(st.integers(0, 60), unique=True), STRETCHES)
def test_places_in_stretches_count_once(starts: list[int], some: list[tuple[int, int]]) -> None:
    assert starts_in(sorted(starts), merged(some)) == len(set(starts) & characters(some))


def test_a_word_under_two_overlapping_passages_counts_once() -> None:
    starts = [word.start for word in words("Satu dua tiga empat lima.")]
    assert starts_in(starts, merged([(0, 8), (5, 13), (5, 8)])) == 3
    assert starts_in(starts, []) == 0
    assert starts_in(starts, [(6, 10)]) == 1, "a word belongs to the passage in which it starts"
