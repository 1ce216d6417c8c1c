"""What stands in each cell of a row: the words, with who speaks, what is coded, selected, and the cursor.

Everything that reaches the terminal passes here: controls are shown as pictures, tabs as blanks, and no piece
begins inside a grapheme cluster, so that the widths Textual adds up are the widths on the screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len

from qcode.domain.span import Span
from qcode.tui.layout.frame import Frame
from qcode.tui.layout.graphemes import Glyph, shown
from qcode.tui.layout.gutter import Talk, gutter
from qcode.tui.layout.looks import BLANK, Look, Piece
from qcode.tui.layout.margin import lanes_shown, margin
from qcode.tui.layout.spans import NOTHING, Placed, SpanIndex
from qcode.tui.layout.wrap import WrapIndex


@dataclass(slots=True)
class Work:
    """What painting has cost so far; tests hold it down."""

    rows: int = 0
    """Rows painted because they show, not counting those taken from a cache."""
    ahead: int = 0
    """Rows painted before they show, while nothing else was to do."""
    spans: int = 0
    """Spans looked at for them."""


@dataclass(slots=True)
class Scene:
    """All that shows in a view but the cursor and the selection."""

    wrap: WrapIndex
    spans: SpanIndex
    """Over the codings; a handle is a number for a coding."""
    names: Sequence[tuple[str, str]]
    """Key and full name to write for each handle."""
    frame: Frame
    talk: Talk
    """Who speaks where."""
    focus: SpanIndex | None = None
    """The codings that stand out, if only some do."""
    work: Work = field(default_factory=Work)
    above: int = 0
    """Paragraphs above the text, from which the numbers of its own go on."""

    def row(self, row: int, cursor: int, selection: Span | None, *, is_top: bool = False) -> list[Piece]:
        """Return the pieces of a row, together as wide as the view.

        Args:
            row: Which one, from 0.
            cursor: Where the cursor stands, −1 for nowhere.
            selection: What is selected.
            is_top: Whether stripes that come from above write their key here.
        """
        self.work.rows += 1
        start, end = self.wrap.bounds(row)
        until = max(end, start + 1)
        lanes = self.lanes_shown
        beside = self.spans.between(start, until, lanes)
        self.work.spans += len(beside)
        hidden = max(0, self.spans.count(start, until) - len(beside))
        told = is_top or any(span.start >= start for span in beside)
        group = ([], 0) if told else self._group(row, beside, lanes)
        return [
            *gutter(self.frame, self.wrap, row, self.talk, self.above),
            *self._words(row, cursor, selection),
            *margin(beside, hidden, group, self.names, start, self.frame.margin, lanes, is_top=is_top),
        ]

    def _group(self, row: int, beside: list[Placed], lanes: int) -> tuple[list[Placed], int]:
        """Return the spans whose keys a row may go on with, and how many rows above they began."""
        begun = max((span.start for span in beside), default=-1)
        above = row - self.wrap.row_of(begun) if begun >= 0 else 0
        if not 0 < above < lanes:
            return [], 0
        start, end = self.wrap.bounds(row - above)
        group = [span for span in self.spans.between(start, max(end, start + 1), lanes) if span.start >= start]
        self.work.spans += len(group)
        return group, above

    def rows_told_below(self, start: int, end: int) -> int:
        """Return how many rows below a span may write other keys if the span comes, goes or is renamed."""
        first, last = self.wrap.row_of(start), self.wrap.row_of(max(start, end - 1))
        begin, after = self.wrap.starts[first], self.wrap.bounds(last)[1]
        lanes = self.lanes_shown
        beside = self.spans.between(begin, max(self.wrap.bounds(first)[1], begin + 1), lanes)
        goes_on = any(span.start >= begin and span.end > after for span in beside)
        return max(0, lanes - 1 - (last - first)) if goes_on else 0

    @property
    def lanes_shown(self) -> int:
        """How many lanes have a bar; the rest is counted beside them."""
        return lanes_shown(self.spans.lane_count, self.frame.margin)

    # the words

    def _words(self, row: int, cursor: int, selection: Span | None) -> list[Piece]:
        start, end = self.wrap.bounds(row)
        glyphs = self.wrap.glyphs(row)
        is_last = self.wrap.is_line_end(row)
        room = self.frame.text + 1
        stop = _cropped(start, end, glyphs, room - is_last)
        if stop <= cursor < end:
            cursor = stop - 1
        cuts = self._cuts(start, stop, cursor, selection, glyphs)
        pieces: list[Piece] = []
        used = 0
        for (at, ground, depth, code), (until, *_) in pairwise(cuts):
            is_selected = selection is not None and selection.start <= at < selection.end
            text = _written(self.wrap.text, at, until, start, glyphs)
            width = until - at if glyphs is None else cell_len(text)
            look = Look(ground, code, depth, is_selected, at <= cursor < until)
            if pieces and pieces[-1][1] == look:
                pieces[-1] = (pieces[-1][0] + text, look)
            else:
                pieces.append((text, look))
            used += width
        return pieces + _row_end(room - used, end if is_last else -2, cursor, selection)

    def _cuts(
        self, start: int, stop: int, cursor: int, selection: Span | None, glyphs: list[Glyph] | None
    ) -> list[tuple[int, str, int, int]]:
        """Return where the look changes in a row: offset, ground, depth and code, in order, ``stop`` last.

        Spaces that end a row are tinted by no code, or the right edge would be ragged.
        """
        words_end = start + len(self.wrap.text[start:stop].rstrip(" "))
        grounds = self.talk.grounds(start, stop)
        pieces = [(at, min(depth, 2), top) for at, _, depth, top in (self.focus or self.spans).pieces(start, words_end)]
        pieces.append((words_end, 0, NOTHING))
        self.work.spans += len(pieces)
        wanted = {start, stop}
        if selection is not None:
            wanted.update((selection.start, selection.end))
        if cursor >= 0:
            wanted.update((cursor, self._after_cursor(cursor, glyphs)))
        if glyphs is not None:
            grounds = [(_glyph_at(glyphs, at), who) for at, who in grounds]
            pieces = [(_glyph_at(glyphs, at), depth, top) for at, depth, top in pieces]
            wanted = {_glyph_at(glyphs, at) if start < at < stop else at for at in wanted}
        wanted.update(at for at, _ in grounds)
        wanted.update(at for at, _, _ in pieces)
        cuts = []
        ground = piece = 0
        for at in sorted(at for at in wanted if start <= at <= stop):
            while ground + 1 < len(grounds) and grounds[ground + 1][0] <= at:
                ground += 1
            while piece + 1 < len(pieces) and pieces[piece + 1][0] <= at:
                piece += 1
            cuts.append((at, grounds[ground][1], *pieces[piece][1:]))
        return cuts

    def _after_cursor(self, cursor: int, glyphs: list[Glyph] | None) -> int:
        if glyphs is None:
            return cursor + 1
        at = bisect_right(glyphs, cursor, key=_glyph_start) - 1
        return glyphs[at].end if at >= 0 else cursor + 1


def _row_end(room: int, newline: int, cursor: int, selection: Span | None) -> list[Piece]:
    """Return the blanks after the last word; the first of them stands for the newline."""
    if room <= 0:
        return []
    is_cursor = cursor == newline
    is_selected = selection is not None and selection.start <= newline < selection.end
    if not (is_cursor or is_selected):
        return [(" " * room, BLANK)]
    end = (" ", Look("blank", is_selected=is_selected, is_cursor=is_cursor))
    return [end, (" " * (room - 1), BLANK)] if room > 1 else [end]


def _cropped(start: int, end: int, glyphs: list[Glyph] | None, room: int) -> int:
    """Return up to where a row's characters fit; only spaces hang over."""
    if glyphs is None:
        return min(end, start + room)
    if glyphs[-1].column + glyphs[-1].width <= room:
        return end
    return next(glyph.start for glyph in glyphs if glyph.column + glyph.width > room)


def _written(text: str, start: int, end: int, row_start: int, glyphs: list[Glyph] | None) -> str:
    """Return a stretch of a row as the terminal gets it."""
    if glyphs is None:
        return text[start:end]
    first = bisect_left(glyphs, start, key=_glyph_start)
    last = bisect_left(glyphs, end, key=_glyph_start)
    return "".join(
        " " * glyph.width if text[glyph.start] == "\t" else shown(text[glyph.start : glyph.end]) if glyph.width else ""
        for glyph in glyphs[first:last]
    )


def _glyph_at(glyphs: list[Glyph], offset: int) -> int:
    """Return the start of the cluster that covers an offset of a row; the row's end stays."""
    if offset >= glyphs[-1].end:
        return offset
    return glyphs[max(0, bisect_right(glyphs, offset, key=_glyph_start) - 1)].start


def _glyph_start(glyph: Glyph) -> int:
    return glyph.start
