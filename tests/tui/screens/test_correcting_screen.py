"""The text is corrected on the coding screen, by keys; the project is read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qcode.domain.correction import Correction
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.services import correcting, undoing
from qcode.store import codings, history, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.coding_correcting import CodingCorrecting
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.details import DetailsPane

AppOn = Callable[..., QcodeApp]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be written because a test was slow."""
    monkeypatch.setattr(CodingCorrecting, "REST", 60.0)


def screen_of(app: QcodeApp) -> CodingScreen:
    assert isinstance(app.screen, CodingScreen)
    return app.screen


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    for _turn in range(400):
        await pilot.pause()
        if condition():
            return
    raise AssertionError


async def leave(pilot: Pilot[None], app: QcodeApp) -> None:
    await pilot.press("escape")
    await until(pilot, lambda: screen_of(app).correcting is None)


def read(study: Path) -> tuple[str, list[tuple[str, str]], list[str]]:
    """Return the text of T01, its codings and the acts of the trail."""
    with Project.open(study, coder="Ani") as project:
        text = sources.text_of(project, sources.find_id(project, "T01"))
        coded = [(one.code, one.text) for one in codings.select(project, Selection(all_speakers=True))]
        return text, coded, [entry.act for entry in history.entries(project)]


async def coded_answer(pilot: Pilot[None]) -> None:
    """Code the sentence under the cursor with the first code and stand at its start."""
    await pilot.press("s", "1", "escape")


