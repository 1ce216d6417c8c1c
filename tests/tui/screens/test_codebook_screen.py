from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from qcode.domain.codebook import Code, Codebook, LegalBasis
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import codebooks, coding, defining, noting
from qcode.store import codes, codings, history, memos, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
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

MakesApp = Callable[..., QcodeApp]
FIRST, SECOND = "Kami turun penyuluhan ke sekolah.", "Materinya bahaya prostitusi online."


async def typed(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


async def settled(pilot: Pilot[None]) -> None:
    for _turn in range(3):
        await pilot.pause()


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each once what came before it stands."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def opened(pilot: Pilot[None], code: str = "") -> CodebookScreen:
    """Open the codebook screen by its letter, at a code."""
    await pressed(pilot, "comma", "b")
    screen = pilot.app.screen
    assert isinstance(screen, CodebookScreen)
    if code:
        screen.tree_view.open_to(codes.find(screen.shelf.project, code).code.id)
        await settled(pilot)
    return screen


def read(study: Path) -> Project:
    return Project.open(study, coder="reader")


def paths(study: Path) -> list[str]:
    with read(study) as project:
        return [one.path for one in codes.all_codes(project)]


def coded(study: Path) -> list[tuple[int, str]]:
    with read(study) as project:
        return sorted((one.start, one.code) for one in codings.select(project, Selection()))


def acts(study: Path) -> list[str]:
    with read(study) as project:
        return [entry.act for entry in history.entries(project)]


def words_of(screen: CodebookScreen) -> str:
    return screen.query_one(ReadingPane).words


def apply(study: Path, talk: str, words: str, *keys: str, coder: str = "Ani") -> None:
    with Project.open(study, coder=coder) as project:
        start = talk.index(words)
        for key in keys:
            code = codes.find(project, key).code.id
            coding.apply_code(project, sources.find_id(project, "T01"), Span(start, start + len(words)), code)


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
    monkeypatch.setattr("qcode.tui.screens.codebook.screen.READ_AFTER", 0.001)
    apply(study, talk, FIRST, "PRE", coder="Budi")
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "PRE")
        for _turn in range(200):
            if "coders: 1" in words_of(screen):
                break
            await pilot.pause(0.005)
        assert "codings: 1, texts: 1, coders: 1" in words_of(screen)


async def test_a_new_code_stands_beside_under_or_at_the_top_as_chosen(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "PRE")
        await pressed(pilot, "n")
        await typed(pilot, "Talks")
        await pressed(pilot, "tab")
        await typed(pilot, "TLK")
        await pressed(pilot, "enter")
        assert screen.row is not None
        assert screen.row.code.key == "TLK"
        await pressed(pilot, "n")
        await typed(pilot, "Schools")
        await pressed(pilot, "down", "enter")
        await pressed(pilot, "f")
        await typed(pilot, "Rest")
        await pressed(pilot, "down", "down", "enter")
        assert paths(study) == [
            "Preemptive", "Talks", "Talks/Schools", "Preventive", "Repressive", "Obstacles", "Rest",
        ]  # fmt: skip
        with read(study) as project:
            assert not codes.find(project, "Rest").code.codable
        assert acts(study)[-3:] == ["codes add"] * 3
        await pressed(pilot, "u", "u", "u")
        assert paths(study) == ["Preemptive", "Preventive", "Repressive", "Obstacles"]
        await pressed(pilot, "U")
        assert paths(study)[1] == "Talks"


async def test_rename_and_its_undo(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "KEN")
        await pressed(pilot, "r", "end")
        await typed(pilot, " here")
        await pressed(pilot, "enter")
        assert paths(study)[-1] == "Obstacles here"
        await pressed(pilot, "u")
        assert paths(study)[-1] == "Obstacles"


async def test_every_field_is_edited_in_two_languages_and_saved_as_one_change(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot, "KEN")
        before = len(acts(study))
        await pressed(pilot, "e")
        await typed(pilot, "Hindrances")
        await pressed(pilot, "tab", "f7")
        await typed(pilot, "What stands in the way.")
        await pressed(pilot, "tab")
        await typed(pilot, "staff")
        await pressed(pilot, "tab")
        await typed(pilot, "law")
        await pressed(pilot, "tab")
        await typed(pilot, "Alatnya")
        await pressed(pilot, "tab")
        app.screen.query_one("#legal_basis", TextArea).text = "KUHAP | 16-19 | ..2026-01-01 | as cited\nUU 12/2022"
        app.screen.query_one("#key", Input).value = "HIN"
        app.screen.query_one("#color", Input).value = "#ABC"
        await pressed(pilot, "f3", "f3")
        app.screen.query_one("#name", Input).focus()
        await typed(pilot, "Kendala")
        await pressed(pilot, "ctrl+s")
        assert isinstance(app.screen, CodebookScreen)
        assert len(acts(study)) == before + 1
        with read(study) as project:
            code = codes.find(project, "HIN").code
        assert (code.name, code.definition, code.color) == ("Hindrances", "What stands in the way.", "#aabbcc")
        assert (code.include, code.exclude, code.example) == ("staff", "law", "Alatnya")
        assert code.translations == {"id": {"name": "Kendala"}}
        assert code.legal_basis == (
            LegalBasis("KUHAP", "16-19", "", "2026-01-01", "as cited"), LegalBasis("UU 12/2022"),
        )  # fmt: skip
        await pressed(pilot, "u")
        with read(study) as project:
            assert codes.find(project, "KEN").code.translations == {}


