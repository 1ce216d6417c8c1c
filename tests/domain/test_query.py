"""The query language: what binds tighter, how codes are named, what is said where a query is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.query import DEEPEST, And, Not, Or, Query, Related, Relation, Term, parse, pointed, terms
from qcode.errors import QcodeError

A, B, C, D = (Term(name) for name in "ABCD")
OVERLAPS, NEAR = Relation.OVERLAPS, Relation.NEAR

names = st.one_of(
    st.text(min_size=1).filter(lambda name: name.strip() != ""),
    st.sampled_from(["and", "OR", "Tidak", "dekat:2", "near", "PRV-SIB", "Atas/Bawah", 'a "b"', "(", "“x”"]),
)


def _compound(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    parts = st.lists(inner, min_size=2, max_size=4).map(tuple)
    plain = st.sampled_from([one for one in Relation if one is not NEAR])
    return st.one_of(
        st.builds(And, parts),
        st.builds(Or, parts),
        st.builds(Not, inner),
        st.builds(Related, inner, plain, inner),
        st.builds(Related, inner, st.just(NEAR), inner, st.integers(0, 999_999)),
    )


queries: st.SearchStrategy[Query] = st.recursive(st.builds(Term, names), _compound, max_leaves=12)


@given(queries)
def test_a_query_written_out_is_read_as_the_same_query(query: Query) -> None:
    assert parse(str(query)) == query
    assert str(parse(str(query))) == str(query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("A", A),
        ("A or B and C", Or((A, And((B, C))))),
        ("A and B or C", Or((And((A, B)), C))),
        ("A and not B", And((A, Not(B)))),
        ("not A overlaps B", Not(Related(A, OVERLAPS, B))),
        ("A and B overlaps C", And((A, Related(B, OVERLAPS, C)))),
        ("A near:3 B within C", Related(Related(A, NEAR, B, 3), Relation.WITHIN, C)),
        ("A before (B after C)", Related(A, Relation.BEFORE, Related(B, Relation.AFTER, C))),
        ("(A or B) and (C or D)", And((Or((A, B)), Or((C, D))))),
        ("((A))", A),
        ("not not A", Not(Not(A))),
    ],
)
def test_operators_bind_in_the_promised_order(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("A dan tidak B", "A and not B"),
        ("A atau bukan B", "A or not B"),
        ("A tumpang B", "A overlaps B"),
        ("A DALAM B", "A WITHIN B"),
        ("A dekat:2 B", "A Near:2 B"),
        ("A sebelum B atau A sesudah B", "A before B OR A after B"),
    ],
)
def test_operators_are_known_in_both_languages_and_in_either_case(indonesian: str, english: str) -> None:
    assert parse(indonesian) == parse(english)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PRV-SIB", "PRV-SIB"),
        ("Upaya/Patroli", "Upaya/Patroli"),
        ('"Barang bukti"', "Barang bukti"),
        ("“Barang bukti”", "Barang bukti"),
        ('"and"', "and"),
        ('"kata ""kunci"""', 'kata "kunci"'),
        ("  android ", "android"),
    ],
)
def test_a_code_is_named_bare_or_in_quotes(text: str, name: str) -> None:
    assert parse(text) == Term(name)


def test_the_codes_of_a_query_know_where_they_stand() -> None:
    assert [(one.name, one.position) for one in terms(parse('(A or "B c") near:1 not_D'))] == [
        ("A", 1), ("B c", 6), ("not_D", 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 1, "expected a code, “not” or an opening bracket"),
        ("A and", 6, "expected a code, “not” or an opening bracket"),
        ("A and and B", 7, "expected a code, “not” or an opening bracket"),
        ("A  B", 4, "expected an operator or the end"),
        ("A)", 2, "expected the end, as no bracket is open"),
        ("(A or B", 8, "expected an operator or a closing bracket"),
        ("A near B", 3, "expected a number of paragraphs, as in near:2"),
        ("A near:x B", 3, "expected a number of paragraphs, as in near:2"),
        ("A near:²  B", 3, "expected a number of paragraphs, as in near:2"),
        ('A or "Barang', 6, "this quotation mark has no second one"),
        ('A or ""', 6, "expected the name of a code between the quotation marks"),
        ("A overlaps not B", 12, "expected a code, “not” or an opening bracket"),
        ("(" * 99 + "A", DEEPEST + 1, "too much is nested here"),
        ("not " * 99 + "A", 4 * DEEPEST + 1, "too much is nested here"),
        (" near:1 ".join("A" * 99), 9 * DEEPEST + 3, "too much is nested here"),
    ],
)
def test_an_error_says_where_and_what_was_expected(text: str, position: int, expected: str) -> None:
    with pytest.raises(QcodeError) as caught:
        parse(text)
    assert caught.value.message == f"the query is not understood at character {position}: {expected}"
    assert caught.value.hint == f"{text}\n{' ' * (position - 1)}^"


@given(st.text(alphabet='ab "“”()\t\n:', max_size=30) | st.text(max_size=20))
def test_whatever_is_typed_is_a_query_or_an_error_that_points_into_it(text: str) -> None:
    try:
        query = parse(text)
    except QcodeError as error:
        caret = error.hint.rpartition("\n")[2]
        assert 1 <= len(caret) <= len(text) + 1
        return
    assert parse(str(query)) == query


def test_many_alternatives_are_not_nesting() -> None:
    query = parse(" or ".join(f"K{n}" for n in range(5000)))
    assert len(list(terms(query))) == 5000
    assert parse(str(query)) == query


def test_a_query_of_several_lines_is_pointed_into_on_one() -> None:
    assert pointed("A\nand", 2) == "A and\n  ^"
