"""One line that says what is shown, or what is under the cursor; drawn by hand, for it changes with every step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.cells import ink, one_line, strip_of


class Telling(Widget):
    """The line."""

    DEFAULT_CSS = """
    Telling {
        height: 1; background: $surface; color: $foreground;
        & > .telling--strong { color: $primary; text-style: bold; }
        & > .telling--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"telling--strong", "telling--dim"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.parts: tuple[str, ...] = ()

    def show(self, parts: Sequence[str]) -> None:
        """Say what is there, the main thing first."""
        if tuple(parts) != self.parts:
            self.parts = tuple(parts)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        first, *rest = self.parts or ("",)
        width = self.size.width
        head = one_line(first, width - 2)
        told = one_line("  ·  ".join(("", *rest)) if rest else "", max(width - cell_len(head) - 2, 0))
        return strip_of(
            [(" ", Style()), (head, ink(self, "telling--strong")), (told, ink(self, "telling--dim"))],
            width,
            self.rich_style,
        )
