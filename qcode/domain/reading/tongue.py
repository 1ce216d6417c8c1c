"""Which language a text is in, by its function words: Indonesian, English, or not to be told."""

from __future__ import annotations

import re

_LOOK_AT = 4000
"""Characters looked at; a page is ample for words this common."""
_WORD = re.compile(r"[a-z]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELLING = {
    "en": _words(
        """
        the and of to is was were are that this with for have had has not you they we what which it be been from by
        there their would about when how did do your my me our can just but so because if or who she her his
        """
    ),
    "id": _words(
        """
        yang dan di ke dari itu ini tidak ada saya kami kita dia mereka untuk dengan pada atau kalau karena juga sudah
        belum akan bisa jadi apa bagaimana sama tapi lalu oleh dalam adalah setelah seperti lagi bapak ibu pak bu iya
        harus masih saja supaya punya
        """
    ),
}


def language_of(text: str) -> str:
    """Return ``id`` or ``en``, or an empty string where neither clearly prevails."""
    words = _WORD.findall(text[:_LOOK_AT].lower())
    counts = {language: sum(map(telling.__contains__, words)) for language, telling in _TELLING.items()}
    (best, most), (_, least) = sorted(counts.items(), key=lambda item: -item[1])
    return best if most >= 2 and most >= 2 * least else ""
