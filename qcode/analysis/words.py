"""Which words are said how often: a list that shows where to look, not what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qcode.domain.report import Column, Kind, Name, Report
from qcode.domain.text import words
from qcode.language import LANGUAGES, N_, Translate

_LISTS = Path(__file__).with_name("stop_words")


@dataclass(frozen=True, slots=True)
class Said:
    """What of one source is counted."""

    source: str
    """Its name."""
    language: str
    """``id``, ``en`` …; chooses the list of stop words; empty for all lists."""
    texts: Sequence[str]
    """The stretches of it, in order."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say little of what a text is about.

    Args:
        language: ``id`` or ``en``; all lists together for one that is not known, none for another.
    """
    chosen = [language] if language else list(LANGUAGES)
    files = [_LISTS / f"{one}.txt" for one in chosen if one in LANGUAGES]
    return frozenset[str]().union(*(listed(file.read_text(encoding="utf-8")) for file in files))


def listed(text: str) -> frozenset[str]:
    """Return the words of a list: one or more to a line, ``#`` begins a remark."""
    lines = (line.partition("#")[0] for line in text.replace("\r", "\n").split("\n"))
    return frozenset(word for line in lines for word in _plain(line).split())


def word_frequencies(
    said: Iterable[Said], *, say: Translate, own_stop_words: Collection[str] = (), with_stop_lists: bool = True,
    top: int | None = None, notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return the words of texts, most frequent first, as ``word``, ``count``, ``share`` and ``sources``.

    Args:
        said: What is counted.
        say: Translates into the document's language.
        own_stop_words: Words to leave out, in lower case.
        with_stop_lists: Leave out the stop words of each source's language too.
        top: How many words to show, all if ``None``.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    total = stopped = 0
    for one in said:
        here = Counter(word for text in one.texts for word in _words(text))
        total += here.total()
        for word in {*own_stop_words, *(stop_words(one.language) if with_stop_lists else ())} & here.keys():
            stopped += here.pop(word)
        counts.update(here)
        spread.update(here.keys())
    kept = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    labels = {"word": N_("Word"), "count": N_("Count"), "share": N_("Share"), "sources": N_("Sources")}
    kinds = (Kind.NAME, Kind.COUNT, Kind.SHARE, Kind.COUNT)
    about = [
        say(N_("Unit: words as they are written, case apart; a word with a hyphen is one, a number is none.")),
        say(N_("Share of all words counted, stop words included: {n}.")).format(n=total),
    ]
    if stopped:
        about.append(say(N_("Left out as stop words: {n}.")).format(n=stopped))
    if top is not None and top < len(kept):
        about.append(say(N_("Shown: {n} of {all} different words.")).format(n=top, all=len(kept)))
    return Report(
        title=title or say(N_("Words by frequency")),
        columns=tuple(Column(name, say(labels[name]), kind) for name, kind in zip(labels, kinds, strict=True)),
        rows=tuple((Name(word), n, n / total, spread[word]) for word, n in kept[:top]),
        notes=(*about, *notes),
        source_line=source_line,
    )


def _words(text: str) -> Iterable[str]:
    """Yield the words of a text that have a letter, folded to lower case."""
    for span in words(text):
        word = _plain(text[span.start : span.end])
        if any(c.isalpha() for c in word):
            yield word


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
