"""What every screen shares: commands that can be listed, dropped files, the way back."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.store.project import Project
from qcode.tui import presets
from qcode.tui.commands import Command, CommandGroup, bindings, rebind
from qcode.tui.screens import directory
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.typing_ahead import Ready
from qcode.tui.widgets.bars import KeyBar, KeyHint
from qcode.tui.widgets.still import Still

Result = TypeVar("Result")
Answer = TypeVar("Answer")

APP_COMMANDS = (
    Command("app.import_files", "ctrl+o", N_("Import"), N_("Bring transcripts and other texts into the project.")),
    Command("app.screens", "comma", N_("Screens"), N_("Choose one of the screens of the workbench."), footer=True),
    Command("app.visit_last", "grave_accent", N_("Back to the list"), N_("Open the screen you came from last.")),
    Command("app.history", "H", N_("History"), N_("See everything that was ever done in this project.")),
    *directory.COMMANDS,
    Command("app.tour", "f9", N_("Tour"), N_("Begin the tour of the coding screen, or go on to its next step.")),
    Command("app.end_tour", "f8", N_("End the tour"), N_("Take the tour off the screen.")),
    Command("app.projects", "", N_("Projects"), N_("Open another project or make one.")),
    Command("app.next_theme", "", N_("Next theme"), N_("Go from dark to light to high contrast.")),
    *(Command(f"app.preset('{one.name}')", "", one.title, one.help) for one in presets.PRESETS),
    Command("app.language", "", N_("Your name, language"), N_("Change your name as a coder or the language.")),
    Command("app.saved", "ctrl+s", N_("Save"), N_("Nothing to do: every act is on disk when you see it.")),
    Command("app.quit", "ctrl+q", N_("Quit"), N_("Close the project and leave; everything is saved.")),
)
HELP_COMMANDS = (
    Command("help", "question_mark,f1", N_("Help"), N_("Show the keys of where you are."), footer=True),
    Command("commands", "colon,ctrl+p", N_("Commands"), N_("List every command and do one by typing its name.")),
    Command("keys", "f2", N_("Keys"), N_("See which key does what, put other keys on commands, choose a set of keys.")),
)


UNDO = Command("undo", "u,ctrl+z", N_("Undo"), N_("Take back your latest act, also one of last week."), True)
REDO = Command("redo", "U,ctrl+y", N_("Redo"), N_("Do again what you took back."), True)
DOCUMENTS = Command("documents", "W", N_("Documents"), N_("Write findings, appendix, codebook, methods, HTML page …."))
BACK = Command("back", "escape", N_("Back"), N_("Go back to the screen below."))


@dataclass(frozen=True, slots=True)
class Place:
    """A passage to go to."""

    source: str
    """UUID."""
    span: Span
    query: str = ""
    """A search whose hits ``n`` and ``N`` are to walk there; empty for none."""


class QcodeScreen(Screen[Result], Still):
    """A screen whose commands can be listed; what shows between its panes is drawn once."""

    @dataclass
    class FilesDropped(Message):
        """Files were dropped on the window."""

        paths: tuple[Path, ...]

    @dataclass
    class PlaceWanted(Message):
        """A passage is to be shown in its text, on the coding screen."""

        place: Place

    @dataclass
    class ScreenWanted(Message):
        """Another screen is to be laid over this one; Esc there leads back here."""

        name: str
        """As in the directory."""
        given: Mapping[str, object]
        """What the screen is to begin with."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HELP_COMMANDS)]

    def command_groups(self) -> tuple[CommandGroup, ...]:
        """Return the commands that work here, in groups, for the help page and the list of commands."""
        return (
            *self.GROUPS,
            CommandGroup(N_("Help"), HELP_COMMANDS),
            CommandGroup(N_("Project"), APP_COMMANDS),
        )

    def drawn(self, first: int, last: int) -> list[Strip]:
        """Let the library draw the ground."""
        return self._by_library(first, last)

    def on_mount(self) -> None:
        """Listen to the keys as the user has them."""
        rebind(self)

    def on_screen_resume(self) -> None:
        """Take the keys that were pressed on the way here."""
        self.post_message(Ready())

    def say(self, message: str) -> None:
        """Say for a moment what was done, beside the keys."""
        for child in self.children:
            if isinstance(child, KeyBar):
                child.say(message)

    def guarded(self, do: Callable[[], object]) -> bool:
        """Do something that may fail; show why if it does, and say whether it went well."""
        try:
            do()
        except QcodeError as error:
            show_error(self, error)
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Offer to import a file that was dropped on the window: its path arrives as pasted text."""
        if paths := dropped_paths(event.text):
            event.stop()
            self.post_message(self.FilesDropped(paths))

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what a clicked hint says."""
        await self.run_action(message.action)

    @act
    async def action_help(self) -> None:
        """Show the keys of where you are."""
        from qcode.tui.screens.help import HelpScreen

        await self.app.push_screen_wait(HelpScreen(self.command_groups()))

    @act
    async def action_commands(self) -> None:
        """List every command and do the chosen one."""
        from qcode.tui.screens.command_list import CommandList

        action = await self.app.push_screen_wait(CommandList(self.command_groups()))
        if action:
            await self.do_command(action)

    @act
    async def action_keys(self) -> None:
        """List every command with its keys, to be put elsewhere."""
        from qcode.tui.screens.keys import KeysDialog

        await self.app.push_screen_wait(KeysDialog(self.command_groups()))

    async def do_command(self, action: str) -> None:
        """Do a command on whatever of this screen knows it: the focused widget, the screen, the app."""
        name = action.partition("(")[0]
        if "." in name:
            await self.app.run_action(action, default_namespace=self)
            return
        for node in (self.focused, self, *self.query("*")):
            if node is not None and hasattr(node, f"action_{name}"):
                await self.app.run_action(action, default_namespace=node)
                return


