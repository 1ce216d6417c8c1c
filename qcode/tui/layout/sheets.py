"""How a picture lies on the screen: rows of characters, and the places in them a cursor can stand on.

A sheet is made for a width and never looks at a theme: each piece says what it is, the widget knows how that looks.
Every mark has a number, a key or a sign beside its colour.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from qcode.domain.picture import Bars, Ink
from qcode.domain.wording import share_text
from qcode.language import screen_language
from qcode.tui.layout.looks import fitted

Cursor = tuple[int, int]
"""Row and place in it, as a sheet counts them."""
EIGHTHS = " ▏▎▍▌▋▊▉"


class Tone(NamedTuple):
    """What a piece is."""

    kind: str
    """``plain``, ``dim``, ``strong``, ``ink`` (in a colour), ``fill`` (on a colour) or ``shade`` (on a shade)."""
    color: str = ""
    """``#rrggbb`` of ``ink`` and ``fill``."""
    shade: float = 0.0
    """0 to 1, of ``shade``."""
    is_cursor: bool = False
    is_several: bool = False
    """Whether it stands for more than its colour says."""


Piece = tuple[str, Tone]
PLAIN, DIM, STRONG = Tone("plain"), Tone("dim"), Tone("strong")


class Sheet(Protocol):
    """A picture laid out for a width."""

    head: int
    """How many lines above stay where they are when the rest is scrolled."""
    height: int
    """Lines, the head among them."""

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a line."""
        ...

    def clamped(self, cursor: Cursor) -> Cursor | None:
        """Return the nearest place where a cursor can stand; ``None`` if there is none."""
        ...

    def moved(self, cursor: Cursor, across: int, down: int) -> Cursor:
        """Return where a cursor comes by steps."""
        ...

    def line_of(self, cursor: Cursor) -> int:
        """Return the line that a cursor stands in."""
        ...

    def bring(self, cursor: Cursor) -> bool:
        """Bring a place into view across; say whether more is drawn anew than the lines a cursor leaves and enters."""
        ...

    def at(self, x: int, y: int) -> Cursor | None:
        """Return the place under a cell of the screen; ``None`` if nothing stands there."""
        ...


class LineSheet(ABC):
    """A sheet of lines, on some of which a cursor can stand; as wide as the window.

    Args:
        stops: The lines that a cursor can stand on, in order.
        height: All lines.
    """

    head = 0

    def __init__(self, stops: Sequence[int], height: int) -> None:
        self._stops = stops
        self._place_of = {line: place for place, line in enumerate(stops)}
        self.height = height

    @abstractmethod
    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a line."""

    def is_here(self, y: int, cursor: Cursor | None) -> bool:
        """Say whether the cursor stands on a line."""
        return cursor is not None and self._place_of.get(y) == cursor[0]

    def clamped(self, cursor: Cursor) -> Cursor | None:
        """Return the nearest line a cursor can stand on."""
        return (max(0, min(cursor[0], len(self._stops) - 1)), 0) if self._stops else None

    def moved(self, cursor: Cursor, across: int, down: int) -> Cursor:
        """Go up and down."""
        return self.clamped((cursor[0] + down, 0)) or cursor

    def line_of(self, cursor: Cursor) -> int:
        """Return the line of a place."""
        return self._stops[cursor[0]]

    def bring(self, cursor: Cursor) -> bool:
        """Lines are as wide as the window."""
        return False

    def at(self, x: int, y: int) -> Cursor | None:
        """Return the place in a line."""
        return (self._place_of[y], 0) if y in self._place_of else None


def drawn_bar(share: float, room: int) -> str:
    """Return a bar, to an eighth of a character; what is above 0 is seen.

    Args:
        share: How much of the room it fills, 0 to 1.
        room: In characters.
    """
    eighths = round(room * 8 * share)
    eighths = max(eighths, 1) if share > 0 else 0
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()


class BarSheet(LineSheet):
    """One line for each bar: name, bar, number, share.

    Args:
        body: The bars.
        width: In cells.
    """

    def __init__(self, body: Bars, width: int) -> None:
        super().__init__(range(len(body.bars)), len(body.bars))
        self._body = body
        longest = max((len(bar.ink.label) + 2 * bar.depth for bar in body.bars), default=0)
        self._names = max(min(longest, width * 2 // 5), 8)
        self._digits = max(len(str(body.highest)), 3)
        self._room = max(width - self._names - self._digits - 12, 4)

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw one bar."""
        bar = self._body.bars[y]
        drawn = drawn_bar(bar.value / self._body.highest, self._room)
        share = "" if bar.share is None else share_text(bar.share, screen_language())
        name = fitted("  " * bar.depth + bar.ink.label, self._names)
        return [
            (f" {name} ", Tone("plain", is_cursor=self.is_here(y, cursor))),
            (drawn, Tone("ink", bar.ink.color)),
            (" " * (self._room - len(drawn)), PLAIN),
            (f" {bar.value:>{self._digits}}", STRONG),
            (f" {share:>7} ", DIM),
        ]


def legend(inks: Sequence[Ink], width: int) -> list[list[Piece]]:
    """Return the signs of codes with their names, in columns."""
    if not inks:
        return []
    wide = min(max(len(ink.label) for ink in inks) + 6, max((width - 1) // 2, 8), 44)
    columns = max(1, (width - 1) // wide)
    rows = -(-len(inks) // columns)
    lines: list[list[Piece]] = []
    for row in range(rows):
        line: list[Piece] = [(" ", PLAIN)]
        for ink in inks[row::rows]:
            line += [(f" {ink.sign} ", Tone("fill", ink.color)), (" " + fitted(ink.label, wide - 4), PLAIN)]
        lines.append(line)
    return lines


def folded(text: str, width: int) -> list[str]:
    """Return a text broken into lines at its blanks."""
    lines: list[str] = []
    here = ""
    for word in text.split():
        longer = f"{here} {word}".strip()
        if here and len(longer) > width:
            lines.append(here)
            here = word
        else:
            here = longer
    return [*lines, here] if here else lines
