"""How wide the columns of any report are on a screen: numbers as they need it, words share what is left."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from qcode.domain.report import Cell, Report
from qcode.domain.wording import cell_text, depth_of, is_numeric
from qcode.tui.widgets.cells import folded_lines

HEAD_LINES = 3
"""Most lines that the heading of a column takes."""
INDENT = 2
_SAMPLE = 8000
"""Cells from which the widths of columns are taken, in rows spread over all of them."""
_ENOUGH = 16
"""What a long heading can ask for above a column of numbers."""
_LEAST_WORDS, _LEAST_LABEL = 20, 18
"""What words, and the names of rows, keep where there is little room."""
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """The columns of a report, in cells of the terminal; each ends with one that is blank."""

    width: int
    label: int
    """Of the first column, which stays while the others are scrolled."""
    widths: tuple[int, ...]
    """Of the others."""
    numeric: tuple[bool, ...]
    """Whether each of all columns holds numbers or ticks."""
    heads: tuple[tuple[str, ...], ...]
    """Lines of the heading of each of all columns."""

    @property
    def head_height(self) -> int:
        """Lines that the headings take."""
        return max(len(lines) for lines in self.heads)

    def seen_from(self, first: int) -> range:
        """Return which of the other columns are seen whole, if one is the first; that one always is."""
        room, last = self.width - self.label, first
        while last < len(self.widths) and (self.widths[last] <= room or last == first):
            room -= self.widths[last]
            last += 1
        return range(first, last)


def lay_out(report: Report, width: int, language: str) -> ReportLayout:
    """Return how a report lies in so many cells.

    Args:
        report: With one column at least.
        width: Cells for all of it.
        language: In which numbers are written.
    """
    step = max(1, len(report.rows) * len(report.columns) // _SAMPLE)
    rows = [*report.rows[::step], *report.rows[-report.total_rows - 1 :]]
    numeric = tuple(is_numeric(report, at) for at in range(len(report.columns)))
    wanted = [_wanted(report, rows, at, language, is_number=numeric[at]) for at in range(len(report.columns))]
    label = max([cell_len(str(report.columns[0])) + 2, *(_label_width(row[0]) for row in rows)])
    label = min(label, max(width - sum(wanted[1:]), min(label, max(_LEAST_LABEL, width * 3 // 10))))
    words = [at for at in range(1, len(wanted)) if not numeric[at]]
    room = width - label - sum(wanted[at] for at in range(1, len(wanted)) if numeric[at])
    for at, share in _shares([wanted[at] for at in words], room).items():
        wanted[words[at]] = share
    _widen_heads(report, wanted, width - label - sum(wanted[1:]))
    widths = [label, *(min(one, max(width - label, _LEAST_WORDS)) for one in wanted[1:])]
    heads = tuple(
        tuple(folded_lines(str(column), max(4, widths[at] - 1), HEAD_LINES)) or ("",)
        for at, column in enumerate(report.columns)
    )
    return ReportLayout(width, label, tuple(widths[1:]), numeric, heads)


def _widen_heads(report: Report, wanted: list[int], spare: int) -> None:
    """Let headings that are cut have room that nothing else takes."""
    for at in range(1, len(wanted)):
        head = str(report.columns[at])
        while spare > 0 and "".join(folded_lines(head, wanted[at] - 1, HEAD_LINES)).endswith("…") > head.endswith("…"):
            wanted[at] += 1
            spare -= 1


def _label_width(cell: Cell) -> int:
    return INDENT * depth_of(cell) + cell_len(str(cell)) + 2


def _wanted(report: Report, rows: list[tuple[Cell, ...]], at: int, language: str, *, is_number: bool) -> int:
    """Return how wide a column would be if there were room."""
    column = report.columns[at]
    cells = max((cell_len(cell_text(row[at], column.kind, language)[:_MOST_WORDS]) for row in rows), default=0)
    head = str(column)
    word = max((cell_len(one) for one in head.split()), default=0)
    folded = -(-cell_len(head) // HEAD_LINES) + 2
    return 2 + max(cells, min(max(word, folded), _ENOUGH) if is_number else min(cell_len(head), _ENOUGH))


def _shares(wanted: list[int], room: int) -> dict[int, int]:
    """Part a room among columns of words: those that want less than their share leave it to the others."""
    found: dict[int, int] = {}
    left = dict(enumerate(wanted))
    while left:
        share = max(room // len(left), _LEAST_WORDS)
        content = {at: one for at, one in left.items() if one <= share} or dict.fromkeys(left, share)
        found |= content
        room -= sum(content.values())
        left = {at: one for at, one in left.items() if at not in content}
    return found
