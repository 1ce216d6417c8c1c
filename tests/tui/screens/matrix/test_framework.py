"""The framework: summaries typed into the cells of the matrix, with the quotations beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.errors import QcodeError
from qcode.services import summarising
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog
from qcode.tui.screens.matrix.framework import SummaryDialog
from qcode.tui.widgets.bars import KeyBar

At = Callable[..., Any]
"""Opens the matrix, in a window of some size; gives a hand that presses keys and reads what is shown."""


async def framework(hand: Any) -> None:  # noqa: ANN401 - the hand of conftest, which cannot be imported
    await hand.choose("v", "summaries")
    assert hand.screen.plan.measure == "summary"


def summaries(project: Project) -> dict[tuple[str, str], str]:
    rows = project.database.rows(
        "SELECT k.key, y.name, s.text FROM summary s JOIN code k ON k.id = s.code_id "
        "JOIN study_case y ON y.id = s.case_id"
    )
    return {(code, case): text for code, case, text in rows}


async def test_summaries_are_typed_into_cells_with_the_quotations_beside(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await framework(hand)
        await hand.type("Turun ke sekolah")
        dialog = hand.app.screen
        assert isinstance(dialog, SummaryDialog), "the first letter opens the page and stands on it"
        for _turn in range(200):
            if "sekolah" in str(dialog.query_one("#quotes").render()):
                break
            await hand.pilot.pause(0.005)
        assert "enyuluhan ke sekolah. Mate" in str(dialog.query_one("#quotes").render())
        await hand.press("escape")
        assert summaries(hand.project) == {("PRE", "INF-01"): "Turun ke sekolah"}
        assert hand.shown()["PRE Preemptive"] == ("Turun ke sekolah", "")
        assert hand.said() == "summary kept"
        await hand.press("down", "right", "enter")
        await hand.type("tidak")
        await hand.press("ctrl+s")
        assert summaries(hand.project)["PRV", "INF-02"] == "tidak", "also where nothing is coded"
        await hand.press("ctrl+z")
        assert summaries(hand.project) == {("PRE", "INF-01"): "Turun ke sekolah"}
        assert hand.shown()["PRV Preventive"] == ("", "")


async def test_an_emptied_summary_is_removed_and_a_dropped_one_is_left(at_matrix: At, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        summarising.write_summary(project, summarising.find_cell(project, "PRE", "INF-01"), "ya")
    async with at_matrix() as hand:
        await framework(hand)
        await hand.press("enter")
        await hand.type("x")
        await hand.press("ctrl+x")
        assert summaries(hand.project) == {("PRE", "INF-01"): "ya"}
        await hand.press("enter", "backspace", "backspace", "escape")
        assert summaries(hand.project) == {}
        assert hand.said() == "summary removed"
        acts = [act for (act,) in hand.project.database.rows("SELECT act FROM change ORDER BY id DESC LIMIT 2")]
        assert acts == ["summary", "summary"]


async def test_words_that_could_not_be_kept_stay_on_the_page(at_matrix: At, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = summarising.write_summary
    refused: list[tuple[object, ...]] = []

    def once(*given: object) -> bool:
        if not refused:
            refused.append(given)
            raise QcodeError("the file is being written by another program")
        return keep(*given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(summarising, "write_summary", once)
    async with at_matrix() as hand:
        await framework(hand)
        await hand.type("kata")
        await hand.press("escape")
        assert isinstance(hand.app.screen, SummaryDialog)
        await hand.press("escape")
        assert summaries(hand.project) == {("PRE", "INF-01"): "kata"}


async def test_letters_give_commands_again_on_headings_and_tab_lists_them_everywhere(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await framework(hand)
        await hand.press("tab")
        assert isinstance(hand.app.screen, ChoiceDialog)
        await hand.press("t")
        assert hand.screen.plan.rows == "case"
        await hand.press("left", "t")
        assert hand.screen.plan.rows == "code"
        await hand.choose("c", "coders")
        assert (hand.screen.plan.columns, hand.screen.plan.measure) == ("coder", "count")
        await framework(hand)
        assert (hand.screen.plan.rows, hand.screen.plan.columns) == ("code", "case")


async def test_the_line_of_keys_names_no_letter_that_would_be_written_into_the_cell(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await framework(hand)
        offered = [hint.key for hint in hand.screen.query_one(KeyBar).hints]
        assert "Ctrl+Z" in offered
        assert not [key for key in offered if len(key) == 1 and key.isalnum()]