class WorkScreen(QcodeScreen[None]):
    """A screen of the workbench, laid over the coding screen; Esc leads back.

    It is made with the project and with named values, each of which has a default. What another screen does with it
    goes through messages: ``PlaceWanted`` shows a passage in its text, ``ScreenWanted`` lays a screen over this one.
    Undo and redo are at hand everywhere; what is shown is then read again.

    Args:
        project: The study.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back", "")]
    NAME: ClassVar[str] = ""
    """Its name in the directory."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project

    def state(self) -> dict[str, object]:
        """Return the named values with which it can be made again as it stands now."""
        return {}

    def read(self) -> object:
        """Read and show everything again; the cursor stays where it is."""
        return None

    async def apart(self, work: Callable[[Project], Answer]) -> Answer:
        """Do in a thread what takes long, on a connection of its own."""
        path, coder = self.project.path, self.project.coder_name

        def done() -> Answer:
            with Project.open(path, coder=coder) as own:
                return work(own)

        return await asyncio.to_thread(done)

    def turn(self, step: Callable[[Project], str], said: str) -> object:
        """Take a step back or forth in the history, show what it changed, and say it.

        Args:
            step: Takes the step and returns its summary.
            said: What is said of it, with ``{act}`` where the summary belongs.
        """
        summary = step(self.project)
        self.read()
        self.say(said.format(act=summary))
        return None

    def action_undo(self) -> None:
        """Take back the latest own act."""
        from qcode.services import undoing

        self.guarded(lambda: self.turn(undoing.undo_in_words, _("undone: {act}")))

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from qcode.services import undoing

        self.guarded(lambda: self.turn(undoing.redo_in_words, _("done again: {act}")))

    def action_back(self) -> None:
        """Go one step back; with nothing open here, leave the screen."""
        self.leave()

    def leave(self) -> None:
        """Go back to the screen below."""
        self.post_message(self.Left())

    class Left(Message):
        """The screen is done with."""


def hints(commands: Sequence[Command], limit: int = 5) -> list[KeyHint]:
    """Return what the line of keys shows of commands."""
    return [KeyHint(c.key_text, _(c.label), c.action) for c in commands if c.keys][:limit]


def dropped_paths(text: str) -> tuple[Path, ...]:
    """Return the files that a pasted text names, empty unless all of it names files that are there.

    Terminals paste a dropped file's path bare, in quotes, with escaped blanks, or as an address.
    """
    text = text.strip()
    if not text or len(text) > 20_000:
        return ()
    if paths := _existing([text.strip("'\"")]):
        return paths
    try:
        return _existing(shlex.split(text))
    except ValueError:
        return ()


def _existing(names: list[str]) -> tuple[Path, ...]:
    paths = [_path_of_address(name) if name.startswith("file://") else Path(name) for name in names]
    try:
        return tuple(paths) if all(path.is_absolute() and path.exists() for path in paths) else ()
    except (OSError, ValueError):
        return ()


def _path_of_address(address: str) -> Path:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return Path(url2pathname(urlsplit(address).path))
