"""All codebooks of a project as one tree: each a heading, its codes under it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style

from qcode.language import N_, _
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.code_tree import CodeRow, CodeTree
from qcode.tui.widgets.rows import Parts


@dataclass(frozen=True, slots=True)
class BookRow(CodeRow):
    """A line of the tree: a code, or the heading of a codebook at depth 0.

    ``here`` is how many texts it is applied in, ``everywhere`` how many codings are made with it.
    """

    is_book: bool = False
    noted: bool = False
    """Whether there is a note on it."""


class BookTree(CodeTree):
    """The codebooks; ``Chosen`` opens what is under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()
    NOTHING = N_("No code yet: n makes one, I brings a codebook in.")

    def show_books(self, rows: Sequence[BookRow], folded: Collection[str] = ()) -> None:
        """Show codebooks in tree order, those of ``folded`` closed; what was folded stays so."""
        self._folded |= set(folded)
        self.show(rows)

    @property
    def folded(self) -> tuple[str, ...]:
        """UUIDs of what is closed."""
        return tuple(sorted(self._folded))

    def open_to(self, code: str) -> None:
        """Put the cursor on a code, unfolding what hides it."""
        above: dict[int, str] = {}
        for row in self._all:
            above[row.depth] = row.code
            if row.code == code:
                self._folded -= {above[depth] for depth in range(row.depth)}
                self._rebuild(code)
                return

    def fold_all(self) -> None:
        """Close every tree, or open all of them if one is closed."""
        here = self.code
        self._folded = set() if self._folded else set(self._parents)
        self._rebuild(here)

    def _name_columns(self) -> None:
        title = _("Codes  {n}").format(n=sum(row.codable and row.depth > 0 for row in self._all))
        texts, codings = _("texts"), _("codings")
        columns = f"{texts:>9}{codings:>11} " if self._is_wide else f" {codings} "
        room = self.size.width - cell_len(title) - cell_len(columns) - 2
        self.entitle(title if room < 0 else title + "─" * room + columns)

    @property
    def _is_wide(self) -> bool:
        """Whether there is room for how many texts a code is applied in."""
        return self.size.width >= 54

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw a heading, or a code: colour, key, name, mark of a note, counts."""
        row, dim = self._shown[index], self.style_of("dim")
        mark = "▸" if row.code in self._folded else "▾" if row.code in self._parents else " "
        texts = f"{row.here or '·':>7}" if self._is_wide else ""
        counts = f"{texts}{row.everywhere or '·':>{11 if self._is_wide else 5}} "
        noted = "✎" if isinstance(row, BookRow) and row.noted else " "
        if isinstance(row, BookRow) and row.is_book:
            title = fit(row.name, width - len(counts) - 4)
            return [
                [(f" {mark} ", dim), (title, self.style_of("primary") + Style(bold=True)), (noted, dim), (counts, dim)]
            ]
        indent = " " + "  " * (row.depth - 1)
        key = fit(row.key, self._key_width) + " " if self._key_width else ""
        room = width - len(counts) - len(indent) - len(key) - 4
        return [
            [
                (indent + mark, dim),
                ("■ " if row.codable else "□ ", Style(color=row.color)),
                (key, self.style_of("primary")),
                (fit(row.name, room), Style() if row.codable else self.style_of("strong")),
                (noted, self.style_of("accent")),
                (counts, Style() if row.everywhere else dim),
            ]
        ]
