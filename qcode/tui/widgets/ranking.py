"""Finding a code from a few letters of its key, its name or its definition.

Every word typed must be found somewhere in a code; the better the place, the higher the code. Among equals
the most recently used comes first, then the order of the codebook. Case and accents do not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.text import folded


@dataclass(frozen=True, slots=True)
class Findable:
    """Something with a name that can be typed for, prepared for comparing."""

    id: str
    key: str
    """Folded; may be empty."""
    names: tuple[str, ...]
    """Folded, the main one first, then translations."""
    path: str
    """Folded."""
    words: str
    """Folded text that is searched last: definitions, help."""


def findable(id: str, key: str, names: Iterable[str], path: str = "", words: str = "") -> Findable:
    """Prepare something for comparing with what is typed."""
    return Findable(id, folded(key), tuple(folded(name) for name in names if name), folded(path), folded(words))


def ranked(query: str, items: Sequence[Findable], recent: Mapping[str, int] | None = None) -> list[str]:
    """Return the ids of what a query means, best first; all of them, recent ones first, for an empty query.

    Args:
        query: What was typed.
        items: In the order of the codebook.
        recent: Id → how long ago it was used, 0 for the latest.
    """
    ages = recent or {}
    words = folded(query).split()
    scored: list[tuple[int, int, int, str]] = []
    for place, item in enumerate(items):
        score = _score(words, item)
        if score is not None:
            scored.append((score, ages.get(item.id, len(ages)), place, item.id))
    return [id for *_rank, id in sorted(scored)]


def _score(words: Sequence[str], item: Findable) -> int | None:
    """Return how well all words fit, 0 for the best; ``None`` if one is nowhere to be found."""
    total = 0
    whole = " ".join(words)
    if whole and whole in (item.key, *item.names):
        return 0
    for word in words:
        score = next((rank for rank, fits in enumerate(_PLACES, 1) if fits(word, item)), None)
        if score is None:
            return None
        total += score
    return total


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _starts_word(word: str, text: str) -> bool:
    return any(part.startswith(word) for part in text.replace("-", " ").replace("/", " ").split())


_PLACES: tuple[Callable[[str, Findable], bool], ...] = (
    lambda word, item: item.key.startswith(word),
    lambda word, item: item.names[0].startswith(word),
    lambda word, item: any(_starts_word(word, name) for name in item.names),
    lambda word, item: _starts_word(word, item.key),
    lambda word, item: word in item.key or any(word in name for name in item.names),
    lambda word, item: word in item.path,
    lambda word, item: _is_subsequence(word, item.key.replace("-", "")),
    lambda word, item: len(word) > 2 and _starts_word(word, item.words),
    lambda word, item: len(word) > 2 and _is_subsequence(word, item.names[0]),
)
