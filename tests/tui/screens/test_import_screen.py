from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qcode.domain.transcript import Role
from qcode.store import sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.base import dropped_paths
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.import_parts import SourceFiles, SpeakerRows
from qcode.tui.screens.importing import ImportScreen

MakesApp = Callable[..., QcodeApp]
INTERVIEW = """Kode Informan : INF-07

P: Sejak kapan?
Bu Sari: Sejak tahun lalu, kami catat semua tamu.
P: Lalu?
Bu Sari: Lalu kami lapor.
Catatan: rekaman selesai.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "wawancara satu.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    return path


async def reading(pilot: Pilot[None]) -> None:
    """Wait for the threads that read and keep files; others never end while the screen stands."""
    await pilot.pause()
    mine = [worker for worker in pilot.app.workers if worker.group in ("look", "keep")]
    if mine:  # Nothing named would mean all of them.
        await pilot.app.workers.wait_for_complete(mine)


async def look_into(pilot: Pilot[None], path: Path) -> ImportScreen:
    await pilot.press("ctrl+o")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    screen.query_one("#path", Input).focus()
    screen.query_one("#path", Input).value = str(path)
    await pilot.press("enter")
    await reading(pilot)
    await pilot.pause()
    return screen


def facts(screen: ImportScreen) -> str:
    return str(screen.query_one("#facts", Static).render())


def roles(screen: ImportScreen) -> dict[str, str]:
    return {row.label: row.role for row in screen.query_one(SpeakerRows).speakers}


async def test_a_file_is_shown_before_it_is_kept(app_on: MakesApp, study: Path, file: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await look_into(pilot, file)
        assert "wawancara satu" in facts(screen)
        assert "INF-07" in facts(screen)
        assert roles(screen)["P"] == "interviewer"
        assert "Sejak kapan" in str(screen.query_one("#sample", Static).render())
    with Project.open(study) as project:
        assert len(sources.all_sources(project)) == 2


async def test_i_keeps_it_and_the_list_of_texts_shows_it(app_on: MakesApp, study: Path, file: Path) -> None:
    app = app_on()
    async with app.run_test(size=(160, 40)) as pilot:
        screen = await look_into(pilot, file)
        screen.query_one(SpeakerRows).focus()
        await pilot.press("i")
        await reading(pilot)
        await pilot.pause()
        assert "came in: wawancara satu" in facts(screen)
        await pilot.press("escape")
        await pilot.pause()
        coding = app.screen
        assert isinstance(coding, CodingScreen)
        assert [row.name for row in coding.desk.sources] == ["T01", "T02", "wawancara satu"]
    with Project.open(study) as project:
        assert sources.find(project, "wawancara satu").turns >= 4


async def test_a_role_can_be_corrected_before_keeping(app_on: MakesApp, study: Path, file: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await look_into(pilot, file)
        rows = screen.query_one(SpeakerRows)
        rows.focus()
        rows.go_to([row.label for row in rows.speakers].index("P"))
        await pilot.press("space", "space")
        await reading(pilot)
        await pilot.pause()
        assert roles(screen)["P"] in ("participant", "no speaker")
        while roles(screen)["P"] != "participant":
            await pilot.press("space")
            await reading(pilot)
            await pilot.pause()
        await pilot.press("i")
        await reading(pilot)
        await pilot.pause()
    with Project.open(study) as project:
        kept = sources.speakers_of(project, sources.find(project, "wawancara satu").id)
        assert {speaker.label: speaker.role for speaker in kept}["P"] is Role.PARTICIPANT


async def test_a_file_that_cannot_be_read_is_explained(app_on: MakesApp, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n")
    async with app_on().run_test(size=(120, 40)) as pilot:
        screen = await look_into(pilot, picture)
        assert ".png" in facts(screen)
        assert not screen.query_one(SpeakerRows).display


async def test_a_dropped_file_is_offered_for_import(app_on: MakesApp, file: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.post_message(events.Paste(f"'{file}' "))
        await pilot.pause()
        await reading(pilot)
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        assert "wawancara satu" in facts(app.screen)


def test_dropped_paths_are_read_however_the_terminal_writes_them(file: Path) -> None:
    escaped = str(file).replace(" ", "\\ ")
    for text in (str(file), f'"{file}"', f"'{file}'\n", escaped, file.as_uri(), f"{escaped} '{file.parent}'"):
        assert dropped_paths(text)[0] == file, text


def test_pasted_words_are_no_dropped_files(file: Path) -> None:
    for text in ("", "Kami turun penyuluhan", "it's", file.name, f"{file} and more words", "x" * 30_000, "\0"):
        assert dropped_paths(text) == ()


async def test_a_pasted_text_is_shown_and_kept(app_on: MakesApp, study: Path) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ImportScreen)
        screen.post_message(events.Paste(INTERVIEW))
        await reading(pilot)
        await pilot.pause()
        assert "Kode Informan" in facts(screen)
        await pilot.press("f2")
        await reading(pilot)
        await pilot.pause()
    with Project.open(study) as project:
        source = sources.find(project, "Kode Informan : INF-07")
        assert [one.label for one in sources.speakers_of(project, source.id)] == ["P", "Bu Sari"]


async def test_the_first_text_of_a_new_study_is_opened_when_it_has_come(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "new.qcode"
    Project.create(path, coder="Ani").close()
    app = QcodeApp(path, coder="Ani")
    async with app.run_test(size=(120, 40)) as pilot:
        await look_into(pilot, file)
        await pilot.press("f2")
        await reading(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.desk.text == INTERVIEW
        assert app.screen.view.text == INTERVIEW


async def test_a_slash_begins_a_path_and_backspace_lists_the_folder_above(
    app_on: MakesApp, file: Path, tmp_path: Path
) -> None:
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("backspace")
        assert Path(app.screen.query_one(SourceFiles).path) == tmp_path.parent
        await pilot.press("slash")
        line = app.screen.query_one("#path", Input)
        assert (app.focused, line.value, line.cursor_position) == (line, "/", 1)


async def test_after_a_text_came_in_its_file_is_marked_and_the_next_one_is_at_hand(
    app_on: MakesApp, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "wawancara zulu.txt").write_text(INTERVIEW.replace("07", "08"), encoding="utf-8")
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        files = app.screen.query_one(SourceFiles)
        while len(files.root.children) < 2:
            await pilot.pause(0.01)
        await pilot.pause()
        files.move_cursor(next(node for node in files.root.children if "satu" in str(node.label)))
        await pilot.press("enter")
        await reading(pilot)
        await pilot.press("tab", "i")
        await reading(pilot)
        await pilot.pause()
        labels = [files.render_label(node, Style(), Style()).plain.strip() for node in files.root.children]
        assert [label for label in labels if "✓" in label] == ["wawancara satu.txt ✓"]
        assert app.focused is files
        assert files.cursor_node is not None
        assert "wawancara zulu" in str(files.cursor_node.label)


async def test_roles_and_turns_of_a_speaker_stand_apart_at_80_columns(app_on: MakesApp, file: Path) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await look_into(pilot, file)
        rows = screen.query_one(SpeakerRows)
        width = rows.scrollable_content_region.width
        lines = ["".join(text for text, _style in rows.draw(at, width)[0]) for at in range(rows.row_count())]
        assert len(lines) >= 2
        assert all("  turns: " in line and len(line) <= width for line in lines)
