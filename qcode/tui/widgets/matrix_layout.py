"""Where the rows and columns of a matrix lie on the screen: widths, heights, and what a line shows.

Worked out once for a size; afterwards a line of the screen is found by bisection, however many rows there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from qcode.domain.report import Cell, Kind, Report
from qcode.domain.wording import cell_text, depth_of
from qcode.language import screen_language
from qcode.tui.widgets.cells import folded_lines

HEAD_LINES = 3
"""Most lines that the heading of a column takes."""
_LABEL_LINES = 2
_TEXT_LINES = 4
"""Most lines of a cell of words."""
_NARROWEST, _ENOUGH, _WIDEST = 7, 13, 18
"""Of a column of numbers: the least, what long headings can ask for, and the most where there is room."""
_TEXT_NARROWEST, _TEXT_WIDEST = 26, 76
_LABEL_NARROWEST, _LABEL_WIDEST = 12, 48
INDENT = 2
_SAMPLE = 20
"""Rows that are looked at to find how wide numbers are."""
WORDS = frozenset({Kind.TEXT, Kind.QUOTES})
"""Kinds of cells that hold words, and are several lines high."""


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """The places of headings and cells, in cells of the terminal."""

    label_width: int
    column_width: int
    heads: tuple[tuple[str, ...], ...]
    """Lines of each column's heading."""
    labels: tuple[tuple[str, ...], ...]
    """Lines of each row's heading."""
    tops: tuple[int, ...]
    """First line of each row, counted from the first row; one more than there are rows."""
    width: int
    """Of the widget."""
    height: int

    @property
    def head_height(self) -> int:
        """Lines that the headings of columns take."""
        return max((len(lines) for lines in self.heads), default=1) or 1

    @property
    def body_width(self) -> int:
        """Room for cells."""
        return max(1, self.width - self.label_width)

    @property
    def body_height(self) -> int:
        """Lines for rows."""
        return max(1, self.height - self.head_height)

    @property
    def whole_columns(self) -> int:
        """How many columns are seen at once."""
        return max(1, self.body_width // self.column_width)

    @property
    def virtual_width(self) -> int:
        """What there is to scroll through, so that the last column can stand at the right edge and none is cut."""
        return max(0, len(self.heads) - self.whole_columns) * self.column_width + self.width

    @property
    def virtual_height(self) -> int:
        """Likewise of rows."""
        total = self.tops[-1]
        if total <= self.body_height:
            return self.height
        first = next(top for top in self.tops if total - top <= self.body_height)
        return first + self.height

    def row_at(self, line: int) -> int:
        """Return the row that a line of all rows belongs to; as many as there are rows below the last."""
        return bisect_right(self.tops, line) - 1


def lay_out(report: Report, width: int, height: int, lengths: Sequence[int] = ()) -> MatrixLayout:
    """Lay a matrix out.

    Args:
        report: A report whose first column names the rows.
        width: Of the widget, without its scrollbar.
        height: Likewise.
        lengths: Characters of the longest cell of each row, where cells hold words.
    """
    kinds = {column.kind for column in report.columns[1:]}
    is_words = bool(kinds & WORDS)
    heads = [str(column) for column in report.columns[1:]]
    names = [(str(row[0]), INDENT * depth_of(row[0]) + 2) for row in report.rows]
    widest = max((cell_len(name) + indent + 1 for name, indent in names), default=0)
    least = 0 if is_words else _number_width(report, heads)
    # Where few columns leave room, the names of rows have it first.
    spare = 0 if is_words else width - len(heads) * least
    label_width = max(_LABEL_NARROWEST, min(widest, max(_LABEL_WIDEST, width // 3), max(spare, width * 2 // 5)))
    room = max(1, width - label_width)
    share = min(room // max(1, len(heads)), _WIDEST)
    wanted = _text_width(room, len(heads)) if is_words else max(least, share)
    # Where not all columns are seen, those that are fill the room, so that none is seen in part.
    column_width = room // max(1, room // wanted) if len(heads) * wanted > room else wanted
    labels = tuple(
        tuple(folded_lines(name, max(4, label_width - indent - 1), _LABEL_LINES)) or ("",) for name, indent in names
    )
    heights = [len(lines) for lines in labels]
    if is_words:
        # A line more stands empty between rows.
        lines = (_lines(length, column_width - 3) for length in lengths)
        heights = [max(pair) + 1 for pair in zip(heights, lines, strict=True)]
    return MatrixLayout(
        label_width=label_width, column_width=column_width,
        heads=tuple(tuple(folded_lines(head, column_width - 1, HEAD_LINES)) or ("",) for head in heads),
        labels=labels, tops=tuple(accumulate(heights, initial=0)), width=width, height=height,
    )  # fmt: skip


def _lines(length: int, room: int) -> int:
    """Return about how many lines so many characters take, as many as a cell may have at most."""
    return min(_TEXT_LINES, 1 + (length + length // 12) // max(1, room))


def longest(row: Sequence[Cell]) -> int:
    """Return about how many characters the longest cell of a row of words has."""
    return max((_length(cell) for cell in row[1:]), default=0)


def _length(cell: Cell) -> int:
    if isinstance(cell, tuple):
        return sum(len(quotation.text) + len(quotation.citation) + 6 for quotation in cell)
    return len(str(cell or ""))


def _text_width(room: int, columns: int) -> int:
    narrow = min(_TEXT_NARROWEST, room)
    return max(narrow, min(room // max(1, columns), _TEXT_WIDEST))


def _number_width(report: Report, heads: list[str]) -> int:
    """Return the least width in which every number and, if it can be, every word of the headings stands whole."""
    word = max((cell_len(each) for head in heads for each in head.split()), default=0)
    folded = max((-(-cell_len(head) // HEAD_LINES) + 2 for head in heads), default=0)
    # A total is no shorter than what it is the total of; shares and ticks have their own width.
    sample = report.rows[-1:] if report.total_rows else report.rows[:_SAMPLE]
    number = max(
        (len(cell_text(cell, column.kind, screen_language())) for row in sample
         for cell, column in zip(row[1:], report.columns[1:], strict=True)),
        default=0,
    )  # fmt: skip
    return max(_NARROWEST, number + 3, min(max(word + 2, folded), _ENOUGH))
