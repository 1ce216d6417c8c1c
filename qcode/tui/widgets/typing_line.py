"""A line to type in that costs no layout per letter, and words that change beside it."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input


class TypingLine(Input):
    """A line of fixed width; Textual's own lays the whole screen out again at every letter."""

    virtual_size = reactive(Size(0, 0), layout=False)  # As in Textual, but for the layout.


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
