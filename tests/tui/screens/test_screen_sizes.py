from __future__ import annotations

from collections.abc import Callable

import pytest

from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.code_tree import CodeTree
from qcode.tui.widgets.details import DetailsPane
from qcode.tui.widgets.source_list import SourceList
from qcode.tui.widgets.transcript import TranscriptView

MakesApp = Callable[..., QcodeApp]


def lines_of(app: QcodeApp) -> list[str]:
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
            return [hint.action for hint in bar.hints]

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
