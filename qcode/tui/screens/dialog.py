"""What every dialog shares: a box over the screen, one step back on Esc."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import ModalScreen

from qcode.tui.screens.typing_ahead import Ready

Result = TypeVar("Result")


MOST = 84
"""Cells that a box is wide at most, unless it says otherwise."""


class Dialog(ModalScreen[Result | None]):
    """A box over the screen; Esc closes it without a result."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "")]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 55%;
        & > .box {
            width: 96%; max-width: 84; height: auto; max-height: 90%;
            background: $surface;
            border: round $primary;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            padding: 0 1;
        }
        Input { border: none; height: 1; padding: 0; background: $panel; }
        Input:focus { border: none; }
        VerticalScroll, TextArea {
            scrollbar-size-vertical: 1; scrollbar-background: $surface; scrollbar-color: $panel-lighten-1;
        }
        .label { color: $text-muted; height: 1; margin-top: 1; }
        .note { color: $text-muted; height: auto; }
    }
    """

    def on_screen_resume(self) -> None:
        """Take the keys that were pressed on the way here."""
        self.post_message(Ready())

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; a dialog that is closed already stays so, and nothing below it goes with it."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)


def legend(*pairs: tuple[str, str]) -> str:
    """Write keys and what they do for the lower edge of a dialog, safe from markup."""
    return "  ".join(f"[b]{key}[/b] {label}" for key, label in pairs)
