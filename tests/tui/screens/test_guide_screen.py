from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qcode.services import guiding
from qcode.store import guide
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.guide import GuideScreen


@pytest.fixture
def app(study: Path) -> QcodeApp:
    with Project.open(study, coder="Ani") as project:
        guiding.add_question(project, "Apa kegiatan penyuluhannya?", topic="Kegiatan")
        guiding.add_question(project, "Apa kendala penanganannya?")
        guiding.add_question(project, "Bagaimana patroli siber?")
    return QcodeApp(study, "T01", coder="Ani")


async def opened(pilot: Pilot[None]) -> GuideScreen:
    await pilot.pause()
    await pilot.press("comma")
    await pilot.pause()
    await pilot.press("g")
    return await on_guide(pilot)


async def on_guide(pilot: Pilot[None]) -> GuideScreen:
    for _try in range(50):
        await pilot.pause()
        if isinstance(pilot.app.screen, GuideScreen):
            return pilot.app.screen
    raise AssertionError(f"the guide is not there, but {pilot.app.screen}")


def tied(app: QcodeApp) -> list[tuple[str, str]]:
    assert app.project
    keys = {one.id: one.key for one in guide.questions(app.project)} | {"": "–"}
    names = {one: name for name, one in _names(app).items()}
    return [(names[one.source], keys[one.question]) for one in guide.asked(app.project)]


def _names(app: QcodeApp) -> dict[str, str]:
    from qcode.store import sources

    assert app.project
    return sources.names(app.project)


async def test_turns_are_tied_by_key_to_the_question_they_are_likest(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert screen.turns.has_focus
        await pilot.press("space", "enter")
        assert tied(app) == [("T01", "Q1"), ("T01", "Q3")]
        assert "not asked: Q2" in str(screen.turns.border_title)
        await pilot.press("right_square_bracket", "space", "x")
        assert tied(app)[2:] == [("T02", "Q1"), ("T02", "–")]
        assert screen.questions.asked[screen.questions.questions[2].id] == [True, False]
        await pilot.press("backspace", "u", "up", "backspace")
        assert tied(app)[2:] == [("T02", "Q1")]


async def test_all_turns_that_are_alike_are_tied_at_once_and_another_question_chosen(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("A")
        assert tied(app) == [("T01", "Q1"), ("T01", "Q3"), ("T01", "Q2")]
        await pilot.press("home", "c")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await on_guide(pilot)
        assert tied(app)[0] == ("T01", "Q3")


async def test_questions_are_added_changed_moved_and_removed_by_key(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("tab", "n")
        await pilot.pause()
        await pilot.press(*"Saran?", "tab", *"SAR", "enter")
        await on_guide(pilot)
        assert [one.key for one in screen.questions.questions] == ["Q1", "Q2", "Q3", "SAR"]
        await pilot.press("K", "e")
        await pilot.pause()
        await pilot.press("end", "backspace", *" Bapak?", "enter")
        await on_guide(pilot)
        assert [(one.key, one.text) for one in screen.questions.questions][2:] == [
            ("SAR", "Saran Bapak?"), ("Q3", "Bagaimana patroli siber?"),
        ]  # fmt: skip
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("y")
        await on_guide(pilot)
        assert [one.key for one in screen.questions.questions] == ["Q1", "Q2", "Q3"]
        await pilot.press("u")
        assert [one.key for one in screen.questions.questions] == ["Q1", "Q2", "SAR", "Q3"]


async def test_a_guide_is_brought_in_and_its_coverage_written(app: QcodeApp, tmp_path: Path) -> None:
    (tmp_path / "g.txt").write_text("1. Apa saran Bapak?\n2. Apa harapan Bapak?\n", encoding="utf-8")
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("i")
        await pilot.pause()
        await pilot.press(*str(tmp_path / "g.txt"), "enter")
        await on_guide(pilot)
        assert len(screen.questions.questions) == 5
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("ctrl+u", *str(tmp_path / "c.csv"), "enter")
        await on_guide(pilot)
        assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig").count("\n") == 6


async def test_a_turn_is_shown_in_its_text_and_the_list_found_again(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("right_square_bracket", "down")
        turn, stood = screen.turns.turns[1], screen.state()
        await pilot.press("o")
        await pilot.pause()
        coding = app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.view.selection == turn.span
        await pilot.press("grave_accent")
        again = await on_guide(pilot)
        assert again.state() == stood


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_no_line_is_wider_than_the_screen(app: QcodeApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        for rows in (screen.questions, screen.turns):
            assert rows.size.height >= 8
            for index in range(rows.row_count()):
                for parts in rows.draw(index, rows.size.width):
                    assert sum(len(text) for text, _style in parts) <= rows.size.width
