"""The transcript as a picture: what is drawn, and how little of it is drawn anew.

Rows are painted once and kept. A change names the stretches of text it touches; their rows are dropped and
repainted where they show. Only another width lays the text out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from qcode.domain.span import Span
from qcode.domain.study import SourceTurn, SpanCoding
from qcode.domain.transcript import TimeMark
from qcode.tui.layout.caret import Caret
from qcode.tui.layout.frame import frame_for
from qcode.tui.layout.gutter import Talk
from qcode.tui.layout.looks import Look
from qcode.tui.layout.paint import Scene, Work
from qcode.tui.layout.spans import SpanIndex
from qcode.tui.layout.stripes import CodeMark, Stripes
from qcode.tui.layout.units import Units
from qcode.tui.layout.wrap import WrapIndex
from qcode.tui.widgets.still import StillScroll
from qcode.tui.widgets.transcript_styles import Dyes

_KEPT_ROWS, _KEPT_STYLES = 400, 4000
_IDLE = 0.004
"""Seconds after a page, and between pieces of the next one that is prepared then."""
_AHEAD_AT_ONCE = 8
"""Rows, about a millisecond's worth: so long a key may have to wait."""
_PARTS = (
    "participant", "interviewer", "outside", "time", "number", "label-interviewer", "label-participant", "name",
    "more", "selection", "cursor",
)  # fmt: skip


