"""A text with stretches of it replaced before it is shown, and where passages of it then lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from qcode.domain.replacement import Replacement, replaced
from qcode.domain.span import Span


class Blanked:
    """A text as it is shown, and where in it each passage lies.

    Args:
        text: The text.
        covers: What is replaced; no two share a character.
    """

    def __init__(self, text: str, covers: Iterable[Replacement] = ()) -> None:
        covered = sorted(covers, key=lambda one: one.span)
        self._starts = [one.span.start for one in covered]
        self._ends = [one.span.end for one in covered]
        self._grown = [0, *accumulate(len(one.text) - len(one.span) for one in covered)]
        for before, start in zip(self._ends, self._starts[1:], strict=False):
            if start < before:
                raise ValueError(f"two covers share the character at {start}")
        self.text = replaced(text, covered) if covered else text

    def span(self, span: Span) -> Span:
        """Return where a passage lies; one that begins or ends in what is replaced has all that is shown for it."""
        if not self._starts:
            return span
        before = bisect_right(self._ends, span.start)
        start = span.start + self._grown[before]
        if before < len(self._starts) and self._starts[before] < span.start:
            start = self._starts[before] + self._grown[before]
        after = bisect_left(self._ends, span.end)
        end = span.end + self._grown[after]
        if after < len(self._starts) and self._starts[after] < span.end:
            end = self._ends[after] + self._grown[after + 1]
        return Span(start, max(start, end))
