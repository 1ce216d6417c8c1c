"""A sheet of cells that are drawn when they come into view, with the column of names held in place.

Nothing is laid out when the cursor moves: lines are painted again. What does not fit on the right is reached by moving
there; ``‹`` and ``›`` in the head say on which side there is more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.domain.sheet import DIFFER, Attribute, Sheet, SheetRow
from qcode.domain.values import ValueKind, fits, shown
from qcode.language import N_, _
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.cells import both_ends, fit, ink, strip_of

NAMES = -1
"""Index of the column of names."""
WIDEST, NARROWEST = 30, 6
"""Cells of the terminal that a column takes at most and at least."""
BAR = "│"

SHEET_COMMANDS = (
    Command("step(-1, 0)", "up,k", N_("Up"), N_("Go up one row.")),
    Command("step(1, 0)", "down,j", N_("Down"), N_("Go down one row.")),
    Command("step(0, -1)", "left,h,shift+tab", N_("Left"), N_("Go to the cell on the left.")),
    Command("step(0, 1)", "right,l,tab", N_("Right"), N_("Go to the cell on the right.")),
    Command("page(-1)", "pageup", N_("Page up"), N_("Go up one screenful.")),
    Command("page(1)", "pagedown", N_("Page down"), N_("Go down one screenful.")),
    Command("edge(0, -1)", "home", N_("First column"), N_("Go to the names.")),
    Command("edge(0, 1)", "end", N_("Last column"), N_("Go to the last column.")),
    Command("edge(-1, 0)", "ctrl+home,g", N_("First row"), N_("Go to the first row.")),
    Command("edge(1, 0)", "ctrl+end,G", N_("Last row"), N_("Go to the last row.")),
    Command("stretch(-1, 0)", "shift+up,K", N_("Mark up"), N_("Mark cells upwards.")),
    Command("stretch(1, 0)", "shift+down,J", N_("Mark down"), N_("Mark cells downwards.")),
    Command("stretch(0, -1)", "shift+left", N_("Mark left"), N_("Mark cells to the left.")),
    Command("stretch(0, 1)", "shift+right", N_("Mark right"), N_("Mark cells to the right.")),
    Command("mark_all", "ctrl+a", N_("Mark all"), N_("Mark the whole sheet.")),
    Command("open_cell", "enter", N_("Edit"), N_("Write into the cell; on a name, give another one."), True),
)


class SheetView(ScrollView, can_focus=True):
    """Rows and columns with a cursor and a marked rectangle."""

    DEFAULT_CSS = """
    SheetView {
        background: $background; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-color: $panel-lighten-1; scrollbar-background: $background;
        & > .sheet--head { background: $panel; color: $foreground; text-style: bold; }
        & > .sheet--dim { color: $text-muted; }
        & > .sheet--name { text-style: bold; }
        & > .sheet--differ { color: $accent; text-style: bold; }
        & > .sheet--misfit { color: $error; }
        & > .sheet--row { background: $surface; }
        & > .sheet--marked { background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; }
        & > .sheet--cursor { background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; }
        &:focus > .sheet--cursor { background: $primary; color: $background; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--head", "sheet--dim", "sheet--name", "sheet--differ", "sheet--misfit", "sheet--row", "sheet--marked",
        "sheet--cursor",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SHEET_COMMANDS)]

    @dataclass
    class Moved(Message):
        """The cursor came to a cell."""

    @dataclass
    class Opened(Message):
        """A cell was opened by Enter or a second click."""

    @dataclass
    class HeadClicked(Message):
        """The head of a column was clicked."""

        column: int
        """Index of the column; ``NAMES`` for that of the names."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: Sequence[Attribute] = ()
        self.rows: Sequence[SheetRow] = ()
        self.row = 0
        self.column = NAMES
        self.mark_start: tuple[int, int] | None = None
        self.sorted_by: tuple[int, bool] | None = None
        """Index of a column and whether the largest comes first; ``None`` for the order of names."""
        self.heads_name = ""
        self._language = "en"
        self._left = 0
        self._widths: list[int] = []
        self._name_width = NARROWEST

    # What the screen says

    def show(self, sheet: Sheet, rows: Sequence[SheetRow], language: str, name: str) -> None:
        """Show rows of a sheet; the cursor stays as near as it can.

        Args:
            sheet: Whose columns they are.
            rows: Those to show, in order.
            language: In which numbers and dates are written.
            name: Head of the column of names.
        """
        self.columns, self.rows, self._language, self.heads_name = sheet.columns, rows, language, name
        longest = [0] * len(self.columns)
        for row in rows:
            for at, column in enumerate(self.columns):
                values = row.values.get(column.id)
                if values:
                    length = len(values[0]) if len(values) == 1 else len(DIFFER.join(values))
                    if length > longest[at]:
                        longest[at] = length
        self._widths = [
            max(NARROWEST, min(WIDEST, max(length + 1, cell_len(column.name) + 2)))
            for column, length in zip(self.columns, longest, strict=True)
        ]
        self._name_width = max(NARROWEST, min(WIDEST, max((cell_len(row.name) for row in rows), default=0) + 2))
        self.mark_start = None
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self.go_to(self.row, self.column)
        self.refresh()

    def put_row(self, row: SheetRow) -> None:
        """Draw the row under the cursor anew with other values."""
        self.rows = [*self.rows[: self.row], row, *self.rows[self.row + 1 :]]
        self._refresh_row(self.row)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell and bring it into view."""
        old = self.row
        self.row = max(0, min(row, len(self.rows) - 1))
        column = max(NAMES, min(column, len(self.columns) - 1))
        is_other_column, self.column = column != self.column, column
        if self._reveal_column() or self.mark_start is not None:
            self.refresh()
        else:
            for changed in {old, self.row}:
                self._refresh_row(changed)
            if is_other_column:
                self.refresh(Region(0, 0, self.size.width, 1))
        self._reveal_row()
        self.post_message(self.Moved())

    @property
    def marked(self) -> tuple[range, range]:
        """Indexes of the marked rows and columns; those of the cursor's cell where nothing is marked."""
        row, column = self.mark_start or (self.row, self.column)
        rows = range(min(row, self.row), min(max(row, self.row), len(self.rows) - 1) + 1)
        return rows, range(min(column, self.column), max(column, self.column) + 1)

    def text(self, row: SheetRow, column: Attribute) -> str:
        """Return what a cell shows."""
        values = row.values.get(column.id, ())
        return DIFFER.join(shown(value, column.kind, self._language) for value in values)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line: the head, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._head(width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row, dim = self.rows[index], ink(self, "sheet--dim")
        ground = self.get_component_rich_style("sheet--row") if index == self.row else self.rich_style
        parts = [
            (both_ends(row.name, self._names(width) - 1) + " ", self._style(index, NAMES, ink(self, "sheet--name")))
        ]
        for at, room in self._visible(width):
            column = self.columns[at]
            text, style = self.text(row, column), Style()
            values = row.values.get(column.id, ())
            if len(values) > 1:
                style = ink(self, "sheet--differ")
            elif values and not fits(values[0], column.kind):
                text, style = f"! {text}", ink(self, "sheet--misfit")
            right = column.kind is ValueKind.NUMBER and len(values) == 1
            parts += [(BAR, dim), (fit(text, room - 2, right=right) + " ", self._style(index, at, style))]
        return strip_of(parts, width, ground)

    def _head(self, width: int) -> Strip:
        ground = self.get_component_rich_style("sheet--head")
        dim, cursor = ink(self, "sheet--dim"), Style(reverse=True)
        name = fit(self.heads_name + self._arrow(NAMES), self._names(width) - 1) + ("‹" if self._left else " ")
        parts = [(name, cursor if self.column == NAMES else Style())]
        visible = self._visible(width)
        for at, room in visible:
            is_last = at == visible[-1][0] and at < len(self.columns) - 1
            text = fit(self.columns[at].name + self._arrow(at), room - 1 - is_last) + ("›" if is_last else "")
            parts += [(BAR, dim), (text, cursor if at == self.column else Style())]
        if not self.columns:
            parts.append((" " + _("no column yet: N makes one"), dim))
        return strip_of(parts, width, ground)

    def _arrow(self, column: int) -> str:
        if self.sorted_by is None or self.sorted_by[0] != column:
            return ""
        return " ▼" if self.sorted_by[1] else " ▲"

    def _style(self, row: int, column: int, style: Style) -> Style:
        if (row, column) == (self.row, self.column):
            return style + self.get_component_rich_style("sheet--cursor")
        rows, columns = self.marked
        if self.mark_start is not None and row in rows and column in columns:
            return style + self.get_component_rich_style("sheet--marked")
        return style

    # Room

    def _names(self, width: int) -> int:
        return min(self._name_width, max(NARROWEST, width // 3))

    def _visible(self, width: int) -> list[tuple[int, int]]:
        """Return the columns that are in view, each with its width; the last may be cut at the edge."""
        at, room, found = self._left, width - self._names(width), list[tuple[int, int]]()
        while at < len(self.columns) and room >= NARROWEST:
            found.append((at, min(self._widths[at] + 1, room)))
            room -= self._widths[at] + 1
            at += 1
        return found

    def _reveal_column(self) -> bool:
        """Bring the column of the cursor into view; say whether others moved."""
        before = self._left
        if self.column == NAMES:
            self._left = 0
        elif self.column < self._left:
            self._left = self.column
        else:
            width = self.size.width - 1
            room = width - self._names(width)
            while self._left < self.column and sum(w + 1 for w in self._widths[self._left : self.column + 1]) > room:
                self._left += 1
        return before != self._left

    def _reveal_row(self) -> None:
        height = self.size.height - 1
        if height <= 0:
            return
        if self.row < self.scroll_offset.y:
            self.scroll_to(y=self.row, animate=False, immediate=True)
        elif self.row >= self.scroll_offset.y + height:
            self.scroll_to(y=self.row - height + 1, animate=False, immediate=True)

    def _refresh_row(self, index: int) -> None:
        line = index + 1 - self.scroll_offset.y
        if line >= 1:
            self.refresh(Region(0, line, self.size.width, 1))

    # The hand

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self._reveal_column()
        self._reveal_row()
        self.refresh()

    def on_focus(self) -> None:
        """Show the stronger cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the weaker cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked; a click on the cursor opens it, one on a head reports it."""
        column = self._column_at(event.x)
        if column is None:
            return
        if event.y == 0:
            self.post_message(self.HeadClicked(column))
            return
        row = event.y - 1 + self.scroll_offset.y
        if row >= len(self.rows):
            return
        if event.shift:
            self._stretch_to(row, column)
        elif (row, column) == (self.row, self.column):
            self.action_open_cell()
        else:
            self.drop_mark()
            self.go_to(row, column)

    def _column_at(self, x: int) -> int | None:
        width = self.scrollable_content_region.width
        edge = self._names(width)
        if x < edge:
            return NAMES
        for at, room in self._visible(width):
            edge += room
            if x < edge:
                return at
        return None

    def on_mouse_scroll_right(self) -> None:
        """Go to the right."""
        self.action_step(0, 1)

    def on_mouse_scroll_left(self) -> None:
        """Go to the left."""
        self.action_step(0, -1)

    def action_step(self, rows: int, columns: int) -> None:
        """Move by cells."""
        self.drop_mark()
        self.go_to(self.row + rows, self.column + columns)

    def action_page(self, direction: int) -> None:
        """Move by screenfuls."""
        self.drop_mark()
        self.go_to(self.row + direction * max(1, self.size.height - 2), self.column)

    def action_edge(self, rows: int, columns: int) -> None:
        """Move to the first or last row or column."""
        self.drop_mark()
        row = {-1: 0, 0: self.row, 1: len(self.rows) - 1}[rows]
        self.go_to(row, {-1: NAMES, 0: self.column, 1: len(self.columns) - 1}[columns])

    def action_stretch(self, rows: int, columns: int) -> None:
        """Mark cells from where marking began to the next one."""
        self._stretch_to(self.row + rows, self.column + columns)

    def action_mark_all(self) -> None:
        """Mark everything."""
        self.mark_start = (0, NAMES)
        self.go_to(len(self.rows) - 1, len(self.columns) - 1)

    def action_open_cell(self) -> None:
        """Open the cell under the cursor."""
        self.post_message(self.Opened())

    def _stretch_to(self, row: int, column: int) -> None:
        self.mark_start = self.mark_start or (self.row, self.column)
        self.go_to(row, column)

    def drop_mark(self) -> None:
        """Mark nothing any more."""
        if self.mark_start is not None:
            self.mark_start = None
            self.refresh()
