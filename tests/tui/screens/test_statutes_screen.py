"""The screen of statutory references: listed, opened in their text, coded as one act, written, by keys."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qcode.domain.selection import Selection
from qcode.services import citing_law, demonstrating
from qcode.store import codes, codings, history
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.screens.notes import NotesDialog
from qcode.tui.screens.statutes import StatutesScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.matrix_foot import MatrixFoot
from tests.tui.screens.workbench import settle


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


class Hand:
    """Presses keys on the screen of statutory references."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> StatutesScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, StatutesScreen)
        return screen

    @property
    def said(self) -> list[str]:
        return [one.label for one in self.screen.query_one(ChoiceBar).choices]

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pilot.app.simulate_key(key)
            if len(key) > 1 or not isinstance(self.pilot.app.focused, Input):
                await self.rest()
        await self.rest()

    async def rest(self) -> None:
        for _turn in range(2000):
            await settle(self.pilot)
            screen = self.pilot.app.screen
            if screen.is_mounted and not (isinstance(screen, StatutesScreen) and screen.is_counting):
                await settle(self.pilot)
                return
        raise AssertionError("it searches for ever")


@asynccontextmanager
async def hand_on(study: Path) -> AsyncIterator[Hand]:
    app = QcodeApp(study, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.press("comma", "u")
        yield hand


async def test_references_are_listed_with_what_was_in_force_and_open_in_their_text(demo: Path) -> None:
    with Project.open(demo, coder="Ani") as project:
        wanted = citing_law.citations(project, Selection())
    async with hand_on(demo) as hand:
        assert list(hand.screen.found) == wanted
        assert hand.screen.query_one(ChoiceBar).right == "references: 7"
        await hand.press("down", "down", "down")
        foot = hand.screen.query_one(MatrixFoot)
        assert (foot.place, foot.value) == ("UU 1/2024", "article 27(1)")
        assert "In force at 21 May 2023: UU 11/2008 jo. UU 19/2016." in " ".join(foot._notes)
        await hand.press("i")
        dialog = hand.pilot.app.screen
        assert isinstance(dialog, NotesDialog)
        assert any("check the gazette" in str(one.render()) for one in dialog.query(Static))
        await hand.press("escape", "enter")
        screen = hand.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.view.selection == wanted[3].span
        assert screen.desk.source is not None
        assert screen.desk.source.id == wanted[3].source_id
        await hand.press("grave_accent")
        assert hand.screen.table.cursor[0] == 3


async def test_another_date_and_the_codes_of_passages_are_asked_for(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("e", "d", *"2026-03", "enter")
        assert hand.said[1] == "2026-03"
        assert {one.in_force for one in hand.screen.found if one.act == "UU 20/2025"} == {"UU 20/2025"}
        await hand.press("e", "d", "ctrl+u", *"x", "enter")
        assert hand.said[1] == "2026-03", "what is no date leaves the list as it was"
        await hand.press("e", "c", "t")
        assert hand.said[:2] == ["by code", "at the case's date"]
        assert {one.code for one in hand.screen.found} == {"REP-PAS"}
        await hand.press("t", "f", "s", *"T01", "enter")
        assert {one.source for one in hand.screen.found} == {"T01_unit_ppa"}


async def test_all_that_is_listed_is_coded_under_a_new_folder_as_one_act_and_taken_back(
    demo: Path, tmp_path: Path
) -> None:
    study = Path(shutil.copy(demo, tmp_path / "demo.qcode"))
    with Project.open(study, coder="Ani") as project:
        before, acts = len(codings.select(project, Selection())), len(history.entries(project))
    async with hand_on(study) as hand:
        await hand.press("c", "a", "e", *"Peraturan", "enter", "m")
        dialog = hand.pilot.app.screen
        assert isinstance(dialog, EffectDialog)
        assert "Peraturan/UU 12//2022 (new)  ·  to be coded: 2; there already: 0" in dialog.lines
        with Project.open(study, coder="Ani") as project:
            assert len(history.entries(project)) == acts, "nothing is done before it is agreed to"
        await hand.press("enter")
        assert hand.screen.query_one(KeyBar).said.startswith("codings applied: 7")
        with Project.open(study, coder="Ani") as project:
            assert len(history.entries(project)) == acts + 1
            made = {one.code.name: one for one in codes.all_codes(project) if one.path.startswith("Peraturan/")}
            assert {"UU 12/2022", "UU 20/2025", "Perkap 6/2019"} <= made.keys()
            assert len(codings.select(project, Selection())) == before + 7
        await hand.press("u")
        with Project.open(study, coder="Ani") as project:
            assert len(codings.select(project, Selection())) == before
            assert not [one for one in codes.all_codes(project) if one.path.startswith("Peraturan")]


async def test_one_reference_is_coded_with_a_code_that_is_there(demo: Path, tmp_path: Path) -> None:
    study = Path(shutil.copy(demo, tmp_path / "demo.qcode"))
    async with hand_on(study) as hand:
        await hand.press("down", "c", "o", "o", *"KEN-HUK", "enter", "s", "enter")
        one = hand.screen.found[1]
    with Project.open(study, coder="Ani") as project:
        last = max(
            codings.select(project, Selection(codes=("KEN-HUK",), sources=(one.source,))), key=lambda c: c.created
        )
        assert last.source_id == one.source_id
        assert last.start <= one.span.start < one.span.end <= last.end
        assert last.coder == "Ani"


async def test_which_articles_are_cited_how_often_goes_into_a_file(demo: Path, tmp_path: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("w", "ctrl+u", *str(tmp_path / "hukum.csv"), "enter")
    written = (tmp_path / "hukum.csv").read_text(encoding="utf-8-sig")
    assert "UU 12/2022,14(2),1" in written
