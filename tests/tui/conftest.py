"""What all tests of the screens share."""

from __future__ import annotations

from textual import _wait

# Textual looks every 20 ms whether the app is idle, twice for each key: most of the time of these tests. A look is
# cheap, and whoever works is seen at work in 8 ms as well.
_wait.SLEEP_GRANULARITY = 1 / 125
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20
