"""Brackets beside the lines of a transcript: how far each reaches, in lanes that never meet, and every name is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.line_numbers import lines_of, numbered_lines
from qcode.domain.margin import ALONE, BEGINS, ENDS, FREE, GOES_ON, LANES, WIDTH, Bracket, margin_of
from qcode.domain.span import Span

TEXT = "satu\ndua\ntiga\nempat\nlima"
LINES = numbered_lines(TEXT)


def span_of(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_a_bracket_begins_goes_on_and_ends_beside_its_lines() -> None:
    margin = margin_of(LINES, [Bracket(span_of("dua\ntiga\nempat"), ("PRV-SIB",))])

    assert [one.strokes for one in margin.beside] == ["", BEGINS, GOES_ON, ENDS, ""]
    assert [one.names for one in margin.beside] == [(), ("PRV-SIB",), (), (), ()]


def test_a_passage_in_one_line_has_a_sign_of_its_own() -> None:
    assert margin_of(LINES, [Bracket(span_of("ig"), ("A",))]).beside[2].strokes == ALONE


def test_what_lies_beside_the_same_lines_stands_in_lanes_the_longer_nearer() -> None:
    short, long = Bracket(span_of("dua"), ("KORT",)), Bracket(span_of("dua\ntiga"), ("LANG", "DUA"))

    assert [one.strokes for one in margin_of(LINES, [short, long]).beside] == ["", BEGINS + ALONE, ENDS, "", ""]
    assert margin_of(LINES, [short, long]).beside[1].names == ("LANG", "DUA", "KORT")


def test_a_lane_is_used_again_from_the_next_line_on() -> None:
    one, other = Bracket(span_of("satu\ndua"), ("A",)), Bracket(span_of("tiga\nempat"), ("B",))

    assert [line.strokes for line in margin_of(LINES, [one, other]).beside] == [BEGINS, ENDS, BEGINS, ENDS, ""]


def test_names_without_room_stand_beside_the_next_lines_and_none_is_lost() -> None:
    names = tuple(f"KODE-PANJANG-{n}" for n in range(4))
    margin = margin_of(LINES, [Bracket(span_of("empat"), names)])

    assert margin.beside[3].names == names[:1]
    assert margin.beside[4].names == names[1:]


def test_more_brackets_than_lanes_are_counted_and_named_all_the_same() -> None:
    margin = margin_of(LINES, [Bracket(Span(n, 9), (f"K{n}",)) for n in range(LANES + 2)])

    assert margin.undrawn == 2
    assert sorted(name for one in margin.beside for name in one.names) == [f"K{n}" for n in range(LANES + 2)]


def test_a_passage_between_the_lines_is_left_out() -> None:
    assert margin_of(numbered_lines("satu\n\n\ndua"), [Bracket(Span(5, 6), ("A",))]).beside[0].names == ()


@st.composite
def _texts_with_brackets(draw: st.DrawFn) -> tuple[str, list[Bracket]]:
    text = "\n".join(draw(st.lists(st.text("ab ", min_size=1, max_size=30), min_size=1, max_size=12)))
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(edges, max_size=12))
    return text, [Bracket(Span(min(pair), max(pair)), (f"K{at}",)) for at, pair in enumerate(spans)]


@given(_texts_with_brackets())
def test_every_bracket_covers_its_lines_and_no_others(drawn: tuple[str, list[Bracket]]) -> None:
    text, brackets = drawn
    lines = numbered_lines(text, 10)
    margin = margin_of(lines, brackets)
    reaches = [reach for one in brackets if (reach := lines_of(lines, one.span))]

    for line, beside in zip(lines, margin.beside, strict=True):
        drawn_here = len(beside.strokes.replace(FREE, ""))
        covering = sum(first <= line.number <= last for first, last in reaches)
        assert drawn_here == covering if not margin.undrawn else drawn_here <= covering
        assert len(beside.strokes) <= LANES
    begun = "".join(beside.strokes for beside in margin.beside)
    assert begun.count(BEGINS) == begun.count(ENDS)
    assert begun.count(BEGINS) + begun.count(ALONE) == len(reaches) - margin.undrawn
    told = [name for beside in margin.beside for name in beside.names]
    assert sorted(told) == sorted(one.names[0] for one in brackets if lines_of(lines, one.span))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_names_beside_a_line_fit_or_stand_alone(count: int) -> None:
    margin = margin_of(LINES, [Bracket(span_of("satu"), tuple(f"KEN-{n:03}" for n in range(count)))])

    assert all(len(", ".join(one.names)) <= WIDTH for one in margin.beside[:-1])
