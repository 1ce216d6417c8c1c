"""Words, sentences, paragraphs and turns, as places to go to and stretches to select.

Two questions answer all the others: which unit begins first from here, and which began last before here.
Labels and timestamps are nobody's words: in a line that holds a turn, sentences and the paragraph begin where
the turn does.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from enum import StrEnum

from qcode.domain.sentences import sentences
from qcode.domain.span import Span
from qcode.tui.layout.graphemes import next_boundary, previous_boundary

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SOLID = re.compile(r"\S")
_NOT_NEWLINE = re.compile(r"[^\n]")
_BLANKS_AND_RUN = re.compile(r"\s*\S+")
_RUN_AND_BLANKS = re.compile(r"\S+\s*")
_KEPT_LINES = 64


class Unit(StrEnum):
    """A size of passage, from small to large."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


class Units:
    """The units of one text.

    Args:
        text: The whole text.
        turns: The words of each turn, in order, never overlapping; empty turns are left out.
    """

    def __init__(self, text: str, turns: Sequence[Span] = ()) -> None:
        self.text = text
        self._turns = [turn for turn in turns if turn.start < turn.end]
        self._turn_starts = array("i", [turn.start for turn in self._turns])
        self._sentences: OrderedDict[int, list[Span]] = OrderedDict()

    # the two questions

    def first_from(self, unit: Unit, offset: int) -> Span | None:
        """Return the first unit that begins at an offset or after it."""
        if unit is Unit.TURN:
            at = bisect_left(self._turn_starts, offset)
            return self._turns[at] if at < len(self._turns) else None
        if unit is Unit.WORD:
            return self._first_word_from(offset)
        start = self._line_start(offset)
        while True:
            for span in self._of_line(unit, start):
                if span.start >= offset:
                    return span
            following = _NOT_NEWLINE.search(self.text, self._line_end(start))
            if following is None:
                return None
            start = following.start()

    def last_before(self, unit: Unit, offset: int) -> Span | None:
        """Return the last unit that begins before an offset."""
        if unit is Unit.TURN:
            at = bisect_left(self._turn_starts, offset)
            return self._turns[at - 1] if at else None
        if unit is Unit.WORD:
            return self._last_word_before(offset)
        start = self._line_start(offset)
        while True:
            for span in reversed(self._of_line(unit, start)):
                if span.start < offset:
                    return span
            while start > 0 and self.text[start - 1] == "\n":
                start -= 1
            if start == 0:
                return None
            start = self._line_start(start)

    # what follows from them

    def at(self, unit: Unit, offset: int) -> Span | None:
        """Return the unit over an offset; else the nearest of its line, ahead first; else the nearest ahead."""
        here = self.last_before(unit, offset + 1)
        if here is not None and here.end > offset:
            return here
        ahead = self.first_from(unit, offset)
        if ahead is not None and ahead.start <= self._line_end(offset):
            return ahead
        if here is not None and here.end > self._line_start(offset):
            return here
        return ahead or here

    def around(self, unit: Unit, span: Span) -> Span:
        """Return a span widened to whole units at both ends."""
        start, end = span.start, span.end
        first = self.last_before(unit, start + 1)
        if first is not None and first.end > start:
            start = first.start
        last = self.last_before(unit, end)
        if last is not None and last.end > end:
            end = last.end
        return Span(start, end)

    def one_more(self, unit: Unit, span: Span, *, backward: bool = False) -> Span:
        """Return a span widened by one unit, or the same where there is none left."""
        if backward:
            before = self.last_before(unit, span.start)
            return Span(before.start, span.end) if before else span
        after = self.first_from(unit, span.end)
        return Span(span.start, after.end) if after else span

    def one_less(self, unit: Unit, span: Span, *, backward: bool = False) -> Span | None:
        """Return a span without its last unit, or its first; ``None`` if nothing of it is left."""
        if backward:
            second = self.first_from(unit, span.start + 1)
            return Span(second.start, span.end) if second and second.start < span.end else None
        last = self.last_before(unit, span.end)
        kept = self.last_before(unit, last.start) if last else None
        return Span(span.start, min(kept.end, span.end)) if kept and kept.end > span.start else None

    def next_end(self, unit: Unit, offset: int) -> int:
        """Return the first end of a unit after an offset, the end of the text if there is none."""
        here = self.last_before(unit, offset + 1)
        if here is not None and here.end > offset:
            return here.end
        ahead = self.first_from(unit, offset)
        return ahead.end if ahead else len(self.text)

    # lines

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _of_line(self, unit: Unit, start: int) -> list[Span]:
        """Return the sentences of the line that begins at an offset, or the line as a paragraph."""
        end = self._line_end(start)
        stretches = self._stretches(start, end)
        if unit is Unit.PARAGRAPH:
            return [Span(stretches[0].start, stretches[-1].end)] if stretches else []
        if start not in self._sentences:
            self._sentences[start] = [s for part in stretches for s in sentences(self.text, part.start, part.end)]
            if len(self._sentences) > _KEPT_LINES:
                self._sentences.popitem(last=False)
        return self._sentences[start]

    def _stretches(self, start: int, end: int) -> list[Span]:
        """Return the words of a line: those of its turns, or all where it has none."""
        at = bisect_left(self._turn_starts, start)
        if at and self._turns[at - 1].end > start:
            at -= 1
        found = []
        while at < len(self._turns) and self._turns[at].start < end:
            turn = self._turns[at]
            found.append(Span(max(start, turn.start), min(end, turn.end)))
            at += 1
        solid = [] if found else [Span(start, end)]
        return [span for part in found or solid for span in self._stripped(part)]

    def _stripped(self, span: Span) -> list[Span]:
        first = _SOLID.search(self.text, span.start, span.end)
        if first is None:
            return []
        end = span.end
        while self.text[end - 1].isspace():
            end -= 1
        return [Span(first.start(), end)]

    # words

    def _token_start(self, offset: int) -> int:
        """Return where the run of characters begins that a blank or newline parts from what is before it."""
        return max(self.text.rfind(" ", 0, offset), self.text.rfind("\n", 0, offset)) + 1

    def _first_word_from(self, offset: int) -> Span | None:
        for match in _WORD.finditer(self.text, self._token_start(offset)):
            if match.start() >= offset:
                return Span(*match.span())
        return None

    def _last_word_before(self, offset: int) -> Span | None:
        stop = offset
        while stop > 0:
            start = self._token_start(stop)
            last = None
            for match in _WORD.finditer(self.text, start):
                if match.start() >= offset:
                    break
                last = match
            if last is not None:
                return Span(*last.span())
            stop = start
            while stop > 0 and self.text[stop - 1] in " \n":
                stop -= 1
        return None


def nudged(text: str, span: Span, motion: str, *, at_start: bool) -> Span:
    """Return a span with one boundary moved by a character, or by a word with the marks that cling to it.

    Args:
        text: The whole text.
        span: Not empty; never made so.
        motion: ``left``, ``right``, ``previous_word`` or ``next_word``.
        at_start: Whether the start moves, not the end.
    """
    at = span.start if at_start else span.end
    if motion in ("left", "right"):
        moved = next_boundary(text, at) if motion == "right" else previous_boundary(text, at)
    elif motion == "next_word":
        found = (_RUN_AND_BLANKS if at_start else _BLANKS_AND_RUN).match(text, at)
        moved = found.end() if found else at
    else:
        moved = _run_before(text, at) if at_start else _end_before(text, at)
    start, end = (moved, span.end) if at_start else (span.start, moved)
    return Span(start, end) if 0 <= start < end <= len(text) else span


def _run_before(text: str, at: int) -> int:
    """Return where the run of characters without blanks begins that ends before a place."""
    while at and text[at - 1].isspace():
        at -= 1
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _end_before(text: str, at: int) -> int:
    """Return where the run before the one at a place ends."""
    at = _run_before(text, at)
    while at and text[at - 1].isspace():
        at -= 1
    return at
