"""Which words of an index a searched word means: those of its stem, and those that spell it otherwise.

The index knows its own words; nothing is stemmed when a text comes in. A searched word is compared with those words of
the index that could be its kin at all, found as pieces of one long string, so that a search stems a few dozen words
and not two hundred thousand.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from qcode.domain.text import folded
from qcode.store.database import Database, sqlite_only

MOST = 200
"""How many forms of one word are searched for at most."""

_MAKE = sqlite_only("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, paragraph_fts, 'row')")
_TERMS = sqlite_only("SELECT term FROM temp.vocabulary")
_DOCS = sqlite_only("SELECT doc FROM temp.vocabulary WHERE term = ?")
_WITH = sqlite_only("SELECT COUNT(*) FROM paragraph_fts WHERE paragraph_fts MATCH ?")
# The index's own records of its totals (1) and of its structure (10): they change whenever it does.
_STATE = sqlite_only("SELECT block FROM paragraph_fts_data WHERE id IN (1, 10) ORDER BY id")

_SUFFIXES = re.compile("(?:kan|an|i)?(?:ku|mu|nya)?(?:[klt]ah|pun)?")
_LONGEST_PREFIX = 8
"""Letters before an Indonesian stem: ``memper``, ``diperse``, and two to spare."""
_LONGEST_ENDING = 10
"""Letters behind an English stem: ``-fulnesses``."""
_NASAL = re.compile("[mp]en(g?)[aeiou]")
_ENGLISH = re.compile("tion|ss|th|ck|ph|wh|[xq]|(?:ly|ity|ous|ment)$")
"""Of a spelling that no Indonesian word has; without it "permission" would be a form of "mission"."""
_DOUBLED = 7
"""From this length on a doubled letter is a matter of spelling; "masa" and "massa" are two words."""

_lock = threading.Lock()


class Vocabulary:
    """The words of an index, as the index folds them.

    Args:
        terms: Each word once, in lower case and without accents.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(terms)
        self._lines = "\n".join(("", *self._terms, ""))
        self._forms: dict[str, tuple[str, ...]] = {}
        self._stems: dict[tuple[str, bool], str] = {}

    def forms(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Return what to search for where a word is asked for, the word itself first.

        Args:
            parts: The word; several where it has hyphens. The whole may stand in the index as one word or as two.
        """
        asked = " ".join(parts)
        if asked not in self._forms:
            with _lock:
                self._forms[asked] = self._found([folded(part) for part in parts], asked)
        return self._forms[asked]

    def stem(self, word: str, language: str) -> str:
        """Return the stem under which a word is counted.

        Args:
            word: As it stands in a text, hyphens included; a doubled word ("anak-anak") has the stem of its half.
            language: ``en`` for English stems, else Indonesian ones.
        """
        place = (word, language == "en")
        if place not in self._stems:
            with _lock:
                halves = [self._stem(folded(half), is_english=place[1]) for half in word.split("-") if half]
                self._stems[place] = "-".join(dict.fromkeys(halves)) or word
        return self._stems[place]

    def _stem(self, word: str, *, is_english: bool) -> str:
        if is_english:
            return _english(word)
        roots = _roots(word)
        if len(roots) == 1:
            return next(iter(roots))
        # "menulis" may come of "ulis" or "tulis": the texts tell which of the two is a word.
        short, long = sorted(roots, key=len)
        return long if long in self._terms and short not in self._terms else short

    def _found(self, parts: Sequence[str], asked: str) -> tuple[str, ...]:
        word = "".join(parts)
        kin: set[str] = set()
        if not any(c.isdigit() for c in word):
            spellings = {word, *self._spellings(word)}
            for spelling in spellings:
                kin |= self._family(spelling)
            for spelling in spellings | {word.replace("mpt", "mt"), re.sub("mp?t", "mpt", word)}:
                kin |= set(self._halves(spelling))
            if len(parts) == 2:
                kin |= {f"{parts[0]} {other}" for other in self._spellings(parts[1])}
        nearest = sorted(kin - {asked}, key=lambda form: (abs(len(form) - len(word)), form))
        return (asked, *nearest[: MOST - 1])

    def _spellings(self, word: str) -> set[str]:
        """Return the words that differ by a doubled letter or the p of "mpt" alone."""
        pattern = re.escape(re.sub("mp?t", "\0", word))
        if len(word) >= _DOUBLED:
            pattern = re.sub(r"([a-z])\1*", r"\1+", pattern)
        pattern = pattern.replace(re.escape("\0"), "m+p*t+" if len(word) >= _DOUBLED else "mp?t")
        if pattern == word:
            return {word} & self._terms
        return set(re.findall(f"\n({pattern})(?=\n)", self._lines))

    def _halves(self, word: str) -> Iterator[str]:
        """Yield the word as two that the index has: "pre emtif", as "pre-emtif" stands in it."""
        for at in range(2, len(word) - 1):
            if word[:at] in self._terms and word[at:] in self._terms:
                yield f"{word[:at]} {word[at:]}"

    def _family(self, word: str) -> set[str]:
        """Return the words of the index that share a stem with a word."""
        if len(word) < 3:
            return {word} & self._terms
        roots, stem = _roots(word), _english(word)
        found = {term for root in roots for term in self._around(root) if roots & _roots(term)}
        return found | {term for term in self._from(stem) if _english(term) == stem}

    def _around(self, root: str) -> Iterator[str]:
        """Yield the words that could be an Indonesian root with what goes before and behind it."""
        # A prefix may have taken the first letter: "tulis", "menulis".
        core = root[1:] if len(root) > 3 else root
        at = self._lines.find(core)
        while at >= 0:
            start, end = self._lines.rfind("\n", 0, at) + 1, self._lines.find("\n", at)
            behind = at + len(core)
            if at - start <= _LONGEST_PREFIX and _SUFFIXES.fullmatch(self._lines, behind, end):
                yield self._lines[start:end]
            at = self._lines.find(core, at + 1)

    def _from(self, stem: str) -> Iterator[str]:
        """Yield the words that could be forms of an English stem; its last letter may differ: "cri", "cry"."""
        begin = "\n" + stem[: max(2, len(stem) - 1)]
        at = self._lines.find(begin)
        while at >= 0:
            end = self._lines.find("\n", at + 1)
            if end - at - 1 <= len(stem) + _LONGEST_ENDING:
                yield self._lines[at + 1 : end]
            at = self._lines.find(begin, end)


_known: WeakKeyDictionary[Database, tuple[list[tuple[Any, ...]], Vocabulary]] = WeakKeyDictionary()


def vocabulary_of(database: Database) -> Vocabulary:
    """Return the words of a project's full-text index, read anew when the index has changed."""
    state = state_of(database)
    known = _known.get(database)
    if known is None or known[0] != state:
        database.run(_MAKE)
        known = _known[database] = (state, Vocabulary(term for (term,) in database.rows(_TERMS)))
    return known[1]


def in_paragraphs(database: Database, form: str) -> int:
    """Return in how many paragraphs a form stands: a word, or two that stand together."""
    if " " in form:
        return int(database.value(_WITH, (f'"{form}"',)))
    database.run(_MAKE)
    return int(database.value(_DOCS, (folded(form),)) or 0)


def state_of(database: Database) -> list[tuple[Any, ...]]:
    """Return what differs whenever the full-text index has changed, whoever changed it."""
    return database.rows(_STATE)


@cache
def _stemmers() -> tuple[Any, Any]:
    # Takes 20 ms, which only a search should wait for.
    import snowballstemmer

    return snowballstemmer.stemmer("indonesian"), snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def _english(word: str) -> str:
    return str(_stemmers()[1].stemWord(word))


@lru_cache(maxsize=100_000)
def _roots(word: str) -> frozenset[str]:
    """Return the Indonesian roots a word may have.

    The stemmer leaves open which letter a nasal has taken: "menulis" may come of "ulis" or "tulis", "mengirim" of
    "irim" or "kirim".
    """
    if _ENGLISH.search(word):
        return frozenset((word,))
    root = str(_stemmers()[0].stemWord(word))
    nasal = _NASAL.match(word)
    if nasal and root[:1] in "aeiou":
        return frozenset((root, ("k" if nasal[1] else "t") + root))
    return frozenset((root,))
