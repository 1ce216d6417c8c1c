"""A matrix on the screen: a cursor on cells and headings, and the hand that moves it.

A step of the cursor draws two rows again, however large the matrix is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message

from qcode.domain.report import Cell
from qcode.language import N_
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.matrix_canvas import MatrixCanvas, Shown
from qcode.tui.widgets.matrix_layout import lay_out

__all__ = ["MOVES", "MatrixTable", "Shown"]

MOVES = (
    Command("move(-1, 0)", "up,k", N_("Up"), N_("Go up one row; above the first are the headings.")),
    Command("move(1, 0)", "down,j", N_("Down"), N_("Go down one row.")),
    Command("move(0, -1)", "left,h", N_("Left"), N_("Go one column to the left; before the first are the headings.")),
    Command("move(0, 1)", "right,l", N_("Right"), N_("Go one column to the right.")),
    Command("page(-1, 0)", "pageup", N_("Page up"), N_("Go up one screenful.")),
    Command("page(1, 0)", "pagedown", N_("Page down"), N_("Go down one screenful.")),
    Command("page(0, -1)", "left_square_bracket,ctrl+left", N_("Page left"), N_("Go one screenful to the left.")),
    Command("page(0, 1)", "right_square_bracket,ctrl+right", N_("Page right"), N_("Go one screenful to the right.")),
    Command("edge(0, -1)", "home", N_("First column"), N_("Go to the first column.")),
    Command("edge(0, 1)", "end", N_("Last column"), N_("Go to the last column.")),
    Command("edge(-1, 0)", "ctrl+home", N_("First row"), N_("Go to the first row.")),
    Command("edge(1, 0)", "G,ctrl+end", N_("Last row"), N_("Go to the last row.")),
    Command("choose", "enter", N_("Open"), N_("Open the quotations behind a cell, a row or a column.")),
)


class MatrixTable(MatrixCanvas):
    """The table."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MOVES)]

    class Moved(Message):
        """The cursor came to another cell."""

    class Chosen(Message):
        """Enter or a click on the cursor."""

    @dataclass
    class Typed(Message):
        """A letter was typed on a cell that is written into."""

        character: str

    def __init__(self) -> None:
        super().__init__()
        self.is_written = False
        """Whether letters write into cells instead of giving commands."""

    # What it shows

    def show(self, shown: Shown, cursor: tuple[int, int]) -> None:
        """Show a matrix with the cursor on a cell."""
        self.shown, self._looks = shown, None
        self._lay_out()
        self._cursor = self._within(*cursor)
        self._reveal()
        self.refresh()

    def shade(self, within: str) -> None:
        """Choose what a cell is compared with to shade it: ``WITHIN``."""
        self.within = within
        self.refresh()

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column under the cursor; -1 is a heading."""
        return self._cursor

    @property
    def is_on_cell(self) -> bool:
        """Whether the cursor is on a cell, not on a heading or a total."""
        return all(0 <= here < count for here, count in zip(self._cursor, self.body, strict=True))

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        return self.shown.report.rows[row][column + 1] if self.shown else None

    # Size and cursor

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        if self.shown is not None:
            self._lay_out()
            self._reveal()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def _lay_out(self) -> None:
        if self.shown is None or not self.size:
            return
        # The scrollbars' column and line are there whether they are needed or not, so that nothing jumps.
        size = self.container_size
        self._layout = lay_out(self.shown.report, size.width - 1, size.height - 1, self.shown.lengths)
        self._words.clear()
        self.virtual_size = Size(self._layout.virtual_width, self._layout.virtual_height)
        self.refresh()

    def _within(self, row: int, column: int) -> tuple[int, int]:
        if self.shown is None:
            return 0, 0
        report = self.shown.report
        return max(-1, min(row, len(report.rows) - 1)), max(-1, min(column, len(report.columns) - 2))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell and bring it into view."""
        old, self._cursor = self._cursor, self._within(row, column)
        if old == self._cursor or self._layout is None:
            return
        for line in {old[0], self._cursor[0]} - {-1}:
            top = self._layout.tops[line] - self.scroll_offset.y + self._layout.head_height
            height = self._layout.tops[line + 1] - self._layout.tops[line]
            self.refresh(Region(0, max(top, self._layout.head_height), self.size.width, height))
        self.refresh(Region(0, 0, self.size.width, self._layout.head_height))
        self._reveal()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        layout = self._layout
        if layout is None:
            return
        row, column = max(0, self._cursor[0]), max(0, self._cursor[1])
        x, y = self.scroll_offset
        seen = x // layout.column_width
        if column * layout.column_width < x:
            x = column * layout.column_width
        elif column >= seen + layout.whole_columns:
            x = (column - layout.whole_columns + 1) * layout.column_width
        top, bottom = layout.tops[row], layout.tops[min(row + 1, len(layout.tops) - 1)]
        if top < y:
            y = top
        elif bottom > y + layout.body_height:
            y = next(start for start in layout.tops if bottom - start <= layout.body_height or start == top)
        if (x, y) != self.scroll_offset:
            self.scroll_to(x, y, animate=False, immediate=True)

    # The hand

    def on_key(self, event: events.Key) -> None:
        """Write into the cell, where cells are written into."""
        character = event.character or ""
        if self.is_written and self.is_on_cell and character.isalnum():
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(character))

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked; a click on the cursor opens it."""
        layout = self._layout
        if layout is None or self.shown is None:
            return
        column = -1
        if event.x >= layout.label_width:
            column = (event.x - layout.label_width + self.scroll_offset.x) // layout.column_width
        row = -1
        if event.y >= layout.head_height:
            row = layout.row_at(event.y - layout.head_height + self.scroll_offset.y)
        if row >= len(self.shown.report.rows) or column >= len(layout.heads):
            return
        if (row, column) == self._cursor:
            self.action_choose()
        else:
            self.go_to(row, column)

    def action_move(self, rows: int, columns: int) -> None:
        """Move by cells."""
        self.go_to(self._cursor[0] + rows, self._cursor[1] + columns)

    def action_page(self, rows: int, columns: int) -> None:
        """Move by screenfuls."""
        layout = self._layout
        if layout is None:
            return
        row, column = max(0, self._cursor[0]), max(0, self._cursor[1])
        if rows:
            line = layout.tops[row] + rows * (layout.body_height - 1)
            goal = layout.row_at(max(0, min(line, layout.tops[-1] - 1)))
            self.go_to(max(0, goal if goal != row else row + rows), self._cursor[1])
        else:
            self.go_to(self._cursor[0], max(0, column + columns * max(1, layout.whole_columns - 1)))

    def action_edge(self, rows: int, columns: int) -> None:
        """Move to the first or last row or column."""
        row, column = self._cursor
        if self.shown is None:
            return
        last_row, last_column = len(self.shown.report.rows) - 1, len(self.shown.report.columns) - 2
        row = {-1: 0, 1: last_row}.get(rows, row)
        column = {-1: 0, 1: last_column}.get(columns, column)
        self.go_to(row, column)

    def action_choose(self) -> None:
        """Open what is under the cursor."""
        if self.shown is not None:
            self.post_message(self.Chosen())
