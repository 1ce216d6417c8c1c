from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual.widgets import Input

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.services import codebooks, defining, noting
from qcode.store import codes
from qcode.store.project import Project
from qcode.tui.commands import Command
from qcode.tui.screens.base import APP_COMMANDS, HELP_COMMANDS
from qcode.tui.screens.codebook import CodebookScreen, commands
from qcode.tui.screens.codebook.shelf import Shelf
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.book_tree import BookTree
from qcode.tui.widgets.code_tree import TREE_COMMANDS
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.rows import ROW_COMMANDS, Parts
from tests.tui.screens.codebook_hand import (
    FIRST,
    SECOND,
    MakesApp,
    apply,
    opened,
    paths,
    pressed,
    read,
    typed,
    words_of,
)


async def test_the_tree_shows_every_codebook_and_the_page_all_a_code_says(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    with Project.open(study, coder="Ani") as project:
        codebooks.add_codebook(project, "Second", language="en")
        defining.add_code(project, "Elsewhere", key="ELS", codebook="Second")
        code = codes.find(project, "PRV").code.id
        basis = (LegalBasis("UU 12/2022", "14(2)", "2022-05-09", "", "as cited"),)
        said = {
            "translations": {"id": {"name": "Preventif", "definition": "Sebelum kesempatan."}},
            "legal_basis": basis,
        }
        defining.edit_code(project, code, {**said, "include": "patrols", "example": "Kami patroli."})
        noting.write_memo(project, "code", code, "compare with PRE")
    apply(study, talk, FIRST, "PRV")
    apply(study, talk, SECOND, "PRV", coder="Budi")
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "PRV")
        screen.shelf.resting_on(code)
        screen.show_card()
        shown = words_of(screen)
        for words in (
            "PRV", "Preventive", "Measures that are preventive.", "patrols", "Kami patroli.", "UU 12/2022 14(2)",
            "in force 2022-05-09 – …", "as cited", "Indonesian", "Preventif", "Sebelum kesempatan.",
            "codings: 2, texts: 1, coders: 2", "compare with PRE", "#e69f00",
        ):  # fmt: skip
            assert words in shown
        await pressed(pilot, "end")
        assert "ELS" in words_of(screen)
        await pressed(pilot, "up")
        assert screen.heading is not None
        assert "Second" in words_of(screen)


async def test_the_count_of_coders_and_the_notes_come_when_the_cursor_rests(
    app_on: MakesApp, study: Path, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not much shorter: Textual drops a timer whose time is over before it first looks at the clock.
    monkeypatch.setattr("qcode.tui.screens.codebook.screen.READ_AFTER", 0.015)
    apply(study, talk, FIRST, "PRE", coder="Budi")
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "PRE")
        for _turn in range(200):
            if "coders: 1" in words_of(screen):
                break
            await pilot.pause(0.005)
        assert "codings: 1, texts: 1, coders: 1" in words_of(screen)


async def test_codebooks_are_made_renamed_and_removed_by_key(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "B")
        await typed(pilot, "Second")
        await pressed(pilot, "enter")
        assert screen.heading is not None
        assert screen.heading.name == "Second"
        await pressed(pilot, "r")
        await typed(pilot, "Next")
        await pressed(pilot, "enter", "e", "tab")
        await typed(pilot, "id")
        await pressed(pilot, "ctrl+s")
        with read(study) as project:
            assert [(book.name, book.language) for book in codes.codebooks(project)][1] == ("Next", "id")
        await pressed(pilot, "x", "enter")
        with read(study) as project:
            assert len(codes.codebooks(project)) == 1
        await pressed(pilot, "u", "u", "u", "u")
        await pressed(pilot, "home", "x")
        assert app.screen is screen, "a codebook with codes is not removed"
        with read(study) as project:
            assert len(codes.codebooks(project)) == 1
            assert codes.all_codes(project)


async def test_a_codebook_goes_out_to_a_file_and_comes_in_again(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pressed(pilot, "E")
        await typed(pilot, "out.yaml")
        await pressed(pilot, "enter")
        written = study.parent / "out.yaml"
        assert "Preventive" in written.read_text(encoding="utf-8")
        written.write_text(written.read_text(encoding="utf-8").replace("Preventive", "Prevention"), encoding="utf-8")
        await pressed(pilot, "I", "f")
        await typed(pilot, "out.yaml")
        await pressed(pilot, "enter", "c")
        assert "Prevention" in paths(study)
        await pressed(pilot, "u")
        assert "Prevention" not in paths(study)
        await pressed(pilot, "I", "down", "enter", "enter")
        with read(study) as project:
            assert len(codes.codebooks(project)) == 2


async def test_passages_lead_to_the_text_and_back_to_the_same_code(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, SECOND, "KEN")
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "KEN")
        await pressed(pilot, "l", "enter")
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.place[1] == talk.index(SECOND)
        await pressed(pilot, "grave_accent")
        assert isinstance(app.screen, CodebookScreen)
        assert app.screen.row is not None
        assert app.screen.row.code.key == "KEN"


