from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.key_names import key_name, key_text
from qcode.tui.screens import coding_commands
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.command_list import CommandList
from qcode.tui.screens.help import HelpScreen
from qcode.tui.screens.importing import ImportScreen
from qcode.tui.screens.start import StartScreen

SCREENS = (CodingScreen, ImportScreen, StartScreen)
ROWS = [
    *(command for screen in SCREENS for group in screen.GROUPS for command in group.commands),
    *(command for group in coding_commands.READING for command in group.commands),
    *coding_commands.FAVOURITES,
    *APP_COMMANDS,
    *HELP_COMMANDS,
]
WALKS = [*coding_commands.GROUPS, *coding_commands.READING, CommandGroup("Project", (*HELP_COMMANDS, *APP_COMMANDS))]


@pytest.mark.parametrize("command", ROWS, ids=lambda command: command.action)
def test_every_command_has_a_label_and_a_help(command: Command) -> None:
    assert command.label
    assert len(command.label) <= 22
    assert command.help.endswith(".")


def test_no_key_of_the_coding_screen_means_two_things() -> None:
    own = [key for group in coding_commands.GROUPS for command in group.commands for key in command.keys]
    own += [key for command in (*coding_commands.FAVOURITES, *APP_COMMANDS, *HELP_COMMANDS) for key in command.keys]
    assert [key for key, count in Counter(own).items() if count > 1] == []
    reading = {key for group in coding_commands.READING for command in group.commands for key in command.keys}
    assert set(own) & reading == {"escape"}, "the transcript would take these keys away from the screen"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("full_stop", "."),
        ("ctrl+z", "Ctrl+Z"),
        ("shift+tab", "Shift+Tab"),
        ("f6", "F6"),
        ("G", "G"),
        ("space", "Space"),
        ("semicolon", ";"),
        ("ctrl+right_square_bracket", "Ctrl+]"),
        ("plus", "+"),
        ("section_sign", "§"),
        ("delete", "Del"),
        ("up", "↑"),
    ],
)
def test_keys_are_written_as_people_write_them_and_read_so(key: str, shown: str) -> None:
    assert key_text(key) == shown
    assert key_name(shown) == key_name(key) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" Ctrl + k", "ctrl+k"), ("CTRL+K", "ctrl+k"), ("shift+k", "K"), ("pgup", "pageup"), ("Delete", "delete"),
        ("Ctrl++", "ctrl+plus"), ("Alt+m", "alt+m"), ("f30", ""), ("Hyperspace+m", ""), ("nonsense", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_key_is_understood_however_it_is_written_and_what_is_none_is_not(written: str, key: str) -> None:
    assert key_name(written) == key


async def back_to(pilot: Pilot[None], screen: Screen[None]) -> None:
    """Press Esc until the dialogs over a screen are gone."""
    for _press in range(4):
        await pilot.pause()
        if pilot.app.screen is screen:
            return
        await pilot.press("escape")
    raise AssertionError(f"Esc does not lead back from {pilot.app.screen}")


@pytest.mark.parametrize("group", WALKS, ids=lambda group: group.title)
async def test_every_command_can_be_done_from_the_list(app_on: Callable[..., QcodeApp], group: CommandGroup) -> None:
    app = app_on("Kami turun")
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, CodingScreen)
        for command in group.commands:
            if command.action in ("app.quit", "app.projects"):
                continue
            screen.open_source(screen.desk.sources[0].id, 60)
            await pilot.press("s", "1", "escape")
            screen.run_worker(screen.do_command(command.action))
            await back_to(pilot, screen)
        assert app.is_running


async def test_another_project_can_be_chosen(app_on: Callable[..., QcodeApp]) -> None:
    app = app_on("Kami turun")
    async with app.run_test() as pilot:
        await pilot.press("s", "1", "colon", *"projects", "enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if isinstance(app.screen, StartScreen):
                break
        assert isinstance(app.screen, StartScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert len(app.screen.desk.codings) == 1


async def test_colon_q_leaves(app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await pilot.press("colon", "q", "enter")
        await pilot.pause()
        assert not app.is_running


async def test_the_list_of_commands_does_what_is_typed(app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, CommandList)
        await pilot.press(*"hist", "enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "HistoryScreen"


async def test_help_shows_the_keys_of_where_one_is(app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = app.screen.words()
        assert "Open the code palette" in shown
        assert "Ctrl+Q" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
