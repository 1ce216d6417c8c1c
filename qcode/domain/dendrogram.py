"""A tree of likeness: which things were joined, in which order, and how far apart they were."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.report import Name


@dataclass(frozen=True, slots=True)
class Merge:
    """Two clusters made one."""

    left: int
    """Number of a leaf, from 0; what the n-th merge made has the number leaves + n, n from 0."""
    right: int
    height: float
    """Mean distance between the members of both, 0 or more; never below that of an earlier merge."""
    size: int
    """Leaves under it."""


@dataclass(frozen=True, slots=True)
class Dendrogram:
    """Things and how they were joined, the nearest first."""

    names: tuple[Name, ...]
    """The leaves."""
    merges: tuple[Merge, ...]
    """One fewer than leaves; none where there are fewer than two."""

    def members(self, number: int) -> list[int]:
        """Return the leaves under a cluster, as they are drawn from one side to the other."""
        found, todo = [], [number]
        while todo:
            one = todo.pop()
            if one < len(self.names):
                found.append(one)
            else:
                merge = self.merges[one - len(self.names)]
                todo += [merge.right, merge.left]
        return found

    def order(self) -> list[int]:
        """Return all leaves in an order in which no lines cross."""
        if not self.merges:
            return list(range(len(self.names)))
        return self.members(len(self.names) + len(self.merges) - 1)
