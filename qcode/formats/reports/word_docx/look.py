"""How documents look: for an Indonesian thesis, for a journal, or plain.

Whatever differs by faculty stands here as a value and ends in a paragraph style, so that who changes the style "Table
Text" changes every cell. A template of the user's own brings its page and styles; of a look it takes what it lacks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qcode.errors import QcodeError
from qcode.formats.reports.word_docx.measure import BODY_SIZE
from qcode.formats.reports.word_docx.page import Pages, a4
from qcode.language import _

_BREADTHS = {
    "arial": 1.12, "helvetica": 1.12, "liberation sans": 1.12, "calibri": 1.04, "carlito": 1.04, "aptos": 1.1,
    "cambria": 1.08, "georgia": 1.15, "garamond": 0.97, "verdana": 1.3, "tahoma": 1.14, "book antiqua": 1.12,
    "bookman old style": 1.18, "courier new": 1.45, "century": 1.12, "trebuchet ms": 1.12, "open sans": 1.2,
}  # fmt: skip
"""How much wider than Times New Roman a font runs, of the same size."""


def breadth(font: str) -> float:
    """Return how much wider than Times New Roman a font runs; 1 if it is not known."""
    return _BREADTHS.get(font.casefold(), 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """What a document looks like; type sizes are in points."""

    pages: Pages = field(repr=False)
    font: str = "Times New Roman"
    size: float = 12
    spacing: float = 1.5
    """Between the lines of running text; all else is single."""
    indent: float = 1.25
    """Of a paragraph's first line, in centimetres; with 0, white parts the paragraphs."""
    justified: bool = True
    table_size: float = BODY_SIZE
    note_size: float = 9
    caption_size: float = 12
    caption_bold: bool = True
    centred: bool = True
    """Whether captions, tables and pictures stand in the middle, or at the left."""
    heading_sizes: tuple[float, float, float, float] = (14, 12, 12, 12)
    chapters_centred: bool = True
    """Whether headings of the first level stand in the middle."""

    @property
    def stretch(self) -> float:
        """How much wider the text of its tables is than Times New Roman of 10 points."""
        return breadth(self.font) * self.table_size / BODY_SIZE


THESIS = Look(a4(top=4, right=3, bottom=3, left=4))
LOOKS = {
    "thesis": THESIS,
    "journal": Look(
        a4(2.5, 2.5, 2.5, 2.5), size=11, spacing=1.0, indent=0.75, table_size=9, note_size=8, caption_size=10,
        caption_bold=False, centred=False, heading_sizes=(13, 11, 11, 11), chapters_centred=False,
    ),
    "plain": Look(
        a4(2.5, 2.5, 2.5, 2.5), font="Arial", size=10.5, spacing=1.15, indent=0, justified=False, table_size=9,
        note_size=8, caption_size=10, centred=False, heading_sizes=(15, 12.5, 11, 10.5),
        chapters_centred=False,
    ),
}  # fmt: skip
"""The built-in looks by name, the usual one first."""


def look_of(name: str) -> Look:
    """Return a built-in look; the usual one for an empty name.

    Raises:
        QcodeError: If there is none of that name.
    """
    if name and name not in LOOKS:
        raise QcodeError(
            _("there is no look “{name}”").format(name=name), _("There are: {names}").format(names=", ".join(LOOKS))
        )
    return LOOKS.get(name, THESIS)
