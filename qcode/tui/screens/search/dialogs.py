"""Small boxes of the search screen: what words were widened to, and a memo in full."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qcode.domain.study import FoundNote
from qcode.domain.text import visible
from qcode.language import _
from qcode.store.query import Widened
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList


class VariantRows(RowList):
    """The forms of each searched word."""

    def __init__(self, words: Sequence[Widened]) -> None:
        super().__init__()
        self.lines: list[tuple[str, str, int]] = []
        """Searched word, form, paragraphs; the form is empty where the word is in no text."""
        for word in words:
            self.lines += [(word.word, form, count) for form, count in word.forms] or [(word.word, "", 0)]

    def row_count(self) -> int:
        """Return how many forms there are."""
        return len(self.lines)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw the searched word at its first form, the form, and in how many paragraphs it stands."""
        word, form, count = self.lines[index]
        is_first = not index or self.lines[index - 1][0] != word
        half = max((width - 12) // 2, 8)
        shown = form or _("in no text")
        return [
            [
                (fit(word if is_first else "", half) + " ", self.style_of("primary")),
                (fit(shown, width - half - 11), Style() if form else self.style_of("dim")),
                (f"{count or '·':>9}", self.style_of("dim")),
            ]
        ]


class VariantsDialog(Dialog[str]):
    """What was searched for; the result is a form to search for as it stands."""

    DEFAULT_CSS = """
    VariantsDialog VariantRows { height: auto; max-height: 16; }
    """

    def __init__(self, words: Sequence[Widened]) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the forms in a box."""
        with Vertical(classes="box") as box:
            box.border_title = _("Searched word, its forms and spellings, paragraphs with each")
            box.border_subtitle = legend(("Enter", _("search this form alone")), ("Esc", _("back")))
            rows = VariantRows(self._words)
            rows.styles.height = max(1, min(rows.row_count(), 16))
            yield rows
            yield Static(_('=word finds a word as it stands, and so does "a phrase".'), classes="note", markup=False)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the form."""
        message.stop()
        form = self.query_one(VariantRows).lines[message.index][1]
        if form:
            self.dismiss(form)


class NoteDialog(Dialog[None]):
    """A memo or definition in full, where there is no screen that shows what it is on."""

    DEFAULT_CSS = """
    NoteDialog VerticalScroll { height: auto; max-height: 20; }
    """

    def __init__(self, note: FoundNote) -> None:
        super().__init__()
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out the words in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._note.target
            box.border_subtitle = legend(("Esc", _("back")))
            with VerticalScroll():
                yield Static(visible(self._note.text), markup=False)
