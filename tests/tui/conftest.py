"""What all tests of the screens share: a key is pressed, and its work looked at, once the app is truly at rest.

Textual takes an app for idle when its process has used little of the last moment's time. On a busy machine a process
that waits for its turn looks idle too, and a test asks before the answer is there. Here rest means that nothing is
left to do: no step of the event loop is ready, the screen has been repainted, no thread is at work, and no timer is
about to ring. That is quicker as well, since nothing sleeps for longer than it must, and nothing is painted that a
next step paints over.
"""

from __future__ import annotations

import asyncio
from asyncio.base_events import BaseEventLoop
from collections.abc import Callable
from concurrent.futures import Executor
from time import monotonic

import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

SOON = 0.02
"""Seconds: a timer that rings sooner is waited for."""
REPAINT = 1.0
"""Seconds after which a screen repaints where nobody asks for rest; longer than `SOON`, so that `rest` is who asks."""
LONGEST = 20.0
"""Seconds after which an app that never rests is looked at as it is."""

_in_threads: set[asyncio.Future[object]] = set()
_run_in_executor = BaseEventLoop.run_in_executor


def _run_and_remember(
    loop: BaseEventLoop, executor: Executor | None, work: Callable[..., object], *args: object
) -> asyncio.Future[object]:
    doing: asyncio.Future[object] = _run_in_executor(loop, executor, work, *args)
    _in_threads.add(doing)
    doing.add_done_callback(_in_threads.discard)
    return doing


async def rest(_min_sleep: float = 0, _max_sleep: float = 0) -> None:
    """Return when the app has nothing left to do."""
    loop = asyncio.get_running_loop()
    until = monotonic() + LONGEST
    turns_at_rest = 0
    while turns_at_rest < 2 and monotonic() < until:
        await asyncio.sleep(0)
        if getattr(loop, "_ready") or _repainted():  # noqa: B009 - there is no public way to ask
            turns_at_rest = 0
        elif wait := _until_next(loop):
            turns_at_rest = 0
            await asyncio.sleep(wait)
        else:
            turns_at_rest += 1


def _repainted() -> bool:
    """Let the screen repaint if it waits for its time to; return whether it did."""
    app = active_app.get()
    if not app.is_running or not app._screen_stack or not app.screen._update_timer._active.is_set():
        return False
    app.screen._on_timer_update()
    return True


def _until_next(loop: asyncio.AbstractEventLoop) -> float:
    """Return after how many seconds to look again; 0 if nothing is awaited."""
    if any(one.get_loop() is loop for one in _in_threads):
        return 0.001
    if not active_app.get().is_running:
        return 0  # An app that was left asks its screen to repaint for ever, and nobody answers.
    timers: list[asyncio.TimerHandle] = getattr(loop, "_scheduled")  # noqa: B009
    soon = [one.when() - loop.time() for one in timers if not one.cancelled() and one.when() < loop.time() + SOON]
    return max(min(soon), 0.0005) if soon else 0


async def _screen_at_rest(_pilot: textual.pilot.Pilot[object], _timeout: float = LONGEST) -> bool:
    await rest()
    return True


_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


def _parse_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """Return the rules of a style sheet; every test makes an app, and they all have the same ones."""
    colours = tuple(sorted(sheet._variables.items()))
    key = css, read_from, is_default_rules, tie_breaker, scope, colours
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _parsed[key]


BaseEventLoop.run_in_executor = _run_and_remember  # type: ignore[method-assign, assignment]
Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign, assignment]
textual.screen.UPDATE_PERIOD = REPAINT  # type: ignore[misc]  # a constant to the library, which has no setting for it
textual.app.wait_for_idle = rest  # type: ignore[attr-defined, assignment]
textual.pilot.wait_for_idle = rest  # type: ignore[attr-defined, assignment]
textual.pilot.Pilot._wait_for_screen = _screen_at_rest  # type: ignore[method-assign, assignment]
