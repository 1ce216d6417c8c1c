"""Every command by name, behind ``:``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qcode.language import _
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.coding_commands import PLACE_TYPED
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.ranking import findable, ranked
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import Sentence, TypingLine

TYPED = {
    "q": "app.quit", "q!": "app.quit", "wq": "app.quit", "x": "app.quit", "qa": "app.quit", "w": "app.saved",
    "u": "undo", "undo": "undo", "red": "redo", "h": "help", "map": "keys", "noh": "focus_code",
}  # fmt: skip
"""What vi users type without thinking."""


class CommandRows(RowList, can_focus=False):
    """Commands with their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: list[Command] = []

    def row_count(self) -> int:
        """Return how many commands are listed."""
        return len(self.commands)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a command: key, label, help."""
        command = self.commands[index]
        return [
            [
                (" " + fit(command.key_text, 9), self.style_of("accent")),
                (fit(_(command.label), 20) + " ", self.style_of("strong")),
                (fit(_(command.help), width - 31), self.style_of("dim")),
            ]
        ]


class CommandList(Dialog[str]):
    """A list of commands that narrows as one types; its result is an action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-10)", ""),
        ("pagedown", "move(10)", ""),
    ]
    DEFAULT_CSS = """
    CommandList { align: center top; }
    CommandList > .box { margin-top: 1; max-width: 100; height: 80%; }
    CommandList CommandRows { margin-top: 1; height: 1fr; }
    CommandList CommandRows > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    def __init__(self, groups: Sequence[CommandGroup]) -> None:
        super().__init__()
        self._commands = {command.action: command for group in groups for command in group.commands}
        self._findable = [findable(c.action, c.label, (_(c.label),), words=_(c.help)) for c in self._commands.values()]

    def compose(self) -> ComposeResult:
        """Lay out the line to type in above the list."""
        with Vertical(classes="box") as box:
            box.border_title = _("Commands")
            box.border_subtitle = legend(("Enter", _("do it")), ("Esc", _("close")))
            yield TypingLine(self._list, placeholder=_("Type part of a command"))
            yield CommandRows()
            yield Sentence()

    def on_mount(self) -> None:
        """Show all commands."""
        self._list("")

    def on_input_submitted(self) -> None:
        """Do the command under the cursor."""
        rows = self.query_one(CommandRows)
        typed = self.query_one(TypingLine).value.strip()
        if PLACE_TYPED.fullmatch(typed) and "to_paragraph" in self._commands:
            self.dismiss(f"to_paragraph({typed!r})")
        elif rows.commands:
            self.dismiss(rows.commands[rows.cursor].action)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Do the command that was clicked."""
        self.dismiss(self.query_one(CommandRows).commands[message.index].action)

    def on_row_list_highlighted(self) -> None:
        """Show the whole sentence of the command under the cursor, which a narrow list cuts."""
        self._tell()

    def action_move(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(CommandRows).action_cursor(step)

    def _list(self, query: str) -> None:
        rows = self.query_one(CommandRows)
        found = ranked(query, self._findable)
        if (typed := TYPED.get(query.strip())) in self._commands:
            found = [typed, *(action for action in found if action != typed)]
        rows.commands = [self._commands[action] for action in found]
        rows.renew()
        rows.go_to(0)
        self._tell()

    def _tell(self) -> None:
        rows = self.query_one(CommandRows)
        self.query_one(Sentence).say(_(rows.commands[rows.cursor].help) if rows.commands else "")
