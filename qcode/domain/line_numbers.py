"""Fixed line numbers of a transcript, as an appendix prints them and a quotation cites them.

A line is as many characters as fit into a fixed width, broken at spaces; a paragraph begins a new one. The numbers
follow from the text and the width alone, so that what a chapter cites is found in the appendix whatever the margins.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qcode.domain.span import Span
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
    lines = enumerate(_line(width).finditer(text), 1)
    return [NumberedLine(n, Span(one.start(), one.start() + len(one[0].rstrip()))) for n, one in lines]


def line_starts(text: str, start: int = 0, end: int = sys.maxsize) -> list[int]:
    """Return where each numbered line of a text begins, or of a part of it that is made of whole paragraphs."""
    return [one.start() for one in _line(WIDTH).finditer(text, start, end)]


def words_of(line: Span, turns: Iterable[Span]) -> int:
    """Return where a line is read from: the words of the turn that begins on it, not its label and timestamp.

    Args:
        line: The characters of the line.
        turns: All turns of its text, in order.
    """
    turn = next((turn for turn in turns if turn.end > line.start), line)
    return turn.start if line.contains(turn.start) else line.start


@lru_cache
def _line(width: int) -> re.Pattern[str]:
    """Return a line: what is left of a paragraph, or what ends at a blank, or a part of a longer word."""
    rest, full = rf"\S.{{0,{width - 1}}}$", rf"\S.{{{width - 1}}}"
    to_a_blank = rf"\S.{{0,{max(width - 2, 0)}}}(?=[ \t\u00a0])"
    return re.compile(rf"{rest}|{full}(?=\s)|{to_a_blank}|{full}", re.MULTILINE)


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
