"""The history: filtered, looked into, and taken back act by act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import coding
from qcode.store import codes, codings, history, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.history import HistoryRows, HistoryScreen
from qcode.tui.screens.history_detail import ChangeDetail
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.telling import Telling


@pytest.fixture
def coded(study: Path) -> Path:
    """PRE and KEN by Ani, then REP by Budi, all in T01; the last codes the words of the first."""
    for coder, key, words in (("Ani", "PRE", "penyuluhan"), ("Ani", "KEN", "Alatnya"), ("Budi", "REP", "penyuluhan")):
        with Project.open(study, coder=coder) as project:
            id = sources.find_id(project, "T01")
            at = sources.text_of(project, id).index(words)
            coding.apply_code(project, id, Span(at, at + len(words)), codes.find(project, key).code.id)
    return study


async def visit(app: QcodeApp, pilot: Pilot[None]) -> HistoryScreen:
    await pilot.pause()
    await pilot.press("H")
    await pilot.pause()
    return cast("HistoryScreen", app.screen)


def shown(app: QcodeApp) -> list[str]:
    return [f"{one.coder} {one.act}" for one in app.screen.query_one(HistoryRows).entries]


def left(study: Path) -> list[str]:
    with Project.open(study) as project:
        return sorted(one.code for one in codings.select(project, Selection()))


async def test_the_act_under_the_cursor_is_taken_back_and_done_again(
    coded: Path, app_on: Callable[..., QcodeApp]
) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        await pilot.press("down", "down", "x")
        await pilot.pause()
        assert left(coded) == ["KEN", "REP"]
        assert shown(app)[0] == "Ani undo"
        assert "undone" in app.screen.query_one(KeyBar).said
        await pilot.press("U")
        await pilot.pause()
        assert left(coded) == ["KEN", "PRE", "REP"]


async def test_a_narrow_list_says_what_was_done_to_what(coded: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(app, pilot)
        rows = app.screen.query_one(HistoryRows)
        (line,) = rows.draw(0, 80)
        said = "".join(text for text, _style in line)
        assert " code " in said
        assert "REP · T01" in said
        assert len(said) <= 80


async def test_keys_pressed_fast_take_back_one_act_after_the_other(
    coded: Path, app_on: Callable[..., QcodeApp]
) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        await pilot.press("u", "u")
        await pilot.pause()
        assert left(coded) == ["REP"]


async def test_another_coders_act_is_asked_about_first(coded: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert left(coded) == ["KEN", "PRE", "REP"]
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert left(coded) == ["KEN", "PRE"]


async def test_enter_shows_what_a_change_did_and_x_there_takes_it_back(
    coded: Path, app_on: Callable[..., QcodeApp]
) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ChangeDetail)
        words = app.screen.query_one(ReadingPane).words
        assert "+ coding  KEN · T01 " in words
        await pilot.press("x")
        await pilot.pause()
        assert left(coded) == ["PRE", "REP"]


async def test_what_rests_on_an_act_is_told_and_nothing_changes(coded: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        rows = app.screen.query_one(HistoryRows)
        rows.go_to(next(at for at, one in enumerate(rows.entries) if "PRE" in one.summary and one.act == "codes add"))
        await pilot.press("x")
        await pilot.pause()
        told = [note.message for note in app._notifications]
        with Project.open(coded) as project:
            resting = next(one for one in history.entries(project) if one.act == "code" and "PRE" in one.summary)
        assert any(f"{resting.number} code: " in message for message in told)
        assert left(coded) == ["KEN", "PRE", "REP"]


async def test_coder_act_and_words_filter_and_escape_drops_the_filters(
    coded: Path, app_on: Callable[..., QcodeApp]
) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        everything = len(shown(app))
        await pilot.press("c", "down", "enter")
        await pilot.pause()
        assert shown(app) == ["Budi code"]
        await pilot.press("F", "a", "enter")
        await pilot.pause()
        assert shown(app) == ["Budi code", "Ani code", "Ani code"]
        assert app.screen.query_one(Telling).parts == ("acts: code",)
        await pilot.press("slash", *"KEN", "enter")
        await pilot.pause()
        assert shown(app) == ["Ani code"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(app)) == everything
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, HistoryScreen)


async def test_a_checkpoint_is_made_and_stands_in_the_trail(coded: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(app, pilot)
        await pilot.press("m", *"First", "enter")
        await pilot.pause()
        assert shown(app)[0] == "Ani checkpoint"
        with Project.open(coded) as project:
            assert history.entries(project)[-1].summary == "First"
    assert list(coded.parent.glob("**/*-First.qcode"))
