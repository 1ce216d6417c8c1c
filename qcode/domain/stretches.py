"""Stretches of a text, in order and apart: what several passages cover counts once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]
"""Start and end."""


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in order, those that touch or overlap as one; empty ones are left out."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif end > start:
            found.append((start, end))
    return found


def common(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Return what lies in both of two runs of stretches, each in order and apart."""
    found: list[Stretch] = []
    here = there = 0
    while here < len(some) and there < len(others):
        start, end = max(some[here][0], others[there][0]), min(some[here][1], others[there][1])
        if start < end:
            found.append((start, end))
        if some[here][1] < others[there][1]:
            here += 1
        else:
            there += 1
    return found


def length(stretches: Iterable[Stretch]) -> int:
    """Return how many characters stretches have that lie apart."""
    return sum(end - start for start, end in stretches)


def starts_in(starts: Sequence[int], stretches: Iterable[Stretch]) -> int:
    """Return how many places lie in stretches that lie apart.

    Args:
        starts: The places, such as where the words of a text start, ascending.
        stretches: The stretches.
    """
    return sum(bisect_left(starts, end) - bisect_left(starts, start) for start, end in stretches)
