from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.name_mask import NameMask
from qcode.domain.replacement import replaced

MASK = NameMask([("Siti Aminah, S.H.", "INF-02"), ("Ny. Yustina L. Manokare", "INF-03"), ("Hari", "INF-05")])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kata Siti Aminah begitu.", "Kata [INF-02] begitu."),
        ("Ibu Siti dan bu AMINAH", "Ibu [INF-02] dan bu [INF-02]"),
        ("siti aminah", "[INF-02]"),
        ("Siti\nAminah", "[INF-02]"),
        ("Ny. Yustina L. Manokare pulang", "Ny. [INF-03] pulang"),
        ("Manokare, Yustina", "[INF-03], [INF-03]"),
        ("Hari datang hari itu", "[INF-05] datang hari itu"),
        ("Sitinya Aminahku", "Sitinya Aminahku"),
        ("Ny. L datang", "Ny. L datang"),
    ],
)
def test_names_give_way_to_codes(text: str, masked: str) -> None:
    assert replaced(text, MASK.find(text)) == masked


def test_a_name_of_two_informants_becomes_no_code_of_one() -> None:
    mask = NameMask([("Siti Aminah", "INF-02"), ("Siti Zahra", "INF-03")])

    assert replaced("Siti bertemu Zahra", mask.find("Siti bertemu Zahra")) == "[…] bertemu [INF-03]"


def test_without_names_nothing_is_found() -> None:
    assert NameMask([]).find("Siti") == []


@given(st.text("sitSITamnhAMNH .\n", max_size=60))
def test_no_name_is_left_as_a_word(text: str) -> None:
    left = replaced(text, MASK.find(text))

    assert not any(word in ("Siti", "SITI", "Aminah", "AMINAH") for word in left.replace(".", " ").split())
    assert MASK.find(left) == []
