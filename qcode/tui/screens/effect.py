"""What an act would come to, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend


class EffectDialog(Dialog[bool]):
    """What will be done and what it touches; Enter does it, Esc leaves everything as it is.

    Args:
        title: Of the box.
        lines: What it touches.
        doing: What will be done, in a sentence above them; empty where the title says it.
        verb: What Enter does; a plain word if empty.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("enter,y", "do", ""), ("n", "cancel", "")]
    DEFAULT_CSS = """
    EffectDialog > .box { padding: 1 2; }
    EffectDialog Static { height: auto; }
    EffectDialog .doing { margin-bottom: 1; }
    """

    def __init__(self, title: str, lines: Sequence[str], *, doing: str = "", verb: str = "") -> None:
        super().__init__()
        self._title, self.lines, self._doing, self._verb = title, tuple(lines), doing, verb

    def compose(self) -> ComposeResult:
        """Lay out the lines in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", self._verb or _("do it")), ("Esc", _("leave it")))
            if self._doing:
                yield Static(self._doing, classes="doing", markup=False)
            if self.lines:
                yield Static("\n".join(self.lines), markup=False)

    def on_click(self, event: events.Click) -> None:
        """Do it on a click on the legend's left half, leave it on its right."""
        box = self.query_one(".box").region
        if event.screen_y == box.bottom - 1:
            self.dismiss(event.screen_x < box.x + box.width // 2)

    def action_do(self) -> None:
        """Close and do it."""
        self.dismiss(True)
