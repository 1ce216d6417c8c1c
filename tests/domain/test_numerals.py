from __future__ import annotations

import pytest

from qcode.domain.numerals import roman


@pytest.mark.parametrize(
    ("number", "sign"),
    [("1", "I"), ("4", "IV"), ("9", "IX"), ("14", "XIV"), ("1994", "MCMXCIV"), ("0", "0"), ("IV", "IV"), ("", "")],
)
def test_chapters_are_numbered_in_roman(number: str, sign: str) -> None:
    assert roman(number) == sign
