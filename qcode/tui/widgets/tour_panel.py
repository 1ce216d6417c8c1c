"""A few lines over the screen that say what to try next."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from qcode.language import _
from qcode.tui.widgets.cells import fit, folded_lines, ink, strip_of


class TourPanel(Widget):
    """One step of the tour: what to press, what for, and how far one is."""

    DEFAULT_CSS = """
    TourPanel {
        layer: over; dock: bottom; height: 6; margin: 0 1 1 1; background: $panel; border: round $accent;
        border-title-color: $accent; border-title-style: bold; border-subtitle-color: $text-muted;
        & > .tour--keys { color: $accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tour--keys"}

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.words = ""

    def show(self, keys: str, words: str, number: int, count: int) -> None:
        """Show a step, counted from 1."""
        self.keys, self.words = keys, words
        self.border_title = _("Tour {n} of {all}").format(n=number, all=count)
        self.border_subtitle = _("F9 goes on, F8 ends the tour")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, ground = self.size.width, self.rich_style
        lines = folded_lines(self.words, width - 2, 3)
        if y == 0:
            parts: list[tuple[str, Style]] = [(" ", ground), (fit(self.keys, width - 1), ink(self, "tour--keys"))]
        else:
            parts = [(" ", ground), (lines[y - 1] if y <= len(lines) else "", ground)]
        return strip_of(parts, width, ground)
