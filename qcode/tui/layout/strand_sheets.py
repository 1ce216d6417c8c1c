"""Texts from beginning to end in characters: bands of cells with signs, or a lane for each code."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from qcode.domain.picture import BandCell, Portrait, Strand, Stretch, Timeline, band
from qcode.tui.layout.looks import fitted
from qcode.tui.layout.sheets import DIM, PLAIN, STRONG, Cursor, Piece, Tone, legend

_MOST_ROWS = 6


class PortraitSheet:
    """Each text as a name and a band of cells, below all of them the signs.

    Args:
        body: The portrait.
        width: In cells.
        height: Of the window; the fewer texts, the more rows each has.
    """

    head = 0

    def __init__(self, body: Portrait, width: int, height: int) -> None:
        self._body = body
        self._columns = max(width - 3, 8)
        count = max(len(body.strands), 1)
        self._rows = max(1, min(_MOST_ROWS, (height - 4) // count - 2))
        self._bands: dict[int, list[BandCell]] = {}
        """Made when they come into view."""
        self._legend = legend(body.inks, width)
        self._step = self._rows + 2
        self._drawn = len(body.strands) * self._step
        self.height = self._drawn + len(self._legend) if body.strands else 0

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a name, a row of cells, or signs."""
        if y >= self._drawn:
            return self._legend[y - self._drawn]
        number, row = divmod(y, self._step)
        if row == 0:
            return [(" " + self._body.strands[number].name, STRONG)]
        if row > self._rows:
            return []
        cells = self._band(number)[(row - 1) * self._columns : row * self._columns]
        here = number * self._rows + row - 1
        pieces = (self._piece(c, cursor == (here, x)) for x, c in enumerate(cells))
        return [(" ", PLAIN), *(("".join(s for s, _t in some), tone) for tone, some in groupby(pieces, itemgetter(1)))]

    def _piece(self, cell: BandCell, here: bool) -> Piece:
        if not cell.inks:
            return ("·", Tone("dim", is_cursor=here))
        ink = self._body.inks[cell.inks[0]]
        return (ink.sign, Tone("fill", ink.color, is_cursor=here, is_several=len(cell.inks) > 1))

    def cell(self, cursor: Cursor) -> tuple[Strand, BandCell, float]:
        """Return the text and the cell under a cursor, and where in the text it begins, 0 to 1."""
        number, row = divmod(cursor[0], self._rows)
        at = row * self._columns + cursor[1]
        cells = self._band(number)
        return self._body.strands[number], cells[at], at / len(cells)

    def _band(self, number: int) -> list[BandCell]:
        if number not in self._bands:
            self._bands[number] = band(self._body.strands[number], self._rows * self._columns)
        return self._bands[number]

    def clamped(self, cursor: Cursor) -> Cursor | None:
        """Return the nearest cell."""
        last = len(self._body.strands) * self._rows - 1
        return (max(0, min(cursor[0], last)), max(0, min(cursor[1], self._columns - 1))) if last >= 0 else None

    def moved(self, cursor: Cursor, across: int, down: int) -> Cursor:
        """Go by cells; beyond the end of a row the text goes on in the next."""
        at = cursor[0] * self._columns + cursor[1] + across
        last = len(self._body.strands) * self._rows * self._columns - 1
        row, column = divmod(max(0, min(at, last)), self._columns)
        return self.clamped((row + down, column)) or cursor

    def line_of(self, cursor: Cursor) -> int:
        """Return the line of a cell."""
        number, row = divmod(cursor[0], self._rows)
        return number * self._step + row + 1

    def bring(self, cursor: Cursor) -> bool:
        """A band is as wide as the window."""
        return False

    def at(self, x: int, y: int) -> Cursor | None:
        """Return the cell under a place."""
        number, row = divmod(y, self._step)
        inside = 1 <= row <= self._rows and 1 <= x <= self._columns and 0 <= number < len(self._body.strands)
        return (number * self._rows + row - 1, x - 1) if inside else None


