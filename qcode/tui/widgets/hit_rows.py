"""Hits as keyword-in-context rows: what was found stands in one column, what is said before and after it around it.

A row is asked for when it comes into view; a list of a hundred thousand costs no more than one of a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from qcode.domain.text import visible
from qcode.tui.widgets.cells import fit
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


class HitRows(RowList):
    """One line per hit."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.line_of: Callable[[int], HitLine] = lambda _index: HitLine("")
        self.is_ticked: Callable[[int], bool] = lambda _index: False
        self.moved: Callable[[], None] = lambda: None
        """Called when the cursor came to a row: at once, so that one picture shows both it and what depends on it."""

    def go_to(self, index: int, *, centre: bool = False) -> None:
        """Put the cursor on a row and bring it into view."""
        super().go_to(index, centre=centre)
        self.moved()

    def row_count(self) -> int:
        """Return how many hits there are."""
        return self.count

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw tick, text, speaker, time, the words before, what was found, the words after, and its codes."""
        one, dim = self.line_of(index), self.style_of("dim")
        wide = width >= WIDE
        where, speaker = (24, 14) if wide else (11, 4)
        codes = " ".join(one.codes)
        codes = fit(f" {codes}", min(cell_len(codes) + 1, 24 if wide else 9)) if codes else ""
        room = width - where - speaker - 13
        before = max(room * 2 // 5, 0)
        after = max(room - before - cell_len(codes), 0)
        match = set_cell_size(plain(one.match), min(cell_len(plain(one.match)), after))
        found = Style(bold=True, underline=True, color=self.style_of("accent").color)
        return [
            [
                ("✓" if self.is_ticked(index) else " ", self.style_of("accent")),
                (fit(one.where, where) + " ", self.style_of("primary")),
                (fit(one.speaker, speaker) + " ", Style()),
                (fit(one.time, 8) + "  ", dim),
                (_ending(one.left, before), Style()),
                (match, found),
                (fit(plain(one.right).rstrip(), after - cell_len(match)), Style()),
                (codes, self.style_of("accent")),
            ]
        ]


def plain(text: str) -> str:
    """Return a text on one line, its blanks kept, safe to show."""
    return visible(text.replace("\n", " ").replace("\t", " "))


def _ending(text: str, width: int) -> str:
    """Return the end of a text in exactly so many cells."""
    line = plain(text).lstrip()
    extra = cell_len(line) - width
    if extra <= 0:
        return " " * -extra + line
    kept = line[max(len(line) - width + 1, 0) :]
    while cell_len(kept) > max(width - 1, 0):
        kept = kept[1:]
    return ("…" + kept).rjust(width - (cell_len(kept) - len(kept))) if width > 0 else ""
