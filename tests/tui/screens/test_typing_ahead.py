"""Keys that come in one breath, as over a slow line, do what they do one by one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qcode.store import codes, codings, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens import typing_ahead
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.matrix.screen import MatrixPage

CHARACTERS = {"full_stop": ".", "comma": ",", "slash": "/", "space": " "}


async def in_one_breath(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Give the app keys without waiting for any of them, then wait until the last one is done."""
    app = pilot.app
    for key in keys:
        app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
    await until_done(pilot)


async def until_done(pilot: Pilot[None]) -> None:
    """Wait until no key is kept back for a while: between two keys of a burst that may be so for a moment."""
    assert isinstance(pilot.app, QcodeApp)
    at_rest = 0
    for _try in range(1000):
        await pilot.pause(0.01)
        at_rest = 0 if pilot.app.is_holding_keys else at_rest + 1
        if at_rest == 5:
            break
    await pilot.pause()


def coded(study: Path) -> list[str]:
    with Project.open(study) as project:
        names = {row.code.id: row.code.name for row in codes.all_codes(project)}
        spans = codings.spans_of(project, sources.find_id(project, "T01"))
        return sorted(names[span.code] for span in spans)


@pytest.fixture
def app(study: Path, monkeypatch: pytest.MonkeyPatch) -> QcodeApp:
    # Here it is the order that counts; on a busy machine two seconds may pass while a dialog is made.
    monkeypatch.setattr(typing_ahead, "LONGEST", 60.0)
    return QcodeApp(study, "T01:0", coder="Ani")


async def test_codes_are_made_and_applied_one_after_the_other(app: QcodeApp, study: Path) -> None:
    before = coded(study)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await in_one_breath(
            pilot, ["s", "c", *"one", "enter", "right_parenthesis", "s", "c", *"two", "enter", "c", *"three", "enter"]
        )
        assert isinstance(app.screen, CodingScreen)
    after = coded(study)
    assert sorted(set(after) - set(before)) == ["one", "three", "two"]


async def test_a_dialog_is_closed_once_however_often_enter_comes(app: QcodeApp, study: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await in_one_breath(pilot, ["s", "c", *"one", "enter", "enter", "escape", "escape", "c", "escape", "escape"])
        assert isinstance(app.screen, CodingScreen)
    assert coded(study).count("one") == 1


async def test_a_letter_after_the_one_that_chose_a_screen_is_for_that_screen(app: QcodeApp) -> None:
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await in_one_breath(pilot, ["comma", "r", "escape", "comma", "b", "escape", "comma", "x"])
        assert isinstance(app.screen, MatrixPage)


async def test_a_letter_for_a_list_of_a_screen_waits_until_the_list_is_there(app: QcodeApp, study: Path) -> None:
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await in_one_breath(pilot, ["comma", "b", "down", "e", *"New", "ctrl+s", "escape", "escape"])
        assert isinstance(app.screen, CodingScreen)
    with Project.open(study) as project:
        assert any(row.code.definition.startswith("New") for row in codes.all_codes(project))


async def test_what_is_typed_after_a_name_goes_into_the_next_question(app: QcodeApp, study: Path) -> None:
    """Two dialogs in a row: which code, then its name."""
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await in_one_breath(pilot, ["comma", "b", "n", *"alpha", "enter", "n", *"beta", "enter"])
    with Project.open(study) as project:
        assert {"alpha", "beta"} <= {row.code.name for row in codes.all_codes(project)}
