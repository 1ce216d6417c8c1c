"""How documents are written from the screens: cited, worded, set in Word, and remembered; by key presses."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from docx import Document as read_word
from textual.pilot import Pilot
from textual.widgets import Input

from qcode import settings as preferences
from qcode.services import demonstrating
from qcode.tui.app import QcodeApp
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.writing import SaveDialog
from qcode.tui.widgets.bars import KeyBar
from tests.tui.screens.workbench import settle


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrating.make_demo(tmp_path_factory.mktemp("demo")).project


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "demo.qcode"))


class Hand:
    """Presses keys, and waits until what is to be written is there."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    @property
    def dialog(self) -> SaveDialog:
        screen = self.pilot.app.screen
        assert isinstance(screen, SaveDialog)
        return screen

    @property
    def said(self) -> dict[str, str]:
        rows = self.dialog.rows
        return {one.name: rows.said(one) for one in rows.choices}

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pilot.app.simulate_key(key)
            if len(key) > 1 or not isinstance(self.pilot.app.focused, Input):
                await settle(self.pilot)
        await settle(self.pilot)

    async def save(self, name: str) -> None:
        """Type a name in place of the one that is proposed, and wait until all of it is done."""
        await self.press("ctrl+u", *name, "enter")
        for _turn in range(2000):
            await settle(self.pilot)
            at_work = [one for one in self.pilot.app.workers if one.group == "act" and not one.is_finished]
            if not at_work and isinstance(self.pilot.app.screen, WorkScreen):
                return
        raise AssertionError("nothing was written")


@asynccontextmanager
async def hand_on(study: Path) -> AsyncIterator[Hand]:
    app = QcodeApp(study, "T01_unit_ppa:1500", coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await settle(pilot)
        yield hand


def words_of(path: Path) -> str:
    document = read_word(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_quotations_are_cited_as_chosen_and_that_is_remembered_for_the_study(demo: Path, tmp_path: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "r", "f", "c", *"KEN-SAR", "enter", "w")
        assert hand.said["citation"] == "as usual for this document"
        await hand.press("tab", *["right"] * 4)
        assert hand.said["citation"] == "in the text: APA"
        await hand.press("down", "down", "down", "enter")
        assert hand.said["mask"] == "codes in their place"
        await hand.press("escape")
        await hand.save("apa.md")
        assert "personal communication" in (tmp_path / "apa.md").read_text(encoding="utf-8")
        await hand.press("w")
        assert hand.said["citation"] == "in the text: APA"
        await hand.press("tab", "delete", "tab")
        await hand.save("plain.md")
        assert "personal communication" not in (tmp_path / "plain.md").read_text(encoding="utf-8")
    kept = preferences.load().project(str(demo.absolute()))
    assert kept.writing == {"mask": "yes"}
    assert kept.name, "where the reader was is still known"


async def test_chapter_and_tables_are_numbered_and_long_ones_split_as_chosen(demo: Path, tmp_path: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "a", "5", "w")
        assert "citation" not in hand.said, "there is no quotation in it"
        await hand.press("tab", "down", "down", "enter", "4", "enter", "down", "enter", "7", "enter", "down", "right")
        assert [hand.said[name] for name in ("chapter", "first_table", "split")] == [
            "4", "7", "their title again on each page",
        ]  # fmt: skip
        await hand.press("tab")
        await hand.save("cakupan.docx")
    assert "4.7" in words_of(tmp_path / "cakupan.docx")


async def test_a_look_is_kept_for_all_studies_and_what_is_no_template_changes_nothing(
    demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "kosong.docx").write_bytes(b"no document")
    async with hand_on(demo) as hand:
        await hand.press("comma", "a", "w", "tab", "right", "tab")
        assert hand.said["look"] == "journal"
        await hand.save("jurnal.docx")
        assert preferences.load().look == "journal"
        assert isinstance(hand.pilot.app, QcodeApp)
        assert hand.pilot.app.settings.look == "journal"
        await hand.press("w", "tab", "down", "enter", *str(tmp_path / "kosong.docx"), "enter", "tab")
        await hand.save("rusak.docx")
        assert len(hand.pilot.app._notifications) == 1
    assert (preferences.load().look, preferences.load().template) == ("journal", "")
    assert not (tmp_path / "rusak.docx").exists()


@pytest.mark.parametrize(
    ("key", "others", "name", "told"),
    [
        ("a", (), "lampiran.html", "T01_unit_ppa"),
        ("q", (), "kutipan.html", "KEN-SAR"),
        ("c", (), "buku.html", "PRV-SIB"),
        ("t", (*"T02", "enter"), "naskah.html", "T02_pengelola_penginapan"),
        ("m", ("m",), "metode.html", "COREQ"),
    ],
)
async def test_documents_are_written_from_the_menu(
    demo: Path, tmp_path: Path, key: str, others: tuple[str, ...], name: str, told: str
) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "x", "W", key, *others)
        await hand.save(name)
    assert told in (tmp_path / name).read_text(encoding="utf-8")


async def test_sheets_for_informants_go_into_a_folder_and_findings_carry_their_chapter(
    demo: Path, tmp_path: Path
) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "u", "W", "s")
        await hand.save("lembar.docx")
        made = sorted(one.name for one in (tmp_path / "lembar").glob("*.docx"))
        assert len(made) == 2
        assert hand.pilot.app.screen.query_one(KeyBar).said.startswith("written:")
        await hand.press("W", "f", "tab", "up", "up", "up", "end", "up", "up", "enter", "4", "enter", "tab")
        assert hand.said["chapter"] == "4"
        await hand.save("bab4.md")
    assert "4.1" in (tmp_path / "bab4.md").read_text(encoding="utf-8")


async def test_esc_leads_from_the_choices_to_the_file_and_from_there_back(demo: Path, tmp_path: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "r", "w", "down", "right", "escape")
        assert isinstance(hand.pilot.app.focused, Input)
        await hand.press("escape")
        assert isinstance(hand.pilot.app.screen, WorkScreen)
    assert preferences.load().project(str(demo.absolute())).writing == {}
    assert not list(tmp_path.glob("*.docx"))


async def test_the_findings_take_the_pictures_that_are_ticked_and_number_them_from_the_first(
    demo: Path, tmp_path: Path
) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "r", "W", "f")
        assert hand.said["pictures"] == "no picture"
        await hand.press("tab", "enter", *"year", "tab", *"tree", "tab", "enter")
        assert hand.said["pictures"] == "Cases by year, Code tree"
        await hand.press("down", "right", "right", "right", "down", "right", "down", "enter", "3", "enter")
        assert [hand.said[one] for one in ("tables", "appendix", "first_figure")] == ["no tables", "no appendix", "3"]
        await hand.press("tab")
        await hand.save("bab4.md")
        await hand.press("W", "f", "tab", "delete", "tab")
        assert hand.said["pictures"] == "no picture"
        assert hand.said["tables"] == "no tables", "it is remembered"
    told = (tmp_path / "bab4.md").read_text(encoding="utf-8")
    assert told.count("![") == 2
    assert "Figure 3" in told
    assert "Figure 4" in told
    assert "Table 1" not in told


async def test_a_picture_in_a_document_goes_on_counting_where_another_file_ends(demo: Path, tmp_path: Path) -> None:
    async with hand_on(demo) as hand:
        await hand.press("comma", "p", "9", "s", "tab", "enter", "5", "enter")
        assert hand.said["first_figure"] == "5"
        await hand.press("tab")
        await hand.save("gambar.md")
    assert "Figure 5" in (tmp_path / "gambar.md").read_text(encoding="utf-8")
