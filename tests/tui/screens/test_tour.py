from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qcode import settings
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.tour import STEPS
from qcode.tui.widgets.tour_panel import TourPanel


@pytest.fixture
def app(study: Path) -> QcodeApp:
    return QcodeApp(study, "T01:60", coder="Ani", tour=True)


async def at_step(pilot: Pilot[None], number: int) -> None:
    """Wait until the tour shows a step, counted from 1."""
    for _try in range(500):
        await pilot.pause(0.02)
        panels = list(pilot.app.query(TourPanel)) if not isinstance(pilot.app.screen, CodingScreen) else []
        panels += list(pilot.app.screen.query(TourPanel))
        if any(str(panel.border_title).startswith(f"Tour {number} ") for panel in panels):
            return
    raise AssertionError(f"step {number} does not come")


async def test_the_tour_goes_on_when_each_thing_was_done_and_ends_by_itself(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 35)) as pilot:
        await at_step(pilot, 1)
        await pilot.press("j")
        await at_step(pilot, 2)
        await pilot.press("s")
        await at_step(pilot, 3)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press(*"pre", "enter")
        await at_step(pilot, 4)
        await pilot.press("u")
        await at_step(pilot, 5)
        await pilot.press("full_stop")
        await at_step(pilot, 6)
        await pilot.press("x")
        await at_step(pilot, 7)
        await pilot.press("1", "right", "n")
        await at_step(pilot, 8)
        await pilot.press("comma")
        for _try in range(500):
            await pilot.pause(0.02)
            if app._tour and app._tour.step == 8:
                break
        await pilot.pause(0.3)  # Longer than the tour takes to look: what was open already is not the next step.
        await pilot.press("escape")
        await at_step(pilot, 9)
        await pilot.press("question_mark")
        for _try in range(500):
            await pilot.pause(0.02)
            if app._tour is None:
                break
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(TourPanel)
        assert settings.load().has_toured


async def test_what_is_done_and_at_once_undone_by_the_next_key_counts_too(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 35)) as pilot:
        await at_step(pilot, 1)
        for key in ("right", "left"):  # Both between two looks of the clock.
            app.post_message(events.Key(key, None))
        await at_step(pilot, 2)


async def test_the_tour_can_be_ended_and_begun_again_and_is_not_forced_on_anybody_twice(
    app: QcodeApp, study: Path
) -> None:
    async with app.run_test() as pilot:
        await at_step(pilot, 1)
        await pilot.press("f9")
        await at_step(pilot, 2)
        await pilot.press("f8")
        await pilot.pause()
        assert not app.screen.query(TourPanel)
        await pilot.press("f9")
        await at_step(pilot, 1)
        await pilot.press("f8")
    again = QcodeApp(study, "T01:60", coder="Ani", tour=True)
    async with again.run_test() as pilot:
        await pilot.pause()
        assert not again.screen.query(TourPanel)


async def test_every_step_names_its_keys_and_fits_into_the_smallest_window(app: QcodeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for number in range(1, len(STEPS) + 1):
            await at_step(pilot, number)
            panel = app.screen.query_one(TourPanel)
            assert panel.keys
            assert "…" not in "".join(panel.render_line(y).text for y in range(1, 4))
            assert panel.region.bottom <= 24
            await pilot.press("f9")
