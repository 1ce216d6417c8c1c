"""The table of questions in the docs: the keys of its screen column lead to what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from qcode.services import demonstrating
from qcode.tui.app import QcodeApp
from qcode.tui.screens import directory
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.statistics import StatisticsScreen
from qcode.tui.widgets.bars import KeyBar
from tests.tui.screens.workbench import press, settle

PAGE = Path(__file__).parents[3] / "docs" / "questions.md"
ROWS = [line.strip("|\n").split(" | ") for line in PAGE.read_text("utf-8").split("\n") if "| `qcode " in line]
PARTS = 4
"""Tests that share the places, so that none takes long."""
NAMED = {"]": "right_square_bracket"}
PLACES = sorted({row[2].strip() for row in ROWS} - {"–"})


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.mark.parametrize("part", range(PARTS))
async def test_the_keys_lead_to_the_screen_and_to_what_is_asked_there(demo: Path, part: int) -> None:
    app = QcodeApp(demo, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for place in PLACES[part::PARTS]:
            name, *keys = re.fullmatch(r"([A-Z][a-z ]+) (`.+`)", place).groups()  # type: ignore[union-attr]  # else it fails
            letter, *others = re.findall(r"`(.)`", keys[0])
            await press(pilot, "comma")
            await press(pilot, letter)
            screen = app.screen
            assert isinstance(screen, WorkScreen), place
            assert directory.BY_NAME[screen.NAME].label == name, place
            for key in others:
                before = screen.state()
                await press(pilot, NAMED.get(key, key))
                for _turn in range(500):
                    await settle(pilot)
                    if not (isinstance(screen, StatisticsScreen) and screen.is_counting):
                        break
                is_answered = isinstance(app.screen, ModalScreen) or screen.state() != before
                is_answered |= any(bar.said for bar in screen.query(KeyBar))
                assert is_answered or (screen.NAME, key) == ("statistics", "1"), place
            while isinstance(app.screen, ModalScreen) or isinstance(app.focused, Input):
                await press(pilot, "escape")
