"""The retrieval screen: found by filters and queries, read in context, by keys alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Static

from qcode.domain.selection import Selection
from qcode.services import coding
from qcode.store import queries
from qcode.store.database import Row
from qcode.store.project import Project
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.query_line import QueryDialog
from qcode.tui.screens.retrieval import RetrievalScreen
from qcode.tui.screens.retrieval import page as retrieval_page
from qcode.tui.screens.retrieval.commands import GROUPS
from qcode.tui.widgets.filter_bar import FilterBar
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.rows import ROW_COMMANDS
from tests.tui.screens.retrieval_hand import (
    WIDE,
    MakesApp,
    code_five,
    facts,
    listed,
    on_disk,
    opened,
    pressed,
    screen_of,
    typed,
)


@pytest.fixture
def coded(study: Path) -> Path:
    """The study with five codings, one of them Budi's."""
    return code_five(study)


async def test_everything_coded_is_listed_by_place_and_leads_into_its_text(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert listed(app) == [("T01", "PRE"), ("T01", "PRV"), ("T01", "KEN"), ("T02", "PRE"), ("T02", "KEN")]
        await pressed(pilot, "end", "enter")
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.desk.source is not None
        assert app.screen.desk.source.name == "T02"
        assert app.screen.view.selection is not None
        assert app.screen.view.selection.of(app.screen.desk.text) == "Alatnya masih menumpang."
        await pressed(pilot, "grave_accent")
        assert screen_of(app).rows.cursor == 4, "the list is as it was left"
        await pressed(pilot, "escape")
        assert isinstance(app.screen, CodingScreen)


async def test_filters_are_picked_from_what_there_is_and_stay_readable(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "f", "c")
        await typed(pilot, "ken")
        await pressed(pilot, "tab")
        await typed(pilot, "prev")
        await pressed(pilot, "tab", "enter")
        assert listed(app) == [("T01", "PRV"), ("T01", "KEN"), ("T02", "KEN")]
        assert facts(app) == {"code": "KEN, PRV"}
        await pressed(pilot, "f", "s")
        await typed(pilot, "t02")
        await pressed(pilot, "enter")
        assert listed(app) == [("T02", "KEN")]
        assert facts(app) == {"code": "KEN, PRV", "source": "T02"}
        await pressed(pilot, "backspace")
        assert facts(app) == {"code": "KEN, PRV"}
        await pressed(pilot, "f", "c", "delete")
        assert facts(app) == {}
        await pressed(pilot, "f", "o")
        await typed(pilot, "budi")
        await pressed(pilot, "enter")
        assert listed(app) == [("T02", "PRE")]
        await pressed(pilot, "F")
        assert len(listed(app)) == 5


@pytest.mark.parametrize(("key", "typed_words", "count"), [
    ("d", "2000-01-01", 5), ("d", "2999-01-01", 0), ("e", "2000-01-01", 0), ("p", "T02: I", 2), ("n", "", 5),
    ("a", "", 5),
])  # fmt: skip
async def test_other_filters_narrow_too(key: str, typed_words: str, count: int, app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "f", key)
        if typed_words:
            await typed(pilot, typed_words)
            await pressed(pilot, "enter")
        assert len(listed(app)) == count
        assert facts(app)


async def test_a_query_is_completed_and_its_faults_are_shown_while_typing(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "slash")
        dialog = app.screen
        assert isinstance(dialog, QueryDialog)
        await typed(pilot, "not (obst")
        wrong = str(dialog.query_one("#wrong", Static).render())
        assert "character" in wrong
        assert "^" in wrong
        await pressed(pilot, "enter")
        assert app.screen is dialog, "what is no query is not asked"
        await pressed(pilot, "tab")
        await typed(pilot, "or PRX)")
        wrong = str(dialog.query_one("#wrong", Static).render())
        assert "PRX" in wrong
        await pressed(pilot, "backspace", "backspace")
        await typed(pilot, "V)")
        await pressed(pilot, "enter")
        assert facts(app) == {"query": "not (KEN or PRV)"}
        assert listed(app) == [("T01", "PRE"), ("T02", "PRE")]
        await pressed(pilot, "slash", "ctrl+u", "enter")
        assert facts(app) == {}


async def test_a_code_is_completed_behind_an_operator(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "slash")
        await typed(pilot, "not")
        await pressed(pilot, "tab")
        await typed(pilot, "and not pre")
        await pressed(pilot, "down", "up", "tab", "enter")
        assert facts(app) == {"query": "not PRE and not PRE"}


async def test_sorting_groups_under_headings_and_stays_on_the_passage(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "down", "down", "s", "c")
        screen = screen_of(app)
        assert [group.heading for group in screen.rows.found.groups] == [
            "PRE Preemptive", "PRV Preventive", "KEN Obstacles",
        ]  # fmt: skip
        assert screen.rows.current is not None
        assert (screen.rows.current.source, screen.rows.current.code) == ("T01", "KEN")
        await pressed(pilot, "home", "right_square_bracket")
        assert screen.rows.cursor == 2
        await pressed(pilot, "left_square_bracket")
        assert screen.rows.cursor == 0
        assert "PRE Preemptive  (2)" in "".join(text for text, _style in screen.rows.draw(0, 100)[0])
        for key in ("i", "p", "t", "s"):
            await pressed(pilot, "s", key)
            assert len(listed(app)) == 5


async def test_the_context_grows_and_shrinks_around_the_marked_passage(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        pane = app.screen.query_one(ReadingPane)
        assert "Kami turun penyuluhan ke sekolah." in pane.words
        assert "Materinya bahaya" in pane.words
        assert "Apa saja kegiatannya" not in pane.words
        await pressed(pilot, "plus")
        assert "P: Apa saja kegiatannya?" in pane.words
        await pressed(pilot, "minus", "minus")
        assert "Materinya bahaya" not in pane.words
        await pressed(pilot, "t", "plus", "plus")
        assert "Kalau patroli siber?" in pane.words
        assert "+2 turns" in app.screen.query_one(FilterBar).right
        await pressed(pilot, "z")
        assert not pane.display


async def test_narrow_windows_have_the_list_and_open_the_passage_when_asked(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert not app.screen.query_one(ReadingPane).display
        await pressed(pilot, "plus")
        assert app.screen.query_one(ReadingPane).display
        assert "P: Apa saja kegiatannya?" in app.screen.query_one(ReadingPane).words


async def test_filters_are_saved_opened_renamed_and_removed(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "f", "c")
        await typed(pilot, "ken")
        await pressed(pilot, "enter", "S")
        await typed(pilot, "Kendala")
        await pressed(pilot, "enter", "F")
        assert len(listed(app)) == 5
        await pressed(pilot, "o", "enter")
        assert listed(app) == [("T01", "KEN"), ("T02", "KEN")]
        await pressed(pilot, "o", "r", "ctrl+u")
        await typed(pilot, "Hambatan")
        await pressed(pilot, "enter")
        with Project.open(coded) as project:
            assert [one.name for one in queries.all_queries(project)] == ["Hambatan"]
        await pressed(pilot, "F", "f", "v")
        await pressed(pilot, "enter")
        assert facts(app) == {"saved query": "Hambatan"}
        assert len(listed(app)) == 2
        await pressed(pilot, "F", "o", "x")
        with Project.open(coded) as project:
            assert queries.all_queries(project) == []
        await pressed(pilot, "u", "o", "escape")
        with Project.open(coded) as project:
            assert [one.name for one in queries.all_queries(project)] == ["Hambatan"]


async def test_the_passages_of_a_code_are_this_screen(app_on: MakesApp, coded: Path) -> None:
    app = app_on("[00:00:05]")
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "tab", "end", "q")
        assert listed(app) == [("T01", "KEN"), ("T02", "KEN")]
        assert facts(app) == {"code": "KEN"}


async def test_other_screens_hand_over_filters_or_an_exact_list(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    ids = tuple(one.id for one in on_disk(coded)[:2])
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        given = {"selection": Selection(codes=("KEN",), sources=("T02",)), "title": "KEN × T02"}
        app.screen.post_message(CodingScreen.ScreenWanted("retrieval", given))
        await pilot.pause()
        assert listed(app) == [("T02", "KEN")]
        assert facts(app) == {"code": "KEN", "source": "T02"}
        await pressed(pilot, "escape")
        app.screen.post_message(CodingScreen.ScreenWanted("retrieval", {"codings": ids}))
        await pilot.pause()
        assert listed(app) == [("T01", "PRE"), ("T01", "PRV")]
        await pressed(pilot, "backspace")
        assert len(listed(app)) == 5


async def test_a_long_list_reads_what_it_shows(app_on: MakesApp, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(study, coder="Ani") as project:
        rows = [coding.CodingRow("T01", at, at + 3, "KEN") for at in range(300)]
        rows += [coding.CodingRow("T01", at, at + 3, "PRE") for at in range(300)]
        coding.apply_codes(project, rows)
    monkeypatch.setattr(retrieval_page, "SMALL", 10)
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await pressed(pilot, "comma", "r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = screen_of(app)
        assert screen.rows.row_count() == 600
        database, read = screen.project.database, []
        ask = database.rows

        def counting(statement: str, values: Sequence[object] = ()) -> list[Row]:
            got = ask(statement, values)
            read.append(len(got))
            return got

        monkeypatch.setattr(database, "rows", counting)
        await pressed(pilot, "end")
        assert sum(read) < 250, "a page of the list, and the words around one passage"
        read.clear()
        await pressed(pilot, "up", "up")
        assert sum(read) < 40, "the words around two passages"


def test_every_command_is_said_and_no_key_means_two_things() -> None:
    rows = [command for group in GROUPS for command in group.commands]
    keys = [key for command in (*rows, *APP_COMMANDS, *HELP_COMMANDS, *ROW_COMMANDS) for key in command.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [one.label for one in rows if len(one.label) > 22 or not one.help.endswith(".")] == []


async def test_an_empty_list_says_why(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Nothing is coded yet." in screen_of(app).rows.render_line(1).text
        await pressed(pilot, "x", "r", "c", "m", "y", "a", "v", "v", "asterisk", "plus", "enter", "s", "escape")
        assert listed(app) == []


async def test_what_is_changed_on_a_screen_above_shows_on_coming_back(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "down", "down")
        app.screen.post_message(RetrievalScreen.ScreenWanted("history", {}))
        await pilot.pause()
        with Project.open(coded, coder="Ani") as project:
            coding.uncode(project, [on_disk(coded)[0].id])
        await pressed(pilot, "escape")
        assert listed(app) == [("T01", "PRV"), ("T01", "KEN"), ("T02", "PRE"), ("T02", "KEN")]
        assert screen_of(app).rows.cursor == 1, "still on the same passage"
