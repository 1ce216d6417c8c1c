"""The matrix screen over a small coded study, and a hand that presses its keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qcode.services import casing, coding
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.matrix import MatrixScreen
from qcode.tui.widgets.bars import KeyBar

CODED = (
    ("T01", 51, 77, "PRE"), ("T01", 78, 110, "PRE"), ("T01", 176, 200, "PRV"), ("T01", 270, 290, "KEN"),
    ("T02", 51, 77, "PRE"), ("T01", 20, 40, "KEN"),
)  # fmt: skip
"""The last one is of what the interviewer says."""


@pytest.fixture
def study(study: Path) -> Path:
    """The study with codings, and an informant for each interview."""
    with Project.open(study, coder="Ani") as project:
        coding.apply_codes(project, [coding.CodingRow(*row) for row in CODED])
        for case, source in (("INF-01", "T01"), ("INF-02", "T02")):
            casing.add_case(project, "informant", case)
            casing.assign_case(project, case, source)
    return study


At = Callable[..., "AbstractAsyncContextManager[Hand]"]


class Hand:
    """Presses keys on the matrix and waits until it has counted."""

    def __init__(self, app: QcodeApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> MatrixScreen:
        assert isinstance(self.app.screen, MatrixScreen)
        return self.app.screen

    @property
    def project(self) -> Project:
        assert self.app.project is not None
        return self.app.project

    async def settle(self) -> None:
        await self.pilot.pause()
        for _turn in range(400):
            if not (isinstance(self.app.screen, MatrixScreen) and self.app.screen.is_counting):
                break
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def choose(self, key: str, text: str) -> None:
        """Open a list by a key and choose from it by typing."""
        await self.press(key)
        await self.type(text)
        await self.press("enter")

    def shown(self) -> dict[str, tuple[object, ...]]:
        assert self.screen.counted is not None
        return {str(row[0]): row[1:] for row in self.screen.counted.matrix.report.rows}

    def columns(self) -> list[str]:
        assert self.screen.counted is not None
        return [column.name for column in self.screen.counted.matrix.report.columns[1:]]

    def said(self) -> str:
        return self.screen.query_one(KeyBar).said


@pytest.fixture
def at_matrix(app_on: Callable[..., QcodeApp]) -> At:
    """Opens the matrix as a user does, from the menu of screens."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (100, 30)) -> AsyncIterator[Hand]:
        app = app_on()
        async with app.run_test(size=size) as pilot:
            hand = Hand(app, pilot)
            await hand.settle()
            await hand.press("comma", "x")
            await hand.settle()
            yield hand

    return opened


@pytest.fixture
def hand_on() -> Callable[[QcodeApp, Pilot[None]], Hand]:
    """Makes a hand for an app that a test opens itself."""
    return Hand
