"""What a key costs on the coding screen with all its panes in place: lines drawn, questions asked, turns taken."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widget import Widget

from qcode.domain.study import SpanCoding
from qcode.services import demonstrating
from qcode.tui.app import QcodeApp
from qcode.tui.layout.wrap import WrapIndex
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.place import CODINGS_TOLD
from qcode.tui.widgets.still import Still, StillBar

CURSOR_KEYS = ("right", "left", "down", "up", "w", "w", "W", "s", "S", "escape", "]", ")", "}")
PAGE_KEYS = ("pagedown", "pageup", "G", "ctrl+home")


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo, on a screen that does nothing by itself."""
    monkeypatch.setattr(CodingScreen, "poll", lambda _self: None)
    monkeypatch.setattr(CodingScreen, "ask_marks", lambda _self: None)
    return demonstrating.make_demo(tmp_path / "demo").project


@asynccontextmanager
async def coding(demo: Path) -> AsyncIterator[tuple[CodingScreen, Pilot[None]]]:
    app = QcodeApp(demo, "T01_unit_ppa:3000", coder="Ana")
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodingScreen)
        yield screen, pilot


async def lines(screen: CodingScreen, pilot: Pilot[None], key: str) -> Counter[str]:
    """Press a key and return how many lines were drawn anew for it, by what drew them."""
    shown = list(screen._compositor.visible_widgets)
    still = [widget for widget in shown if isinstance(widget, Still)]
    assert still == shown, "something on the screen is drawn whole at each key"
    before = [widget.lines_drawn for widget in still]
    await pilot.press(key)
    await pilot.pause()
    pairs = zip(still, before, strict=True)
    return +Counter({type(widget).__name__: widget.lines_drawn - drawn for widget, drawn in pairs})


