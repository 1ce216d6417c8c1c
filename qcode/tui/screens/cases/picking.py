"""Choosing one of many things by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qcode.language import _
from qcode.tui.screens.asking import Option, OptionRows
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.rows import RowList

MOST_ROWS = 16
"""Lines of the list."""


class PickDialog(Dialog[str]):
    """A line over a list that grows shorter with each letter; the result is the id of what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "move(1)", ""), ("up", "move(-1)", ""), ("pagedown", "move(10)", ""), ("pageup", "move(-10)", ""),
    ]  # fmt: skip

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        """Lay out line and list in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            box.border_subtitle = legend(("Enter", _("choose")), ("Esc", _("back")))
            yield Input(placeholder=_("A part of the name"))
            rows = OptionRows(self._options)
            rows.styles.height = min(max(len(self._options), 1), MOST_ROWS)
            yield rows

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the words."""
        rows = self.query_one(OptionRows)
        words = event.value.casefold().split()
        rows.options = [one for one in self._options if all(w in f"{one.label} {one.note}".casefold() for w in words)]
        rows.renew()
        rows.go_to(0)

    def on_input_submitted(self) -> None:
        """Close with the row of the cursor."""
        self._close_with(self.query_one(OptionRows).cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Close with the row that was clicked."""
        self._close_with(message.index)

    def action_move(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(OptionRows).action_cursor(step)

    def _close_with(self, index: int) -> None:
        options = self.query_one(OptionRows).options
        if index < len(options):
            self.dismiss(options[index].id)
