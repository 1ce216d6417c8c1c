"""What is chosen now, each with the key that changes it: one line, drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.bars import KeyBar, KeyHint
from qcode.tui.widgets.cells import ink, one_line, strip_of


class ChoiceBar(Widget):
    """Choices with their keys on the left, a count on the right; a click does what the key does."""

    DEFAULT_CSS = """
    ChoiceBar {
        height: 1; background: $surface; color: $foreground;
        & > .choices--key { color: $accent; text-style: bold; }
        & > .choices--right { color: $primary; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--key", "choices--right"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: tuple[KeyHint, ...] = ()
        self._right = ""
        self._places: list[tuple[int, int, str]] = []

    @property
    def right(self) -> str:
        """What stands on the right."""
        return self._right

    @property
    def choices(self) -> tuple[KeyHint, ...]:
        """The choices on show."""
        return self._choices

    def show(self, choices: Sequence[KeyHint], right: str) -> None:
        """Show choices and a count."""
        if (tuple(choices), right) != (self._choices, self._right):
            self._choices, self._right = tuple(choices), right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line; choices for which there is no room are left out, the last first."""
        width, ground = self.size.width, self.rich_style
        right = one_line(self._right, width // 2 if self._choices else width - 1) + " "
        room = width - cell_len(right)
        wanted = sum(cell_len(choice.key) + cell_len(choice.label) + 5 for choice in self._choices)
        gap, most = ("   ", room) if wanted <= room else (" ", 24)
        parts: list[tuple[str, Style]] = []
        self._places = []
        at = 0
        for choice in self._choices:
            key, label = f" {choice.key} ", f"{one_line(choice.label, most)}{gap}"
            cells = cell_len(key) + cell_len(label)
            if at + cells > room:
                break
            parts += [(key, ink(self, "choices--key")), (label, ground)]
            self._places.append((at, at + cells - len(gap), choice.action))
            at += cells
        parts += [(" " * max(room - at, 0), ground), (right, ink(self, "choices--right"))]
        return strip_of(parts, width, ground)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked choice says."""
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(KeyBar.Pressed(action))
