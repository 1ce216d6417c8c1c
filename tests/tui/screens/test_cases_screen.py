from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from qcode.domain.sheet import CASE, SOURCES, Subject
from qcode.domain.span import Span
from qcode.domain.values import ValueKind
from qcode.services import attributing, casing
from qcode.store import attributes, cases, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS
from qcode.tui.screens.cases import CasesScreen, commands
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.tabs import TabLine

MakesApp = Callable[..., QcodeApp]
INFORMANT = Subject(CASE, "informant")
Values = dict[str, dict[str, tuple[str, ...]]]


@pytest.fixture
def filled(study: Path, talk: str) -> Path:
    """The study with three informants and columns of every kind."""
    with Project.open(study, coder="Ani") as project:
        for name, kind in (("Age", ValueKind.NUMBER), ("Since", ValueKind.DATE), ("Trained", ValueKind.YES_NO)):
            attributing.add_column(project, INFORMANT, name, kind)
        attributing.add_column(project, INFORMANT, "Role", ValueKind.CATEGORY, ["police", "manager"])
        for name in ("INF-01", "INF-02", "INF-03"):
            casing.add_case(project, "informant", name)
        casing.set_attributes(project, "INF-02", {"Age": "40"})
        casing.set_attributes(project, "INF-03", {"Age": "9"})
        casing.assign_case(project, "INF-01", "T01", speaker="I")
        start = talk.index("Penyidik cuma")
        row = cases.find(project, "INF-01").id
        w1 = sources.find_id(project, "T01")
        attributing.add_evidence(project, INFORMANT, row, "Age", "16", w1, Span(start, start + 8))
        attributing.add_evidence(project, INFORMANT, row, "Age", "17", sources.find_id(project, "T02"))
    return study


@asynccontextmanager
async def on_cases(app: QcodeApp, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[Pilot[None], CasesScreen]]:
    async with app.run_test(size=size) as pilot:
        await pilot.press("comma", "c")
        await pilot.pause()
        assert isinstance(app.screen, CasesScreen)
        yield pilot, app.screen


def values(path: Path, subject: Subject = INFORMANT) -> Values:
    with Project.open(path) as project:
        sheet = attributes.sheet(project, subject)
    names = {one.id: one.name for one in sheet.columns}
    return {row.name: {names[id]: its for id, its in row.values.items()} for row in sheet.rows}


def columns(path: Path, subject: Subject = INFORMANT) -> list[tuple[str, str]]:
    with Project.open(path) as project:
        return [(one.name, str(one.kind)) for one in attributes.sheet(project, subject).columns]


