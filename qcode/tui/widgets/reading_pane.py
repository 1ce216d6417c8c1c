"""A page that is read: words in several weights, folded to the width and scrolled by line.

What it says changes with every step of a cursor beside it, so it draws its lines itself: nothing is laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from qcode.domain.text import visible
from qcode.language import N_
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.cells import ink, strip_of

Words = Sequence[tuple[str, str]]
"""A paragraph: words with the name of their look, one of ``LOOKS``, a colour ``#rrggbb``, or empty."""
LOOKS = ("dim", "strong", "accent", "primary", "gone", "new", "quote")

PANE_COMMANDS = (
    Command("scroll(-1)", "up,k", N_("Up"), N_("Read on one line further up.")),
    Command("scroll(1)", "down,j", N_("Down"), N_("Read on one line further down.")),
    Command("leaf(-1)", "pageup", N_("Page up"), N_("Read on one page further up.")),
    Command("leaf(1)", "pagedown", N_("Page down"), N_("Read on one page further down.")),
    Command("end(-1)", "home", N_("First"), N_("Go to the first line.")),
    Command("end(1)", "end,G", N_("Last"), N_("Go to the last line.")),
)


class ReadingPane(Widget, can_focus=True):
    """Paragraphs to read."""

    DEFAULT_CSS = """
    ReadingPane {
        background: $surface;
        & > .pane--dim { color: $text-muted; }
        & > .pane--strong { text-style: bold; }
        & > .pane--accent { color: $accent; }
        & > .pane--primary { color: $primary; text-style: bold; }
        & > .pane--gone { color: $error; }
        & > .pane--new { color: $success; }
        & > .pane--quote { background: $block-cursor-blurred-background; color: $foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pane--{look}" for look in LOOKS}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PANE_COMMANDS)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._paragraphs: tuple[Words, ...] = ()
        self._lines: list[Text] | None = None
        self._top = 0

    def show(self, paragraphs: Sequence[Words], *, keep_place: bool = False) -> None:
        """Show paragraphs from the first line on, or where the reader is."""
        self._paragraphs, self._lines = tuple(paragraphs), None
        if not keep_place:
            self._top = 0
        self.refresh()

    @property
    def words(self) -> str:
        """What stands on the page."""
        return "\n".join("".join(words for words, _look in paragraph) for paragraph in self._paragraphs)

    def reveal(self, look: str) -> None:
        """Bring the first words of a look to the upper third of the page, if they lie below it."""
        lines = self._all_lines()
        wanted = self._style(look)
        first = next((number for number, line in enumerate(lines) if any(s.style == wanted for s in line.spans)), 0)
        if first >= self.size.height - 1:
            self._top = max(0, first - self.size.height // 3)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line, with the part of the page that is in view on the right edge."""
        width, height, ground = self.size.width, self.size.height, self.rich_style
        lines = self._all_lines()
        self._top = max(0, min(self._top, len(lines) - height))
        index = self._top + y
        parts: list[tuple[str, Style]] = []
        if index < len(lines):
            console = self.app.console
            parts = [(one.text, one.style or Style()) for one in lines[index].render(console)]
        if len(lines) <= height:
            return strip_of(parts, width, ground)
        size = max(1, height * height // len(lines))
        start = self._top * (height - size) // max(1, len(lines) - height)
        thumb = "█" if start <= y < start + size else "│"
        return Strip.join([strip_of(parts, width - 1, ground), strip_of([(thumb, ink(self, "pane--dim"))], 1, ground)])

    def notify_style_update(self) -> None:
        """Fold again in the new colours."""
        super().notify_style_update()
        self._lines = None

    def on_resize(self) -> None:
        """Fold to the new width."""
        self._lines = None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Read on."""
        event.stop()
        self.action_scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Read back."""
        event.stop()
        self.action_scroll(-3)

    def action_scroll(self, lines: int) -> None:
        """Read on by lines."""
        self._top = max(0, self._top + lines)
        self.refresh()

    def action_leaf(self, direction: int) -> None:
        """Read on by pages."""
        self.action_scroll(direction * max(1, self.size.height - 1))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last line."""
        self._top = 0 if direction < 0 else len(self._all_lines())
        self.refresh()

    def _all_lines(self) -> list[Text]:
        if self._lines is None:
            self._lines = [line for paragraph in self._paragraphs for line in self._folded(paragraph)]
        return self._lines

    def _folded(self, paragraph: Words) -> list[Text]:
        text = Text()
        for words, look in paragraph:
            text.append("\n".join(visible(line) for line in words.replace("\t", " ").split("\n")), self._style(look))
        return list(text.wrap(self.app.console, max(1, self.size.width - 3))) or [Text()]

    def _style(self, look: str) -> Style:
        if look.startswith("#"):
            return Style(color=look)
        if look == "gone":
            return ink(self, "pane--gone") + Style(strike=True)
        if look == "new":
            return ink(self, "pane--new") + Style(underline=True)
        if look == "quote":
            return self.get_component_rich_style("pane--quote")
        return ink(self, f"pane--{look}") if look else Style()
