"""A line to type in that costs no layout per letter, and words that change beside it."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input


class TypingLine(Input):
    """A line of fixed width; Textual's own lays the whole screen out again at every letter.

    What is typed is told at once, not by a message, so that the line and what it narrows come in one picture.
    """

    virtual_size = reactive(Size(0, 0), layout=False)  # As in Textual, but for the layout.

    def __init__(self, told: Callable[[str], None], *, placeholder: str = "") -> None:
        """Make the line.

        Args:
            told: Is called with what stands on the line whenever it changes.
            placeholder: Stands there before anything is typed.
        """
        super().__init__(placeholder=placeholder)
        self._told = told

    def watch_value(self, value: str) -> None:
        """Tell what is typed."""
        self._told(value)


class Words(Widget):
    """Some lines of words that change while one types; what finds no room is cut."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = Text("")

    @property
    def words(self) -> str:
        """What is on show, as plain text."""
        return self._words.plain

    def show(self, words: Text) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render(self) -> Text:
        """Return the words; Textual folds them."""
        return self._words


class Sentence(Words):
    """What the row under the cursor says in full, below a list that cuts it."""

    DEFAULT_CSS = "Sentence { height: 2; color: $text-muted; }"

    def say(self, *parts: str) -> None:
        """Show the parts that are not empty."""
        self.show(Text("  ".join(filter(None, parts))))
