"""The codebook as a tree with keys, colours and live counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.style import Style
from textual.binding import BindingType

from qcode.language import N_, _
from qcode.tui.commands import Command, bindings
from qcode.tui.widgets.cells import fit
from qcode.tui.widgets.rows import Parts, RowList

TREE_COMMANDS = (
    Command("fold", "left,h", N_("Fold"), N_("Hide the codes under this one, or go to the one above.")),
    Command("unfold", "right", N_("Unfold"), N_("Show the codes under this one.")),
)
KEY_WIDTH = 12
"""Most cells given to keys."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One line of the tree."""

    code: str
    """UUID."""
    key: str
    name: str
    color: str
    """``#rrggbb``."""
    depth: int
    """0 at the top."""
    here: int
    """Codings with this code in the text that is open."""
    everywhere: int
    """Codings with this code in the project."""
    codable: bool = True
    favourite: str = ""
    """The digit that applies it; empty for none."""


class CodeTree(RowList):
    """The codes of the project; the message ``Chosen`` opens what is coded with one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TREE_COMMANDS)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: list[CodeRow] = []
        self._shown: list[CodeRow] = []
        self._parents: frozenset[str] = frozenset()
        self._folded: set[str] = set()
        self._key_width = 0

    @property
    def code(self) -> str | None:
        """UUID of the code under the cursor, ``None`` when there is no code."""
        return self._shown[self.cursor].code if self._shown else None

    def show(self, codes: Sequence[CodeRow]) -> None:
        """Show codes in tree order."""
        here = self.code
        self._all = list(codes)
        pairs = zip(self._all, self._all[1:], strict=False)
        self._parents = frozenset(above.code for above, below in pairs if below.depth > above.depth)
        self._key_width = min(max((len(code.key) for code in self._all), default=0), KEY_WIDTH)
        self._rebuild(here)

    def count(self, changes: Mapping[str, int]) -> None:
        """Add to the counts of codes, in this text and in the project, without drawing anything else."""
        for rows in (self._all, self._shown):
            for index, row in enumerate(rows):
                if by := changes.get(row.code):
                    rows[index] = replace(row, here=row.here + by, everywhere=row.everywhere + by)
                    if rows is self._shown:
                        self.refresh_row(index)

    def go_to_code(self, code: str) -> None:
        """Put the cursor on a code, if it is shown."""
        for index, row in enumerate(self._shown):
            if row.code == code:
                self.go_to(index)
                return

    def renew(self) -> None:
        """Draw again, columns named anew."""
        super().renew()
        self._name_columns()

    def fit(self) -> None:
        """Name the columns for which there is room now."""
        super().fit()
        self._name_columns()

    def _name_columns(self) -> None:
        title = _("Codes  {n}").format(n=sum(row.codable for row in self._all))
        here, everywhere = _("here"), _("all")
        columns = f"{here:>6}{everywhere:>6} "
        # Laid over the text, the tree has an edge, whose corner takes a cell from the title.
        edge = 1 if self.styles.border_left[0] else 0
        room = self.scrollable_content_region.width - len(title) - len(columns) - 2 - edge
        self.entitle(title if room < 0 or not self._has_both_counts else title + "─" * room + columns)

    @property
    def _has_both_counts(self) -> bool:
        """Whether there is room for the counts of this text and of all texts."""
        return self.size.width >= self._key_width + 38

    def row_count(self) -> int:
        """Return how many codes are shown."""
        return len(self._shown)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw one code: digit, colour, key, name, counts."""
        row, dim = self._shown[index], self.style_of("dim")
        counts = f"{row.here or '·':>4}{row.everywhere or '·':>6} "
        if not self._has_both_counts:
            counts = f"{row.everywhere or '·':>4} "
        mark = "▸" if row.code in self._folded else "▾" if row.code in self._parents else " "
        indent = "  " * row.depth
        # Keys align where the codebook has keys; without them the names take the room.
        key = fit(row.key, self._key_width) + " " if self._key_width else ""
        room = width - len(counts) - len(indent) - len(key) - 6
        chip = "■" if row.codable else "□"
        return [
            [
                (row.favourite or " ", self.style_of("accent")),
                (indent + mark, dim),
                (chip + " ", Style(color=row.color)),
                (key, self.style_of("primary")),
                (fit(row.name, room), Style() if row.codable else self.style_of("strong")),
                ("  ", Style()),
                (counts, Style() if row.here else dim),
            ]
        ]

    def action_fold(self) -> None:
        """Hide the codes under this one, or go to the one above."""
        if not self._shown:
            return
        row = self._shown[self.cursor]
        if row.code in self._parents and row.code not in self._folded:
            self._folded.add(row.code)
            self._rebuild(row.code)
            return
        above = [i for i, other in enumerate(self._shown[: self.cursor]) if other.depth < row.depth]
        if above:
            self.go_to(above[-1])

    def action_unfold(self) -> None:
        """Show the codes under this one."""
        if self._shown and self._shown[self.cursor].code in self._folded:
            code = self._shown[self.cursor].code
            self._folded.discard(code)
            self._rebuild(code)

    def _rebuild(self, keep: str | None) -> None:
        shown: list[CodeRow] = []
        hidden_below: int | None = None
        for row in self._all:
            if hidden_below is not None and row.depth > hidden_below:
                continue
            hidden_below = row.depth if row.code in self._folded else None
            shown.append(row)
        self._shown = shown
        self.renew()
        if keep is not None:
            self.go_to_code(keep)
