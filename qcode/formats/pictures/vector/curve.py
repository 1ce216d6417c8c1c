"""The curve of saturation: new codes as bars, all so far as a line; below, the new information of each run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from qcode.domain.picture import Curve, CurvePoint
from qcode.domain.report import Kind
from qcode.domain.wording import number_text, share_text
from qcode.formats.base import ReportOptions
from qcode.formats.pictures.vector.canvas import INK, LINE, PALE, SOFT, Canvas, breadth, folded
from qcode.formats.pictures.vector.columns import tick
from qcode.formats.pictures.vector.hatches import hatched
from qcode.language import N_

BAR, RUN = "#56b4e9", "#fbe3c4"
_HIGH, _SHARES = 220.0, 100.0
_NARROWEST, _WIDEST = 20.0, 90.0
_AXIS = 48.0
_TURNED = -45
_SIZE = 11.0
_WITH_NUMBERS = 26.0
"""Pixels between two interviews from which on each point has its number."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where interviews lie across."""

    left: float
    step: float
    count: int

    def at(self, number: int) -> float:
        """Return the middle of an interview, from 0."""
        return self.left + (number + 0.5) * self.step

    @property
    def right(self) -> float:
        """Return where the last one ends."""
        return self.left + self.count * self.step


def width_of(body: Curve) -> float:
    """Return how wide a curve has to be at least."""
    return _left_of(body, _NARROWEST) + len(body.points) * _NARROWEST


def draw(canvas: Canvas, body: Curve, x: float, y: float, room: float, options: ReportOptions) -> None:
    """Put a curve on a sheet.

    Args:
        canvas: The sheet.
        body: What the interviews brought.
        x: Left edge.
        y: Upper edge.
        room: How wide it may be.
        options: The language.
    """
    count = max(len(body.points), 1)
    step = min(_WIDEST, (room - _left_of(body, _NARROWEST)) / count)
    frame = _Frame(x + _left_of(body, step), step, count)
    y = _draw_key(canvas, x, y, options)
    top = y + 40
    _draw_regions(canvas, body, frame, (top - 18, top + _HIGH), options)
    _draw_codes(canvas, body, frame, top, options.language)
    bottom = top + _HIGH
    if any(point.run_share is not None for point in body.points):
        bottom = _draw_shares(canvas, body, frame, bottom + 34, options)
    _draw_names(canvas, body.points, frame, bottom)


def _left_of(body: Curve, step: float) -> float:
    """Return how much room the axis, and names that reach out to its left, need."""
    slant = cos(radians(_TURNED))
    out = (breadth(one.ink.label, _SIZE) * slant - (number + 0.5) * step for number, one in enumerate(body.points))
    return max(_AXIS, *(one + 8 for one in out)) if body.points else _AXIS


def _draw_key(canvas: Canvas, x: float, y: float, options: ReportOptions) -> float:
    hatched(canvas, (x, y + 4, 24, 12), BAR, 1, kind="key")
    said = options.say(N_("new codes"))
    canvas.words(x + 30, y + 14, said, size=_SIZE)
    x += 30 + breadth(said, _SIZE) + 20
    canvas.path(((x, y + 10), (x + 26, y + 10)), INK, width=2, kind="key")
    canvas.circle(x + 13, y + 10, 4, INK, kind="key")
    canvas.words(x + 32, y + 14, options.say(N_("all codes so far")), size=_SIZE)
    return y + 22


def _draw_regions(
    canvas: Canvas, body: Curve, frame: _Frame, across: tuple[float, float], options: ReportOptions
) -> None:
    """Shade the interviews of the base, and the run with which saturation is reached."""
    top, bottom = across
    base = min(body.base, frame.count)
    canvas.rectangle(frame.left, top, base * frame.step, bottom - top, PALE, kind="base")
    said = options.say(N_("base: {n}")).format(n=body.base)
    canvas.words(frame.left + 4, top + 12, said, size=10, fill=SOFT, kind="region")
    if body.reached is None:
        return
    start = frame.left + body.reached * frame.step
    canvas.rectangle(start, top, body.run * frame.step, bottom - top, RUN, kind="run")
    canvas.path(((start, top - 14), (start, bottom)), INK, width=1.4, dashes="5 3", kind="reached")
    said = options.say(N_("saturation: {before}+{run}")).format(before=body.reached, run=body.run)
    wide = breadth(said, 10, bold=True)
    fits = start + 4 + wide < max(canvas.width - 4, frame.right)
    canvas.words(start + (4 if fits else -4), top - 5, said, size=10, bold=True, anchor="start" if fits else "end",
                 kind="region")  # fmt: skip


