"""Where one begins: the projects of late, a new one, the demo; and who one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from qcode.language import LANGUAGES, N_, _
from qcode.settings import RecentProject
from qcode.tui.commands import Command, CommandGroup, bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option, OptionRows
from qcode.tui.screens.base import QcodeScreen, hints
from qcode.tui.screens.dialog import Dialog, legend
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

START_COMMANDS = (
    Command("new", "n", N_("New project"), N_("Make a project for a study."), True),
    Command("open", "o", N_("Open a file"), N_("Open a project by its path."), True),
    Command("demo", "d", N_("Demo"), N_("Make the example study and open it."), True),
    Command("forget", "delete", N_("Forget"), N_("Take a project off this list; its file stays.")),
)
LANGUAGE_NAMES = {"en": "English", "id": "Bahasa Indonesia"}


class ProjectRows(RowList):
    """The projects of late."""

    ROW_HEIGHT = 2

    def __init__(self, projects: Sequence[RecentProject]) -> None:
        super().__init__()
        self.projects = list(projects)

    def row_count(self) -> int:
        """Return how many projects there are."""
        return len(self.projects)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a project's name above its path."""
        one = self.projects[index]
        missing = "" if "://" in one.path or Path(one.path).exists() else _("  (not there any more)")
        name = one.name or Path(one.path).stem
        return [
            [("  " + fit(name + missing, width - 3), self.style_of("strong"))],
            [("  " + fit(one.path, width - 3), self.style_of("dim"))],
        ]


@dataclass(frozen=True, slots=True)
class Person:
    """Who codes, and in which language they read the screen."""

    name: str
    language: str
    """One of ``LANGUAGES``."""


class StartScreen(QcodeScreen[None]):
    """The first screen when no project is given."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (CommandGroup(N_("Start"), START_COMMANDS),)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(START_COMMANDS)]
    DEFAULT_CSS = """
    StartScreen {
        align: center middle;
        background: $background;
        & #start { width: 72; max-width: 96%; height: auto; max-height: 90%; }
        & #name { color: $primary; text-style: bold; height: 1; margin: 0 2; }
        & #motto { color: $text-muted; height: 2; margin: 0 2; }
        & .label { color: $text-muted; height: 1; margin: 1 2 0 2; }
        & ProjectRows { height: auto; max-height: 14; background: $background; }
        & OptionRows { height: 3; background: $background; }
    }
    """

    @dataclass
    class ProjectChosen(Message):
        """A project is to be opened."""

        path: str

    @dataclass
    class ProjectWanted(Message):
        """A project is to be made."""

        path: Path
        codebook: Path | None
        """A codebook to begin with, ``None`` for an empty one."""

    @dataclass
    class DemoWanted(Message):
        """The example study is to be made and opened."""

    @dataclass
    class ProjectForgotten(Message):
        """A project is to be taken off the list."""

        path: str

    def __init__(self, recent: Sequence[RecentProject]) -> None:
        super().__init__()
        self._recent = recent

    def compose(self) -> ComposeResult:
        """Lay out the name, the projects of late and what else can be done."""
        with Vertical(id="start"):
            yield Static("qcode", id="name")
            yield Static(_("Code interviews by keyboard; get finished tables."), id="motto")
            if self._recent:
                yield Static(_("Your projects"), classes="label")
                rows = ProjectRows(self._recent)
                rows.styles.height = min(len(self._recent) * 2, 14)
                yield rows
            yield Static(_("Begin"), classes="label")
            yield OptionRows(
                (
                    Option("new", _("New project"), "n", note=_("for a study of your own")),
                    Option("open", _("Open a file"), "o", note=_("a project that somebody gave you")),
                    Option("demo", _("Demo"), "d", note=_("a small invented study to try things on")),
                )
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Start on the latest project."""
        footer = [command for group in self.command_groups() for command in group.commands if command.footer]
        self.query_one(KeyBar).show(hints(footer))
        self.query(RowList).first().focus()

    async def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open the project, or do what the row says."""
        if isinstance(message.rows, ProjectRows):
            self.post_message(self.ProjectChosen(message.rows.projects[message.index].path))
        elif isinstance(message.rows, OptionRows):
            await self.run_action(message.rows.options[message.index].id)

    @act
    async def action_new(self) -> None:
        """Make a project, from a codebook if one is wished."""
        from qcode.data import codebooks_folder

        words = await self.app.push_screen_wait(
            LineDialog(
                _("New project"),
                hint=_("Name of the study, or a path ending in .qcode"),
                note=_("It becomes one file in {folder}").format(folder=Path.cwd()),
            )
        )
        if not words:
            return
        found = sorted(codebooks_folder().glob("*.yaml")) if codebooks_folder().is_dir() else []
        options = [Option("", _("no codes yet")), *(Option(str(path), _name_of_file(path)) for path in found)]
        chosen = (
            await self.app.push_screen_wait(ChoiceDialog(_("Which codebook to begin with?"), options))
            if found
            else ("",)
        )
        if chosen is not None:
            self.post_message(self.ProjectWanted(Path(words).expanduser(), Path(chosen[0]) if chosen[0] else None))

    @act
    async def action_open(self) -> None:
        """Open a project by its path."""
        from qcode.tui.screens.files import OpenDialog

        if path := await self.app.push_screen_wait(OpenDialog(Path.cwd())):
            self.post_message(self.ProjectChosen(path))

    def action_demo(self) -> None:
        """Make the example study and open it."""
        self.post_message(self.DemoWanted())

    def action_forget(self) -> None:
        """Take the project under the cursor off the list."""
        for rows in self.query(ProjectRows):
            if rows is self.focused and rows.projects:
                self.post_message(self.ProjectForgotten(rows.projects.pop(rows.cursor).path))
                rows.renew()

    def key_tab(self) -> None:
        """Go between the projects and what else can be done."""
        self.focus_next()


def _name_of_file(path: Path) -> str:
    """Return a starter codebook's name as its file tells it, which spares reading them all."""
    return path.stem.replace("_", " ").capitalize()


class PersonDialog(Dialog[Person]):
    """Ask for a name and a language."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+l,down,up", "language", "")]

    def __init__(self, name: str, language: str) -> None:
        super().__init__()
        self._name, self._language = name, language

    def compose(self) -> ComposeResult:
        """Lay out the name above the language."""
        with Vertical(classes="box") as box:
            box.border_title = _("Who is coding?")
            box.border_subtitle = legend(("Enter", _("done")), ("↑↓", _("language")), ("Esc", _("later")))
            yield Static(_("Your name, as it should stand beside your codings"), classes="note")
            yield Input(self._name)
            yield Static("", classes="label", id="language")

    def on_mount(self) -> None:
        """Show the language."""
        self._show_language()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the answers."""
        if event.value.strip():
            self.dismiss(Person(event.value.strip(), self._language))

    def action_language(self) -> None:
        """Take the other language."""
        self._language = LANGUAGES[(LANGUAGES.index(self._language) + 1) % len(LANGUAGES)]
        self._show_language()

    def _show_language(self) -> None:
        shown = "   ".join(
            f"● {name}" if code == self._language else f"○ {name}" for code, name in LANGUAGE_NAMES.items()
        )
        self.query_one("#language", Static).update(_("Language of the screen:  {choice}").format(choice=shown))