async def test_a_word_is_corrected_in_a_coded_passage_as_one_change(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("s", "1", "escape", "home", "ctrl+right", "ctrl+right")
        at = screen_of(app).view.cursor
        assert talk[at:].startswith("turun") or talk[at:].startswith("Kami")
        await pilot.press("E", *"sering", "space")
        assert screen_of(app).view.text == f"{talk[:at]}sering {talk[at:]}"
        assert read(study)[0] == talk
        await leave(pilot, app)
        text, coded, acts = read(study)
        assert text == f"{talk[:at]}sering {talk[at:]}"
        assert acts[-1] == "correct"
        assert acts.count("correct") == 1
        assert screen_of(app).desk.text == text
        await pilot.press("u")
    assert read(study)[0] == talk
    assert coded[0][1].replace("sering ", "") == read(study)[1][0][1]


async def test_a_word_taken_out_and_typed_anew_stays_in_its_passage(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("w", "1", "escape")
        assert read(study)[1] == [("PRE", "sekolah")]
        screen_of(app).view.go_to(talk.index("sekolah") + 7)
        await pilot.press("E", *["backspace"] * 4, *"olahan")
        assert [coding.code for coding in screen_of(app).view.codings_at(talk.index("sekolah"))]
        await leave(pilot, app)
    text, coded, acts = read(study)
    assert text == talk.replace("ke sekolah", "ke sekolahan")
    assert coded == [("PRE", "sekolahan")]
    assert acts.count("correct") == 1


async def test_what_was_typed_is_kept_when_the_hand_rests_and_goes_on_as_one_change(
    app_on: AppOn, study: Path, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CodingCorrecting, "REST", 0.01)
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("E", "B")
        await until(pilot, lambda: read(study)[0] == talk.replace("Kami turun", "BKami turun"))
        await until(pilot, lambda: "not" not in screen_of(app).query_one(KeyBar)._state)
        await pilot.press("h", "space")
        await until(pilot, lambda: "Bh Kami" in read(study)[0])
        assert read(study)[2].count("correct") == 1
        await until(pilot, lambda: "not" not in screen_of(app).query_one(KeyBar)._state)
        await pilot.press("down", "down", "x")
        await until(pilot, lambda: read(study)[2].count("correct") == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "x" not in screen_of(app).view.text.replace("x ", ""))
        await leave(pilot, app)
        assert screen_of(app).desk.text == talk.replace("Kami turun", "Bh Kami turun")
    assert read(study)[0] == talk.replace("Kami turun", "Bh Kami turun")


async def test_a_coding_whose_words_all_go_is_told_and_undo_brings_it_back(
    app_on: AppOn, study: Path, talk: str
) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("w", "1", "escape", "w", "E")
        await pilot.pause()
        screen = screen_of(app)
        screen.view.action_stretch("right")
        await pilot.pause()
        assert any("removes this coding" in line.text for line in screen.query_one(DetailsPane).notes)
        await pilot.press("delete")
        await until(pilot, lambda: "of them gone: 1" in screen.query_one(DetailsPane).place)
        assert any("no word of it is left" in line.text for line in screen.query_one(DetailsPane).notes)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "codings touched: 0" in screen.query_one(DetailsPane).place)
        await pilot.press("ctrl+y")
        await leave(pilot, app)
        assert read(study)[1] == []
        assert screen.desk.codings == {}
        await pilot.press("u")
        await until(pilot, lambda: screen.desk.text == talk)
        assert [one.code for one in screen.view.codings_at(talk.index("sekolah"))]
    assert read(study)[1] == [("PRE", "sekolah")]


async def test_ctrl_z_takes_back_a_kept_correction_and_ctrl_y_makes_it_again(
    app_on: AppOn, study: Path, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CodingCorrecting, "REST", 0.01)
    app = app_on("sekolah")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("w", "1", "escape", "E")
        screen = screen_of(app)
        screen.view.go_to(talk.index("sekolah"))
        await pilot.press(*["delete"] * 7)
        await until(pilot, lambda: read(study)[1] == [])
        await until(pilot, lambda: "not" not in screen.query_one(KeyBar)._state)
        screen.view.go_to(talk.index("Penyidik"))
        await pilot.press("Z")
        await until(pilot, lambda: read(study)[2].count("correct") == 2)
        await until(pilot, lambda: "not" not in screen.query_one(KeyBar)._state)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Z" not in read(study)[0])
        await pilot.press("ctrl+z")
        await until(pilot, lambda: read(study)[1] == [("PRE", "sekolah")])
        assert screen.correcting is not None
        await pilot.press("ctrl+y")
        await until(pilot, lambda: read(study)[1] == [])
        await leave(pilot, app)
    assert "sekolah" not in read(study)[0]


async def test_lines_are_parted_and_joined(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("Biasanya")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", "backspace", "enter", *"P: Ya?", "enter", *"I: ")
        assert "online.\nP: Ya?\nI: Biasanya" in screen_of(app).view.text
        await leave(pilot, app)
        assert [turn.speaker for turn in screen_of(app).desk.turns][:4] == ["P", "I", "P", "I"]
        screen_of(app).view.go_to(screen_of(app).desk.text.index("P: Ya?"))
        await pilot.press("E", "shift+down", "backspace", "backspace", "delete", "delete", "delete", "space")
        await leave(pilot, app)
    assert "online. Biasanya bersama Binmas." in read(study)[0]


async def test_words_are_pasted_copied_and_cut(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", "ctrl+shift+right", "ctrl+x")
        assert app.clipboard.startswith("sekolah")
        await pilot.press("ctrl+v", "ctrl+v")
        await leave(pilot, app)
    assert talk.replace("ke sekolah", "ke sekolahsekolah") == read(study)[0]


async def test_keys_after_esc_are_no_longer_typed(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E")
        await pilot.pause()
        for key in ("x", "y", "escape", "u", "w", "1"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: bool(read(study)[1]))
    assert read(study)[0] == talk
    assert read(study)[1] == [("PRE", "sekolah")]


async def test_what_is_typed_while_the_disk_is_busy_is_kept_later(
    app_on: AppOn, study: Path, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", "x")
        screen = screen_of(app)
        with monkeypatch.context() as busy:
            busy.setattr(correcting, "keep", _busy)
            await pilot.press("escape")
            await until(pilot, lambda: bool(app._notifications))
        assert screen.correcting is not None
        await pilot.press("y")
        await leave(pilot, app)
    assert "xysekolah" in read(study)[0]


def _busy(*_args: object, **_named: object) -> str:
    raise QcodeError("busy", "wait")


async def test_nothing_typed_is_no_change(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", "x", "backspace", "left", "right", "ctrl+o", "f6", "tab")
        assert screen_of(app).correcting is not None
        await leave(pilot, app)
    assert "correct" not in read(study)[2]
    assert read(study)[0] == talk


async def test_the_mouse_puts_the_cursor_and_selects_what_is_typed_over(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("E")
        view = screen_of(app).view
        row, column = view._scene.wrap.place(talk.index("Biasanya"))
        cell = (view._scene.frame.gutter + column + 2, row - view.scroll_offset.y + 1)
        await pilot.click(view, offset=cell, times=2)
        await pilot.click(view, offset=cell, button=3)
        assert screen_of(app).correcting is not None
        await pilot.press(*"Selalu")
        await pilot.click("KeyBar", offset=(2, 0))
        await until(pilot, lambda: screen_of(app).correcting is None)
    assert "Selalu bersama Binmas" in read(study)[0]


async def test_leaving_the_program_keeps_what_was_typed(app_on: AppOn, study: Path) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", *"xyz", "ctrl+q")
        await pilot.pause()
    assert "xyzsekolah" in read(study)[0]


async def test_another_text_is_opened_once_this_one_is_kept(app_on: AppOn, study: Path) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.press("E", *"xyz")
        await pilot.click("SourceList", offset=(4, 2))
        await until(pilot, lambda: screen_of(app).correcting is None)
    assert "xyzsekolah" in read(study)[0]


async def test_a_text_that_another_program_corrected_is_shown_anew(app_on: AppOn, study: Path, talk: str) -> None:
    app = app_on("sekolah")
    async with app.run_test(size=(80, 24)) as pilot:
        with Project.open(study, coder="Budi") as budi:
            source = sources.find_id(budi, "T01")
            correcting.correct(budi, source, correcting.occurrences(budi, source, "sekolah", "madrasah"))
        screen_of(app).poll()
        await pilot.pause()
        assert "madrasah" in screen_of(app).view.text
        await pilot.press("E", "x")
        with Project.open(study, coder="Budi") as budi:
            undoing.undo(budi)
            at = sources.text_of(budi, source).index("sekolah")
            correcting.correct(budi, source, [Correction(at - 3, "ke sekolah", "")])
        await pilot.press("escape")
        await until(pilot, lambda: screen_of(app).correcting is None)
        assert screen_of(app).view.text == talk.replace("ke sekolah", "")
        assert read(study)[0] == talk.replace("ke sekolah", "")


async def test_a_key_draws_the_rows_it_changes_and_no_more(app_on: AppOn) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("E", "a")
        await pilot.pause()
        view = screen_of(app).view
        rows, spans = view.work.rows, view.work.spans
        await pilot.press("b")
        await pilot.pause()
        assert view.work.rows - rows <= 4
        assert view.work.spans - spans <= 20
