"""A progress line for what takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]
PATIENCE = 1.0
"""Seconds before the line appears."""
PACE = 0.1
"""Seconds between two drawings of it."""


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Give a function that draws how far the work has come; it draws nothing where nobody watches.

    Args:
        what: What is done, in the language of the screen.
    """
    begun = drawn = time.monotonic()
    was_drawn = False

    def draw(done: int, total: int, name: str) -> None:
        nonlocal drawn, was_drawn
        now = time.monotonic()
        if not sys.stderr.isatty() or now - begun < PATIENCE or (now - drawn < PACE and done < total):
            return
        drawn, was_drawn = now, True
        filled = 24 * done // max(total, 1)
        bar = "━" * filled + "─" * (24 - filled)
        sys.stderr.write(f"\r\x1b[K{what} {bar} {done}/{total} {name[:30]}")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        if was_drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
