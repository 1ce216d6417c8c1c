"""A heat map in characters: a sign above each column, in each cell the number on a shade."""

from __future__ import annotations

from qcode.domain.picture import HeatMap
from qcode.tui.layout.looks import fitted
from qcode.tui.layout.sheets import DIM, PLAIN, Cursor, Piece, Tone

_STEPS = 32


class HeatSheet:
    """One line for each code; columns that do not fit come into view when the cursor goes there.

    Args:
        body: The heat map.
        width: In cells.
    """

    head = 1

    def __init__(self, body: HeatMap, width: int) -> None:
        self._body = body
        count = len(body.inks)
        highest = max((n or 0 for row in body.cells for n in row), default=0)
        self._cell = max(len(str(highest)) + 3, 5)
        longest = max((len(ink.label) for ink in body.inks), default=0)
        self._names = max(min(longest, width // 3), 8)
        self._left = self._names + 5
        self._shown = max(min((width - self._left) // self._cell, count), 1)
        self._first = 0
        self.height = count + self.head if count else 0

    def line(self, y: int, cursor: Cursor | None) -> list[Piece]:
        """Draw the signs of the columns, or one code with its cells."""
        columns = range(self._first, min(self._first + self._shown, len(self._body.inks)))
        if y < self.head:
            line: list[Piece] = [(" " * (self._left - 1) + ("‹" if self._first else " "), DIM)]
            for column in columns:
                ink = self._body.inks[column]
                here = cursor is not None and cursor[1] == column
                line += [
                    (" " * (self._cell - 3), PLAIN),
                    (f" {ink.sign} ", Tone("fill", ink.color, is_several=here)),
                ]
            more = len(self._body.inks) - self._first - self._shown
            return [*line, ("›" if more > 0 else "", DIM)]
        row = y - self.head
        ink = self._body.inks[row]
        here = cursor is not None and cursor[0] == row
        name = Tone("strong") if here else PLAIN
        line = [(f" {ink.sign} ", Tone("fill", ink.color)), (" " + fitted(ink.label, self._names) + " ", name)]
        for column in columns:
            line += [(" ", PLAIN), self._piece(row, column, cursor == (row, column))]
        return line

    def _piece(self, row: int, column: int, here: bool) -> Piece:
        n, wide = self._body.cells[row][column], self._cell - 1
        if n is None:
            return (f"{'×':>{wide - 1}} ", Tone("dim", is_cursor=here))
        if row == column:
            return (f"{f'({n})':>{wide}}", Tone("dim", is_cursor=here))
        # More steps than an eye tells apart would only make more styles.
        shade = round(self._body.shade(row, column) * _STEPS) / _STEPS
        return (f"{n or '·':>{wide - 1}} ", Tone("shade" if n else "dim", shade=shade, is_cursor=here))

    def clamped(self, cursor: Cursor) -> Cursor | None:
        """Return the nearest cell."""
        last = len(self._body.inks) - 1
        return (max(0, min(cursor[0], last)), max(0, min(cursor[1], last))) if last >= 0 else None

    def moved(self, cursor: Cursor, across: int, down: int) -> Cursor:
        """Go by cells."""
        return self.clamped((cursor[0] + down, cursor[1] + across)) or cursor

    def line_of(self, cursor: Cursor) -> int:
        """Return the line of a cell."""
        return cursor[0] + self.head

    def bring(self, cursor: Cursor) -> bool:
        """Bring a column into view."""
        was, last = self._first, len(self._body.inks) - self._shown
        self._first = max(min(self._first, cursor[1], last), cursor[1] - self._shown + 1, 0)
        return self._first != was

    def turn(self) -> bool:
        """Bring the columns after those that are shown into view; say whether there are any."""
        after = self._first + self._shown
        return after < len(self._body.inks) and self.bring((0, min(after + self._shown, len(self._body.inks)) - 1))

    def at(self, x: int, y: int) -> Cursor | None:
        """Return the cell under a place."""
        row, column = y - self.head, (x - self._left) // self._cell + self._first
        inside = 0 <= row < len(self._body.inks) and self._first <= column < self._first + self._shown
        return (row, column) if inside and x >= self._left else None
