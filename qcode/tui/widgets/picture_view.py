"""A picture on the screen: drawn line by line, with a cursor that stands on bars, cells and passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.domain.picture import Picture
from qcode.language import N_
from qcode.tui.commands import Command, bindings
from qcode.tui.layout.picture_sheets import sheet_of
from qcode.tui.layout.sheets import Cursor, Sheet, Tone, folded
from qcode.tui.widgets.cells import ink, strip_of
from qcode.tui.widgets.contrast import VISIBLE, ink_on, readable

VIEW_COMMANDS = (
    Command("step(0,-1)", "up,k", N_("Up"), N_("Go up in the picture.")),
    Command("step(0,1)", "down,j", N_("Down"), N_("Go down in the picture.")),
    Command("step(-1,0)", "left", N_("Left"), N_("Go to the left in the picture.")),
    Command("step(1,0)", "right", N_("Right"), N_("Go to the right in the picture.")),
    Command("page(-1)", "pageup", N_("Page up"), N_("Go up one screenful.")),
    Command("page(1)", "pagedown", N_("Page down"), N_("Go down one screenful.")),
    Command("edge(-1)", "home", N_("First"), N_("Go to the first row.")),
    Command("edge(1)", "end,G", N_("Last"), N_("Go to the last row.")),
    Command("choose", "enter", N_("Open"), N_("Open the quotations behind a bar or cell, or the passage in its text.")),
)
_DARKEST = 0.75
"""Share of the leading colour in the ground of the darkest cell."""


class PictureView(ScrollView, can_focus=True):
    """The picture; ``Moved`` and ``Chosen`` say where the cursor stands."""

    DEFAULT_CSS = """
    PictureView {
        background: $surface; color: $foreground; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-color: $panel-lighten-1; scrollbar-background: $surface;
        & > .picture--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .picture--dim { color: $text-muted; }
        & > .picture--strong { text-style: bold; color: $foreground; }
        & > .picture--lead { color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--cursor", "picture--dim", "picture--strong", "picture--lead"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(VIEW_COMMANDS)]

    @dataclass
    class Moved(Message):
        """The cursor came to another place."""

    @dataclass
    class Chosen(Message):
        """What is under the cursor is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picture: Picture | None = None
        self.sheet: Sheet | None = None
        self.cursor: Cursor | None = None
        self._notes: list[str] = []
        self._styles: dict[Tone, Style] = {}
        self._wanted: Cursor = (0, 0)

    def show(self, picture: Picture, cursor: Cursor = (0, 0)) -> None:
        """Show a picture, the cursor at a place of it or near."""
        self.picture = picture
        self._wanted = cursor
        self.cursor = None
        self._lay_out()
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        if self.picture is None or not self.size.width:
            return
        # The scrollbar's column is left free, so that nothing is laid out anew when it comes.
        width = self.size.width - 1
        self.sheet = sheet_of(self.picture, width, self.size.height)
        self.cursor = self.sheet.clamped(self.cursor or self._wanted)
        if self.cursor is not None:
            self.sheet.bring(self.cursor)
        self._notes = ["", *(line for note in self.picture.notes for line in folded(note, width - 2))]
        self.virtual_size = Size(self.size.width, self.sheet.height + len(self._notes))
        self._reveal()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the picture out for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, ground, sheet = self.scrollable_content_region.width, self.rich_style, self.sheet
        if sheet is None:
            return Strip.blank(width, ground)
        line = y if y < sheet.head else y + self.scroll_offset.y
        if line < sheet.height:
            parts = [(text, self._style(tone)) for text, tone in sheet.line(line, self.cursor)]
            return strip_of(parts, width, ground)
        at = line - sheet.height
        note = self._notes[at] if at < len(self._notes) else ""
        return strip_of([(" " + note, ink(self, "picture--dim"))], width, ground)

    def _style(self, tone: Tone) -> Style:
        if tone not in self._styles:
            self._styles[tone] = self._made(tone)
        return self._styles[tone]

    def _made(self, tone: Tone) -> Style:
        cursor = self.get_component_rich_style("picture--cursor")
        ground = self.background_colors[1]
        if tone.kind == "fill":
            color = Color.parse(tone.color)
            style = Style(color=ink_on(color).rich_color, bgcolor=color.rich_color, underline=tone.is_several or None)
            return cursor if tone.is_cursor else style
        if tone.kind == "ink":
            hue = readable(Color.parse(tone.color), ground, VISIBLE)
            return cursor if tone.is_cursor else Style(color=hue.rich_color, bgcolor=ground.rich_color)
        if tone.is_cursor:
            return cursor
        if tone.kind == "shade":
            lead = ink(self, "picture--lead").color
            filled = ground.blend(Color.from_rich_color(lead), tone.shade * _DARKEST) if lead else ground
            return Style(color=ink_on(filled).rich_color, bgcolor=filled.rich_color)
        return Style() if tone.kind == "plain" else ink(self, f"picture--{tone.kind}")

    # -- moving ---------------------------------------------------------------------------------

    def go_to(self, cursor: Cursor) -> None:
        """Put the cursor on a place and bring it into view."""
        if self.sheet is None or cursor == self.cursor:
            return
        old, self.cursor = self.cursor, cursor
        if self.sheet.bring(cursor) or old is None:
            self.refresh()
        else:
            lines = {self.sheet.line_of(one) - self.scroll_offset.y for one in (old, cursor)}
            # Only what changes is drawn; if the picture is scrolled, all of it is anyway.
            self.refresh(*(Region(0, y, self.size.width, 1) for y in sorted({*lines, *range(self.sheet.head)})))
        self._reveal()
        self.post_message(self.Moved())

    def action_step(self, across: int, down: int) -> None:
        """Go one step."""
        if self.sheet is not None and self.cursor is not None:
            self.go_to(self.sheet.moved(self.cursor, across, down))

    def action_page(self, direction: int) -> None:
        """Go by a screenful."""
        self.action_step(0, direction * max(1, self.size.height - 3))

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last row; with the last, what is told below comes into view."""
        if self.sheet is not None and self.cursor is not None:
            self.go_to(self.sheet.moved(self.cursor, 0, direction * self.sheet.height))
            self.scroll_to(y=0 if direction < 0 else self.virtual_size.height, animate=False, immediate=True)

    def action_choose(self) -> None:
        """Open what is under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked; a click on the cursor opens it."""
        if self.sheet is None:
            return
        y = event.y if event.y < self.sheet.head else event.y + self.scroll_offset.y
        found = self.sheet.at(event.x, y)
        if found is not None and found == self.cursor:
            self.action_choose()
        elif found is not None:
            self.go_to(found)

    def _reveal(self) -> None:
        if self.sheet is None or self.cursor is None:
            return
        line, top, height = self.sheet.line_of(self.cursor), self.scroll_offset.y, self.size.height
        if line - self.sheet.head < top:
            # Above the first row stands its name, which belongs into view too.
            first = line - self.sheet.head
            self.scroll_to(y=first - 1 if first <= 1 else first, animate=False, immediate=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, immediate=True)
