"""Where a search found something, kept in few bytes, so that a hundred thousand hits can be listed at once.

A hit in a list is three whole numbers until it comes into view; only then are its words read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from qcode.domain.span import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where something was found."""

    source: str
    """Id of the source."""
    span: Span


class Spots:
    """Many places, in the order in which they were found: by source, then by place."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self._sources, self._starts, self._ends = array("l"), array("q"), array("q")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> Spot:
        source, start, end = self._sources[index], self._starts[index], self._ends[index]
        return Spot(self._ids[source], Span(start, end))

    @property
    def sources(self) -> int:
        """In how many sources they are."""
        return len(self._ids)

    def add(self, spots: Iterable[tuple[str, int, int]]) -> None:
        """Take in more places: id of the source, start and end of each."""
        for source, start, end in spots:
            number = self._numbers.setdefault(source, len(self._ids))
            if number == len(self._ids):
                self._ids.append(source)
            self._sources.append(number)
            self._starts.append(start)
            self._ends.append(end)

    def source_of(self, index: int) -> str:
        """Return the id of the source a place is in."""
        return self._ids[self._sources[index]]
