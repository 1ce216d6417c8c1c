"""Frequencies and co-occurrence are what comparing everything with everything gives."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.cooccurrence import WITHIN, cooccurrence, together
from qcode.analysis.frequencies import frequencies
from qcode.domain.coded import Coded, CodeRow, CodeRows, Place
from qcode.domain.report import Name, Report

# 1 stands over 2 and 3, 3 over 4; 5 stands alone.
ABOVE: dict[int, tuple[int, ...]] = {1: (), 2: (1,), 3: (1,), 4: (3, 1), 5: ()}
UNITS = {0: [(0, 8), (9, 20), (22, 40)], 1: [(3, 11), (12, 30)]}
Rows = list[tuple[int, Place]]


def code_rows(*, rolled_up: bool) -> CodeRows:
    rows = (CodeRow(key, f"id-{key}", Name(f"C{key}", depth=len(over)), "#000000") for key, over in ABOVE.items())
    return CodeRows(tuple(rows), ABOVE, rolled_up)


def coded(rows: Rows) -> Coded:
    return Coded([code for code, _place in rows], [place for _code, place in rows])


@st.composite
def codings(draw: st.DrawFn) -> Rows:
    place = st.tuples(st.sampled_from((0, 1, 2)), st.integers(0, 38), st.integers(1, 12))
    one = st.tuples(st.sampled_from(tuple(ABOVE)), place)
    return [(code, (source, start, start + length)) for code, (source, start, length) in draw(st.lists(one))]


def passages(rows: Rows, code: int, *, rolled_up: bool) -> set[Place]:
    return {place for own, place in rows if own == code or (rolled_up and code in ABOVE[own])}


def units_of(place: Place, within: str) -> set[tuple[int, int]]:
    source, start, end = place
    if within == "source":
        return {(source, 0)}
    return {(source, at) for at, (s, e) in enumerate(UNITS.get(source, [])) if s < end and start < e}


def compared(rows: Rows, one: int, other: int, within: str, *, rolled_up: bool) -> int:
    left, right = (passages(rows, code, rolled_up=rolled_up) for code in (one, other))
    if within != "overlap":
        here, there = ({unit for p in some for unit in units_of(p, within)} for some in (left, right))
        return len(here & there)
    if one == other:
        return len(left)
    return sum(p[0] == q[0] and p[1] < q[2] and q[1] < p[2] for p in left for q in right)


def cells(report: Report) -> dict[tuple[str, str], object]:
    names = [column.name for column in report.columns[1:]]
    return {
        (row[0].name, name): cell
        for row in report.rows
        if isinstance(row[0], Name)
        for name, cell in zip(names, row[1:], strict=True)
    }


@pytest.mark.parametrize("within", WITHIN)
@given(rows=codings(), rolled_up=st.booleans())
def test_each_cell_is_what_comparing_all_passages_gives(within: str, rows: Rows, rolled_up: bool) -> None:
    report = cooccurrence(coded(rows), code_rows(rolled_up=rolled_up), within=within, units=UNITS, say=str)
    found = cells(report)
    for one in ABOVE:
        for other in ABOVE:
            n = compared(rows, one, other, within, rolled_up=rolled_up)
            related = one in ABOVE[other] or other in ABOVE[one]
            if rolled_up and related and (f"C{one}", f"C{other}") in found:
                assert found[f"C{one}", f"C{other}"] is None
            else:
                assert found.get((f"C{one}", f"C{other}"), 0) == n


@given(rows=codings(), rolled_up=st.booleans(), by_count=st.booleans())
def test_frequencies_count_each_passage_once_and_each_coding(rows: Rows, rolled_up: bool, by_count: bool) -> None:
    report = frequencies(coded(rows), code_rows(rolled_up=rolled_up), say=str, by_count=by_count, with_empty=True)
    everything = {place for _code, place in rows}
    all_sources = {place[0] for place in everything}
    by_name = {row[0].name: row[1:] for row in report.rows if isinstance(row[0], Name)}
    for code in ABOVE:
        mine = passages(rows, code, rolled_up=rolled_up)
        sources = {place[0] for place in mine}
        applied = sum(own == code or (rolled_up and code in ABOVE[own]) for own, _place in rows)
        share = len(mine) / len(everything) if everything else None
        of_sources = len(sources) / len(all_sources) if all_sources else None
        assert by_name[f"C{code}"] == (len(mine), share, applied, len(sources), of_sources)
    assert by_name["*"][0] == len(everything)
    assert by_name["*"][2] == len(rows)
    counts = [_whole(row[1]) for row in report.rows[:-1]]
    assert not by_count or counts == sorted(counts, reverse=True)


def _whole(cell: object) -> int:
    assert isinstance(cell, int)
    return cell


@given(rows=codings(), rolled_up=st.booleans())
def test_the_places_of_a_cell_are_as_many_as_it_says(rows: Rows, rolled_up: bool) -> None:
    for within, units in (("turn", UNITS), ("source", None)):
        found = cells(cooccurrence(coded(rows), code_rows(rolled_up=rolled_up), within=within, units=units, say=str))
        for (one, other), n in found.items():
            places = together(coded(rows), code_rows(rolled_up=rolled_up), int(one[1]), int(other[1]), units)
            assert n is None or len(places) == n
            assert places == sorted(places)


def test_notes_name_unit_denominator_and_what_was_left_out() -> None:
    some = Coded([2, 5], [(0, 0, 5), (0, 3, 9)], left_out=4)
    told = frequencies(some, code_rows(rolled_up=True), say=str).notes
    assert any("coded passages" in note for note in told)
    assert any("selection: 2" in note for note in told)
    assert "Left out: codings of what interviewers said (4)." in told
    together = cooccurrence(some, code_rows(rolled_up=False), say=str)
    assert together.notes[0].startswith("Unit: pairs of passages")
    assert "Left out: codings of what interviewers said (4)." in together.notes


def test_passages_outside_any_unit_are_left_out_and_said() -> None:
    report = cooccurrence(
        coded([(2, (0, 0, 5)), (5, (0, 20, 22))]), code_rows(rolled_up=False), within="turn", units=UNITS, say=str
    )
    assert [column.name for column in report.columns] == ["code", "C2"]
    assert any("(1)" in note for note in report.notes)


@pytest.mark.parametrize("within", ["overlap", "paragraph"])
def test_passages_are_not_compared_each_with_all(within: str) -> None:
    """All pairs of 40,000 passages of one text would take minutes."""
    dice = random.Random(7)
    starts = [dice.randrange(4_000_000) for _number in range(40_000)]
    some = coded([(dice.randrange(1, 6), (0, start, start + dice.randrange(20, 200))) for start in starts])
    units = {0: [(start, start + 190) for start in range(0, 4_000_000, 200)]}
    begun = time.perf_counter()
    cooccurrence(some, code_rows(rolled_up=False), within=within, units=units, say=str)
    assert time.perf_counter() - begun < 10
