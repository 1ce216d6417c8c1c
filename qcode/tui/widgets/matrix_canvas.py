"""The drawing of a matrix: headings that stay, shaded cells, and the cursor.

Only what is seen is drawn, with styles that are asked for once and words that are folded once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.analysis.shading import Tops, step, value_of
from qcode.domain.report import Cell, Kind, Report
from qcode.domain.wording import cell_text
from qcode.language import screen_language
from qcode.tui.widgets.cells import fit, folded_lines, ink
from qcode.tui.widgets.contrast import ink_on
from qcode.tui.widgets.matrix_layout import INDENT, WORDS, MatrixLayout

_FACTORS = (0.0, 0.14, 0.28, 0.45, 0.65, 0.9)
"""How far each step of shading is from the ground to the colour that shades."""
_MOST_BEHIND_WORDS = 0.4
"""The share of it that is used behind words, which are read longer than numbers."""
_REMEMBERED = 2000
"""Cells whose folded words are remembered."""


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
    lengths: Sequence[int] = ()
    """Characters of the longest cell of each row, where cells hold words."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The styles of a theme, asked for once: to ask costs more than to draw."""

    plain: Style
    head: Style
    here: Style
    total: Style
    cursor: Style
    dim: Style
    """Ink alone."""
    nothing: Style
    """Where nothing is coded."""
    shades: list[Style]
    """Ground and ink of each step of shading, 0 for none."""


