"""Which words are more of one group of texts than of another: log-likelihood and log ratio.

Log-likelihood (G², Rayson & Garside 2000) says how sure it is that the two groups differ, the log ratio (Hardie 2014)
how much: 1 is twice as frequent, 2 four times. A word that one group never says counts there as half a time, for the
log ratio alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qcode.analysis.contingency import chi_square_tail
from qcode.analysis.words import Said, stop_words, words_said
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

_COLUMNS = (
    ("word", N_("Word"), Kind.NAME), ("target", "", Kind.COUNT), ("reference", "", Kind.COUNT),
    ("target_rate", N_("Per 1,000 here"), Kind.TEXT), ("reference_rate", N_("Per 1,000 there"), Kind.TEXT),
    ("g2", N_("G²"), Kind.TEXT), ("p", N_("p"), Kind.PROBABILITY), ("log_ratio", N_("Log ratio"), Kind.TEXT),
    ("sources", N_("Sources"), Kind.COUNT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are compared with others."""

    name: str
    said: Sequence[Said]


def log_likelihood(one: int, other: int, size: int, other_size: int) -> float:
    """Return G² for a word found so often in two groups of so many words, 0 or more."""
    both, everything = one + other, size + other_size
    found = 0.0
    for seen, words in ((one, size), (other, other_size)):
        if seen:
            found += seen * math.log(seen * everything / (words * both))
    return max(0.0, 2 * found)


def log_ratio(one: int, other: int, size: int, other_size: int) -> float:
    """Return the binary logarithm of how many times as frequent a word is in the first group."""
    return math.log2((one or 0.5) * other_size / ((other or 0.5) * size))


def keyness(
    target: Group, reference: Group, *, say: Translate, top: int | None = None, least: int = 1,
    own_stop_words: Collection[str] = (), with_stop_lists: bool = True, notes: Iterable[str] = (), title: str = "",
    source_line: str = "",
) -> Report:  # fmt: skip
    """Return the words by which two groups differ: those of the target first, by G², then those it avoids.

    Args:
        target: The group that is described.
        reference: The group it is compared with.
        say: Translates into the document's language.
        top: How many words to show in each direction, all if ``None``.
        least: How often a word must stand in both together.
        own_stop_words: Words to leave out, in lower case.
        with_stop_lists: Leave out the stop words of each source's language too.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    one, spread, stops = _counted(target)
    other, _spread, more_stops = _counted(reference)
    size, other_size = one.total(), other.total()
    left_out = {*own_stop_words, *(stops | more_stops if with_stop_lists else ())}
    rows: list[tuple[float, tuple[Cell, ...]]] = []
    if size and other_size:
        for word in sorted((one.keys() | other.keys()) - left_out):
            here, there = one[word], other[word]
            if here + there >= least:
                score = log_likelihood(here, there, size, other_size)
                ratio = log_ratio(here, there, size, other_size)
                cells = (
                    Name(word), here, there, here * 1000 / size, there * 1000 / other_size, score,
                    chi_square_tail(score, 1), ratio, spread[word],
                )  # fmt: skip
                rows.append((score if here * other_size >= there * size else -score, cells))
    over = sorted((row for row in rows if row[0] >= 0), key=lambda row: -row[0])
    under = sorted((row for row in rows if row[0] < 0), key=lambda row: row[0])
    return Report(
        title=title or say(N_("Words of {one} beside {other}")).format(one=target.name, other=reference.name),
        columns=tuple(
            Column(name, {"target": target.name, "reference": reference.name}.get(name) or say(label), kind)
            for name, label, kind in _COLUMNS
        ),
        rows=tuple(cells for _score, cells in (*over[:top], *under[:top])),
        notes=(*_about(target, reference, size, other_size, say), *_stops(left_out, one + other, say), *notes),
        source_line=source_line,
    )


def _counted(group: Group) -> tuple[Counter[str], Counter[str], frozenset[str]]:
    """Return how often each word is said, in how many sources, and the stop words of their languages."""
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for one in group.said:
        here = Counter(word for text in one.texts for word in words_said(text))
        counts.update(here)
        spread.update(here.keys())
    return counts, spread, frozenset[str]().union(*(stop_words(one.language) for one in group.said))


def _about(target: Group, reference: Group, size: int, other_size: int, say: Translate) -> list[str]:
    return [
        say(N_("Unit: words as they are written, case apart; a word with a hyphen is one, a number is none.")),
        say(N_("Words of {name}: {n}.")).format(name=target.name, n=size),
        say(N_("Words of {name}: {n}.")).format(name=reference.name, n=other_size),
        say(N_("G²: log-likelihood after Rayson and Garside (2000), 1 degree of freedom; above 3.84 p is below 0.05.")),
        say(N_("Log ratio after Hardie (2014): 1 means twice as frequent in {name}, -1 half as frequent; 0 is taken as "
               "0.5.")).format(name=target.name),
        say(N_("Sources: how many of {name} have the word; a word of few sources may be one person's.")).format(
            name=target.name
        ),
        say(N_("Words of one text are no independent draws: G² ranks words, it proves nothing of a population.")),
    ]  # fmt: skip


def _stops(left_out: Collection[str], counts: Counter[str], say: Translate) -> list[str]:
    stopped = sum(counts[word] for word in left_out)
    return [say(N_("Left out as stop words: {n}.")).format(n=stopped)] if stopped else []
