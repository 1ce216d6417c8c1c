"""A matrix on the screen: headings that stay, shaded cells, a cursor on cells and headings.

Only what is seen is drawn, and a step of the cursor draws two rows again, however large the matrix is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.analysis.shading import Tops, step, value_of
from qcode.domain.report import Cell, Kind, Report
from qcode.domain.wording import cell_text
from qcode.language import N_, screen_language
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.cells import fit, folded_lines, ink
from qcode.tui.widgets.matrix_layout import INDENT, WORDS, MatrixLayout, lay_out

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
_FACTORS = (0.0, 0.14, 0.28, 0.45, 0.65, 0.9)
"""How far each step of shading is from the ground to the colour that shades."""
_MOST_BEHIND_WORDS = 0.4
"""The share of it that is used behind words, which are read longer than numbers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows."""

    report: Report
    """Its first column names the rows."""
    tops: Tops
    behind: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Row and column → coded passages behind a cell that does not say how many."""
    folded: Collection[int] = frozenset()
    """Rows under which others are folded away."""


class MatrixTable(ScrollView, can_focus=True):
    """The table; row or column -1 is the heading."""

    DEFAULT_CSS = """
    MatrixTable {
        background: $surface;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1;
        scrollbar-color: $panel-lighten-1; scrollbar-background: $surface;
        scrollbar-corner-color: $surface;
        & > .matrix--head { background: $panel; color: $foreground; }
        & > .matrix--here { background: $panel; color: $primary; text-style: bold; }
        & > .matrix--total { text-style: bold; color: $foreground; }
        & > .matrix--dim { color: $text-muted; }
        & > .matrix--shade { color: $primary; }
        & > .matrix--cursor { background: $accent; color: $background; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head", "matrix--here", "matrix--total", "matrix--dim", "matrix--shade", "matrix--cursor",
    }  # fmt: skip
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
        self.shown: Shown | None = None
        self.within = "table"
        self.is_written = False
        """Whether letters write into cells instead of giving commands."""
        self._layout: MatrixLayout | None = None
        self._cursor = (0, 0)
        self._styles: list[Style] = []
        self.lines_drawn = 0
        """How many lines were drawn since the beginning, for tests."""

    # What it shows

    def show(self, shown: Shown, cursor: tuple[int, int]) -> None:
        """Show a matrix with the cursor on a cell."""
        self.shown, self._styles = shown, []
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
    def body(self) -> tuple[int, int]:
        """How many rows and columns there are, totals left out."""
        if self.shown is None:
            return 0, 0
        report = self.shown.report
        return len(report.rows) - report.total_rows, len(report.columns) - 1 - report.total_columns

    @property
    def is_on_cell(self) -> bool:
        """Whether the cursor is on a cell, not on a heading or a total."""
        return all(0 <= here < count for here, count in zip(self._cursor, self.body, strict=True))

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        return self.shown.report.rows[row][column + 1] if self.shown else None

    def shades(self) -> list[Style]:
        """Return the ground and ink of each step of shading, 0 for none."""
        if not self._styles:
            _under, ground = self.background_colors
            shade = self.get_component_styles("matrix--shade").color
            most = _MOST_BEHIND_WORDS if self._kind in WORDS else 1.0
            colors = [ground.blend(shade, factor * most) for factor in _FACTORS]
            plain = self.rich_style
            self._styles = [plain, *(Style(color=_readable_on(c).rich_color, bgcolor=c.rich_color) for c in colors[1:])]
        return self._styles

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        self._styles = []
        super().notify_style_update()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line: of the headings of columns, or of a row."""
        self.lines_drawn += 1
        width = self.scrollable_content_region.width
        layout, shown = self._layout, self.shown
        if layout is None or shown is None:
            return Strip.blank(width, self.rich_style)
        if y < layout.head_height:
            return self._line_of_heads(layout, shown, y, width)
        line = y - layout.head_height + self.scroll_offset.y
        row = layout.row_at(line)
        if row >= len(shown.report.rows):
            return Strip.blank(width, self.rich_style)
        return self._line_of_row(layout, shown, row, line - layout.tops[row], width)

    def _line_of_heads(self, layout: MatrixLayout, shown: Shown, line: int, width: int) -> Strip:
        plain, here = (self.get_component_rich_style(f"matrix--{name}") for name in ("head", "here"))
        dim = plain + ink(self, "matrix--dim")
        first, last, cut = self._columns_seen(layout)
        bottom = layout.head_height - 1
        is_words = self._kind in WORDS
        parts: list[Segment] = []
        for column in range(first, last):
            lines = layout.heads[column]
            at = line - (layout.head_height - len(lines))  # They stand on the lower edge.
            style = here if column == self._cursor[1] else plain
            if (-1, column) == self._cursor:
                style = self.get_component_rich_style("matrix--cursor")
            text = fit(lines[at] if at >= 0 else "", layout.column_width - 1, right=not is_words)
            parts += [Segment(text, style), Segment(" ", plain)]
        corner = fit(" " + str(shown.report.columns[0]) if line == bottom else "", layout.label_width)
        style = self.get_component_rich_style("matrix--cursor") if self._cursor == (-1, -1) else dim
        return _framed([Segment(corner, style)], parts, cut, layout, width, plain)

    def _line_of_row(self, layout: MatrixLayout, shown: Shown, row: int, line: int, width: int) -> Strip:
        first, last, cut = self._columns_seen(layout)
        label = self._label(layout, shown, row, line)
        parts: list[Segment] = []
        for column in range(first, last):
            parts += self._cell_parts(layout, shown, row, column, line)
        return _framed([label], parts, cut, layout, width, self.rich_style)

    def _label(self, layout: MatrixLayout, shown: Shown, row: int, line: int) -> Segment:
        name = shown.report.rows[row][0]
        lines = layout.labels[row]
        indent = " " * (INDENT * getattr(name, "depth", 0)) + ("▸ " if row in shown.folded and line == 0 else "  ")
        text = fit(indent + lines[line] if line < len(lines) else "", layout.label_width)
        if self._cursor == (row, -1):
            return Segment(text, self.get_component_rich_style("matrix--cursor"))
        style = self.get_component_rich_style("matrix--here" if row == self._cursor[0] else "matrix--head")
        is_total = row >= len(shown.report.rows) - shown.report.total_rows
        return Segment(text, style + Style(bold=True) if is_total else style)

    def _cell_parts(self, layout: MatrixLayout, shown: Shown, row: int, column: int, line: int) -> list[Segment]:
        report = shown.report
        cell, kind, room = report.rows[row][column + 1], report.columns[column + 1].kind, layout.column_width - 1
        rows, columns = self.body
        is_total = row >= rows or column >= columns
        is_words = kind in WORDS
        height = layout.tops[row + 1] - layout.tops[row]
        if is_words and line == height - 1:
            return [Segment(" " * layout.column_width, self.rich_style)]
        behind = shown.behind.get((row, column), 0)
        style = self.rich_style + ink(self, "matrix--total") if is_total else self._shade_of(shown, row, column)
        if (row, column) == self._cursor:
            style = self.get_component_rich_style("matrix--cursor")
        elif not cell and not behind:
            style = style + ink(self, "matrix--dim")
        if is_words:
            text = self._words(cell, kind, behind, room, height - 1, line)
        else:
            text = _number(cell, kind, room) if line == 0 else " " * room
        return [Segment(text, style), Segment(" ", self.rich_style)]

    def _shade_of(self, shown: Shown, row: int, column: int) -> Style:
        top = shown.tops.of(self.within, row, column)
        return self.shades()[step(_value(shown, row, column), top)]

    def _words(self, cell: Cell, kind: Kind, behind: int, room: int, lines: int, line: int) -> str:
        if not cell:
            return fit(f" ({behind})" if behind and line == 0 else "", room)
        folded = folded_lines(cell_text(cell, kind, screen_language()), room - 2, lines)
        return fit(" " + folded[line] if line < len(folded) else "", room)

    @property
    def _kind(self) -> Kind:
        columns = self.shown.report.columns if self.shown else ()
        return columns[1].kind if len(columns) > 1 else Kind.COUNT

    def _columns_seen(self, layout: MatrixLayout) -> tuple[int, int, int]:
        """Return the first column seen, the one behind the last, and how many cells the first is cut by."""
        first, cut = divmod(self.scroll_offset.x, layout.column_width)
        last = first + -(-(layout.body_width + cut) // layout.column_width)
        return first, min(last, len(layout.heads)), cut

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
        self._layout = lay_out(self.shown.report, self.container_size.width - 1, self.container_size.height - 1)
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


def _value(shown: Shown, row: int, column: int) -> float:
    behind = shown.behind.get((row, column))
    return float(behind) if behind is not None else value_of(shown.report.rows[row][column + 1])


def _number(cell: Cell, kind: Kind, room: int) -> str:
    text = cell_text(cell, kind, screen_language())
    if kind is Kind.PRESENCE:
        return fit(" " * ((room - 1) // 2) + text, room)
    return fit(text + " ", room, right=True)


def _readable_on(ground: Color) -> Color:
    """Return black or white, whichever is read more easily on a colour."""
    return Color.parse("#000000") if ground.brightness > 0.5 else Color.parse("#ffffff")


def _framed(
    label: list[Segment], parts: list[Segment], cut: int, layout: MatrixLayout, width: int, ground: Style
) -> Strip:
    """Return a line: the heading that stays, and the cells from where they are scrolled to."""
    body = Strip(parts).crop(cut, cut + layout.body_width).adjust_cell_length(layout.body_width, ground)
    return Strip.join([Strip(label), body]).adjust_cell_length(width, ground)
