"""The title line above and the line of keys below a screen.

Both are one line, drawn by hand: what they say changes at every key, and a layout would cost more than the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from qcode.tui.widgets.cells import one_line, strip_of
from qcode.tui.widgets.rest import Rest
from qcode.tui.widgets.still import Told

LEAST_SHOWN = 10
"""Cells that each part of a title keeps, as long as there is any room."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that makes sense now."""

    key: str
    """As it stands on the keyboard."""
    label: str
    """In the language of the screen."""
    action: str
    """What a click on it does."""


class TitleBar(Told):
    """Where the reader is, on the left; who is coding, on the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1; dock: top; background: $panel; color: $foreground;
        & > .bar--strong { color: $primary; text-style: bold; }
        & > .bar--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong", "bar--dim"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: tuple[str, ...] = ()
        self._right = ""

    def show(self, *parts: str, right: str = "") -> None:
        """Say where the reader is: the largest part first."""
        shown = tuple(part for part in parts if part)
        if (shown, right) != (self._parts, self._right):
            self._parts, self._right = shown, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, ground = self.size.width, self.ground
        strong = self.ink("bar--strong")
        dim = self.ink("bar--dim")
        right = one_line(self._right, width // 3) + " "
        room = width - cell_len(right) - 2
        line: list[tuple[str, Style]] = [(" ", ground)]
        parts = fitted(self._parts, room)
        for number, shown in enumerate(parts):
            last = number == len(parts) - 1
            line.append((shown, strong if last else ground))
            room -= cell_len(shown)
            if not last:
                line.append((" › ", dim))
                room -= 3
        line += [(" " * max(room + 1, 0), ground), (right, dim)]
        return strip_of(line, width, ground)


def fitted(parts: Sequence[str], room: int) -> list[str]:
    """Return the parts of a title cut to what there is room for; the first ones, which are known, are cut first.

    Args:
        parts: The largest first.
        room: Cells for all of them, with three between each two.
    """
    shown = list(parts)
    over = sum(map(cell_len, shown)) + 3 * (len(shown) - 1) - room
    for number, part in enumerate(shown):
        if over > 0:
            kept = max(cell_len(part) - over, min(cell_len(part), LEAST_SHOWN))
            over -= cell_len(part) - kept
            shown[number] = one_line(part, kept)
    if over > 0 and shown:
        shown[-1] = one_line(shown[-1], max(cell_len(shown[-1]) - over, 0))
    return shown


KEPT = ("back", "help")
"""What is always on show if it is offered at all, in this order after the others."""


class KeyBar(Told):
    """The keys that make sense now, and for a moment what was just done."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1; dock: bottom; background: $panel; color: $foreground;
        & > .bar--key { color: $accent; text-style: bold; }
        & > .bar--said { color: $success; }
        & > .bar--dim { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key", "bar--said", "bar--dim"}
    SAID_FOR = 4.0
    """Seconds for which a message stays."""

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: tuple[KeyHint, ...] = ()
        self._state = ""
        self._said = ""
        self._places: list[tuple[int, int, str]] = []
        self._hush = Rest(self, self.SAID_FOR, self._fall_silent)

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """The keys on show."""
        return self._hints

    @property
    def said(self) -> str:
        """The message on show; empty when there is none."""
        return self._said

    def show(self, hints: Sequence[KeyHint], state: str = "") -> None:
        """Show keys on the left and a lasting word on the right."""
        if (tuple(hints), state) != (self._hints, self._state):
            self._hints, self._state = tuple(hints), state
            self.refresh()

    def say(self, message: str) -> None:
        """Show a message on the right for a few seconds."""
        self._said = message
        self.refresh()
        self._hush.begin()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, ground = self.size.width, self.ground
        key_style = self.ink("bar--key")
        right_style = self.ink("bar--said" if self._said else "bar--dim")
        # For its few seconds a message may take the place of the keys; what lasts leaves them half.
        right = one_line(self._said, width - 2) if self._said else one_line(self._state, width // 2)
        room = width - cell_len(right) - 2
        line: list[tuple[str, Style]] = []
        self._places = []
        at = 0
        for hint in self._fitting(room):
            cells = _cells(hint)
            line += [(f" {hint.key} ", key_style), (f"{hint.label}  ", ground)]
            self._places.append((at, at + cells - 1, hint.action))
            at += cells
        line += [(" " * max(width - at - cell_len(right) - 1, 0), ground), (right, right_style)]
        return strip_of(line, width, ground)

    def _fitting(self, room: int) -> list[KeyHint]:
        """Return the hints that there is room for; the way out and to all the others, if among them, always."""
        last: list[KeyHint] = []
        left = room
        for hint in sorted((one for one in self._hints if one.action in KEPT), key=lambda one: KEPT.index(one.action)):
            if _cells(hint) <= left:
                last.append(hint)
                left -= _cells(hint)
        shown: list[KeyHint] = []
        for hint in self._hints:
            if hint.action in KEPT:
                continue
            left -= _cells(hint)
            if left < 0:
                break
            shown.append(hint)
        return [*shown, *last]

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says."""
        for start, end, action in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))

    def _fall_silent(self) -> None:
        self._said = ""
        self.refresh()


def _cells(hint: KeyHint) -> int:
    """Return how wide a hint is with what stands around it."""
    return cell_len(hint.key) + cell_len(hint.label) + 4
