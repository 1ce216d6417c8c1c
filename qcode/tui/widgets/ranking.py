"""Finding a code from a few letters of its key, its name or its definition.

Every word typed must be found somewhere in a code; the better the place, the higher the code. Among equals
the most recently used comes first, then the order of the codebook. Case and accents do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.text import folded

Spread = Callable[[str], re.Match[str] | None]
"""Finds the letters of a word in a text, in their order, others between them."""


@dataclass(frozen=True, slots=True)
class Findable:
    """Something with a name that can be typed for, prepared for comparing: every text is folded.

    Texts in which a word is to begin have a blank before each word, so that one search in one text answers for all.
    """

    id: str
    key: str
    """May be empty."""
    name: str
    """The main one."""
    names: frozenset[str]
    """With translations."""
    anywhere: str
    """Key and names."""
    key_words: str
    name_words: str
    path: str
    bare_key: str
    """The key without its hyphens."""
    words: str
    """What is searched last: definitions, help."""


def findable(id: str, key: str, names: Iterable[str], path: str = "", words: str = "") -> Findable:
    """Prepare something for comparing with what is typed."""
    key, called = folded(key), [folded(name) for name in names if name]
    return Findable(
        id=id,
        key=key,
        name=called[0] if called else "",
        names=frozenset(called),
        anywhere="\n".join((key, *called)),
        key_words=_spaced(key),
        name_words=_spaced(*called),
        path=folded(path),
        bare_key=key.replace("-", ""),
        words=_spaced(folded(words)),
    )


def _spaced(*texts: str) -> str:
    return " " + " ".join(" ".join(texts).replace("-", " ").replace("/", " ").split())


def ranked(query: str, items: Sequence[Findable], recent: Mapping[str, int] | None = None) -> list[str]:
    """Return the ids of what a query means, best first; all of them, recent ones first, for an empty query.

    Args:
        query: What was typed.
        items: In the order of the codebook.
        recent: Id → how long ago it was used, 0 for the latest.
    """
    ages = recent or {}
    words = [(word, re.compile(".*?".join(map(re.escape, word))).search) for word in folded(query).split()]
    whole = " ".join(word for word, _spread in words)
    oldest = len(ages)
    scored: list[tuple[int, int, int]] = []
    for place, item in enumerate(items):
        score = 0 if not words or whole == item.key or whole in item.names else _score(words, item)
        if score is not None:
            scored.append((score, ages.get(item.id, oldest), place))
    return [items[place].id for _score, _age, place in sorted(scored)]


def _score(words: Sequence[tuple[str, Spread]], item: Findable) -> int | None:
    """Return how well all words fit, the less the better; ``None`` if one is nowhere to be found."""
    total = 0
    for word, spread in words:
        if item.key.startswith(word):
            total += 1
        elif item.name.startswith(word):
            total += 2
        elif (begin := f" {word}") in item.name_words:
            total += 3
        elif begin in item.key_words:
            total += 4
        elif word in item.anywhere:
            total += 5
        elif word in item.path:
            total += 6
        elif spread(item.bare_key):
            total += 7
        elif len(word) > 2 and begin in item.words:
            total += 8
        elif len(word) > 2 and spread(item.name):
            total += 9
        else:
            return None
    return total
