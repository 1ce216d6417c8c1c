"""What was read of a Word document: its text, and what to make speakers and notes of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Cell:
    """A table cell in the text."""

    start: int
    end: int


@dataclass(slots=True)
class Table:
    """A table while it is read, and where its cells came to stand."""

    element: _Element
    rows: list[list[Cell]] = field(default_factory=list)
    cell: _Element | None = None
    """The cell being read."""
    first_part: int = 0
    """How much was written when that cell began."""


@dataclass(frozen=True, slots=True)
class BoldStart:
    """A paragraph that begins in bold."""

    line: int
    """Where the paragraph starts."""
    start: int
    end: int
    """One past the last bold character."""


@dataclass(slots=True)
class Body:
    """What was read of a document's body."""

    parts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    bold: list[BoldStart] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    """Kind (``footnote``, ``endnote``, ``comment``), id and place of each mark."""
    commented: dict[str, list[int]] = field(default_factory=dict)
    """Start and end of the text that a comment is about, by the comment's id."""
    hidden: int = 0
    """Hidden characters left out."""
    unknown: int = 0
    """Symbols without a counterpart in Unicode."""
    pictures: int = 0
