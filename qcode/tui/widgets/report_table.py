"""Any report as a table on the screen: a list of its rows under its headings, with a cursor on one cell.

The first column stays; the others are scrolled whole, so that none is seen in part.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from qcode.domain.report import Kind, Name, Report
from qcode.domain.text import visible
from qcode.domain.wording import cell_text, one_line
from qcode.language import N_, screen_language
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.cells import fit, strip_of
from qcode.tui.widgets.report_layout import INDENT, ReportLayout, lay_out
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.still import Told

COLUMN_COMMANDS = (
    Command("column(-1)", "left,h", N_("Left"), N_("Go one column to the left; before the first are the headings.")),
    Command("column(1)", "right,l", N_("Right"), N_("Go one column to the right.")),
    Command("columns(-1)", "left_square_bracket,ctrl+left", N_("Page left"), N_("Go one screenful to the left.")),
    Command("columns(1)", "right_square_bracket,ctrl+right", N_("Page right"), N_("Go one screenful to the right.")),
)


class ReportHead(Told):
    """The headings of the columns; a click goes to one."""

    DEFAULT_CSS = """
    ReportHead {
        height: 1; background: $panel; color: $foreground;
        & > .head--here { color: $primary; text-style: bold; }
        & > .head--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--here", "head--dim"}

    class Clicked(Message):
        """A heading was clicked."""

        def __init__(self, x: int) -> None:
            """Make the message.

            Args:
                x: At which cell of the line.
            """
            super().__init__()
            self.x = x

    def __init__(self) -> None:
        super().__init__()
        self._layout_of: ReportLayout | None = None
        self._first, self._column = 0, 0

    def show(self, layout: ReportLayout | None, first: int, column: int) -> None:
        """Show the headings from a column on; that of the cursor stands out."""
        if (layout, first, column) != (self._layout_of, self._first, self._column):
            self._layout_of, self._first, self._column = layout, first, column
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line: headings stand on the lower edge; arrows say that there are more columns."""
        width, ground, layout = self.size.width, self.ground, self._layout_of
        if layout is None:
            return Strip.blank(width, ground)
        seen, is_last = layout.seen_from(self._first), y == self.size.height - 1
        line: list[tuple[str, Style]] = []
        for at, room in ((-1, layout.label), *((at, layout.widths[at]) for at in seen)):
            lines = layout.heads[at + 1]
            number = y - (self.size.height - len(lines))
            text = lines[number] if number >= 0 else ""
            style = self.ink("head--here") if at == self._column else self.ink("head--dim")
            before = " " if at < 0 else ""
            line.append((before + fit(text, room - 1 - len(before), right=layout.numeric[at + 1] and at >= 0), style))
            is_left_hidden = at < 0 and self._first > 0
            line.append(("‹" if is_left_hidden and is_last else " ", self.ink("head--here")))
        if seen.stop < len(layout.widths) and is_last:
            line = [*_cropped(line, width - 1), ("›", self.ink("head--here"))]
        return strip_of(line, width, ground)

    def on_click(self, event: events.Click) -> None:
        """Report where it was clicked."""
        self.post_message(self.Clicked(event.x))


def _cropped(line: list[tuple[str, Style]], width: int) -> list[tuple[str, Style]]:
    """Return a line in exactly so many cells."""
    room = width
    found: list[tuple[str, Style]] = []
    for text, style in line:
        shown = text if cell_len(text) <= room else fit(text, room)
        found.append((shown, style))
        room -= cell_len(shown)
    return [*found, (" " * max(room, 0), Style())]


class ReportRows(RowList):
    """The rows; the cursor stands on a cell of one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COLUMN_COMMANDS)]
    DEFAULT_CSS = "ReportRows { height: 1fr; background: $background; }"

    class ColumnMoved(Message):
        """The cursor came to another column, or the columns lie anew."""

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None
        self.nothing = ""
        """What stands there while there is no row, in the language of the screen."""
        self.column = 0
        """Of the cursor; -1 is the first column, which names the rows."""
        self.first = 0
        """The first of the other columns that is seen."""
        self.layout_now: ReportLayout | None = None

    def nothing_said(self) -> str:
        """Return what stands there while there is no row."""
        return self.nothing

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self.report.rows) if self.report else 0

    def take(self, report: Report | None, at: tuple[int, int] = (0, 0)) -> None:
        """Show another report with the cursor on a cell, as near as can be."""
        self.report, self.first = report, 0
        self.column = max(-1, min(at[1], len(report.columns) - 2)) if report else 0
        self.renew()
        self._lay_out()
        self.go_to(at[0])

    def fit(self) -> None:
        """Lay the columns out for another width."""
        super().fit()
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.layout_now = lay_out(self.report, width, screen_language()) if self.report and width else None
        self._reveal_column()
        self.post_message(self.ColumnMoved())

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a row: what it is of, and the cells that are seen."""
        layout, report = self.layout_now, self.report
        assert report is not None
        if layout is None:
            return [[]]
        row, is_total = report.rows[index], index >= len(report.rows) - report.total_rows
        strong = Style(bold=True) if is_total else Style()
        indent = " " * (1 + INDENT * (row[0].depth if isinstance(row[0], Name) else 0))
        label = indent + (str(row[0]) if row[0] is not None else "")
        parts: Parts = [(fit(label, layout.label - 1), self._marked(index, -1, strong)), (" ", Style())]
        for at in layout.seen_from(self.first):
            text, room = self.text_at(index, at), layout.widths[at] - 1
            is_before = report.columns[at + 1].kind is Kind.BEFORE
            shown = _cut_in_front(text, room) if is_before else fit(text, room, right=layout.numeric[at + 1])
            style = self.style_of("dim") if text in ("", "-") else strong
            parts += [(shown, self._marked(index, at, style)), (" ", Style())]
        return [parts]

    def text_at(self, row: int, column: int) -> str:
        """Return what stands in a cell, on one line."""
        assert self.report is not None
        kind = self.report.columns[column + 1].kind
        return one_line(cell_text(self.report.rows[row][column + 1], kind, screen_language()))

    def _marked(self, row: int, column: int, style: Style) -> Style:
        """Return the style of a cell; under the cursor ink and ground change places."""
        return Style(reverse=True, bold=True) if (row, column) == (self.cursor, self.column) else style

    def go_to_column(self, column: int) -> None:
        """Put the cursor on a column and bring it into view."""
        if self.report is None:
            return
        column = max(-1, min(column, len(self.report.columns) - 2))
        if column == self.column:
            return
        first, self.column = self.first, column
        self._reveal_column()
        if first == self.first:
            self.refresh_row(self.cursor)
        else:
            self.refresh()
        self.post_message(self.ColumnMoved())

    def _reveal_column(self) -> None:
        layout = self.layout_now
        if layout is None or self.column < 0:
            self.first = 0
            return
        self.first = min(self.first, self.column)
        while self.column not in layout.seen_from(self.first):
            self.first += 1
        # What there is room for on the left is shown, as after the window grew.
        while self.first and {self.column, len(layout.widths) - 1} <= set(layout.seen_from(self.first - 1)):
            self.first -= 1

    def column_at(self, x: int) -> int:
        """Return the column at a cell of a line; that of the cursor where there is none."""
        layout = self.layout_now
        if layout is None or x < layout.label:
            return -1
        right = layout.label
        for at in layout.seen_from(self.first):
            right += layout.widths[at]
            if x < right:
                return at
        return self.column

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked; a click on the cursor opens it."""
        place = event.get_content_offset(self)
        index = (place.y + self.scroll_offset.y) // self.ROW_HEIGHT if place else self.row_count()
        if place is None or index >= self.row_count():
            return
        column = self.column_at(place.x)
        event.prevent_default()  # The list's own answer knows rows alone.
        if (index, column) == (self.cursor, self.column):
            self.action_choose()
        else:
            self.go_to(index)
            self.go_to_column(column)

    def action_column(self, step: int) -> None:
        """Move by columns."""
        self.go_to_column(self.column + step)

    def action_columns(self, direction: int) -> None:
        """Move by as many columns as are seen."""
        if self.layout_now is not None:
            self.go_to_column(self.column + direction * max(1, len(self.layout_now.seen_from(self.first)) - 1))


