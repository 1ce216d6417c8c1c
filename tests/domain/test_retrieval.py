"""What queries find, beside what the definitions say when every pair is looked at."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.domain.query import And, Not, Or, Query, Related, Relation, Term, parse
from qcode.domain.retrieval import Codings, Passages, found

CODES = {"A": {0}, "B": {1}, "C": {2}, "AB": {0, 1}, "NONE": set[int]()}
Row = tuple[int, int, int, int]
"""Source, start, end and code of a coding."""
PARAGRAPH = 4
"""Characters of a paragraph in these tests."""


def _first(row: Row) -> int:
    return row[1] // PARAGRAPH


def _last(row: Row) -> int:
    return (row[2] - 1) // PARAGRAPH


def _is_related(relation: Relation, distance: int, a: Row, b: Row) -> bool:
    if a[0] != b[0]:
        return False
    return {
        Relation.OVERLAPS: bool(set(range(a[1], a[2])) & set(range(b[1], b[2]))),
        Relation.WITHIN: b[1] <= a[1] and a[2] <= b[2],
        Relation.NEAR: max(_first(b) - _last(a), _first(a) - _last(b)) - 1 <= distance,
        Relation.BEFORE: a[2] <= b[1],
        Relation.AFTER: b[2] <= a[1],
    }[relation]


def _slow(query: Query, rows: Sequence[Row]) -> set[int]:
    """Return the numbers of the rows a query means, word for word as the definition has it."""
    everything = set(range(len(rows)))

    def places(some: set[int]) -> set[tuple[int, int, int]]:
        return {rows[n][:3] for n in some}

    if isinstance(query, Term):
        return {n for n in everything if rows[n][3] in CODES[query.name]}
    if isinstance(query, Or):
        return {n for part in query.parts for n in _slow(part, rows)}
    if isinstance(query, Not):
        return {n for n in everything if rows[n][:3] not in places(_slow(query.part, rows))}
    if isinstance(query, And):
        parts = [(_is_negative(part), _slow(part, rows)) for part in query.parts]
        meant = [some for negative, some in parts if not negative]
        on_all = {n for n in everything if all(rows[n][:3] in places(some) for _negative, some in parts)}
        return on_all & set().union(*meant) if meant else on_all
    left, right = _slow(query.left, rows), _slow(query.right, rows)
    return {
        n for n in left if any(m != n and _is_related(query.relation, query.distance, rows[n], rows[m]) for m in right)
    }


def _is_negative(query: Query) -> bool:
    return isinstance(query, Not) or (isinstance(query, And) and all(_is_negative(part) for part in query.parts))


def _fast(query: Query, rows: Sequence[Row], *, doubled: bool = False) -> set[int]:
    """Return the same by the code under test; keys are far from the numbers of rows."""
    spans = sorted({row[:3] for row in rows})
    passages = spans + spans if doubled else spans
    at = [spans.index(row[:3]) + (len(spans) if doubled and n % 2 else 0) for n, row in enumerate(rows)]
    columns = [(s, b, e, b // PARAGRAPH, (e - 1) // PARAGRAPH) for s, b, e in passages]
    sources, starts, ends, firsts, lasts = ([one[i] for one in columns] for i in range(5))
    table = Passages([1000 + n for n in range(len(passages))], sources, starts, ends, firsts, lasts)
    codings = Codings([7 * n + 3 for n in range(len(rows))], [1000 + n for n in at], [row[3] for row in rows])
    return {(key - 3) // 7 for key in found(query, table, codings, CODES)}


terms = st.sampled_from(sorted(CODES)).map(Term)


def _compound(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    relations = st.sampled_from(sorted(Relation))
    return st.one_of(
        st.builds(And, parts), st.builds(Or, parts), st.builds(Not, inner),
        st.builds(Related, inner, relations, inner, st.integers(0, 3)),
    )  # fmt: skip


queries: st.SearchStrategy[Query] = st.recursive(terms, _compound, max_leaves=6)
rows = st.builds(
    lambda source, start, length, code: (source, start, start + length, code),
    st.integers(0, 1), st.integers(0, 25), st.integers(1, 12), st.integers(0, 3),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(queries, st.lists(rows, max_size=14), st.booleans())
def test_a_query_finds_what_looking_at_every_pair_finds(query: Query, some: list[Row], doubled: bool) -> None:
    assert _fast(query, some, doubled=doubled) == _slow(query, some)


SOME: tuple[Row, ...] = (
    (0, 0, 10, 0),  # 0: A
    (0, 0, 10, 1),  # 1: B on the same passage
    (0, 2, 5, 1),  # 2: B inside it
    (0, 8, 14, 2),  # 3: C across its end
    (0, 20, 24, 0),  # 4: A, alone
    (1, 0, 10, 0),  # 5: A in another source
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("A", {0, 4, 5}),
        ("A and B", {0, 1}),
        ("A and not B", {4, 5}),
        ("not B", {3, 4, 5}),
        ("not A and not B", {3}),
        ("A and not (not B)", {0}),
        ("A or C", {0, 3, 4, 5}),
        ("A overlaps B", {0}),
        ("A overlaps A", set()),
        ("AB overlaps AB", {0, 1, 2}),
        ("B within A", {1, 2}),
        ("A within B", {0}),
        ("A within A", set()),
        ("C near:0 A", {3}),
        ("A near:0 C", {0}),
        ("A near:1 C", {0, 4}),
        ("A before C", set()),
        ("B before C", {2}),
        ("A after C", {4}),
        ("C before A", {3}),
        ("NONE overlaps A or A overlaps NONE", set()),
    ],
)
def test_the_words_of_the_language_mean_what_the_manual_says(query: str, expected: set[int]) -> None:
    assert _fast(parse(query), SOME) == expected
    assert _slow(parse(query), SOME) == expected


def test_passages_that_touch_do_not_overlap_and_follow_each_other() -> None:
    touching: tuple[Row, ...] = ((0, 0, 5, 0), (0, 5, 9, 1))
    assert _fast(parse("A overlaps B"), touching) == set()
    assert _fast(parse("A before B or B after A"), touching) == {0, 1}


def test_nothing_coded_is_nothing_found() -> None:
    assert _fast(parse("not A overlaps B"), ()) == set()


def test_a_hundred_thousand_codings_are_asked_in_no_time() -> None:
    dice = random.Random(7)
    count = 100_000
    starts = [dice.randrange(50_000) for _n in range(count)]
    lasts = [start + dice.randrange(400) for start in starts]
    passages = Passages(
        range(count), [dice.randrange(30) for _n in range(count)], starts, [last + 1 for last in lasts],
        [start // 200 for start in starts], [last // 200 for last in lasts],
    )  # fmt: skip
    codings = Codings(range(count), range(count), [dice.randrange(3) for _n in range(count)])
    for text in ("A overlaps B", "A within A", "AB near:2 C", "A before B", "A after B", "A and not B or not C"):
        begun = time.process_time()
        assert found(parse(text), passages, codings, CODES)
        assert time.process_time() - begun < 2, text
