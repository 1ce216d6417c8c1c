from __future__ import annotations

from collections import Counter

import pytest

from qcode.tui import presets
from qcode.tui.presets import PRESETS, Keyboard, Preset
from qcode.tui.screens import coding_commands
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS

OWN = (
    *(command for group in coding_commands.GROUPS for command in group.commands),
    *coding_commands.FAVOURITES,
    *APP_COMMANDS,
    *HELP_COMMANDS,
)
READING = tuple(command for group in coding_commands.READING for command in group.commands)
DECLARED = {command.action: command.key for command in (*OWN, *READING)}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_no_key_of_the_coding_screen_means_two_things_in_any_preset(preset: Preset) -> None:
    board = Keyboard(DECLARED, preset.name)
    own = [key for command in OWN for key in board.keys(command.action)]
    reading = [key for command in READING for key in board.keys(command.action)]
    assert [key for key, count in Counter(own).items() if count > 1] == []
    assert [key for key, count in Counter(reading).items() if count > 1] == []
    assert set(own) & set(reading) == {"escape"}, "the transcript would take these keys away from the screen"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_names_only_what_there_is_and_differs(preset: Preset) -> None:
    assert preset.keys.keys() <= DECLARED.keys()
    assert [action for action, keys in preset.keys.items() if keys == DECLARED[action]] == []


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_no_preset_rests_on_a_key_that_terminals_take_for_another(preset: Preset) -> None:
    keys = {key for action in DECLARED for key in Keyboard(DECLARED, preset.name).keys(action)}
    taken = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket", "ctrl+space", "shift+enter", "ctrl+enter"}
    assert keys & taken == set()
    assert not any(key.startswith("ctrl+shift+") and len(key) == len("ctrl+shift+x") for key in keys)


def board(preset: str = "default", **own: str) -> Keyboard:
    return Keyboard({"code": "c,enter", "split": "D", "undo": "u", "find": "slash"}, preset, own)


def test_a_key_that_is_put_on_a_command_is_taken_from_the_one_that_had_it() -> None:
    changed = board().put("split", "u")
    assert (changed.keys("split"), changed.keys("undo")) == (("u",), ())
    assert changed.own == {"split": "u", "undo": ""}
    assert changed.holder("u", "code") == "split"
    assert changed.holder("u", "split") == changed.holder("D", "code") == ""


def test_a_key_can_stand_beside_those_a_command_has() -> None:
    assert board().put("code", "f9", beside=True).keys("code") == ("c", "enter", "f9")
    assert board().put("code", "c", beside=True).keys("code") == ("enter", "c")


def test_what_is_reset_gets_its_keys_back_from_whatever_has_them_now() -> None:
    changed = board().put("split", "u").reset("undo")
    assert (changed.keys("undo"), changed.keys("split")) == (("u",), ())
    assert changed.own == {"split": ""}
    assert changed.reset("split").own == {}
    assert board().clear("find").keys("find") == ()
    assert board().put("find", "slash").own == {}, "what is as declared is not kept"


def test_own_keys_lie_over_the_preset_and_an_unknown_preset_is_the_default() -> None:
    assert presets.keys_of("vim", {"uncode": "X"})["uncode"] == "X"
    assert presets.keys_of("vim", {})["redo"].startswith("ctrl+r")
    assert presets.keys_of("nobody", {"undo": "f3"}) == {"undo": "f3"}
