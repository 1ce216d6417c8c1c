"""How wide a text is in Times New Roman, near enough to set a table by.

The widths are those of the font's own tables, rounded, in thousandths of the type size. Word's line breaking is
not copied: columns only need to be wide enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

CENTIMETRE = 567
"""Twips (twentieths of a point) in a centimetre."""
BODY_SIZE = 10
"""Type size in tables, in points."""

_WIDTHS = {
    **dict.fromkeys("ijlt,.;:'’‘|/\\!", 280),
    **dict.fromkeys(" ()[]-rfI", 335),
    **dict.fromkeys("szJ?“”ceakvxy", 445),
    **dict.fromkeys("ABCDEFGHKLNOPQRTUVXYZ&", 690),
    **dict.fromkeys("mMwW%@", 850),
}
_OPTIONAL_BREAK = "\u200b"
_LETTERS = 9
_OTHER = 500
_FULL = 1000
_BOLD = 1.07


def text_width(text: str, *, bold: bool = False, size: int = BODY_SIZE) -> int:
    """Return the width of a text on one line, in twips."""
    thousandths = sum(map(_width_of, text))
    return round(thousandths * size * 20 / 1000 * (_BOLD if bold else 1))


def _width_of(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if character < "\u0300":
        return _OTHER
    if unicodedata.combining(character):
        return 0
    return _FULL if unicodedata.east_asian_width(character) in "WF" else 600


def widest_word(texts: Iterable[str], *, bold: bool = False) -> int:
    """Return the width of the longest part of texts that no line break should part, in twips.

    A hyphen parts a long word, but not a short one: "INF-01" stays on one line.
    """
    words = {word for text in texts for word in text.replace(_OPTIONAL_BREAK, " ").split()}
    parts = {part for word in words for part in (word.replace("-", "- ").split() if len(word) > _LETTERS else [word])}
    return max(
        (text_width(part, bold=bold) for part in sorted(parts, key=lambda part: (len(part), part))[-5:]), default=0
    )


_LONG_IN_HEADINGS = 2 * CENTIMETRE


def breakable(text: str, *, beyond: int = _LONG_IN_HEADINGS) -> str:
    """Return a heading that may also break after ``_``, ``/`` and ``:``, as names of files need it.

    The sign put in is the one Word itself has for this ("no-width optional break").

    Args:
        text: A heading.
        beyond: Words that are wider than this, in twips, get it; others stay as they are.
    """
    if not _BREAKS.search(text):
        return text
    return " ".join(
        _BREAKS.sub(rf"\1{_OPTIONAL_BREAK}", word) if text_width(word, bold=True) > beyond else word
        for word in text.split(" ")
    )


_BREAKS = re.compile(r"([_/:])(?=.)")
