"""Where the places that an older change speaks of are now, after the text was corrected.

A payload names places of the text as it was then. To take that change back, what it names is moved through every
correction made since. Corrections that were taken back again leave no trace, so that what they moved is exactly where
it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qcode.domain.correction import Correction, Shift
from qcode.domain.span import Span
from qcode.store.changes import CORRECTING, PLACE, REDO, UNDO, Operation, unpack
from qcode.store.database import sql
from qcode.store.project import Project
from qcode.store.rewriting import not_there

_SINCE = sql(
    "SELECT c.mode, COALESCE(c.target_id, c.id), c.payload FROM change c LEFT JOIN change t ON t.id = c.target_id "
    f"WHERE c.id > ? AND COALESCE(t.act, c.act) IN ({', '.join(repr(act) for act in CORRECTING)}) "
    "AND c.payload IS NOT NULL ORDER BY c.id"
)

EDGES = {"start_at": Shift.start, "end_at": Shift.end}
"""Column → how such a place moves."""
_KEY = sql("SELECT id FROM change WHERE uuid = ?")
_LATEST = sql(
    "SELECT c.uuid FROM change c LEFT JOIN change t ON t.id = c.target_id "
    f"WHERE COALESCE(t.act, c.act) IN ({', '.join(repr(act) for act in CORRECTING)}) ORDER BY c.id DESC LIMIT 1"
)

Shifts = dict[str, list[Shift]]
"""Id of a source → the corrections of its text, one after the other."""


def since(project: Project, change: int) -> Shifts:
    """Return the corrections made after a change, by its key; those that were taken back again are left out."""
    made: dict[str, list[tuple[int, Shift]]] = {}
    for mode, act, payload in project.database.rows(_SINCE, (change,)):
        corrected: dict[str, list[Shift]] = {}
        for kind, _table, uuid, *rest in unpack(payload):
            if kind == "t":
                corrected.setdefault(uuid, []).append(shift_of(rest[0]))
        for source, shifts in corrected.items():
            known = made.setdefault(source, [])
            latest = [number for number, (one, _shift) in enumerate(known) if one == act]
            if mode in (UNDO, REDO) and latest and latest == list(range(len(known) - len(shifts), len(known))):
                del known[latest[0] :]
            else:
                known += [(act, shift) for shift in shifts]
    return {source: [shift for _act, shift in known] for source, known in made.items() if known}


def latest(project: Project) -> str:
    """Return what differs whenever the text of a source was corrected: the id of the latest change that did so."""
    return str(project.database.value(_LATEST) or "")


def is_corrected_since(project: Project, source: str, seen: str) -> bool:
    """Say whether the text of a source was corrected after ``latest`` gave an answer."""
    if latest(project) == seen:
        return False
    key = project.database.value(_KEY, (seen,)) if seen else 0
    return key is None or source in since(project, key)


def shift_of(logged: Sequence[Sequence[Any]]) -> Shift:
    """Return the corrections of a logged operation."""
    return Shift(Correction(position, removed, inserted) for position, removed, inserted in logged)


def displaced(operations: Sequence[Operation], shifts: Shifts) -> list[Operation]:
    """Return the operations of a change, naming places of the text as it is after corrections.

    Raises:
        Conflict: If a place is gone, or a correction among the operations was corrected again.
    """
    shifts = {source: list(some) for source, some in shifts.items()}
    found: list[Operation] = []
    # Only a correction moves edges of what it leaves standing, and it is of one text.
    home = next((uuid for kind, _table, uuid, *_rest in operations if kind == "t"), "")
    # What stands last was done last: its places are those of the text that the later corrections found.
    for operation in reversed(operations):
        kind, _table, uuid, *rest = operation
        if kind == "t" and shifts.get(uuid):
            found.append(["t", "source", uuid, _commuted(shift_of(rest[0]), shifts[uuid])])
        elif kind == "p" and shifts.get(uuid):
            part, taken, put = rest
            found.append(["p", "source", uuid, part, *(_rows(part, rows, shifts[uuid]) for rows in (taken, put))])
        elif kind in ("d", "u"):
            found.append(_moved(operation, shifts, home))
        else:
            found.append(operation)
    return found[::-1]


def _commuted(made: Shift, later: list[Shift]) -> list[list[object]]:
    """Return corrections as if they had been made last; ``later`` becomes what came after them without them."""
    back = made.opposite()
    for number, shift in enumerate(later):
        if any(shift.meets(one.position, one.end) for one in back.corrections):
            raise not_there()
        moved = [Correction(shift.start(one.position), one.removed, one.inserted) for one in back.corrections]
        later[number] = Shift(
            Correction(back.start(one.position), one.removed, one.inserted) for one in shift.corrections
        )
        back = Shift(moved)
    return [[one.position, one.removed, one.inserted] for one in back.opposite().corrections]


def _moved(operation: Operation, shifts: Shifts, home: str) -> Operation:
    kind, table, uuid, columns = operation
    columns = dict(columns)
    if kind == "d":
        _move_row(table, columns, shifts)
        return [kind, table, uuid, columns]
    if table == "source" and (some := shifts.get(uuid)):
        for part in columns.keys() & {"turns", "marks"}:
            columns[part] = [_rows(part, columns[part][0], some), columns[part][1]]
        if "text" in columns:
            raise not_there()
    if PLACE in columns:
        columns[PLACE] = [_place(place, shifts) for place in columns[PLACE]]
    for edge in columns.keys() & EDGES.keys() if table in ("segment", "asked") else ():
        columns[edge] = [_edge(edge, place, shifts.get(home, ())) for place in columns[edge]]
    return [kind, table, uuid, columns]


def _edge(edge: str, place: int, shifts: Sequence[Shift]) -> int:
    for shift in shifts:
        place = EDGES[edge](shift, place)
    return place


def _move_row(table: str, row: dict[str, Any], shifts: Shifts) -> None:
    if place := row.get(PLACE):
        is_one = isinstance(place, list)
        row[PLACE] = _place(place, shifts) if is_one else {name: _place(one, shifts) for name, one in place.items()}
    some: Sequence[Shift] = shifts.get(row.get("source_id") or "", ()) if "start_at" in row else ()
    if some and "end_at" in row:
        row["start_at"], row["end_at"] = _span(row["start_at"], row["end_at"], some)
    elif some:
        row["start_at"] = _edge("start_at", row["start_at"], some)


def _place(place: list[Any], shifts: Mapping[str, Sequence[Shift]]) -> list[Any]:
    if not place or not shifts.get(place[0]):
        return place
    source, start, end = place
    return [source, *_span(start, end, shifts[source])]


def _span(start: int, end: int, shifts: Sequence[Shift]) -> tuple[int, int]:
    span: Span | None = Span(start, end)
    for shift in shifts:
        span = shift.span(span) if span is not None else None
    if span is None:
        raise not_there()
    return span.start, span.end


def _rows(part: str, rows: Sequence[Sequence[Any]], shifts: Sequence[Shift]) -> list[list[Any]]:
    found = [list(row) for row in rows]
    for shift in shifts:
        if part == "marks":
            found = [[shift.start(position), seconds] for position, seconds in found]
            continue
        spans = shift.turns(Span(start, end) for start, end, _speaker in found)
        found = [[span.start, span.end, row[2]] for span, row in zip(spans, found, strict=True) if span is not None]
    return found
