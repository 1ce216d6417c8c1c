"""Below a matrix: what is under the cursor, what the shades mean, and the notes that give numbers a meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import folded_lines, ink, one_line, strip_of

Swatch = tuple[str, Style]
"""A range of numbers, and the style of cells that hold one of them."""


class MatrixFoot(Widget):
    """Some lines, drawn by hand: they change at every step of the cursor."""

    DEFAULT_CSS = """
    MatrixFoot {
        height: 4; background: $panel; color: $foreground; padding: 0 1;
        & > .foot--strong { color: $primary; text-style: bold; }
        & > .foot--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--strong", "foot--dim"}

    def __init__(self) -> None:
        super().__init__()
        self._place, self._value = "", ""
        self._swatches: tuple[Swatch, ...] = ()
        self._legend = ""
        self._notes: tuple[str, ...] = ()
        self._folded: tuple[int, int, list[str]] = (0, 0, [])

    @property
    def place(self) -> str:
        """What is under the cursor."""
        return self._place

    @property
    def value(self) -> str:
        """What stands there."""
        return self._value

    def point(self, place: str, value: str) -> None:
        """Say what is under the cursor and what stands there."""
        if (place, value) != (self._place, self._value):
            self._place, self._value = place, value
            self.refresh()

    def explain(self, legend: str, swatches: Sequence[Swatch]) -> None:
        """Say what the shades mean."""
        if (legend, tuple(swatches)) != (self._legend, self._swatches):
            self._legend, self._swatches = legend, tuple(swatches)
            self.refresh()

    def note(self, notes: Sequence[str]) -> None:
        """Show the notes, as many as there is room for."""
        self._notes = tuple(notes)
        self._folded = (0, 0, [])
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, ground = self.size.width, self.rich_style
        if y == 0:
            room = max(width * 3 // 5, width - cell_len(self._value) - 3)
            place = one_line(self._place, room if self._value else width)
            value = one_line(self._value, max(0, width - cell_len(place) - 3))
            gap = "   " if value else ""
            return strip_of([(place, ink(self, "foot--strong")), (gap + value, Style())], width, ground)
        dim = ink(self, "foot--dim")
        if y == 1 and self._swatches:
            parts: list[tuple[str, Style]] = [(self._legend + "  ", dim)]
            for text, style in self._swatches:
                parts += [(f" {text} ", style), (" ", Style())]
            return strip_of(parts, width, ground)
        lines = self._lines(width, max(0, self.size.height - 1 - bool(self._swatches)))
        line = y - 1 - bool(self._swatches)
        return strip_of([(lines[line], dim)] if line < len(lines) else [], width, ground)

    def _lines(self, width: int, room: int) -> list[str]:
        if self._folded[:2] != (width, room):
            self._folded = (width, room, folded_lines("  ".join(self._notes), width, room) if room else [])
        return self._folded[2]
