"""Lines that are kept: drawn as the library would draw them, and no oftener than they change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from qcode.tui.widgets.still import StillScroll

WIDTH, HEIGHT = 24, 12


class Numbers(StillScroll, can_focus=True):
    """Five hundred numbered lines under a line of border."""

    DEFAULT_CSS = "Numbers { border-top: solid red; height: 1fr; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.word = "old"
        self.asked_for: list[int] = []

    def on_mount(self) -> None:
        self.virtual_size = Size(WIDTH - 2, 500)

    def render_line(self, y: int) -> Strip:
        self.asked_for.append(y)
        return Strip([Segment(f"{self.word} {y + self.scroll_offset.y}")]).adjust_cell_length(WIDTH - 1)


class Showing(App[None]):
    """The numbers alone."""

    def compose(self) -> ComposeResult:
        yield Numbers()


@asynccontextmanager
async def numbers() -> AsyncIterator[tuple[Numbers, Pilot[None]]]:
    app = Showing()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        yield app.query_one(Numbers), pilot


def whole(widget: Widget) -> list[Strip]:
    return widget.render_lines(widget.outer_size.region)


def words(widget: Widget) -> list[str]:
    return [line.text.strip() for line in whole(widget)][1:]


async def test_lines_that_stand_are_not_drawn_again() -> None:
    async with numbers() as (view, pilot):
        view.asked_for.clear()
        view.refresh(Region(0, 3, WIDTH, 2))
        await pilot.pause()
        assert view.asked_for == [3, 4]
        view.refresh(Region(0, 1, WIDTH, 1), Region(0, 3, WIDTH, 1))
        await pilot.pause()
        assert view.asked_for[2:] in ([1, 3], [1, 2, 3])


async def test_lines_that_changed_are_drawn_as_they_are_now() -> None:
    async with numbers() as (view, pilot):
        view.word = "new"
        view.refresh(Region(0, 2, WIDTH, 1))
        await pilot.pause()
        assert words(view)[:4] == ["old 0", "old 1", "new 2", "old 3"]
        view.refresh()
        await pilot.pause()
        assert {line.split()[0] for line in words(view)} == {"new"}


async def test_what_lies_beyond_the_edges_is_passed_over() -> None:
    async with numbers() as (view, pilot):
        view.refresh(Region(0, -5, WIDTH, 2), Region(0, 200, WIDTH, 3))
        await pilot.pause()
        assert words(view)[0] == "old 0"
        assert len(whole(view)) == HEIGHT


async def test_scrolling_resizing_a_title_and_another_theme_draw_all_lines() -> None:
    async with numbers() as (view, pilot):
        view.scroll_to(y=70, animate=False)
        await pilot.pause()
        assert words(view)[0] == "old 70"
        await pilot.resize_terminal(WIDTH, HEIGHT + 5)
        await pilot.pause()
        assert len(words(view)) == HEIGHT + 4
        before = whole(view)[0]
        view.border_title = "Angka"
        await pilot.pause()
        assert "Angka" in whole(view)[0].text
        assert "Angka" not in before.text
        before = whole(view)[0]
        view.app.theme = "textual-light"
        await pilot.pause()
        assert whole(view)[0] != before


async def test_a_part_of_the_lines_is_cut_from_those_that_are_kept() -> None:
    async with numbers() as (view, _):
        whole(view)
        view.asked_for.clear()
        part = view.render_lines(Region(4, 3, 5, 2))
        assert [line.text for line in part] == ["2    ", "3    "]
        assert view.asked_for == []


@pytest.mark.parametrize("position", [0, 1, 3, 70, 71.5, 244, 487, 488])
async def test_the_scrollbar_looks_as_the_library_draws_it(position: float) -> None:
    async with numbers() as (view, pilot):
        view.scroll_to(y=position, animate=False)
        await pilot.pause()
        bar = view.vertical_scrollbar
        assert bar.position == position
        plain = Widget.render_lines(bar, bar.outer_size.region)
        assert [list(line) for line in whole(bar)] == [list(line) for line in plain]
        assert len(plain) == HEIGHT - 1
        assert len({id(line) for line in whole(bar)}) <= 5


async def test_the_scrollbar_can_be_dragged_and_clicked() -> None:
    async with numbers() as (view, pilot):
        await pilot.mouse_down(offset=(WIDTH - 1, 1))
        await pilot.hover(offset=(WIDTH - 1, 6))
        await pilot.mouse_up(offset=(WIDTH - 1, 6))
        assert view.scroll_offset.y > 100
        top = view.scroll_offset.y
        await pilot.click(offset=(WIDTH - 1, HEIGHT - 1))
        await pilot.pause(0.5)
        assert view.scroll_offset.y > top
