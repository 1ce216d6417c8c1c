"""Where the nodes of a network lie: near those they are tied with, no label on another. The same for the same network.

Distances on the sheet follow those in the network, the way of stress majorization (Gansner, Koren & North 2005), from
a circle as the beginning: nothing is drawn by lot. Then boxes that overlap are pushed apart.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

Point = tuple[float, float]
_ROUNDS = 120
_AT_REST = 0.003
"""How far the farthest node moves in the last round, in steps from node to node."""
_APART = 1.5
"""How much farther than the longest way two nodes lie that no way joins."""
_PUSHES = 200
_AIR = 2.6
"""How many times the room of the boxes a network fills, before they are pushed apart."""


@lru_cache(maxsize=8)
def placed(count: int, ties: tuple[tuple[int, int], ...]) -> tuple[Point, ...]:
    """Return where nodes lie, in steps from node to node, the longer side across.

    Args:
        count: How many nodes there are.
        ties: Which are joined, by number.
    """
    if count < 2:
        return ((0.0, 0.0),) * count
    far = _ways(count, ties)
    radius = max(1.0, count / 6)
    at = [
        (radius * math.cos(2 * math.pi * n / count), radius * math.sin(2 * math.pi * n / count)) for n in range(count)
    ]
    for _round in range(_ROUNDS):
        before = list(at)
        for node in range(count):
            at[node] = _nearer(node, at, far[node])
        if max(map(math.dist, before, at)) < _AT_REST:
            break
    return tuple(_turned(at))


def _ways(count: int, ties: Iterable[tuple[int, int]]) -> list[list[float]]:
    """Return how many steps lie between every two nodes."""
    beside: list[list[int]] = [[] for _node in range(count)]
    for one, other in ties:
        beside[one].append(other)
        beside[other].append(one)
    found = []
    for start in range(count):
        steps = [math.inf] * count
        steps[start] = 0.0
        todo = deque([start])
        while todo:
            here = todo.popleft()
            for there in beside[here]:
                if steps[there] == math.inf:
                    steps[there] = steps[here] + 1
                    todo.append(there)
        found.append(steps)
    longest = max((one for steps in found for one in steps if one < math.inf), default=1.0)
    return [[one if one < math.inf else longest + _APART for one in steps] for steps in found]


def _nearer(node: int, at: Sequence[Point], far: Sequence[float]) -> Point:
    """Return where a node lies best while all others stay."""
    x, y = at[node]
    across = down = weights = 0.0
    for other, (there_x, there_y) in enumerate(at):
        if other == node:
            continue
        weight = 1 / (far[other] * far[other])
        apart = math.hypot(x - there_x, y - there_y) or 1e-9
        across += weight * (there_x + far[other] * (x - there_x) / apart)
        down += weight * (there_y + far[other] * (y - there_y) / apart)
        weights += weight
    return across / weights, down / weights


def _turned(at: Sequence[Point]) -> list[Point]:
    """Return places turned so that they reach farther across than down."""
    middle_x, middle_y = (sum(one[axis] for one in at) / len(at) for axis in (0, 1))
    moved = [(x - middle_x, y - middle_y) for x, y in at]
    wide, high, both = (sum(f(x, y) for x, y in moved) for f in (_square_x, _square_y, _product))
    angle = math.atan2(2 * both, wide - high) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in moved]


def _square_x(x: float, _y: float) -> float:
    return x * x


def _square_y(_x: float, y: float) -> float:
    return y * y


def _product(x: float, y: float) -> float:
    return x * y


def spread(at: Sequence[Point], boxes: Sequence[Point], room: float) -> list[Point]:
    """Return the middles of boxes in pixels: laid out as places say, none on another, none beyond the room.

    Args:
        at: Where they lie, in units of their own.
        boxes: Width and height of each; none is wider than the room.
        room: How wide the sheet is; it is as high as it must be.

    Returns:
        Middles, the uppermost box touching 0.
    """
    if not at:
        return []
    left, right = min(x for x, _y in at), max(x for x, _y in at)
    top, bottom = min(y for _x, y in at), max(y for _x, y in at)
    wide = max(room - max(width for width, _height in boxes), 1.0)
    area = sum(width * height for width, height in boxes) * _AIR
    across_units, down_units = max(right - left, 1e-6), max(bottom - top, 1e-6)
    across = min(wide / across_units, math.sqrt(area / (across_units * down_units)))
    down = min(across, area / (across_units * across) / down_units)
    middle = (left + right) / 2
    places = [(room / 2 + (x - middle) * across, (y - top) * down) for x, y in at]
    for _push in range(_PUSHES):
        if not _pushed(places, boxes, room):
            break
    else:
        places = _stacked(places, boxes)
    upper = min(y - height / 2 for (_x, y), (_width, height) in zip(places, boxes, strict=True))
    return [(x, y - upper) for x, y in places]


def _pushed(places: list[Point], boxes: Sequence[Point], room: float) -> bool:
    """Push every two boxes that overlap apart, the shorter way; say whether there were any."""
    found = False
    for one in range(len(places)):
        for other in range(one):
            wide, high = _overlap(places, boxes, one, other)
            if wide <= 0 or high <= 0:
                continue
            found = True
            (x, y), (there_x, there_y) = places[one], places[other]
            if wide < high:
                step = (wide / 2 + 0.5) * (1 if x >= there_x else -1)
                places[one], places[other] = (x + step, y), (there_x - step, there_y)
            else:
                step = (high / 2 + 0.5) * (1 if y >= there_y else -1)
                places[one], places[other] = (x, y + step), (there_x, there_y - step)
    for node, ((x, y), (width, _height)) in enumerate(zip(places, boxes, strict=True)):
        places[node] = (min(max(x, width / 2), room - width / 2), y)
    return found


def _overlap(places: Sequence[Point], boxes: Sequence[Point], one: int, other: int) -> Point:
    (x, y), (there_x, there_y) = places[one], places[other]
    (width, height), (there_width, there_height) = boxes[one], boxes[other]
    return (width + there_width) / 2 - abs(x - there_x), (height + there_height) / 2 - abs(y - there_y)


def _stacked(places: Sequence[Point], boxes: Sequence[Point]) -> list[Point]:
    """Return places moved down, from the uppermost on, until none overlaps; that always ends."""
    done: list[int] = []
    found = list(places)
    for node in sorted(range(len(places)), key=lambda node: (places[node][1], node)):
        while True:
            hit = [one for one in done if min(_overlap(found, boxes, node, one)) > 0]
            if not hit:
                break
            below = max(found[one][1] + boxes[one][1] / 2 for one in hit)
            found[node] = (found[node][0], below + boxes[node][1] / 2 + 0.5)
        done.append(node)
    return found
