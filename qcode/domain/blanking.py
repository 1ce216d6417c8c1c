"""A text with stretches of it replaced before it is shown: what may not be quoted, or only in another form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qcode.domain.span import Span


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch of a text and what is shown in its place."""

    span: Span
    shown: str


class Blanked:
    """A text as it is shown, and where in it each passage lies.

    Args:
        text: The text.
        covers: What is replaced; no two share a character.
    """

    def __init__(self, text: str, covers: Iterable[Cover] = ()) -> None:
        self._covers: Sequence[Cover] = sorted(covers, key=lambda one: one.span)
        self._starts = [one.span.start for one in self._covers]
        self._ends = [one.span.end for one in self._covers]
        self._grown = [0, *accumulate(len(one.shown) - len(one.span) for one in self._covers)]
        pieces: list[str] = []
        at = 0
        for one in self._covers:
            if one.span.start < at:
                raise ValueError(f"two covers share the character at {one.span.start}")
            pieces += (text[at : one.span.start], one.shown)
            at = one.span.end
        self.text = "".join((*pieces, text[at:]))

    def span(self, span: Span) -> Span:
        """Return where a passage lies; one that begins or ends in what is replaced has all that is shown for it."""
        if not self._covers:
            return span
        before = bisect_right(self._ends, span.start)
        start = span.start + self._grown[before]
        if before < len(self._covers) and self._starts[before] < span.start:
            start = self._starts[before] + self._grown[before]
        after = bisect_left(self._ends, span.end)
        end = span.end + self._grown[after]
        if after < len(self._covers) and self._starts[after] < span.end:
            end = self._ends[after] + self._grown[after + 1]
        return Span(start, max(start, end))
