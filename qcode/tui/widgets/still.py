"""A widget that hands out the same lines until it is told to draw some of them again.

Textual asks every widget of a screen for all its lines whenever one of them changes, and takes the two that it needs.
The lines are kept by the library, but each is looked at and filtered anew, at every key.
"""

from __future__ import annotations

from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import ground_of, ink


class Still(Widget):
    """Keeps its lines as they were drawn last; those it is told of are drawn anew, and no other."""

    lines_drawn = 0
    """How many lines were drawn since the widget was made; tests hold it down."""
    _kept: list[Strip] | None = None
    _kept_size = Size(0, 0)
    _stale: range = range(0)
    """The lines to draw anew, counted with the border, and what lies between them."""
    _background: Color | None = None
    _above: int | None = None
    """Lines of a border above the content; −1 where the library has something to add to each line."""
    _inks: dict[str, Style] | None = None
    """Colours by the component class they belong to; the library mixes them anew each time they are asked for."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines, as they were last where nothing has changed."""
        width, height = self.outer_size
        if self._kept_size != self.outer_size:
            self._kept_size, self._kept = self.outer_size, None
            self.fit()
        if self._kept is None:
            self._kept, self._stale = [Strip.blank(width)] * height, range(height)
        first, last = max(self._stale.start, 0), min(self._stale.stop, height)
        if first < last:
            self._kept[first:last] = self.drawn(first, last)
            self.lines_drawn += last - first
        self._stale = range(0)
        if crop == Region(0, 0, width, height):
            return self._kept
        lines = self._kept[crop.y : crop.bottom]
        return lines if crop.column_span == (0, width) else [line.crop(*crop.column_span) for line in lines]

    def fit(self) -> None:
        """Take the room there is; done before lines of another size are drawn, and not for the next picture."""

    def drawn(self, first: int, last: int) -> list[Strip]:
        """Draw lines, from the first to the one before the last, border and all.

        Under a border above, if there is one and nothing else around them, lines go to the screen as they are; the
        library looks up for each of them what might be added to it.
        """
        top = self.lines_above
        if top is None:
            return self._by_library(first, last)
        frame = self._by_library(first, min(last, top)) if first < top else []
        return frame + [self.finished(self.render_line(y)) for y in range(max(first - top, 0), last - top)]

    @property
    def lines_above(self) -> int | None:
        """Lines of a border above the content, ``None`` where the library has something to add to each line."""
        if self._above is None:
            top, *around = self.styles.gutter
            self._above = -1 if any(around) or self.opacity != 1 or self.styles.tint.a else top
        return None if self._above < 0 else self._above

    def _by_library(self, first: int, last: int) -> list[Strip]:
        return super().render_lines(Region(0, first, self.outer_size.width, last - first))

    def finished(self, line: Strip) -> Strip:
        """Return a line as the terminal is to get it."""
        for one in self.get_line_filters():
            line = line.apply_filter(one, self.background)
        return line

    def ink(self, name: str) -> Style:
        """Return colour and weight of a component class, without its ground."""
        known = self._inks = {} if self._inks is None else self._inks
        if name not in known:
            known[name] = ink(self, name)
        return known[name]

    @property
    def background(self) -> Color:
        """The colour behind all lines."""
        if self._background is None:
            self._background = self.background_colors[1]
        return self._background

    @property
    def ground(self) -> Style:
        """The style of lines before anything is written on them."""
        known = self._inks = {} if self._inks is None else self._inks
        if "" not in known:
            known[""] = ground_of(self)
        return known[""]

    def refresh(self, *regions: Region, **given: Any) -> Self:  # noqa: ANN401 - passed on as it came
        """Draw again, regions of the content or all of it."""
        if not regions or given:
            self._kept = self._above = None
            return super().refresh(*regions, **given)
        above = self.lines_above
        top = self.content_offset.y if above is None else above
        begin, end = min(one.y for one in regions) + top, max(one.bottom for one in regions) + top
        stale = self._stale
        self._stale = range(min(begin, stale.start), max(end, stale.stop)) if stale else range(begin, end)
        if above is None or not self._is_mounted:
            return super().refresh(*regions)
        # The library would also forget the colours and the sizes it knows, which some new lines do not change.
        self._repaint_regions.update([one.translate((0, top)) for one in regions])
        self._repaint_required = True
        self.check_idle()
        return self

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        self._kept = self._inks = self._background = self._above = None
        super().notify_style_update()

    @property
    def is_told(self) -> bool:
        """Whether it changes only when its screen tells it something, and not by itself."""
        return False

    def check_idle(self) -> None:
        """Have changed lines drawn, in the same picture as what the screen was told of.

        The library would let a widget say so by two messages, each of which waits for its turn.
        """
        waits = self._layout_required or self._scroll_required or self._recompose_required
        if waits or not (self._repaint_required and self._is_mounted and self.display and self.is_told):
            super().check_idle()
            return
        self._repaint_required = False
        self.screen._dirty_widgets.add(self)
        self.screen.check_idle()


class Told(Still):
    """Shows what its screen tells it, and nothing of its own."""

    @property
    def is_told(self) -> bool:
        """Always."""
        return True


class StillBar(Still, ScrollBar):
    """A vertical scrollbar, each of whose few different cells is made once and not once a line."""

    def drawn(self, first: int, last: int) -> list[Strip]:
        """Draw cells of the bar."""
        width, height = self.outer_size
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        ground, ink = bar.style.bgcolor, bar.style.color
        if ground is None or ink is None:
            return self._by_library(first, last)
        cells = bar.render_bar(
            height, bar.virtual_size, bar.window_size, bar.position, width, back_color=ground, bar_color=ink
        ).segments
        made: dict[int, Strip] = {}
        for cell in cells:
            if id(cell) not in made:
                made[id(cell)] = self._filtered(cell, width)
        return [made[id(cell)] for cell in cells[first:last]]

    def _filtered(self, cell: Segment, width: int) -> Strip:
        line = [Segment(cell.text, self.rich_style + cell.style)]
        for one in self.get_line_filters():
            line = one.apply(line, self.background_colors[1])
        return Strip(line, width)


class StillScroll(Still, ScrollView):
    """A view that is scrolled and keeps its lines, its scrollbar too."""

    # The library takes styles from the first base alone, so that those of its own view would be lost.
    DEFAULT_CSS = """
    StillScroll { overflow-x: auto; overflow-y: auto; }
    """

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The vertical scrollbar, made when it is asked for; the library makes its own kind and offers no other way."""
        if self._vertical_scrollbar is None:
            bar = StillBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar
