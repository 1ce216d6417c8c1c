"""The search screen, by key presses: what is found, opened, ticked and coded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import importing, noting, word_listing
from qcode.store import codes, codings, history, sources
from qcode.store.database import Database, Row, Values
from qcode.store.project import Project
from qcode.store.search import each_spot
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.search import SearchScreen, hit_list
from qcode.tui.screens.search.preview import CodeHitsDialog
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.hit_words import HitWords

MakesApp = Callable[..., QcodeApp]


def on_disk(study: Path) -> list[tuple[str, str, str]]:
    with Project.open(study, coder="reader") as project:
        return [(one.source, one.code, one.text) for one in codings.select(project, Selection(all_speakers=True))]


def entries(study: Path) -> int:
    with Project.open(study, coder="reader") as project:
        return len(history.entries(project))


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread brings about, however slow the machine is."""
    for _ in range(400):
        await pilot.pause(0.02)
        if is_so():
            return
    raise AssertionError("it never came about")


async def typed(pilot: Pilot[None], words: str) -> None:
    names = {" ": "space", "@": "at", "=": "equals_sign", "-": "minus", '"': "quotation_mark"}
    await pilot.press(*(names.get(letter, letter) for letter in words))


def page(app: QcodeApp) -> SearchScreen:
    assert isinstance(app.screen, SearchScreen)
    return app.screen


async def searched(pilot: Pilot[None], words: str) -> SearchScreen:
    """Open the search screen by its letter, type words, and wait for the hits."""
    await pilot.press("comma")
    await pilot.press("s")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await typed(pilot, words)
    await pilot.press("enter")
    await until(pilot, lambda: not screen.is_searching and screen.query_words == words)
    return screen


def shown(screen: SearchScreen) -> list[str]:
    lines = [screen.found.line(index) for index in range(len(screen.found))]
    return [f"{one.where}|{one.speaker}|{one.match}" for one in lines]


async def test_hits_come_while_one_types_and_stand_in_their_context(app_on: MakesApp) -> None:
    app = app_on("turun")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("comma", "s")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await typed(pilot, "patrol")
        screen = page(app)
        await typed(pilot, "i")
        await until(pilot, lambda: screen.query_words == "patroli" and not screen.is_searching)
        assert isinstance(screen.focused, Input), "the hand stays on the line until Enter"
        assert shown(screen) == ["T01|P|patroli", "T01|I|patroli", "T02|P|patroli", "T02|I|patroli"]
        assert screen.query_one("#count", ChoiceBar).right == "hits: 4 · texts: 2"
        picture = "\n".join("".join(part.text for part in screen.rows.render_line(y)) for y in range(2))
        assert "Kalau patroli siber?" in picture
        columns = {line.index("patroli") for line in picture.split("\n")}
        assert len(columns) == 1, "what is found stands in one column"
        await pilot.press("down", "G", "k", "v")
        await until(pilot, lambda: type(app.screen).__name__ == "VariantsDialog")


async def test_enter_goes_to_the_text_and_n_walks_the_hits_there(app_on: MakesApp, talk: str) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        await searched(pilot, "menyuluh OR patroli")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CodingScreen))
        coding = app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.desk.source is not None
        assert coding.desk.source.name == "T01"
        assert coding.view.selection is not None
        assert coding.view.selection.of(talk) == "penyuluhan", "in any form of its stem"
        await pilot.press("n")
        assert (coding.view.selection.of(talk), coding.view.selection.start) == ("patroli", talk.index("patroli"))
        await pilot.press("n", "N", "N")
        assert coding.view.selection.of(talk) == "penyuluhan"
        await pilot.press("grave_accent")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and len(page(app).found) == 6)
        assert page(app).query_words == "menyuluh OR patroli"


async def test_hits_are_coded_one_by_one_and_the_latest_code_repeats(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "patroli")
        await pilot.press("c")
        await typed(pilot, "prv")
        await pilot.press("enter")
        await until(pilot, lambda: len(on_disk(study)) == 1)
        await until(pilot, lambda: screen.rows.cursor == 1)
        assert screen.found.line(0).codes == ("PRV",)
        await pilot.press("b", "full_stop")
        await until(pilot, lambda: len(on_disk(study)) == 2)
        assert on_disk(study) == [
            ("T01", "PRV", "patroli"), ("T01", "PRV", "Anggota siber patroli setiap hari."),
        ]  # fmt: skip
        assert screen.rows.cursor == 2
        await pilot.press("u")
        assert len(on_disk(study)) == 1
        assert screen.found.line(1).codes == ()


async def test_ticked_hits_are_coded_as_one_act_after_a_look(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "patroli")
        before = entries(study)
        await pilot.press("space", "space", "space")
        assert screen.query_one(KeyBar)._state == "ticked: 3"
        await pilot.press("c")
        await typed(pilot, "prv")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CodeHitsDialog) and app.screen._preview is not None)
        dialog = app.screen
        assert isinstance(dialog, CodeHitsDialog)
        assert dialog._preview is not None
        assert (dialog._preview.added, dialog._preview.sources) == (3, 2)
        assert on_disk(study) == [], "nothing is coded before Enter"
        await pilot.press("b", "r")
        await until(pilot, lambda: dialog._preview is not None and dialog._preview.other_voices == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert on_disk(study) == [("T01", "PRV", "Anggota siber patroli setiap hari.")]
        assert entries(study) == before + 1
        assert not screen.found.ticked


async def test_all_hits_are_coded_and_taken_back_at_once(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "patroli")
        await pilot.press("r")
        screen = page(app)
        await until(pilot, lambda: not screen.is_searching and len(screen.found) == 2)
        await pilot.press("A")
        await typed(pilot, "prv")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CodeHitsDialog) and app.screen._preview is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert [one[2] for one in on_disk(study)] == ["patroli", "patroli"]
        await pilot.press("u")
        assert on_disk(study) == []


async def test_memos_and_definitions_are_found_and_opened(app_on: MakesApp, study: Path, talk: str) -> None:
    with Project.open(study, coder="Ani") as project:
        source = sources.find_id(project, "T02")
        place = Span(talk.index("penyuluhan"), talk.index("penyuluhan") + 10)
        noting.write_memo_on_passage(project, source, place, "Obstacles menyuluh di kampus")
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "obstacles")
        assert shown(screen) == []
        await pilot.press("i")
        await until(pilot, lambda: not screen.is_searching and len(screen.found) == 1)
        assert screen.found.notes[0].match == "Obstacles"
        await pilot.press("i")
        await until(pilot, lambda: not screen.is_searching and len(screen.found) == 1 and screen.where == "codes")
        assert screen.found.notes[0].target == "KEN"
        await pilot.press("i")
        await until(pilot, lambda: not screen.is_searching and len(screen.found) == 2)
        await pilot.press("c")
        await until(pilot, lambda: screen.query_one(KeyBar).said == "only hits in texts are coded")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, CodingScreen))
        coding = app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.desk.source is not None
        assert coding.view.selection is not None
        assert (coding.desk.source.name, coding.view.selection.of(coding.desk.text)) == ("T02", "penyuluhan")


async def test_hits_are_filtered_by_text_and_sorted_by_their_context(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "siber OR penyuluhan OR alatnya")

        def left_words() -> list[str]:
            lines = [screen.found.line(index) for index in range(len(screen.found))]
            return [(one.left.split() or [""])[-1] for one in lines]

        await pilot.press("o")
        await until(pilot, lambda: screen.order == "source")
        await pilot.press("o", "o")
        await until(pilot, lambda: left_words() == sorted(left_words(), key=str.casefold))
        await pilot.press("f", "down", "enter")
        await until(pilot, lambda: not screen.is_searching and len(screen.found) == 4)
        assert {one.split("|")[0] for one in shown(screen)} == {"T01"}
        assert screen.query_one("#choices", ChoiceBar).choices[1].label == "T01"


async def test_a_word_list_is_searched_and_an_unknown_one_is_explained(app_on: MakesApp, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        word_listing.add_list(project, "alat", ["alat", "akun"])
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "@alat")
        assert [one.split("|")[2] for one in shown(screen)] == ["akun", "Alatnya"] * 2
        await pilot.press("slash")
        await typed(pilot, "@alt")
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_words == "@alt" and not screen.is_searching)
        assert len(screen.found) == 0
        assert "there is no word list" in screen.query_one(HitWords).message


