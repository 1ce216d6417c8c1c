from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.errors import UnknownName
from qcode.store.finding import one, order


def test_names_are_ordered_without_case_and_numbers_by_value() -> None:
    names = ["w10", "W2", "w1", "Ä", "b 01", "B 1", "", "W2 (2)", "w2a"]
    assert sorted(names, key=order) == ["", "B 1", "b 01", "w1", "W2", "W2 (2)", "w2a", "w10", "Ä"]


@given(
    st.lists(st.text(alphabet=st.one_of(st.sampled_from("aA19٣ "), st.characters(exclude_characters="\0"))), max_size=8)
)
def test_any_names_can_be_ordered(names: list[str]) -> None:
    assert sorted(sorted(names, key=order, reverse=True), key=order) == sorted(names, key=order)


def test_an_exact_name_goes_before_one_in_other_letters() -> None:
    assert one("w1", [("W1", "a"), ("w1", "b")], "source") == "b"
    assert one("W1", [("W1", "a"), ("w1", "b")], "source") == "a"
    assert one("STRASSE", [("Straße", "a")], "source") == "a"


def test_a_thing_with_two_names_is_one_thing() -> None:
    assert one("x", [("X", "a"), ("x", "a")], "code") == "a"


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        ([], "There are none yet."),
        ([("W1", "a"), ("W2", "b")], "Did you mean W"),
        ([(f"Sumber {n}", str(n)) for n in range(20)], "There are: Sumber 0, Sumber 1, Sumber 2, "),
    ],
)
def test_an_unknown_name_is_told_with_those_that_are(known: list[tuple[str, str]], hint: str) -> None:
    with pytest.raises(UnknownName, match="there is no source “W9”") as caught:
        one("W9", known, "source")
    assert caught.value.hint.startswith(hint)
