"""The line into which the value of a cell is typed: it is kept on Enter, and on the keys that go to the next cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input


class CellInput(Input):
    """A line that can be left towards all sides."""

    DEFAULT_CSS = """
    CellInput { border: none; height: 1; padding: 0; background: $panel; width: 1fr; }
    CellInput:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "leave_to(0, 1)", ""),
        ("shift+tab", "leave_to(0, -1)", ""),
        ("down", "leave_to(1, 0)", ""),
        ("up", "leave_to(-1, 0)", ""),
        ("escape", "give_up", ""),
    ]

    @dataclass
    class LeftTo(Message):
        """What was typed is to be kept, and typing goes on in another cell."""

        rows: int
        columns: int

    @dataclass
    class GivenUp(Message):
        """The cell is to stay as it was."""

    def action_leave_to(self, rows: int, columns: int) -> None:
        """Keep what was typed and go on there."""
        self.post_message(self.LeftTo(rows, columns))

    def action_give_up(self) -> None:
        """Leave the cell as it was."""
        self.post_message(self.GivenUp())
