"""Counting words and keeping word lists, by key presses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from qcode import language
from qcode.domain.word_list import WordList
from qcode.services import word_listing
from qcode.store import word_lists
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.lists import ListsScreen
from qcode.tui.screens.memo import MemoDialog
from qcode.tui.screens.search import SearchScreen
from qcode.tui.screens.words import WordsScreen
from qcode.tui.widgets.choice_bar import ChoiceBar

MakesApp = Callable[..., QcodeApp]


def kept(study: Path) -> list[WordList]:
    with Project.open(study, coder="reader") as project:
        return word_lists.all_lists(project)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread brings about, however slow the machine is."""
    for _ in range(400):
        await pilot.pause(0.02)
        if is_so():
            return
    raise AssertionError("it never came about")


async def typed(pilot: Pilot[None], words: str) -> None:
    names = {" ": "space", ".": "full_stop", "/": "slash", "-": "minus", "_": "underscore"}
    await pilot.press(*(names.get(letter, letter) for letter in words))


async def counted(pilot: Pilot[None]) -> WordsScreen:
    await pilot.press("comma", "w")
    await until(pilot, lambda: isinstance(pilot.app.screen, WordsScreen) and not pilot.app.screen.is_counting)
    screen = pilot.app.screen
    assert isinstance(screen, WordsScreen)
    return screen


def words(screen: WordsScreen) -> dict[str, int]:
    assert screen.rows.report is not None
    return {str(row[0]): int(str(row[1])) for row in screen.rows.report.rows}


async def test_words_are_counted_left_out_and_searched(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await counted(pilot)
        first = next(iter(words(screen)))
        assert words(screen)["penyuluhan"] == 2
        await pilot.press("x")
        await until(pilot, lambda: not screen.is_counting and first not in words(screen))
        assert [(one.name, one.kind, one.words) for one in kept(study)] == [("stop", "stop", (first,))]
        await pilot.press("t")
        await until(pilot, lambda: not screen.is_counting and first in words(screen) and "ke" in words(screen))
        await pilot.press("t", "u")
        await until(pilot, lambda: not screen.is_counting and first in words(screen) and "ke" not in words(screen))
        assert kept(study) == []
        at = list(words(screen)).index("penyuluhan")
        await pilot.press(*["down"] * (at - screen.rows.cursor), "enter")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and not app.screen.is_searching)
        assert isinstance(app.screen, SearchScreen)
        assert (app.screen.query_words, len(app.screen.found)) == ("=penyuluhan", 2)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WordsScreen))


async def test_words_are_counted_by_stem_and_of_some_texts_and_written(
    app_on: MakesApp, study: Path, tmp_path: Path
) -> None:
    app = app_on()
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await counted(pilot)
        await pilot.press("b")
        await until(pilot, lambda: not screen.is_counting)
        assert screen.rows.report is not None
        assert screen.rows.report.columns[-1].name == "forms"
        await pilot.press("f", "s")
        await typed(pilot, "T01")
        await pilot.press("enter")
        await until(pilot, lambda: not screen.is_counting and screen.query_one(ChoiceBar).choices[2].label == "T01")
        assert words(screen)["penyuluhan"] == 1
        await pilot.press("r")
        await until(pilot, lambda: not screen.is_counting and "kegiatan" in " ".join(words(screen)))
        await pilot.press("w")
        await until(pilot, lambda: type(app.screen).__name__ == "SaveDialog")
        await pilot.press("ctrl+u")
        await typed(pilot, str(tmp_path / "words.csv"))
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "words.csv").exists())
    assert "penyuluhan" in (tmp_path / "words.csv").read_text("utf-8-sig")


async def test_a_list_is_made_edited_renamed_turned_and_removed(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "l")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await pilot.press("n")
        await typed(pilot, "alat")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MemoDialog))
        await typed(pilot, "alat")
        await pilot.press("enter")
        await typed(pilot, "akun siber")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        assert [(one.name, one.words) for one in kept(study)] == [("alat", ("alat", "akun siber"))]
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, MemoDialog))
        assert app.screen.query_one(TextArea).text == "alat\nakun siber\n"
        await typed(pilot, "mobil")
        await pilot.press("escape")
        await until(pilot, lambda: kept(study)[0].words == ("alat", "akun siber", "mobil"))
        await pilot.press("r", "end", "2", "enter")
        await until(pilot, lambda: kept(study)[0].name == "alat2")
        await pilot.press("t")
        assert kept(study)[0].kind == "stop"
        await pilot.press("t", "x")
        assert kept(study) == []
        await pilot.press("u")
        assert kept(study)[0].name == "alat2"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and not app.screen.is_searching)
        assert isinstance(app.screen, SearchScreen)
        assert (app.screen.query_words, len(app.screen.found)) == ("@alat2", 2)


async def test_a_list_comes_from_a_file_and_goes_to_one(app_on: MakesApp, study: Path, tmp_path: Path) -> None:
    (tmp_path / "kata kunci.txt").write_text("alat\n# remark\nmobil patroli\n", encoding="utf-8")
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "l")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await pilot.press("i")
        await until(pilot, lambda: type(app.screen).__name__ == "LineDialog")
        await typed(pilot, str(tmp_path / "kata kunci.txt"))
        await pilot.press("enter")
        await until(pilot, lambda: [one.name for one in kept(study)] == ["kata-kunci"])
        await pilot.press("w")
        await until(pilot, lambda: type(app.screen).__name__ == "LineDialog")
        await pilot.press("ctrl+u")
        await typed(pilot, str(tmp_path / "out.txt"))
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "out.txt").exists())
    assert (tmp_path / "out.txt").read_text("utf-8") == "alat\nmobil patroli\n"


async def test_a_stop_list_edited_from_the_counts_counts_at_once(app_on: MakesApp, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        word_listing.add_list(project, "abai", ["penyuluhan"], "stop")
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await counted(pilot)
        assert "penyuluhan" not in words(screen)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, ListsScreen))
        await pilot.press("x", "escape")
        await until(pilot, lambda: isinstance(app.screen, WordsScreen))
        await until(pilot, lambda: not screen.is_counting and "penyuluhan" in words(screen))


async def test_numbers_are_written_as_the_screens_language_has_them(
    app_on: MakesApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_screen_language", "id")
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await counted(pilot)
        line = "".join(text for text, _style in screen.rows.draw(0, 100)[0])
        assert re.search(r" \d+,\d\d\u00a0% ", line)
