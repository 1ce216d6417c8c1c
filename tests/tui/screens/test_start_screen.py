from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from qcode import settings
from qcode.language import screen_language, speak
from qcode.settings import RecentProject, Settings
from qcode.store import codes
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.files import OpenDialog, ProjectFiles
from qcode.tui.screens.start import PersonDialog, StartScreen
from tests.tui.screens.workbench import press, settle


@pytest.fixture
def named() -> None:
    settings.save(Settings(name="Ani"))


async def test_the_first_run_asks_for_name_and_language() -> None:
    app = QcodeApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PersonDialog)
        app.screen.query_one(Input).value = ""
        await pilot.press(*"Sari", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
    assert (settings.load().name, settings.load().language) == ("Sari", "id")
    assert screen_language() == "id"
    speak("en")


@pytest.mark.usefixtures("named")
async def test_a_new_project_is_made_from_a_starter_codebook(tmp_path: Path) -> None:
    app = QcodeApp()
    async with app.run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "Tesis saya.qcode")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
    with Project.open(tmp_path / "Tesis saya.qcode") as project:
        assert len(codes.all_codes(project)) >= 5


@pytest.mark.usefixtures("named")
async def test_the_latest_project_opens_with_enter(study: Path) -> None:
    async with QcodeApp(study).run_test():
        pass
    app = QcodeApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.project is not None
        assert (app.project.name, app.project.coder_name) == ("Study", "Ani")


@pytest.mark.usefixtures("named")
async def test_a_project_that_is_gone_is_said_and_can_be_forgotten(tmp_path: Path) -> None:
    settings.save(settings.load().with_project(RecentProject(str(tmp_path / "gone.qcode"), "Gone")))
    app = QcodeApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert [note.severity for note in app._notifications] == ["error"]
        await pilot.press("delete")
        await pilot.pause()
    assert settings.load().recent == ()


async def test_a_file_that_is_no_project_is_said(tmp_path: Path) -> None:
    settings.save(Settings(name="Ani"))
    (tmp_path / "letter.qcode").write_text("Dear all", encoding="utf-8")
    app = QcodeApp(tmp_path / "letter.qcode")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert len(app._notifications) == 1


@pytest.mark.usefixtures("named")
async def test_the_demo_is_made_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = QcodeApp()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert len(app.screen.desk.sources) >= 2
        assert app.screen.desk.source is not None
        assert app.screen.desk.source.name == "T01_unit_ppa", "the tour speaks of an interview"
    assert (tmp_path / "qcode-demo").is_dir()


async def test_keys_can_be_remapped(study: Path) -> None:
    settings.save(Settings(name="Ani", keys={"palette": "ctrl+k"}))
    app = QcodeApp(study)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert type(app.screen).__name__ == "CodePalette"


async def test_what_was_not_foreseen_ends_with_words_and_a_log(
    study: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def stumble() -> None:
        app = QcodeApp(study)
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 // 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await stumble()
    assert "Traceback" not in capsys.readouterr().err
    assert "ZeroDivisionError" in (home / "errors.log").read_text(encoding="utf-8")


@pytest.mark.usefixtures("named")
async def test_a_project_is_picked_from_the_folders(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (study.parent / "below").mkdir()
    (study.parent / "notes.txt").write_text("no project", encoding="utf-8")
    monkeypatch.chdir(study.parent / "below")
    app = QcodeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        dialog = app.screen
        assert isinstance(dialog, OpenDialog)
        await press(pilot, "backspace")
        files = dialog.query_one(ProjectFiles)
        for _turn in range(500):
            await settle(pilot)
            if files.root.children:
                break
        assert [str(node.label) for node in files.root.children] == ["below", "home", "study.qcode"]
        await press(pilot, "end")
        await press(pilot, "enter")
        for _turn in range(500):
            await settle(pilot)
            if isinstance(app.screen, CodingScreen):
                break
        assert app.project is not None
        assert app.project.path == study


@pytest.mark.usefixtures("named")
async def test_a_path_can_still_be_typed(study: Path) -> None:
    app = QcodeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("o", "tab", *str(study), "enter"):
            await press(pilot, key)
        assert app.project is not None
        assert app.project.path == study
