"""The floor of a key: a Textual app that paints ready-made lines again and does nothing else.

Run by ``latency`` as a program of its own. ``j`` and ``k`` paint two lines, ``n`` and ``p`` a whole page at another
place, ``d`` scrolls by a line, ``f`` paints all lines where they are.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS, WIDTH = 2000, 199
COLORS = ("#cccccc on #101010", "bold #ff8800 on #203040", "#00ff00 underline", "#8888ff")
WORDS = ("informan", "menjawab", "pertanyaan", "pelaku", "korban", "dan")


class Pane(ScrollView, can_focus=True):
    """Lines as full of colours as a coded transcript, with a cursor line."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar = [
        ("j", "move(1)", ""),
        ("k", "move(-1)", ""),
        ("n", "page(1)", ""),
        ("p", "page(-1)", ""),
        ("d", "line", ""),
        ("f", "full", ""),
    ]

    def on_mount(self) -> None:
        """Make the lines."""
        styles = [Style.parse(color) for color in COLORS]
        self._at = 0
        self._strips = [self._line(row, styles) for row in range(ROWS)]
        self._marked = Strip([Segment("x" * WIDTH, Style.parse("reverse"))], WIDTH)
        self.virtual_size = Size(WIDTH, ROWS)

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        row = y + self.scroll_offset.y
        return self._marked if row == self._at else self._strips[row % ROWS]

    def action_move(self, step: int) -> None:
        """Paint the line of the cursor and the one it came from."""
        top = self.scroll_offset.y
        old, self._at = self._at, top + (self._at - top + step) % 40
        self.refresh(Region(0, old - top, self.size.width, 1), Region(0, self._at - top, self.size.width, 1))

    def action_page(self, step: int) -> None:
        """Paint another page."""
        self.scroll_to(y=(self.scroll_offset.y + 48 * step) % (ROWS - 100), animate=False, immediate=True)

    def action_line(self) -> None:
        """Scroll by a line."""
        self.scroll_to(y=(self.scroll_offset.y + 1) % (ROWS - 100), animate=False, immediate=True)

    def action_full(self) -> None:
        """Paint everything again."""
        self.refresh()

    @staticmethod
    def _line(row: int, styles: list[Style]) -> Strip:
        words = [f"{WORDS[(row * 7 + place) % len(WORDS)]} " * 3 for place in range(9)]
        pieces = [Segment(text, styles[(row + place) % len(styles)]) for place, text in enumerate(words)]
        return Strip(pieces).adjust_cell_length(WIDTH, styles[0])


class BareRepaint(App[None]):
    """The lines and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Show the lines."""
        yield Pane()

    def on_mount(self) -> None:
        """Let keys go to them."""
        self.query_one(Pane).focus()


if __name__ == "__main__":
    BareRepaint().run()
