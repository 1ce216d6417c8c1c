from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.sheet import CASE, Subject
from qcode.domain.values import ValueKind
from qcode.services import attributing, casing
from qcode.store import attributes, cases
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.widgets.details import DetailsPane

INFORMANT = Subject(CASE, "informant")


@pytest.fixture
def with_cases(study: Path) -> Path:
    """The study with two informants and a column of numbers."""
    with Project.open(study, coder="Ani") as project:
        attributing.add_column(project, INFORMANT, "Age", ValueKind.NUMBER)
        casing.add_case(project, "informant", "INF-01", {"Age": "40"})
        casing.add_case(project, "informant", "INF-02")
        casing.assign_case(project, "INF-02", "T01")
    return study


async def test_a_selection_becomes_the_evidence_of_a_value(with_cases: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on("Penyidik cuma")
    async with app.run_test() as pilot:
        await pilot.press("s", "A")
        await pilot.pause()
        await pilot.press(*"01", "enter")
        await pilot.pause()
        await pilot.press(*"age", "enter")
        await pilot.pause()
        await pilot.press(*"satu", "enter")  # No number: it is asked again, with what was typed.
        await pilot.pause()
        await pilot.press(*"41", "enter")
        await pilot.pause()
    with Project.open(with_cases) as project:
        case = cases.find(project, "INF-01").id
        age = attributes.find(project, "Age", INFORMANT)
        first, second = attributes.values_of(project, age.id, case, CASE)
    assert (first.value, first.quotation) == ("40", "")
    assert (second.value, second.quotation, second.origin_name) == ("41", "Penyidik cuma satu.", "T01")


async def test_the_case_of_the_source_comes_first_and_a_new_attribute_is_made(
    with_cases: Path, app_on: Callable[..., QcodeApp]
) -> None:
    app = app_on("Penyidik cuma")
    async with app.run_test() as pilot:
        await pilot.press("w", "A")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Office", "enter")
        await pilot.pause()
        await pilot.press("enter")  # The selected word is offered.
        await pilot.pause()
        notes = app.screen.query_one(DetailsPane)
        assert [(note.label, note.text) for note in notes.notes] == [("evidence", "INF-02: Office = Penyidik")]
        await pilot.press("u")
        assert notes.notes == ()
        await pilot.press("U")
    with Project.open(with_cases) as project:
        (found,) = [one for one in cases.all_cases(project) if one.name == "INF-02"]
    assert found.attributes == {"Office": "Penyidik"}


async def test_a_passage_itself_belongs_to_a_case(with_cases: Path, app_on: Callable[..., QcodeApp]) -> None:
    app = app_on("Penyidik cuma")
    async with app.run_test() as pilot:
        await pilot.press("s", "A")
        await pilot.pause()
        await pilot.press(*"INF-01", "enter")
        await pilot.pause()
        await pilot.press(*"belongs", "enter")
        await pilot.pause()
    with Project.open(with_cases) as project:
        (member,) = cases.members(project, cases.find(project, "INF-01").id)
    assert (member.kind, member.quotation) == ("segment", "Penyidik cuma satu.")
