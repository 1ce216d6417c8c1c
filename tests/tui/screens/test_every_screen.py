from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from qcode import language
from qcode import settings as preferences
from qcode.language import speak
from qcode.services import caring
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS, QcodeScreen
from qcode.tui.screens.importing import ImportScreen
from qcode.tui.screens.start import StartScreen
from tests.tui.screens.workbench import SCREENS, make_full_study, press, settle, visit

EVERYWHERE = {command.action for command in (*APP_COMMANDS, *HELP_COMMANDS)}
LEAVING = {"back", "close"}


@pytest.fixture(scope="session")
def _full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_full_study(tmp_path_factory.mktemp("full"))


@pytest.fixture
def full(_full: Path, tmp_path: Path) -> Path:
    """A study with something of every kind in it, for one test."""
    return Path(shutil.copy(_full, tmp_path / "full.qcode"))


@pytest.fixture(params=["en", "id"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("QCODE_LANG", request.param)
    monkeypatch.setattr(language, "_screen_language", request.param)
    yield request.param
    speak("en")


def own_commands(screen: QcodeScreen[None]) -> list[Command]:
    """Return what the list of commands offers on this screen alone, what leaves it last."""
    rows = {one.action: one for group in screen.command_groups() for one in group.commands}
    return sorted((one for one in rows.values() if one.action not in EVERYWHERE), key=lambda one: one.action in LEAVING)


async def come_back(pilot: Pilot[None], screen: QcodeScreen[None], focused: object) -> None:
    """Press Esc until no dialog stands over the screens and nothing is being typed."""
    for _press in range(6):
        await settle(pilot)
        now = pilot.app.screen
        if not isinstance(now, ModalScreen) and (now is not screen or now.focused is focused):
            return
        await press(pilot, "escape")
    raise AssertionError(f"Esc does not lead back from {pilot.app.screen}, {pilot.app.focused}")


def cut_hints(screen: Screen[object]) -> list[str]:
    """Return what does not find its room: hints in empty lines, and the keys on the lower edge of a box."""
    hints = [line.placeholder for line in screen.query(Input) if cell_len(line.placeholder) > line.content_size.width]
    boxes = [box for box in screen.query(".box") if box.border_subtitle]
    legends = [(Content.from_markup(str(box.border_subtitle)).plain, box.size.width) for box in boxes]
    return hints + [legend for legend, width in legends if cell_len(legend) > width]


async def walk(pilot: Pilot[None], come: Callable[[], Awaitable[QcodeScreen[None]]]) -> list[str]:
    """Do every command of a screen as the list of commands does it; return which."""
    screen = await come()
    commands = own_commands(screen)
    for command in commands:
        if pilot.app.screen is not screen:
            screen = await come()
        focused = screen.focused
        screen.run_worker(screen.do_command(command.action), name=command.action)
        await settle(pilot)
        assert cut_hints(pilot.app.screen) == [], command.action
        await come_back(pilot, screen, focused)
    return [command.action for command in commands]


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("name", SCREENS)
async def test_every_command_of_a_screen_can_be_done_and_left(full: Path, name: str) -> None:
    app = QcodeApp(full, "T01_unit_ppa:1010", coder="Ani")
    async with app.run_test() as pilot:
        coding = app.screen

        async def come() -> QcodeScreen[None]:
            return await visit(pilot, name)

        assert len(await walk(pilot, come)) >= 8
        await visit(pilot, name)
        for _press in range(4):
            if app.screen is not coding:
                await press(pilot, "escape")
        assert app.screen is coding
    assert_whole(full)


@pytest.mark.usefixtures("spoken")
async def test_every_command_of_the_import_can_be_done_and_left(full: Path, tmp_path: Path) -> None:
    (tmp_path / "T09.txt").write_text("P: Apa kabar?\nI: Baik.\n", encoding="utf-8")
    app = QcodeApp(full, coder="Ani")
    async with app.run_test() as pilot:
        coding = app.screen

        async def come() -> QcodeScreen[None]:
            assert app.project is not None
            app.push_screen(ImportScreen(app.project, [tmp_path / "T09.txt"]))
            await settle(pilot)
            assert isinstance(app.screen, ImportScreen)
            return app.screen

        assert "close" in await walk(pilot, come)
        assert app.screen is coding
    assert_whole(full)


@pytest.mark.usefixtures("spoken")
async def test_every_command_of_the_start_can_be_done_and_left(
    full: Path, tmp_path: Path, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    preferences.save(preferences.Settings(name="Ani", language=spoken))
    app = QcodeApp(coder="Ani")
    async with app.run_test() as pilot:

        async def come() -> QcodeScreen[None]:
            if not isinstance(app.screen, StartScreen):
                app.action_projects()
                await settle(pilot)
            assert isinstance(app.screen, StartScreen)
            return app.screen

        app.open_project(full)
        await settle(pilot)
        assert "new" in await walk(pilot, come)
    assert_whole(full)


def assert_whole(path: Path) -> None:
    with Project.open(path, coder="Ani") as project:
        assert caring.check(project) == []
