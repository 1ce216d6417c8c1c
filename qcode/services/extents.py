"""How much text lies at each place of a matrix: words or characters, in all or of what there is to code.

What there is to code is what the filters leave of the texts: what is said in turns, not by interviewers unless asked,
and all of a text without turns. An axis such as ``source`` or ``case`` parts it, one such as ``code`` does not.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from qcode.analysis.matrix import Grid, Place
from qcode.domain.selection import Selection
from qcode.domain.stretches import Stretch, common, length, merged, starts_in
from qcode.domain.text import words
from qcode.store import grounds, tallies
from qcode.store.axes import Axis
from qcode.store.project import Project
from qcode.store.tallies import ALL

Stretches = dict[int, list[Stretch]]
"""By key of the source."""
Ruler = Callable[[int, Sequence[Stretch]], int]
"""Returns how much stretches of a source hold, by its key."""


def extents(project: Project, rows: Axis, columns: Axis, by: str, selection: Selection) -> Grid:
    """Return how much coded text there is at each place; ``by`` is ``words`` or ``characters``."""
    coded = _coded(project, rows, columns, selection)
    size = _ruler(project, by, coded.get(ALL, ()))
    found = {place: sum(size(source, own) for source, own in at.items()) for place, at in coded.items()}
    return parted(found, tallies.left_out(project, selection))


def shares(project: Project, rows: Axis, columns: Axis, by: str, selection: Selection) -> Grid:
    """Return which share of the text at each place is coded; ``by`` is ``words`` or ``characters``."""
    coded = _coded(project, rows, columns, selection)
    places, pieces = grounds.pieces(project, rows, columns, selection)
    ground = _placed(pieces, _same, _same)
    size = _ruler(project, by, ground.get(ALL, ()))
    wholes = {place: sum(size(source, own) for source, own in at.items()) for place, at in ground.items()}
    found: dict[Place, float] = {}
    for place, at in coded.items():
        its = places(place)
        under = sum(
            size(source, common(own, ground[its].get(source, []))) for source, own in at.items() if its in ground
        )
        found[place] = under / wholes[its] if wholes.get(its) else 0.0
    return parted(found, tallies.left_out(project, selection), whole=wholes.get(ALL, 0))


def parted(
    found: dict[Place, float] | dict[Place, int], left_out: int, *, whole: int = 0, unplaced: int | None = None
) -> Grid:  # fmt: skip
    """Return numbers at places as a grid: cells, totals of rows and of columns, the total."""
    totals = [place for place in found if () in place]
    rows = {row: found[row, column] for row, column in totals if column == () != row}
    columns = {column: found[row, column] for row, column in totals if row == () != column}
    total = found.get(ALL, 0)
    for place in totals:
        del found[place]
    return Grid(found, rows, columns, total, left_out, whole=whole, unplaced=unplaced)


def over(keys: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Yield a place on an axis by the keys of its levels, and all that stand over it, up to all places."""
    for deep in range(len(keys), -1, -1):
        yield tuple(keys[:deep])


def _coded(project: Project, rows: Axis, columns: Axis, selection: Selection) -> dict[Place, Stretches]:
    known: dict[int, Stretch] = {}  # One for each passage, however many places it stands at.
    some = (
        (m.row, m.column, m.source, known.setdefault(m.segment, (m.start, m.end)))
        for m in tallies.members(project, rows, columns, selection)
    )
    return _placed(some, rows.place, columns.place)


def _placed(
    some: Iterable[tuple[tuple[object, ...], tuple[object, ...], int, Stretch]],
    row_place: Callable[[Sequence[object]], object], column_place: Callable[[Sequence[object]], object],
) -> dict[Place, Stretches]:  # fmt: skip
    found: dict[Place, dict[int, set[Stretch]]] = {}
    for row, column, source, stretch in some:
        for high, wide in product(over(row), over(column)):
            place = row_place(high), column_place(wide)
            found.setdefault(place, {}).setdefault(source, set()).add(stretch)
    return {place: {source: merged(own) for source, own in at.items()} for place, at in found.items()}


def _same(keys: Sequence[object]) -> object:
    return keys


def _ruler(project: Project, by: str, sources: Iterable[int]) -> Ruler:
    if by == "characters":
        return lambda _source, stretches: length(stretches)
    starts = {key: array("L", (word.start for word in words(text))) for key, text in tallies.texts(project, sources)}
    return lambda source, stretches: starts_in(starts[source], stretches)
