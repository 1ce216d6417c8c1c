"""Erasing a source for good: its rows, and all that the audit trail keeps of them.

What was done to a source stands in payloads of the trail, so that it can be taken back. A purge takes those operations
out of every payload: a payload of which nothing is left is emptied, its entry stays. Which rows are meant is learned
from the file and, for what is gone already, from the payloads themselves, round by round until nothing new is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qcode.store.changes import PLACE, Operation, pack, unpack
from qcode.store.database import sql, sqlite_only
from qcode.store.project import Project

_PAYLOADS = sql("SELECT id, payload FROM change WHERE payload IS NOT NULL ORDER BY id")
_REWRITE = sql("UPDATE change SET payload = ? WHERE id = ?")
_EMPTY = sql("UPDATE change SET payload = NULL WHERE id = ?")
_SAY_NOTHING = sql("UPDATE change SET summary = ? WHERE id = ?")
_OWNED = (
    sql("SELECT x.uuid FROM segment x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM speaker x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM coding x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM membership x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM attribute_value x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM set_member x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM asked x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql("SELECT x.uuid FROM summary x JOIN source s ON s.id = x.source_id WHERE s.uuid = ?"),
    sql(
        "SELECT x.uuid FROM consent x JOIN segment g ON g.id = x.segment_id JOIN source s ON s.id = g.source_id "
        "WHERE s.uuid = ?"
    ),
)
_MEMOS = sql("SELECT uuid, target FROM memo")
_LINKS = sql("SELECT uuid, origin, target FROM link")
_MERGE_INDEX = sqlite_only("INSERT INTO paragraph_fts (paragraph_fts) VALUES ('optimize')")
_VACUUM = sqlite_only("VACUUM")

OWNERS = ("source_id", "segment_id", "speaker_id", "target", "origin")
"""Columns of a logged row that name what it belongs to."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What the trail lost."""

    entries: int
    """Of which something was erased."""
    emptied: int
    """Of which nothing is left; they cannot be taken back any more."""


def removed_sources(project: Project) -> dict[str, str]:
    """Return id and last name of the sources that are gone from the project and still stand in its trail."""
    found: dict[str, str] = {}
    for _key, operations in _trail(project):
        for kind, table, uuid, *rest in operations:
            if (kind, table) == ("d", "source"):
                found[uuid] = rest[0]["name"]
    there = {uuid for (uuid,) in project.database.rows("SELECT uuid FROM source")}
    return {uuid: name for uuid, name in found.items() if uuid not in there}


def belongings(project: Project, source: str) -> set[str]:
    """Return the ids of all rows, there or gone, that belong to a source, and its own."""
    owned = {source}
    for statement in _OWNED:
        owned |= {uuid for (uuid,) in project.database.rows(statement, (source,))}
    trail = [operation for _key, operations in _trail(project) for operation in operations]
    memos, links = project.database.rows(_MEMOS), project.database.rows(_LINKS)
    before = 0
    while before != len(owned):
        before = len(owned)
        owned |= {uuid for uuid, target in memos if target in owned}
        owned |= {uuid for uuid, *ends in links if owned.intersection(ends)}
        owned |= {operation[2] for operation in trail if _belongs(operation, owned)}
    return owned


def erase(project: Project, owned: set[str], instead: str) -> Erased:
    """Take all operations on rows out of the trail, within a change.

    Args:
        project: The study.
        owned: Ids of the rows.
        instead: What an entry says of which nothing is left; what it said may be words of the source.
    """
    entries = emptied = 0
    for key, operations in list(_trail(project)):
        kept = [operation for operation in operations if not _concerns(operation, owned)]
        if len(kept) == len(operations):
            continue
        entries += 1
        if kept:
            project.database.run(_REWRITE, (pack(kept), key))
        else:
            emptied += 1
            project.database.run(_EMPTY, (key,))
            project.database.run(_SAY_NOTHING, (instead, key))
    return Erased(entries, emptied)


def squeeze(project: Project) -> None:
    """Write the file anew, so that nothing of what was erased is left in it; not within a change."""
    project.database.run(_MERGE_INDEX)
    project.database.run(_VACUUM)
    project.database.checkpoint()


def _trail(project: Project) -> Iterator[tuple[int, list[Operation]]]:
    for key, payload in project.database.rows(_PAYLOADS):
        yield key, unpack(payload)


def _belongs(operation: Operation, owned: set[str]) -> bool:
    kind, _table, uuid, *rest = operation
    if kind not in ("d", "u") or uuid in owned:
        return False
    row: dict[str, Any] = rest[0]
    if kind == "u":  # Where a coding or a memo moved from or to.
        return any(_place_in(each, owned) for each in row.get(PLACE, ()))
    return any(row.get(column) in owned for column in OWNERS) or _place_in(row.get(PLACE), owned)


def _concerns(operation: Operation, owned: set[str]) -> bool:
    kind, _table, uuid, *rest = operation
    if uuid in owned:
        return True
    if kind == "e":  # A table that quotes them.
        return any(id in owned for row in rest[0]["cells"] for cell in row if isinstance(cell, list) for id in cell)
    if kind == "t":  # A corrected text names its source where others have a table.
        return operation[1] in owned
    if kind == "u":  # A row that only named one of them.
        return any(value in owned for change in rest[0].values() if isinstance(change, list) for value in change
                   if isinstance(value, str))  # fmt: skip
    return False


def _place_in(place: object, owned: set[str]) -> bool:
    return isinstance(place, list) and bool(place) and place[0] in owned
