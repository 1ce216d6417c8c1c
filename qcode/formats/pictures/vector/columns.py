"""Upright bars, side by side for each year: as high as their number, which stands above them."""

from __future__ import annotations

from qcode.domain.picture import Columns
from qcode.domain.report import Kind
from qcode.domain.wording import number_text
from qcode.formats.pictures.vector.canvas import INK, LINE, SOFT, Canvas, breadth, folded
from qcode.formats.pictures.vector.hatches import hatched

_HIGH = 200.0
_THINNEST, _THICKEST = 20.0, 56.0
_BETWEEN = 18.0
_AXIS = 44.0
_LINE, SIZE = 14.0, 11.0
_TICKS = 5


def width_of(body: Columns) -> float:
    """Return how wide the bars of one year want to be at least."""
    return _AXIS + len(body.series) * _THINNEST + _BETWEEN


def draw(canvas: Canvas, body: Columns, x: float, y: float, room: float, language: str) -> None:
    """Put upright bars on a sheet; years that find no room go on below.

    Args:
        canvas: The sheet.
        body: The numbers.
        x: Left edge.
        y: Upper edge.
        room: How wide they may be.
        language: Of the numbers.
    """
    if not body.names:
        return
    y = _draw_key(canvas, body, x, y, room)
    canvas.words(x, y + 8, body.unit, size=SIZE, fill=SOFT)
    least = len(body.series) * _THINNEST + _BETWEEN
    count = len(body.names)
    rows = -(-count // max(1, int((room - _AXIS) // least)))
    in_row = -(-count // rows)
    for first in range(0, count, in_row):
        y = _draw_row(canvas, body, range(first, min(first + in_row, count)), (x, y + 24, room, in_row), language)


def _draw_row(
    canvas: Canvas, body: Columns, years: range, place: tuple[float, float, float, int], language: str
) -> float:
    """Put some years on a sheet, on a scale that is the same for all; return where it goes on below."""
    x, top, room, in_row = place
    left, bottom = x + _AXIS, top + _HIGH
    group = min((x + room - left) / in_row, len(body.series) * _THICKEST + _BETWEEN)
    step = tick(body.highest)
    most = step * -(-body.highest // step)
    for value in range(0, most + 1, step):
        at = bottom - _HIGH * value / most
        canvas.line(left, at, left + group * len(years), at, LINE if value else INK)
        canvas.words(left - 6, at + 4, _said(value, language), size=SIZE, fill=SOFT, anchor="end", kind="tick")
    wide = (group - _BETWEEN) / len(body.series)
    lowest = bottom
    for number, year in enumerate(years):
        start = left + number * group + _BETWEEN / 2
        for series, n in enumerate(body.counts[year]):
            high = _HIGH * n / most
            ink, at = body.series[series], start + series * wide
            told = f"{body.names[year]}, {ink.label}: {n}" if len(body.series) > 1 else f"{body.names[year]}: {n}"
            hatched(canvas, (at + 1, bottom - high, wide - 2, high), ink.color, series, told=told, kind="column")
            canvas.words(at + wide / 2, bottom - high - 5, _said(n, language), size=SIZE, anchor="middle",
                         kind="number")  # fmt: skip
        for line, said in enumerate(folded(body.names[year], group - 4, 12)):
            lowest = max(lowest, bottom + 17 + line * _LINE)
            canvas.words(
                start + (group - _BETWEEN) / 2, bottom + 17 + line * _LINE, said, anchor="middle", kind="label"
            )
    return lowest + 14


def _said(n: int, language: str) -> str:
    return number_text(n, Kind.COUNT, language) if n else "0"


def tick(highest: int) -> int:
    """Return a step of 1, 2 or 5 times a power of ten, so that a scale has about five."""
    step = 1
    while highest / step > _TICKS:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _draw_key(canvas: Canvas, body: Columns, x: float, y: float, room: float) -> float:
    """Say which pattern is which series; return where it goes on below."""
    if len(body.series) < 2:
        return y
    wide = min(max(breadth(ink.label, SIZE) for ink in body.series) + 42, room)
    columns = max(1, int(room // wide))
    for row in range(0, len(body.series), columns):
        deepest = 1
        for column, ink in enumerate(body.series[row : row + columns]):
            at = x + column * wide
            hatched(canvas, (at, y + 4, 24, 14), ink.color, row + column, kind="key")
            lines = folded(ink.label, wide - 36, SIZE)
            for number, line in enumerate(lines):
                canvas.words(at + 30, y + 15 + number * _LINE, line, size=SIZE, kind="label")
            deepest = max(deepest, len(lines))
        y += 8 + deepest * _LINE
    return y + 10
