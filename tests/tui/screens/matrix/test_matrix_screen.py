"""The matrix screen by key presses: what it counts, what lies behind it, what is written into it, where it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.services import casing, coding
from qcode.services.tabling import Plan
from qcode.store import codings
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.commands import Command
from qcode.tui.screens.asking import ChoiceDialog
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS, QcodeScreen
from qcode.tui.screens.matrix import MatrixScreen
from qcode.tui.screens.matrix.commands import GROUPS
from qcode.tui.screens.notes import NotesDialog
from qcode.tui.screens.writing import SaveDialog
from qcode.tui.widgets.matrix_foot import MatrixFoot

At = Callable[..., Any]
"""Opens the matrix, in a window of some size; gives a hand that presses keys and reads what is shown."""


async def test_it_opens_from_the_menu_on_codes_by_cases(at_matrix: At) -> None:
    async with at_matrix() as hand:
        assert hand.columns() == ["INF-01", "INF-02", "*"]
        assert hand.shown() == {
            "PRE Preemptive": (2, 1, 3), "PRV Preventive": (1, 0, 1), "KEN Obstacles": (1, 0, 1), "Total": (4, 1, 5),
        }  # fmt: skip
        foot = hand.screen.query_one(MatrixFoot)
        assert (foot.place, foot.value) == ("PRE Preemptive  ×  INF-01", "2  number of passages")
        await hand.press("down", "right")
        assert (foot.place, foot.value) == ("PRV Preventive  ×  INF-02", "-  number of passages")


async def test_arrows_pages_and_ends_go_to_cells_headings_and_totals(at_matrix: At) -> None:
    async with at_matrix() as hand:
        table = hand.screen.table
        await hand.press("up", "left")
        assert table.cursor == (-1, -1)
        await hand.press("up", "left")
        assert table.cursor == (-1, -1), "there is nothing beyond the headings"
        await hand.press("end", "ctrl+end")
        assert table.cursor == (3, 2)
        await hand.press("home", "G", "pageup")
        assert table.cursor == (0, 0)
        await hand.press("l", "j", "pagedown", "right_square_bracket")
        assert table.cursor == (3, 2)
        await hand.press("h", "k")
        assert table.cursor == (2, 1)


async def test_axes_cell_and_order_are_chosen_by_key(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.choose("c", "sources")
        assert hand.screen.plan.columns == "source"
        assert hand.columns() == ["T01", "T02", "*"]
        await hand.choose("r", "coders")
        assert hand.shown()["Ani"] == (4, 1, 5)
        await hand.press("t")
        assert (hand.screen.plan.rows, hand.screen.plan.columns) == ("source", "coder")
        await hand.choose("r", "codes")
        await hand.choose("v", "number of cases")
        assert hand.shown()["PRE Preemptive"] == (2, 2)
        await hand.press("o")
        assert hand.screen.plan.sort == "rows"


async def test_empty_rows_are_shown_when_asked_and_transposing_keeps_the_cell(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.press("z")
        assert hand.shown()["REP Repressive"] == (0, 0, 0)
        await hand.press("end", "left", "down", "t")
        assert hand.screen.table.cursor == (1, 1)
        assert hand.screen.names_here() == ("INF-02", "PRV")
        await hand.press("z")
        assert hand.columns() == ["PRE", "PRV", "KEN", "*"]


async def test_codes_are_folded_level_by_level(at_matrix: At, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        from qcode.services import defining

        defining.add_code_at_path(project, "Preemptive/Education")
        coding.apply_codes(project, [coding.CodingRow("T02", 100, 110, "Education")])
    async with at_matrix() as hand:
        assert hand.shown()["Education"] == (0, 1, 1)
        await hand.press("minus")
        assert "Education" not in hand.shown()
        assert hand.shown()["PRE Preemptive"] == (2, 2, 4)
        await hand.press("minus")
        assert hand.said() == "only the top level is shown"
        await hand.press("plus", "plus")
        assert "Education" in hand.shown()
        assert hand.said() == "all levels are shown"


async def test_others_stand_within_the_rows_and_are_taken_away_again(at_matrix: At, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        for case, day in (("INF-01", "2025-06-10"), ("INF-02", "2024-12-31")):
            casing.set_attributes(project, case, {"Tanggal": day})
    async with at_matrix() as hand:
        await hand.choose("c", "years of Tanggal")
        assert hand.columns() == ["2024", "2025", "*"]
        await hand.choose("C", "cases within")
        assert hand.screen.plan.columns == "period:Tanggal/year>case"
        assert hand.columns() == ["2024", "2024>INF-02", "2025", "2025>INF-01", "*"]
        assert hand.shown()["PRE Preemptive"] == (1, 1, 2, 2, 3)
        await hand.choose("R", "within")
        assert hand.screen.plan.rows == "code>source"
        assert [str(row[0]) for row in hand.screen.counted.matrix.report.rows][:3] == ["PRE Preemptive", "T01", "T02"]
        await hand.press("minus")
        assert hand.shown() == {
            "PRE Preemptive": (1, 2, 3), "PRV Preventive": (0, 1, 1), "KEN Obstacles": (0, 1, 1), "Total": (1, 4, 5),
        }  # fmt: skip
        await hand.choose("R", "nothing within")
        await hand.choose("C", "nothing within")
        assert (hand.screen.plan.rows, hand.screen.plan.columns) == ("code", "period:Tanggal/year")


async def test_filters_are_those_of_every_screen(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.press("f", "s")
        await hand.type("T02")
        await hand.press("enter")
        assert hand.shown() == {"PRE Preemptive": (1, 1), "Total": (1, 1)}
        await hand.press("f", "x")
        assert len(hand.shown()) == 4
        await hand.press("f", "n")
        assert hand.screen.plan.selection == Selection(all_speakers=True)
        assert hand.shown()["KEN Obstacles"] == (2, 0, 2)


@pytest.mark.parametrize(
    ("keys", "passages"),
    [((), 2), (("left",), 3), (("up",), 4), (("up", "left"), 5), (("end",), 3), (("ctrl+end", "end"), 5)],
    ids=["cell", "row", "column", "corner", "total of a row", "total of all"],
)
async def test_enter_asks_for_the_quotations_behind(
    keys: tuple[str, ...], passages: int, at_matrix: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[QcodeScreen.ScreenWanted] = []
    monkeypatch.setattr(QcodeApp, "on_qcode_screen_screen_wanted", lambda _app, message: wanted.append(message))
    async with at_matrix() as hand:
        await hand.press(*keys, "enter")
        (message,) = wanted
        assert message.name == "retrieval"
        selection = message.given["selection"]
        assert isinstance(selection, Selection)
        listed = codings.select(hand.project, selection)
        assert len({one.segment for one in listed}) == passages
        assert {one.role for one in listed} == {"participant"}, "what was not counted is not listed"


async def test_an_empty_cell_has_nothing_behind_it_and_says_so(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.press("down", "right", "enter")
        assert hand.said() == "nothing is coded here"
        assert isinstance(hand.app.screen, MatrixScreen)


async def test_the_table_is_written_to_a_file_of_the_kind_its_suffix_says(at_matrix: At, tmp_path: Path) -> None:
    path = tmp_path / "out" / "table.json"
    async with at_matrix() as hand:
        await hand.press("o", "w")
        line = hand.app.screen
        assert isinstance(line, SaveDialog)
        line.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await hand.press("enter")
        for _turn in range(400):
            if path.exists():
                break
            await hand.pilot.pause(0.005)
        data = json.loads(path.read_text(encoding="utf-8"))
        assert [row[0] for row in data["rows"]] == ["PRE", "PRV", "KEN", "*"]
        await hand.press("w")
        hand.app.screen.query_one("Input").value = str(path)
        await hand.press("enter")
        assert isinstance(hand.app.screen, ChoiceDialog), "what is there already is replaced only when asked"
        await hand.press("n")
        assert json.loads(path.read_text(encoding="utf-8")) == data
        await hand.press("w")
        hand.app.screen.query_one("Input").value = str(tmp_path / "out" / "bare")  # type: ignore[attr-defined]
        await hand.press("enter")
        for _turn in range(400):
            if (tmp_path / "out" / "bare.docx").exists():
                break
            await hand.pilot.pause(0.005)
        assert (tmp_path / "out" / "bare.docx").exists(), "a name without a suffix gets that of the proposed one"


async def test_a_table_of_a_thesis_is_written_by_its_name(at_matrix: At, tmp_path: Path) -> None:
    path = tmp_path / "frekuensi.json"
    async with at_matrix() as hand:
        await hand.press("T", *"frequency", "enter")
        line = hand.app.screen
        assert isinstance(line, SaveDialog)
        assert line.query_one("Input").value == "frequency.docx"  # type: ignore[attr-defined]
        line.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await hand.press("enter")
        for _turn in range(400):
            if path.exists():
                break
            await hand.pilot.pause(0.005)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["title"] == "Code frequency"
    assert [row[0] for row in written["rows"]] == ["PRE", "PRV", "KEN", "*"]


async def test_the_study_is_written_as_one_page_of_what_the_matrix_counts(at_matrix: At, tmp_path: Path) -> None:
    async with at_matrix() as hand:
        await hand.press("W", "h")
        assert hand.app.screen.query_one("Input").value == "study.html"
        hand.app.screen.query_one("Input").value = str(tmp_path / "page")
        await hand.press("enter")
        path = tmp_path / "page.html"
        for _turn in range(400):
            if path.exists():
                break
            await hand.pilot.pause(0.005)
        assert '<section id="transcripts"' in path.read_text(encoding="utf-8")


async def test_the_table_is_copied_with_tabs(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.press("y")
        lines = hand.app.clipboard.split("\n")
        assert lines[0].split("\t")[1:] == ["INF-01", "INF-02", "Total"]
        assert lines[2] == "PRV Preventive\t1\t0\t1"
        assert hand.said() == "copied: 3 rows, 2 columns"


async def test_shading_and_notes(at_matrix: At) -> None:
    async with at_matrix() as hand:
        shades = hand.screen.table.shades()
        assert len({style.bgcolor for style in shades}) == 6, "every step has its own ground"
        await hand.press("s", "s", "s")
        assert (hand.screen.within, hand.said()) == ("off", "Not shaded")
        await hand.press("i")
        assert isinstance(hand.app.screen, NotesDialog)
        await hand.press("escape")
        assert isinstance(hand.app.screen, MatrixScreen)


async def test_it_comes_back_as_it_was_left(at_matrix: At) -> None:
    async with at_matrix() as hand:
        await hand.press("t", "s", "down", "right", "escape")
        assert not isinstance(hand.app.screen, MatrixScreen)
        await hand.press("grave_accent")
        assert hand.screen.plan == Plan("case", "code")
        assert (hand.screen.within, hand.screen.table.cursor) == ("row", (1, 1))


async def test_what_another_program_changed_is_counted_when_the_screen_is_seen_again(
    at_matrix: At, study: Path
) -> None:
    async with at_matrix() as hand:
        await hand.press("i")
        with Project.open(study, coder="Budi") as other:
            coding.apply_codes(other, [coding.CodingRow("T02", 100, 110, "REP")])
        await hand.press("escape")
        assert hand.shown()["REP Repressive"] == (0, 1, 1)


async def test_a_click_goes_to_a_cell_and_a_second_one_opens_it(at_matrix: At) -> None:
    async with at_matrix() as hand:
        table = hand.screen.table
        layout = table._layout
        assert layout is not None
        x = layout.label_width + layout.column_width + 1
        await hand.pilot.click(table, offset=(x, layout.head_height + 1))
        await hand.settle()
        assert table.cursor == (1, 1)
        await hand.pilot.click(table, offset=(x, layout.head_height + 1))
        await hand.settle()
        assert hand.said() == "nothing is coded here"
        await hand.pilot.click(table, offset=(2, layout.head_height))
        await hand.settle()
        assert table.cursor == (0, -1)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_headings_stay_while_a_large_matrix_is_scrolled(
    size: tuple[int, int], at_matrix: At, study: Path
) -> None:
    with Project.open(study, coder="Ani") as project:
        from qcode.services import defining

        with project.change("codes add"):
            for number in range(120):
                defining.add_code(project, f"Kode nomor {number:03}", key=f"K{number:03}")
        with project.change("cases add"):
            for number in range(60):
                casing.add_case(project, "informant", f"INF-{number + 10}")
    async with at_matrix(size) as hand:
        await hand.press("z")
        table = hand.screen.table
        layout = table._layout
        assert layout is not None
        assert table.body == (124, 62)

        def line(y: int) -> str:
            return "".join(segment.text for segment in table.render_line(y))

        await hand.press("ctrl+end", "end", "left")
        assert line(layout.head_height - 1).startswith(" Codes")
        assert "INF-69" in line(layout.head_height - 1)
        assert line(table.size.height - 2).startswith("  Total")
        await hand.press("home", "ctrl+home")
        assert "INF-01" in line(layout.head_height - 1)
        assert "PRE Preemptive" in line(layout.head_height)
        before = table.lines_drawn
        await hand.press("down")
        assert table.lines_drawn - before <= layout.head_height + 2, "a step draws two rows and the headings"


@pytest.mark.parametrize("command", [c for group in GROUPS for c in group.commands], ids=lambda command: command.action)
def test_every_command_has_a_label_and_a_help(command: Command) -> None:
    assert 0 < len(command.label) <= 22
    assert command.help.endswith(".")


def test_no_key_means_two_things() -> None:
    rows = [*(c for group in GROUPS for c in group.commands), *APP_COMMANDS, *HELP_COMMANDS]
    keys = [key for command in rows for key in command.keys]
    assert [key for key in keys if keys.count(key) > 1] == []


@pytest.mark.parametrize("measure", ["count", "summary", "quotes:3", "presence", "percent:text", "memo"])
async def test_every_command_can_be_done_from_the_list_whatever_the_cells_hold(measure: str, at_matrix: At) -> None:
    async with at_matrix((80, 24)) as hand:
        screen = hand.screen
        screen.read(Plan("code", "case", measure))
        await hand.settle()
        for command in (c for group in GROUPS for c in group.commands):
            if command.action == "back":
                continue
            await screen.do_command(command.action)
            await hand.settle()
            for _press in range(4):
                if hand.app.screen is screen:
                    break
                await hand.press("escape")
            assert hand.app.screen is screen, command.action


async def test_without_anything_coded_it_says_so_and_nothing_breaks(
    app_on: Callable[..., QcodeApp], hand_on: Callable[..., Any]
) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = hand_on(app, pilot)
        assert app.project is not None
        coding.uncode(app.project, [one.id for one in codings.select(app.project, Selection())])
        await hand.press("comma", "x")
        await hand.settle()
        assert hand.screen.counted is not None
        assert "Nothing is coded in this selection." in hand.screen.counted.matrix.report.notes
        await hand.press("down", "end", "t", "s", "minus", "enter", "y")
        await hand.choose("c", "coders")
        await hand.choose("v", "summaries")
        assert (hand.screen.plan.rows, hand.screen.plan.columns) == ("case", "code")
