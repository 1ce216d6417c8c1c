"""A few lines of a text that are typed into, laid out by themselves.

Everything around them stays as it was laid out when typing began. Places inside a patch count from where it begins; the
passages, turns and time marks that reach into it keep the places they had in the text that is corrected, and follow
what is typed by the same rules as those on disk (``domain.correction``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qcode.domain.correction import Correction, Shift, extended
from qcode.domain.span import Span
from qcode.domain.study import SourceTurn
from qcode.domain.transcript import TimeMark
from qcode.tui.layout.gutter import Talk
from qcode.tui.layout.paint import Scene
from qcode.tui.layout.spans import SpanIndex, lanes_of
from qcode.tui.layout.wrap import WrapIndex

Places = dict[int, tuple[int, int]]
"""Start and end of things, each under a number."""


(_NO_SPANS,) = lanes_of([()])
"""The lane of which a patch has no span; there are many lanes, and patches are not added to."""


class LanedSpans(SpanIndex):
    """Spans that keep the lanes they had among all the others.

    Args:
        spans: Start, end and handle of each.
        lanes: Lane of each handle.
        lane_count: How many lanes all spans of the text need.
    """

    __slots__ = ("_count", "_given")

    def __init__(self, spans: Iterable[tuple[int, int, int]], lanes: Mapping[int, int], lane_count: int) -> None:
        self._given, self._count = lanes, lane_count
        super().__init__(spans)

    @property
    def lane_count(self) -> int:
        """How many lanes all spans of the text need."""
        return self._count

    def _build_lanes(self, ordered: list[tuple[int, int, int]]) -> None:
        members: dict[int, list[tuple[int, int, int]]] = {}
        for span in ordered:
            lane = self._lane_of[span[2]] = self._given[span[2]]
            members.setdefault(lane, []).append(span)
        self._lanes = [_NO_SPANS] * self._count
        for lane, made in zip(members, lanes_of(members.values()), strict=True):
            self._lanes[lane] = made


class Patch:
    """Some lines as they read now.

    Args:
        start: Where they begin in the text that was laid out.
        end: Where their last line ends there, before its newline.
        old: How they read in the text that is corrected.
        text: How they read now.
        hunks: What leads from the one to the other, in places of ``old``.
        spans: Passages that reach into them, by handle; places as if only these lines had been corrected so far.
        turns: Turns that do, the one before and the one after, by number; places likewise.
        marks: Time marks that do; places likewise.
    """

    def __init__(
        self, start: int, end: int, *, old: str, text: str, hunks: tuple[Correction, ...],
        spans: Places, turns: Places, marks: Places,
    ) -> None:  # fmt: skip
        self.start, self.end = start, end
        self.old, self.text, self.hunks = old, text, hunks
        self.spans, self.turns, self.marks = spans, turns, marks
        self.live_spans: Places = {}
        """Passages of which something is left, as they lie now."""
        self.live_turns: Places = {}
        self.live_marks: Places = {}
        self.follow()

    @property
    def growth(self) -> int:
        """By how much these lines are longer now than when they were laid out."""
        return len(self.text) - (self.end - self.start)

    @property
    def old_growth(self) -> int:
        """By how much they were longer already in the text that is corrected."""
        return len(self.old) - (self.end - self.start)

    def edit(self, start: int, end: int, words: str) -> None:
        """Put words in place of others, in places of these lines as they read now."""
        correction = Correction(start, self.text[start:end], words)
        self.hunks = extended(self.hunks, self.old, self.text, correction)
        self.text = f"{self.text[:start]}{words}{self.text[end:]}"
        self.follow()

    def shift(self) -> Shift:
        """Return what leads from the corrected text to this one, in places as passages have them."""
        return Shift(Correction(self.start + one.position, one.removed, one.inserted) for one in self.corrections())

    def corrections(self) -> list[Correction]:
        """Return the corrections, in places of ``old``; what reads as it did is none."""
        return [one for one in self.hunks if one.removed != one.inserted]

    def meets(self, start: int, end: int) -> bool:
        """Say whether a stretch of these lines, as they read now, meets what was typed."""
        return any(span.start <= end and start <= span.end for span in Shift(self.hunks).reach())

    def follow(self) -> None:
        """Let everything go where what was typed moves it."""
        shift = self.shift()
        self.live_spans = {
            handle: (after.start, after.end)
            for handle, (start, end) in self.spans.items()
            if (after := shift.span(Span(start, end))) is not None
        }
        numbers = sorted(self.turns)
        found = shift.turns(Span(*self.turns[number]) for number in numbers)
        self.live_turns = {
            number: (turn.start, turn.end) for number, turn in zip(numbers, found, strict=True) if turn is not None
        }
        self.live_marks = {
            number: (shift.start(place),) * 2
            for number, (place, _end) in self.marks.items()
            if not _is_out(shift, place)
        }

    def settle(self) -> None:
        """Take the lines as they read now for the text that is corrected from now on."""
        self.old, self.hunks = self.text, ()
        self.spans, self.turns, self.marks = self.live_spans, self.live_turns, self.live_marks

    def scene(self, base: Scene, lanes: Mapping[int, int]) -> Scene:
        """Return the lines as they are drawn.

        Args:
            base: The text as it was laid out.
            lanes: Lane of each passage.
        """
        drawn = {handle: places for handle, places in self.live_spans.items() if handle in base.spans}
        focused = {
            handle: places for handle, places in drawn.items() if base.focus is not None and handle in base.focus
        }
        return Scene(
            WrapIndex(self.text, base.wrap.width),
            self._laned(drawn, lanes, base.spans.lane_count),
            base.names,
            base.frame,
            self._talk(base.talk.turns, base.talk.marks),
            self._laned(focused, lanes, base.spans.lane_count) if base.focus is not None else None,
            base.work,
        )

    def _laned(self, places: Places, lanes: Mapping[int, int], count: int) -> LanedSpans:
        spans = ((start - self.start, end - self.start, handle) for handle, (start, end) in places.items())
        return LanedSpans(spans, lanes, count)

    def _talk(self, turns: Sequence[SourceTurn], marks: Sequence[TimeMark]) -> Talk:
        return Talk(
            [turns[number] for number in self.live_turns],
            [marks[number] for number in self.live_marks],
            [(start - self.start, end - self.start) for start, end in self.live_turns.values()],
            [place - self.start for place, _end in self.live_marks.values()],
        )


class Joiner:
    """Puts places of several patches and of the text between them into one."""

    def __init__(self, start: int, end: int, patches: Sequence[Patch], offsets: Sequence[int]) -> None:
        self._start, self._end = start, end
        self._patches, self._offsets = patches, offsets

    def joined(self, places: Places, known: Sequence[Places]) -> Places:
        """Return where things lie, given where they were laid out; what went in a patch is left out."""
        found: Places = {}
        for number, (start, end) in places.items():
            begins, ends = self._moved(number, start, 0, known), self._moved(number, end, 1, known)
            if begins is not None and ends is not None:
                found[number] = (begins, max(begins, ends))
        return found

    def _moved(self, number: int, place: int, side: int, known: Sequence[Places]) -> int | None:
        growth = 0
        for patch, offset, some in zip(self._patches, self._offsets, known, strict=True):
            if place < patch.start or (side and place == patch.start):
                break
            if place <= patch.end:
                return self._start + offset + some[number][side] - patch.start if number in some else None
            growth += patch.old_growth
        return place + growth


def _is_out(shift: Shift, place: int) -> bool:
    """Say whether the first character of a time mark is taken out."""
    return any(
        one.position <= place < one.end and (place > one.position or not one.inserted) for one in shift.corrections
    )
