from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.screen import ModalScreen
from textual.widget import Widget

from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.asking import OptionRows
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar, TitleBar
from qcode.tui.widgets.code_tree import CodeTree
from qcode.tui.widgets.details import DetailsPane
from qcode.tui.widgets.rows import RowList
from qcode.tui.widgets.source_list import SourceList
from qcode.tui.widgets.transcript import TranscriptView
from tests.tui.screens.workbench import SCREENS, make_full_study, press, settle, visit

MakesApp = Callable[..., QcodeApp]


def lines_of(app: App[None]) -> list[str]:
    size = app.size
    strips = app.screen._compositor.render_strips(size)
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30), (140, 40), (200, 50), (300, 100)])
async def test_every_size_shows_text_details_and_keys(app_on: MakesApp, size: tuple[int, int]) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=size) as pilot:
        await pilot.press("s", "1")
        await pilot.pause()
        screen = app.screen
        assert screen.query_one(TranscriptView).size.height >= min(size[1] - 9, 5)
        assert screen.query_one(DetailsPane).region.bottom <= size[1] - 1
        assert screen.query_one(KeyBar).region.y == size[1] - 1
        shown = lines_of(app)
        assert any("Kami turun" in line for line in shown)
        assert shown[-1].startswith(" c code")


@pytest.mark.parametrize(
    ("width", "has_sources", "has_codes"), [(80, False, False), (120, False, True), (160, True, True)]
)
async def test_panes_stand_beside_the_text_where_there_is_room(
    app_on: MakesApp, width: int, has_sources: bool, has_codes: bool
) -> None:
    app = app_on()
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        assert app.screen.query_one(SourceList).display == has_sources
        assert app.screen.query_one(CodeTree).display == has_codes


async def test_tab_opens_a_pane_over_the_text_and_escape_closes_it(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        tree = app.screen.query_one(CodeTree)
        assert tree.has_focus
        assert tree.region.width == 56
        assert tree.region.bottom <= app.screen.query_one(DetailsPane).region.y
        assert any("Obstacles" in line for line in lines_of(app))
        assert app.screen.query_one(TranscriptView).size.width > 70
        await pilot.press("escape")
        await pilot.pause()
        assert not tree.display
        assert app.screen.query_one(TranscriptView).has_focus


async def test_wide_gives_the_text_everything(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("z")
        await pilot.pause()
        assert app.screen.query_one(TranscriptView).region.width == 160
        await pilot.press("z")
        await pilot.pause()
        assert app.screen.query_one(TranscriptView).region.width < 100


async def test_the_line_of_keys_offers_five_that_make_sense(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test() as pilot:
        bar = app.screen.query_one(KeyBar)

        def offered() -> list[str]:
            *fitting, screens = [hint.action for hint in bar.hints]
            assert screens == "app.screens"
            return fitting

        await pilot.pause()
        assert offered() == ["palette", "next", "turn(1)", "find", "help"]
        await pilot.press("s", "1")
        await pilot.pause()
        assert offered() == ["palette", "repeat", "in_vivo", "memo", "copy"]
        await pilot.press("escape")
        await pilot.pause()
        assert offered() == ["palette", "uncode", "recode", "edit_span", "memo"]
        await pilot.press("tab")
        await pilot.pause()
        assert offered()[0] == "passages"


async def test_a_click_on_a_key_does_what_it_says(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(3, 0))
        await pilot.pause()
        assert type(app.screen).__name__ == "CodePalette"


async def test_the_tree_counts_here_and_everywhere(app_on: MakesApp) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("s", "1", "t", "1")
        await pilot.pause()
        (line,) = [line for line in lines_of(app) if "Preemptive" in line and "■" in line and "PRE" in line[-46:]]
        assert line.rstrip().endswith("2     2")
        assert isinstance(app.screen, CodingScreen)


async def test_the_three_themes_follow_one_another(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        seen = []
        for _turn in range(3):
            await pilot.press("colon", *"next", "space", *"theme", "enter")
            await pilot.pause()
            seen.append(app.theme)
        assert seen == ["qcode-light", "qcode-contrast", "qcode-dark"]


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 50), (300, 100)])
async def test_every_screen_stands_whole_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = QcodeApp(make_full_study(tmp_path), coder="Ani")
    async with app.run_test(size=size) as pilot:
        for name in SCREENS:
            screen = await visit(pilot, name)
            bar = screen.query_one(KeyBar)
            assert (bar.region.y, bar.region.width) == (size[1] - 1, size[0]), name
            assert screen.query_one(TitleBar).region == (0, 0, size[0], 1), name
            flat = [one for one in screen.query("*") if is_to_be_seen(one) and not one.region.area]
            assert flat == [], name
            shown = lines_of(app)
            assert all(cell_len(line) == size[0] for line in shown), name
            assert bar.hints[0].label in shown[-1], name
            assert "  " in shown[0].rstrip() or " › " in shown[0], name


def is_to_be_seen(widget: Widget) -> bool:
    """Say whether a widget is meant to have a place on the screen now."""
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget)) and widget.visible


async def test_clicks_on_rows_and_keys_work_on_every_screen(tmp_path: Path) -> None:
    app = QcodeApp(make_full_study(tmp_path), coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        for name in SCREENS:
            screen = await visit(pilot, name)
            before = app.focused
            lists = [
                one for one in screen.query(RowList) if one.display and one.row_count() > 1 and one.size.height > 2
            ]
            for rows in lists:
                wanted = 0 if rows.cursor else 1
                edge = rows.content_region.y - rows.region.y
                await pilot.click(rows, offset=(4, edge + wanted * rows.ROW_HEIGHT - rows.scroll_offset.y))
                assert rows.cursor == wanted, name
                assert app.focused is rows or not rows.can_focus, name
            assert before is not None, name
            screen.set_focus(before)
            await settle(pilot)
            await pilot.click(KeyBar, offset=(1, 0))
            await settle(pilot)
            for _press in range(4):
                if app.screen is not screen and isinstance(app.screen, ModalScreen):
                    await press(pilot, "escape")


async def test_an_empty_study_says_on_every_screen_where_one_is(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.qcode", name="Empty study", coder="Ani") as project:
        path = project.path
    app = QcodeApp(path, coder="Ani")
    async with app.run_test(size=(80, 24)) as pilot:
        for name in SCREENS:
            await visit(pilot, name)
            assert lines_of(app)[0].startswith(" Empty study › "), name


@pytest.mark.parametrize("language", ["en", "id"])
async def test_all_that_is_said_of_the_screens_fits_where_they_are_chosen(
    app_on: MakesApp, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QCODE_LANG", language)
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "comma")
        rows = app.screen.query_one(OptionRows)
        assert len(rows.options) == len(SCREENS)
        assert [one.note for one in rows.options if rows.is_cut(one, rows.size.width)] == []
