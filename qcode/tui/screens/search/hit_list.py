"""What was found, as the list shows it: a hit is read when its row comes into view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qcode.domain.spots import Spot, Spots
from qcode.domain.study import FoundNote, Hit
from qcode.domain.transcript import timestamp
from qcode.store import search
from qcode.store.project import Project
from qcode.tui.widgets.hit_rows import HitLine

KEPT = 2000
"""Rows that are remembered once they were read, and those of a page more."""


class HitList:
    """Notes in which something was found, then hits in texts.

    Args:
        project: Where the words of hits are read.
        handle: Returns what a code is called, by its id.
    """

    def __init__(self, project: Project, handle: Callable[[str], str]) -> None:
        self._project, self._handle = project, handle
        self.spots = Spots()
        self.notes: Sequence[FoundNote] = ()
        self.ticked: set[int] = set()
        """Numbers of hits, which stay the same however the list is sorted."""
        self.rows_read = 0
        """How many rows were read so far."""
        self._order: Sequence[int] | None = None
        self._lines: dict[int, HitLine] = {}

    def __len__(self) -> int:
        return len(self.notes) + len(self.spots)

    def begin(self) -> None:
        """Forget all hits."""
        self.spots, self.notes, self._order = Spots(), (), None
        self.ticked.clear()
        self._lines.clear()

    def add(self, found: Iterable[tuple[str, int, int]]) -> None:
        """Take in more hits, behind those that are there."""
        before = len(self.spots)
        self.spots.add(found)
        if self._order is not None:
            self._order = [*self._order, *range(before, len(self.spots))]

    def sort(self, order: Sequence[int] | None) -> None:
        """Show the hits in another order, by their numbers; ``None`` as they were found."""
        self._order = order

    def number_at(self, index: int) -> int | None:
        """Return the number of the hit of a row, ``None`` for a note."""
        at = index - len(self.notes)
        if not 0 <= at < len(self.spots):
            return None
        return at if self._order is None or at >= len(self._order) else self._order[at]

    def spot_at(self, index: int) -> Spot | None:
        """Return the place of the hit of a row, ``None`` for a note."""
        number = self.number_at(index)
        return None if number is None else self.spots[number]

    def note_at(self, index: int) -> FoundNote | None:
        """Return the note of a row, ``None`` for a hit in a text."""
        return self.notes[index] if 0 <= index < len(self.notes) else None

    def is_ticked(self, index: int) -> bool:
        """Say whether the hit of a row is ticked."""
        return self.number_at(index) in self.ticked

    def chosen(self, numbers: Iterable[int]) -> list[Spot]:
        """Return the places of hits, in the order of the texts."""
        return [self.spots[number] for number in sorted(numbers)]

    def line(self, index: int) -> HitLine:
        """Return what a row shows; read once, and again when much else was read meanwhile."""
        note = self.note_at(index)
        if note is not None:
            return HitLine(note.target, left=note.left, match=note.match, right=note.right)
        number = self.number_at(index)
        if number is None:
            return HitLine("")
        if number not in self._lines:
            self.read(range(index, index + 1))
        return self._lines[number]

    def read(self, rows: range) -> None:
        """Read rows that are about to be shown, all at once."""
        numbers = [number for index in rows if (number := self.number_at(index)) is not None]
        if len(self._lines) > KEPT:  # Before it is known what is missing, so that a page is read whole.
            self._lines.clear()
        missing = [number for number in numbers if number not in self._lines]
        if missing:
            self._read(missing)

    def forget(self) -> None:
        """Read rows again: codes have come or gone."""
        self._lines.clear()

    def _read(self, numbers: Sequence[int]) -> None:
        self.rows_read += len(numbers)
        spots = [self.spots[number] for number in numbers]
        hits, codes = search.hits_at(self._project, spots), search.codes_on(self._project, spots)
        for number, hit, ids in zip(numbers, hits, codes, strict=True):
            self._lines[number] = HitLine("") if hit is None else self._line(hit, ids)

    def _line(self, hit: Hit, codes: Iterable[str]) -> HitLine:
        keys = tuple(self._handle(code) for code in codes)
        return HitLine(hit.source, hit.speaker, timestamp(hit.seconds) or "", hit.left, hit.match, hit.right, keys)
