"""Hits as keyword-in-context rows: what was found stands in one column, what is said before and after it around it.

A row is asked for when it comes into view; a list of a hundred thousand costs no more than one of a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual.strip import Strip

from qcode.domain.text import visible
from qcode.tui.widgets.cells import both_ends, fit, last_cells
from qcode.tui.widgets.rows import Parts, RowList

WIDE = 110
"""Columns from which there is ample room for the names of texts and speakers."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """What a row shows."""

    where: str
    """Name of the text, or what a memo or definition is on."""
    speaker: str = ""
    time: str = ""
    left: str = ""
    match: str = ""
    right: str = ""
    codes: tuple[str, ...] = ()
    """Keys of the codes on it."""


class _Inks(NamedTuple):
    """The styles of a row's parts."""

    plain: Style
    dim: Style
    primary: Style
    accent: Style
    found: Style


class HitRows(RowList):
    """One line per hit."""

    def __init__(self) -> None:
        super().__init__()
        self._row_styles: _Inks | None = None
        self.count = 0
        self.line_of: Callable[[int], HitLine] = lambda _index: HitLine("")
        self.wanted: Callable[[range], None] = lambda _rows: None
        """Told which rows are about to be drawn."""
        self.is_ticked: Callable[[int], bool] = lambda _index: False
        self.moved: Callable[[], None] = lambda: None
        """Called when the cursor came to a row: at once, so that one picture shows both it and what depends on it."""

    def go_to(self, index: int, *, centre: bool = False) -> None:
        """Put the cursor on a row and bring it into view."""
        super().go_to(index, centre=centre)
        self.moved()

    def drawn(self, first: int, last: int) -> list[Strip]:
        """Draw lines; what they need is asked for once, since a page has hundreds of parts."""
        self._row_styles = self._made_styles()
        above = self.scroll_offset.y - (self.lines_above or 0)
        self.wanted(range(max(first + above, 0), min(last + above, self.count)))
        return super().drawn(first, last)

    def row_count(self) -> int:
        """Return how many hits there are."""
        return self.count

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw tick, text, speaker, time, the words before, what was found, the words after, and its codes."""
        one, ink = self.line_of(index), self._row_styles or self._made_styles()
        wide = width >= WIDE
        where, speaker = (24, 14) if wide else (11, 4)
        codes = " ".join(one.codes)
        codes = fit(f" {codes}", min(cell_len(codes) + 1, 24 if wide else 9)) if codes else ""
        room = width - where - speaker - 13
        before = max(room * 2 // 5, 0)
        after = max(room - before - cell_len(codes), 0)
        match = plain(one.match)
        match = set_cell_size(match, min(cell_len(match), after))
        return [
            [
                ("✓" if self.is_ticked(index) else " ", ink.accent),
                (both_ends(one.where, where) + " ", ink.primary),
                (fit(one.speaker, speaker) + " ", ink.plain),
                (fit(one.time, 8) + "  ", ink.dim),
                (_ending(one.left[-before - 1 :], before, is_cut=len(one.left) > before), ink.plain),
                (match, ink.found),
                (fit(one.right[: after + 1].rstrip(), after - cell_len(match)), ink.plain),
                (codes, ink.accent),
            ]
        ]

    def _made_styles(self) -> _Inks:
        accent = self.style_of("accent")
        found = Style(bold=True, underline=True, color=accent.color)
        return _Inks(Style(), self.style_of("dim"), self.style_of("primary"), accent, found)


def plain(text: str) -> str:
    """Return a text on one line, its blanks kept, safe to show."""
    return visible(text.replace("\n", " ").replace("\t", " "))


def _ending(text: str, width: int, *, is_cut: bool) -> str:
    """Return the end of a text in exactly so many cells, with an ellipsis where it is cut, or was before."""
    line = plain(text).lstrip()
    if not is_cut and cell_len(line) <= width:
        return " " * (width - cell_len(line)) + line
    line = last_cells(line, max(width - 1, 0))
    return " " * (width - 1 - cell_len(line)) + "…" + line if width > 0 else ""
