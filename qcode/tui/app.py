"""The app: opens the project, the theme and the first screen, and tells what went wrong.

Nothing heavy is imported before the first picture stands; screens that are not the first are imported when they
are asked for.
"""

from __future__ import annotations

import contextlib
import gc
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from qcode import settings as preferences
from qcode.errors import QcodeError
from qcode.language import LANGUAGES, _, screen_language, speak, was_chosen
from qcode.store.project import Project, login_name
from qcode.tui import commands, presets
from qcode.tui.key_names import understood
from qcode.tui.screens import directory
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.base import APP_COMMANDS, QcodeScreen, WorkScreen
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.desk import Desk
from qcode.tui.screens.stacked import Stacked
from qcode.tui.screens.typing_ahead import TypingAhead
from qcode.tui.widgets.themes import DARK, THEMES

if TYPE_CHECKING:
    from qcode.tui.screens.start import StartScreen
    from qcode.tui.screens.tour import Tour


class QcodeApp(Stacked, TypingAhead):
    """qcode on the screen."""

    TITLE = "qcode"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(APP_COMMANDS)]
    CSS = """
    Toast { background: $panel; }
    Screen { scrollbar-size-vertical: 1; }
    """

    def __init__(
        self, project: Path | str | None = None, place: str = "", *, coder: str = "", tour: bool = False
    ) -> None:
        """Make the app.

        Args:
            project: File of the project to open; ``None`` begins with the projects of late.
            place: Where to begin, as ``numbering.find_place`` reads it; empty: where the reader was.
            coder: Who codes; the name in the settings if empty.
            tour: Begin with the tour, unless this user has had it.
        """
        self.settings = preferences.load()
        super().__init__()
        self._wanted = project
        self._place = place
        self._coder = coder
        self.project: Project | None = None
        self._coding: CodingScreen | None = None
        self._states: dict[str, dict[str, object]] = {}
        self._tour: Tour | None = None
        self._begins_with_tour = tour

    # Start and end

    def on_mount(self) -> None:
        """Choose language, theme and keys, and show the first screen."""
        if self.settings.language and not was_chosen():
            speak(self.settings.language)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in {theme.name for theme in THEMES} else DARK.name
        commands.remap(presets.keys_of(self.settings.preset, self.settings.keys))
        commands.rebind(self)
        if unknown := ", ".join(understood(self.settings.keys)[1]):
            self.notify(unknown, title=_("The settings name what is no key"), severity="warning", markup=False)
        if self._wanted is None or not self.open_project(self._wanted, self._place):
            self._begin()
        if self._begins_with_tour and not self.settings.has_toured:
            self.call_after_refresh(self.action_tour)

    def on_unmount(self) -> None:
        """Remember the place and close the project, however the app ends."""
        self.close_project()

    def open_project(self, path: Path | str, place: str = "") -> bool:
        """Open a project and show its texts; say what is wrong and return False if that fails."""
        try:
            project = Project.open(path, coder=self._coder or self.settings.name)
        except QcodeError as error:
            show_error(self, error)
            return False
        self.close_project()
        self.project = project
        known = self.settings.project(str(project.path.absolute()))
        source, offset = self._start_of(project, place) or (known.source, known.offset)
        screen = self._coding = CodingScreen(Desk(project, known.favourites), source=source, offset=offset)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        if project.is_in_synced_folder:
            self.notify(
                _("this folder is being synced, so the file is kept whole at every moment; writing is slower"),
                timeout=10,
            )
        return True

    def close_project(self) -> None:
        """Close the project that is open, remembering where its reader was."""
        if self.project is None:
            return
        known = self.settings.project(str(self.project.path.absolute()))
        known = replace(known, name=self.project.name)
        if self._coding is not None:
            with contextlib.suppress(QcodeError):
                self._coding.finish_now()
            source, offset = self._coding.place
            known = replace(known, source=source, offset=offset, favourites=self._coding.desk.chosen_favourites)
        self.settings = preferences.load().with_project(known)
        preferences.save(self.settings)
        from qcode.services import caring

        # A full disk must not keep anybody from leaving; the study itself is whole.
        with contextlib.suppress(QcodeError):
            caring.back_up_if_due(self.project)
        self.project.close()
        self.project = self._coding = self._tour = None
        self._states.clear()
        gc.unfreeze()  # What was kept from the collector with the text goes with it.

    def _start_of(self, project: Project, place: str) -> tuple[str, int] | None:
        """Return id and offset of a place that was asked for, ``None`` if none was or there is none such."""
        from qcode.services.numbering import find_place

        if not place:
            return None
        try:
            return find_place(project, place)
        except QcodeError as error:
            show_error(self, error)
            return None

    # What goes wrong

    async def run_action(self, *args: object, **named: object) -> bool:
        """Do an action; what a user can mend is shown instead of ending the app."""
        try:
            return await super().run_action(*args, **named)  # type: ignore[arg-type]  # passed on as they came
        except QcodeError as error:
            show_error(self, error)
            return True
        finally:
            if self._tour is not None:
                self._tour.look()

    def _fatal_error(self) -> None:
        """End with words instead of a traceback; that one goes to a file for whoever mends it."""
        log = preferences.log_file()
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
        except OSError:
            return super()._fatal_error()
        self.bell()
        message = _("qcode came upon something it did not foresee, and stopped. All you coded is on disk.")
        place = _("What happened is written in {file}").format(file=log)
        self.panic(f"{message}\n{place}")
        return None

    # Commands

    def action_saved(self) -> None:
        """Say that there is nothing to save."""
        self._say(_("everything is saved already: each act is on disk when you see it"))

    def action_help_quit(self) -> None:
        """Answer Ctrl+C, which copies and never quits."""
        self._say(_("Ctrl+Q leaves; everything is saved"))

    def action_next_theme(self) -> None:
        """Go to the next theme and remember it."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.settings = replace(self.settings, theme=self.theme)
        preferences.save(self.settings)

    def use_keys(self, preset: str, own: Mapping[str, str]) -> None:
        """Put keys on commands from now on, wherever the reader is, and remember them.

        Args:
            preset: Name of the set of keys.
            own: What the user changed in it: action → keys.
        """
        self.settings = replace(self.settings, preset=preset, keys=dict(own))
        preferences.save(self.settings)
        commands.remap(presets.keys_of(preset, own))
        for node in (self, *self.screen_stack, *(node for screen in self.screen_stack for node in screen.query("*"))):
            commands.rebind(node)
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                screen.show_keys()

    def action_preset(self, name: str) -> None:
        """Use a set of keys; what the user put elsewhere stays there."""
        self.use_keys(name, self.settings.keys)
        self._say(_("keys: {name}").format(name=_(presets.BY_NAME[name].label)))

    @act
    async def action_language(self) -> None:
        """Ask for name and language."""
        from qcode.tui.screens.start import PersonDialog

        person = await self.push_screen_wait(
            PersonDialog(self.settings.name or login_name(), self.settings.language or screen_language())
        )
        if person is None:
            return
        is_new_language = person.language != screen_language()
        self.settings = replace(self.settings, name=person.name, language=person.language)
        preferences.save(self.settings)
        speak(person.language if person.language in LANGUAGES else "en")
        path = self.project.path if self.project else None
        if path is not None and (is_new_language or (self.project and self.project.coder_name != person.name)):
            self.open_project(path)

    @act
    async def action_import_files(self) -> None:
        """Bring texts in."""
        await self._import([])

    async def _import(self, paths: list[Path]) -> None:
        from qcode.tui.screens.importing import ImportScreen

        if self.project is None:
            self._say(_("open a project first"))
            return
        await self.push_screen_wait(ImportScreen(self.project, paths))
        self._take_in()

    def action_history(self) -> None:
        """Show the audit trail."""
        self.action_visit("history")

    @act
    async def action_screens(self) -> None:
        """Choose a screen of the workbench by its letter."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        options = [Option(one.name, _(one.label), one.key, note=_(one.help)) for one in directory.ENTRIES]
        if chosen := await self.push_screen_wait(ChoiceDialog(_("Go to screen …"), options)):
            self.action_visit(chosen[0])

    def action_visit(self, name: str) -> None:
        """Go to a screen of the workbench; of those, one stands over the coding screen."""
        if self.project is None:
            self._say(_("open a project first"))
            return
        screen = directory.make(name, self.project, **self._states.get(name, {}))
        while isinstance(self.screen, WorkScreen):
            self._leave()
        self.hold_keys()
        self.push_screen(screen)

    def action_visit_last(self) -> None:
        """Go back to the screen from which the reader came to the text."""
        if self._states:
            self.action_visit(next(reversed(self._states)))
        else:
            self.action_screens()

    def _leave(self) -> None:
        """Leave a screen of the workbench, remembering how it stood."""
        screen = self.screen
        if isinstance(screen, WorkScreen):
            self._states.pop(screen.NAME, None)
            self._states[screen.NAME] = screen.state()
            self.pop_screen()

    def action_tour(self) -> None:
        """Begin the tour, or go on to its next step."""
        from qcode.tui.screens.tour import Tour

        if self._tour is not None:
            self._tour.go_on()
        elif self._coding is None or not self._coding.desk.source:
            self._say(_("open a project with a text first; the start screen makes the example study"))
        else:
            while isinstance(self.screen, WorkScreen):
                self._leave()
            self._tour = Tour(self._coding, self._after_tour)
            self._tour.begin()

    def action_end_tour(self) -> None:
        """Take the tour off the screen."""
        if self._tour is not None:
            self._tour.end()

    def _after_tour(self) -> None:
        self._tour = None
        self.settings = replace(self.settings, has_toured=True)
        preferences.save(self.settings)
        self._say(_("that was the tour; F9 begins it again, ? shows all keys"))

    def action_projects(self) -> None:
        """Leave this project for another."""
        from qcode.tui.screens.start import StartScreen

        self.close_project()
        self.switch_screen(StartScreen(self.settings.recent))

    # What the screens report

    def on_work_screen_left(self) -> None:
        """Go back to the screen below."""
        self._leave()
        self._take_in()

    def on_qcode_screen_screen_wanted(self, message: QcodeScreen.ScreenWanted) -> None:
        """Lay a screen over the one that asks for it."""
        if self.project is not None:
            self.hold_keys()
            self.push_screen(directory.make(message.name, self.project, **message.given))

    def on_qcode_screen_place_wanted(self, message: QcodeScreen.PlaceWanted) -> None:
        """Show a passage in its text."""
        while isinstance(self.screen, WorkScreen):
            self._leave()
        self._take_in()
        if self._coding is not None:
            self._coding.show_passage(message.place)

    @act
    async def on_qcode_screen_files_dropped(self, message: QcodeScreen.FilesDropped) -> None:
        """Offer to import what was dropped on the window, or open it if it is a project."""
        if len(message.paths) == 1 and message.paths[0].suffix == ".qcode":
            self.open_project(message.paths[0])
        elif self.project is not None:
            await self._import(list(message.paths))
        else:
            self._say(_("open a project first"))

    def on_start_screen_project_chosen(self, message: StartScreen.ProjectChosen) -> None:
        """Open a project."""
        self.open_project(message.path)

    def on_start_screen_project_wanted(self, message: StartScreen.ProjectWanted) -> None:
        """Make a project, with a codebook if one was chosen, and open it."""
        from qcode.services import codebooks

        try:
            with Project.create(message.path, coder=self._coder or self.settings.name) as project:
                path = project.path
                if message.codebook is not None:
                    codebooks.import_codebook(project, message.codebook)
        except QcodeError as error:
            show_error(self, error)
        else:
            self.open_project(path)

    def on_start_screen_demo_wanted(self) -> None:
        """Make the example study, or find it, and open it."""
        from qcode.services import demonstrating

        try:
            made = demonstrating.make_demo(Path("qcode-demo"))
        except QcodeError as error:
            show_error(self, error)
        else:
            place = demonstrating.FIRST_SOURCE if made.is_new else ""
            if self.open_project(made.project, place) and not self.settings.has_toured:
                self.call_after_refresh(self.action_tour)

    def on_start_screen_project_forgotten(self, message: StartScreen.ProjectForgotten) -> None:
        """Take a project off the list."""
        self.settings = self.settings.without_project(message.path)
        preferences.save(self.settings)

    def _begin(self) -> None:
        from qcode.tui.screens.start import StartScreen

        self.push_screen(StartScreen(self.settings.recent))
        if not self.settings.name:
            self.call_after_refresh(self.action_language)

    def _take_in(self) -> None:
        if self._coding is not None:
            self._coding.refresh_from_disk()

    def _say(self, message: str) -> None:
        if isinstance(self.screen, QcodeScreen):
            self.screen.say(message)
        else:
            self.notify(message)
