"""What an informant allows to be done with their words.

Consent is recorded for an informant, for all they said, or for one span. What is recorded for a span that covers a
whole passage stands in place of the informant's, for it is the later and the nearer word; of several the strictest
counts. What is recorded for a span that only touches a passage can make it stricter, never freer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qcode.domain.span import Span
from qcode.domain.text import folded, words

_RUN = 4
"""Words in a row that two texts hardly share by chance."""


class Level(StrEnum):
    """What may be done, from the freest to the strictest."""

    QUOTE = "quote"
    """May be quoted."""
    MASKED = "masked"
    """May be quoted with names and other marks of who it is taken out."""
    CHECK = "check"
    """May be quoted once the informant has seen and allowed it."""
    NEVER = "never"
    """Is not quoted."""


_ORDER = {level: number for number, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Consent:
    """What is recorded of one informant or one span."""

    id: str
    level: Level
    note: str
    """When, how and by whom it was given; free words."""
    coder: str
    """Name of who recorded it."""
    created: str
    """ISO time in UTC."""
    case: str = ""
    """Name of the informant; empty for a span."""
    source: str = ""
    """Name of the source of a span; empty for an informant."""
    source_id: str = ""
    span: Span | None = None


def strictest(levels: Iterable[Level]) -> Level | None:
    """Return the strictest of some levels, ``None`` of none."""
    return max(levels, key=_ORDER.__getitem__, default=None)


def level_of(passage: Span, informants: Iterable[Level], spans: Iterable[tuple[Span, Level]]) -> Level | None:
    """Return what is allowed of a passage, ``None`` where nothing is recorded.

    Args:
        passage: The passage.
        informants: What those whose words it is have allowed.
        spans: What is recorded of spans of the same source.
    """
    covering: list[Level] = []
    touching: list[Level] = []
    for span, level in spans:
        if span.start <= passage.start and passage.end <= span.end:
            covering.append(level)
        elif span.overlaps(passage):
            touching.append(level)
    base = strictest(covering or informants)
    return strictest([*touching, *([base] if base else [])])


def may_be_quoted(level: Level | None, *, has_masked_form: bool) -> bool:
    """Say whether a passage may leave the project.

    What may be quoted masked leaves it in the form that a person gave it for that ("as quoted"), and not without one.
    Where nothing is recorded, the researcher answers for it.
    """
    return level in (None, Level.QUOTE) or (level is Level.MASKED and has_masked_form)


def is_quoting(text: str, passage: str) -> bool:
    """Say whether a text has words of a passage in a row: four of them, or all if there are fewer."""
    wanted = _folded_words(passage)
    run = min(_RUN, len(wanted))
    if not run:
        return False
    there = _folded_words(text)
    runs = {tuple(there[at : at + run]) for at in range(len(there) - run + 1)}
    return any(tuple(wanted[at : at + run]) in runs for at in range(len(wanted) - run + 1))


def _folded_words(text: str) -> list[str]:
    return [folded(word.of(text)) for word in words(text)]
