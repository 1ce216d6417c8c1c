"""What is done once the hand rests, so that no key has to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer


class Rest:
    """Does something some time after it was last begun; to begin it again costs a look at the clock.

    The library's timers are tasks: each made and each stopped is a part of a key.

    Args:
        node: The screen or widget it belongs to.
        seconds: How long the hand has to rest.
        do: What is done then.
    """

    def __init__(self, node: MessagePump, seconds: float, do: Callable[[], object]) -> None:
        self._node, self._seconds, self._do = node, seconds, do
        self._due = 0.0
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Do it after a while, counted from now."""
        self._due = monotonic() + self._seconds
        if self._timer is None:
            self._timer = self._timer_in(self._seconds)

    def stop(self) -> None:
        """Do nothing until it is begun again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        left = self._due - monotonic()
        # The clock of the event loop is not finer than this.
        self._timer = self._timer_in(left) if left > 0.001 else None
        if self._timer is None:
            self._do()

    def _timer_in(self, seconds: float) -> Timer:
        timer = self._node.set_timer(seconds, self._look)
        # The library leaves out a ring that it is late for, as on a busy machine: here it is the only one.
        timer._skip = False
        return timer
