"""The one shape in which every analysis answers.

A Report is a table with a title and notes. Screens, commands and exporters all render this one type, so
that a number in Word is the number on the screen. The notes name the unit and the denominator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column hold, and so how they are set."""

    NAME = "name"
    """``Name`` cells: the row's heading."""
    TEXT = "text"
    BEFORE = "before"
    """Words before a match: set to the right, so that the matches stand below one another."""
    COUNT = "count"
    """Whole numbers."""
    SHARE = "share"
    """Fractions, 0 to 1; documents may show them as per cent."""
    PROBABILITY = "probability"
    """The p of a test, 0 to 1; very small ones are shown as less than a bound, never as 0."""
    PRESENCE = "presence"
    """True or False: a tick or nothing."""
    QUOTES = "quotes"
    """Tuples of ``Quotation``."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a row or column stands for."""

    name: str
    """Its handle: a code's key (or path), a source's or case's name."""
    label: str = ""
    """For people: "PRV-SIB Patroli siber"; empty where it is the name itself."""
    depth: int = 0
    """How far it is indented under its parent, 0 at the top."""

    def __str__(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage shown in a cell, with all that a citation needs."""

    text: str
    source: str
    """The source's name."""
    speaker: str = ""
    """The informant's code where the speaker is tied to a case, else the label."""
    timestamp: str = ""
    """``hh:mm:ss``; empty if the source has no timestamps."""
    paragraph: int = 0
    """Number of the paragraph it starts in, from 1; 0 if not known."""
    coding: str = ""
    """UUID of the coding, empty if the passage is not coded."""
    reference: str = ""
    """The reference that a footnote has where it is cited first: "Wawancara dengan INF-01 (penyidik), Juni 2025"."""
    short_reference: str = ""
    """What the footnote says on repeat; empty where nothing is cited again."""
    cited_as: str = ""
    """What stands in the brackets in place of who speaks, as "INF-01, personal communication, June 2025"."""
    lines: str = ""
    """Its lines in the appendix, as they are cited: "baris 41-44"; empty where no appendix numbers them."""
    translation: str = ""
    """How it reads in another language, to be set beside or in place of it; empty for none."""
    anchor: str = ""
    """Its own place in a document, which comments are found by; empty outside of documents."""
    link: str = ""
    """Anchor that its citation leads to: its quotation, or its lines in the appendix; empty for none."""

    @property
    def citation(self) -> str:
        """Who says it and where: ``INF-01, 00:12:30, ¶ 24``."""
        return ", ".join(part for part in (self.cited_as or self.speaker or self.source, self.place) if part)

    @property
    def place(self) -> str:
        """Where it stands: ``00:12:30, ¶ 24``; the lines of the appendix in place of the paragraph."""
        paragraph = f"¶ {self.paragraph}" if self.paragraph else ""
        return ", ".join(part for part in (self.timestamp, self.lines or paragraph) if part)


Cell = str | int | float | bool | None | Name | tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report."""

    name: str
    label: str = ""
    """For people; empty where it is the name itself."""
    kind: Kind = Kind.TEXT

    def __str__(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for when a report was made: enough to make it again, whatever its words."""

    kind: str
    """What makes it, by a name that stays: ``matrix``, ``frequencies`` …"""
    arguments: Mapping[str, object]
    """By name, without those that are as usual."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Report:
    """A titled table and what must be known to read it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Each as long as ``columns``."""
    notes: tuple[str, ...] = ()
    """Unit, denominator, what was left out; whole sentences in the document's language."""
    source_line: str = ""
    """Where the data come from, as printed under a table; empty for none."""
    total_rows: int = 0
    """How many of the last rows are totals, set apart from the rest."""
    total_columns: int = 0
    """How many of the last columns are totals."""
    asked: Asked | None = field(default=None, compare=False)
    """What it was made of; ``None`` where nothing can be followed behind its numbers."""
    id: str = ""
    """By which its numbers are followed once it is exported (``domain.exported``); empty before."""


def plain(cell: Cell) -> object:
    """Return a cell as JSON has it: a name by its handle, quotations as objects."""
    if isinstance(cell, Name):
        return cell.name
    if isinstance(cell, tuple):
        return [
            {
                "text": q.text, "source": q.source, "speaker": q.speaker or None,
                "timestamp": q.timestamp or None, "paragraph": q.paragraph or None, "coding": q.coding or None,
                "translation": q.translation or None, "reference": q.reference or q.cited_as or None,
                "lines": q.lines or None,
            }
            for q in cell
        ]  # fmt: skip
    return cell
