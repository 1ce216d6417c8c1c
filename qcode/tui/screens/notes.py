"""All that must be known of the numbers of a table: its notes, whole."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qcode.domain.text import visible
from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend


class NotesDialog(Dialog[None]):
    """All notes of a report, a paragraph each."""

    DEFAULT_CSS = """
    NotesDialog .box { height: auto; }
    NotesDialog VerticalScroll { height: auto; max-height: 24; }
    NotesDialog Static { height: auto; margin-bottom: 1; }
    """

    def __init__(self, title: str, notes: tuple[str, ...]) -> None:
        super().__init__()
        self._title, self._notes = title, notes

    def compose(self) -> ComposeResult:
        """Lay out the notes, a paragraph each."""
        with Vertical(classes="box") as box:
            box.border_title = Text(visible(self._title)).markup
            box.border_subtitle = legend(("Esc", _("back")))
            with VerticalScroll():
                for note in self._notes:
                    yield Static(visible(note), markup=False)
