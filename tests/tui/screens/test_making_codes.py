"""Codes that are made while coding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from qcode.domain.selection import Selection
from qcode.domain.study import Coding
from qcode.store import codings
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.palette import PaletteRows

MakesApp = Callable[..., QcodeApp]
ANSWER = "Kami turun penyuluhan ke sekolah. Materinya bahaya prostitusi online. Biasanya bersama Binmas."


def on_disk(study: Path) -> list[Coding]:
    with Project.open(study, coder="reader") as project:
        return codings.select(project, Selection())


def screen_of(app: QcodeApp) -> CodingScreen:
    assert isinstance(app.screen, CodingScreen)
    return app.screen


async def typed(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


async def test_a_new_name_makes_a_code_under_its_parent(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("c")
        await typed(pilot, "prv")
        await pilot.press("slash")
        await typed(pilot, "cyber")
        await pilot.press("enter")
        await pilot.pause()
        assert any(row.name == "cyber" and row.here == 1 for row in screen_of(app).desk.code_rows())
    assert [coding.code_path for coding in on_disk(study)] == ["Preventive/cyber"]


async def test_a_parent_that_is_not_there_yet_is_made_with_the_code(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("c", *"impact", "slash", *"family", "slash", *"shame")
        await pilot.pause()
        assert "“shame” under impact/family, which is new too" in app.screen.query_one(PaletteRows).new_label
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("c", *"impact", "slash", *"health", "enter")
        await pilot.pause()
    assert [coding.code_path for coding in on_disk(study)] == ["impact/family/shame", "impact/health"]


async def test_counts_of_texts_and_codes_stay_true_when_a_code_is_made(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("s", "1", "c", *"anew", "enter")
        await pilot.pause()
        screen = screen_of(app)
        assert [row.codings for row in screen.texts._rows if row.source == screen.texts.source] == [2]
        assert sum(row.everywhere for row in screen.codes._all) == 2