async def test_esc_in_the_form_asks_before_anything_typed_is_lost(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "KEN")
        await pressed(pilot, "e", "escape")
        assert app.screen is screen, "nothing was typed"
        await pressed(pilot, "e")
        await typed(pilot, "Other")
        await pressed(pilot, "escape", "g")
        assert app.screen.query_one("#name", Input).value == "Other"
        await pressed(pilot, "escape", "escape")
        assert app.screen.query_one("#name", Input).value == "Other", "Esc at the question goes back to the form"
        await pressed(pilot, "escape", "d")
        assert paths(study)[-1] == "Obstacles"
        await pressed(pilot, "e")
        await typed(pilot, "Other")
        await pressed(pilot, "escape", "s")
        assert paths(study)[-1] == "Other"


async def test_a_form_that_cannot_be_saved_stays_with_what_was_typed(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "KEN")
        await pressed(pilot, "e")
        app.screen.query_one("#key", Input).value = "PRE"
        await pressed(pilot, "ctrl+s")
        assert app.screen is not screen
        assert app.screen.query_one("#key", Input).value == "PRE"
        app.screen.query_one("#key", Input).value = "OBS"
        await pressed(pilot, "ctrl+s")
        assert app.screen is screen
        with read(study) as project:
            assert codes.find(project, "OBS").code.name == "Obstacles"


async def test_a_code_moves_under_another_up_down_and_to_another_codebook(app_on: MakesApp, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        codebooks.add_codebook(project, "Second")
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "KEN")
        await pressed(pilot, "K")
        assert paths(study) == ["Preemptive", "Preventive", "Obstacles", "Repressive"]
        await pressed(pilot, "J", "p")
        await typed(pilot, "PRV")
        await pressed(pilot, "enter")
        assert paths(study)[2] == "Preventive/Obstacles"
        await pressed(pilot, "p")
        await typed(pilot, "second")
        await pressed(pilot, "enter")
        with read(study) as project:
            assert (codes.find(project, "KEN").codebook, codes.find(project, "KEN").depth) == ("Second", 0)
        await pressed(pilot, "u", "u", "u", "u")
        assert paths(study) == ["Preemptive", "Preventive", "Repressive", "Obstacles"]


async def test_a_colour_is_chosen_from_the_palette_or_typed(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "PRE")
        await pressed(pilot, "c", "down", "down", "enter")
        with read(study) as project:
            assert codes.find(project, "PRE").code.color == "#009e73"
        await pressed(pilot, "c")
        await typed(pilot, "123")
        await pressed(pilot, "enter")
        with read(study) as project:
            assert codes.find(project, "PRE").code.color == "#112233"
        await pressed(pilot, "u", "u")
        with read(study) as project:
            assert codes.find(project, "PRE").code.color == "#0072b2"


async def test_merging_shows_what_goes_over_and_does_it_on_enter_only(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, FIRST, "PRE", "PRV")
    apply(study, talk, SECOND, "PRE")
    start = talk.index(FIRST)
    app = app_on()
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot, "PRE")
        await pressed(pilot, "i")
        await typed(pilot, "prv")
        await pressed(pilot, "enter")
        told = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert "codings: 2, texts: 1, coders: 1" in told
        assert "where one coding remains: 1" in told
        await pressed(pilot, "escape")
        assert len(coded(study)) == 3
        await pressed(pilot, "i")
        await typed(pilot, "prv")
        await pressed(pilot, "enter", "enter")
        assert coded(study) == [(start, "PRV"), (talk.index(SECOND), "PRV")]
        assert screen.row is not None
        assert screen.row.code.key == "PRV"
        await pressed(pilot, "u")
        assert len(coded(study)) == 3
        await pressed(pilot, "U")
        assert len(coded(study)) == 2


