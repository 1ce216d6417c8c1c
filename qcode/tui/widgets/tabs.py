"""Names side by side, one of them chosen; drawn by hand on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import ink, one_line, strip_of


class TabLine(Widget):
    """Tabs; a click chooses one."""

    DEFAULT_CSS = """
    TabLine {
        height: 1; background: $surface; color: $foreground;
        & > .tabs--chosen { color: $primary; text-style: bold underline; }
        & > .tabs--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tabs--chosen", "tabs--dim"}

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: tuple[str, ...] = ()
        self._chosen = 0
        self._right = ""
        self._places: list[tuple[int, int, int]] = []

    def show(self, labels: Sequence[str], chosen: int, right: str = "") -> None:
        """Show tabs, which of them is chosen, and a word on the right."""
        self._labels, self._chosen, self._right = tuple(labels), chosen, right
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line; where there is no room for all, the tabs before the chosen one give way."""
        width, ground, dim = self.size.width, self.rich_style, ink(self, "tabs--dim")
        right = one_line(self._right, width // 2) + " "
        room = width - cell_len(right)
        first = 0
        while first < self._chosen and sum(cell_len(one) + 3 for one in self._labels[first : self._chosen + 1]) > room:
            first += 1
        line: list[tuple[str, Style]] = []
        self._places, at = [], 0
        for index in range(first, len(self._labels)):
            label = one_line(self._labels[index], max(room - at - 3, 0))
            cells = cell_len(label) + 3
            if not label or at + cells > room:
                break
            chosen = self.get_component_rich_style("tabs--chosen") if index == self._chosen else dim
            line += [(" ", ground), (label, Style(color=chosen.color, bold=chosen.bold, underline=chosen.underline)),
                     ("  ", ground)]  # fmt: skip
            self._places.append((at, at + cells, index))
            at += cells
        line += [(" " * max(room - at, 0), ground), (right, dim)]
        return strip_of(line, width, ground)

    def on_click(self, event: events.Click) -> None:
        """Report the tab that was clicked."""
        for start, end, index in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(index))
