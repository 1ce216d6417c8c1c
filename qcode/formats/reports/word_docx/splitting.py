"""Tables longer than a page, parted so that each further page begins with the caption and "(lanjutan)".

Word repeats a heading where a page ends, but writes nothing there. So the table is parted before: as many rows as will
surely fit make a table of their own. How high they will be is reckoned, and a page filled a little less than it could.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcode.domain.report import Report
from qcode.domain.wording import title_text
from qcode.formats.reports.word_docx.heights import line_height, lines_of, row_heights
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.layout import Layout, Part
from qcode.formats.reports.word_docx.look import breadth
from qcode.formats.reports.word_docx.page import Page
from qcode.formats.reports.word_docx.table import leads
from qcode.language import _

_FILLED = 0.96
"""Share of a page that is thought to be there."""
_BEGINS_UP_TO = 0.4
"""Share of a page that may be taken before a long table begins on it."""
_CAPTION = 320
"""Twips above and below a caption."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of some columns, set as one table."""

    part: Part
    rows: range
    begins_page: bool = False
    is_whole: bool = False
    """Whether it is kept on one page."""


def unsplit(layout: Layout, report: Report) -> list[Piece]:
    """Return the tables of a report, each with all rows, wherever pages end."""
    return [Piece(part, range(len(report.rows))) for part in layout.parts]


def split(job: Job, report: Report, layout: Layout, used: int | None) -> Iterator[Piece]:
    """Yield the tables of a report, none of which runs over a page, if its rows are not higher than one.

    Args:
        job: The setting.
        report: The report.
        layout: How its columns are set.
        used: Twips of the page that are taken before it; ``None`` if nobody knows.
    """
    room = round(layout.page.depth * _FILLED)
    for part in layout.parts:
        heading, *rows = row_heights(report, part, job.package.look, job.package.stretch, job.options.language)
        heading += _caption_height(job, report, layout.page)
        if max(rows, default=0) > room - heading:
            job.remarks.append(
                _("A row of “{title}” is longer than a page; Word parts it without “(continued)”.").format(
                    title=title_text(report)
                )
            )
        total = heading + sum(rows) + line_height(job.package.look.table_size) * 2
        if total <= room:
            fits = used is None or used + total <= room
            yield Piece(part, range(len(rows)), begins_page=not fits, is_whole=True)
            used = None if used is None else (used if fits else 0) + total
            continue
        begins = used is None or used > room * _BEGINS_UP_TO
        ends = _ends(report, rows, room - heading, room - heading - (0 if begins or used is None else used))
        for number, (start, end) in enumerate(zip([0, *ends], [*ends, len(rows)], strict=True)):
            yield Piece(part, range(start, end), begins_page=begins or number > 0)
        used = heading + sum(rows[ends[-1] if ends else 0 :])


def _caption_height(job: Job, report: Report, page: Page) -> int:
    look = job.package.look
    width = page.room * 10 / look.caption_size / breadth(job.package.font)
    lines = lines_of(f"Tabel 10.10 {title_text(report)} (lanjutan)", width, bold=True)
    return lines * line_height(look.caption_size) + _CAPTION


def _ends(report: Report, heights: list[int], room: int, first_room: int) -> list[int]:
    """Return before which rows a table is parted; a row that leads to the next is not left behind."""
    ends: list[int] = []
    start, free = 0, first_room
    for number, height in enumerate(heights):
        if height > free and number > start:
            end = number
            while end > start + 1 and leads(report, end - 1):
                end -= 1
            ends.append(end)
            start, free = end, room - sum(heights[end:number])
        free -= height
    return ends
