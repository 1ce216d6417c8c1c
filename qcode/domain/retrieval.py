"""What a query finds: which of a project's codings it means.

* A code: its codings (what lies under a code has been added by whoever names the code's keys).
* ``X and Y``: the codings of X and of Y on passages that have both; a passage is a span, whoever coded it.
* ``X and not Y``: the codings of X on passages without Y. Where there is nothing but ``not``, all codings of those
  passages.
* ``X or Y``: both.
* ``X overlaps Y``: the codings of X that share a character with a passage of Y in the same source; ``within``: that
  lie inside one (or cover the same span); ``near:N``: with at most N paragraphs between; ``before``, ``after``: that
  end before one begins, or begin after one ends.

A coding has no relation to itself, but it has one to another coding of its own passage. No passage is empty. Each
relation sorts the right side once and asks it by bisection, so that nothing grows with the square of the codings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from qcode.domain.query import And, Not, Or, Query, Related, Relation, Term

Test = Callable[[int], bool]
"""Whether a coding, by its row, has the relation."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The spans that carry codings, column by column, all of one length."""

    keys: Sequence[int]
    sources: Sequence[int]
    """Key of the source each lies in."""
    starts: Sequence[int]
    ends: Sequence[int]
    """Greater than the start."""
    first_paragraphs: Sequence[int]
    """Number of the paragraph it begins in; all 0 if the query asks for none."""
    last_paragraphs: Sequence[int]


@dataclass(frozen=True, slots=True)
class Codings:
    """Codings, column by column, all of one length."""

    keys: Sequence[int]
    passages: Sequence[int]
    """Key of the passage of each."""
    codes: Sequence[int]


def found(query: Query, passages: Passages, codings: Codings, meant: Mapping[str, AbstractSet[int]]) -> set[int]:
    """Return the keys of the codings that a query means.

    Args:
        query: The query.
        passages: Every passage that a coding stands on.
        codings: All codings.
        meant: Name of each code in the query → keys of the codes it means.
    """
    return {codings.keys[row] for row in _Search(passages, codings, meant).rows(query)}


class _Search:
    """The codings as rows, numbered from 0, with the place of each."""

    def __init__(self, passages: Passages, codings: Codings, meant: Mapping[str, AbstractSet[int]]) -> None:
        row_of = {key: row for row, key in enumerate(passages.keys)}
        at = [row_of[key] for key in codings.passages]
        self.source = [passages.sources[row] for row in at]
        self.start = [passages.starts[row] for row in at]
        self.end = [passages.ends[row] for row in at]
        self.first = [passages.first_paragraphs[row] for row in at]
        self.last = [passages.last_paragraphs[row] for row in at]
        # Two rows of passages may be one span, if a project was put together from two.
        numbers: dict[tuple[int, int, int], int] = {}
        spans = zip(self.source, self.start, self.end, strict=True)
        self._place = [numbers.setdefault(span, len(numbers)) for span in spans]
        self._codes = codings.codes
        self._meant = meant

    def rows(self, query: Query) -> set[int]:
        if isinstance(query, Term):
            meant = self._meant[query.name]
            return {row for row, code in enumerate(self._codes) if code in meant}
        if isinstance(query, Or):
            return set().union(*map(self.rows, query.parts))
        if isinstance(query, Related):
            return self._related(query)
        return self._restricted(query.parts if isinstance(query, And) else (query,))

    def _restricted(self, parts: Sequence[Query]) -> set[int]:
        """Return what the parts mean on the places of all of them; a negation means nothing, it takes places away."""
        chosen: set[int] | None = None
        places: set[int] = set(self._place)
        for part in parts:
            if not _is_negative(part):
                rows = self.rows(part)
                places &= self._places(rows)
                chosen = rows if chosen is None else chosen | rows
            elif isinstance(part, Not):
                places -= self._places(self.rows(part.part))
            else:
                places &= self._places(self.rows(part))
        candidates = range(len(self._place)) if chosen is None else chosen
        return {row for row in candidates if self._place[row] in places}

    def _places(self, rows: Iterable[int]) -> set[int]:
        return {self._place[row] for row in rows}

    def _related(self, query: Related) -> set[int]:
        left, by_source = self.rows(query.left), dict[int, list[int]]()
        for row in self.rows(query.right):
            by_source.setdefault(self.source[row], []).append(row)
        tests = {source: _test(self, query, right) for source, right in by_source.items()}
        return {row for row in left if (test := tests.get(self.source[row])) and test(row)}


def _is_negative(query: Query) -> bool:
    return isinstance(query, Not) or (isinstance(query, And) and all(map(_is_negative, query.parts)))


def _test(of: _Search, query: Related, right: list[int]) -> Test:
    """Return the test of a relation to codings of one source."""
    if query.relation is Relation.WITHIN:
        return _within(of, right)
    if query.relation is Relation.BEFORE:
        last_start = max(of.start[row] for row in right)
        return lambda row: of.end[row] <= last_start
    if query.relation is Relation.AFTER:
        first_end = min(of.end[row] for row in right)
        return lambda row: first_end <= of.start[row]
    if query.relation is Relation.OVERLAPS:
        return _meeting(right, of.start, of.end, 0)
    # A paragraph's number is the whole of [number, number + 1); N between are a reach of N + 1.
    return _meeting(right, of.first, [number + 1 for number in of.last], query.distance + 1)


def _meeting(right: list[int], starts: Sequence[int], ends: Sequence[int], reach: int) -> Test:
    """Return whether ``[start, end)``, widened by a reach on both sides, meets that of another row."""
    right_starts = sorted(starts[row] for row in right)
    right_ends = sorted(ends[row] for row in right)
    itself = set(right)

    def test(row: int) -> bool:
        begun = bisect_left(right_starts, ends[row] + reach)
        over = bisect_right(right_ends, starts[row] - reach)
        return begun - over - (row in itself) > 0

    return test


def _within(of: _Search, right: list[int]) -> Test:
    """Return whether a row lies inside another one.

    Of the rows that begin no later, the one that reaches farthest decides; the second, if the first is the row itself.
    """
    ordered = sorted(right, key=of.start.__getitem__)
    starts = [of.start[row] for row in ordered]
    farthest: list[tuple[int, int, int]] = []
    first, owner, second = -1, -1, -1
    for row in ordered:
        end = of.end[row]
        if end > first:
            first, owner, second = end, row, first
        else:
            second = max(second, end)
        farthest.append((first, owner, second))

    def test(row: int) -> bool:
        begun = bisect_right(starts, of.start[row])
        if not begun:
            return False
        first, owner, second = farthest[begun - 1]
        return (second if owner == row else first) >= of.end[row]

    return test
