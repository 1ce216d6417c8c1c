"""How high things will stand, near enough to know about which page they are on and how many rows fill one.

Word's line breaking is not copied; what is reckoned here errs on the side of more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcode.domain.report import Cell, Column, Report
from qcode.domain.wording import cell_text, cited, depth_of, quoted
from qcode.formats.reports.word_docx.layout import CELL_MARGIN, INDENT, Part
from qcode.formats.reports.word_docx.look import Look
from qcode.formats.reports.word_docx.measure import text_width
from qcode.formats.reports.word_docx.page import Page

_LINE = 1.15
"""Height of a line of Times New Roman, by its type size."""
_RAGGED = 1.06
"""Lines are never quite full."""
_CELL_PADDING = 62
"""Twips above and below a cell's text, with its rule."""
_AFTER_QUOTATION = 60


def line_height(size: float, spacing: float = 1.0) -> int:
    """Return the height of a line in twips."""
    return math.ceil(size * 20 * _LINE * spacing)


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """Return on how many lines a text stands.

    Args:
        text: Its line breaks count.
        width: Of a line, in twips of 10-point Times New Roman.
        bold: Whether it is.
    """
    widths = (text_width(part, bold=bold) * _RAGGED / max(width, 1) for part in text.split("\n"))
    return sum(max(1, math.ceil(one)) for one in widths)


def row_heights(report: Report, part: Part, look: Look, stretch: float, language: str) -> Iterator[int]:
    """Yield the heights of a table's heading and of its rows, in twips."""
    line = line_height(look.table_size)
    widths = [(width - 2 * CELL_MARGIN) / stretch for width in part.widths]
    columns = [report.columns[index] for index in part.columns]
    heads = (lines_of(str(column), width, bold=True) for column, width in zip(columns, widths, strict=True))
    yield max(heads) * line + _CELL_PADDING
    for row in report.rows:
        cells = zip((row[index] for index in part.columns), columns, widths, strict=True)
        yield max(_cell_height(cell, column, width, line, language) for cell, column, width in cells) + _CELL_PADDING


def _cell_height(cell: Cell, column: Column, width: float, line: int, language: str) -> int:
    if isinstance(cell, tuple):
        return sum(
            (lines_of(quoted(one), width) + lines_of(cited(one), width)) * line + _AFTER_QUOTATION
            for one in cell
        ) or line  # fmt: skip
    return lines_of(cell_text(cell, column.kind, language), width - depth_of(cell) * INDENT) * line


@dataclass(slots=True)
class Flow:
    """Where on which page the next thing will stand."""

    page: Page
    number: int = 1
    used: int = 0
    """Twips of the page that are taken."""

    def turn(self, page: Page) -> None:
        """Go on on another kind of page."""
        if (page.width, page.height) != (self.page.width, self.page.height) and self.used:
            self.new_page()
        self.page = page

    def new_page(self) -> None:
        """Begin a page."""
        self.number += 1
        self.used = 0

    def put(self, height: int, *, with_next: int = 0) -> int:
        """Put something of a height and return the page it begins on; what is longer than a page goes over.

        Args:
            height: In twips.
            with_next: What must stand on the same page, such as the line after a heading.
        """
        if self.used and self.used + height + with_next > self.page.depth and height <= self.page.depth:
            self.new_page()
        begins = self.number
        pages, self.used = divmod(self.used + height, self.page.depth)
        self.number += pages
        return begins

    def put_rows(self, heights: Sequence[int]) -> int:
        """Put a table, whose first height is that of its heading; return the page it begins on."""
        head, rows = heights[0], heights[1:]
        begins = self.put(head, with_next=rows[0] if rows else 0)
        for height in rows:
            before = self.number
            self.put(height)
            if self.number > before:
                self.used += head
        return begins
