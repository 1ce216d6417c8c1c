from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qcode.domain.span import Span
from qcode.domain.transcript import Role
from qcode.services import coding
from qcode.store import cases, codes, memos, sets, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.sources import SourcesScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.reading_pane import ReadingPane


@pytest.fixture
def app(study: Path) -> QcodeApp:
    with Project.open(study, coder="Ani") as project:
        for name in ("T01", "T02"):
            pre = codes.find(project, "PRE").code.id
            coding.apply_code(project, sources.find_id(project, name), Span(45, 70), pre)
    return QcodeApp(study, "T01", coder="Ani")


async def on_sources(pilot: Pilot[None]) -> SourcesScreen:
    for _try in range(50):
        await pilot.pause()
        if isinstance(pilot.app.screen, SourcesScreen):
            return pilot.app.screen
    raise AssertionError(f"the sources are not there, but {pilot.app.screen}")


async def opened(pilot: Pilot[None]) -> SourcesScreen:
    await pilot.pause()
    await pilot.press("comma")
    await pilot.pause()
    await pilot.press("t")
    return await on_sources(pilot)


async def answer(pilot: Pilot[None], *keys: str) -> SourcesScreen:
    """Press keys in the dialog that has just opened, and wait until the sources are back."""
    await pilot.pause()
    await pilot.press(*keys)
    return await on_sources(pilot)


def said(app: QcodeApp) -> str:
    return app.screen.query_one(KeyBar).said


def study_of(app: QcodeApp) -> Project:
    assert app.project
    return app.project


async def test_a_note_written_here_is_kept_whatever_key_ends_it(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("n")
        await answer(pilot, *"Observasi", "enter", *"Hujan, sepi.", "enter", *"P: tidak ada.", "escape")
        one = sources.find(study_of(app), "Observasi")
        assert (one.kind, one.turns) == ("field note", 0)
        assert sources.text_of(study_of(app), one.id) == "Hujan, sepi.\nP: tidak ada."
        here = screen.here()
        assert here is not None
        assert here.name == "Observasi"
        await pilot.press("n")
        await answer(pilot, "escape")
        assert len(screen.rows.sources) == 3
        await pilot.press("u")
        assert len(screen.rows.sources) == 2


async def test_what_is_known_is_changed_by_key(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        for key, keys in (
            ("r", ("end", *" lama", "enter")),
            ("K", ("down", "enter")),
            ("a", ("plus", *"Tempat", "enter", *"Kantor", "enter")),
            ("p", ("enter",)),
            ("s", ("plus", *"Gelombang 1", "enter")),
            ("m", (*"penting", "escape")),
            ("L", ("end", "backspace", "backspace", *"en", "enter")),
        ):
            await pilot.press(key)
            await pilot.pause()
            for each in keys:
                await pilot.press(each)
                await pilot.pause()
            await on_sources(pilot)
        await pilot.press("y")
        one = sources.find(study_of(app), "T01 lama")
        assert (one.kind, one.standing, one.language) == ("focus group", "secondary", "en")
        assert cases.attributes_of_source(study_of(app), one.id) == {"Tempat": "Kantor"}
        assert sources.speakers_of(study_of(app), one.id)[0].role is Role.PARTICIPANT
        assert [(held.name, held.members) for held in sets.all_sets(study_of(app))] == [("Gelombang 1", (one.id,))]
        assert [memo.text for memo in memos.of(study_of(app), "source", one.id)] == ["penting"]
        said = app.screen.query_one(ReadingPane).words
        assert all(word in said for word in ("T01 lama", "Tempat: Kantor", "Gelombang 1", "penting", "secondary"))


async def test_what_is_put_into_a_set_and_taken_out_is_said_by_name(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("s")
        await answer(pilot, "plus", *"Awal", "enter")
        assert "T01 is in the set “Awal” now" in said(app)
        await pilot.press("u")
        assert "Awal + T01" in said(app)
        await pilot.press("U", "s")
        await answer(pilot, "down", "enter")
        assert "T01 is in the set “Awal” no more" in said(app)


async def test_a_corrected_file_is_brought_in_after_saying_what_it_touches(
    app: QcodeApp, tmp_path: Path, talk: str
) -> None:
    (tmp_path / "T01.txt").write_text(talk.replace("turun penyuluhan", "TURUN PENYULUHAN"), encoding="utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("R")
        await pilot.pause()
        await pilot.press(*str(tmp_path / "T01.txt"), "enter")
        for _try in range(50):
            await pilot.pause()
            if type(app.screen).__name__ == "EffectDialog":
                break
        assert "passages whose words change: 1" in "\n".join(app.screen.lines)  # type: ignore[attr-defined]
        await answer(pilot, "enter")
        project = study_of(app)
        assert "TURUN PENYULUHAN" in sources.text_of(project, sources.find_id(project, "T01"))
        await pilot.press("u")
        assert "TURUN PENYULUHAN" not in sources.text_of(project, sources.find_id(project, "T01"))


async def test_a_source_is_removed_with_undo_and_purged_without(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("d")
        await answer(pilot, "escape")
        assert len(screen.rows.sources) == 2
        await pilot.press("d")
        await answer(pilot, "enter")
        assert [one.name for one in screen.rows.sources] == ["T02"]
        await pilot.press("u")
        assert [one.name for one in screen.rows.sources] == ["T01", "T02"]
        await pilot.press("home", "X")
        await answer(pilot, *"T02", "enter")
        assert len(screen.rows.sources) == 2, "another name erases nothing"
        assert "nothing was erased" in said(app)
        await pilot.press("home", "X")
        await answer(pilot, *"T01", "enter")
        assert [one.name for one in screen.rows.sources] == ["T02"]
        await pilot.press("u")
        assert [one.name for one in screen.rows.sources] == ["T02"]


async def test_a_source_is_found_by_letters_and_opened(app: QcodeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        await answer(pilot, *"02", "enter")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.desk.source
        assert app.screen.desk.source.name == "T02"
