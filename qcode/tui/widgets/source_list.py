"""The texts of the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.style import Style

from qcode.tui.widgets.cells import both_ends
from qcode.tui.widgets.rows import Parts, RowList


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One text."""

    source: str
    """UUID."""
    name: str
    codings: int
    """By everybody."""


class SourceList(RowList):
    """The sources with their codings; the message ``Chosen`` opens one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[SourceRow] = []
        self._open: str | None = None

    @property
    def source(self) -> str | None:
        """UUID of the source under the cursor, ``None`` when there is none."""
        return self._rows[self.cursor].source if self._rows else None

    def show(self, sources: Sequence[SourceRow], open_source: str | None) -> None:
        """Show sources, one of them open."""
        moved = open_source != self._open
        self._rows, self._open = list(sources), open_source
        self.renew()
        if moved:
            self.go_to(next((i for i, row in enumerate(self._rows) if row.source == open_source), 0))

    def count(self, more: int) -> None:
        """Add to the codings of the open source, without drawing anything else."""
        for index, row in enumerate(self._rows):
            if row.source == self._open:
                self._rows[index] = replace(row, codings=row.codings + more)
                self.refresh_row(index)

    def row_count(self) -> int:
        """Return how many sources there are."""
        return len(self._rows)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw one source: a bar if it is open, its name, its codings."""
        row = self._rows[index]
        is_open = row.source == self._open
        count = f"{row.codings or '·':>5} "
        return [
            [
                ("▌" if is_open else " ", self.style_of("primary")),
                (both_ends(row.name, width - len(count) - 2), self.style_of("strong") if is_open else Style()),
                (" ", Style()),
                (count, Style() if row.codings else self.style_of("dim")),
            ]
        ]
