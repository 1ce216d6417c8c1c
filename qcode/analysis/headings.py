"""The headings of a matrix: which rows and columns are shown, and in which order.

Rows of codes are a tree, and stay one whatever is folded or sorted: what is under a code stands below it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from qcode.domain.report import Name


@dataclass(frozen=True, slots=True)
class Heading:
    """One row or column: its key and what it is called."""

    key: object
    name: Name
    has_more: bool = False
    """Whether rows or columns under it are folded away."""
    path: str = ""
    """What it is called where nothing shows what it stands within; empty where it stands within nothing."""


def with_something(headings: Sequence[Heading], used: Collection[object]) -> tuple[list[Heading], list[Heading]]:
    """Part headings into those with something in them, or with such a one under them, and the rest."""
    keep = [one.key in used for one in headings]
    if all(keep):
        return list(headings), []
    under: list[bool] = []  # By depth: whether something of that depth is kept below what is looked at.
    for index in range(len(headings) - 1, -1, -1):
        depth = headings[index].name.depth
        keep[index] = keep[index] or (depth + 1 < len(under) and under[depth + 1])
        del under[depth + 1 :]
        under += [False] * (depth + 1 - len(under))
        under[depth] = under[depth] or keep[index]
    return (
        [one for one, kept in zip(headings, keep, strict=True) if kept],
        [one for one, kept in zip(headings, keep, strict=True) if not kept],
    )


def folded(headings: Sequence[Heading], levels: int) -> list[Heading]:
    """Return the headings of the first levels of a tree; those that hide others say so.

    Args:
        headings: In order, parents before what is under them.
        levels: How many levels are shown; 0 for all.
    """
    if not levels:
        return list(headings)
    found: list[Heading] = []
    for one in headings:
        if one.name.depth < levels:
            found.append(one)
        elif found and not found[-1].has_more:
            found[-1] = replace(found[-1], has_more=True)
    return found


def levels_of(headings: Sequence[Heading]) -> int:
    """Return how many levels the tree of headings has; 0 where there are none."""
    return max((one.name.depth + 1 for one in headings), default=0)


def by_weight(headings: Sequence[Heading], weights: Mapping[object, float]) -> list[Heading]:
    """Sort headings by what they hold, most first; each takes along what is under it.

    Args:
        headings: In order, parents before what is under them.
        weights: By key; what is missing weighs nothing.
    """

    def sort(some: Sequence[Heading]) -> list[Heading]:
        families: list[list[Heading]] = []
        top = min((one.name.depth for one in some), default=0)
        for one in some:
            if one.name.depth <= top or not families:
                families.append([])
            families[-1].append(one)
        families.sort(key=lambda family: -weights.get(family[0].key, 0))
        return [one for family in families for one in (family[0], *sort(family[1:]))]

    return sort(headings)
