"""Which kind of page each block stands on: only what is wide is turned, and its heading goes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qcode.domain.document import Block, Document, Heading, Lines, PageBreak, Paragraph, Role, Table
from qcode.domain.report import Report
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx.layout import Layout, lay_out
from qcode.formats.reports.word_docx.page import Page, Pages
from qcode.formats.reports.word_docx.stacking import stacked

_A_LITTLE = 1200
"""Characters of text that would leave an upright page nearly empty before or between turned tables."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block with the page that it stands on."""

    at: int
    """Its place among the blocks."""
    block: Block
    page: Page
    report: Report | None = None
    """Of a table, as it is set."""
    layout: Layout | None = None
    """Of a table; ``None`` if it has no columns."""


def plan(document: Document, pages: Pages, stretch: float, options: ReportOptions) -> list[Place]:
    """Give each block its page."""
    places = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            places.append(_of_table(at, block, pages, stretch, options))
        else:
            places.append(Place(at, block, pages.whole if isinstance(block, Lines) else pages.text))
    return _with_their_headings(places, pages)


def _of_table(at: int, block: Table, pages: Pages, stretch: float, options: ReportOptions) -> Place:
    report = stacked(block.report, options.say)
    if not report.columns:
        return Place(at, block, pages.text, report)
    layout = lay_out(report, options.language, pages.choices(), stretch)
    return Place(at, block, layout.page, report, layout)


def _with_their_headings(places: list[Place], pages: Pages) -> list[Place]:
    """Let what leads to a turned table stand on its page: headings always, a few words if they would stand alone."""
    made = list(places)
    for at, place in enumerate(places):
        if place.page == pages.wide and pages.wide not in (pages.text, pages.whole):
            first = _first_of_run(made, at, pages)
            before = made[first - 1] if first else None
            alone = before is None or before.page == pages.wide or isinstance(before.block, PageBreak)
            words = sum(_length(one.block) for one in made[first:at])
            for number in range(first, at):
                if (alone and words <= _A_LITTLE) or _leads_on(made[number:at]):
                    made[number] = replace(made[number], page=pages.wide)
    return made


def _first_of_run(places: list[Place], at: int, pages: Pages) -> int:
    """Return where the words begin that stand right before a block."""
    while at and isinstance(places[at - 1].block, (Heading, Paragraph)) and places[at - 1].page == pages.text:
        at -= 1
    return at


def _leads_on(places: list[Place]) -> bool:
    return all(
        isinstance(one.block, Heading) or (isinstance(one.block, Paragraph) and one.block.role is Role.TITLE)
        for one in places
    )


def _length(block: Block) -> int:
    if isinstance(block, Heading):
        return len(block.text)
    pieces = block.pieces if isinstance(block, Paragraph) else ()
    return sum(len(getattr(piece, "text", piece if isinstance(piece, str) else "")) for piece in pieces)
