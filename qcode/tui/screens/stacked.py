"""Screens that hide what lies below them.

The library asks of the screens below whether one hides those below it, but never of the one on top. So it lays out
and draws again the screen behind a whole one whenever the terminal takes another size, and then the whole one for it.
A screen that comes to light again takes the size there is then.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


class Stacked(App[None]):
    """An app that leaves a screen alone of which nothing shows."""

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        if self._screen_stack and self._screen_stack[-1].styles.background.a == 1:
            return []
        return super()._background_screens
