"""Texts from beginning to end: as bands of cells, or with a lane for each code."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.picture import BandCell, Ink, Mark, Portrait, Strand, Timeline, band
from qcode.formats.pictures.vector.canvas import INK, LINE, PALE, SOFT, Canvas, breadth, cut, folded, legible_on

COLUMNS = 76
CELL = 12.0
LANE = 16.0
_LINE = 13.0
_LEGEND_STEP = 20.0
_MOST_ROWS = 8
_MANY_CELLS = 24
_THINNEST = 1.5
"""Of a mark on a lane, in pixels, so that a short passage of a long text is seen."""
_LONGEST_KEY = 270.0
_WIDEST_KEYS = 0.4
"""Share of the sheet."""


def rows_for(strands: int) -> int:
    """Return how many rows of cells a text gets: the fewer texts, the finer each is drawn."""
    return max(1, min(_MOST_ROWS, _MANY_CELLS // max(strands, 1)))


def draw_portrait(canvas: Canvas, body: Portrait, x: float, y: float, room: float) -> None:
    """Put bands of cells on a sheet."""
    y = _draw_legend(canvas, body.inks, x, y, room)
    rows, columns = rows_for(len(body.strands)), min(COLUMNS, int(room // CELL))
    for strand in body.strands:
        y = _draw_title(canvas, strand, x, y, room)
        for number, cell in enumerate(band(strand, rows * columns)):
            row, column = divmod(number, columns)
            _draw_cell(canvas, cell, body.inks, x + column * CELL, y + row * CELL)
        y += rows * CELL + 12
    canvas.height = max(canvas.height, y - 12)


def _draw_cell(canvas: Canvas, cell: BandCell, inks: Sequence[Ink], x: float, y: float) -> None:
    side = CELL - 1
    if not cell.inks:
        canvas.rectangle(x, y, side, side, PALE, kind="blank")
        return
    first = inks[cell.inks[0]]
    told = ", ".join(inks[ink].label for ink in cell.inks)
    canvas.rectangle(x, y, side, side, first.color, told=told, kind="cell")
    if len(cell.inks) > 1:
        canvas.triangle(((x + side, y), (x + side, y + side), (x, y + side)), inks[cell.inks[1]].color)
        canvas.rectangle(x + 1, y + 1, 6.5, 7.5, first.color)
        canvas.words(x + 4.2, y + 7.4, first.sign, size=7.5, fill=legible_on(first.color), anchor="middle")
        return
    canvas.words(x + side / 2, y + 8.4, first.sign, size=8.5, fill=legible_on(first.color), anchor="middle")


def _draw_legend(canvas: Canvas, inks: Sequence[Ink], x: float, y: float, room: float) -> float:
    """Put the codes with their signs on a sheet, in columns; return where it goes on below."""
    wide = min(max((breadth(ink.label, 11) for ink in inks), default=0.0) + 30, room)
    columns = max(1, int(room // wide))
    per_column = -(-len(inks) // columns)
    for number, ink in enumerate(inks):
        column, row = divmod(number, per_column)
        at, middle = x + column * wide, y + 6 + row * _LEGEND_STEP
        canvas.rectangle(at, middle, 14, 14, ink.color, kind="ink")
        canvas.words(at + 7, middle + 10.5, ink.sign, size=10, fill=legible_on(ink.color), anchor="middle")
        canvas.words(at + 20, middle + 11, cut(ink.label, wide - 26, 11), size=11)
    return y + per_column * _LEGEND_STEP + 14


def _draw_title(canvas: Canvas, strand: Strand, x: float, y: float, room: float) -> float:
    for line in folded(strand.name, room, bold=True):
        canvas.words(x, y + 12, line, bold=True)
        y += 16
    return y + 4


def draw_timeline(canvas: Canvas, body: Timeline, x: float, y: float, room: float) -> None:
    """Put texts with a lane for each of their codes on a sheet."""
    names = max((breadth(body.inks[ink].label, 11) for strand in body.strands for ink in strand.inks()), default=0.0)
    left = x + min(names, _LONGEST_KEY, room * _WIDEST_KEYS) + 10
    length = x + room - left
    for strand in body.strands:
        y = _draw_title(canvas, strand, x, y, room)
        y = _draw_lanes(canvas, strand, body.inks, (x, left, length), y) + 22
    canvas.height = max(canvas.height, y - 22)


def _draw_lanes(
    canvas: Canvas, strand: Strand, inks: Sequence[Ink], across: tuple[float, float, float], y: float
) -> float:
    x, left, length = across
    lanes: dict[int, float] = {}
    bottom = y
    for lane in strand.inks():
        lines = folded(inks[lane].label, left - 8 - x, 11)
        deep = max(LANE, len(lines) * _LINE + 3)
        lanes[lane] = middle = bottom + deep / 2
        for number, line in enumerate(lines):
            base = middle + 4 + (number - (len(lines) - 1) / 2) * _LINE
            canvas.words(left - 8, base, line, size=11, anchor="end", kind="label")
        canvas.line(left, middle, left + length, middle, PALE)
        bottom += deep
    for mark in strand.marks:
        at = left + mark.at * length
        canvas.line(at, y, at, bottom + 4, LINE)
        canvas.words(at, bottom + 15, mark.label, size=10, fill=SOFT, anchor=_anchor(mark))
    for one in strand.stretches:
        ink = inks[one.ink]
        wide = max((one.right - one.left) * length, _THINNEST)
        at = min(left + one.left * length, left + length - wide)
        canvas.rectangle(
            at, lanes[one.ink] - LANE / 2 + 2, wide, LANE - 4, ink.color,
            told=f"{ink.label} [{one.start}, {one.end})", kind="stretch",
        )  # fmt: skip
    canvas.line(left, bottom, left + length, bottom, INK)
    return bottom + 16


def _anchor(mark: Mark) -> str:
    return "start" if mark.at < 0.02 else "end" if mark.at > 0.95 else "middle"
