"""Which spans lie where, for ten thousand of them and a key that must not wait.

Two views of the same spans. *Pieces*: the text cut at every start and end, with the number of spans over each
piece and the one on top; that paints the words. *Lanes*: spans that do not meet share a lane, given greedily
from the left; that paints the margin and answers what lies at a place. One span comes or goes without a
rebuild. On top is the span that begins last, of those the shortest, of those the newest.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

NOTHING = -1
"""The handle of no span."""


class Placed(NamedTuple):
    """A span in its lane."""

    start: int
    end: int
    handle: int
    """Whatever number the caller gave it, 0 or more."""
    lane: int
    """0 for the lane next to the text."""


class _Lane:
    """Spans that never meet, in order."""

    __slots__ = ("ends", "handles", "starts")

    def __init__(self, ordered: Iterable[tuple[int, int, int]] = ()) -> None:
        spans = list(ordered)
        self.starts: array[int] = array("i", [start for start, _, _ in spans])
        self.ends: array[int] = array("i", [-minus_end for _, minus_end, _ in spans])
        self.handles: array[int] = array("i", [handle for _, _, handle in spans])


def lanes_of(members: Iterable[Iterable[tuple[int, int, int]]]) -> list[_Lane]:
    """Return lanes that hold spans: start, minus end and handle of each, in order."""
    return [_Lane(lane) for lane in members]


class SpanIndex:
    """Spans of one text, each under a handle of the caller's.

    Args:
        spans: Start, end and handle of each; handles are unique.
        reach: How far a span that ends at an offset keeps its lane for itself, for instance to the end of
            the row, so that two stripes never share a row of a lane. Never less than the offset; no farther by default.
    """

    __slots__ = ("_bounds", "_depths", "_lane_of", "_lanes", "_reach", "_spans", "_starts", "_tops")

    def __init__(self, spans: Iterable[tuple[int, int, int]] = (), reach: Callable[[int], int] | None = None) -> None:
        self._reach = reach
        self._spans: dict[int, tuple[int, int]] = {}
        ordered = sorted((start, -end, handle) for start, end, handle in spans)
        for start, minus_end, handle in ordered:
            self._spans[handle] = (start, -minus_end)
        self._starts: array[int] = array("i", [start for start, _, _ in ordered])
        self._lanes: list[_Lane] = []
        self._lane_of: dict[int, int] = {}
        self._build_lanes(ordered)
        self._bounds: array[int] = array("i", [0])
        self._depths: array[int] = array("i", [0])
        self._tops: array[int] = array("i", [NOTHING])
        self._build_pieces(ordered)

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, handle: int) -> bool:
        return handle in self._spans

    @property
    def lane_count(self) -> int:
        """How many lanes the spans need."""
        return len(self._lanes)

    def span(self, handle: int) -> tuple[int, int]:
        """Return start and end of a span."""
        return self._spans[handle]

    def lane(self, handle: int) -> int:
        """Return the lane of a span, 0 for the one next to the text."""
        return self._lane_of[handle]

    # building

    def _reserved(self, start: int, end: int) -> int:
        """Return up to where a span has its lane for itself."""
        return max(start + 1, self._reach(end) if self._reach else end)

    def _build_lanes(self, ordered: list[tuple[int, int, int]]) -> None:
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        members: list[list[tuple[int, int, int]]] = []
        push, pop, reach, lane_of = heapq.heappush, heapq.heappop, self._reach, self._lane_of
        for span in ordered:
            start, minus_end, handle = span
            while busy and busy[0][0] <= start:
                push(free, pop(busy)[1])
            if free:
                number = pop(free)
            else:
                number = len(members)
                members.append([])
            members[number].append(span)
            lane_of[handle] = number
            push(busy, (max(start + 1, reach(-minus_end) if reach else -minus_end), number))
        self._lanes = lanes_of(members)

    def _build_pieces(self, ordered: list[tuple[int, int, int]]) -> None:
        """Cut the text; spans come in the order in which they cover each other, so a stack knows the top."""
        real = [(start, -minus_end, handle) for start, minus_end, handle in ordered if start < -minus_end]
        ends = sorted([end for _, end, _ in real])
        bounds = sorted({0, *ends, *[start for start, _, _ in real]})
        real.append((bounds[-1] + 1, 0, NOTHING))
        stack: list[tuple[int, int]] = [(bounds[-1] + 1, NOTHING)]
        depths, tops = [], []
        begun = ended = 0
        for bound in bounds:
            while real[begun][0] == bound:
                stack.append(real[begun][1:])
                begun += 1
            while ended < len(ends) and ends[ended] == bound:
                ended += 1
            while stack[-1][0] <= bound:
                stack.pop()
            depths.append(begun - ended)
            tops.append(stack[-1][1])
        self._bounds, self._depths, self._tops = array("i", bounds), array("i", depths), array("i", tops)

    # changing

    def add(self, start: int, end: int, handle: int) -> None:
        """Add one span.

        Raises:
            ValueError: If the handle is taken.
        """
        if handle in self._spans:
            raise ValueError(f"handle {handle} is taken")
        self._spans[handle] = (start, end)
        insort(self._starts, start)
        self._add_to_lane(start, end, handle)
        if start == end:
            return
        first, last = self._cut(start), self._cut(end)
        rank = self._rank(handle)
        for at in range(first, last):
            self._depths[at] += 1
            if self._tops[at] == NOTHING or rank > self._rank(self._tops[at]):
                self._tops[at] = handle

    def remove(self, handle: int) -> None:
        """Take one span away; unknown handles raise ``KeyError``."""
        start, end = self._spans.pop(handle)
        del self._starts[bisect_left(self._starts, start)]
        lane = self._lanes[self._lane_of.pop(handle)]
        at = lane.handles.index(handle, bisect_left(lane.starts, start))
        del lane.starts[at], lane.ends[at], lane.handles[at]
        for piece in range(bisect_left(self._bounds, start), bisect_left(self._bounds, end)):
            self._depths[piece] -= 1
            if self._tops[piece] == handle:
                self._tops[piece] = max(self.at(self._bounds[piece]), key=self._rank, default=NOTHING)

    def _add_to_lane(self, start: int, end: int, handle: int) -> None:
        until = self._reserved(start, end)
        number = 0
        while number < len(self._lanes) and not self._has_room(self._lanes[number], start, until):
            number += 1
        if number == len(self._lanes):
            self._lanes.append(_Lane())
        lane = self._lanes[number]
        at = bisect_right(lane.starts, start)
        lane.starts.insert(at, start)
        lane.ends.insert(at, end)
        lane.handles.insert(at, handle)
        self._lane_of[handle] = number

    def _has_room(self, lane: _Lane, start: int, until: int) -> bool:
        at = bisect_right(lane.starts, start)
        if at and self._reserved(lane.starts[at - 1], lane.ends[at - 1]) > start:
            return False
        return at == len(lane.starts) or until <= lane.starts[at]

    def _cut(self, offset: int) -> int:
        """Make sure that a piece begins at an offset and return its number."""
        at = bisect_left(self._bounds, offset)
        if at == len(self._bounds) or self._bounds[at] != offset:
            self._bounds.insert(at, offset)
            self._depths.insert(at, self._depths[at - 1])
            self._tops.insert(at, self._tops[at - 1])
        return at

    def _rank(self, handle: int) -> tuple[int, int, int]:
        start, end = self._spans[handle]
        return start, -end, handle

    # asking

    def at(self, offset: int) -> list[int]:
        """Return the handles of the spans over a character, in lane order."""
        found = []
        for lane in self._lanes:
            at = bisect_right(lane.starts, offset) - 1
            if at >= 0 and lane.ends[at] > offset:
                found.append(lane.handles[at])
        return found

    def between(self, start: int, end: int, lanes: int | None = None) -> list[Placed]:
        """Return the spans that share a character with a stretch, in lane order, then by start.

        Args:
            start: Of the stretch.
            end: Of the stretch.
            lanes: How many lanes to look at, all by default.
        """
        found = []
        for number, lane in enumerate(self._lanes[:lanes]):
            starts, ends = lane.starts, lane.ends
            at = bisect_right(starts, start) - 1
            if at < 0 or ends[at] <= start:
                at += 1
            while at < len(starts) and starts[at] < end:
                if ends[at] > start:
                    found.append(Placed(starts[at], ends[at], lane.handles[at], number))
                at += 1
        return found

    def following(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first span after a stretch, by start, then by end; ``None`` if there is none."""
        found = []
        for lane in self._lanes:
            at = bisect_left(lane.starts, start)
            while at < len(lane.starts) and (lane.starts[at], lane.ends[at]) <= (start, end):
                at += 1
            if at < len(lane.starts):
                found.append((lane.starts[at], lane.ends[at]))
        return min(found, default=None)

    def preceding(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the last span before a stretch, by start, then by end; ``None`` if there is none."""
        found = []
        for lane in self._lanes:
            at = bisect_right(lane.starts, start) - 1
            while at >= 0 and (lane.starts[at], lane.ends[at]) >= (start, end):
                at -= 1
            if at >= 0:
                found.append((lane.starts[at], lane.ends[at]))
        return max(found, default=None)

    def count(self, start: int, end: int) -> int:
        """Return how many spans share a character with a stretch, without looking at each."""
        here = self._depths[bisect_right(self._bounds, start) - 1]
        return here + bisect_left(self._starts, end) - bisect_right(self._starts, start)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield start, end, depth and top handle of the pieces of a stretch; together they are the stretch."""
        bounds = self._bounds
        at = max(0, bisect_right(bounds, start) - 1)
        while start < end:
            stop = min(end, bounds[at + 1]) if at + 1 < len(bounds) else end
            yield start, stop, self._depths[at], self._tops[at]
            start, at = stop, at + 1