async def test_a_cursor_key_draws_rows_of_the_text_and_details_alone(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        for key in CURSOR_KEYS:
            drawn = await lines(screen, pilot, key)
            assert set(drawn) <= {"TranscriptView", "DetailsPane", "KeyBar"}, key
            assert drawn["DetailsPane"] <= screen.details.size.height
            assert drawn["KeyBar"] <= 1
            if key in ("right", "left", "up", "down"):
                assert 1 <= drawn["TranscriptView"] <= 2


async def test_with_the_details_closed_a_cursor_key_draws_two_lines_at_most(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        await pilot.press("f7")
        screen.view.go_to(3000)
        await pilot.pause()
        for key in ("right", "left", "down", "up"):
            drawn = await lines(screen, pilot, key)
            assert drawn["TranscriptView"] <= 2
            assert set(drawn) <= {"TranscriptView", "KeyBar"}


async def test_a_page_draws_each_line_of_the_text_once_and_no_list(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        for key in PAGE_KEYS:
            drawn = await lines(screen, pilot, key)
            assert drawn["TranscriptView"] <= screen.view.size.height, key
            assert set(drawn) <= {"TranscriptView", "StillBar", "DetailsPane", "KeyBar"}


async def test_no_cursor_key_asks_the_project_anything(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        asked: list[str] = []
        screen.desk.project.database._connection.set_trace_callback(asked.append)
        for key in (*CURSOR_KEYS, *PAGE_KEYS):
            await pilot.press(key)
        assert asked == []
        await pilot.press("s", "1")
        assert asked


async def test_applying_a_code_asks_eleven_things_and_draws_a_line_of_each_list(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        for key in ("s", "1", ")", "s"):  # Who codes is made at their first coding.
            await pilot.press(key)
        await pilot.pause()
        asked: list[str] = []
        screen.desk.project.database._connection.set_trace_callback(asked.append)
        drawn = await lines(screen, pilot, "1")
        assert len(asked) == 11
        assert [asked[2], asked[-1]] == ["BEGIN IMMEDIATE", "COMMIT"]
        assert drawn["CodeTree"] == drawn["SourceList"] == drawn["KeyBar"] == 1
        selection = screen.view.selection
        assert selection is not None
        row_of = screen.view._scene.wrap.row_of
        below = screen.view._scene.rows_told_below(selection.start, selection.end)
        assert drawn["TranscriptView"] <= row_of(selection.end - 1) - row_of(selection.start) + 1 + below
        assert set(drawn) <= {"CodeTree", "SourceList", "KeyBar", "TranscriptView", "DetailsPane"}


@asynccontextmanager
async def noted(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Counter[tuple[str, str]]]:
    """Count messages by what hears them and what they are, and the timers that are made."""
    seen: Counter[tuple[str, str]] = Counter()
    dispatch, set_timer = MessagePump._dispatch_message, MessagePump.set_timer

    async def heard(self: MessagePump, message: Message) -> None:
        seen[type(self).__name__, type(message).__name__] += 1
        await dispatch(self, message)

    def timed(self: MessagePump, *given: Any, **named: Any) -> Timer:  # noqa: ANN401 - passed on as it came
        seen[type(self).__name__, "set_timer"] += 1
        return set_timer(self, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(MessagePump, "_dispatch_message", heard)
        patched.setattr(MessagePump, "set_timer", timed)
        yield seen


async def press(screen: CodingScreen, key: str) -> None:
    """Press a key as the terminal does; the pilot has the app say more than a key does."""
    event = events.Key(key, key if len(key) == 1 else None).set_sender(screen.app)
    screen.app.post_message(event)
    for _turn in range(40):
        await asyncio.sleep(0)


async def test_a_key_takes_no_more_turns_than_it_must(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way = {("QcodeApp", "Key"): 2, ("TranscriptView", "Key"): 1, ("CodingScreen", "Key"): 1}
    # A prompt lets the screen draw once it has nothing else to do; a rest is begun by one key of many.
    at_times = {("CodingScreen", "Prompt"), ("CodingScreen", "set_timer"), ("KeyBar", "set_timer")}
    async with coding(demo) as (screen, pilot):
        for key, moved in (("s", 1), ("w", 1), ("S", 1), ("1", 0), ("right", 1), ("down", 1)):
            await pilot.pause()
            async with noted(monkeypatch) as seen:
                await press(screen, key)
            assert {what: n for what, n in seen.items() if what not in at_times} == way | (
                {("CodingScreen", "Moved"): 1} if moved else {}
            ), f"after {key} a pane takes a turn of its own to draw what it is told"
            assert seen["CodingScreen", "Prompt"] <= 2


async def test_a_letter_typed_into_a_text_copies_nothing_of_what_stands_around(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coding(demo) as (screen, pilot):
        screen.begin_correcting()
        await pilot.pause()
        await press(screen, "a")
        edited = screen.view.edited
        assert edited is not None
        before = edited.typed.joins
        async with noted(monkeypatch) as seen:
            for key in ("b", "c", "backspace", "d"):
                await press(screen, key)
        assert edited.typed.joins == before
        assert seen[("CodingScreen", "Typed")] == 4
        assert {what for _who, what in seen} == {"Key", "Typed"}
        assert "abd" in screen.view.text


async def test_what_was_opened_is_kept_from_the_garbage_collector_while_it_is_open(demo: Path) -> None:
    gc.unfreeze()
    async with coding(demo) as (screen, pilot):
        await pilot.pause()
        frozen = gc.get_freeze_count()
        assert frozen > 10_000
        screen.open_source(screen.desk.sources[1].id)
        await pilot.pause()
        assert gc.get_freeze_count() > 10_000
    assert gc.get_freeze_count() == 0


async def test_another_size_draws_each_line_once_and_wraps_the_text_once(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coding(demo) as (screen, pilot):
        wrapped: list[int] = []
        build = WrapIndex._build

        def noted(self: WrapIndex) -> None:
            wrapped.append(self.width)
            build(self)

        monkeypatch.setattr(WrapIndex, "_build", noted)
        for width in (160, 200):
            still = [widget for widget in screen.query("*") if isinstance(widget, Still) and widget.is_on_screen]
            before = [widget.lines_drawn for widget in still]
            await pilot.resize_terminal(width, 50)
            await pilot.pause()
            for widget, drawn in zip(still, before, strict=True):
                assert widget.lines_drawn - drawn <= widget.outer_size.height, widget
            assert wrapped == [screen.view._scene.wrap.width]
            wrapped.clear()


async def test_a_screen_of_which_nothing_shows_takes_the_new_size_when_it_shows_again(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        app = pilot.app
        assert isinstance(app, QcodeApp)
        before = screen.view.outer_size
        app.action_visit("memos")
        await pilot.pause()
        assert app._background_screens == []
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert screen.view.outer_size == before, "it is laid out behind the back of another screen"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert screen.has_class("-one")
        assert screen.view.outer_size == Size(80, 22)
        assert screen.view._laid_out_width == screen.view.row_width == 79


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24)])
async def test_lines_are_as_the_library_would_draw_them(demo: Path, size: tuple[int, int]) -> None:
    async with coding(demo) as (screen, pilot):
        await pilot.resize_terminal(*size)
        await pilot.press("s", "f6")
        await pilot.pause()
        checked = 0
        for widget in screen._compositor.visible_widgets:
            if isinstance(widget, Still) and not isinstance(widget, StillBar):
                lines = widget.render_lines(widget.outer_size.region)
                for line, anew in zip(lines, Widget.render_lines(widget, widget.outer_size.region), strict=True):
                    assert [*line] == [*anew.crop(0, line.cell_length)], widget
                    checked += 1
        assert checked >= size[1] - 1


async def test_of_very_many_codings_in_one_place_some_are_told_and_the_others_counted(demo: Path) -> None:
    async with coding(demo) as (screen, pilot):
        view, code = screen.view, next(iter(screen.desk.codes))
        for number in range(100):
            made = SpanCoding(f"new{number}", "", code, "", 3000, 3010 + number)
            screen.desk.codings[made.id] = made
            view.add_coding(made)
        await pilot.press("right")
        await pilot.pause()
        assert len(screen.codings_here()) >= 100
        assert len(screen.details.codings) == CODINGS_TOLD
        last = screen.details.render_line(screen.details.size.height - 1).text
        assert f"and {len(screen.codings_here()) - screen.details.size.height + 2} more" in last
