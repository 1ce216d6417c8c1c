"""Indonesian numbers as they are said, and so stand in a transcript: "pasal dua puluh tujuh ayat satu"."""

from __future__ import annotations

import re

_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_VALUES = {"seratus": 100, "sepuluh": 10, "sebelas": 11} | {word: at for at, word in enumerate(_UNITS, 1)}
_UNIT = f"(?:{'|'.join(_UNITS)})"
_BELOW_100 = rf"(?:sepuluh|sebelas|{_UNIT}\s+belas|{_UNIT}\s+puluh(?:\s+{_UNIT}(?!\s+(?:ratus|puluh|belas)))?|{_UNIT})"
# What goes on as a thousand or a count of something is no number of an article.
_NO_COUNT = r"(?![\w-])(?!\s+(?:per|ribu|juta|orang|kali|sama|lagi)\b)"
SPOKEN = rf"(?:(?:seratus|{_UNIT}\s+ratus)(?:\s+{_BELOW_100})?|{_BELOW_100}){_NO_COUNT}"
"""An expression for a number from 1 to 999, without regard to case."""


def value_of(words: str) -> int:
    """Return the number that words of ``SPOKEN`` say.

    >>> value_of("tiga ratus enam puluh dua")
    362
    """
    total = unit = 0
    for word in re.split(r"\s+", words.casefold()):
        if word in ("ratus", "puluh"):
            total += unit * (100 if word == "ratus" else 10)
            unit = 0
        elif word == "belas":
            unit += 10
        elif word == "seratus":
            total += 100
        else:
            unit = _VALUES[word]
    return total + unit
