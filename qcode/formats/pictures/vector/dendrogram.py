"""A dendrogram: names on the left, lines that join what is alike, the distance as an axis below."""

from __future__ import annotations

from qcode.domain.picture import Likeness
from qcode.formats.pictures.vector.canvas import INK, SOFT, Canvas, breadth, folded

SIZE = 12.0
_STEP, _DENSE, _LINE = 20.0, 16.0, 14.0
_MANY = 24
"""Names from which on they stand closer, so that all of them fit on a page."""
_WIDEST_NAMES = 0.5
"""Share of the sheet; longer names go on in a line of their own."""
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_MOST_TICKS = 6


def draw(canvas: Canvas, body: Likeness, x: float, y: float, room: float, language: str) -> None:
    """Put a dendrogram on a sheet.

    Args:
        canvas: The sheet.
        body: The tree.
        x: Left edge.
        y: Upper edge.
        room: How wide it may be.
        language: Of the numbers.
    """
    names = max((breadth(leaf.label, SIZE) for leaf in body.leaves), default=0.0)
    left = x + min(names, room * _WIDEST_NAMES) + 14
    right = x + room - 16
    rows = _draw_names(canvas, body, x, y, left)
    bottom = canvas.height + 6
    step, top = scale(body.highest)
    for number in range(round(top / step) + 1):
        at = left + (right - left) * number * step / top
        canvas.line(at, y, at, bottom + 4)
        said = f"{number * step:.2f}".rstrip("0").rstrip(".") or "0"
        said = said.replace(".", "," if language == "id" else ".")
        canvas.words(at, bottom + 17, said, size=11, fill=SOFT, anchor="middle", kind="tick")
    canvas.line(left, bottom, right, bottom, INK)
    _draw_joins(canvas, body, rows, (left, (right - left) / top))
    for number, line in enumerate(folded(body.axis, x + room - left, 11)):
        canvas.words((left + right) / 2, bottom + 34 + number * 14, line, size=11, fill=SOFT, anchor="middle")


def scale(highest: float) -> tuple[float, float]:
    """Return the step between two ticks and the last of them, at or above the highest join."""
    step = next(one for one in _STEPS if highest / one <= _MOST_TICKS)
    return step, step * -(-round(highest * 1e9) // round(step * 1e9))


def _draw_names(canvas: Canvas, body: Likeness, x: float, y: float, left: float) -> dict[int, float]:
    """Put the names on a sheet; return where the line of each begins."""
    rows = {}
    step = _DENSE if len(body.leaves) > _MANY else _STEP
    for number in body.order:
        leaf = body.leaves[number]
        lines = folded(leaf.label, left - 14 - x, SIZE)
        deep = max(step, len(lines) * _LINE + step - 15)
        rows[number] = y + deep / 2
        for at, line in enumerate(lines):
            base = rows[number] + SIZE / 3 + (at - (len(lines) - 1) / 2) * _LINE
            canvas.words(left - 12, base, line, size=SIZE, anchor="end", kind="label")
        y += deep
    canvas.height = max(canvas.height, y)
    return rows


def _draw_joins(canvas: Canvas, body: Likeness, rows: dict[int, float], across: tuple[float, float]) -> None:
    left, unit = across
    begins = dict.fromkeys(rows, left)
    middles = dict(rows)
    count = len(body.leaves)
    for number, leaf in enumerate(body.leaves):
        canvas.rectangle(left - 8, rows[number] - 4, 8, 8, leaf.color, told=leaf.label, kind="leaf")
    for number, merge in enumerate(body.tree.merges):
        at = left + merge.height * unit
        one, other = merge.left, merge.right
        corners = (
            (begins[one], middles[one]),
            (at, middles[one]),
            (at, middles[other]),
            (begins[other], middles[other]),
        )
        told = " + ".join(", ".join(body.leaves[leaf].key for leaf in body.tree.members(end)) for end in (one, other))
        canvas.path(corners, INK, width=1.6, told=f"{told}: {merge.height:.3f}", kind="join")
        begins[count + number], middles[count + number] = at, (middles[one] + middles[other]) / 2
