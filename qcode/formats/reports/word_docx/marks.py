"""What the places of a document are called: numbers of tables and figures, bookmarks, links, footnotes.

Word refuses a file in which two bookmarks have one name, whatever the case of its letters, or two things one number;
all of them are given out here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from qcode.domain.document import Block, Document, Figure, Heading, Lines, Paragraph, Quoted, Table
from qcode.domain.numbering import Number, numbered
from qcode.formats.reports.word_docx.markup import linked, paragraph, text_runs

_LONGEST = 40
"""Characters in the name of a bookmark."""


@dataclass(slots=True)
class Marks:
    """Gives out what must be there once in a document."""

    anchors: frozenset[str]
    """That links may lead to."""
    numbers: dict[int, Number]
    """Of the numbered tables and figures, by their places among the blocks."""
    referred: dict[str, str]
    """What a reference to an anchor shows until Word looks: "Tabel 3.2", or the words of a heading."""
    base: int
    """Nine digits that are this document's own, for names that nobody sees."""
    _names: set[str] = field(default_factory=set)
    _ids: int = 0

    def next_id(self) -> int:
        """Return a number that nothing else in the document has."""
        self._ids += 1
        return self._ids

    def bookmark(self, name: str) -> tuple[str, str]:
        """Return the beginning and the end of a bookmark; empty, if it has no name.

        A place that stands in a document twice, as a passage under two codes, has ``_2`` behind its name there.
        """
        if not name:
            return "", ""
        free, times = name, 1
        while free.casefold() in self._names:
            times += 1
            ending = f"_{times}"
            free = name[: _LONGEST - len(ending)] + ending
        self._names.add(free.casefold())
        self._ids += 1
        return f'<w:bookmarkStart w:id="{self._ids}" w:name="{free}"/>', f'<w:bookmarkEnd w:id="{self._ids}"/>'

    def bookmarked(self, name: str, runs: str) -> str:
        """Return runs within a bookmark; as they are, if it has no name."""
        begin, end = self.bookmark(name)
        return begin + runs + end

    def linked(self, anchor: str, runs: str) -> str:
        """Return runs that lead to an anchor, if the document has it."""
        return linked(anchor if anchor in self.anchors else "", runs)

    def restarts(self, at: int) -> bool:
        """Say whether the sequence of a table or figure begins anew with it.

        It goes on from what stands before in a larger document, unless a chapter or another first number was typed.
        """
        number = self.numbers[at]
        first = next(place for place, one in self.numbers.items() if one.label == number.label)
        return at == first and (bool(number.chapter) or number.count > 1)

    def reference(self, at: int) -> str:
        """Return the bookmark around the number of a table that has no anchor."""
        return self.hidden("_Ref", at)

    def hidden(self, kind: str, number: int) -> str:
        """Return a bookmark's name that Word shows nobody, and that differs between documents.

        Args:
            kind: As Word begins such names: ``_Toc`` or ``_Ref``.
            number: Of the place, counted from 0.
        """
        return f"{kind}{self.base + number:09}"


@dataclass(slots=True)
class Footnotes:
    """Collects the footnotes of a document."""

    style: str = "FootnoteReference"
    """Id of the character style of the marks."""
    notes: list[str] = field(default_factory=list)
    """What each holds, as runs, in the order of their marks."""
    _known: set[str] = field(default_factory=set)

    def note(self, text: str, place: str = "") -> str:
        """Add a footnote and return the run that holds its mark.

        Args:
            text: What it says.
            place: Runs at its end that say where in the interview that stands; empty for none.
        """
        self.notes.append(text_runs(f" {text}") + place)
        number = len(self.notes)
        return f'<w:r><w:rPr><w:rStyle w:val="{self.style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def has(self, reference: str) -> bool:
        """Whether a reference stood in a footnote before; from now on it did."""
        known = reference in self._known
        self._known.add(reference)
        return known

    def xml(self, style: str) -> str:
        """Return the elements of all of them, their paragraphs in a style."""
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self.style}"/></w:rPr><w:footnoteRef/></w:r>'
        return "".join(
            f'<w:footnote w:id="{number}">{paragraph(style, mark + runs)}</w:footnote>'
            for number, runs in enumerate(self.notes, 1)
        )


def mark(document: Document, labels: tuple[str, str], chapter: str, first_table: int, first_figure: int = 1) -> Marks:
    """Number a document's tables and figures and list its anchors.

    Args:
        document: The document.
        labels: The words for table and figure.
        chapter: As typed: "3"; empty for none.
        first_table: Number of the first table.
        first_figure: Number of the first picture.
    """
    base = zlib.crc32(document.title.encode()) % 900_000_000 + 1
    marks = Marks(
        frozenset(_anchors(document)), numbered(document, labels, chapter, first_table, first_figure), {}, base
    )
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.anchor:
            marks.referred[block.anchor] = block.text
        elif isinstance(block, (Table, Figure)) and block.anchor and at in marks.numbers:
            marks.referred[block.anchor] = str(marks.numbers[at])
    return marks


def _anchors(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from filter(None, _anchors_of(block))


def _anchors_of(block: Block) -> Iterator[str]:
    if isinstance(block, (Heading, Paragraph, Table, Figure)):
        yield block.anchor
    if isinstance(block, Quoted):
        yield block.quotation.anchor
    elif isinstance(block, Lines):
        yield from (line.anchor for line in block.lines)
    elif isinstance(block, Table):
        report = block.report
        yield from (q.anchor for row in report.rows for cell in row if isinstance(cell, tuple) for q in cell)
