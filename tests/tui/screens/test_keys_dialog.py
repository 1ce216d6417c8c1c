from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from qcode import settings
from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.help import HelpScreen
from qcode.tui.screens.keys import KeysDialog
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.transcript import TranscriptView

MakesApp = Callable[..., QcodeApp]


def dialog_of(app: QcodeApp) -> KeysDialog:
    assert isinstance(app.screen, KeysDialog)
    return app.screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def go_to(app: QcodeApp, action: str) -> None:
    rows = dialog_of(app).rows
    commands = rows._rows
    rows.go_to(next(at for at, row in enumerate(commands) if isinstance(row, Command) and row.action == action))


async def test_a_key_is_put_on_a_command_by_pressing_it_and_works_at_once(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f2")
        go_to(app, "palette")
        await press(pilot, "enter", "f12")
        assert settings.load().keys == {"palette": "f12"}
        await press(pilot, "escape")
        hints = {hint.action: hint.key for hint in app.screen.query_one(KeyBar).hints}
        assert hints["palette"] == "F12"
        await press(pilot, "c")
        assert isinstance(app.screen, CodingScreen), "the key it had does nothing any more"
        await press(pilot, "f12")
        assert type(app.screen).__name__ == "CodePalette"
        await press(pilot, "escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "F12  Code" in app.screen.words()


async def test_a_key_that_means_something_is_said_and_changes_hands_when_pressed_again(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f2")
        go_to(app, "split_passage")
        await press(pilot, "enter", "x")
        assert "Uncode" in str(app.screen.query_one(".note").render())
        await press(pilot, "escape")
        assert settings.load().keys == {}
        await press(pilot, "enter", "x", "x")
        assert settings.load().keys == {"split_passage": "x", "uncode": "delete"}
        await press(pilot, "enter", "q", "d")
        assert settings.load().keys == {"split_passage": "d", "uncode": "delete"}
        await press(pilot, "R")
        assert settings.load().keys == {}


async def test_keys_that_mean_the_same_everywhere_stay(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f2")
        go_to(app, "split_passage")
        await press(pilot, "enter", "tab", "enter", "escape")
        assert settings.load().keys == {}
        await press(pilot, "plus", "f12")
        assert settings.load().keys == {"split_passage": "D,f12"}
        await press(pilot, "delete")
        assert settings.load().keys == {"split_passage": ""}
        await press(pilot, "r")
        assert settings.load().keys == {}


async def test_a_preset_is_chosen_and_works_in_the_transcript_at_once(app_on: MakesApp, talk: str) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f2", "p", "v", "escape")
        assert settings.load().preset == "vim"
        view = app.screen.query_one(TranscriptView)
        await press(pilot, "w")
        assert (view.cursor, view.selection) == (talk.index("turun"), None)
        await press(pilot, "e")
        assert view.cursor == talk.index("turun") + 4
        await press(pilot, "b", "b", "dollar_sign", "0")
        assert view.cursor < talk.index("Kami turun")
        await press(pilot, "right_square_bracket", "c", "enter")
        assert isinstance(app.screen, CodingScreen)
        assert len(app.screen.desk.codings) == 1
        await press(pilot, "d")
        assert app.screen.desk.codings == {}
        await press(pilot, "u", "ctrl+r")
        assert app.screen.desk.codings == {}


async def test_a_preset_is_chosen_from_the_list_of_commands_and_kept(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "colon", *"nvivo", "enter")
        assert settings.load().preset == "nvivo"
    again = app_on("Kami turun")
    async with again.run_test(size=(120, 40)) as pilot:
        await press(pilot, "ctrl+f2")
        assert type(again.screen).__name__ == "CodePalette"
        await press(pilot, "escape", "ctrl+f3", *"Baru", "enter")
        assert isinstance(again.screen, CodingScreen)
        assert [row.code.name for row in again.screen.desk.codes.values()][-1] == "Baru"


async def test_an_unknown_key_in_the_settings_keeps_nobody_out(app_on: MakesApp, home: object) -> None:
    settings.save(settings.Settings(preset="emacs", keys={"gone": "x", "palette": "nonsense,f12"}))
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        assert [toast.message for toast in app._notifications] == ["palette = nonsense"]
        await press(pilot, "escape")
        assert not list(app._notifications), "Esc takes away what lies over the text"
        await press(pilot, "f12")
        assert type(app.screen).__name__ == "CodePalette"


async def test_keys_are_written_into_the_settings_as_people_write_them(app_on: MakesApp, home: object) -> None:
    settings.save(settings.Settings(keys={"palette": "F4", "memo": "Ctrl+K, ;", "nudge('left')": ""}))
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        for keys, wanted in (("f4", "CodePalette"), ("ctrl+k", "MemoDialog"), ("semicolon", "MemoDialog")):
            await press(pilot, keys)
            assert type(app.screen).__name__ == wanted
            await press(pilot, "escape")
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "Ctrl+K  ;  Memo" in app.screen.words()
