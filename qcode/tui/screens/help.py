"""The keys of where you are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qcode.language import _
from qcode.tui.commands import CommandGroup
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import Sentence


class HelpRows(RowList):
    """Groups of commands, a heading above each."""

    def __init__(self, groups: Sequence[CommandGroup]) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, str]] = []
        for group in groups:
            self._rows += [("", "", ""), (_(group.title), "", "")] if self._rows else [(_(group.title), "", "")]
            self._rows += [(c.all_keys_text or ":", _(c.label), _(c.help)) for c in group.commands]

    def words(self) -> str:
        """Return the whole page as text."""
        return "\n".join("  ".join(row) for row in self._rows)

    def help_of(self, index: int) -> str:
        """Return what a command does; empty for a heading."""
        return self._rows[index][2]

    def row_count(self) -> int:
        """Return how many lines the page has."""
        return len(self._rows)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a heading, or keys with what they do."""
        keys, label, words = self._rows[index]
        keys_width = 16 if width >= 90 else 10
        if not label:
            return [[(" " + keys, self.style_of("primary") + Style(bold=True))]]
        return [
            [
                (" " + fit(keys, keys_width), self.style_of("accent")),
                (fit(label, 20) + " ", self.style_of("strong")),
                (fit(words, width - keys_width - 22), Style()),
            ]
        ]


class HelpScreen(Dialog[None]):
    """Every key that works on the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [("question_mark,q,f1", "cancel", "")]
    DEFAULT_CSS = """
    HelpScreen > .box { max-width: 116; width: 96%; height: 90%; padding: 0; }
    HelpScreen HelpRows { height: 1fr; }
    HelpScreen Sentence { padding: 0 1; }
    """

    def __init__(self, groups: Sequence[CommandGroup]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Lay out the list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = _("Keys")
            box.border_subtitle = legend(("↑↓", _("scroll")), ("Esc", _("close")))
            yield HelpRows(self._groups)
            yield Sentence()

    def words(self) -> str:
        """Return the whole page as text."""
        return self.query_one(HelpRows).words()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the whole sentence of the row, which a narrow page cuts."""
        self.query_one(Sentence).say(self.query_one(HelpRows).help_of(message.index))
