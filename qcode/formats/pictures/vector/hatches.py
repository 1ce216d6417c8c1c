"""Surfaces told apart by their lines as well as by their colour: on a grey printer, and by every kind of eye."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.formats.pictures.vector.canvas import INK, Canvas

_GAP = 7.0
_WHITE = "#ffffff"
_Line = tuple[tuple[float, float], tuple[float, float]]
COUNT = 8
"""How many there are; further series begin again with the first."""


def hatched(
    canvas: Canvas, place: tuple[float, float, float, float], color: str, number: int, *, told: str = "", kind: str = ""
) -> None:
    """Put a rectangle with lines on it.

    Args:
        canvas: The sheet.
        place: Left edge, upper edge, width and height.
        color: Under the lines.
        number: Which lines, from 0: none.
        told: What it is, for whoever points at it.
        kind: What it is, for programs: its class.
    """
    x, y, width, height = place
    canvas.rectangle(x, y, width, height, color, told=told, kind=kind)
    if min(width, height) < 1:
        return
    for one, other in _lines(width, height, number % COUNT):
        canvas.path(((x + one[0], y + one[1]), (x + other[0], y + other[1])), _WHITE, width=1.8)
    if number % COUNT:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        canvas.path(corners, INK, width=0.6)


def _lines(width: float, height: float, number: int) -> Iterator[_Line]:
    """Yield the lines of a pattern on a rectangle whose upper left corner is 0, 0."""
    if number in (1, 5):
        yield from _slanting(width, height)
    if number in (2, 5):
        yield from (((a[0], height - a[1]), (b[0], height - b[1])) for a, b in _slanting(width, height))
    if number in (3, 6):
        yield from (((0.0, at), (width, at)) for at in _steps(height))
    if number in (4, 6):
        yield from (((at, 0.0), (at, height)) for at in _steps(width))
    if number == 7 and height > 4:  # A frame.
        inset = min(3.0, width / 4, height / 4)
        yield (inset, inset), (width - inset, inset)
        yield (inset, height - inset), (width - inset, height - inset)
        yield (inset, inset), (inset, height - inset)
        yield (width - inset, inset), (width - inset, height - inset)


def _steps(length: float) -> Iterator[float]:
    at = _GAP / 2
    while at < length:
        yield at
        at += _GAP


def _slanting(width: float, height: float) -> Iterator[_Line]:
    """Yield lines that rise to the right, each from edge to edge."""
    start = _GAP
    while start < width + height:
        yield (max(0.0, start - height), min(start, height)), (min(start, width), max(0.0, start - width))
        start += _GAP
