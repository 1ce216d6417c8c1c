"""The audit trail as a list."""

from __future__ import annotations

from qcode.domain.study import ChangeEntry
from qcode.store.database import sql
from qcode.store.project import Project

_ENTRIES = sql(
    "SELECT c.id, c.uuid, c.created, k.name, c.act, c.summary, "
    "COALESCE((SELECT l.mode FROM change l WHERE l.target_id = c.id ORDER BY l.id DESC LIMIT 1), '') "
    "FROM change c JOIN coder k ON k.id = c.coder_id ORDER BY c.id"
)


def entries(project: Project) -> list[ChangeEntry]:
    """Return all changes, newest last."""
    return [
        ChangeEntry(number, uuid, when, coder, act, summary, last == "undo")
        for number, (_key, uuid, when, coder, act, summary, last) in enumerate(project.database.rows(_ENTRIES), 1)
    ]
