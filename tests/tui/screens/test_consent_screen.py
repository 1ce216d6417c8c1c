from __future__ import annotations

from pathlib import Path

import pytest

from qcode.domain.consent import Level
from qcode.domain.span import Span
from qcode.services import casing, coding, consenting
from qcode.store import codes, consents, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.consents import ConsentScreen


@pytest.fixture
def app(study: Path) -> QcodeApp:
    with Project.open(study, coder="Ani") as project:
        for case, source in (("INF-01", "T01"), ("INF-02", "T02")):
            casing.add_case(project, "informant", case)
            casing.assign_case(project, case, source, speaker="I")
            pre = codes.find(project, "PRE").code.id
            coding.apply_code(project, sources.find_id(project, source), Span(45, 70), pre)
        consenting.record_consent_of_passage(project, sources.find_id(project, "T02"), Span(45, 60), "quote")
    return QcodeApp(study, "T01", coder="Ani")


def recorded(app: QcodeApp) -> list[tuple[str, Level, str]]:
    assert app.project
    return [(one.case or one.source, one.level, one.note) for one in consents.all_consents(app.project)]


async def test_levels_and_notes_are_recorded_by_key_and_taken_back(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        app.action_visit("consent")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ConsentScreen)
        await pilot.press("4", "3")
        assert recorded(app) == [("T02", Level.QUOTE, ""), ("INF-01", Level.NEVER, ""), ("INF-02", Level.CHECK, "")]
        await pilot.press("home", "e")
        await pilot.pause()
        await pilot.press(*"by letter", "enter")
        await pilot.pause()
        assert recorded(app)[1] == ("INF-01", Level.NEVER, "by letter")
        await pilot.press("x")
        assert [who for who, _level, _note in recorded(app)] == ["T02", "INF-02"]
        await pilot.press("u", "u", "u")
        assert recorded(app) == [("T02", Level.QUOTE, ""), ("INF-01", Level.NEVER, "")]


async def test_a_passage_with_consent_is_shown_in_its_text(app: QcodeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_visit("consent")
        await pilot.pause()
        await pilot.press("end", "4", "o")
        await pilot.pause()
        assert recorded(app) == [("T02", Level.NEVER, "")]
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.view.selection == Span(45, 60)
