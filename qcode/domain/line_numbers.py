"""Fixed line numbers of a transcript, as an appendix prints them and a quotation cites them.

A line is as many characters as fit into a fixed width, broken at spaces; a paragraph begins a new one. The numbers
follow from the text and the width alone, so that what a chapter cites is found in the appendix whatever the margins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.text import paragraphs
from qcode.language import N_, Translate

WIDTH = 72
"""Characters of a line, which fit into the text column of a thesis beside a column of numbers."""


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """One line of the appendix."""

    number: int
    """From 1, without gaps; empty paragraphs have none."""
    span: Span
    """Its characters, without the blanks at which it was broken."""


def numbered_lines(text: str, width: int = WIDTH) -> list[NumberedLine]:
    """Return the lines of a text.

    Args:
        text: The transcript.
        width: Most characters of a line, at least 1; a longer word is broken.
    """
    spans = (line for paragraph in paragraphs(text) for line in _broken(text, paragraph, width))
    return [NumberedLine(number, span) for number, span in enumerate(spans, 1)]


def _broken(text: str, paragraph: Span, width: int) -> Iterator[Span]:
    at = paragraph.start
    while at < paragraph.end:
        while at < paragraph.end and text[at].isspace():
            at += 1
        end = min(at + width, paragraph.end)
        if end < paragraph.end and not text[end].isspace():
            space = max((text.rfind(blank, at, end) for blank in (" ", "\t", "\u00a0")), default=-1)
            end = space if space > at else end
        last = end
        while last > at and text[last - 1].isspace():
            last -= 1
        if last > at:
            yield Span(at, last)
        at = end


def lines_of(lines: Sequence[NumberedLine], span: Span) -> tuple[int, int] | None:
    """Return the first and the last line that a passage touches, ``None`` if it touches none."""
    first = bisect_right(lines, span.start, key=lambda line: line.span.end)
    last = first
    while last < len(lines) and lines[last].span.start < span.end:
        last += 1
    return (lines[first].number, lines[last - 1].number) if last > first else None


def lines_text(first: int, last: int, say: Translate) -> str:
    """Return how lines are cited: "baris 41-44"."""
    if first == last:
        return say(N_("line {n}")).format(n=first)
    return say(N_("lines {first}-{last}")).format(first=first, last=last)
