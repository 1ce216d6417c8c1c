"""Horizontal bars: a name, a bar in the colour of the code, its number."""

from __future__ import annotations

from qcode.domain.picture import Bars
from qcode.domain.report import Kind
from qcode.domain.wording import number_text
from qcode.formats.pictures.vector.canvas import LINE, SOFT, Canvas, breadth, cut

STEP, THICK, SIZE = 24.0, 16.0, 12.0
_INDENT = 14.0
_LONGEST_NAME = 380.0
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
    left = x + min(names, _LONGEST_NAME) + 10
    longest = x + room - _NUMBERS - left
    top = y + 4
    for number, bar in enumerate(body.bars):
        middle = top + number * STEP + STEP / 2
        indent = bar.depth * _INDENT
        canvas.words(x + indent, middle + SIZE / 3, cut(bar.ink.label, left - 10 - x - indent), size=SIZE)
        length = longest * bar.value / body.highest
        told = f"{bar.ink.label}: {bar.value}"
        canvas.rectangle(left, middle - THICK / 2, length, THICK, bar.ink.color, told=told, kind="bar")
        share = "" if bar.share is None else f" ({number_text(bar.share, Kind.SHARE, language)})"
        canvas.words(left + length + 6, middle + SIZE / 3, f"{number_text(bar.value, Kind.COUNT, language)}{share}")
    bottom = top + len(body.bars) * STEP
    canvas.line(left, top, left, bottom, LINE)
    canvas.words(left, bottom + 16, body.unit, size=11, fill=SOFT)
