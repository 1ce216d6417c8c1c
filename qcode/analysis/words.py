"""Which words are said how often: a list that shows where to look, not what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
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
    return frozenset(word for line in lines for word in folded_word(line).split())


def word_frequencies(
    said: Iterable[Said], *, say: Translate, own_stop_words: Collection[str] = (), with_stop_lists: bool = True,
    top: int | None = None, notes: Iterable[str] = (), title: str = "", source_line: str = "",
    stem: Callable[[str, str], str] | None = None,
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
        stem: Gives the stem of a word in a language; words of one stem are then counted as one, named by the most
            frequent of its forms, and a column ``forms`` lists them. ``None`` counts each form by itself.
    """
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    total = stopped = 0
    for one in said:
        here = Counter(word for text in one.texts for word in words_said(text))
        total += here.total()
        for word in {*own_stop_words, *(stop_words(one.language) if with_stop_lists else ())} & here.keys():
            stopped += here.pop(word)
        if stem is not None:
            here = _by_stem(here, one.language, stem, forms)
        counts.update(here)
        spread.update(here.keys())
    kept = sorted(((_shown(word, forms), n, word) for word, n in counts.items()), key=lambda one: (-one[1], one[0]))
    about = [
        _unit(say, is_by_stem=stem is not None),
        say(N_("Share of all words counted, stop words included: {n}.")).format(n=total),
    ]
    if stopped:
        about.append(say(N_("Left out as stop words: {n}.")).format(n=stopped))
    if top is not None and top < len(kept):
        about.append(say(N_("Shown: {n} of {all} different words.")).format(n=top, all=len(kept)))
    rows = ((Name(shown), n, n / total, spread[word], _listed_forms(forms.get(word))) for shown, n, word in kept[:top])
    columns = tuple(Column(name, say(label), kind) for name, label, kind in _COLUMNS)
    width = len(_COLUMNS) if stem is not None else len(_COLUMNS) - 1
    return Report(
        title=title or say(N_("Words by frequency")),
        columns=columns[:width],
        rows=tuple(row[:width] for row in rows),
        notes=(*about, *notes),
        source_line=source_line,
    )


_COLUMNS = (
    ("word", N_("Word"), Kind.NAME), ("count", N_("Count"), Kind.COUNT), ("share", N_("Share"), Kind.SHARE),
    ("sources", N_("Sources"), Kind.COUNT), ("forms", N_("Forms"), Kind.TEXT),
)  # fmt: skip


def _by_stem(
    here: Counter[str], language: str, stem: Callable[[str, str], str], forms: dict[str, Counter[str]]
) -> Counter[str]:
    """Return words counted by their stems, and remember which forms were counted under each."""
    stems: Counter[str] = Counter()
    for word, n in here.items():
        root = stem(word, language)
        stems[root] += n
        forms.setdefault(root, Counter())[word] += n
    return stems


def _shown(word: str, forms: dict[str, Counter[str]]) -> str:
    """Return what stands for a stem: its most frequent form, of equal ones the shortest; a form itself."""
    counted = forms.get(word)
    return min(counted, key=lambda form: (-counted[form], len(form), form)) if counted else word


def _listed_forms(forms: Counter[str] | None) -> str:
    return ", ".join(sorted(forms, key=lambda form: (-forms[form], form))) if forms else ""


def _unit(say: Translate, *, is_by_stem: bool) -> str:
    if is_by_stem:
        return say(
            N_("Unit: stems of words; a word stands for all its forms; one with a hyphen is one, a number none.")
        )
    return say(N_("Unit: words as they are written, case apart; a word with a hyphen is one, a number is none."))


def words_said(text: str) -> Iterable[str]:
    """Yield the words of a text that have a letter, folded to lower case."""
    for span in words(text):
        word = folded_word(text[span.start : span.end])
        if any(c.isalpha() for c in word):
            yield word


def folded_word(text: str) -> str:
    """Return a word as it is counted, whatever the case of its letters and the sort of its apostrophe."""
    return text.casefold().replace("’", "'")
