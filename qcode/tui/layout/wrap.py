"""Where the rows of a text begin.

One array holds the start of every row, another the start of every paragraph; the rows and their newlines
together are the text, exactly. A row of plain characters is found by one look for its last space; only a row
that holds a special character (tab, wide, combining, joined) is measured cluster by cluster. Spaces at the
end of a row hang over its edge, as in any word processor.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache

from qcode.tui.layout.graphemes import SPECIAL, Glyph, glyphs, snapped

TAB_SIZE = 4
_FAR = 1 << 62


class WrapIndex:
    """The rows of a text at a width.

    Args:
        text: With ``\\n`` as the only line break.
        width: Cells of a row, at least 1.
        tab_size: Cells between tab stops.
    """

    __slots__ = ("lines", "starts", "tab_size", "text", "width")

    def __init__(self, text: str, width: int, tab_size: int = TAB_SIZE) -> None:
        self.text = text
        self.width = max(1, width)
        self.tab_size = max(1, min(tab_size, self.width))
        self.starts: array[int] = array("i")
        self.lines: array[int] = array("i")
        self._build()

    def __len__(self) -> int:
        return len(self.starts)

    def _build(self) -> None:
        text, width, length = self.text, self.width, len(self.text)
        add_row, add_line, find, last_space = self.starts.append, self.lines.append, text.find, text.rfind
        here, special = 0, _first_special(text)
        while here <= length:
            end = find("\n", here)
            if end < 0:
                end = length
            add_row(here)
            if end > here:
                add_line(here)
            while end - here > width or special < end:
                stop = end
                if end - here > width:
                    edge = here + width
                    stop = last_space(" ", here, edge + 1) + 1 or edge
                    while stop > edge and stop < end and text[stop] == " ":
                        stop += 1
                if special < end and special <= max(stop, here + width):
                    stop = self._measured(here, end)
                    if special < stop:
                        special = _next_special(text, stop)
                if stop >= end:
                    break
                add_row(stop)
                here = stop
            here = end + 1

    def _measured(self, start: int, end: int) -> int:
        """Return where a row ends that holds special characters."""
        text, width, fits_until, break_at = self.text, self.width, start, 0
        previous = ""
        for glyph in glyphs(text, start, end, self.tab_size):
            character = text[glyph.start]
            if character in " \t":
                fits_until, previous, break_at = glyph.end, character, glyph.end
                continue
            if break_at != glyph.start and _may_break(previous, character):
                break_at = glyph.start
            if glyph.column + glyph.width > width and glyph.start > start:
                return break_at if break_at > start else fits_until
            fits_until, previous = glyph.end, character
        return end

    def row_of(self, offset: int) -> int:
        """Return the row that shows the character at an offset; a newline is shown at the end of its row."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def snapped(self, offset: int) -> int:
        """Return the start of the cluster that covers an offset."""
        return snapped(self.text, offset)

    def bounds(self, row: int) -> tuple[int, int]:
        """Return start and end of a row's characters, without its newline."""
        start = self.starts[row]
        if row + 1 == len(self.starts):
            return start, len(self.text)
        end = self.starts[row + 1]
        return start, end - (self.text[end - 1] == "\n")

    def is_line_start(self, row: int) -> bool:
        """Say whether a row is the first of its line."""
        start = self.starts[row]
        return start == 0 or self.text[start - 1] == "\n"

    def is_line_end(self, row: int) -> bool:
        """Say whether a row is the last of its line."""
        return row + 1 >= len(self.starts) or self.is_line_start(row + 1)

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph an offset lies in, from 1; 0 before the first."""
        return bisect_right(self.lines, offset)

    def starts_paragraph(self, row: int) -> bool:
        """Say whether a paragraph begins with a row."""
        start = self.starts[row]
        at = bisect_left(self.lines, start)
        return at < len(self.lines) and self.lines[at] == start

    def glyphs(self, row: int) -> list[Glyph] | None:
        """Return the clusters of a row, or ``None`` if every character is plain and fills one cell."""
        start, end = self.bounds(row)
        if not SPECIAL.search(self.text, start, end):
            return None
        return _row_glyphs(self.text, start, end, self.tab_size)

    def place(self, offset: int) -> tuple[int, int]:
        """Return row and cell column of an offset."""
        row = self.row_of(offset)
        start, end = self.bounds(row)
        offset = min(offset, end)
        row_glyphs = self.glyphs(row)
        if row_glyphs is None:
            return row, offset - start
        at = bisect_right(row_glyphs, offset, key=_glyph_start) - 1
        glyph = row_glyphs[max(at, 0)]
        return row, glyph.column + (glyph.width if offset >= glyph.end else 0)

    def offset(self, row: int, column: int) -> int:
        """Return the offset shown in a cell; right of a row, its newline, or its last character if it goes on."""
        row = max(0, min(row, len(self.starts) - 1))
        start, end = self.bounds(row)
        row_glyphs = self.glyphs(row)
        column = max(0, column)
        if row_glyphs is None:
            found = min(start + column, end)
        else:
            at = bisect_right(row_glyphs, column, key=_glyph_column) - 1
            glyph = row_glyphs[max(at, 0)]
            found = glyph.start if column < glyph.column + glyph.width else end
        if found < end or self.is_line_end(row):
            return found
        return row_glyphs[-1].start if row_glyphs else max(start, end - 1)


def _glyph_start(glyph: Glyph) -> int:
    return glyph.start


def _glyph_column(glyph: Glyph) -> int:
    return glyph.column


@lru_cache(maxsize=256)
def _row_glyphs(text: str, start: int, end: int, tab_size: int) -> list[Glyph]:
    return list(glyphs(text, start, end, tab_size))


@lru_cache(maxsize=1)
def _first_special(text: str) -> int:
    """Return where a text has its first special character; asked again for each width, and mostly nowhere."""
    return _next_special(text, 0)


def _next_special(text: str, start: int) -> int:
    found = SPECIAL.search(text, start)
    return found.start() if found else _FAR


@lru_cache(maxsize=4096)
def _may_break(before: str, after: str) -> bool:
    """Say whether a line may break between two characters though no space parts them: before an ideograph."""
    if not before or after < "\u2e80":
        return False
    is_letter = unicodedata.category(after) == "Lo" and unicodedata.east_asian_width(after) in "WF"
    return is_letter and unicodedata.category(before) not in ("Ps", "Pi")