class TimelineSheet:
    """Each text as a name, a lane for each code that stands in it, and the places that are named.

    Args:
        body: The timeline.
        width: In cells.
    """

    head = 0

    def __init__(self, body: Timeline, width: int) -> None:
        self._body = body
        used = {ink for strand in body.strands for ink in strand.inks()}
        longest = max((len(body.inks[ink].label) for ink in used), default=0)
        self._names = max(min(longest, width // 3), 8)
        self._left = self._names + 2
        self._room = max(width - self._left - 2, 8)
        self._lanes: list[tuple[Strand, int, list[Stretch]]] = []
        self._lines: list[tuple[str, int]] = []
        """What each line is, and which lane or text."""
        for number, strand in enumerate(body.strands):
            self._lines.append(("name", number))
            for ink in strand.inks():
                self._lines.append(("lane", len(self._lanes)))
                self._lanes.append((strand, ink, [one for one in strand.stretches if one.ink == ink]))
            self._lines += [("marks", number), ("gap", number)]
        self.height = len(self._lines)
        self._line_of = [y for y, (what, _number) in enumerate(self._lines) if what == "lane"]

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw a name, a lane, or the places that are named."""
        what, number = self._lines[y]
        if what == "name":
            return [(" " + self._body.strands[number].name, STRONG)]
        if what == "lane":
            return self._lane(number, cursor)
        return [(" " * self._left + self._named(self._body.strands[number]), DIM)] if what == "marks" else []

    def _lane(self, number: int, cursor: Cursor | None) -> list[Piece]:
        _strand, at, stretches = self._lanes[number]
        ink = self._body.inks[at]
        here = cursor is not None and cursor[0] == number
        cells: list[Piece] = [("─", DIM)] * self._room
        for stretch in stretches:
            for x in self._covered(stretch):
                cells[x] = ("█", Tone("ink", ink.color))
        if here and cursor is not None:
            for x in self._covered(stretches[cursor[1]]):
                cells[x] = ("█", Tone("ink", ink.color, is_cursor=True))
        label = fitted(ink.label, self._names)
        lane = (("".join(sign for sign, _tone in some), tone) for tone, some in groupby(cells, itemgetter(1)))
        return [(" " + label + " ", STRONG if here else PLAIN), *lane]

    def _covered(self, stretch: Stretch) -> range:
        first = min(int(stretch.left * self._room), self._room - 1)
        return range(first, max(min(-int(-stretch.right * self._room // 1), self._room), first + 1))

    def _named(self, strand: Strand) -> str:
        line = [" "] * self._room
        free = 0
        for mark in strand.marks:
            at = min(int(mark.at * self._room), self._room - len(mark.label))
            if at >= free:
                line[at : at + len(mark.label)] = mark.label
                free = at + len(mark.label) + 1
        return "".join(line)

    def stretch(self, cursor: Cursor) -> tuple[Strand, Stretch]:
        """Return the text and the passage under a cursor."""
        strand, _ink, stretches = self._lanes[cursor[0]]
        return strand, stretches[cursor[1]]

    def clamped(self, cursor: Cursor) -> Cursor | None:
        """Return the nearest passage."""
        if not self._lanes:
            return None
        lane = max(0, min(cursor[0], len(self._lanes) - 1))
        return lane, max(0, min(cursor[1], len(self._lanes[lane][2]) - 1))

    def moved(self, cursor: Cursor, across: int, down: int) -> Cursor:
        """Go to the next passage of a lane, or to the nearest of another."""
        if not down:
            return self.clamped((cursor[0], cursor[1] + across)) or cursor
        lane = max(0, min(cursor[0] + down, len(self._lanes) - 1))
        from_here = self.stretch(cursor)[1].left
        stretches = self._lanes[lane][2]
        return lane, min(range(len(stretches)), key=lambda at: abs(stretches[at].left - from_here))

    def line_of(self, cursor: Cursor) -> int:
        """Return the line of a lane."""
        return self._line_of[cursor[0]]

    def bring(self, cursor: Cursor) -> bool:
        """A lane is as wide as the window."""
        return False

    def at(self, x: int, y: int) -> Cursor | None:
        """Return the passage under a place, the nearest in its lane."""
        if not 0 <= y < self.height or self._lines[y][0] != "lane" or x < self._left:
            return None
        lane = self._lines[y][1]
        place = (x - self._left + 0.5) / self._room
        stretches = self._lanes[lane][2]
        return lane, min(range(len(stretches)), key=lambda at: _distance(stretches[at], place))


def _distance(stretch: Stretch, place: float) -> float:
    return max(stretch.left - place, place - stretch.right, 0.0)
