"""Numbers of the tables and figures of a document, alike in every format."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.document import Block, Document, Figure, Heading, Listed, Table
from qcode.domain.wording import one_line, title_text


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a table or a figure: "Tabel 3.2"."""

    label: str
    """"Tabel" or "Gambar"."""
    chapter: str
    """With the full stop that parts it from the count: "3."; empty for none."""
    count: int

    def __str__(self) -> str:
        return f"{self.label} {self.chapter}{self.count}"

    def before(self, title: str) -> str:
        """Return what stands between number and title: a full stop ends "Tabel 2", and none "Tabel 3.2"."""
        return f"{' ' if self.chapter else '. '}{title}" if title else ""

    def caption(self, title: str) -> str:
        """Return the whole caption: "Tabel 3.2 Upaya preventif"."""
        return f"{self}{self.before(title)}"


def numbered(
    document: Document, labels: tuple[str, str], chapter: str, first_table: int, first_figure: int = 1
) -> dict[int, Number]:
    """Number a document's tables and figures.

    Args:
        document: The document.
        labels: The words for table and figure.
        chapter: As typed: "3"; empty for none.
        first_table: Number of the first table.
        first_figure: Number of the first picture.

    Returns:
        Number of each that has one, by its place among the blocks.
    """
    typed = chapter.strip().removesuffix(".")
    before = f"{typed}." if typed else ""
    tables, figures = first_table, first_figure
    numbers = {}
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.is_numbered:
            numbers[at] = Number(labels[0], before, tables)
            tables += 1
        elif isinstance(block, Figure):
            numbers[at] = Number(labels[1], before, figures)
            figures += 1
    return numbers


def picture_name(document: str, count: int) -> str:
    """Return the name of the file that holds a picture beside its document.

    Args:
        document: Name of the document's file, without its suffix.
        count: Number of the picture.
    """
    return f"{document}-{count}.svg"


def list_of(block: Block) -> Listed | None:
    """Return the list of contents that names a block; ``None`` for what stands in none."""
    match block:
        case Heading():
            return Listed.HEADINGS
        case Table():
            return Listed.TABLES
        case Figure():
            return Listed.FIGURES
    return None


def title_of(block: Table | Figure) -> str:
    """Return the title of a table or a figure as captions have it: on one line, without a full stop."""
    return title_text(block.report) if isinstance(block, Table) else one_line(block.title).removesuffix(".")
