"""The floor of a screen: a Textual app that shows ready-made lines and does nothing else.

Run by ``screen`` as a program of its own.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS, WIDTH = 1000, 199
COLORS = ("#d0d0d0 on #121212", "#56b4e9 on #121212", "bold #e69f00 on #1c1c1c", "underline #009e73 on #121212")
WORDS = ("informan", "menjawab", "pertanyaan", "pelaku", "korban", "dan", "yang", "di")


class Lines(ScrollView, can_focus=True):
    """Lines made before the first of them is drawn, as full of colours as a coded transcript."""

    DEFAULT_CSS = "Lines { width: 1fr; height: 1fr; }"

    def on_mount(self) -> None:
        """Make the lines."""
        styles = [Style.parse(color) for color in COLORS]
        self._strips = [self._line(row, styles) for row in range(ROWS)]
        self.virtual_size = Size(WIDTH, ROWS)

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        return self._strips[y + self.scroll_offset.y]

    @staticmethod
    def _line(row: int, styles: list[Style]) -> Strip:
        words = [f"{WORDS[(row + place) % len(WORDS)]} {WORDS[(row * place) % len(WORDS)]} " for place in range(12)]
        pieces = [Segment(text, styles[(row + place) % len(styles)]) for place, text in enumerate(words)]
        return Strip(pieces).adjust_cell_length(WIDTH, styles[0])


class BareApp(App[None]):
    """The lines and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Show the lines."""
        yield Lines()

    def on_mount(self) -> None:
        """Let keys go to them."""
        self.query_one(Lines).focus()


if __name__ == "__main__":
    BareApp().run()
