"""Horizontal bars: a name, a bar in the colour of the code, its number."""

from __future__ import annotations

from qcode.domain.picture import Bar, Bars
from qcode.domain.report import Kind
from qcode.domain.wording import number_text
from qcode.formats.pictures.vector.canvas import LINE, SOFT, Canvas, breadth, folded

STEP, THICK, SIZE = 24.0, 16.0, 12.0
MANY, DENSE, THIN = 24, 18.0, 11.0
"""Bars from which on they stand closer, so that all of them fit on a page."""
_INDENT = 14.0
_WIDEST_NAMES = 0.45
"""Share of the sheet; longer names go on in a line of their own."""
_LINE = 15.0
_NUMBERS = 110.0


def draw(canvas: Canvas, body: Bars, x: float, y: float, room: float, language: str) -> None:
    """Put bars on a sheet.

    Args:
        canvas: The sheet.
        body: The bars.
        x: Left edge.
        y: Upper edge.
        room: How wide they may be.
        language: Of the numbers.
    """
    names = max((breadth(bar.ink.label) + bar.depth * _INDENT for bar in body.bars), default=0.0)
    left = x + min(names, room * _WIDEST_NAMES) + 10
    top = bottom = y + 4
    for bar in body.bars:
        bottom = _draw_bar(canvas, body, bar, (x, left, x + room - _NUMBERS, bottom), language)
    canvas.line(left, top, left, bottom, LINE)
    canvas.words(left, bottom + 16, body.unit, size=11, fill=SOFT)


def _draw_bar(canvas: Canvas, body: Bars, bar: Bar, across: tuple[float, float, float, float], language: str) -> float:
    """Put one bar with its name on a sheet; return where it goes on below."""
    x, left, right, top = across
    indent = bar.depth * _INDENT
    lines = folded(bar.ink.label, left - 10 - x - indent, SIZE)
    is_dense = len(body.bars) > MANY
    deep = max(DENSE if is_dense else STEP, len(lines) * _LINE + (3 if is_dense else 6))
    thick = THIN if is_dense else THICK
    middle = top + deep / 2
    for number, line in enumerate(lines):
        base = middle + SIZE / 3 + (number - (len(lines) - 1) / 2) * _LINE
        canvas.words(x + indent, base, line, size=SIZE)
    length = (right - left) * bar.value / body.highest
    told = f"{bar.ink.label}: {bar.value}"
    canvas.rectangle(left, middle - thick / 2, length, thick, bar.ink.color, told=told, kind="bar")
    share = "" if bar.share is None else f" ({number_text(bar.share, Kind.SHARE, language)})"
    canvas.words(left + length + 6, middle + SIZE / 3, f"{number_text(bar.value, Kind.COUNT, language)}{share}")
    return top + deep
