"""Keys that are pressed before a dialog stands are kept for it.

Between the key that asks for a dialog and the dialog's first picture a quick hand presses more keys: the first
letters of a code after ``c``. Without this they would go to the screen below, as commands.
"""

from __future__ import annotations

from time import monotonic

from textual import events
from textual.app import App
from textual.message import Message

LONGEST = 2.0
"""Seconds after which keys are let through whatever happens."""


class Ready(Message):
    """A screen can take keys, or an act that might have opened one is over."""


class TypingAhead(App[None]):
    """An app that holds keys back while a dialog is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self._held_since: float | None = None
        self._typed: list[events.Key] = []

    def hold_keys(self) -> None:
        """Keep the keys that come from now on until something is ready for them."""
        self._held_since = monotonic()

    def on_key(self, event: events.Key) -> None:
        """Keep a key back."""
        if self._held_since is None:
            return
        if monotonic() - self._held_since > LONGEST:
            self.on_ready()
            return
        self._typed.append(event)
        event.stop()
        event.prevent_default()

    def on_ready(self) -> None:
        """Give the keys that were kept to whatever has the focus now, in their order."""
        self._held_since = None
        typed, self._typed = self._typed, []
        for kept in typed:
            # As the app itself hands on a key that has just come in; a public way would put it behind later keys.
            (self.focused or self.screen)._forward_event(events.Key(kept.key, kept.character))
