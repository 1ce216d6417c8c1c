"""The audit trail as a list, and what it says of one row or of a table."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

_STANDING = sql(
    "SELECT c.created, k.name, c.act, c.summary, c.payload FROM change c JOIN coder k ON k.id = c.coder_id "
    "WHERE c.payload IS NOT NULL AND c.mode IN ('do', 'fixed') AND COALESCE((SELECT l.mode FROM change l "
    "WHERE l.target_id = c.id ORDER BY l.id DESC LIMIT 1), '') <> 'undo' ORDER BY c.id"
)


_LAST_REVERSED = sql("SELECT c.act FROM change u JOIN change c ON c.id = u.target_id ORDER BY u.id DESC LIMIT 1")


@dataclass(frozen=True, slots=True)
class Deed:
    """A change that stands, with what it did to the rows of a table."""

    when: str
    """ISO time in UTC."""
    coder: str
    act: str
    summary: str
    operations: Sequence[Operation]
    """As the log has them (``store.changes``), of that table alone."""


def act_last_reversed(project: Project) -> str:
    """Return which act was last taken back or done again, as the trail names it; empty if none ever was."""
    found = project.database.row(_LAST_REVERSED)
    return str(found[0]) if found else ""


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


def on_table(project: Project, table: str) -> list[Deed]:
    """Return the changes that touched a table and were not taken back, oldest first; it reads the whole trail.

    Changes whose content was purged are passed over.
    """
    named = f'"{table}",'.encode()
    found: list[Deed] = []
    for when, coder, act, summary, payload in project.database.each(_STANDING):
        written = zlib.decompress(payload)
        operations = [one for one in json.loads(written) if one[1] == table] if named in written else []
        if operations:
            found.append(Deed(when, coder, act, summary, operations))
    return found


def _on(operations: list[Operation], table: str, uuid: str, head: tuple[str, str, str]) -> Iterator[RowChange]:
    for kind, where, which, *rest in operations:
        if where == table and which == uuid:
            columns = {column: (old, new) for column, (old, new) in rest[0].items()} if kind == "u" else {}
            yield RowChange(*head, kind, columns)
