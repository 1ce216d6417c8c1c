"""On which page each block will begin, as far as that can be reckoned without Word."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.document import (
    Contents,
    Document,
    Figure,
    Footnote,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Piece,
    Quoted,
    Reference,
    Role,
    Table,
)
from qcode.domain.wording import source_text, title_text
from qcode.formats.reports.word_docx.contents import entries_of
from qcode.formats.reports.word_docx.figure import size_of
from qcode.formats.reports.word_docx.heights import Flow, line_height, lines_of, row_heights
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.look import breadth
from qcode.formats.reports.word_docx.plan import Place

_CAPTION, _BETWEEN = 320, 240
"""Twips above and below a caption, or a heading."""
_FOOTNOTE_SIZE = 10


def reckon(document: Document, places: list[Place], job: Job) -> dict[int, int]:
    """Return the page that each block begins on, by its place among the blocks."""
    flow, begins = Flow(job.package.pages.text), {}
    for place in places:
        if isinstance(place.block, PageBreak):
            if flow.used:
                flow.new_page()
            continue
        flow.turn(place.page)
        if isinstance(place.block, Table):
            begins[place.at] = _put_table(flow, place, place.block, job)
        else:
            tall = list(heights(document, place, job)) or [0]
            after = 2 * line_height(job.package.look.size) if isinstance(place.block, Heading) else 0
            begins[place.at] = min(flow.put(height, with_next=after) for height in tall)
    return begins


def _put_table(flow: Flow, place: Place, block: Table, job: Job) -> int:
    look, report, package = job.package.look, place.report or block.report, job.package
    flow.put(_text(job, title_text(report), look.caption_size, place.page.room) + _CAPTION)
    begins = flow.number
    for number, part in enumerate(place.layout.parts if place.layout else ()):
        started = flow.put_rows(list(row_heights(report, part, look, package.stretch, job.options.language)))
        begins = started if number == 0 else begins
    for note in (source_text(report, job.options.say), *report.notes):
        flow.put(_text(job, note, look.note_size, place.page.room))
    return begins


def heights(document: Document, place: Place, job: Job) -> Iterator[int]:
    """Yield the heights of what a block consists of, each of which stays on one page."""
    block, look, room = place.block, job.package.look, place.page.room
    if isinstance(block, Heading):
        yield _text(job, block.text, look.heading_sizes[min(max(block.level, 1), 4) - 1], room) + 2 * _BETWEEN
    elif isinstance(block, Paragraph):
        spacing = look.spacing if block.role in (Role.BODY, Role.ITEM) else 1.0
        yield _text(job, "".join(map(_words, block.pieces)), look.size, room, spacing) + (0 if look.indent else 120)
        yield from (_note(job, piece.text, room) for piece in block.pieces if isinstance(piece, Footnote))
    elif isinstance(block, Quoted):
        one = block.quotation
        yield _text(job, f"{block.before} {one.text} {one.translation}", look.size, room, look.spacing) + _BETWEEN
        yield _note(job, one.reference, room)
    elif isinstance(block, Figure):
        below = (block.title, block.source_line, *block.notes)
        yield size_of(block, place.page)[1] + sum(_text(job, one, look.caption_size, room) for one in below if one)
    elif isinstance(block, Lines):
        yield from [line_height(look.table_size)] * len(block.lines)
    elif isinstance(block, Contents):
        yield from [line_height(look.size) + 40] * (len(entries_of(document, job.marks, block.of)) + 2)
    else:
        yield line_height(look.size) + 120


def _text(job: Job, text: str, size: float, room: int, spacing: float = 1.0) -> int:
    width = room * 10 / size / breadth(job.package.font)
    return lines_of(text, width) * line_height(size, spacing)


def _note(job: Job, text: str, room: int) -> int:
    return _text(job, text, _FOOTNOTE_SIZE, room) if text else 0


def _words(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return "" if isinstance(piece, Footnote) else "Tabel 3.2" if isinstance(piece, Reference) else piece.text
