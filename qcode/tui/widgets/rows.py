"""A list of rows that are drawn when they come into view.

Sources, codes, hits and history are lists of this kind; each only says how one row looks. Nothing is laid
out when the cursor moves: two rows are painted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.language import N_, _
from qcode.tui.commands import Command, bindings, rebind
from qcode.tui.widgets.cells import folded_lines, legible, strip_of
from qcode.tui.widgets.still import StillScroll

Parts = list[tuple[str, Style]]

ROW_COMMANDS = (
    Command("cursor(-1)", "up,k", N_("Up"), N_("Go up one row.")),
    Command("cursor(1)", "down,j", N_("Down"), N_("Go down one row.")),
    Command("page(-1)", "pageup", N_("Page up"), N_("Go up one screenful.")),
    Command("page(1)", "pagedown", N_("Page down"), N_("Go down one screenful.")),
    Command("edge(-1)", "home", N_("First"), N_("Go to the first row.")),
    Command("edge(1)", "end,G", N_("Last"), N_("Go to the last row.")),
    Command("choose", "enter", N_("Open"), N_("Open the row under the cursor.")),
)


class RowList(StillScroll, can_focus=True):
    """Rows of equal height with a cursor."""

    DEFAULT_CSS = """
    RowList {
        background: $surface;
        scrollbar-size-vertical: 1;
        scrollbar-color: $panel-lighten-1;
        scrollbar-background: $surface;
        overflow-x: hidden;
        & > .rows--cursor { background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; }
        & > .rows--dim { color: $text-muted; }
        & > .rows--strong { text-style: bold; }
        & > .rows--accent { color: $accent; }
        & > .rows--primary { color: $primary; }
        &:focus > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor", "rows--dim", "rows--strong", "rows--accent", "rows--primary",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ROW_COMMANDS)]
    ROW_HEIGHT: ClassVar[int] = 1
    NOTHING: ClassVar[str] = ""
    """What stands there while there is no row, and says what to do; in English, marked with ``N_``."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row."""

        rows: RowList
        index: int
        """Counted from 0."""

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was opened by Enter or a click."""

        rows: RowList
        index: int
        """Counted from 0."""

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cursor = 0
        self._title = ""

    @property
    def cursor(self) -> int:
        """Index of the row under the cursor, 0 also where there is no row."""
        return self._cursor

    @property
    def is_told(self) -> bool:
        """Unless the hand is on it: then the screen is to hear of the cursor first."""
        return not self.has_focus

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def draw(self, index: int, width: int) -> list[Parts]:
        """Return the lines of a row, each as styled parts."""
        raise NotImplementedError

    def nothing_said(self) -> str:
        """Return what stands there while there is no row, in the language of the screen; empty for nothing."""
        return _(self.NOTHING) if self.NOTHING else ""

    def style_of(self, name: str) -> Style:
        """Return the colour and weight of a component class, without its ground."""
        return self.ink(f"rows--{name}")

    def renew(self) -> None:
        """Draw again after the rows changed; the cursor stays as near as it can."""
        self._take_rows()
        self.refresh()

    def entitle(self, title: str) -> None:
        """Show a title in the border; the library would draw the whole list again for the same one, too."""
        if title != self._title:
            self._title = self.border_title = title

    def _take_rows(self) -> None:
        self._resize_rows(Size(self.size.width, self.row_count() * self.ROW_HEIGHT))
        self._cursor = max(0, min(self._cursor, self.row_count() - 1))

    def _resize_rows(self, size: Size) -> None:
        """Take in how much there is to scroll; a list that is as high as its rows is laid out with its screen."""
        height = self.styles.height
        if height is None or height.is_auto:
            self.virtual_size = size
        elif size != self.virtual_size:
            # A list that narrows while one types must not lay the whole screen out at every letter.
            self.set_reactive(ScrollView.virtual_size, size)
            self._scroll_update(size)

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        top = index * self.ROW_HEIGHT - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self.ROW_HEIGHT))

    def go_to(self, index: int, *, centre: bool = False) -> None:
        """Put the cursor on a row and bring it into view."""
        index = max(0, min(index, self.row_count() - 1))
        old, self._cursor = self._cursor, index
        self.refresh_row(old)
        self.refresh_row(index)
        self._reveal(index, centre=centre)
        if old != index:
            self.post_message(self.Highlighted(self, index))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        # Not the size, which counts the scrollbar's column too.
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, self.ROW_HEIGHT)
        ground = self.ground
        if index >= self.row_count():
            return self._blank_line(y, width, ground)
        lines = self.draw(index, width)
        if index == self._cursor and line < len(lines):
            ground = self.get_component_rich_style("rows--cursor")
            return strip_of(((text, legible(text, style, ground)) for text, style in lines[line]), width, ground)
        return strip_of(lines[line] if line < len(lines) else [], width, ground)

    def _blank_line(self, y: int, width: int, ground: Style) -> Strip:
        """Draw a line below the rows; where there is none at all, what to do about it."""
        if self.row_count() or not self.nothing_said():
            return Strip.blank(width, ground)
        said = folded_lines(self.nothing_said(), max(width - 4, 1), self.size.height)
        words = said[y - 1] if 0 < y <= len(said) else ""
        return strip_of([(f"  {words}", self.style_of("dim"))], width, ground)

    def on_mount(self) -> None:
        """Learn the user's keys, and how many rows there are."""
        rebind(self)
        self.renew()

    def on_resize(self) -> None:
        """Take the room there is."""
        self.fit()

    def fit(self) -> None:
        """Keep the rows as wide as the list and the cursor in view."""
        self._take_rows()
        self._reveal(self._cursor)

    def on_focus(self) -> None:
        """Show the stronger cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the weaker cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a click on the cursor's row opens it."""
        place = event.get_content_offset(self)  # ``None`` on a border, whose rows the event counts, too.
        index = (place.y + self.scroll_offset.y) // self.ROW_HEIGHT if place else self.row_count()
        if index >= self.row_count():
            return
        if index == self._cursor:
            self.action_choose()
        else:
            self.go_to(index)

    def action_cursor(self, step: int) -> None:
        """Move by rows."""
        self.go_to(self._cursor + step)

    def action_page(self, direction: int) -> None:
        """Move by screenfuls."""
        self.go_to(self._cursor + direction * max(1, self.size.height // self.ROW_HEIGHT - 1))

    def action_edge(self, direction: int) -> None:
        """Move to the first or the last row."""
        self.go_to(0 if direction < 0 else self.row_count() - 1)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.row_count():
            self.post_message(self.Chosen(self, self._cursor))

    def _reveal(self, index: int, *, centre: bool = False) -> None:
        top, height = index * self.ROW_HEIGHT, self.size.height
        if height <= 0:
            return
        if centre:
            self.scroll_to(y=max(0, top - height // 2), animate=False, immediate=True)
        elif top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif top + self.ROW_HEIGHT > self.scroll_offset.y + height:
            self.scroll_to(y=top + self.ROW_HEIGHT - height, animate=False, immediate=True)
