"""Finding words in the open text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from qcode.domain.span import Span
from qcode.domain.text import folded
from qcode.language import _
from qcode.tui.screens.dialog import Dialog


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text made comparable one character for one, so that places found in it are places of the text."""

    text: str

    @classmethod
    def of(cls, text: str) -> FoldedText:
        """Fold a text: case and accents go, its length stays."""
        if text.isascii():
            return cls(text.lower())
        # One entry per different character, so that a long text costs no more than a table look-up each.
        return cls(text.translate({ord(letter): _folded_letter(letter) for letter in set(text)}))

    def find(self, query: str) -> list[Span]:
        """Return where words stand; blanks in the query stand for any blanks, also a line's end."""
        words = FoldedText.of(query).text.split()
        if not words:
            return []
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        return [Span(*match.span()) for match in pattern.finditer(self.text)]


def _folded_letter(letter: str) -> str:
    plain = folded(letter)
    return plain if len(plain) == 1 else letter


class FindDialog(Dialog[str]):
    """A line at the foot of the screen; the text above jumps along while one types."""

    DEFAULT_CSS = """
    FindDialog { align: left bottom; background: transparent; }
    FindDialog Horizontal { height: 1; background: $panel; dock: bottom; }
    FindDialog Input, FindDialog Input:focus { width: 1fr; background: $panel; border: none; }
    FindDialog Static { width: auto; padding: 0 1; color: $accent; text-style: bold; background: $panel; }
    FindDialog #count { color: $text-muted; text-style: none; }
    """

    def __init__(self, query: str, look: Callable[[str], str]) -> None:
        """Make the line.

        Args:
            query: What was looked for last.
            look: Jumps to the first place of what is typed, and says how many there are.
        """
        super().__init__()
        self._query, self._look = query, look

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Horizontal():
            yield Static("/")
            yield Input(self._query, placeholder=_("Find in this text"), select_on_focus=True)
            yield Static("", id="count")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Jump to the first place."""
        self.query_one("#count", Static).update(self._look(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close; n and N go on from here."""
        self.dismiss(event.value)