async def test_a_split_is_walked_by_keys_and_done_as_one_change(app_on: MakesApp, study: Path, talk: str) -> None:
    third = "Biasanya bersama Binmas."
    for words in (FIRST, SECOND, third):
        apply(study, talk, words, "PRE")
    at = [talk.index(words) for words in (FIRST, SECOND, third)]
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "PRE")
        before = len(acts(study))
        await pressed(pilot, "s")
        assert FIRST in app.screen.query_one(ReadingPane).words
        await pressed(pilot, "n")
        await typed(pilot, "Talks")
        await pressed(pilot, "tab")
        await typed(pilot, "TLK")
        await pressed(pilot, "enter", "e")
        await typed(pilot, "ken")
        await pressed(pilot, "enter")
        await pressed(pilot, "a")  # The first goes to Talks, and the walk goes on.
        await pressed(pilot, "A", "B", "down")  # The second stays, and goes to both as well.
        await pressed(pilot, "s", "enter")
        told = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert "TLK Talks: 2" in told
        assert "made besides: 2" in told
        await pressed(pilot, "enter")
        assert isinstance(app.screen, CodebookScreen)
        assert acts(study)[before:] == ["codes split"]
        assert coded(study) == sorted([(at[0], "TLK"), (at[1], "PRE"), (at[1], "TLK"), (at[1], "KEN"), (at[2], "PRE")])
        assert paths(study)[:2] == ["Preemptive", "Talks"], "it stands right below the one it came from"
        await pressed(pilot, "u")
        assert coded(study) == [(place, "PRE") for place in at]
        assert "Talks" not in paths(study)


async def test_a_split_that_is_left_asks_and_changes_nothing(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, FIRST, "PRE")
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "PRE")
        await pressed(pilot, "s", "n")
        await typed(pilot, "Talks")
        await pressed(pilot, "enter", "a", "escape", "g")
        assert app.screen is not screen
        await pressed(pilot, "escape", "d")
        assert app.screen is screen
        assert "Talks" not in paths(study)
        assert coded(study) == [(talk.index(FIRST), "PRE")]


async def test_a_code_becomes_a_folder_and_a_code_again_unless_it_is_applied(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    apply(study, talk, FIRST, "PRE")
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "KEN")
        await pressed(pilot, "t", "enter")
        with read(study) as project:
            assert not codes.find(project, "KEN").code.codable
        await pressed(pilot, "t", "enter")
        with read(study) as project:
            assert codes.find(project, "KEN").code.codable
        screen.tree_view.open_to(codes.find(screen.shelf.project, "PRE").code.id)
        await pressed(pilot, "t")
        assert app.screen is screen
        with read(study) as project:
            assert codes.find(project, "PRE").code.codable


async def test_removing_tells_what_goes_and_undo_brings_it_back(app_on: MakesApp, study: Path, talk: str) -> None:
    apply(study, talk, FIRST, "PRE")
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "PRE")
        await pressed(pilot, "x")
        told = "\n".join(str(one.render()) for one in app.screen.query("Static"))
        assert "codings: 1, texts: 1, coders: 1" in told
        await pressed(pilot, "escape")
        assert len(coded(study)) == 1
        await pressed(pilot, "x", "enter")
        assert coded(study) == []
        assert paths(study)[0] == "Preventive"
        await pressed(pilot, "u")
        assert len(coded(study)) == 1


async def test_notes_on_a_code_are_written_and_changed(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        screen = await opened(pilot, "PRE")
        await pressed(pilot, "m")
        await typed(pilot, "too broad")
        await pressed(pilot, "escape")
        assert "too broad" in words_of(screen)
        await pressed(pilot, "m", "down", "enter")
        await typed(pilot, " still")
        await pressed(pilot, "escape")
        with read(study) as project:
            assert [memo.text for memo in memos.of(project, "code", codes.find(project, "PRE").code.id)] == [
                "too broad still"
            ]
        await pressed(pilot, "u", "u")
        with read(study) as project:
            assert memos.of(project, "code", codes.find(project, "PRE").code.id) == []


async def test_how_a_definition_changed_is_shown_with_the_words(app_on: MakesApp, study: Path) -> None:
    with Project.open(study, coder="Budi") as project:
        code = codes.find(project, "PRE").code.id
        defining.edit_code(project, code, {"definition": "Measures that are early."})
    app = app_on()
    async with app.run_test() as pilot:
        await opened(pilot, "PRE")
        await pressed(pilot, "d")
        for _turn in range(200):
            if "Budi" in app.screen.query_one(ReadingPane).words:
                break
            await pilot.pause(0.005)
        shown = app.screen.query_one(ReadingPane).words
        assert "Measures that are preemptiveearly." in shown
        assert shown.index("Budi") < shown.index("Made")
        await pressed(pilot, "escape")
        assert isinstance(app.screen, CodebookScreen)


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
        await settled(pilot)
        assert screen.row is not None
        assert screen.row.code.key == "PRV"
        bar = screen.query_one(KeyBar)
        await pilot.click(bar, offset=(12, 0))
        await settled(pilot)
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
                    await settled(pilot)
                screen = app.screen
                assert isinstance(screen, CodebookScreen)
                await pilot.press(place)
                await screen.do_command(command.action)
                for _press in range(6):
                    await settled(pilot)
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
        await settled(pilot)
        assert len(set(drawn)) <= 7
        assert screen.row is not None