def _cut_in_front(text: str, room: int) -> str:
    """Return the end of a text in exactly so many cells."""
    text = visible(text)
    if cell_len(text) > room:
        while text and cell_len(text) >= room:
            text = text[max(1, (cell_len(text) - room) // 2) :]
        text = "…" + text
    return fit(text, room, right=True)


class ReportTable(Vertical):
    """Headings above rows."""

    DEFAULT_CSS = "ReportTable { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay the headings out above the rows."""
        yield ReportHead()
        yield ReportRows()

    @property
    def rows(self) -> ReportRows:
        """The rows."""
        return self.query_one(ReportRows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column under the cursor; column -1 is the first one, which names the rows."""
        return self.rows.cursor, self.rows.column

    def show(self, report: Report | None, at: tuple[int, int] = (0, 0)) -> None:
        """Show a report with the cursor on a cell, as near as can be.

        Args:
            report: What is shown; ``None`` for nothing.
            at: Row and column.
        """
        self.rows.take(report, at)

    def on_report_rows_column_moved(self) -> None:
        """Show the headings of the columns that are seen."""
        rows, head = self.rows, self.query_one(ReportHead)
        height = rows.layout_now.head_height if rows.layout_now else 1
        if head.styles.height is None or head.styles.height.value != height:
            head.styles.height = height
        head.show(rows.layout_now, rows.first, rows.column)

    def on_report_head_clicked(self, message: ReportHead.Clicked) -> None:
        """Go to the column."""
        message.stop()
        self.rows.go_to_column(self.rows.column_at(message.x))
        self.rows.focus()
