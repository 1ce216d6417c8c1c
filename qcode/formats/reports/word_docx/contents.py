"""Lists of headings, tables and figures: fields that Word keeps up to date, filled in from the beginning.

Word asks an alarming question before it updates fields by itself, so nothing asks it to: the entries stand there, each
with a link, and each page's number is a field. Where the pages end is reckoned, until Word counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.document import Contents, Document, Figure, Heading, Listed, Table
from qcode.domain.numbering import list_of, title_of
from qcode.domain.wording import one_line
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.marks import Marks
from qcode.formats.reports.word_docx.markup import field, linked, text_runs
from qcode.formats.reports.word_docx.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list of contents names."""

    at: int
    """Its place among the blocks."""
    text: str
    label: str = ""
    """Name of its sequence; empty for a heading."""
    level: int = 1
    """Of a heading, 1 to 4."""


def entries_of(document: Document, marks: Marks, kind: Listed) -> list[Entry]:
    """Return what a document has of one kind."""
    found = []
    for at, block in enumerate(document.blocks):
        if list_of(block) is not kind:
            continue
        if isinstance(block, Heading):
            found.append(Entry(at, one_line(block.text), level=min(max(block.level, 1), 4)))
        elif isinstance(block, (Table, Figure)) and (number := marks.numbers.get(at)):
            found.append(Entry(at, number.caption(title_of(block)), number.label))
    return found


def contents(
    job: Job, block: Contents, entries: Sequence[Entry], page: Page, begins: Mapping[int, int]
) -> Iterator[str]:
    """Yield a list of contents.

    Args:
        job: The setting.
        block: What to list.
        entries: What is there to be listed.
        page: That the list stands on.
        begins: The page that each block begins on.
    """
    if block.title:
        yield job.paragraph("TOCHeading", text_runs(block.title))
    if not entries:
        yield job.paragraph("TableofFigures", "")
        return
    of_headings = block.of is Listed.HEADINGS
    listing = r'TOC \o "1-4" \h \z \u' if of_headings else rf'TOC \h \z \c "{entries[0].label}"'
    begin, _shown, end = field(listing, "\0").partition("\0")
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{page.room}"/></w:tabs>'
    for number, entry in enumerate(entries, 1):
        bookmark = job.marks.hidden("_Toc", entry.at)
        counted = field(rf"PAGEREF {bookmark} \h", text_runs(str(begins.get(entry.at, 1))))
        runs = linked(bookmark, text_runs(f"{entry.text}\t") + counted)
        runs = (begin if number == 1 else "") + runs + (end if number == len(entries) else "")
        style = f"TOC{entry.level}" if of_headings else "TableofFigures"
        yield job.paragraph(style, runs, properties=tab)
