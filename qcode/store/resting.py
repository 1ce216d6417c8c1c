"""What rests on an act: the newer changes without which it cannot be taken back.

An act rests on another if it changed or removed a row that the other made, changed the same column of the same row,
made a row that names a row of the other, or removed a row that would be named by what comes back. Corrections of a
text move places and do not count: what is taken back is moved along with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qcode.domain.study import ChangeEntry
from qcode.store import history
from qcode.store.changes import PLACE, UNDO, Change, Operation, unpack
from qcode.store.database import sql
from qcode.store.displacing import EDGES
from qcode.store.project import Project

_NEWER = sql("SELECT id, mode, COALESCE(target_id, id) FROM change WHERE id > ? ORDER BY id")
_PAYLOAD = sql("SELECT uuid, payload FROM change WHERE id = ?")
_BY_UUID = frozenset({"memo", "link"})
"""Tables whose rows name rows of any table."""
_FOLLOWS = frozenset({PLACE, *EDGES})
"""Columns that say where something stands, which follows from the text."""


@dataclass(slots=True)
class _Footing:
    """What an act stands for in the file as it is now."""

    made: dict[str, str] = field(default_factory=dict)
    """UUID → table of each row it made; segments are shared by all and left out."""
    changed: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Table and UUID → columns."""
    named: set[str] = field(default_factory=set)
    """What the rows and values that would come back speak of."""


def on(project: Project, applied: int, operations: Iterable[Operation], most: int = 5) -> list[ChangeEntry]:
    """Return the newer changes that rest on an act, oldest first.

    Args:
        project: The study.
        applied: Key of the change that applied the act last.
        operations: What that change did.
        most: How many are enough to know.
    """
    footing = _footing(operations)
    reader = Change(project.database, project.schema, "", "")
    numbers: dict[str, ChangeEntry] = {}
    found: list[ChangeEntry] = []
    for key in _standing(project, applied):
        uuid, payload = project.database.row(_PAYLOAD, (key,)) or ("", None)
        if payload is not None and _rests(project, reader, footing, unpack(payload)):
            numbers = numbers or {entry.id: entry for entry in history.entries(project)}
            found.append(numbers[uuid])
            if len(found) == most:
                break
    return found


def _standing(project: Project, applied: int) -> Iterator[int]:
    """Yield the newer changes whose effect is still there: acts that stand, and older ones taken back since."""
    acts: dict[int, list[tuple[int, str]]] = {}
    for key, mode, act in project.database.rows(_NEWER, (applied,)):
        acts.setdefault(act, []).append((key, mode))
    for act, changes in acts.items():
        last, mode = changes[-1]
        is_new = act > applied
        if mode != UNDO if is_new else len(changes) % 2:
            yield last


def _footing(operations: Iterable[Operation]) -> _Footing:
    found = _Footing()
    for kind, table, uuid, *rest in operations:
        if table == "segment":
            continue
        if kind == "i":
            found.made[uuid] = table
        elif kind == "d":
            found.named |= set(_words(rest[0].values()))
        elif kind == "u":
            found.changed.setdefault((table, uuid), set()).update(rest[0].keys() - _FOLLOWS)
            found.named |= set(_words(old for old, _new in rest[0].values()))
        elif kind == "p":
            found.changed.setdefault((table, uuid), set()).add(rest[0])
    return found


def _rests(project: Project, reader: Change, footing: _Footing, operations: Iterable[Operation]) -> bool:
    return any(_is_in_the_way(project, reader, footing, one) for one in operations if one[1] != "segment")


def _is_in_the_way(project: Project, reader: Change, footing: _Footing, operation: Operation) -> bool:
    kind, table, uuid, *rest = operation
    if kind == "i":
        if not _may_name(project, table, footing) or not reader.knows(table, uuid):
            return False
        return any(word in footing.made for word in _words(reader.read(table, uuid, ()).values()))
    changed = footing.changed.get((table, uuid), set())
    if kind == "d":
        return uuid in footing.made or bool(changed) or uuid in footing.named
    if kind == "u":
        columns = rest[0].keys() - _FOLLOWS
        is_named = any(word in footing.made for word in _words(new for _old, new in rest[0].values()))
        return is_named or (uuid in footing.made and bool(columns)) or bool(columns & changed)
    return uuid in footing.made or (kind == "p" and rest[0] in changed)


def _may_name(project: Project, table: str, footing: _Footing) -> bool:
    """Say whether a row of a table can name what an act made, so that not every row has to be read."""
    made = set(footing.made.values())
    if not made:
        return False
    # What stands in a text names the text through its segment.
    return table in _BY_UUID or "source" in made or bool(made & set(project.schema.table(table).references.values()))


def _words(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _words(value)
        elif isinstance(value, dict):
            yield from _words(value.values())
