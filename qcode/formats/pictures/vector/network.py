"""A network: circles as large as codes are frequent, lines as thick as two codes stand together closely."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qcode.domain.picture import Network, Node, Tie
from qcode.domain.report import Kind
from qcode.domain.wording import number_text
from qcode.formats.pictures.vector.canvas import INK, SOFT, Canvas, blended, breadth, folded
from qcode.formats.pictures.vector.layout import Point, placed, spread

LARGEST, SMALLEST = 26.0, 4.0
"""Radius of circles."""
THICKEST, THINNEST = 9.0, 1.0
SIZE = 11.0
_LINE = 13.5
_WIDEST_LABEL = 150.0
_GAP = 10.0
_NUMBER = 10.0
_AT = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on a line its number may stand; where all are taken, there is none."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A node with its label above or below, before it has a place."""

    node: Node
    is_above: bool
    """Whether the label stands above: where most of its ties lead down."""
    radius: float
    lines: tuple[str, ...]
    width: float
    height: float

    def circle(self, at: Point) -> Point:
        """Return the middle of the circle of a box whose middle is there."""
        out = self.height / 2 - self.radius - 2
        return at[0], at[1] + (out if self.is_above else -out)

    def first_line(self, at: Point) -> float:
        """Return the base of the first line of the label."""
        half = self.height / 2
        top = at[1] - half if self.is_above else at[1] - half + 2 * self.radius + 4
        return top + _LINE * 0.8


def draw(canvas: Canvas, body: Network, x: float, y: float, room: float, language: str) -> None:
    """Put a network on a sheet.

    Args:
        canvas: The sheet.
        body: The network.
        x: Left edge.
        y: Upper edge.
        room: How wide it may be.
        language: Of the numbers.
    """
    loose = placed(len(body.nodes), tuple((tie.left, tie.right) for tie in body.ties))
    boxes = [_box(body, number, loose, language) for number in range(len(body.nodes))]
    middles = spread(loose, [(box.width + _GAP, box.height + _GAP) for box in boxes], room)
    middles = [(x + across, y + down) for across, down in middles]
    circles = [box.circle(at) for box, at in zip(boxes, middles, strict=True)]
    for tie in reversed(body.ties):  # The closest last, so that they lie above.
        _draw_tie(canvas, body, tie, circles, language)
    taken = [_around(at, box.width, box.height) for box, at in zip(boxes, middles, strict=True)]
    for tie in body.ties:
        _draw_number(canvas, body, tie, circles, taken, language)
    for box, at, circle in zip(boxes, middles, circles, strict=True):
        _draw_node(canvas, box, at, circle)
    bottom = max((down + box.height / 2 for box, (_across, down) in zip(boxes, middles, strict=True)), default=y)
    _draw_key(canvas, body, (x, bottom + 18, room), language)


def radius_of(body: Network, value: int) -> float:
    """Return the radius of a circle whose area says a value."""
    return max(SMALLEST, LARGEST * math.sqrt(value / body.highest))


def thickness_of(body: Network, weight: float) -> float:
    """Return how thick a line is that says a weight."""
    # Two that stand together once or twice are not joined as firmly as a thick line says.
    thickest = min(THICKEST, 2 * body.strongest) if body.is_count else THICKEST
    return max(THINNEST, thickest * weight / body.strongest)


def weight_text(body: Network, weight: float, language: str) -> str:
    """Return a weight as it is written on its line."""
    if body.is_count:
        return number_text(weight, Kind.COUNT, language)
    return f"{weight:.2f}".replace(".", "," if language == "id" else ".")


def _box(body: Network, number: int, places: Sequence[Point], language: str) -> _Box:
    node = body.nodes[number]
    ends = [tie.left + tie.right - number for tie in body.ties_of(number)]
    is_above = sum(places[end][1] - places[number][1] for end in ends) > 0
    radius = radius_of(body, node.value)
    said = f"{node.ink.label} ({number_text(node.value, Kind.COUNT, language)})"
    lines = tuple(folded(said, _WIDEST_LABEL, SIZE))
    width = max([2 * radius, *(breadth(line, SIZE) for line in lines)])
    return _Box(node, is_above, radius, lines, width, 2 * radius + 4 + len(lines) * _LINE)


def _draw_tie(canvas: Canvas, body: Network, tie: Tie, at: Sequence[Point], language: str) -> None:
    share = tie.weight / body.strongest
    told = (
        f"{body.nodes[tie.left].ink.key} + {body.nodes[tie.right].ink.key}: {weight_text(body, tie.weight, language)}"
    )
    canvas.path(
        (at[tie.left], at[tie.right]), blended("#3d4650", "#b9c0c8", share), width=thickness_of(body, tie.weight),
        told=told, kind="tie",
    )  # fmt: skip


def _draw_number(
    canvas: Canvas, body: Network, tie: Tie, at: Sequence[Point], taken: list[tuple[float, float, float, float]],
    language: str,
) -> None:  # fmt: skip
    """Write the number of a tie on its line, where it lies on nothing else."""
    said = weight_text(body, tie.weight, language)
    (x, y), (to_x, to_y) = at[tie.left], at[tie.right]
    for share in _AT:
        place = (x + (to_x - x) * share, y + (to_y - y) * share)
        box = _around(place, breadth(said, _NUMBER) + 4, _NUMBER + 3)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            canvas.words(
                place[0], place[1] + _NUMBER * 0.36, said, size=_NUMBER, anchor="middle", kind="number", haloed=True
            )
            return


def _draw_node(canvas: Canvas, box: _Box, at: Point, circle: Point) -> None:
    ink = box.node.ink
    canvas.circle(*circle, box.radius, ink.color, told=f"{ink.label}: {box.node.value}", kind="node")
    base = box.first_line(at)
    for number, line in enumerate(box.lines):
        canvas.words(at[0], base + number * _LINE, line, size=SIZE, anchor="middle", kind="label", haloed=True)


def _around(at: Point, width: float, height: float) -> tuple[float, float, float, float]:
    return at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _draw_key(canvas: Canvas, body: Network, place: tuple[float, float, float], language: str) -> None:
    """Say what circles and lines mean, with the largest and a smaller one of each."""
    x, y, room = place
    values = sorted({body.highest, max(1, body.highest // 4)})
    for value in values:
        radius = radius_of(body, value)
        canvas.circle(x + radius, y + LARGEST, radius, SOFT, kind="key")
        said = number_text(value, Kind.COUNT, language)
        canvas.words(x + 2 * radius + 4, y + LARGEST + 4, said, size=SIZE)
        x += 2 * radius + 4 + breadth(said, SIZE) + 14
    y = _words(canvas, body.node_unit, x, y + LARGEST + 4, place[0] + room) + 10
    x = place[0]
    for weight in dict.fromkeys((body.ties[-1].weight, body.strongest) if body.ties else ()):
        canvas.path(((x, y), (x + 34, y)), INK, width=thickness_of(body, weight), kind="key")
        said = weight_text(body, weight, language)
        canvas.words(x + 40, y + 4, said, size=SIZE)
        x += 40 + breadth(said, SIZE) + 14
    _words(canvas, body.measure, x, y + 4, place[0] + room)


def _words(canvas: Canvas, said: str, x: float, y: float, right: float) -> float:
    """Put words in lines to the right of a place; return where it goes on below."""
    for line in folded(said, right - x, SIZE):
        canvas.words(x, y, line, size=SIZE, fill=SOFT)
        y += _LINE
    return y + LARGEST - _LINE
