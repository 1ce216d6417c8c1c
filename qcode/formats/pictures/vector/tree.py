"""The codebook as a tree: a box for each code, what is under it to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qcode.domain.picture import Branch, CodeTree
from qcode.domain.report import Kind
from qcode.domain.wording import number_text
from qcode.formats.pictures.vector.canvas import INK, LINE, SOFT, Canvas, breadth, folded

SIZE = 11.0
_LINE, _AIR, _BETWEEN = 13.5, 3.5, 3.5
_GAP = 26.0
_STRIPE = 6.0
_PADDING = _STRIPE + 12.0
_NARROWEST = 130.0


@dataclass(slots=True)
class _Place:
    """A code with what is under it, and how high both are."""

    branch: Branch
    lines: list[str]
    under: list[_Place] = field(default_factory=list)

    @property
    def box(self) -> float:
        return len(self.lines) * _LINE + 2 * _AIR

    @property
    def high(self) -> float:
        below = sum(one.high for one in self.under) + _BETWEEN * (len(self.under) - 1)
        return max(self.box, below if self.under else 0.0)


def width_of(body: CodeTree) -> float:
    """Return how wide a tree has to be at least."""
    return _levels(body) * (_NARROWEST + _GAP) - _GAP


def draw(canvas: Canvas, body: CodeTree, x: float, y: float, room: float, language: str) -> None:
    """Put a tree on a sheet.

    Args:
        canvas: The sheet.
        body: The tree.
        x: Left edge.
        y: Upper edge.
        room: How wide it may be.
        language: Of the numbers.
    """
    wide = _widths(body, room, language)
    for top in _grown(body.branches, wide, language):
        _draw_place(canvas, top, (x, y), wide)
        y += top.high + 2 * _BETWEEN
    canvas.words(x, y + 12, body.unit, size=SIZE, fill=SOFT)


def count_text(one: Branch, language: str) -> str:
    """Return the numbers of a code: of all under it, and its own in brackets where that is another."""
    said = [number_text(n, Kind.COUNT, language) if n else "0" for n in (one.whole, one.own)]
    return said[0] if one.whole == one.own else f"{said[0]}\u00a0({said[1]})"


def _levels(body: CodeTree) -> int:
    return max((one.depth for one in body.branches), default=0) + 1


def _said(branch: Branch, language: str) -> str:
    return f"{branch.ink.label}:\u00a0{count_text(branch, language)}"


def _widths(body: CodeTree, room: float, language: str) -> list[float]:
    """Return how wide the boxes of each level are: as their names want, or a fair share of what there is."""
    wanted = [0.0] * _levels(body)
    for one in body.branches:
        wanted[one.depth] = max(wanted[one.depth], breadth(_said(one, language), SIZE) + _PADDING)
    left, found = room + _GAP, dict[int, float]()
    for number, level in enumerate(sorted(range(len(wanted)), key=lambda level: wanted[level])):
        found[level] = min(wanted[level], left / (len(wanted) - number) - _GAP)
        left -= found[level] + _GAP
    return [found[level] for level in range(len(wanted))]


def _grown(branches: Sequence[Branch], wide: Sequence[float], language: str) -> list[_Place]:
    """Return the uppermost codes, each with what is under it."""
    tops: list[_Place] = []
    above: list[_Place] = []
    for branch in branches:
        place = _Place(branch, folded(_said(branch, language), wide[branch.depth] - _PADDING, SIZE))
        above = above[: branch.depth]
        (above[-1].under if above else tops).append(place)
        above.append(place)
    return tops


def _draw_place(canvas: Canvas, place: _Place, at: tuple[float, float], widths: Sequence[float]) -> float:
    """Put a code and what is under it below a place; return where the middle of its box is."""
    (x, y), wide = at, widths[place.branch.depth]
    high, deep = place.high, place.box
    middle = y + high / 2
    beyond = x + wide + _GAP
    below = y + (high - sum(one.high for one in place.under) - _BETWEEN * (len(place.under) - 1)) / 2
    for one in place.under:
        there = _draw_place(canvas, one, (beyond, below), widths)
        turn = x + wide + _GAP / 2
        canvas.path(((x + wide, middle), (turn, middle), (turn, there), (beyond, there)), SOFT, kind="branch")
        below += one.high + _BETWEEN
    _draw_box(canvas, place, (x, middle - deep / 2, wide, deep))
    return middle


def _draw_box(canvas: Canvas, place: _Place, box: tuple[float, float, float, float]) -> None:
    x, y, wide, deep = box
    ink = place.branch.ink
    told = f"{ink.label}: {place.branch.whole} ({place.branch.own})"
    canvas.rectangle(x, y, wide, deep, "#ffffff", stroke=LINE, told=told, kind="code")
    canvas.rectangle(x, y, _STRIPE, deep, ink.color, kind="ink")
    for number, line in enumerate(place.lines):
        canvas.words(x + _STRIPE + 6, y + _AIR + (number + 0.76) * _LINE, line, size=SIZE, fill=INK, kind="label")
