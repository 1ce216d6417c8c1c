"""A document: what a chapter, an appendix or a sheet holds, from its first page to its last, as plain values.

A report is one table; a document is several of them with headings, words, quotations and pictures between. Services
compose it, formats set it: numbers of tables and figures, page breaks, footnotes and fields are the format's concern.
What is to be found again (a passage, a table, a line of the appendix) has an anchor: a name that links and references
within the document go by, and that stays in a Word file while others comment on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qcode.domain.report import Quotation, Report

ANCHOR = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
"""What an anchor may be: as Word names bookmarks, 40 characters at most."""


def anchor_of(kind: str, id: str) -> str:
    """Return the anchor of a thing with a UUID.

    Args:
        kind: Lower-case letters: ``q`` a coding quoted, ``t`` a table, ``l`` a place in the appendix, ``s`` a source,
            ``m`` the informant of a sheet.
        id: The UUID.
    """
    return f"{kind}_{id.replace('-', '')}"


def anchor_of_tag(tag: str) -> str:
    """Return the anchor of the place where a question is answered: ``agree_…`` of ``agree:UUID``."""
    kind, _colon, id = tag.partition(":")
    return anchor_of(kind, id)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of running text."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """Anchor in this document that it leads to; empty for none."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The mark of a footnote, at its place in a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of a table or figure of this document, as a field: "Tabel 3.2"."""

    anchor: str


Piece = str | Words | Footnote | Reference


class Role(StrEnum):
    """What a paragraph is for, and so how it is set."""

    BODY = "body"
    NOTE = "note"
    """Small, under a table or at the end."""
    ITEM = "item"
    """Of a list."""
    ENTRY = "entry"
    """Of what is looked things up in, such as a codebook: close together, its first words jutting out."""
    TITLE = "title"
    """The document's title, above all."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str
    level: int = 1
    """1 (a chapter) to 4."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    pieces: tuple[Piece, ...]
    role: Role = Role.BODY
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage quoted among paragraphs: in the running text if short, as a block if it has more than five lines."""

    quotation: Quotation
    before: str = ""
    """Words that lead to it, with their final punctuation: "Menurut INF-01:"; empty for none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A report, set as a table."""

    report: Report
    anchor: str = ""
    is_numbered: bool = True
    """Whether it has a caption with a number; sheets and forms have not."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, with its caption."""

    title: str
    svg: bytes
    png: bytes
    """The same in dots, for programs that cannot draw SVG; empty where it could not be made."""
    width: int
    """Of the SVG, in its own units."""
    height: int
    description: str
    """What is to be seen, for who cannot see it."""
    notes: tuple[str, ...] = ()
    source_line: str = ""
    anchor: str = ""
    numbers: Report | None = None
    """The table whose numbers it shows; ``None`` where there is none such."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript in an appendix."""

    number: int
    """From 1; its number whatever the page."""
    text: str
    margin: tuple[Words, ...] = ()
    """What stands beside it, commas between: codes, each leading to the quotation that they are quoted in."""
    speaker: str = ""
    """Who begins to speak here; empty where the same goes on."""
    anchor: str = ""
    bold: bool = False
    """Of an interviewer."""
    strokes: str = ""
    """Brackets between text and margin, a character for each lane (``domain.margin``): one height, one width each."""
    notes: tuple[str, ...] = ()
    """Footnotes whose marks stand behind the text."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A transcript with fixed line numbers: one line of it is one line of the page."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A place where the reader answers: found again by its tag, or its anchor, when the file comes back."""

    label: str
    tag: str
    """A word of at most seven lower-case letters and the UUID of what it is about: ``agree:UUID``."""
    choices: tuple[str, ...] = ()
    """Ticked, one or more; empty for a line to write on."""
    placeholder: str = ""


class Listed(StrEnum):
    """What a list of contents lists."""

    HEADINGS = "headings"
    TABLES = "tables"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of headings, tables or figures with their pages, that Word keeps up to date."""

    title: str
    of: Listed = Listed.HEADINGS


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Block = Heading | Paragraph | Quoted | Table | Figure | Lines | Field | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A titled sequence of blocks."""

    title: str
    """For the file's properties; what is to be seen is a block."""
    blocks: tuple[Block, ...]

    def reports(self) -> Iterator[Report]:
        """Yield its tables in order."""
        return (block.report for block in self.blocks if isinstance(block, Table))

    def figures(self) -> Iterator[Figure]:
        """Yield its pictures in order."""
        return (block for block in self.blocks if isinstance(block, Figure))


def of_report(report: Report, anchor: str = "") -> Document:
    """Return a document that holds one table and nothing else."""
    return Document(report.title, (Table(report, anchor),))