class MatrixCanvas(ScrollView, can_focus=True):
    """The picture; row or column -1 is the heading."""

    DEFAULT_CSS = """
    MatrixCanvas {
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

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.within = "table"
        self.lines_drawn = 0
        """How many lines were drawn since the beginning, for tests."""
        self._layout: MatrixLayout | None = None
        self._cursor = (0, 0)
        self._looks: _Looks | None = None
        self._words: dict[tuple[int, int], list[str]] = {}
        self._language = screen_language()

    @property
    def body(self) -> tuple[int, int]:
        """How many rows and columns there are, totals left out."""
        if self.shown is None:
            return 0, 0
        report = self.shown.report
        return len(report.rows) - report.total_rows, len(report.columns) - 1 - report.total_columns

    def shades(self) -> list[Style]:
        """Return the ground and ink of each step of shading, 0 for none."""
        return self.looks.shades

    @property
    def looks(self) -> _Looks:
        """The styles of the theme."""
        if self._looks is None:
            _under, ground = self.background_colors
            shade = self.get_component_styles("matrix--shade").color
            most = _MOST_BEHIND_WORDS if self._kind in WORDS else 1.0
            colors = [ground.blend(shade, factor * most) for factor in _FACTORS]
            plain = self.rich_style
            head, here, cursor = (
                self.get_component_rich_style(f"matrix--{name}") for name in ("head", "here", "cursor")
            )
            self._looks = _Looks(
                plain, head, here, plain + ink(self, "matrix--total"), cursor, ink(self, "matrix--dim"),
                plain + ink(self, "matrix--dim"),
                [plain, *(Style(color=ink_on(c).rich_color, bgcolor=c.rich_color) for c in colors[1:])],
            )  # fmt: skip
        return self._looks

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        self._looks = None
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
        looks = self.looks
        plain = looks.head
        first, last, cut = self._columns_seen(layout)
        bottom = layout.head_height - 1
        is_words = self._kind in WORDS
        parts: list[Segment] = []
        for column in range(first, last):
            lines = layout.heads[column]
            at = line - (layout.head_height - len(lines))  # They stand on the lower edge.
            style = looks.here if column == self._cursor[1] else plain
            if (-1, column) == self._cursor:
                style = looks.cursor
            text = fit(lines[at] if at >= 0 else "", layout.column_width - 1, right=not is_words)
            parts += [Segment(text, style), Segment(" ", plain)]
        corner = fit(" " + str(shown.report.columns[0]) if line == bottom else "", layout.label_width)
        style = looks.cursor if self._cursor == (-1, -1) else plain + looks.dim
        return _framed([Segment(corner, style)], parts, cut, layout, width, plain)

    def _line_of_row(self, layout: MatrixLayout, shown: Shown, row: int, line: int, width: int) -> Strip:
        first, last, cut = self._columns_seen(layout)
        label = self._label(layout, shown, row, line)
        parts: list[Segment] = []
        for column in range(first, last):
            parts += self._cell_parts(layout, shown, row, column, line)
        return _framed([label], parts, cut, layout, width, self.looks.plain)

    def _label(self, layout: MatrixLayout, shown: Shown, row: int, line: int) -> Segment:
        name = shown.report.rows[row][0]
        lines = layout.labels[row]
        indent = " " * (INDENT * getattr(name, "depth", 0)) + ("▸ " if row in shown.folded and line == 0 else "  ")
        text = fit(indent + lines[line] if line < len(lines) else "", layout.label_width)
        if self._cursor == (row, -1):
            return Segment(text, self.looks.cursor)
        style = self.looks.here if row == self._cursor[0] else self.looks.head
        is_total = row >= len(shown.report.rows) - shown.report.total_rows
        return Segment(text, style + Style(bold=True) if is_total else style)

    def _cell_parts(self, layout: MatrixLayout, shown: Shown, row: int, column: int, line: int) -> list[Segment]:
        report, looks = shown.report, self.looks
        cell, kind, room = report.rows[row][column + 1], report.columns[column + 1].kind, layout.column_width - 1
        rows, columns = self.body
        is_total = row >= rows or column >= columns
        is_words = kind in WORDS
        height = layout.tops[row + 1] - layout.tops[row]
        if is_words and line == height - 1:
            return [Segment(" " * layout.column_width, looks.plain)]
        behind = shown.behind.get((row, column), 0)
        style = looks.total if is_total else self._shade_of(shown, row, column)
        if (row, column) == self._cursor:
            style = looks.cursor
        elif not cell and not behind:
            style = looks.nothing if style is looks.plain else style + looks.dim
        if is_words:
            lines = self._lines_of(cell, kind, behind, (row, column), room, height - 1)
            text = fit(" " + lines[line] if line < len(lines) else "", room)
        else:
            is_number = isinstance(cell, (int, float)) and line == 0
            text = _number(cell, kind, room, self._language) if is_number else " " * room
        return [Segment(text, style), Segment(" ", looks.plain)]

    def _shade_of(self, shown: Shown, row: int, column: int) -> Style:
        top = shown.tops.of(self.within, row, column)
        return self.looks.shades[step(_value(shown, row, column), top)]

    def _lines_of(
        self, cell: Cell, kind: Kind, behind: int, place: tuple[int, int], room: int, lines: int
    ) -> list[str]:
        """Return the lines of a cell of words, folded once for all of them."""
        if not cell:
            return [f"({behind})"] if behind else []
        if place not in self._words:
            if len(self._words) > _REMEMBERED:
                self._words.clear()
            # Of many quotations the first are enough to fill the cell.
            some = cell[: lines + 1] if isinstance(cell, tuple) else cell
            text = cell_text(some, kind, self._language)[: 2 * room * (lines + 1)]
            self._words[place] = folded_lines(text, room - 2, lines)
        return self._words[place]

    @property
    def _kind(self) -> Kind:
        columns = self.shown.report.columns if self.shown else ()
        return columns[1].kind if len(columns) > 1 else Kind.COUNT

    def _columns_seen(self, layout: MatrixLayout) -> tuple[int, int, int]:
        """Return the first column seen, the one behind the last, and how many cells the first is cut by."""
        first, cut = divmod(self.scroll_offset.x, layout.column_width)
        last = first + -(-(layout.body_width + cut) // layout.column_width)
        return first, min(last, len(layout.heads)), cut


def _value(shown: Shown, row: int, column: int) -> float:
    behind = shown.behind.get((row, column))
    return float(behind) if behind is not None else value_of(shown.report.rows[row][column + 1])


@lru_cache(maxsize=4096)
def _number(cell: float, kind: Kind, room: int, language: str) -> str:
    text = cell_text(cell, kind, language)
    if kind is Kind.PRESENCE:
        return fit(" " * ((room - 1) // 2) + text, room)
    return fit(text + " ", room, right=True)


def _framed(
    label: list[Segment], parts: list[Segment], cut: int, layout: MatrixLayout, width: int, ground: Style
) -> Strip:
    """Return a line: the heading that stays, and the cells from where they are scrolled to."""
    body = Strip(parts).crop(cut, cut + layout.body_width).adjust_cell_length(layout.body_width, ground)
    return Strip.join([Strip(label), body]).adjust_cell_length(width, ground)
