"""The interview guide: its questions, and where they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcode.domain.span import Span


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the guide."""

    id: str
    key: str
    """``Q1``; unique in the guide, whatever the case of letters."""
    text: str
    topic: str
    """What it is about, a heading of the guide; empty for none."""
    position: int
    """Questions are in the order of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An interviewer's turn that was tied to the guide."""

    id: str
    source: str
    """UUID."""
    start: int
    """Where the turn begins."""
    question: str
    """UUID of the question; empty where it is not one of the guide."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that an interviewer's turn may ask."""

    span: Span
    """The turn."""
    text: str
    question: str
    """UUID of the likeliest question; empty where none is like it."""
    likeness: float
    """From 0 to 1, which is the same words."""
    tied: str | None
    """UUID of the question it is tied to, empty where it was said to be none of the guide, ``None`` if untied."""


def answers(asked: Sequence[Asked], chars: int) -> Iterator[tuple[str, Span]]:
    """Yield each question asked in one source, with the span from there to the next tied turn.

    Args:
        asked: The tied turns of the source, in order.
        chars: Length of the source in code points.
    """
    for number, one in enumerate(asked):
        end = asked[number + 1].start if number + 1 < len(asked) else chars
        if one.question and one.start < end:
            yield one.question, Span(one.start, end)


def next_key(taken: Iterable[str]) -> str:
    """Return a key that no question has, such as ``Q1``."""
    known = {key.casefold() for key in taken}
    number = len(known) + 1
    while f"q{number}" in known:
        number += 1
    return f"Q{number}"
