"""Names that are replaced by codes wherever they stand in a text.

A name is found whole whatever its letters, and each of its words alone where it begins with a capital: whoever is
called Siti Aminah is spoken to as "Ibu Siti". Too much rather than too little is replaced; the brackets show where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qcode.domain.reading.vocabulary import HONORIFICS, NAME_PARTICLES
from qcode.domain.replacement import Replacement
from qcode.domain.span import Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_TITLE = re.compile(r"(?:[^\W\d_]{1,4}\.)+(?:[^\W\d_]{1,4}\b\.?)?|,.*$")
"""S.H., M.Si. and what follows a comma: degrees."""
_INITIAL = re.compile(r"\b[^\W\d_]\.")


class NameMask:
    """Finds names and says which code stands for them."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take names with their codes.

        Args:
            names: "Siti Aminah, S.H." with "INF-02", and so on.
        """
        self._whole: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for name, code in names:
            bare = " ".join(_TITLE.sub(" ", name).split())
            words = [word for word in _WORD.findall(bare) if word.casefold() not in HONORIFICS | NAME_PARTICLES]
            for whole in {bare.casefold(), " ".join(words).casefold()} - {""}:
                self._whole[whole] = _one(self._whole.get(whole), code)
            for word in words:
                self._parts[word.casefold()] = _one(self._parts.get(word.casefold()), code)
        known = sorted({*self._whole, *self._parts}, key=len, reverse=True)
        alternatives = "|".join(r"\s+(?:[^\W\d_]\.\s*)*".join(map(re.escape, name.split())) for name in known)
        self._pattern = re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE) if known else None

    def find(self, text: str) -> list[Replacement]:
        """Return what is to be replaced in a text, in order."""
        found: list[Replacement] = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            name = " ".join(_INITIAL.sub(" ", match.group()).casefold().split())
            is_part = name not in self._whole or (" " not in name and name in self._parts)
            if not is_part or match.group()[0].isupper():
                code = self._whole.get(name) or self._parts[name]
                found.append(Replacement(Span(*match.span()), f"[{code}]" if code else "[…]"))
        return found


def _one(known: str | None, code: str) -> str:
    """Return the code of a name; empty where two informants have it."""
    return code if known in (None, code) else ""
