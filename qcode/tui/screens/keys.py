"""Which key does what: every command with its keys, to be put elsewhere by pressing another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol, cast

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qcode.language import _
from qcode.settings import Settings
from qcode.tui import presets
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.key_names import key_text
from qcode.tui.presets import Keyboard
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList
from qcode.tui.widgets.typing_line import Sentence

FIXED = frozenset({"escape", "ctrl+q", "ctrl+c", "tab", "enter", "up", "down", "left", "right"})
"""Keys that lead out or mean the same everywhere; they stay where they are."""


class KeepsKeys(Protocol):
    """What the app can do about keys."""

    settings: Settings

    def use_keys(self, preset: str, own: Mapping[str, str]) -> None:
        """Put keys on commands from now on, and remember them."""


class KeyRows(RowList):
    """Commands in groups, each with its keys; what the user changed is marked."""

    def __init__(self, groups: Sequence[CommandGroup]) -> None:
        super().__init__()
        self._rows: list[str | Command] = []
        for group in groups:
            self._rows += [_(group.title), *group.commands]
        self.own: frozenset[str] = frozenset()

    @property
    def command(self) -> Command | None:
        """The command under the cursor, ``None`` on a heading."""
        row = self._rows[self.cursor] if self._rows else ""
        return None if isinstance(row, str) else row

    def row_count(self) -> int:
        """Return how many lines there are."""
        return len(self._rows)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a heading, or a command: mark, keys, label, help."""
        row = self._rows[index]
        if isinstance(row, str):
            return [[(" " + row, self.style_of("primary") + Style(bold=True))]]
        keys_width = 20 if width >= 90 else 12
        return [
            [
                (" * " if row.action in self.own else "   ", self.style_of("accent")),
                (fit(row.all_keys_text or "·", keys_width) + " ", self.style_of("accent")),
                (fit(_(row.label), 20) + " ", self.style_of("strong")),
                (fit(_(row.help), width - keys_width - 26), self.style_of("dim")),
            ]
        ]


class KeysDialog(Dialog[None]):
    """The keys of the screen below; what is changed works at once and is kept in the settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("plus", "change(True)", ""),
        ("delete,backspace", "clear", ""),
        ("r", "reset", ""),
        ("R", "reset_all", ""),
        ("p", "preset", ""),
        ("f2", "cancel", ""),
    ]
    DEFAULT_CSS = """
    KeysDialog > .box { max-width: 116; width: 96%; height: 90%; padding: 0; }
    KeysDialog KeyRows { height: 1fr; }
    KeysDialog Sentence { padding: 0 1; }
    """

    def __init__(self, groups: Sequence[CommandGroup]) -> None:
        super().__init__()
        self._groups = groups
        self._labels = {command.action: _(command.label) for group in groups for command in group.commands}

    @property
    def keyboard(self) -> Keyboard:
        """The keys as they are."""
        settings = self._keeper.settings
        declared = {command.action: command.key for group in self._groups for command in group.commands}
        return Keyboard(declared, settings.preset, settings.keys)

    @property
    def rows(self) -> KeyRows:
        """The list."""
        return self.query_one(KeyRows)

    @property
    def _keeper(self) -> KeepsKeys:
        return cast("KeepsKeys", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the list in a box."""
        with Vertical(classes="box") as box:
            box.border_subtitle = legend(
                ("Enter", _("edit")), ("+", _("add")), ("Del", _("none")), ("r R", _("reset")), ("Esc", _("close")),
            )  # fmt: skip
            yield KeyRows(self._groups)
            yield Sentence()

    def on_mount(self) -> None:
        """Show what is the user's own; begin on the first command."""
        self._show()
        self.rows.go_to(1)

    def on_row_list_highlighted(self) -> None:
        """Show the whole sentence of the row, which a narrow list cuts."""
        self._say(_(self.rows.command.help) if self.rows.command else "")

    def on_row_list_chosen(self) -> None:
        """Put another key on the command."""
        self.action_change(False)

    @act
    async def action_change(self, beside: bool) -> None:
        """Ask for a key and put it on the command, instead of its keys or beside them."""
        command = self.rows.command
        if command is None:
            return
        pressed = await self.app.push_screen_wait(PressDialog(command.action, self.keyboard, self._labels))
        if not pressed:
            return
        other = self.keyboard.holder(pressed, command.action)
        self._use(self.keyboard.put(command.action, pressed, beside=beside))
        done = _("{key}: {command}").format(key=key_text(pressed), command=_(command.label))
        left = _("; “{command}” has lost it").format(command=self._labels[other]) if other else ""
        self._say(done + left)

    def action_clear(self) -> None:
        """Take all keys from the command; the list of commands still has it."""
        if self.rows.command is not None:
            self._use(self.keyboard.clear(self.rows.command.action))

    def action_reset(self) -> None:
        """Give the command the keys of the set again."""
        if self.rows.command is not None:
            self._use(self.keyboard.reset(self.rows.command.action))

    def action_reset_all(self) -> None:
        """Give every command the keys of the set again."""
        self._use(Keyboard(self.keyboard.declared, self.keyboard.preset))
        self._say(_("every key is as the set has it"))

    @act
    async def action_preset(self) -> None:
        """Choose a set of keys."""
        options = [Option(one.name, _(one.label), one.name[0], note=_(one.help)) for one in presets.PRESETS]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Set of keys"), options))
        if chosen:
            self._use(Keyboard(self.keyboard.declared, chosen[0], self.keyboard.own))

    def _use(self, keyboard: Keyboard) -> None:
        self._keeper.use_keys(keyboard.preset, keyboard.own)
        self._show()

    def _show(self) -> None:
        keyboard = self.keyboard
        preset = presets.BY_NAME.get(keyboard.preset, presets.PRESETS[0])
        self.query_one(".box").border_title = (
            _("Which key does what · set: {name}").format(name=_(preset.label)) + "  p " + _("set of keys")
        )
        self.rows.own = frozenset(keyboard.own)
        self.rows.refresh()

    def _say(self, words: str) -> None:
        self.query_one(Sentence).say(words)


class PressDialog(Dialog[str]):
    """Wait for a key; one that does something already must be pressed twice."""

    def __init__(self, action: str, keyboard: Keyboard, labels: Mapping[str, str]) -> None:
        """Make the box.

        Args:
            action: The command.
            keyboard: Which key does what now.
            labels: What each command is called.
        """
        super().__init__()
        self._action, self._keyboard, self._labels = action, keyboard, labels
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Lay out the question in a box."""
        with Vertical(classes="box") as box:
            box.border_title = self._labels[self._action]
            box.border_subtitle = legend(("Esc", _("leave it")))
            yield Static(_("Press the key that is to do this."), classes="note", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say what it does now."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        holder = self._keyboard.holder(event.key, self._action)
        if event.key in FIXED:
            self._say(_("{key} means the same everywhere; press another key").format(key=key_text(event.key)))
        elif holder and event.key != self._asked:
            self._asked = event.key
            self._say(
                _("{key} is on “{command}”. Press it again to put it here, or press another key.").format(
                    key=key_text(event.key), command=self._labels[holder]
                )
            )
        else:
            self.dismiss(event.key)

    def _say(self, words: str) -> None:
        self.query_one(".note", Static).update(words)
