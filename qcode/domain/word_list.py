"""Lists of words: terms to search for together, or words that are not worth counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TERMS, STOP = "terms", "stop"
KINDS = (TERMS, STOP)


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list of words of one study."""

    id: str
    name: str
    """Without blanks, so that ``@name`` can stand in a query."""
    kind: str
    """``terms``: alternatives in a search; ``stop``: left out where words are counted."""
    words: tuple[str, ...]
    """Each a word, or several that stand together, in the user's order."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the entries of a written list: one to a line, ``#`` begins a remark, each once."""
    lines = (line.partition("#")[0] for line in text.replace("\r", "\n").split("\n"))
    return tidied(lines)


def tidied(entries: Iterable[str]) -> tuple[str, ...]:
    """Return entries without blanks around them, without empty ones, each once whatever its case."""
    first: dict[str, str] = {}
    for entry in entries:
        if plain := " ".join(entry.split()):
            first.setdefault(plain.casefold(), plain)
    return tuple(first.values())


def written(words: Iterable[str]) -> str:
    """Return a list as a file has it: one entry to a line."""
    return "".join(f"{word}\n" for word in words)
