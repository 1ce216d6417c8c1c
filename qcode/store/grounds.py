"""What there is to code: the text that the filters leave, by the places of a matrix that have text of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qcode.domain.axis import WITHIN, apart, levels
from qcode.domain.selection import Selection
from qcode.domain.stretches import Stretch, common, merged
from qcode.store import axes
from qcode.store.axes import Axis
from qcode.store.database import Row, sql
from qcode.store.project import Project
from qcode.store.selecting import condition

Piece = tuple[tuple[object, ...], tuple[object, ...], int, Stretch]
"""Keys of row and column (fewer than levels, for not all have text), key of the source, start and end."""
Places = Callable[[tuple[object, object]], tuple[object, object]]
"""Returns at which place of the text a place of the matrix lies."""

_WITH_TEXT = frozenset({"source", "case", "kind", "speaker", "attribute", "period"})
"""Axes whose places have text of their own; sets do where all of them are of sources."""
_OTHER_SETS = sql("SELECT 1 FROM study_set WHERE kind <> 'source' LIMIT 1")
_SAID = (
    "SELECT t.source_id, t.speaker_id, 0 AS segment_id, t.start_at, t.end_at FROM turn t "
    "UNION ALL SELECT s.id, NULL, 0, 0, s.chars FROM source s "
    "WHERE NOT EXISTS (SELECT 1 FROM turn u WHERE u.source_id = s.id)"
)
"""Turns, and texts without turns, as ``condition`` and the joins of axes can speak of them."""
_OF_CASES = (
    " UNION ALL SELECT g.source_id, g.speaker_id, g.id, g.start_at, g.end_at FROM segment g "
    "JOIN membership n ON n.segment_id = g.id"
)
"""Passages that are all of a case's text; only what is said in them counts."""


def pieces(project: Project, rows: Axis, columns: Axis, selection: Selection) -> tuple[Places, list[Piece]]:
    """Return the text that there is to code, and where in it the places of a matrix lie.

    Args:
        project: The study.
        rows: One axis of the matrix.
        columns: The other.
        selection: The filters; those that name texts, cases or speakers narrow it.

    Raises:
        UnknownName: If a filter names what the project does not have.
    """
    has_sets = project.database.row(_OTHER_SETS) is None
    kept = [_levels_with_text(one.name, has_sets=has_sets) for one in (rows, columns)]
    sides = [
        axes.axis(project, WITHIN.join(apart(one.name)[at] for at in own), side, rolled_up=False) if own else None
        for one, own, side in zip((rows, columns), kept, "rc", strict=True)
    ]
    found = _read(project, [side for side in sides if side], _of_texts(selection, has_sets=has_sets))
    wide = len(kept[0])
    said = _said(project, selection)
    some = [
        (row[:wide], row[wide:-3], row[-3], piece)
        for row in found
        for piece in common([(row[-2], row[-1])], said.get(row[-3], []))
    ]

    def places(place: tuple[object, object]) -> tuple[object, object]:
        return _told(rows, place[0], kept[0]), _told(columns, place[1], kept[1])

    return places, some


def _levels_with_text(asked: str, *, has_sets: bool) -> list[int]:
    return [
        at for at, level in enumerate(levels(asked)) if level.kind in _WITH_TEXT or (has_sets and level.kind == "set")
    ]


def _of_texts(selection: Selection, *, has_sets: bool) -> Selection:
    """Return what of the filters speaks of texts and who speaks in them, not of codings."""
    return Selection(
        sources=selection.sources, cases=selection.cases, speakers=selection.speakers, where=selection.where,
        sets=selection.sets if has_sets else (), all_speakers=selection.all_speakers,
    )  # fmt: skip


def _read(project: Project, sides: Sequence[Axis], selection: Selection) -> list[Row]:
    where = condition(project, selection, listing=False)
    keys = "".join(f"{key}, " for side in sides for key in side.keys)
    placed = "".join(f" AND {key} IS NOT NULL" for side in sides for key in side.keys)
    statement = (
        f"SELECT DISTINCT {keys}c.source_id, c.start_at, c.end_at FROM ({_SAID}{_OF_CASES}) c "
        f"{''.join(side.joins for side in sides)}WHERE {where.text}{placed}"
    )
    values = (*(value for side in sides for value in side.values), *where.values)
    return project.database.rows(statement, values)


def _said(project: Project, selection: Selection) -> dict[int, list[Stretch]]:
    """Return what is said in each source by those who count."""
    found: dict[int, list[Stretch]] = {}
    where = condition(project, Selection(all_speakers=selection.all_speakers), listing=False)
    for source, start, end in project.database.rows(
        f"SELECT c.source_id, c.start_at, c.end_at FROM ({_SAID}) c WHERE {where.text}", where.values
    ):
        found.setdefault(source, []).append((start, end))
    return {source: merged(own) for source, own in found.items()}


def _told(axis: Axis, place: object, kept: Iterable[int]) -> tuple[object, ...]:
    """Return the keys of a place's levels that have text; none where all places are meant."""
    if place == ():
        return ()
    keys = place if isinstance(place, tuple) else (place,)
    return tuple(keys[at] for at in kept if at < len(keys))
