"""What a narrow list cuts can be read in full below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App

from qcode.language import _
from qcode.services.filtering import Choice
from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.asking import ChoiceDialog, Option, OptionRows
from qcode.tui.screens.command_list import CommandList
from qcode.tui.screens.help import HelpScreen
from qcode.tui.screens.keys import KeysDialog
from qcode.tui.screens.picking import PickDialog
from qcode.tui.widgets.typing_line import Sentence
from tests.tui.screens.test_screen_sizes import lines_of
from tests.tui.screens.workbench import press, settle

LONG = "Put the passage together with the next one of its code, or with all passages that are selected here."


@pytest.mark.parametrize("key", ["colon", "question_mark", "f2"])
async def test_help_keys_and_commands_show_all_of_the_sentence_under_the_cursor(
    app_on: Callable[..., QcodeApp], key: str
) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, key)
        assert isinstance(app.screen, HelpScreen | KeysDialog | CommandList)
        await press(pilot, "down")
        await press(pilot, "down")
        sentence = app.screen.query_one(Sentence)
        assert sentence.words.endswith(".")
        assert sentence.words in " ".join(" ".join(line.strip(" │").split()) for line in lines_of(app))


async def test_a_sentence_of_two_lines_is_shown_whole() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CommandList([CommandGroup("Coding", (Command("merge", "M", "Merge", LONG),))]))
        await settle(pilot)
        shown = [line.strip(" │") for line in lines_of(app)]
        assert " ".join(line for line in shown if line and line in LONG) == LONG


async def test_a_choice_has_the_room_that_no_note_needs() -> None:
    label = "passages which the coders of this study coded in different ways"
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChoiceDialog("Go", [Option("d", label, "d"), Option("g", "the beginning", "g")]))
        await settle(pilot)
        assert any(f" d {label}" in line for line in lines_of(app))
        assert not app.screen.query(Sentence)


async def test_a_choice_that_is_cut_is_shown_whole_below() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ChoiceDialog("Go", [Option("a", "Short"), Option("m", "Merge", note=LONG)]))
        await settle(pilot)
        assert app.screen.query_one(Sentence).words == ""
        await press(pilot, "down")
        assert app.screen.query_one(OptionRows).cursor == 1
        assert app.screen.query_one(Sentence).words == f"Merge  {LONG}"


@pytest.mark.parametrize("width", [80, 200])
async def test_the_keys_of_a_list_to_pick_from_are_whole_in_indonesian(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCODE_LANG", "id")
    app: App[None] = App()
    async with app.run_test(size=(width, 24)) as pilot:
        app.push_screen(PickDialog("Naskah", [Choice("a", "T01")], clearing=_("no filter")))
        await settle(pilot)
        assert any("Esc kembali ─╯" in line for line in lines_of(app))


async def test_a_note_that_is_cut_is_shown_whole_below_what_is_picked_from() -> None:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PickDialog("Cell", [Choice("a", "count", note=LONG), Choice("b", "words")], several=False))
        await settle(pilot)
        assert app.screen.query_one(Sentence).words == LONG
        await press(pilot, "down")
        assert app.screen.query_one(Sentence).words == ""
