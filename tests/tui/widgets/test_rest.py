"""What is done once the hand rests, by a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from textual.app import App
from textual.message_pump import MessagePump

from qcode.tui.widgets import rest
from qcode.tui.widgets.rest import Rest


class Clock(MessagePump):
    """Goes from timer to timer."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 100.0
        self.made = 0
        self.waiting: list[tuple[float, Callable[[], None], Timer]] = []

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:  # type: ignore[override]
        self.made += 1
        timer = Timer()
        self.waiting.append((self.now + delay, callback, timer))
        return timer

    def go_on(self, seconds: float) -> None:
        end = self.now + seconds
        while due := [one for one in self.waiting if one[0] <= end]:
            self.waiting.remove(due[0])
            self.now = max(self.now, due[0][0])
            if not due[0][2].is_stopped:
                due[0][1]()
        self.now = end


class Timer:
    """Can be stopped."""

    is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(rest, "monotonic", lambda: made.now)
    return made


def test_it_is_done_once_and_only_after_the_last_key(clock: Clock) -> None:
    done: list[float] = []
    soon = Rest(clock, 2.0, lambda: done.append(clock.now))
    for _key in range(50):
        soon.begin()
        clock.go_on(0.1)
    assert done == []
    assert clock.made <= 4, "a key makes no timer of its own"
    clock.go_on(10)
    assert done == [pytest.approx(106.9)]
    soon.begin()
    clock.go_on(3)
    assert len(done) == 2


def test_what_is_stopped_is_not_done_until_it_is_begun_again(clock: Clock) -> None:
    done: list[float] = []
    soon = Rest(clock, 1.0, lambda: done.append(clock.now))
    soon.begin()
    soon.stop()
    clock.go_on(5)
    assert done == []
    soon.begin()
    clock.go_on(5)
    assert done == [106.0]


async def test_it_is_done_on_a_machine_that_is_too_busy_for_the_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[bool] = []
    async with App[None]().run_test() as pilot:
        now = count(step=1.0)  # A second goes by between any two looks at the clock.
        monkeypatch.setattr("textual._time.get_time", lambda: next(now))
        Rest(pilot.app, 0.01, lambda: done.append(True)).begin()
        await pilot.pause(0.05)
        assert done == [True]
