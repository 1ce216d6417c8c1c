"""Roman numerals, as Indonesian chapters are numbered."""

from __future__ import annotations

_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: str) -> str:
    """Return a number in Roman numerals, ``4`` as ``IV``; what is no number from 1 to 3999 as it is."""
    if not number.isdecimal() or not 0 < (left := int(number)) < 4000:
        return number
    signs = ""
    for value, sign in _SIGNS:
        signs += sign * (left // value)
        left %= value
    return signs
