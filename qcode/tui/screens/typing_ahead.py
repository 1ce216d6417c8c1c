"""Keys that come faster than the screens change are kept, and given out one after the other.

Between the key that asks for a dialog and the dialog's first picture a quick hand presses more keys: the first
letters of a code after ``c``. The other way round, what follows the Enter that closes a dialog is meant for what
comes after it. And over a slow line a dozen keys arrive in one breath. Without this they would go to whatever has
the focus in that moment: as commands to the screen below, or as letters onto a line that is already done with.

A key that may close something (in a dialog, or on a line one types into) is followed by a `Settled`, which goes the
way of the key, from the focused widget up to the app; until it has come, later keys wait. Keys that move through a
text, and letters on a line, go straight on: they cost nothing.
"""

from __future__ import annotations

from bisect import insort
from time import monotonic

from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea
from textual.worker import Worker

LONGEST = 2.0
"""Seconds after which keys are let through whatever happens."""


class Ready(Message):
    """A screen can take keys, or an act that might have opened one is over."""


class Settled(Message):
    """Follows a key on its way up to the app."""

    def __init__(self, target: MessagePump, *, is_second: bool = False) -> None:
        """Make the message.

        Args:
            target: What the key was given to.
            is_second: Whether it follows what the key made its target say, and not the key itself.
        """
        super().__init__()
        self.target, self.is_second = target, is_second


class TypingAhead(App[None]):
    """An app that gives out keys no faster than the screens change."""

    def __init__(self) -> None:
        super().__init__()
        self._held_since: float | None = None
        self._typed: list[events.Key] = []
        self._passing: events.Key | None = None
        """The key that is on its way while later ones wait."""
        self._acting: list[tuple[Worker[None], Screen[object]]] = []
        """The acts that are under way, each with the screen on which it began."""

    def begin_act(self, act: Worker[None]) -> None:
        """Keep the keys that come from now on: an act begins that may open a dialog."""
        self._acting = [(other, screen) for other, screen in self._acting if not other.is_finished]
        self._acting.append((act, self.screen))
        self.hold_keys()

    def end_act(self, act: Worker[None]) -> None:
        """Give out the keys that were kept: an act is over."""
        self._acting = [(other, screen) for other, screen in self._acting if other is not act]
        self.post_message(Ready())

    def hold_keys(self) -> None:
        """Keep the keys that come from now on until a screen is ready for them."""
        self._held_since = monotonic()

    async def on_event(self, event: events.Event) -> None:
        """Keep a key that comes too early, or hand it on."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.is_holding_keys:
            self._keep(event)
        else:
            await self._hand_on(event)

    def on_key(self, event: events.Key) -> None:
        """Keep a key back that was already under way when the keys began to be kept."""
        if event is not self._passing and self.is_holding_keys:
            self._keep(event)
            event.stop()
            event.prevent_default()

    def on_settled(self, message: Settled) -> None:
        """Go on after a key: when the app has done what it is bound to, and when the target's answer was heard."""
        if not message.is_second and message.target.is_running:
            message.target.post_message(Settled(message.target, is_second=True))
        else:
            self.post_message(Ready())

    async def on_ready(self) -> None:
        """Give out the keys that were kept, in their order, unless a dialog or a screen is still on its way."""
        if not self.screen_stack:  # The app is closing.
            return
        is_acting = any(screen is self.screen and not act.is_finished for act, screen in self._acting)
        if self.screen.is_mounted and not is_acting:
            await self._let_go()

    async def _let_go(self) -> None:
        self._held_since = self._passing = None
        while self._typed and self.screen_stack and not self.is_holding_keys:
            kept = self._typed.pop(0)
            fresh = events.Key(kept.key, kept.character)
            fresh.time = kept.time  # Keeps its place in the order if it has to wait again.
            await self._hand_on(fresh)

    async def _let_go_if_overdue(self) -> None:
        """Let no key wait for a next one where nothing has become ready in time."""
        if self.is_holding_keys:
            self.set_timer(LONGEST, self._let_go_if_overdue)
        elif self._typed:
            await self._let_go()

    async def _hand_on(self, key: events.Key) -> None:
        if key.key == "escape":
            self.clear_notifications()  # They lie over what one works on.
        target, may_close = self.focused or self.screen, self._may_close(key)
        if may_close:
            self.hold_keys()
            self._passing = key
        await super().on_event(key)
        if may_close:
            target.post_message(Settled(target))

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key is bound to; the library copies all bindings of all that has the focus first, twice a key."""
        chain = [self.screen, self] if self.focused is None else self.focused.ancestors_with_self
        if not priority:
            modal = next((at for at, node in enumerate(chain) if node.is_modal), len(chain))
            chain = chain[: modal + 1]
        character = key_to_character(key)
        taken = next((at for at, node in enumerate(chain) if node.check_consume_key(key, character)), len(chain))
        listening = chain[: taken + 1]
        for node in reversed(listening) if priority else listening:
            for binding in node._bindings.key_to_bindings.get(key, ()):
                if binding.priority == priority and await self.run_action(binding.action, node):
                    return True
        return False

    def _may_close(self, key: events.Key) -> bool:
        """Return whether what comes after a key may be meant for something else than the key."""
        if isinstance(self.focused, Input | TextArea):
            return not key.is_printable
        return isinstance(self.screen, ModalScreen)

    @property
    def is_holding_keys(self) -> bool:
        """Whether keys are kept at present."""
        return self._held_since is not None and monotonic() - self._held_since <= LONGEST

    def _keep(self, key: events.Key) -> None:
        if not self._typed:
            self.set_timer(LONGEST, self._let_go_if_overdue)
        insort(self._typed, key, key=lambda kept: kept.time)
