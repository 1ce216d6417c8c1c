"""What can be read on what: contrast as WCAG 2 measures it, and colours moved until there is enough of it."""

from __future__ import annotations

from functools import lru_cache

from rich import color as rich
from textual.color import Color

READABLE, VISIBLE = 4.5, 3.0
"""Contrast that words and graphical signs need on their ground, by WCAG 2."""
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


def readable(hue: Color, ground: Color, wanted: float = READABLE) -> Color:
    """Return a colour moved away from a ground, in small steps, until it stands out as much as wanted."""
    goal = ink_on(ground)
    for step in range(20):
        moved = hue.blend(goal, step / 20)
        if contrast(moved, ground) >= wanted:
            return moved
    return goal


@lru_cache(maxsize=4096)
def readable_ink(ink: rich.Color, ground: rich.Color) -> rich.Color | None:
    """Return a colour of words on a ground, moved until they can be read; ``None`` if little of it would be left."""
    hue, below = Color.from_rich_color(ink), Color.from_rich_color(ground)
    return readable(hue, below).rich_color if contrast(hue, below) >= VISIBLE else None


def ink_on(ground: Color) -> Color:
    """Return black or white, whichever is read more easily on a colour."""
    return max((WHITE, BLACK), key=lambda one: contrast(one, ground))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
