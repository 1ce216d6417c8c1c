"""The floor of a list: a Textual app that shows a hundred thousand ready-made rows and does nothing else.

Run by ``hits`` as a program of its own. The rows are as full of colours as those of a search, and lie in the same
widget that every list of qcode is.
"""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.app import App, ComposeResult
from textual.widgets import Static

from qcode.tui.widgets.rows import Parts, RowList

ROWS = 100_000
STYLES = tuple(Style.parse(one) for one in ("#56b4e9", "#d0d0d0", "#808080", "#d0d0d0", "bold underline #e69f00"))
WORDS = ("informan", "menjawab", "pertanyaan", "pelaku", "korban", "dan", "yang", "di")


class ReadyRows(RowList):
    """Rows made before the first of them is drawn; 1,000 different ones."""

    DEFAULT_CSS = "ReadyRows { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._ready: list[list[Parts]] = [self._row(number) for number in range(1000)]

    def row_count(self) -> int:
        """Return how many rows there are."""
        return ROWS

    def draw(self, index: int, width: int) -> list[Parts]:
        """Return a row."""
        return self._ready[index % 1000]

    @staticmethod
    def _row(number: int) -> list[Parts]:
        texts = [f"Wawancara {number:04}", "I  ", "00:04:10", *("".join(f"{one} " for one in WORDS) for _ in range(2))]
        return [list(zip(texts, STYLES, strict=True))]


class BareRows(App[None]):
    """The rows, with as much around them as the search screen has, and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Show the rows."""
        yield Static("informan")
        yield ReadyRows()
        yield Static("\n" * 8)

    def on_mount(self) -> None:
        """Let keys go to them."""
        self.query_one(ReadyRows).focus()


if __name__ == "__main__":
    BareRows().run()