def _draw_codes(canvas: Canvas, body: Curve, frame: _Frame, top: float, language: str) -> None:
    step = tick(body.highest)
    most = step * -(-body.highest // step)
    bottom = top + _HIGH
    _draw_scale(canvas, frame, bottom, [(n / most, str(n)) for n in range(0, most + 1, step)], _HIGH)
    wide = min(frame.step * 0.62, 40.0)
    heights = [(_HIGH * point.new / most, _HIGH * point.cumulative / most) for point in body.points]
    for number, (point, (new, _all)) in enumerate(zip(body.points, heights, strict=True)):
        told = f"{point.ink.label}: {point.new}"
        hatched(canvas, (frame.at(number) - wide / 2, bottom - new, wide, new), BAR, 1, told=told, kind="new")
    line = [(frame.at(number), bottom - reach) for number, (_new, reach) in enumerate(heights)]
    if len(line) > 1:
        canvas.path(line, INK, width=2, kind="curve")
    for (x, y), point in zip(line, body.points, strict=True):
        canvas.circle(x, y, 4, INK, told=f"{point.ink.label}: {point.cumulative}", kind="cumulative")
    for number, (point, (new, reach)) in enumerate(zip(body.points, heights, strict=True)):
        is_last = number == len(body.points) - 1
        if frame.step < _WITH_NUMBERS and not is_last:
            continue
        said = number_text(point.cumulative, Kind.COUNT, language)
        canvas.words(frame.at(number), bottom - reach - 8, said, size=10, anchor="middle", kind="number", haloed=True)
        # Above its bar, where the line and its number leave room for it.
        if point.new and reach - new > 18:
            canvas.words(frame.at(number), bottom - new - 4, str(point.new), size=10, fill=SOFT, anchor="middle",
                         kind="number", haloed=True)  # fmt: skip


def _draw_shares(canvas: Canvas, body: Curve, frame: _Frame, top: float, options: ReportOptions) -> float:
    """Put the new information of the runs on a sheet; return its lower edge."""
    said = options.say(N_("new information of the run, of the codes of the base"))
    for number, line in enumerate(folded(said, frame.right - frame.left, 10)):
        canvas.words(frame.left, top - 8 + number * 12, line, size=10, fill=SOFT)
        top += 12 * (number > 0)
    bottom = top + _SHARES
    shares = [(number, point.run_share) for number, point in enumerate(body.points) if point.run_share is not None]
    hundredths = round(max([body.threshold, *(share for _number, share in shares)]) * 100 + 0.5)
    step = tick(hundredths)
    most = step * -(-hundredths // step) / 100
    scale = [(n / 100 / most, share_text(n / 100, options.language, 0)) for n in range(0, round(most * 100) + 1, step)]
    _draw_scale(canvas, frame, bottom, scale, _SHARES)
    at = bottom - _SHARES * body.threshold / most
    canvas.path(((frame.left, at), (frame.right, at)), "#d55e00", width=1.6, dashes="6 3", kind="threshold",
                told=share_text(body.threshold, options.language))  # fmt: skip
    points = [(frame.at(number), bottom - _SHARES * share / most) for number, share in shares]
    if len(points) > 1:
        canvas.path(points, INK, width=1.4, kind="information")
    for (x, y), (number, share) in zip(points, shares, strict=True):
        told = f"{body.points[number].ink.label}: {share_text(share, options.language)}"
        canvas.rectangle(x - 3.5, y - 3.5, 7, 7, INK, told=told, kind="share")
        if frame.step >= _WITH_NUMBERS + 8:
            canvas.words(x, y - 8, share_text(share, options.language, 0), size=10, anchor="middle", kind="number",
                         haloed=True)  # fmt: skip
    threshold = options.say(N_("threshold {share}")).format(share=share_text(body.threshold, options.language, 0))
    canvas.words(frame.left + 4, at - 4, threshold, size=10, fill="#a34700", kind="region", haloed=True)
    return bottom


def _draw_scale(canvas: Canvas, frame: _Frame, bottom: float, ticks: Sequence[tuple[float, str]], high: float) -> None:
    for share, said in ticks:
        at = bottom - high * share
        canvas.line(frame.left, at, frame.right, at, LINE if share else INK)
        canvas.words(frame.left - 6, at + 4, said, size=_SIZE, fill=SOFT, anchor="end", kind="tick")


def _draw_names(canvas: Canvas, points: Sequence[CurvePoint], frame: _Frame, bottom: float) -> None:
    down = sin(radians(-_TURNED))
    for number, point in enumerate(points):
        x = frame.at(number) + 4
        canvas.words(x, bottom + 14, point.ink.label, size=_SIZE, anchor="end", turned=_TURNED, kind="name")
        canvas.height = max(canvas.height, bottom + 18 + breadth(point.ink.label, _SIZE) * down)
