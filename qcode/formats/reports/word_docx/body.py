"""A document's body: its blocks one after another, in sections of upright and of turned pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from qcode.domain.document import (
    Contents,
    Document,
    Field,
    Figure,
    Heading,
    Lines,
    Listed,
    PageBreak,
    Paragraph,
    Quoted,
    Table,
)
from qcode.domain.numbering import title_of
from qcode.domain.report import Report
from qcode.domain.wording import source_text, source_words, title_text
from qcode.formats.reports.word_docx.captions import caption, continued, unnumbered
from qcode.formats.reports.word_docx.contents import contents, entries_of
from qcode.formats.reports.word_docx.figure import picture
from qcode.formats.reports.word_docx.form import answer
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.lines import transcript
from qcode.formats.reports.word_docx.markup import KEEP, text_runs
from qcode.formats.reports.word_docx.measure import CENTIMETRE
from qcode.formats.reports.word_docx.page import Page
from qcode.formats.reports.word_docx.plan import Place, plan
from qcode.formats.reports.word_docx.prose import heading, prose, quotation
from qcode.formats.reports.word_docx.reckoning import heights, reckon
from qcode.formats.reports.word_docx.sections import section
from qcode.formats.reports.word_docx.splitting import Piece, split, unsplit
from qcode.formats.reports.word_docx.table import TableWriter
from qcode.language import N_, _

_NOTES_LEAST = 9 * CENTIMETRE
"""Twips that notes have, however narrow their table is."""
_APART = '<w:spacing w:after="240"/>'
_FIRST_PROPERTIES = re.compile(r"<w:p><w:pPr><w:pStyle [^>]*/>(?:<w:keepNext/>)?")


@dataclass(slots=True)
class Body:
    """Sets the blocks of one document."""

    document: Document
    job: Job
    _listed: frozenset[Listed] = frozenset()
    """What the document has lists of."""
    _begins: dict[int, int] = field(default_factory=dict)
    """The page that each block begins on, as far as lists of contents name it."""
    _used: int | None = 0
    """Twips of the page that are taken before the next block; ``None`` if nobody knows."""

    def xml(self) -> str:
        """Return all that is in the body, the properties of the last section at its end."""
        package = self.job.package
        places = plan(self.document, package.pages, package.stretch, self.job.options)
        self._listed = frozenset(block.of for block in self.document.blocks if isinstance(block, Contents))
        if self._listed:
            self._begins = reckon(self.document, places, self.job)
            self.job.remarks.append(
                _("The page numbers in the list of contents are reckoned; in Word, Ctrl+A and F9 set them right.")
            )
        sections = [
            (page, "".join(xml for _page, xml in pieces))
            for page, pieces in groupby(self._pieces(places), key=lambda piece: piece[0])
        ] or [(package.pages.text, self.job.paragraph("BodyText", ""))]
        made, before = [], None
        for number, (page, xml) in enumerate(sections, 1):
            properties = section(package.section, page, before, package.pages.text)
            made.append(xml + properties if number == len(sections) else _closed(xml, properties, self.job))
            before = page
        return "".join(made)

    def _pieces(self, places: list[Place]) -> Iterator[tuple[Page, str]]:
        """Yield what each block becomes, with its page; a page break becomes a property of what follows it."""
        before: Page | None = None
        breaks = False
        for place in places:
            if isinstance(place.block, PageBreak):
                breaks = before is not None
                continue
            page = place.page
            turns = before is not None and (before.width, before.height) != (page.width, page.height)
            self._used = 0 if breaks or turns else self._used
            xml = "".join(self._set(place))
            if not xml:
                continue
            yield page, _on_new_page(xml) if breaks and not turns else xml
            before, breaks = page, False
            self._used = self._used_after(place)

    def _used_after(self, place: Place) -> int | None:
        """Return how much of a page is taken after a few words at its beginning; ``None`` if nobody knows."""
        if self._used is None or not isinstance(place.block, (Heading, Paragraph)):
            return None
        return self._used + sum(heights(self.document, place, self.job))

    def _set(self, place: Place) -> Iterator[str]:
        job, block = self.job, place.block
        if isinstance(block, Heading):
            yield heading(job, block, self._bookmark(place.at, Listed.HEADINGS))
        elif isinstance(block, Paragraph):
            yield prose(job, block, KEEP if self._is_asked_about(place.at) else "")
        elif isinstance(block, Quoted):
            yield from quotation(job, block, KEEP if self._is_asked_about(place.at) else "")
        elif isinstance(block, Table):
            yield from self._table(place, block)
        elif isinstance(block, Figure):
            yield from self._figure(place, block)
        elif isinstance(block, Lines):
            yield from transcript(job, block, place.page)
        elif isinstance(block, Field):
            yield answer(job, block)
        elif isinstance(block, Contents):
            entries = entries_of(self.document, job.marks, block.of)
            yield from contents(job, block, entries, place.page, self._begins)

    def _is_asked_about(self, at: int) -> bool:
        """Whether a place to answer follows right behind a paragraph, or behind the one after it."""
        after = self.document.blocks[at + 1 : at + 3]
        return any(isinstance(block, Field) for block in after) and isinstance(after[0], (Field, Paragraph, Quoted))

    def _bookmark(self, at: int, kind: Listed) -> str:
        return self.job.marks.hidden("_Toc", at) if kind in self._listed else ""

    def _table(self, place: Place, block: Table) -> Iterator[str]:
        job, report = self.job, place.report or block.report
        number, title = job.marks.numbers.get(place.at), title_text(report)
        pieces = self._pieces_of(place, report)
        anchor = block.anchor or (job.marks.reference(place.at) if number and len(pieces) > 1 else "")
        if number:
            listed = self._bookmark(place.at, Listed.TABLES)
            first = caption(job, place.at, title, anchor=anchor, listed=listed, table=block.report.id)
        else:
            first = unnumbered(job, title, anchor=anchor, table=block.report.id) if title else ""
        again = (title + " " + job.options.say(N_("(continued)"))).strip()
        writer = TableWriter(report, job)
        for further, piece in enumerate(pieces):
            over = (continued(job, number, anchor, again) if number else unnumbered(job, again)) if further else first
            yield _on_new_page(over) if piece.begins_page else over
            is_last = further + 1 == len(pieces)
            yield writer.table(piece.part, piece.rows, is_whole=piece.is_whole, is_last=is_last)
        if not pieces:
            yield first
        # Source and notes begin where the table does, which may stand in the middle if it is narrow.
        beside = (place.page.room - sum(pieces[-1].part.widths)) // 2 if pieces and job.package.look.centred else 0
        after = min(beside, max(0, place.page.room - beside - _NOTES_LEAST))
        indent = f'<w:ind w:left="{beside}" w:right="{after}"/>' if beside > 0 else ""
        source = source_text(report, job.options.say)
        yield from self._below(place, source, report.notes, indent, has_table=bool(pieces))

    def _pieces_of(self, place: Place, report: Report) -> list[Piece]:
        if place.layout is None:
            return []
        if not self.job.options.split_tables:
            return unsplit(place.layout, report)
        return list(split(self.job, report, place.layout, self._used))

    def _below(
        self, place: Place, source: str, notes: tuple[str, ...], properties: str, *, has_table: bool
    ) -> Iterator[str]:
        """Yield what stands below a table or a picture, apart from what follows it in the document."""
        # Else a page may hold the last notes and nothing else; the last row of a table goes with them.
        below = [("TableSource", source)] if source else [("TableNote", "")] if has_table else []
        below += [("TableNote", note) for note in notes]
        is_last = place.at == len(self.document.blocks) - 1
        for number, (style, text) in enumerate(below, 1):
            apart = _APART if number == len(below) and not is_last else ""
            keep = KEEP if number < len(below) else ""
            indent = properties if text else ""
            yield self.job.paragraph(style, text_runs(text) if text else "", properties=keep + apart + indent)

    def _figure(self, place: Place, block: Figure) -> Iterator[str]:
        job = self.job
        yield picture(job, block, place.page)
        listed = self._bookmark(place.at, Listed.FIGURES)
        yield caption(
            job, place.at, title_of(block), anchor=block.anchor, listed=listed, under_picture=True
        )  # fmt: skip
        side = '<w:jc w:val="center"/>' if job.package.look.centred else ""
        source = source_words(block.source_line, job.options.say)
        yield from self._below(place, source, block.notes, side, has_table=False)


def _on_new_page(xml: str) -> str:
    """Return elements of which the first begins a page."""
    found = _FIRST_PROPERTIES.match(xml)
    if found is None:
        return f'<w:p><w:r><w:br w:type="page"/></w:r></w:p>{xml}'
    if xml.startswith("<w:pageBreakBefore/>", found.end()):
        return xml
    return f"{found.group()}<w:pageBreakBefore/>{xml[found.end() :]}"


def _closed(xml: str, properties: str, job: Job) -> str:
    """Return a section's elements, its properties in the last paragraph."""
    if not xml.endswith("</w:p>"):
        xml += job.paragraph("TableNote", "")
    before, end, after = xml.rpartition("</w:pPr>")
    return f"{before}{properties}{end}{after}"
