"""Writing how a passage reads in another language, and how it is quoted."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from qcode.domain.text import visible
from qcode.language import _
from qcode.store.segments import Wording
from qcode.tui.screens.dialog import Dialog, legend


class WordingDialog(Dialog[Wording]):
    """Two pages below the passage; the result is what stands on them, ``None`` if nothing changed.

    Esc goes back and keeps what was written, so that no key loses words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+s", "keep", ""),
        ("escape", "keep", ""),
        ("ctrl+x", "cancel", ""),
        ("ctrl+t", "take_words", ""),
        ("tab", "app.focus_next", ""),
    ]
    DEFAULT_CSS = """
    WordingDialog > .box { height: 80%; min-height: 16; }
    WordingDialog .quote { color: $text-muted; max-height: 5; height: auto; }
    WordingDialog TextArea { border: none; padding: 0; background: $panel; height: 1fr; }
    WordingDialog TextArea:focus { border: none; }
    """

    def __init__(self, passage: str, wording: Wording) -> None:
        super().__init__()
        self._passage, self._wording = passage, wording

    def compose(self) -> ComposeResult:
        """Lay out both pages below the words they are about."""
        with Vertical(classes="box") as box:
            box.border_title = _("Translation and form for quoting")
            box.border_subtitle = legend(
                ("Tab", _("other page")), ("Ctrl+T", _("take the words")), ("Esc", _("keep")),
                ("Ctrl+X", _("drop")),
            )  # fmt: skip
            yield Static(f"“{visible(self._passage)}”", classes="quote", markup=False)
            yield Static(_("Translation"), classes="label")
            yield TextArea(self._wording.translation, id="translation", tab_behavior="focus")
            yield Static(_("As quoted, with … for what is left out and [ ] for what is added"), classes="label")
            yield TextArea(self._wording.quoted, id="quoted", tab_behavior="focus")

    def on_mount(self) -> None:
        """Start writing at the end of the translation."""
        page = self._page("translation")
        page.move_cursor(page.document.end)
        page.focus()

    def action_take_words(self) -> None:
        """Put the passage on the page that is written on, if that is empty."""
        page = self.focused
        if isinstance(page, TextArea) and not page.text.strip():
            page.text = self._passage
            page.move_cursor(page.document.end)

    def action_keep(self) -> None:
        """Close with what is written."""
        written = Wording(self._page("translation").text.strip(), self._page("quoted").text.strip())
        self.dismiss(None if written == self._wording else written)

    def _page(self, name: str) -> TextArea:
        return self.query_one(f"#{name}", TextArea)
