from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qcode.domain.span import Span
from qcode.services import noting
from qcode.store import codes, memos, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.journal import JournalScreen
from qcode.tui.widgets.markdown_words import markdown_words
from qcode.tui.widgets.reading_pane import ReadingPane


@pytest.fixture
def app(study: Path) -> QcodeApp:
    with Project.open(study, coder="Ani") as project:
        t01 = sources.find_id(project, "T01")
        noting.write_memo(
            project, "code", codes.find(project, "KEN").code.id, "# Kendala\n- sarana\n- **dana**", "to-do"
        )
        noting.write_memo_on_passage(project, t01, Span(45, 70), "Khas.", tags=["kutip"])
    return QcodeApp(study, "T02", coder="Ani")


async def on_journal(pilot: Pilot[None]) -> JournalScreen:
    for _try in range(50):
        await pilot.pause()
        if isinstance(pilot.app.screen, JournalScreen):
            return pilot.app.screen
    raise AssertionError(f"the journal is not there, but {pilot.app.screen}")


async def opened(pilot: Pilot[None]) -> JournalScreen:
    await pilot.pause()
    await pilot.press("comma")
    await pilot.pause()
    await pilot.press("j")
    return await on_journal(pilot)


async def answer(pilot: Pilot[None], *keys: str) -> JournalScreen:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return await on_journal(pilot)


def written(app: QcodeApp) -> list[tuple[str, str, str, tuple[str, ...]]]:
    assert app.project
    return [(one.kind, one.state, one.text, one.tags) for one in memos.all_memos(app.project)]


async def test_memos_are_written_changed_and_ticked_off_by_key(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await answer(pilot, "n", *"Hari ini", "escape")
        assert written(app)[-1] == ("note", "", "Hari ini", ())
        await answer(pilot, "K", "down", "enter")
        await answer(pilot, "t", *"a, #b", "enter")
        await answer(pilot, "e", *"!", "escape")
        assert written(app)[-1] == ("methodological", "", "Hari ini!", ("a", "b"))
        await answer(pilot, "end", "space")
        assert written(app)[0][1] == "done"
        await pilot.press("space")
        assert written(app)[0][1] == "open"
        await pilot.press("home", "d")
        assert len(screen.rows.memos) == 2
        await pilot.press("u")
        assert len(screen.rows.memos) == 3


async def test_a_memo_on_a_passage_stands_with_the_words_it_is_on(app: QcodeApp, talk: str) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("home")
        await pilot.pause(0.1)
        assert f"“{talk[45:70].strip()}”" in screen.query_one(ReadingPane).words


async def test_a_memo_is_written_on_what_is_found_by_letters(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await answer(pilot, "N", *"PRV", "enter", *"Lihat juga", "escape")
        assert app.project
        one = memos.all_memos(app.project)[-1]
        assert (one.target_kind, one.target, one.text) == ("code", "PRV", "Lihat juga")


async def test_the_list_is_narrowed_and_esc_shows_all_before_it_leaves(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await answer(pilot, "slash", *"khas", "enter")
        assert [one.text for one in screen.rows.memos] == ["Khas."]
        await pilot.press("escape")
        assert len(screen.rows.memos) == 2
        await answer(pilot, "f", "enter")
        assert len(screen.rows.memos) == 1
        await pilot.press("A", "escape")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)


async def test_the_place_of_a_memo_is_opened_and_the_journal_found_again(app: QcodeApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.view.selection == Span(45, 70)
        await pilot.press("grave_accent")
        screen = await on_journal(pilot)
        here = screen.here()
        assert here is not None
        assert here.text == "Khas."


async def test_what_is_shown_is_written_to_a_document(app: QcodeApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("end")
        await pilot.pause(0.05)
        assert "• dana" in screen.query_one(ReadingPane).words
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("ctrl+u", *str(tmp_path / "j.md"), "enter")
        await on_journal(pilot)
        assert "Khas." in (tmp_path / "j.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## Judul", [("Judul", "primary")]),
        ("- [x] selesai", [("☑ ", "dim"), ("selesai", "")]),
        ("2. dua **tebal** `kode`", [("2. ", "dim"), ("dua ", ""), ("tebal", "strong"), (" ", ""), ("kode", "accent")]),
        ("> kutipan", [("│ ", "dim"), ("kutipan", "dim")]),
        ("3 * 4 * 5", [("3 * 4 * 5", "")]),
        ("", []),
    ],
)
def test_markdown_is_told_line_by_line(line: str, words: list[tuple[str, str]]) -> None:
    assert markdown_words(line) == [words]