class TranscriptCanvas(StillScroll, inherit_bindings=False):
    """A text with its gutter and its margin, drawn row by row."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"transcript--{part}" for part in _PARTS}
    DEFAULT_CSS = """
    TranscriptCanvas {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .transcript--participant { color: $foreground; }
        & .transcript--interviewer { color: $text-muted; }
        & .transcript--outside { color: $text-disabled; }
        & .transcript--time { color: $text-muted; }
        & .transcript--number { color: $text-disabled; }
        & .transcript--label-interviewer { color: $secondary; }
        & .transcript--label-participant { color: $primary; text-style: bold; }
        & .transcript--name { color: $text-disabled; }
        & .transcript--more { color: $text-muted; }
        & .transcript--selection { color: $foreground; background: $primary 40%; }
        & .transcript--cursor { color: $background; background: $foreground; }
        &:blur .transcript--cursor { color: $foreground; background: $foreground 25%; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = ""
        self.work = Work()
        """What painting has cost since the view was made."""
        self._talk = Talk()
        self._focus_code: str | None = None
        self._is_plain = False
        self._stripes = Stripes("", (), {})
        self._caret = Caret(Units(""), WrapIndex("", 1))
        self._laid_out_width = 0
        self._scene = self._new_scene("")
        self._strips: dict[int, Strip] = {}
        self._styles: dict[Look, Style] = {}
        self._dyes: Dyes | None = None
        self._ahead: list[int] = []
        self._ahead_timer: Timer | None = None
        self._asked_for: tuple[int, int] | None = None
        self._is_untouched = True

    # what is shown

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    def _load(
        self,
        text: str,
        turns: Sequence[SourceTurn],
        marks: Sequence[TimeMark],
        codings: Iterable[SpanCoding],
        codes: Mapping[str, CodeMark],
    ) -> None:
        self._text, self._talk = text, Talk(turns, marks)
        self._stripes = Stripes(text, codings, codes)
        self._stripes.focus(self._focus_code)
        self._laid_out_width = 0
        self._scene = self._new_scene("")
        self._caret = Caret(Units(text, [turn.span for turn in turns]), self._scene.wrap)
        self._caret.page = max(1, self.size.height - 2)
        self._asked_for = None
        self._is_untouched = True
        self.scroll_to(y=0, animate=False)
        self._lay_out()
        self.refresh()

    def _new_scene(self, text: str) -> Scene:
        frame = frame_for(
            max(1, self._laid_out_width),
            label=self._talk.label,
            paragraphs=text.count("\n") + 1,
            has_times=bool(self._talk.marks),
            key=self._stripes.longest_key,
            has_margin=not self._is_plain,
        )
        wrap, stripes = WrapIndex(text, frame.text), self._stripes
        spans, focus = (SpanIndex(), None) if self._is_plain else (stripes.index, stripes.focused)
        return Scene(wrap, spans, stripes.names, frame, self._talk, focus, self.work)

    @property
    def row_width(self) -> int:
        """Cells of a row: the view without border and scrollbar."""
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        """Lay the text out for the width there is; the top row stays the top row."""
        if not self.row_width:
            return
        top = self._scene.wrap.starts[min(self.scroll_offset.y, len(self._scene.wrap) - 1)]
        self._laid_out_width = self.row_width
        self._scene = self._new_scene(self._text)
        self._caret.wrap = self._scene.wrap
        self._strips.clear()
        self._styles.clear()
        self._set_rows(len(self._scene.wrap))
        self.scroll_to(y=self._scene.wrap.row_of(top), animate=False)

    def _set_rows(self, rows: int) -> None:
        """Say how many rows there are, without laying the whole screen out for it."""
        self.set_reactive(Widget.virtual_size, Size(self._laid_out_width, rows))
        self.vertical_scrollbar.window_virtual_size = rows

    def on_resize(self) -> None:
        """Take the room there is."""
        self.fit()

    def fit(self) -> None:
        """Lay out anew if the width changed; a place that was just asked for stays in the middle of things."""
        self._caret.page = max(1, self.size.height - 2)
        asked = self._asked_for
        is_as_left = asked is not None and asked[1] == self.scroll_offset.y
        if self.row_width != self._laid_out_width:
            self._lay_out()
        if asked is not None and is_as_left:
            self._scroll_rows(self._scene.wrap.row_of(asked[0]) - self.size.height // 3)
            self._asked_for = asked[0], self.scroll_offset.y

    def notify_style_update(self) -> None:
        """Mix the colours anew."""
        super().notify_style_update()
        self._dyes = None
        self._styles.clear()
        self._strips.clear()

    def redraw(self) -> None:
        """Draw every row anew."""
        self._scene.names = self._stripes.names
        if not self._is_plain:
            self._scene.spans, self._scene.focus = self._stripes.index, self._stripes.focused
        self._strips.clear()
        self._styles.clear()
        self.refresh()

    # rows

    @property
    def is_told(self) -> bool:
        """Always: what it reports reaches the screen before the picture of it is drawn."""
        return True

    def _report(self, message: Message) -> None:
        """Tell what the hand did, before anything is drawn: straight to the screen, if it is on one.

        Each further turn would keep the picture waiting.
        """
        (self.screen if self.is_attached else self).post_message(message)

    def finished(self, line: Strip) -> Strip:
        """Return a row, whose styles are what the terminal is to get already."""
        return line

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        row = y + self.scroll_offset.y
        if row >= len(self._scene.wrap) or not self._laid_out_width:
            return Strip.blank(self._laid_out_width, self._filtered(self.rich_style))
        if y == 0:
            return self._painted(row, is_top=True)
        return self._strips.get(row) or self._keep(row)

    def _keep(self, row: int) -> Strip:
        """Paint a row and keep it; of too many, those go that were painted first."""
        if len(self._strips) > _KEPT_ROWS:
            for old in list(self._strips)[: _KEPT_ROWS // 2]:
                del self._strips[old]
        strip = self._strips[row] = self._painted(row, is_top=False)
        return strip

    def _painted(self, row: int, *, is_top: bool) -> Strip:
        pieces = self._scene.row(row, self._caret.cursor, self._caret.selection, is_top=is_top)
        styles = self._styles
        segments = [Segment(text, styles.get(look) or self._style(look)) for text, look in pieces]
        return Strip(segments, self._laid_out_width)

    def _style(self, look: Look) -> Style:
        if self._dyes is None:
            self._dyes = Dyes(self._component, self.background_colors[1], self._filtered)
        color, is_dimmed = "", False
        if look.code >= 0:
            color = self._stripes.colors[look.code]
            is_dimmed = self._focus_code is not None and self._stripes.coding(look.code).code != self._focus_code
        if len(self._styles) > _KEPT_STYLES:
            self._styles.clear()
        style = self._styles[look] = self._dyes.style(look, color, is_dimmed=is_dimmed)
        return style

    def _filtered(self, style: Style) -> Style:
        """Return a style as the terminal is to get it: the library would look at it again in each line."""
        cell = [Segment(" ", style)]
        for one in self.get_line_filters():
            cell = one.apply(cell, self.background_colors[1])
        return cell[0].style or style

    def _component(self, part: str) -> Style:
        return self.get_component_rich_style(f"transcript--{part}")

    def _repaint(self, stretches: Iterable[tuple[int, int]], *, below: int = 0) -> None:
        """Repaint the rows of stretches of text, first and last character each, and some rows below them."""
        top, height = self.scroll_offset.y, self.size.height
        row_of = self._scene.wrap.row_of
        for first, last in stretches:
            from_row, to_row = row_of(first), row_of(last) + below
            if to_row - from_row > len(self._strips):
                for row in [row for row in self._strips if from_row <= row <= to_row]:
                    del self._strips[row]
            else:
                for row in range(from_row, to_row + 1):
                    self._strips.pop(row, None)
            y, until = max(from_row - top, 0), min(to_row - top + 1, height)
            if y < until:
                self.refresh(Region(0, y, self._laid_out_width, until - y))

    def _touched(self, before: tuple[int, Span | None]) -> list[tuple[int, int]]:
        """Return the stretches that look different from when cursor and selection were as given."""
        cursor, old = before
        new = self._caret.selection
        stretches = [(cursor, cursor), (self._caret.cursor, self._caret.cursor)] if cursor != self._caret.cursor else []
        if old is not None and new is not None and old.overlaps(new):
            if old.start != new.start:
                stretches.append((min(old.start, new.start), max(old.start, new.start) - 1))
            if old.end != new.end:
                stretches.append((min(old.end, new.end), max(old.end, new.end) - 1))
        elif old != new:
            stretches += [(span.start, span.end - 1) for span in (old, new) if span is not None]
        return stretches

    # scrolling

    def _reveal(self, offset: int, *, centre: bool = False) -> None:
        """Scroll, at once and as little as need be, so that an offset shows; from afar, a third down."""
        height = self.size.height
        if not height or not self._laid_out_width:
            return
        row, top = self._scene.wrap.row_of(offset), self.scroll_offset.y
        edge = min(2, (height - 1) // 2)
        if top + edge <= row < top + height - edge:
            return
        is_near = top - height < row < top + 2 * height
        if centre or not is_near:
            target = row - height // 3
        else:
            target = row - edge if row < top + edge else row - height + 1 + edge
        self._scroll_rows(target)

    def _paint_ahead(self, direction: int) -> None:
        """Paint the next screen, a few rows at a time, while the reader reads this one."""
        height = self.size.height
        first = self.scroll_offset.y + direction * height
        rows = range(max(0, first), min(first + height, len(self._scene.wrap)))
        self._ahead = [row for row in rows if row not in self._strips]
        if self._ahead_timer is None and self._ahead:
            self._ahead_timer = self.set_timer(_IDLE, self._paint_some_ahead)

    def _paint_some_ahead(self) -> None:
        now, self._ahead = self._ahead[:_AHEAD_AT_ONCE], self._ahead[_AHEAD_AT_ONCE:]
        for row in now:
            if row not in self._strips and row < len(self._scene.wrap):
                # The strip keeps what the terminal is to get.
                self._keep(row).render(self.app.console)
                self.work.rows -= 1
                self.work.ahead += 1
        self._ahead_timer = self.set_timer(_IDLE, self._paint_some_ahead) if self._ahead else None

    def _scroll_rows(self, top: int) -> None:
        self.scroll_to(y=max(0, min(top, len(self._scene.wrap) - self.size.height)), animate=False)
