"""The audit trail as a list, and what it says of one row."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from qcode.domain.study import ChangeEntry, RowChange
from qcode.store.changes import Operation
from qcode.store.database import sql
from qcode.store.project import Project

_ENTRIES = sql(
    "SELECT c.id, c.uuid, c.created, k.name, c.act, c.summary, "
    "COALESCE((SELECT l.mode FROM change l WHERE l.target_id = c.id ORDER BY l.id DESC LIMIT 1), '') "
    "FROM change c JOIN coder k ON k.id = c.coder_id ORDER BY c.id"
)
_PAYLOADS = sql(
    "SELECT c.created, k.name, c.act, c.payload FROM change c JOIN coder k ON k.id = c.coder_id "
    "WHERE c.payload IS NOT NULL ORDER BY c.id"
)


def entries(project: Project) -> list[ChangeEntry]:
    """Return all changes, newest last."""
    return [
        ChangeEntry(number, uuid, when, coder, act, summary, last == "undo")
        for number, (_key, uuid, when, coder, act, summary, last) in enumerate(project.database.rows(_ENTRIES), 1)
    ]


def of_row(project: Project, table: str, uuid: str) -> list[RowChange]:
    """Return what was done to a row, oldest first; it reads the whole trail, so let a screen ask in a thread.

    Changes whose content was purged are passed over.
    """
    named = uuid.encode()
    found: list[RowChange] = []
    for when, coder, act, payload in project.database.each(_PAYLOADS):
        written = zlib.decompress(payload)
        if named in written:  # Few changes name the row, and only those are worth reading.
            found += _on(json.loads(written), table, uuid, (when, coder, act))
    return found


def _on(operations: list[Operation], table: str, uuid: str, head: tuple[str, str, str]) -> Iterator[RowChange]:
    for kind, where, which, *rest in operations:
        if where == table and which == uuid:
            columns = {column: (old, new) for column, (old, new) in rest[0].items()} if kind == "u" else {}
            yield RowChange(*head, kind, columns)
