from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, TextArea

from qcode.domain.codebook import LegalBasis
from qcode.services import codebooks, defining
from qcode.store import codes, memos
from qcode.store.project import Project
from qcode.tui.screens.codebook import CodebookScreen
from qcode.tui.widgets.reading_pane import ReadingPane
from tests.tui.screens.codebook_hand import (
    FIRST,
    SECOND,
    MakesApp,
    acts,
    apply,
    coded,
    opened,
    paths,
    pressed,
    read,
    typed,
    words_of,
)


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
        await pressed(pilot, "e", "shift+tab")
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
        await pressed(pilot, "e", "shift+tab")
        await typed(pilot, "Other")
        await pressed(pilot, "escape", "g")
        assert app.screen.query_one("#name", Input).value == "Other"
        await pressed(pilot, "escape", "escape")
        assert app.screen.query_one("#name", Input).value == "Other", "Esc at the question goes back to the form"
        await pressed(pilot, "escape", "d")
        assert paths(study)[-1] == "Obstacles"
        await pressed(pilot, "e", "shift+tab")
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
