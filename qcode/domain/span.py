"""Stretches of a text.

A span is half-open, ``[start, end)``, and counts Unicode code points of the text as stored: what
``text[start:end]`` gives in Python. Nothing in qcode counts bytes, UTF-16 units or screen cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text.

    Raises:
        ValueError: If the span runs backwards or starts before the text.
    """

    start: int
    """First code point, 0 for the first of the text."""
    end: int
    """One past the last code point; equal to ``start`` for a place between two characters."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """Return the words the span covers in its text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, position: int) -> bool:
        """Say whether the character at a position lies in the span."""
        return self.start <= position < self.end


def merged(spans: Iterable[Span]) -> list[Span]:
    """Merge spans that overlap or touch, so that each character is covered once, in order."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            if span.end > result[-1].end:
                result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return result


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return what is left of spans where others are taken out of them, merged and in order."""
    left: list[Span] = []
    taken = merged(other for other in others if len(other))
    at = 0
    for span in merged(spans):
        start = span.start
        while at < len(taken) and taken[at].end <= start:
            at += 1
        for other in taken[at:]:
            if other.start >= span.end:
                break
            if start < other.start:
                left.append(Span(start, other.start))
            start = max(start, other.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left
