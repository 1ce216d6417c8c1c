"""Which codes, or which sources, are alike: distances between them, and average linkage (UPGMA) into a tree.

The chain of nearest neighbours finds the merges in time that grows with the square of the number of things, as the
distances themselves do; sorted by height they are those that joining the nearest two again and again would make.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from qcode.domain.dendrogram import Dendrogram, Merge
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate

JACCARD, COSINE = "jaccard", "cosine"
METRICS = (JACCARD, COSINE)
Vector = Mapping[int, int]
"""Key of a feature → how often the thing has it; what is not there is 0."""
_MEANT = {
    JACCARD: N_(
        "Distance: 1 minus Jaccard's coefficient of what both have and what either has, presence only; 0 to 1."
    ),
    COSINE: N_("Distance: 1 minus the cosine of the counts; 0 to 1."),
}
_COLUMNS = (
    ("step", N_("No."), Kind.COUNT), ("left", N_("One"), Kind.TEXT), ("right", N_("Other"), Kind.TEXT),
    ("height", N_("Distance"), Kind.TEXT), ("size", N_("Members"), Kind.COUNT),
)  # fmt: skip


def distances(vectors: Sequence[Vector], metric: str) -> list[list[float]]:
    """Return the distance of every two things, as the lower triangle of a square.

    Args:
        vectors: What each has; none is empty.
        metric: One of ``METRICS``.
    """
    between = _jaccard if metric == JACCARD else _cosine
    return [[between(one, other) for other in vectors[:at]] for at, one in enumerate(vectors)]


def linkage(between: Sequence[Sequence[float]]) -> list[Merge]:
    """Join things by the mean distance of their members (Sokal & Michener 1958), nearest first.

    Args:
        between: The distances, as the lower triangle of a square.
    """
    count = len(between)
    far = {(high, low): between[high][low] for high in range(count) for low in range(high)}

    def distance(one: int, other: int) -> float:
        return far[(one, other) if one > other else (other, one)]

    sizes = dict.fromkeys(range(count), 1)
    chain: list[int] = []
    raw: list[tuple[float, int, int]] = []
    while len(sizes) > 1:
        one, other = _mutual(chain, sizes, distance)
        raw.append((distance(one, other), one, other))
        # The joined cluster takes the place of the other one.
        for third in sizes:
            if third not in (one, other):
                mean = (sizes[one] * distance(one, third) + sizes[other] * distance(other, third)) / (
                    sizes[one] + sizes[other]
                )
                far[(other, third) if other > third else (third, other)] = mean
        sizes[other] += sizes.pop(one)
    return _numbered(raw, count)


def cluster(names: Sequence[Name], vectors: Sequence[Vector], metric: str) -> Dendrogram:
    """Return things as a tree of likeness.

    Args:
        names: The things.
        vectors: What each has; none is empty.
        metric: One of ``METRICS``.
    """
    return Dendrogram(tuple(names), tuple(linkage(distances(vectors, metric))))


def clusters_report(
    tree: Dendrogram, metric: str, *, say: Translate, title: str, notes: Iterable[str] = (), source_line: str = ""
) -> Report:
    """Return a tree as its merges, the nearest first.

    Args:
        tree: What is shown.
        metric: By what the distances were made.
        say: Translates into the document's language.
        notes: What things and features are; more to be said under it, in the document's language.
        title: Of the report.
        source_line: Where the data come from.
    """

    def called(number: int) -> str:
        inside = number - len(tree.names)
        return tree.names[number].name if inside < 0 else f"#{inside + 1} ({_joined(tree, number)})"

    rows: list[tuple[Cell, ...]] = [
        (number, called(merge.left), called(merge.right), merge.height, merge.size)
        for number, merge in enumerate(tree.merges, 1)
    ]
    about = [
        say(_MEANT[metric]),
        say(N_("Average linkage (UPGMA): the distance of two clusters is the mean of those of their members.")),
        say(N_("#n is what step n joined.")),
        say(N_("Any codings make a tree: it shows what is alike in these texts, and proves no groups.")),
    ]
    return Report(
        title=title,
        columns=tuple(Column(name, say(label), kind) for name, label, kind in _COLUMNS),
        rows=tuple(rows),
        notes=(*about, *notes),
        source_line=source_line,
    )


def _joined(tree: Dendrogram, number: int) -> str:
    return ", ".join(tree.names[leaf].name for leaf in tree.members(number))


def _jaccard(one: Vector, other: Vector) -> float:
    both = len(one.keys() & other.keys())
    return 1 - both / (len(one) + len(other) - both)


def _cosine(one: Vector, other: Vector) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    product = sum(n * many.get(key, 0) for key, n in few.items())
    lengths = sum(n * n for n in one.values()) * sum(n * n for n in other.values())
    return max(0.0, 1 - product / math.sqrt(lengths))


def _mutual(chain: list[int], alive: Iterable[int], distance: Callable[[int, int], float]) -> tuple[int, int]:
    """Follow nearest neighbours until two are each other's; take them off the chain."""
    if not chain:
        chain.append(next(iter(alive)))
    while True:
        last = chain[-1]
        # Of equally near ones the one before in the chain, or it would never end.
        before = chain[-2] if len(chain) > 1 else -1
        nearest = min((one for one in alive if one != last), key=lambda one: (distance(last, one), one != before))
        if nearest == before:
            return chain.pop(), chain.pop()
        chain.append(nearest)


def _numbered(raw: list[tuple[float, int, int]], count: int) -> list[Merge]:
    """Return merges in order of height, clusters numbered by when they were made."""
    top = list(range(count))
    sizes = dict.fromkeys(range(count), 1)
    found: list[Merge] = []
    stands_at = list(range(count))

    def root(leaf: int) -> int:
        while stands_at[leaf] != leaf:
            leaf = stands_at[leaf] = stands_at[stands_at[leaf]]
        return leaf

    for height, one, other in sorted(raw, key=lambda merge: merge[0]):
        first, second = root(one), root(other)
        left, right = sorted((top[first], top[second]))
        sizes[count + len(found)] = sizes[left] + sizes[right]
        stands_at[first] = second
        top[second] = count + len(found)
        found.append(Merge(left, right, height, sizes[left] + sizes[right]))
    return found
