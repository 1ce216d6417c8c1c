"""Counting at the places of two axes, of what stands over them, and in all: each thing once at each place.

A passage has one source and one speaker, so that numbers of passages by these may be added up: what an axis of texts
makes of sources and speakers is told afterwards, in Python, for a few thousand of them. Codes and coders a passage may
have several of; they are counted apart, once with them and once without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

from qcode.domain.selection import Selection
from qcode.store import axes
from qcode.store.axes import Axis, Component
from qcode.store.database import Row
from qcode.store.project import Project
from qcode.store.selecting import condition
from qcode.store.standing import Answer, Keys, Places, Standing, asked_by, cases_of, columns, joins, keys_of, picker

Placed = dict[tuple[object, object], int]
"""Numbers by row and column, each as ``Axis.place`` tells it; no keys are all rows, or all columns."""

Slot = tuple[Keys, Keys]
"""A place that a key of a coding has to tell: what stands before it, and after it level by level."""


class _Numbers(dict[Answer, int]):
    """A number for each answer; answers that mean the same have the same."""

    def __init__(self, meaning: Callable[[Answer], Any]) -> None:
        super().__init__()
        self.meanings: list[Any] = []
        """By their numbers."""
        self._meaning = meaning
        self._same: dict[object, int] = {}

    def __missing__(self, answer: Answer) -> int:
        meant = self._meaning(answer)
        number = self[answer] = self._same.setdefault(meant, len(self._same))
        if number == len(self.meanings):
            self.meanings.append(meant)
        return number


def is_simple(rows: Axis, cols: Axis) -> bool:
    """Say whether both axes have one level at most on which a passage may stand at several places by its codings."""
    return len(_of_codings(rows)) + len(_of_codings(cols)) <= 1


def passages(project: Project, rows: Axis, cols: Axis, selection: Selection) -> tuple[Placed, int | None]:
    """Count passages at the places of two axes that are simple, and all of the selection where that comes with it."""
    sides = _Side(project, rows), _Side(project, cols)
    asks = asked_by(one for side in sides for one in side.ground)
    own = next((one for side in sides for one in side.own), None)
    picks = [picker(asks, asked_by(side.ground)) for side in sides]
    shaped = [(cache(side.open), cache(side.slots)) for side in sides]
    placed: Placed = {}
    every = 0
    for is_told in (False, True) if own else (False,):
        shapes: list[Callable[[Answer], Any]] = [
            slots if is_told and side.own else opened for side, (opened, slots) in zip(sides, shaped, strict=True)
        ]
        numbers = _Numbers(lambda answer: tuple(shape(pick(answer)) for shape, pick in zip(shapes, picks, strict=True)))  # noqa: B023 - it is used up in this turn
        sums: defaultdict[object, dict[int, int]] = defaultdict(dict)
        for row in _grouped(project, own, asks, selection, is_told=is_told):
            by_number, number = sums[row[0]], numbers[row[1:-1]]
            by_number[number] = by_number.get(number, 0) + row[-1]
        if is_told:
            is_row = bool(sides[0].own)
            _lay(placed, sums, numbers.meanings, sides[0] if is_row else sides[1], is_row=is_row)
            continue
        for number, n in sums.get(0, {}).items():
            every += n
            for place in product(*numbers.meanings[number]):
                placed[place] = placed.get(place, 0) + n
    return placed, None if own and "id" in own.asks else every


def _lay(
    placed: Placed, sums: Mapping[object, Mapping[int, int]], meanings: Sequence[tuple[Any, Any]], side: _Side, *,
    is_row: bool,
) -> None:  # fmt: skip
    """Put numbers at the places that keys tell on the axis of one side, each with its places on the other."""
    laid = meanings if is_row else [meant[::-1] for meant in meanings]
    for key, by_number in sums.items():
        here: defaultdict[Slot, dict[object, int]] = defaultdict(dict)
        for number, n in by_number.items():
            slots, others = laid[number]
            for slot in slots:
                beside = here[slot]
                for other in others:
                    beside[other] = beside.get(other, 0) + n
        for slot, beside in here.items():
            place = side.filled(key, slot)
            for other, n in beside.items():
                placed[(place, other) if is_row else (other, place)] = n


class _Side:
    """An axis whose levels are of texts, but for one at most, on which a key tells the place."""

    def __init__(self, project: Project, axis: Axis) -> None:
        self.own = _of_codings(axis)
        self.ground = [one for one in axis.components if one.is_ground]
        self._axis = axis
        self._keys: dict[Answer, list[Keys]] = keys_of(project, self.ground[0]) if self.ground else {(): [()]}
        self._before = self.own[0].levels[0] if self.own else len(axis.keys)

    def open(self, answer: Answer) -> Places:
        """Return the places of what answers so that no key has to tell, with what stands over them."""
        keys = self._keys.get(answer, ())
        return tuple({self._axis.place(one[:deep]): None for one in keys for deep in range(self._before + 1)})

    def slots(self, answer: Answer) -> tuple[Slot, ...]:
        """Return the places that a key has to tell."""
        keys, before = self._keys.get(answer, ()), self._before
        return tuple(
            {(one[:before], one[before:deep]): None for one in keys for deep in range(before, len(self._axis.keys))}
        )

    def filled(self, key: object, slot: Slot) -> object:
        """Return a place with the key put in."""
        before, after = slot
        return key if len(self._axis.keys) == 1 else (*before, key, *after)


def _of_codings(axis: Axis) -> list[Component]:
    """Return, once for each of its levels, what of an axis is not of texts alone."""
    return [one for one in axis.components for _level in one.levels if not one.is_ground]


def _grouped(
    project: Project, own: Component | None, asks: Sequence[str], selection: Selection, *, is_told: bool
) -> Iterator[Row]:
    """Yield key, answers and number of passages; without the key, of all that have one."""
    where = condition(project, selection, listing=False)
    is_joined = own is not None and (is_told or "id" in own.asks)
    joined, placed, values = (own.joins, own.is_placed, own.values) if own and is_joined else ("", "", ())
    keys = [*(own.keys if own and is_told else ()), *([columns(asks, alone=not is_joined)] if asks else ())]
    read = ", ".join([*(() if is_told else ("0",)), *keys, "COUNT(DISTINCT c.segment_id)"])
    statement = (
        f"{axes.TREE if 'tree' in joined else ''}SELECT {read} FROM coding c "
        f"{joins(asks) if is_joined else ''}{joined}WHERE {where.text}{placed}"
    )
    statement += f" GROUP BY {', '.join(keys)}" if keys else ""
    return project.database.each(statement, (*values, *where.values))


def any_passages(project: Project, rows: Axis, cols: Axis, selection: Selection) -> Placed:
    """Count passages at the places of two axes, whatever they are."""
    asks, meaning = _both(project, rows, cols)
    numbers = _Numbers(meaning)
    alike: list[list[object]] = []
    for row in _answers(project, "c.segment_id, ", asks, selection):
        number = numbers[row[1:]]
        if number == len(alike):
            alike.append([])
        alike[number].append(row[0])
    at_row: dict[object, list[int]] = {}
    for number, (high, _low) in enumerate(numbers.meanings):
        for place in high:
            at_row.setdefault(place, []).append(number)
    placed: Placed = {}
    for high, some in at_row.items():  # Row by row, so that only one row's passages are held.
        found: dict[object, set[object]] = {}
        for number in some:
            for low in numbers.meanings[number][1]:
                found.setdefault(low, set()).update(alike[number])
        for low, there in found.items():
            placed[high, low] = len(there)
    return placed


def sources(project: Project, rows: Axis, cols: Axis, selection: Selection) -> Placed:
    """Count sources with codings at the places of two axes."""
    asks, meaning = _both(project, rows, cols)
    numbers = _Numbers(meaning)
    there: dict[object, set[int]] = {}
    for row in _answers(project, "c.source_id, ", asks, selection):
        there.setdefault(row[0], set()).add(numbers[row[1:]])
    placed: Placed = {}
    for some in there.values():
        beside: dict[Places, set[object]] = {}
        for number in some:
            high, low = numbers.meanings[number]
            beside.setdefault(low, set()).update(high)
        for place in {place for low, above in beside.items() for place in product(above, low)}:
            placed[place] = placed.get(place, 0) + 1
    return placed


def cases(project: Project, rows: Axis, cols: Axis, kind: str, selection: Selection) -> Placed:
    """Count the cases that codings belong to, of one kind if it is named.

    Raises:
        UnknownName: If no case is of that kind.
    """
    asks, meaning = _both(project, rows, cols)
    more, belonging = cases_of(project, kind)
    numbers, wide = _Numbers(meaning), len(asks)
    there: dict[tuple[int, frozenset[int]], None] = {}
    for row in _answers(project, "DISTINCT ", (*asks, *more), selection):
        there[numbers[row[:wide]], belonging.get(row[wide:], frozenset())] = None
    found: dict[tuple[object, object], set[int]] = {}
    for number, own in there:
        for place in product(*numbers.meanings[number]):
            found.setdefault(place, set()).update(own)
    return {place: len(some) for place, some in found.items()}


def _answers(project: Project, before: str, asks: Sequence[str], selection: Selection) -> Iterator[Row]:
    """Yield what codings answer, after what is read before it."""
    where = condition(project, selection, listing=False)
    statement = f"SELECT {before}{columns(asks)} FROM coding c {joins(asks)}WHERE {where.text}"
    return project.database.each(statement, where.values)


def _both(project: Project, rows: Axis, cols: Axis) -> tuple[tuple[str, ...], Callable[[Answer], Iterable[Places]]]:
    """Return what both axes ask of a coding, and what tells its places on each from the answers."""
    high, low = Standing(project, rows), Standing(project, cols)
    asks = tuple(sorted({*high.asks, *low.asks}))
    of_row, of_column = (picker(asks, one.asks) for one in (high, low))
    row_places, column_places = cache(high.places), cache(low.places)
    return asks, lambda answer: (row_places(of_row(answer)), column_places(of_column(answer)))
