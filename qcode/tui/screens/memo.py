"""Writing a memo."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from qcode.domain.text import visible
from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend


class MemoDialog(Dialog[str]):
    """A page to write on; the result is what stands on it when it is closed.

    Esc goes back and keeps what was written, so that no key loses words. ``None`` means that nothing changed; an
    empty result that the memo was emptied.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+s", "keep", ""), ("escape", "keep", ""), ("ctrl+x", "drop", "")]
    DEFAULT_CSS = """
    MemoDialog > .box { height: 70%; min-height: 12; }
    MemoDialog .quote { color: $text-muted; max-height: 4; height: auto; margin-bottom: 1; }
    MemoDialog TextArea { border: none; padding: 0; background: $surface; height: 1fr; }
    MemoDialog TextArea:focus { border: none; }
    """

    def __init__(self, title: str, quote: str, text: str = "", *, note: str = "") -> None:
        """Make the page.

        Args:
            title: Stands on its edge.
            quote: The words it is about; empty if it is not about words.
            text: What is written already.
            note: What else it is about, or how to write it.
        """
        super().__init__()
        self._title, self._text = title, text
        self._about = f"“{visible(quote)}”" if quote else note

    def compose(self) -> ComposeResult:
        """Lay out the page below the words it is about."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Esc", _("keep and close")), ("Ctrl+X", _("drop changes")))
            yield Static(self._about, classes="quote", markup=False)
            yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        """Start writing at the end."""
        page = self.query_one(TextArea)
        page.move_cursor(page.document.end)
        page.focus()

    def action_keep(self) -> None:
        """Close with what is written."""
        written = self.query_one(TextArea).text.strip()
        self.dismiss(None if written == self._text.strip() else written)

    def action_drop(self) -> None:
        """Close and leave the memo as it was."""
        self.dismiss(None)
