"""Small questions: one of several things, a line of words, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from qcode.language import _
from qcode.tui.screens.dialog import MOST, Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import Sentence


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
        label_width, note_width = self.widths(width)
        return [
            [
                ("✓" if option.id in self.ticked else " ", self.style_of("accent")),
                (fit(option.key, 2) if keys else "", self.style_of("accent")),
                ("■ " if option.color else "", Style(color=option.color or None)),
                (fit(option.label, label_width), self.style_of("strong")),
                ("  " + fit(option.note, note_width), self.style_of("dim")),
            ]
        ]

    def widths(self, width: int) -> tuple[int, int]:
        """Return how many cells labels and notes have; of two that find no room, labels have two thirds."""
        before = 1 + 2 * any(one.key for one in self.options) + 2 * any(one.color for one in self.options)
        label = max(cell_len(one.label) for one in self.options)
        note = max(cell_len(one.note) for one in self.options)
        room = width - before - (2 if note else 0)
        label = min(label, max(room - note, room * 2 // 3))
        return label, room - label

    def is_cut(self, option: Option, width: int) -> bool:
        """Say whether a list so many cells wide does not show all of a thing."""
        label, note = self.widths(width)
        return cell_len(option.label) > label or cell_len(option.note) > note


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
            room = min(MOST, self.app.size.width * 96 // 100) - 4
            if any(rows.is_cut(one, room) for one in self._options):
                yield Sentence()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Show the whole of what is under the cursor, if the list cuts it."""
        self._tell()

    def on_mount(self) -> None:
        """Show the whole of the first thing, if the list cuts it."""
        self._tell()

    def _tell(self) -> None:
        rows = self.query_one(OptionRows)
        for sentence in self.query(Sentence):
            one = self._options[rows.cursor]
            cut = rows.is_cut(one, rows.size.width or self.app.size.width)
            sentence.say(*(one.label, one.note) if cut else ())

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
