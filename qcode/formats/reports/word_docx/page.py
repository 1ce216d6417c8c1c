"""Sheets of paper: how large, with which margins, in how many columns."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.formats.reports.word_docx.measure import CENTIMETRE


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with its margins, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    """With what is bound in."""
    landscape: bool = False
    columns: int = 1
    gap: int = 0
    """White between two columns."""

    @property
    def room(self) -> int:
        """Width of a line of text."""
        return (self.width - self.left - self.right - self.gap * (self.columns - 1)) // self.columns

    @property
    def depth(self) -> int:
        """Height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Pages:
    """The kinds of page in one document, each wider than the one before."""

    text: Page
    """Where words run, perhaps in columns."""
    whole: Page
    """The same sheet in one column; equal to ``text`` where that has no more."""
    wide: Page
    """Turned, its top edge at the binding."""

    def choices(self) -> tuple[Page, ...]:
        """Return them, the narrowest first, each once."""
        return tuple(dict.fromkeys((self.text, self.whole, self.wide)))


def pages_of(text: Page) -> Pages:
    """Return the kinds of page that go with the page of the text."""
    whole = Page(text.width, text.height, text.top, text.right, text.bottom, text.left, text.landscape)
    if text.landscape:
        return Pages(text, whole, whole)
    wide = Page(
        text.height, text.width, top=text.left, right=text.bottom, bottom=text.right, left=text.bottom, landscape=True
    )
    return Pages(text, whole, wide)


def a4(top: float, right: float, bottom: float, left: float) -> Pages:
    """Return upright A4 with margins in centimetres, and what goes with it."""
    margins = [round(length * CENTIMETRE) for length in (top, right, bottom, left)]
    return pages_of(Page(11906, 16838, margins[0], margins[1], margins[2], margins[3]))
