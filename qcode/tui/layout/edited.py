"""A text that is typed into: what was laid out before, with a patch over each place that reads otherwise now.

It answers what a ``Scene`` and its ``WrapIndex`` answer, for the text as it reads now. A key lays out the lines it
changes and nothing else; neither the length of the text nor the number of its codings matters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qcode.domain.correction import Correction
from qcode.domain.span import Span
from qcode.tui.layout.looks import Piece
from qcode.tui.layout.paint import Scene
from qcode.tui.layout.patch import Joiner, Patch, Places
from qcode.tui.layout.spans import SpanIndex
from qcode.tui.layout.typed_text import TypedText


@dataclass(frozen=True, slots=True)
class Changed:
    """The rows that a key changed."""

    first: int
    """The first of them."""
    before: int
    """How many they were."""
    after: int
    """How many they are."""
    is_gone: bool
    """Whether a passage went or came back, so that its stripe does too."""


@dataclass(frozen=True, slots=True)
class TouchedSpan:
    """A passage whose words read otherwise now."""

    handle: int
    old: str
    new: str
    """Empty if nothing is left."""


class EditedText:
    """A scene and its rows, as the text reads now.

    Args:
        base: The text as it was laid out.
        index: Where passages lie in it, shown or not.
    """

    def __init__(self, base: Scene, index: SpanIndex) -> None:
        self.base = base
        self.index = index
        self.typed = TypedText(base.wrap.text)
        """How it reads now."""
        self.names = base.names
        self.frame = base.frame
        self.talk = base.talk
        self.spans = base.spans
        self.focus = base.focus
        self.work = base.work
        self.width = base.wrap.width
        self.patches: list[Patch] = []
        self._scenes: list[Scene] = []
        self._measure()

    # typing

    def replace(self, start: int, end: int, words: str) -> Changed:
        """Put words in place of others.

        Args:
            start: In places of the text as it reads now.
            end: Likewise.
            words: What is typed; empty to take out.
        """
        first = bisect_right(self._starts, start) - 1
        if first >= 0 and end <= self._ends[first]:
            last, patch = first + 1, self.patches[first]
        else:
            first, last = self._around(start, end)
            patch = self._joined(start, end, first, last)
        rows = len(self)
        at = patch.start + self._growths[first]
        left = len(patch.live_spans)
        self.typed.open(at, at + len(patch.text))
        patch.edit(start - at, end - at, words)
        self.typed.put(patch.text)
        scene = patch.scene(self.base, _Lanes(self.index))
        self.patches[first:last], self._scenes[first:last] = [patch], [scene]
        self._measure()
        after = len(scene.wrap)
        return Changed(self._rows[first], after - (len(self) - rows), after, left != len(patch.live_spans))

    def meets(self, start: int, end: int) -> bool:
        """Say whether a stretch meets what was typed since the text was taken for the corrected one."""
        return any(
            patch.meets(start - at, end - at)
            for patch, at in zip(self.patches, self._starts, strict=True)
            if patch.hunks
        )

    def corrections(self) -> list[Correction]:
        """Return what was typed, in places of the text that is corrected."""
        found: list[Correction] = []
        growth = 0
        for patch in self.patches:
            at = patch.start + growth
            found += [Correction(at + one.position, one.removed, one.inserted) for one in patch.corrections()]
            growth += patch.old_growth
        return found

    def settle(self) -> None:
        """Take the text as it reads now for the one that is corrected from now on."""
        for patch in self.patches:
            patch.settle()

    def touched(self) -> Iterator[TouchedSpan]:
        """Yield the passages whose words read otherwise than in the text that is corrected, each once."""
        seen: set[int] = set()
        for patch in self.patches:
            if not patch.hunks:
                continue
            shift = patch.shift()
            for handle, (start, end) in patch.spans.items():
                if handle not in seen and shift.touches(Span(start, end)):
                    seen.add(handle)
                    yield self._touched(patch, handle)

    def _touched(self, patch: Patch, handle: int) -> TouchedSpan:
        start, end = (max(0, place - patch.start) for place in patch.spans[handle])
        old = patch.old[start:end]
        if handle not in patch.live_spans:
            return TouchedSpan(handle, old, "")
        start, end = (max(0, place - patch.start) for place in patch.live_spans[handle])
        return TouchedSpan(handle, old, patch.text[start:end])

    def at(self, offset: int) -> list[int]:
        """Return the handles of the passages over a character."""
        patch, place = self._locate(offset)
        if patch is None:
            return self.index.at(place)
        place += patch.start
        return [handle for handle, (start, end) in patch.live_spans.items() if start <= place < end]

    def inside(self, span: Span) -> list[int]:
        """Return the handles of the passages that lie within a stretch."""
        found: set[int] = set()
        for patch, at in zip(self.patches, self._starts, strict=True):
            for handle, (start, end) in patch.live_spans.items():
                if span.start <= start - patch.start + at and end - patch.start + at <= span.end:
                    found.add(handle)
        first, last = self._base_place(span.start), self._base_place(span.end)
        for one in self.index.between(first, last):
            is_patched = any(patch.start <= one.end and one.start <= patch.end for patch in self.patches)
            if first <= one.start and one.end <= last and not is_patched:
                found.add(one.handle)
        return sorted(found)

    def lay_out(self, base: Scene) -> None:
        """Take another layout of the same text, as for another width."""
        self.base, self.frame, self.width = base, base.frame, base.wrap.width
        self._scenes = [patch.scene(base, _Lanes(self.index)) for patch in self.patches]
        self._measure()

    # patches

    def _around(self, start: int, end: int) -> tuple[int, int]:
        """Return the first patch that whole lines around a stretch reach, and the one after the last."""
        line = self.text.rfind("\n", 0, start) + 1
        newline = self.text.find("\n", end)
        last = len(self.text) if newline < 0 else newline
        reached = [at for at in range(len(self.patches)) if self._starts[at] <= last and line <= self._ends[at]]
        if reached:
            return reached[0], reached[-1] + 1
        at = bisect_right(self._starts, line)
        return at, at

    def _joined(self, start: int, end: int, first: int, last: int) -> Patch:
        """Return one patch over whole lines around a stretch and over the patches they reach."""
        base, covered = self.base.wrap.text, self.patches[first:last]
        begin, stop = self._base_place(start), self._base_place(end)
        begin = base.rfind("\n", 0, min([begin, *(patch.start for patch in covered)])) + 1
        stop = max([stop, *(patch.end for patch in covered)])
        newline = base.find("\n", stop)
        stop = len(base) if newline < 0 else newline
        old, text = "", ""
        hunks: list[Correction] = []
        offsets: list[int] = []
        at = begin
        for patch in covered:
            between = base[at : patch.start]
            offsets.append(len(old) + len(between))
            hunks += [Correction(offsets[-1] + one.position, one.removed, one.inserted) for one in patch.hunks]
            old, text = f"{old}{between}{patch.old}", f"{text}{between}{patch.text}"
            at = patch.end
        rest = base[at:stop]
        joiner = Joiner(begin, stop, covered, offsets)
        spans = {one.handle: (one.start, one.end) for one in self.index.between(begin, stop + 1)}
        return Patch(
            begin, stop, old=old + rest, text=text + rest, hunks=tuple(hunks),
            spans=joiner.joined(spans, [patch.spans for patch in covered]),
            turns=joiner.joined(_turns_near(self.base, begin, stop), [patch.turns for patch in covered]),
            marks=joiner.joined(_marks_in(self.base, begin, stop), [patch.marks for patch in covered]),
        )  # fmt: skip

    def _base_place(self, offset: int) -> int:
        """Return the place of the text laid out that is nearest to a place of the text as it reads now."""
        patch, place = self._locate(offset)
        return place if patch is None else min(patch.start + place, patch.end)

    def _rows_of_base(self, patch: Patch) -> range:
        wrap = self.base.wrap
        return range(wrap.row_of(patch.start), wrap.row_of(patch.end) + 1)

    def _more_paragraphs(self, patch: Patch) -> int:
        was = self.base.wrap.text[patch.start : patch.end]
        return sum(map(bool, patch.text.split("\n"))) - sum(map(bool, was.split("\n")))

    def _measure(self) -> None:
        """Work out where each patch begins and ends, in characters and in rows."""
        growths = [0, *accumulate(patch.growth for patch in self.patches)]
        self._growths = growths
        self._starts = [patch.start + growth for patch, growth in zip(self.patches, growths, strict=False)]
        self._ends = [start + len(patch.text) for start, patch in zip(self._starts, self.patches, strict=True)]
        rows = [self._rows_of_base(patch) for patch in self.patches]
        more = (len(scene.wrap) - len(some) for scene, some in zip(self._scenes, rows, strict=True))
        self._more = [0, *accumulate(more)]
        self._rows = [some.start + extra for some, extra in zip(rows, self._more, strict=False)]
        self._numbers = [0, *accumulate(self._more_paragraphs(patch) for patch in self.patches)]
        for patch, scene, number in zip(self.patches, self._scenes, self._numbers, strict=False):
            scene.above = number + (self.base.wrap.paragraph(patch.start - 1) if patch.start else 0)

    def _locate(self, offset: int) -> tuple[Patch | None, int]:
        """Return the patch over a place and the place in it, or ``None`` and the place in the text laid out."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset <= self._ends[at]:
            return self.patches[at], offset - self._starts[at]
        return None, offset - self._growths[at + 1]

    def _locate_row(self, row: int) -> tuple[int, int]:
        """Return the number of the patch that shows a row and the row in it, or −1 and the row as laid out."""
        at = bisect_right(self._rows, row) - 1
        if at >= 0 and row - self._rows[at] < len(self._scenes[at].wrap):
            return at, row - self._rows[at]
        return -1, row - self._more[at + 1]

    def _offset_of(self, at: int, row: int, place: int) -> int:
        """Return a place of a row, given as its own layout has it, as a place of the text."""
        if at >= 0:
            return self._starts[at] + place
        return place + self._growths[bisect_right(self._rows, row)]

    # what a scene answers

    @property
    def wrap(self) -> EditedText:
        """The rows; the same thing answers both."""
        return self

    @property
    def lanes_shown(self) -> int:
        """How many lanes have a bar; the rest is counted beside them."""
        return self.base.lanes_shown

    def rows_told_below(self, start: int, end: int) -> int:
        """Return how many rows below a passage may write other keys: none, for none comes or goes by itself."""
        return 0

    def row(self, row: int, cursor: int, selection: Span | None, *, is_top: bool = False) -> list[Piece]:
        """Return the pieces of a row, as ``Scene.row`` does."""
        at, inner = self._locate_row(row)
        if at >= 0:
            start, length = self._starts[at], len(self.patches[at].text)
            here = cursor - start if start <= cursor <= self._ends[at] else -1
            return self._scenes[at].row(inner, here, _clipped(selection, start, length), is_top=is_top)
        patch, place = self._locate(max(cursor, 0))
        here = place if patch is None and cursor >= 0 else -1
        self.base.above = self._numbers[bisect_right(self._rows, row)]
        marked = None
        if selection is not None:
            marked = Span(self._base_place(selection.start), self._base_place(selection.end))
        try:
            return self.base.row(inner, here, marked, is_top=is_top)
        finally:
            self.base.above = 0

    # what rows answer

    @property
    def text(self) -> str:
        """All of it, as it reads now."""
        return self.typed.whole

    def snapped(self, offset: int) -> int:
        """Return the start of the cluster that covers an offset."""
        return self.typed.snapped(offset)

    @property
    def starts(self) -> Sequence[int]:
        """Where each row begins."""
        return _Starts(self)

    def __len__(self) -> int:
        return len(self.base.wrap) + self._more[-1]

    def row_of(self, offset: int) -> int:
        """Return the row that shows the character at an offset."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset <= self._ends[at]:
            return self._rows[at] + self._scenes[at].wrap.row_of(offset - self._starts[at])
        return self.base.wrap.row_of(offset - self._growths[at + 1]) + self._more[at + 1]

    def bounds(self, row: int) -> tuple[int, int]:
        """Return start and end of a row's characters, without its newline."""
        at, inner = self._locate_row(row)
        start, end = (self._scenes[at] if at >= 0 else self.base).wrap.bounds(inner)
        return self._offset_of(at, row, start), self._offset_of(at, row, end)

    def place(self, offset: int) -> tuple[int, int]:
        """Return row and cell column of an offset."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset <= self._ends[at]:
            row, column = self._scenes[at].wrap.place(offset - self._starts[at])
            return self._rows[at] + row, column
        row, column = self.base.wrap.place(offset - self._growths[at + 1])
        return row + self._more[at + 1], column

    def offset(self, row: int, column: int) -> int:
        """Return the offset shown in a cell."""
        row = max(0, min(row, len(self) - 1))
        at, inner = self._locate_row(row)
        return self._offset_of(at, row, (self._scenes[at] if at >= 0 else self.base).wrap.offset(inner, column))


class _Starts(Sequence[int]):
    """Where each row begins, asked one by one."""

    def __init__(self, text: EditedText) -> None:
        self._text = text

    def __len__(self) -> int:
        return len(self._text)

    def __getitem__(self, row: int) -> int:  # type: ignore[override]  # nobody asks for several
        return self._text.bounds(row)[0]


class _Lanes(dict[int, int]):
    """The lane of each passage, asked when it is drawn."""

    def __init__(self, index: SpanIndex) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, handle: int) -> int:
        return self._index.lane(handle)


def _turns_near(scene: Scene, start: int, end: int) -> Places:
    """Return the turns that reach into a stretch, the one before it and the one after it."""
    starts, ends = scene.talk.starts, scene.talk.ends
    first = max(0, bisect_right(starts, start) - 2)
    last = min(len(starts), bisect_right(starts, end) + 1)
    return {number: (starts[number], ends[number]) for number in range(first, last)}


def _marks_in(scene: Scene, start: int, end: int) -> Places:
    times = scene.talk.times
    first, last = bisect_left(times, start), bisect_right(times, end)
    return {number: (times[number], times[number]) for number in range(first, last)}


def _clipped(selection: Span | None, start: int, length: int) -> Span | None:
    """Return what of a selection lies in a patch, with the newline behind it."""
    if selection is None:
        return None
    first, last = max(0, selection.start - start), min(length + 1, selection.end - start)
    return Span(first, last) if first < last else None
