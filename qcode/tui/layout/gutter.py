"""What stands left of the words: the time, who speaks, the paragraph's number, each where it changes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.cells import cell_len

from qcode.domain.study import SourceTurn
from qcode.domain.text import visible
from qcode.domain.transcript import Role, TimeMark, timestamp
from qcode.tui.layout.frame import Frame
from qcode.tui.layout.looks import BLANK, Look, Piece, fitted
from qcode.tui.layout.wrap import WrapIndex

_TIME, _NUMBER = Look("time"), Look("number")


class Talk:
    """Who speaks where, and when; with the starts apart, so that a place is found at once.

    Args:
        turns: In order.
        marks: In order.
        places: Start and end of each turn, where they are other than the turns themselves say.
        times: Place of each mark, where it is another than the mark itself says.
    """

    __slots__ = ("ends", "label", "marks", "starts", "times", "turns")

    def __init__(
        self,
        turns: Sequence[SourceTurn] = (),
        marks: Sequence[TimeMark] = (),
        places: Sequence[tuple[int, int]] | None = None,
        times: Sequence[int] | None = None,
    ) -> None:
        self.turns = turns
        self.marks = marks
        self.label = max(map(cell_len, {turn.speaker for turn in turns}), default=0)
        """Cells of the longest name of a speaker."""
        places = [(turn.span.start, turn.span.end) for turn in turns] if places is None else places
        self.starts = array("i", [start for start, _end in places])
        self.ends = array("i", [end for _start, end in places])
        self.times = array("i", [mark.position for mark in marks] if times is None else times)

    def turn_starting(self, start: int, end: int) -> tuple[SourceTurn | None, bool]:
        """Return the turn that begins in a stretch, and whether its time is another than the turn's before it."""
        at = bisect_left(self.starts, start)
        if at == len(self.starts) or self.starts[at] >= end:
            return None, False
        return self.turns[at], at == 0 or self.turns[at - 1].seconds != self.turns[at].seconds

    def seconds_marked(self, start: int, end: int) -> float | None:
        """Return the time of a mark in a stretch that no turn shows: one inside a turn, or of a text without turns."""
        at = bisect_left(self.times, start)
        if at == len(self.times) or self.times[at] >= end:
            return None
        over = bisect_right(self.starts, self.times[at]) - 1
        is_inside = over >= 0 and self.times[at] < self.ends[over]
        return self.marks[at].seconds if is_inside or not self.turns else None

    def grounds(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return who speaks in a stretch, from which offset on; without turns it is all a participant's."""
        if not self.turns:
            return [(start, Role.PARTICIPANT.value)]
        at = max(0, bisect_right(self.starts, start) - 1)
        found: list[tuple[int, str]] = [(start, "outside")]
        while at < len(self.starts) and self.starts[at] < end:
            if self.ends[at] > start:
                found += [(max(start, self.starts[at]), self.turns[at].role.value), (self.ends[at], "outside")]
            at += 1
        return found


def gutter(frame: Frame, wrap: WrapIndex, row: int, talk: Talk, above: int = 0) -> list[Piece]:
    """Return the pieces left of a row's words.

    The time stands at a turn only where it differs from the turn's before it, and at a mark inside a turn. The numbers
    of paragraphs go on from those ``above``.
    """
    start, end = wrap.bounds(row)
    until = end + 1 if wrap.is_line_end(row) else end
    turn, is_new_time = talk.turn_starting(start, until)
    is_first = wrap.starts_paragraph(row)
    seconds = turn.seconds if turn and is_new_time else talk.seconds_marked(start, until)
    if turn is None and seconds is None and not is_first:
        return [(" " * frame.gutter, BLANK)] if frame.gutter else []
    pieces: list[Piece] = []
    if frame.time:
        pieces.append(((timestamp(seconds) or "").ljust(frame.time + 1), _TIME))
    if frame.label:
        label = visible(turn.speaker).replace("\n", " ").replace("\t", " ") if turn else ""
        pieces.append((fitted(label, frame.label) + " ", Look(f"label-{turn.role}") if turn else BLANK))
    if frame.number:
        number = str(above + wrap.paragraph(start)) if is_first else ""
        pieces.append((number.rjust(frame.number) + " ", _NUMBER))
    return pieces
