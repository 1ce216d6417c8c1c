"""The text that lies open: its words, and where in it turns, paragraphs, lines of the appendix and times are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qcode.domain.line_numbers import line_starts, words_of
from qcode.domain.span import Span
from qcode.domain.study import SourceTurn
from qcode.domain.text import paragraph_starts
from qcode.domain.transcript import Role, TimeMark


class OpenText:
    """A text with its turns and time marks; an empty one at first."""

    def __init__(self) -> None:
        self.lay()

    def lay(self, text: str = "", turns: Sequence[SourceTurn] = (), marks: Sequence[TimeMark] = ()) -> None:
        """Open another text.

        Args:
            text: As stored.
            turns: In order.
            marks: In order of position.
        """
        self.text, self.turns, self.marks = text, turns, marks
        self._turn_starts = [turn.span.start for turn in turns]
        self._paragraph_starts = paragraph_starts(text)
        self._line_starts: list[int] = []
        self._counted = 0

    def spoken(self, span: Span) -> str:
        """Return the words of a span without the labels and timestamps between turns."""
        said = [
            Span(max(span.start, turn.span.start), min(span.end, turn.span.end))
            for turn in self.turns
            if turn.span.overlaps(span)
        ]
        return " ".join(part.of(self.text) for part in said) if len(said) > 1 else span.of(self.text)

    def turn_at(self, offset: int) -> SourceTurn | None:
        """Return the turn over a place, ``None`` between turns."""
        at = bisect_right(self._turn_starts, offset) - 1
        return self.turns[at] if at >= 0 and offset < self.turns[at].span.end else None

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph over a place, from 1; that of the one before between paragraphs."""
        return max(1, bisect_right(self._paragraph_starts, offset))

    def line_at(self, offset: int) -> int:
        """Return the number of the line over a place, as the appendix numbers them, from 1; else of the one before."""
        return max(1, bisect_right(self._numbered(offset), offset))

    def start_of_paragraph(self, number: int) -> int:
        """Return where the words of a paragraph begin, counted from 1; the first or last one for numbers beyond."""
        return self._words_of(self._paragraph_starts, number)

    def start_of_line(self, number: int) -> int:
        """Return where the words of a line of the appendix begin; of the first or last one for numbers beyond."""
        return self._words_of(self._numbered(len(self.text)), number)

    def _words_of(self, starts: Sequence[int], number: int) -> int:
        at = max(0, min(number, len(starts)) - 1)
        start, *after = [*starts[at : at + 2], len(self.text)]
        return words_of(Span(start, after[0] if after else start), (turn.span for turn in self.turns))

    def _numbered(self, offset: int) -> list[int]:
        """Return where numbered lines begin; those behind a place perhaps not: to count a long text takes a while."""
        if offset >= self._counted < len(self.text):
            end = self.text.find("\n", offset) + 1 or len(self.text)
            self._line_starts += line_starts(self.text, self._counted, end)
            self._counted = end
        return self._line_starts

    def next_turn(self, offset: int, step: int) -> SourceTurn | None:
        """Return the participant's turn after or before a place; any turn where roles tell nothing."""
        answers = [turn for turn in self.turns if turn.role is Role.PARTICIPANT] or self.turns
        if step > 0:
            return next((turn for turn in answers if turn.span.start > offset), None)
        here = self.turn_at(offset)
        before = here.span.start if here else offset
        return next((turn for turn in reversed(answers) if turn.span.start < before), None)

    def seconds_at(self, offset: int) -> float | None:
        """Return the time of the last mark at or before a place."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark.position) - 1
        return self.marks[at].seconds if at >= 0 else None
