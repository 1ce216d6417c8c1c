"""The floor of a list: a Textual app that shows a hundred thousand ready-made rows and does nothing else.

Run by ``hits`` as a program of its own. The rows are as full of colours as those of a search, and lie in the same
widget that every list of qcode is.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from qcode.tui.widgets.rows import Parts, RowList

ROWS = 100_000
STYLES = tuple(Style.parse(one) for one in ("#56b4e9", "#d0d0d0", "#808080", "#d0d0d0", "bold underline #e69f00"))
WORDS = ("informan", "menjawab", "pertanyaan", "pelaku", "korban", "dan", "yang", "di")


class ReadyRows(RowList):
    """Rows made before the first of them is drawn; 1,000 different ones."""

    DEFAULT_CSS = "ReadyRows { height: 1fr; }"

    def __init__(self, below: Below) -> None:
        super().__init__()
        self._below = below
        self._ready: list[list[Parts]] = [self._row(number) for number in range(1000)]

    def row_count(self) -> int:
        """Return how many rows there are."""
        return ROWS

    def draw(self, index: int, width: int) -> list[Parts]:
        """Return a row."""
        return self._ready[index % 1000]

    def go_to(self, index: int, *, centre: bool = False) -> None:
        """Go to a row, and paint what depends on it."""
        super().go_to(index, centre=centre)
        self._below.refresh(Region(0, 0, self._below.size.width, Below.LINES))

    @staticmethod
    def _row(number: int) -> list[Parts]:
        texts = [f"Wawancara {number:04}", "I  ", "00:04:10", *("".join(f"{one} " for one in WORDS) for _ in range(2))]
        return [list(zip(texts, STYLES, strict=True))]


class Below(Widget):
    """Three ready-made lines that are painted again with every row, as the words around a hit are."""

    DEFAULT_CSS = "Below { height: 7; }"
    LINES = 3

    def on_mount(self) -> None:
        """Make the lines."""
        self._ready = Strip([Segment("informan menjawab ", STYLES[at % 5]) for at in range(20)])

    def render_line(self, y: int) -> Strip:
        """Return a line."""
        return self._ready.crop(0, self.size.width) if y < self.LINES else Strip.blank(self.size.width)


class BareRows(App[None]):
    """The rows, with as much around them as the search screen has, and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Show the rows."""
        yield Static("informan")
        below = Below()
        yield ReadyRows(below)
        yield below

    def on_mount(self) -> None:
        """Let keys go to them."""
        self.query_one(ReadyRows).focus()


if __name__ == "__main__":
    BareRows().run()
