"""What is filtered, always in view: one or two lines, drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import ink, one_line, strip_of

Parts = list[tuple[str, Style]]


GAP = 3
"""Cells between two filters."""
LONGEST = (400, 60, 40, 30, 24, 18, 14, 10, 7)
"""Cells of the longest value, tried in this order until everything fits."""


class FilterBar(Widget):
    """Names of filters with their values, as many as two lines hold; a click asks for the filters."""

    DEFAULT_CSS = """
    FilterBar {
        height: 2; background: $surface; color: $foreground; padding: 0 1;
        & > .filters--name { color: $text-muted; }
        & > .filters--value { color: $primary; text-style: bold; }
        & > .filters--right { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"filters--name", "filters--value", "filters--right"}
    LINES = 2

    class Pressed(Message):
        """The bar was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._empty = ""
        self._right = ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The filters on show, each with its value."""
        return self._facts

    @property
    def right(self) -> str:
        """What stands on the right."""
        return self._right

    def show(self, facts: Sequence[tuple[str, str]], *, empty: str, right: str) -> None:
        """Show filters on the left and a word on the right.

        Args:
            facts: Name and value of each filter.
            empty: What is said if there is none.
            right: How it is sorted, what is ticked.
        """
        if (tuple(facts), empty, right) != (self._facts, self._empty, self._right):
            self._facts, self._empty, self._right = tuple(facts), empty, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, ground = self.size.width, self.rich_style
        right = one_line(self._right, width // 2)
        lines = self._broken(width, cell_len(right) + 2)
        parts = lines[y] if y < len(lines) else []
        if y == 0:
            used = sum(cell_len(text) for text, _style in parts)
            parts = [
                *parts,
                (" " * max(width - used - cell_len(right), 0), ground),
                (right, ink(self, "filters--right")),
            ]
        return strip_of(parts, width, ground)

    def on_click(self, event: events.Click) -> None:
        """Ask for the filters."""
        event.stop()
        self.post_message(self.Pressed())

    def _broken(self, width: int, taken: int) -> list[Parts]:
        """Share the filters out to the lines; where they are too many, long values are shortened until all fit."""
        if not self._facts:
            return [[(one_line(self._empty, width - taken), ink(self, "filters--name"))]]
        for longest in LONGEST:
            lines, is_whole = self._shared(width, taken, longest)
            if is_whole:
                break
        return lines

    def _shared(self, width: int, taken: int, longest: int) -> tuple[list[Parts], bool]:
        """Return the lines with values of so many cells at most, and whether all filters are on them."""
        dim, strong = ink(self, "filters--name"), ink(self, "filters--value")
        lines: list[Parts] = [[]]
        room = width - taken
        for name, value in self._facts:
            said, shown = f"{name}: ", one_line(value, longest)
            wanted = cell_len(said) + cell_len(shown)
            if lines[-1] and GAP + wanted > room and len(lines) < self.LINES:
                lines.append([])
                room = width
            gap = " " * GAP if lines[-1] else ""
            if GAP + wanted > room + (0 if gap else GAP):
                lines[-1].append((f"{gap}{said}{shown}", dim))
                return lines, False
            lines[-1] += [(gap + said, dim), (shown, strong)]
            room -= len(gap) + wanted
        return lines, True
