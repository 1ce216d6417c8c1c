"""What all tests of the screens share: keys are pressed, and looked after, only once the app is truly at rest.

Textual takes an app for idle when the process used little of the last moment's time. On a busy machine a process that
waits for its turn looks idle too, and the test asks before the answer is there. Here rest means that nothing is left
to do: no step of the event loop is ready, no thread is at work, and no timer is about to ring. That is also
quicker, since nothing sleeps longer than it must.
"""

from __future__ import annotations

import asyncio
from asyncio import base_events
from time import monotonic
from typing import Any

import textual.app
import textual.pilot

SOON = 0.02
"""Seconds; a timer that rings sooner is waited for: the screen repaints, a pane follows the cursor."""
LONGEST = 20.0
"""Seconds after which an app that never rests is looked at as it is."""

_at_work: set[asyncio.Future[Any]] = set()
"""What threads are doing for an event loop."""
_run_in_executor = base_events.BaseEventLoop.run_in_executor


def _run_and_remember(loop: Any, executor: Any, work: Any, *args: Any) -> asyncio.Future[Any]:
    doing = _run_in_executor(loop, executor, work, *args)
    _at_work.add(doing)
    doing.add_done_callback(_at_work.discard)
    return doing


async def rest(min_sleep: float = 0, max_sleep: float = LONGEST) -> None:
    """Return when the app has nothing left to do."""
    loop: Any = asyncio.get_running_loop()
    until = monotonic() + max(max_sleep, LONGEST)
    quiet = 0
    while quiet < 3 and monotonic() < until:
        await asyncio.sleep(0)
        if loop._ready:
            quiet = 0
            continue
        if wait := _until_something_happens(loop):
            quiet = 0
            await asyncio.sleep(wait)
            continue
        quiet += 1


def _until_something_happens(loop: Any) -> float:
    now = loop.time()
    due = [one.when() - now for one in loop._scheduled if not one.cancelled()]
    if any(not one.done() and one.get_loop() is loop for one in _at_work):
        return 0.001
    soon = [one for one in due if one < SOON]
    return max(min(soon), 0.0005) if soon else 0.0


base_events.BaseEventLoop.run_in_executor = _run_and_remember  # type: ignore[method-assign, assignment]
textual.app.wait_for_idle = rest  # type: ignore[attr-defined]
textual.pilot.wait_for_idle = rest  # type: ignore[attr-defined]