async def test_cells_are_typed_into_and_each_is_on_disk_at_once(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("down", "right", "enter", *"41,5", "down")
        assert values(filled)["INF-02"]["Age"] == ("41.5",)
        await pilot.press(*"10", "tab", *"1 Juni 2025", "enter")
        found = values(filled)["INF-03"]
        assert (found["Age"], found["Since"]) == (("10",), ("2025-06-01",))
        assert screen.focused is screen.view


async def test_a_wrong_value_is_said_and_stays_in_the_line(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("down", "right", "enter", *"empat", "enter")
        assert screen.line.value == "empat"
        assert screen.focused is screen.line
        assert "is not a number" in str(screen.query_one("#entry-note").render())
        assert values(filled)["INF-02"]["Age"] == ("40",)
        await pilot.press("escape")
        assert values(filled)["INF-02"]["Age"] == ("40",)


async def test_space_goes_through_yes_and_no_and_chooses_categories(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, _screen):
        await pilot.press("down", "right", "right", "right", "space")
        assert values(filled)["INF-02"]["Trained"] == ("yes",)
        await pilot.press("space")
        assert values(filled)["INF-02"]["Trained"] == ("no",)
        await pilot.press("space")
        assert "Trained" not in values(filled)["INF-02"]
        await pilot.press("right", "space")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert values(filled)["INF-02"]["Role"] == ("manager",)
        await pilot.press("u")
        assert "Role" not in values(filled)["INF-02"]
        await pilot.press("enter", *"clergy", "enter")
    with Project.open(filled) as project:
        assert attributes.find(project, "Role", INFORMANT).options == ("police", "manager", "clergy")


async def test_values_that_differ_are_shown_and_their_evidence_is_gone_to(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("D")
        assert screen.row is not None
        assert screen.column is not None
        assert screen.view.text(screen.row, screen.column) == "16 ≠ 17"
        assert [(one.head, one.words) for one in screen.details.lines] == [("16", "Penyidik"), ("17", "")]
        await pilot.press("v", "enter")
        await pilot.pause()
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.view.selection is not None
        assert coding.view.selection.of(coding.desk.text) == "Penyidik"
        await pilot.press("grave_accent")
        await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, CasesScreen)
        assert again.column is not None
        assert again.column.name == "Age"
        await pilot.press("v", "x")
        assert values(filled)["INF-01"]["Age"] == ("17",)


async def test_one_of_several_values_is_changed(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, _screen):
        await pilot.press("right", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"18", "enter")
        assert values(filled)["INF-01"]["Age"] == ("16", "18")


async def test_cases_are_made_renamed_merged_and_removed(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"INF-04", "enter")
        await pilot.pause()
        assert screen.row is not None
        assert screen.row.name == "INF-04"
        await pilot.press("r", *"INF-09", "enter")
        assert list(values(filled)) == ["INF-01", "INF-02", "INF-03", "INF-09"]
        await pilot.press("G", "M")
        await pilot.pause()
        await pilot.press(*"02", "enter")
        await pilot.pause()
        assert list(values(filled)) == ["INF-01", "INF-02", "INF-03"]
        await pilot.press("X")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert list(values(filled)) == ["INF-01", "INF-03"]
        await pilot.press("u")
        assert list(values(filled)) == ["INF-01", "INF-02", "INF-03"]


async def test_a_source_is_assigned_by_key_and_taken_away(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        assert [one.where for one in screen.details.lines] == ["T01: I"]
        await pilot.press("down", "a")
        await pilot.pause()
        await pilot.press(*"T02", "enter")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        with Project.open(filled) as project:
            (member,) = cases.members(project, cases.find(project, "INF-02").id)
        assert (member.source_name, member.speaker) == ("T02", "I")
        await pilot.press("v", "x")
        with Project.open(filled) as project:
            assert cases.members(project, cases.find(project, "INF-02").id) == []


async def test_columns_are_made_retyped_moved_and_removed(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("N")
        await pilot.pause()
        await pilot.press(*"Office", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert screen.column is not None
        assert screen.column.name == "Office"
        await pilot.press("less_than_sign")
        assert [name for name, _kind in columns(filled)] == ["Age", "Since", "Trained", "Office", "Role"]
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert ("Office", "date") in columns(filled)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"Unit", "enter")
        await pilot.pause()
        assert ("Unit", "date") in columns(filled)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert [name for name, _kind in columns(filled)] == ["Age", "Since", "Trained", "Role"]


async def test_rows_are_sorted_and_filtered(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("right", "s")
        assert [row.name for row in screen.view.rows] == ["INF-03", "INF-01", "INF-02"]
        await pilot.press("s")
        assert [row.name for row in screen.view.rows] == ["INF-02", "INF-01", "INF-03"]
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press(*"age=17", "enter")
        await pilot.pause()
        assert [row.name for row in screen.view.rows] == ["INF-01"]
        await pilot.press("escape")
        assert len(screen.view.rows) == 3


async def test_pasted_cells_are_shown_first_and_are_one_act(filled: Path, app_on: MakesApp) -> None:
    before = values(filled)
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("down", "right")
        screen.post_message(events.Paste("50\t2 Mei 2024\r51\t3 Mei 2024"))
        await pilot.pause()
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "PlanDialog"
        assert values(filled) == before
        await pilot.press("enter")
        await pilot.pause()
        after = values(filled)
        assert after["INF-02"] == {"Age": ("50",), "Since": ("2024-05-02",)}
        assert after["INF-03"] == {"Age": ("51",), "Since": ("2024-05-03",)}
        await pilot.press("u")
    assert values(filled) == before


async def test_marked_cells_go_to_the_clipboard_and_are_emptied(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, _screen):
        await pilot.press("down", "shift+down", "shift+right", "y")
        assert pilot.app.clipboard == "INF-02\t40\nINF-03\t9\n"
        await pilot.press("x")
        assert values(filled)["INF-02"] == {}
        await pilot.press("u")
        assert values(filled)["INF-03"] == {"Age": ("9",)}


async def test_a_table_comes_in_from_a_file_and_goes_out(filled: Path, app_on: MakesApp, tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    table.write_text("name,Age,Unit\nINF-03,30,PPA\nINF-07,31,Siber\n", encoding="utf-8")
    async with on_cases(app_on()) as (pilot, screen):
        screen.post_message(events.Paste(str(table)))
        await pilot.pause()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert values(filled)["INF-07"] == {"Age": ("31",), "Unit": ("Siber",)}
        await pilot.press("E")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(out)
        await pilot.press("enter")
        await pilot.pause()
    assert out.is_file()


async def test_sources_are_a_sheet_of_their_own(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("right_square_bracket")
        assert screen.sheet.subject == SOURCES
        await pilot.press("N")
        await pilot.pause()
        await pilot.press(*"Length", "enter")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("enter", *"49", "enter")
        assert values(filled, SOURCES)["T01"] == {"Length": ("49",)}
        await pilot.press("home", "up", "enter", *"Interview 1", "enter")
        assert "Interview 1" in values(filled, SOURCES)


@pytest.mark.parametrize(("language", "kind"), [("en", "informant"), ("id", "Informan")])
async def test_a_study_without_cases_begins_with_a_kind(
    study: Path, app_on: MakesApp, monkeypatch: pytest.MonkeyPatch, language: str, kind: str
) -> None:
    monkeypatch.setenv("QCODE_LANG", language)
    async with on_cases(app_on()) as (pilot, screen):
        assert screen.sheet.subject == SOURCES
        await pilot.press("t")
        await pilot.pause()
        await pilot.press(*kind, "enter")
        await pilot.pause()
        await pilot.press(*"INF-01", "enter")
        await pilot.pause()
        assert screen.sheet.subject == INFORMANT
        tabs = "".join(segment.text for segment in screen.query_one(TabLine).render_line(0))
        assert f" {kind.lower()} " in tabs
    assert list(values(study)) == ["INF-01"]


async def test_what_was_done_is_undone_and_done_again(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, _screen):
        await pilot.press("down", "right", "x")
        assert values(filled)["INF-02"] == {}
        await pilot.press("u")
        assert values(filled)["INF-02"] == {"Age": ("40",)}
        await pilot.press("U")
        assert values(filled)["INF-02"] == {}


async def test_the_mouse_chooses_opens_and_sorts(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.click("SheetView", offset=(10, 2))
        assert (screen.view.row, screen.view.column) == (1, 0)
        await pilot.click("SheetView", offset=(10, 2))
        await pilot.pause()
        assert screen.focused is screen.line
        await pilot.press("escape")
        await pilot.click("SheetView", offset=(10, 0))
        await pilot.pause()
        assert [row.name for row in screen.view.rows] == ["INF-03", "INF-01", "INF-02"]
        await pilot.click("TabLine", offset=(14, 0))
        await pilot.pause()
        assert screen.sheet.subject == SOURCES


async def test_wide_sheets_scroll_with_the_names_in_place(study: Path, app_on: MakesApp) -> None:
    with Project.open(study, coder="Ani") as project:
        for number in range(30):
            attributing.add_column(project, INFORMANT, f"Column {number:02}")
        casing.add_case(project, "informant", "INF-01")
    async with on_cases(app_on(), (80, 24)) as (pilot, screen):
        await pilot.press("end")
        line = screen.view.render_line(0).text
        assert line.startswith("name")
        assert "Column 29" in line
        assert "Column 00" not in line
        assert screen.view.render_line(1).text.startswith("INF-01")


async def test_the_line_is_kept_or_left_by_its_hints(filled: Path, app_on: MakesApp) -> None:
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("down", "right", "enter", *"44")
        assert [hint.key for hint in screen.query_one(KeyBar).hints] == ["Enter", "↓ Tab", "Esc"]
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert values(filled)["INF-02"]["Age"] == ("44",)
        assert screen.focused is screen.view


async def test_a_source_belongs_to_cases_of_several_kinds(filled: Path, app_on: MakesApp) -> None:
    with Project.open(filled, coder="Ani") as project:
        casing.add_case(project, "police case", "LP 1")
    async with on_cases(app_on()) as (pilot, screen):
        await pilot.press("left_square_bracket")
        assert [one.head for one in screen.details.lines] == ["INF-01"]
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"LP", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert [one.head for one in screen.details.lines] == ["INF-01", "LP 1"]
        await pilot.press("v", "down", "x")
        assert [one.head for one in screen.details.lines] == ["INF-01"]


ROWS = [command for group in (*commands.GROUPS, commands.READING) for command in group.commands]


@pytest.mark.parametrize("command", ROWS, ids=lambda command: command.action)
def test_every_command_has_a_short_label_and_a_help(command: Command) -> None:
    assert 0 < len(command.label) <= 22
    assert command.help.endswith(".")


def test_no_key_means_two_things() -> None:
    keys = [key for command in (*ROWS, *APP_COMMANDS, *HELP_COMMANDS) for key in command.keys]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("is_empty", [False, True])
async def test_every_command_can_be_done_on_a_name_on_a_cell_and_in_an_empty_project(
    filled: Path, app_on: MakesApp, is_empty: bool, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCODE_LANG", language)
    if is_empty:
        filled.unlink()
        Project.create(filled, coder="Ani").close()
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        for command in ROWS:
            for column in ("home",) if is_empty else ("home", "end"):
                if not isinstance(app.screen, CasesScreen):
                    app.action_visit("cases")
                    await pilot.pause()
                screen = app.screen
                assert isinstance(screen, CasesScreen)
                screen.to_sheet(0)
                await pilot.press(column)
                screen.run_worker(screen.do_command(command.action))
                for _press in range(6):
                    await pilot.pause()
                    if isinstance(app.screen, CodingScreen) or app.screen.focused is screen.view:
                        break
                    await pilot.press("escape")
                assert isinstance(app.screen, CasesScreen | CodingScreen), command.action
