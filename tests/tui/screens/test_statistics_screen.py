"""The screen of analyses: each is chosen, set, looked behind, written and copied, by keys and by mouse."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qcode.domain.selection import Selection
from qcode.services import analysing, contrasting, covering, crosstabbing, demonstrating, following
from qcode.store import codes, codings, search, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.notes import NotesDialog
from qcode.tui.screens.places import PlaceRows, PlacesDialog
from qcode.tui.screens.retrieval import RetrievalScreen
from qcode.tui.screens.search import SearchScreen
from qcode.tui.screens.statistics import StatisticsScreen
from qcode.tui.screens.statistics.screen import AnalysisRows
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.matrix_foot import MatrixFoot
from qcode.tui.widgets.report_table import ReportHead, ReportRows
from tests.tui.screens.workbench import press, settle


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study, which nothing here changes."""
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


class Hand:
    """Presses keys on the screen of analyses and reads what it shows."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> StatisticsScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, StatisticsScreen)
        return screen

    @property
    def cells(self) -> list[tuple[object, ...]]:
        answer = self.screen.answer
        assert answer is not None
        return [tuple(getattr(cell, "name", cell) for cell in row) for row in answer.report.rows]

    @property
    def said(self) -> list[str]:
        return [one.label for one in self.screen.query_one(ChoiceBar).choices]

    async def press(self, *keys: str) -> None:
        """Press keys, as fast as a hand that does not look, and wait until what they bring about is there."""
        for key in keys:
            self.pilot.app.simulate_key(key)
            if len(key) > 1 or not self.is_typing:
                await self.rest()
        await self.rest()

    @property
    def is_typing(self) -> bool:
        return isinstance(self.pilot.app.focused, Input)

    async def rest(self) -> None:
        for _turn in range(2000):
            await settle(self.pilot)
            screen = self.pilot.app.screen
            if screen.is_mounted and not (isinstance(screen, StatisticsScreen) and screen.is_counting):
                await settle(self.pilot)
                return
        raise AssertionError("it counts for ever")


@asynccontextmanager
async def hand_on(study: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    app = QcodeApp(study, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=size) as pilot:
        hand = Hand(pilot)
        await hand.press("comma", "a")
        yield hand


async def test_every_analysis_is_chosen_by_its_digit_and_shows_what_the_service_says(demo: Path) -> None:
    every = Selection()
    async with hand_on(demo) as hand:
        with Project.open(demo, coder="Ani") as project:
            assert hand.screen.answer is not None
            assert hand.screen.answer.report == analysing.make_frequencies(project, every, language="en")
            for key, wanted in (
                ("2", analysing.make_cooccurrence(project, every, language="en")),
                ("3", following.make_sequences(project, every, language="en")),
                ("4", crosstabbing.make_crosstab(project, "Jabatan", every, language="en")),
                ("5", covering.make_coverage(project, every, language="en")),
                ("7", following.make_saturation(project, every, language="en")),
                ("8", contrasting.make_keyness(project, "case:INF-01", top=50, least=2, language="en")),
            ):
                await hand.press(key)
                assert hand.screen.answer is not None
                assert hand.screen.answer.report == wanted
        await hand.press("6")
        assert hand.screen.answer is not None
        assert hand.screen.answer.report.title == "Codes that are alike"


async def test_analyses_are_listed_with_the_questions_they_answer(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("tab", *["down"] * 6, "enter")
        assert hand.screen.asked.analysis == "saturation"
        await hand.press("tab", "5")
        assert hand.screen.asked.analysis == "coverage"
        await hand.press("0")
        assert hand.pilot.app.screen.__class__.__name__ == "WordsScreen"


async def test_interviews_stand_in_the_order_in_which_they_are_ticked(demo: Path) -> None:
    async with hand_on(demo, (120, 30)) as hand:
        await hand.press("7", "o", *"T02", "tab", *"T01", "tab", "enter")
        assert [row[0] for row in hand.cells] == ["T02_pengelola_penginapan", "T01_unit_ppa"]
        assert "as ticked: T02_pengelola_penginapan, T01_unit_ppa" in hand.said
        await hand.press("a", *"Hari", "enter")
        assert len(hand.pilot.app._notifications) == 1, "one interview has no such date: all stays as it is"
        assert "as ticked: T02_pengelola_penginapan, T01_unit_ppa" in hand.said
        await hand.press("o", "delete")
        assert "no order of your own" in hand.said
        assert [row[0] for row in hand.cells] == ["T01_unit_ppa", "T02_pengelola_penginapan"]


async def test_what_an_analysis_is_set_to_is_changed_by_letters_and_by_clicks(demo: Path) -> None:
    async with hand_on(demo, (120, 30)) as hand:
        await hand.press("2", "v", "down", "enter")
        assert hand.said[:3] == ["Together", "overlapping passages", "Jaccard"]
        await hand.press("v", *["down"] * 3, "enter")
        assert hand.said[1:3] == ["the same turn", "expected by chance"], "chance is told of units alone"
        await hand.press("3", "t", "n", "ctrl+u", "2", "enter")
        assert hand.said[1:3] == ["turns", "within: 2"]
        with Project.open(demo, coder="Ani") as project:
            wanted = following.make_sequences(project, Selection(), within="turn", lag=2, language="en")
        assert hand.screen.answer is not None
        assert hand.screen.answer.report == wanted


async def test_numbers_are_typed_and_each_analysis_keeps_its_own(demo: Path) -> None:
    async with hand_on(demo, (120, 30)) as hand:
        await hand.press("2", "t", *["down"] * 3, "enter")
        await hand.press("7", "n", "enter", "ctrl+u", "1", "enter", "n", "down", "enter", "ctrl+u", "1", "enter")
        assert hand.said[1:3] == ["base 1", "run 1"]
        assert hand.screen.answer is not None
        assert "After Guest, Namey and Chen (2020): base 1, run 1, threshold 5%." in hand.screen.answer.report.notes
        await hand.press("2")
        assert hand.said[1] == "the same turn", "each analysis keeps what it was set to"
        at = sum(len(f" {one.key} {one.label}") + 3 for one in hand.screen.query_one(ChoiceBar).choices[:1])
        await hand.pilot.click(ChoiceBar, offset=(at + 1, 0))
        await hand.rest()
        await hand.press("enter")
        assert hand.said[1:3] == ["overlapping passages", "how many"]
        await hand.press("v", *["down"] * 4, "enter")
        assert hand.said[1:3] == ["the same turn", "residual"]
        await hand.press("t", "enter")


async def test_what_is_no_number_is_said_and_nothing_changes(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("3", "n", "ctrl+u", "x", "enter")
        (said,) = hand.pilot.app._notifications
        assert said.title == "“x” is no whole number"
        assert hand.screen.asked.settings == {}
        await hand.press("g")
        assert hand.screen.query_one(KeyBar).said == "not of this analysis: Group"


async def test_a_code_in_a_group_opens_its_quotations(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("4", *["down"] * 3, "right", "enter")
        screen = hand.pilot.app.screen
        assert isinstance(screen, RetrievalScreen)
        with Project.open(demo, coder="Ani") as project:
            found = codings.select(project, screen.selection)
            assert [one.code for one in found] == ["PRE-LIT"]
            assert dict(screen.selection.where) == {"Jabatan": "Penyidik Pembantu, Unit PPA"}
        await press(hand.pilot, "escape")
        assert hand.screen.table.cursor == (3, 1)


async def test_where_one_code_follows_another_is_listed_and_opened(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("3", *["down"] * 5, *["right"] * 5)
        row, column = hand.screen.table.cursor
        n = hand.cells[row][column + 1]
        assert (hand.cells[row][0], n) == ("PRV", 2)
        await hand.press("enter")
        dialog = hand.pilot.app.screen
        assert isinstance(dialog, PlacesDialog)
        places = dialog.query_one(PlaceRows).places
        assert len(places) == n
        await press(hand.pilot, "enter")
        screen = hand.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.desk.source is not None
        assert screen.desk.source.id == places[0].source
        assert screen.view.selection == places[0].span


async def test_codes_that_overlap_open_where_they_do(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("2", *["down"] * 10, *["right"] * 5, "enter")
        screen = hand.pilot.app.screen
        assert isinstance(screen, RetrievalScreen)
        with Project.open(demo, coder="Ani") as project:
            found = {one.code for one in codings.select(project, screen.selection)}
            under = {one.code.key for one in codes.all_codes(project) if one.code.key.startswith(("REP", "PRV"))}
        assert found
        assert found <= under


async def test_a_word_of_a_group_is_searched_and_a_match_opens_in_its_text(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("8", "enter")
        assert isinstance(hand.pilot.app.screen, SearchScreen)
        assert hand.pilot.app.screen.query_words == "=pelaku"
        await press(hand.pilot, "escape")
        await hand.press("9")
        assert hand.screen.answer is None
        await hand.press("slash", *"penyidik", "enter", "o", "down", "enter")
        with Project.open(demo, coder="Ani") as project:
            hits = search.search(project, "penyidik")
        assert len(hand.cells) == len(hits)
        match = hand.cells[2][2]
        await hand.press("down", "down", "enter")
        screen = hand.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.view.selection is not None
        assert screen.view.selection.of(screen.desk.text) == match


async def test_filters_narrow_what_is_counted_and_interviewers_count_when_asked(demo: Path) -> None:
    async with hand_on(demo) as hand:
        everything = hand.cells
        await hand.press("f", "s", *"T02", "enter")
        assert hand.screen.asked.selection.sources
        assert "T02_pengelola_penginapan" in hand.said
        assert len(hand.cells) < len(everything)
        await hand.press("f", "x", "r")
        assert hand.screen.asked.selection == Selection(all_speakers=True)


async def test_the_notes_are_read_whole_and_the_cell_under_the_cursor_is_told(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("4", "right", "i")
        dialog = hand.pilot.app.screen
        assert isinstance(dialog, NotesDialog)
        assert any("Codings are no random sample" in str(one.render()) for one in dialog.query("Static"))
        await hand.press("escape")
        assert hand.screen.query_one(MatrixFoot).place == "PRE Pre-emptive measures  ×  Penyidik Pembantu, Unit PPA"
        assert hand.screen.query_one(MatrixFoot).value == "1"


async def test_the_table_is_written_and_copied(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(QcodeApp, "copy_to_clipboard", lambda _app, text: copied.append(text))
    monkeypatch.setenv("TERM", "xterm-256color")
    async with hand_on(demo) as hand:
        await hand.press("7", "w", "ctrl+u", *str(tmp_path / "jenuh.json"), "enter")
        kept = json.loads((tmp_path / "jenuh.json").read_text(encoding="utf-8"))
        assert kept["title"] == "Saturation"
        assert [row[0] for row in kept["rows"]] == ["T01_unit_ppa", "T02_pengelola_penginapan"]
        await hand.press("y")
    assert copied[0].split("\n")[1].startswith("T01_unit_ppa\t1\t37\t37\t37")


async def test_columns_beyond_the_edge_come_into_view_whole(demo: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("2", "end", *["right_square_bracket"] * 9)
        rows = hand.screen.query_one(ReportRows)
        assert rows.layout_now is not None
        last = len(rows.layout_now.widths) - 1
        assert hand.screen.table.cursor == (43, last)
        assert last in rows.layout_now.seen_from(rows.first)
        shown = sum(rows.layout_now.widths[at] for at in rows.layout_now.seen_from(rows.first))
        assert shown + rows.layout_now.label <= rows.size.width
        await hand.press("h", "home")
        assert hand.screen.table.cursor == (0, last - 1)


async def test_the_mouse_chooses_analyses_columns_and_cells(demo: Path) -> None:
    async with hand_on(demo, (140, 36)) as hand:
        await hand.pilot.click(AnalysisRows, offset=(3, 4))
        await hand.rest()
        assert hand.screen.asked.analysis == "coverage"
        rows = hand.screen.query_one(ReportRows)
        assert rows.layout_now is not None
        x = rows.layout_now.label + rows.layout_now.widths[0] + 2
        await hand.pilot.click(ReportHead, offset=(x, 0))
        await hand.rest()
        assert hand.screen.table.cursor == (0, 1)
        await hand.pilot.click(ReportRows, offset=(rows.layout_now.label + 2, 3))
        await hand.rest()
        assert hand.screen.table.cursor == (3, 0)
        await hand.pilot.click(ReportRows, offset=(rows.layout_now.label + 2, 3))
        await hand.rest()
        screen = hand.pilot.app.screen
        assert isinstance(screen, RetrievalScreen)
        with Project.open(demo, coder="Ani") as project:
            assert screen.selection.sources == (sources.find_id(project, "T01_unit_ppa"),)


async def test_a_study_without_attributes_or_texts_says_what_is_lacking(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.qcode", coder="Ani") as project:
        path = project.path
    app = QcodeApp(path, coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.press("comma", "a", "4")
        assert "there is none yet" in hand.screen.query_one(ReportRows).nothing_said()
        await hand.press("8")
        assert "import one" in hand.screen.query_one(ReportRows).nothing_said()
        await hand.press("enter", "i", "y")
        assert hand.screen.answer is None
