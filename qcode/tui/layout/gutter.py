"""What stands left of the words: the time, who speaks, the paragraph's number, each where it changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qcode.domain.study import SourceTurn
from qcode.domain.text import visible
from qcode.domain.transcript import TimeMark, timestamp
from qcode.tui.layout.frame import Frame
from qcode.tui.layout.looks import Look, Piece, fitted
from qcode.tui.layout.wrap import WrapIndex


def gutter(
    frame: Frame, wrap: WrapIndex, row: int, turns: Sequence[SourceTurn], marks: Sequence[TimeMark]
) -> list[Piece]:
    """Return the pieces left of a row's words.

    The time stands at a turn only where it differs from the turn's before it, and at a mark inside a turn.
    """
    start, end = wrap.bounds(row)
    until = end + 1 if wrap.is_line_end(row) else end
    turn, is_new_time = _turn_starting(turns, start, until)
    pieces: list[Piece] = []
    if frame.time:
        seconds = turn.seconds if turn and is_new_time else _seconds_marked(turns, marks, start, until)
        pieces.append(((timestamp(seconds) or "").ljust(frame.time + 1), Look("time")))
    if frame.label:
        label = visible(turn.speaker).replace("\n", " ").replace("\t", " ") if turn else ""
        pieces.append((fitted(label, frame.label) + " ", Look(f"label-{turn.role}" if turn else "blank")))
    if frame.number:
        number = str(wrap.paragraph(start)) if wrap.starts_paragraph(row) else ""
        pieces.append((number.rjust(frame.number) + " ", Look("number")))
    return pieces


def _turn_starting(turns: Sequence[SourceTurn], start: int, end: int) -> tuple[SourceTurn | None, bool]:
    """Return the turn that begins in a row, and whether its time is another than the turn's before it."""
    at = bisect_left(turns, start, key=_turn_start)
    if at == len(turns) or turns[at].span.start >= end:
        return None, False
    return turns[at], at == 0 or turns[at - 1].seconds != turns[at].seconds


def _seconds_marked(turns: Sequence[SourceTurn], marks: Sequence[TimeMark], start: int, end: int) -> float | None:
    """Return the time of a mark in a row that no turn shows: one inside a turn, or of a text without turns."""
    at = bisect_left(marks, start, key=_mark_position)
    if at == len(marks) or marks[at].position >= end:
        return None
    mark = marks[at]
    over = bisect_right(turns, mark.position, key=_turn_start) - 1
    is_inside = over >= 0 and mark.position < turns[over].span.end
    return mark.seconds if is_inside or not turns else None


def _turn_start(turn: SourceTurn) -> int:
    return turn.span.start


def _mark_position(mark: TimeMark) -> int:
    return mark.position