async def test_a_code_with_others_under_it_counts_them_too(app_on: MakesApp, study: Path, talk: str) -> None:
    with Project.open(study, coder="Ani") as project:
        defining.move_code(project, codes.find(project, "PRV").code.id, codes.find(project, "PRE").code.id)
    apply(study, talk, FIRST, "PRE")
    apply(study, talk, SECOND, "PRV", coder="Budi")
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "PRE")
        assert screen.row is not None
        screen.shelf.resting_on(screen.row.code.id)
        screen.show_card()
        assert "codings: 1, texts: 1, coders: 1" in words_of(screen)
        assert "with what is under it: codes: 2, codings: 2, texts: 1, coders: 2" in words_of(screen)


async def test_a_code_is_found_by_letters_even_where_its_tree_is_folded(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "z")
        assert screen.tree_view.row_count() == 1
        await pressed(pilot, "slash")
        await typed(pilot, "repr")
        await pressed(pilot, "enter")
        assert screen.row is not None
        assert screen.row.code.key == "REP"


async def test_tab_goes_to_the_page_and_esc_back_to_the_tree_and_out(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "tab")
        assert isinstance(screen.focused, ReadingPane)
        await pressed(pilot, "down", "pagedown", "end", "home", "escape")
        assert screen.tree_view.has_focus
        await pressed(pilot, "escape")
        assert isinstance(app.screen, CodingScreen)


async def test_the_mouse_chooses_a_code_and_presses_a_hint(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await opened(pilot)
        await pilot.click("BookTree", offset=(10, 3))
        await pilot.pause()
        assert screen.row is not None
        assert screen.row.code.key == "PRV"
        bar = screen.query_one(KeyBar)
        await pilot.click(bar, offset=(bar.render_line(0).text.index(" e "), 0))
        await pilot.pause()
        assert app.screen.query_one("#name", Input).value == "Preventive"


async def test_an_act_on_a_heading_says_that_a_code_is_wanted(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "home", "s")
        assert app.screen is screen
        assert screen.query_one(KeyBar).said


def test_no_key_of_the_screen_means_two_things() -> None:
    rows = [*commands.CODES, *commands.BOOKS, *commands.MOVES, *TREE_COMMANDS, *ROW_COMMANDS]
    keys = [key for command in (*rows, *APP_COMMANDS, *HELP_COMMANDS) for key in command.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("command", [c for group in commands.GROUPS for c in group.commands], ids=lambda c: c.action)
def test_every_command_of_the_screen_has_a_short_label_and_a_help(command: Command) -> None:
    assert 0 < len(command.label) <= 22
    assert command.help.endswith(".")


@pytest.mark.parametrize("is_empty", [False, True])
async def test_every_command_can_be_done_on_a_code_on_a_heading_and_in_an_empty_project(
    app_on: MakesApp, study: Path, is_empty: bool
) -> None:
    if is_empty:
        study.unlink()
        Project.create(study, coder="Ani").close()
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        for command in (*commands.CODES, *commands.BOOKS, *commands.MOVES):
            for place in ("home",) if is_empty else ("home", "end"):
                if not isinstance(app.screen, CodebookScreen):
                    app.action_visit("codebook")
                    await pilot.pause()
                screen = app.screen
                assert isinstance(screen, CodebookScreen)
                await pilot.press(place)
                await screen.do_command(command.action)
                for _press in range(6):
                    await pilot.pause()
                    if app.screen is screen or isinstance(app.screen, CodingScreen):
                        break
                    await pilot.press("escape")
                assert isinstance(app.screen, CodebookScreen | CodingScreen), command.action


async def test_in_an_empty_project_the_first_code_makes_its_codebook(app_on: MakesApp, study: Path) -> None:
    study.unlink()
    Project.create(study, name="Fresh", coder="Ani").close()
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot)
        await pressed(pilot, "n")
        await typed(pilot, "First")
        await pressed(pilot, "enter")
        assert paths(study) == ["First"]
        with read(study) as project:
            assert [book.name for book in codes.codebooks(project)] == ["Fresh"]


async def test_two_thousand_codes_are_drawn_as_they_come_into_view(
    app_on: MakesApp, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(study, coder="Ani") as project:
        many = tuple(Code(f"Code {number}", key=f"M{number}") for number in range(2000))
        codebooks.keep_codebook(project, Codebook("Many", many))
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pressed(pilot, "down")
        drawn: list[int] = []
        draw = BookTree.draw

        def counting(tree: BookTree, index: int, width: int) -> list[Parts]:
            drawn.append(index)
            return draw(tree, index, width)

        monkeypatch.setattr(BookTree, "draw", counting)
        monkeypatch.setattr(Shelf, "read", lambda shelf: pytest.fail("read again on a cursor key"))
        monkeypatch.setattr(Shelf, "rows", lambda shelf: pytest.fail("built again on a cursor key"))
        for _press in range(5):
            await pilot.press("down")
        await pilot.pause()
        assert len(set(drawn)) <= 7
        assert screen.row is not None
