"""A heat map: a square of codes, darker where two stand together more often, the number in each cell."""

from __future__ import annotations

from qcode.domain.picture import Body, HeatMap
from qcode.formats.pictures.vector.canvas import LINE, PALE, SOFT, Canvas, blended, breadth, folded, legible_on

NARROWEST, CELL_HEIGHT = 34.0, 26.0
DARKEST, LIGHTEST = "#08519c", "#ffffff"
"""One hue from light to dark: every kind of colour vision tells its steps apart, and so does a grey printer."""
_FAINTEST = 0.10
"""How dark the smallest number above 0 is, so that it differs from nothing."""
_LONGEST_NAME = 300.0
"""Of one line; a longer name stands in two or three smaller ones."""
_LINE, _SMALL = 10.5, 9.5
_TURNED = -55


def width_of(body: Body) -> float:
    """Return how wide a heat map wants to be."""
    if not isinstance(body, HeatMap):
        return 0.0
    return _names(body) + cell_width(body) * len(body.inks) + _overhang(body)


def cell_width(body: HeatMap) -> float:
    """Return how wide a cell is: as its longest number wants."""
    longest = max((breadth(str(n), 11) for row in body.cells for n in row if n is not None), default=0.0)
    return max(NARROWEST, longest + 8)


def _names(body: HeatMap) -> float:
    return min(max((breadth(ink.label) for ink in body.inks), default=0.0), _LONGEST_NAME) + 10


def _overhang(body: HeatMap) -> float:
    return max((breadth(ink.key) for ink in body.inks), default=0.0) * 0.6


def fill(body: HeatMap, row: int, column: int) -> str:
    """Return the colour of a cell."""
    shade = body.shade(row, column)
    return blended(DARKEST, LIGHTEST, _FAINTEST + (1 - _FAINTEST) * shade) if shade else LIGHTEST


def draw(canvas: Canvas, body: HeatMap, x: float, y: float) -> None:
    """Put a heat map on a sheet, its upper left corner at a place."""
    left, wide = x + _names(body), cell_width(body)
    keys = [ink.key for ink in body.inks]
    top = y + max((breadth(key) for key in keys), default=0.0) * 0.82 + 14
    for column, key in enumerate(keys):
        canvas.words(left + (column + 0.5) * wide + 4, top - 6, key, turned=_TURNED)
    for row, ink in enumerate(body.inks):
        _draw_name(canvas, ink.label, left - 8, top + (row + 0.5) * CELL_HEIGHT)
    places = [(row, column) for row in range(len(body.inks)) for column in range(len(body.inks))]
    # The diagonal last, so that its edge lies above those of its neighbours.
    for row, column in sorted(places, key=lambda place: place[0] == place[1]):
        _draw_cell(canvas, body, row, column, (left, top, wide))
    bottom = top + len(body.inks) * CELL_HEIGHT
    _draw_key(canvas, body, left, bottom + 16)


def _draw_name(canvas: Canvas, name: str, right: float, middle: float) -> None:
    if breadth(name) <= _LONGEST_NAME:
        canvas.words(right, middle + 4, name, anchor="end", kind="label")
        return
    lines = folded(name, _LONGEST_NAME, _SMALL)
    for number, line in enumerate(lines):
        base = middle + _SMALL / 3 + (number - (len(lines) - 1) / 2) * _LINE
        canvas.words(right, base, line, size=_SMALL, anchor="end", kind="label")


def _draw_cell(canvas: Canvas, body: HeatMap, row: int, column: int, at: tuple[float, float, float]) -> None:
    left, top, wide = at
    n, color = body.cells[row][column], fill(body, row, column)
    told = f"{body.inks[row].key} + {body.inks[column].key}: {'-' if n is None else n}"
    kind = "none" if n is None else "alone" if row == column else "cell"
    x, y = left + column * wide, top + row * CELL_HEIGHT
    stroke = SOFT if row == column else LINE
    canvas.rectangle(x, y, wide, CELL_HEIGHT, PALE if n is None else color, stroke=stroke, told=told, kind=kind)
    if n:
        words = SOFT if row == column else legible_on(color)
        canvas.words(x + wide / 2, y + CELL_HEIGHT / 2 + 4, str(n), size=11, fill=words, anchor="middle")


def _draw_key(canvas: Canvas, body: HeatMap, x: float, y: float) -> None:
    steps = 6
    for step in range(steps):
        shade = _FAINTEST + (1 - _FAINTEST) * step / (steps - 1)
        canvas.rectangle(x + step * 22, y, 22, 12, blended(DARKEST, LIGHTEST, shade), stroke=LINE, kind="key")
    canvas.words(x, y + 26, "1", size=11, fill=SOFT)
    canvas.words(x + steps * 22, y + 26, str(body.highest), size=11, fill=SOFT, anchor="end")
