"""The first cases of a study: pasted from a spreadsheet, tied to who speaks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from qcode.domain.sheet import CASE, Subject
from qcode.services import casing
from qcode.store import attributes, cases, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.cases import CasesScreen

MakesApp = Callable[..., QcodeApp]


@asynccontextmanager
async def on_cases(app: QcodeApp) -> AsyncIterator[tuple[Pilot[None], CasesScreen]]:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("comma", "c")
        await pilot.pause()
        assert isinstance(app.screen, CasesScreen)
        yield pilot, app.screen


async def test_a_table_pasted_on_sources_becomes_cases_of_a_kind(study: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        screen.post_message(events.Paste("Name\tRegion\nHotel A\tNorth\nHotel B\tSouth"))
        await pilot.pause()
        await pilot.press(*"hotel", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.sheet.subject) == "hotel", "what was filled is shown"
    with Project.open(study) as project:
        sheet = attributes.sheet(project, Subject(CASE, "hotel"))
        assert [row.name for row in sheet.rows] == ["Hotel A", "Hotel B"]
        assert [column.name for column in sheet.columns] == ["Region"]


async def test_a_speaker_is_found_by_letters_wherever_he_speaks(study: Path, app_on: MakesApp) -> None:
    with Project.open(study, coder="Ani") as project:
        casing.add_case(project, "informant", "INF-01")
    async with on_cases(app_on()) as (pilot, _screen):
        await pilot.press("a", "i", "down", "enter")
        await pilot.pause()
    with Project.open(study) as project:
        belonging = cases.members(project, cases.find(project, "INF-01").id)
        assert [(one.source_name, one.speaker) for one in belonging] == [("T02", "I")]
        assert {one.label: one.case for one in sources.speakers_of(project, sources.find_id(project, "T02"))}["I"]
