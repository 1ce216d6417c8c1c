"""Small questions: one of several things, a line of words, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.language import _
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    id: str
    label: str
    """In the language of the screen."""
    key: str = ""
    """A letter that chooses it at once; empty for none."""
    color: str = ""
    """``#rrggbb`` of a chip before it; empty for none."""
    note: str = ""
    """Dim words after it."""


class OptionRows(RowList):
    """Things to choose, ticked or not."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.options = options
        self.ticked: set[str] = set()

    def row_count(self) -> int:
        """Return how many things there are."""
        return len(self.options)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw one thing: tick, key, chip, label, note."""
        option = self.options[index]
        keys = any(other.key for other in self.options)
        label_width = min(max(len(other.label) for other in self.options), 44)
        return [
            [
                ("✓" if option.id in self.ticked else " ", self.style_of("accent")),
                (fit(option.key, 2) if keys else "", self.style_of("accent")),
                ("■ " if option.color else "", Style(color=option.color or None)),
                (fit(option.label, label_width), self.style_of("strong")),
                ("  " + fit(option.note, width - label_width - 7), self.style_of("dim")),
            ]
        ]


class ChoiceDialog(Dialog[tuple[str, ...]]):
    """Choose one thing, or several where that makes sense; the result is their ids."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab,space", "tick", ""), ("a", "tick_all", "")]
    DEFAULT_CSS = """
    ChoiceDialog OptionRows { height: auto; max-height: 16; }
    """

    def __init__(self, title: str, options: Sequence[Option], *, several: bool = False) -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._several = several

    def compose(self) -> ComposeResult:
        """Lay out the options in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            several = (("Tab", _("tick")), ("a", _("all"))) if self._several else ()
            box.border_subtitle = legend(("Enter", _("choose")), *several, ("Esc", _("back")))
            rows = OptionRows(self._options)
            rows.styles.height = min(len(self._options), 16)
            yield rows

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with what is ticked, or with the row that was chosen."""
        rows = self.query_one(OptionRows)
        ticked = tuple(option.id for option in self._options if option.id in rows.ticked)
        self.dismiss(ticked or (self._options[message.index].id,))

    def on_key(self, event: events.Key) -> None:
        """Choose by letter."""
        for option in self._options:
            if option.key and event.character == option.key:
                event.stop()
                self.dismiss((option.id,))
                return

    def action_tick(self) -> None:
        """Tick or untick the row under the cursor."""
        if self._several:
            rows = self.query_one(OptionRows)
            rows.ticked ^= {self._options[rows.cursor].id}
            rows.refresh()
            rows.action_cursor(1)

    def action_tick_all(self) -> None:
        """Tick every row."""
        if self._several:
            rows = self.query_one(OptionRows)
            rows.ticked = {option.id for option in self._options}
            rows.refresh()


class LineDialog(Dialog[str]):
    """Ask for a line of words; the result is without blanks around it, and never empty."""

    def __init__(self, title: str, value: str = "", *, hint: str = "", note: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint, self._note = title, value, hint, note

    def compose(self) -> ComposeResult:
        """Lay out the line in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("done")), ("Esc", _("back")))
            yield Input(self._value, placeholder=self._hint)
            if self._note:
                yield Static(self._note, classes="note", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the words."""
        if event.value.strip():
            self.dismiss(event.value.strip())