async def test_only_rows_in_view_are_read_a_page_of_them_by_two_queries(
    app_on: MakesApp, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(study, coder="Ani") as project:
        text = "".join(f"Patroli ke {n}.\n" for n in range(3000))
        importing.import_previews(project, [importing.preview_text(text, "T03")])
    asked: list[str] = []
    read = Database.rows

    def counted(database: Database, statement: str, values: Values = ()) -> list[Row]:
        asked.append(statement)
        return read(database, statement, values)

    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "patroli")
        found, height = screen.found, screen.rows.size.height
        assert len(found) == 3004
        await pilot.pause()
        assert found.rows_read <= 2 * height
        before = found.rows_read
        monkeypatch.setattr(Database, "rows", counted)
        await pilot.press("down", "down")
        assert (found.rows_read, asked) == (before, []), "a move within the view reads nothing"
        await pilot.press("pagedown")
        await pilot.pause()
        assert 0 < found.rows_read - before <= height + 1
        assert len(asked) == 4, "the words and the codes, of the row under the cursor and of the page"
        before = found.rows_read
        await pilot.press("end")
        await pilot.pause()
        assert found.rows_read - before <= height + 1
        assert found.line(3003).right == " ke 2999."


def test_a_page_is_read_whole_also_where_earlier_rows_are_forgotten(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hit_list, "KEPT", 3)
    with Project.open(study, coder="Ani") as project:
        found = hit_list.HitList(project, str)
        found.add(each_spot(project, "patroli"))
        assert len(found) == 4
        found.read(range(4))
        found.read(range(1, 4))
        assert found.rows_read == 4 + 3
        assert all(found.line(row).match.casefold() in ("patroli", "berpatroli") for row in range(1, 4))
        assert found.rows_read == 4 + 3, "what the page shows is there"


async def test_esc_goes_from_the_line_to_the_hits_and_from_there_back(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await searched(pilot, "patroli")
        await pilot.press("slash")
        assert screen.line.has_focus
        await pilot.press("escape")
        assert screen.rows.has_focus
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CodingScreen))
        assert codes.find(page_project(app), "KEN").codings == 0


def page_project(app: QcodeApp) -> Project:
    assert app.project is not None
    return app.project


async def test_the_mouse_chooses_ticks_and_opens(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "patroli")
        await pilot.click("#choices", offset=(2, 0))
        await until(pilot, lambda: screen.where == "memos" and not screen.is_searching)
        for _ in range(3):
            await pilot.press("i")
        await until(pilot, lambda: screen.where == "texts" and not screen.is_searching and len(screen.found) == 4)
        await pilot.click("HitRows", offset=(30, 2))
        assert screen.rows.cursor == 2
        await pilot.click("HitRows", offset=(30, 2))
        await until(pilot, lambda: isinstance(app.screen, CodingScreen))
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.desk.source is not None
        assert app.screen.desk.source.name == "T02"


async def test_a_new_search_forgets_the_hits_of_the_last(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "patroli")
        await pilot.press("asterisk", "slash")
        await typed(pilot, "zzz")
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_words == "zzz" and not screen.is_searching)
        assert (len(screen.found), screen.found.ticked) == (0, set())
        assert "Nothing found." in screen.query_one(HitWords).message
        await pilot.press("enter", "c", "full_stop", "space", "A", "v")
        await until(pilot, lambda: type(app.screen).__name__ == "VariantsDialog")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_definition_opens_in_the_codebook_and_esc_leads_back(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await searched(pilot, "obstacles")
        await pilot.press("i", "i")
        await until(pilot, lambda: screen.where == "codes" and not screen.is_searching and len(screen.found) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "CodebookScreen")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_new_code_for_all_hits_is_made_with_their_codings_or_not_at_all(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        await searched(pilot, "patroli")
        before = entries(study)
        for last in ("escape", "enter"):
            await pilot.press("A")
            await typed(pilot, "cyber")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, CodeHitsDialog) and app.screen._preview is not None)
            await pilot.press(last)
            await until(pilot, lambda: isinstance(app.screen, SearchScreen))
            with Project.open(study) as project:
                made = [row.code.name for row in codes.all_codes(project) if row.code.name == "cyber"]
            assert len(made) == (last == "enter")
        assert len(on_disk(study)) == 4
        assert entries(study) == before + 1, "the code and its codings are one act"
        await pilot.press("u")
        assert on_disk(study) == []
