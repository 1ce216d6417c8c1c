"""What comes one after the other in characters: saturation from interview to interview, cases over the years."""

from __future__ import annotations

from qcode.domain.picture import Columns, Curve, Ink
from qcode.domain.wording import share_text
from qcode.language import _, screen_language
from qcode.tui.layout.looks import fitted
from qcode.tui.layout.sheets import DIM, PLAIN, STRONG, Cursor, LineSheet, Piece, Tone, drawn_bar

_PATTERNS = "█▓▒░▚▞▬▪"
"""What the bars of a series are made of."""


class CurveSheet(LineSheet):
    """One line for each interview: what was known before, what is new, both in numbers, new information of the run.

    Args:
        body: The curve.
        width: In cells.
    """

    head = 1

    def __init__(self, body: Curve, width: int) -> None:
        self._lines = _lines_of(body)
        stops = [y + self.head for y, line in enumerate(self._lines) if isinstance(line, int)]
        super().__init__(stops, len(self._lines) + self.head if body.points else 0)
        self._body = body
        longest = max((len(point.ink.label) for point in body.points), default=0)
        self._names = max(min(longest, width // 3, width - 37), 4)
        self._room = max(width - self._names - 31, 6)

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw the heads of the columns, one interview, or where base and saturation lie."""
        if y < self.head:
            heads = _("new").rjust(6) + _("so far").rjust(9) + _("of base").rjust(10)
            return [(" " * (self._names + 5 + self._room) + heads, DIM)]
        at = self._lines[y - self.head]
        if not isinstance(at, int):
            return [(fitted(f"  ── {self._said(at)} ", self._names + self._room).rstrip() + " ──", DIM)]
        point = self._body.points[at]
        before = round((point.cumulative - point.new) / self._body.highest * self._room)
        upto = max(round(point.cumulative / self._body.highest * self._room), before + (point.new > 0))
        upto = min(upto, self._room)
        before = min(before, upto - (point.new > 0))
        share = "" if point.run_share is None else share_text(point.run_share, screen_language())
        mark = "✓" if point.run_share is not None and point.run_share <= self._body.threshold else " "
        return [
            (f" {at + 1:>2} {fitted(point.ink.label, self._names)} ", Tone("plain", is_cursor=self.is_here(y, cursor))),
            ("░" * before, DIM), ("█" * (upto - before), Tone("ink", point.ink.color)),
            (" " * (self._room - upto), PLAIN), (f"{point.new:>6}", STRONG), (f"{point.cumulative:>9}", PLAIN),
            (f"{share:>8} {mark}", PLAIN),
        ]  # fmt: skip

    def _said(self, what: str) -> str:
        if what == "base":
            return _("base: {n}").format(n=self._body.base)
        return _("saturation: {before}+{run}").format(before=self._body.reached, run=self._body.run)


def _lines_of(body: Curve) -> list[int | str]:
    """Return the interviews, with what is said behind those of the base and before the run of saturation."""
    lines: list[int | str] = []
    for number in range(len(body.points)):
        if number == body.base:
            lines.append("base")
        if number == body.reached:
            lines.append("reached")
        lines.append(number)
    return lines


class ColumnSheet(LineSheet):
    """A line for each year, or under each year one for each series.

    Args:
        body: The numbers.
        width: In cells.
    """

    def __init__(self, body: Columns, width: int) -> None:
        several = len(body.series) > 1
        self._rows: list[tuple[int, int]] = []
        for year in range(len(body.names)):
            self._rows += [(year, -1)] * several + [(year, series) for series in range(len(body.series))]
        super().__init__(range(len(self._rows)), len(self._rows))
        self._body, self._several = body, several
        names = (ink.label for ink in body.series) if several else iter(body.names)
        self._names = max(min(max((len(name) for name in names), default=0), width // 2), 8)
        self._room = max(width - self._names - 14, 4)

    def cell(self, cursor: Cursor) -> tuple[str, Ink | None, tuple[str, ...]]:
        """Return year, series (``None``: all of a year) and cases under a cursor."""
        year, series = self._rows[cursor[0]]
        name, found = self._body.names[year], self._body.cases[year]
        if series < 0:
            return name, None, tuple(dict.fromkeys(case for some in found for case in some))
        return name, self._body.series[series], found[series]

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a year, or a series in it."""
        year, series = self._rows[y]
        here = self.is_here(y, cursor)
        if series < 0:
            said = f" {self._body.names[year]} "
            return [(said, Tone("strong", is_cursor=here)), (f"· {self._body.totals[year]}", DIM)]
        n, ink = self._body.counts[year][series], self._body.series[series]
        bar = drawn_bar(n / self._body.highest, self._room)
        if self._several:
            bar = _PATTERNS[series % len(_PATTERNS)] * len(bar)
        name = fitted(ink.label if self._several else self._body.names[year], self._names)
        return [
            (f" {ink.sign} " if self._several else "   ", Tone("fill", ink.color) if self._several else PLAIN),
            (f" {name} ", Tone("plain", is_cursor=here)), (bar, Tone("ink", ink.color)),
            (" " * (self._room - len(bar)), PLAIN), (f" {n:>6} ", STRONG),
        ]  # fmt: skip
