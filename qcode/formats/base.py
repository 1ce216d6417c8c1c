"""The contracts of formats: a source is read, a codebook is read and written, reports and pictures are written.

A format is one module with its functions and one constant ``FORMAT``; ``registry`` finds it. Flawed input gives
warnings beside the result; only a file that cannot be read at all raises ``UnreadableFile``. Heavy libraries are
imported inside the functions. Nothing here knows of projects or screens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from qcode.domain.codebook import Codebook
from qcode.domain.document import Document
from qcode.domain.picture import Picture
from qcode.domain.report import Report
from qcode.domain.study_page import StudyPage
from qcode.domain.transcript import Transcript
from qcode.language import Translate


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a source before it is read; found by the reader where not said."""

    language: str = ""
    """Language of the text; empty: find out."""
    speakers: tuple[str, ...] = ()
    """Labels that are speakers, whatever the reader thinks."""
    not_speakers: tuple[str, ...] = ()
    """Labels that are not."""
    roles: tuple[tuple[str, str], ...] = ()
    """Label and ``interviewer`` or ``participant``."""


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source that was read, and what to say about it."""

    transcript: Transcript
    warnings: tuple[str, ...] = ()
    """Whole sentences in the language of the screen."""


@dataclass(frozen=True, slots=True)
class CodebookRead:
    """A codebook that was read, and what to say about it."""

    codebook: Codebook
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is set."""

    language: str = "id"
    """Of the document's own words: "Tabel", "Sumber"."""
    say: Translate = str
    """Translates into that language."""
    look: str = ""
    """Name of a built-in look of Word documents: ``thesis``, ``journal`` or ``plain``; empty for the first."""
    template: bytes = b""
    """A Word document or template of the user's whose page, styles and headers are used; empty for none."""
    template_name: str = ""
    """Name of its file, for what is said about it."""
    chapter: str = ""
    """Number of the chapter, as typed: with "3" the second table is "Tabel 3.2"; empty for "Tabel 2"."""
    first_table: int = 1
    """Number of the first table, where a chapter goes on in another file."""
    split_tables: bool = False
    """Whether tables longer than a page are parted in Word, so that each part begins with its caption again."""
    beside: str = ""
    """Name of the document's file without its suffix, where pictures are kept beside it by ``numbering.picture_name``;
    empty where there is no place for them."""
    first_figure: int = 1
    """Number of the first picture, where a chapter goes on in another file."""


class ReadsSource(Protocol):
    """Turns a file's bytes into a transcript."""

    def __call__(self, data: bytes, options: ReadOptions) -> SourceRead:
        """Read; raise ``UnreadableFile`` if it cannot be read at all."""
        ...


class ReadsCodebook(Protocol):
    """Turns a file's bytes into a codebook."""

    def __call__(self, data: bytes, name: str) -> CodebookRead:
        """Read; ``name`` (of the file) serves where the file names no codebook."""
        ...


class WritesCodebook(Protocol):
    """Turns a codebook into a file's bytes."""

    def __call__(self, codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
        """Write; the second value says what the format could not hold."""
        ...


class WritesReport(Protocol):
    """Turns a report into a file's bytes."""

    def __call__(self, report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
        """Write; the second value says what the format could not hold."""
        ...


class WritesDocument(Protocol):
    """Turns a document into a file's bytes."""

    def __call__(self, document: Document, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
        """Write; the second value says what the format could not hold."""
        ...


class WritesStudy(Protocol):
    """Turns a whole coded study into a file's bytes."""

    def __call__(self, study: StudyPage, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
        """Write; the second value says what the format could not hold."""
        ...


class WritesPicture(Protocol):
    """Turns a picture into a file's bytes."""

    def __call__(self, picture: Picture, options: ReportOptions) -> bytes:
        """Write; raise ``QcodeError`` if something it needs is not installed."""
        ...


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture as it stands in a document, which says its title, source and notes itself."""

    data: bytes = field(repr=False)
    width: int
    """Of the drawing, in its own units, 96 to the inch."""
    height: int


class WritesInset(Protocol):
    """Turns a picture into what stands in a document."""

    def __call__(self, picture: Picture, options: ReportOptions) -> Inset:
        """Draw; raise ``QcodeError`` if something it needs is not installed."""
        ...


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A kind of file that transcripts come in."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    """Lower case, with the dot."""
    read: ReadsSource = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodebookFormat:
    """A kind of file that codebooks come and go in."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: ReadsCodebook = field(repr=False)
    write: WritesCodebook = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A kind of file that reports go out in."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    write: WritesReport = field(repr=False)
    write_document: WritesDocument | None = field(default=None, repr=False)
    """Writes a document of several tables, words and pictures; ``None`` where it holds one table at most."""
    write_study: WritesStudy | None = field(default=None, repr=False)
    """Writes a whole study to be browsed; ``None`` where it cannot be."""
    keeps_pictures_beside: bool = False
    """Whether the pictures of a document are files of their own, to which it leads."""


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """A kind of file that pictures go out in."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    write: WritesPicture = field(repr=False)
    write_inset: WritesInset = field(repr=False)
