"""What a retrieval finds: ids in an order, under headings, and the words around one passage."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

ORDERS = ("source", "code", "case", "speaker", "time")
"""What codings may be sorted and grouped by; ``time`` is when they were made, the latest first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Codings that stand together."""

    first: int
    """Index of the first of them."""
    heading: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The codings that were found, by their ids alone; what they say is read as it comes into view."""

    ids: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    """In order; the first begins at 0."""
    sources: int = 0
    """How many sources they are in."""

    def group_at(self, index: int) -> Group | None:
        """Return the group of the coding at an index, ``None`` if there is none."""
        at = bisect_right(self.groups, index, key=lambda group: group.first) - 1
        return self.groups[at] if 0 <= index < len(self.ids) and at >= 0 else None

    def size_of(self, group: Group) -> int:
        """Return how many codings a group has."""
        after = bisect_right(self.groups, group.first, key=lambda one: one.first)
        return (self.groups[after].first if after < len(self.groups) else len(self.ids)) - group.first


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with the words around it."""

    before: str
    text: str
    after: str
    start: int
    """Where ``before`` begins in the source, in code points."""
