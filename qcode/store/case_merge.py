"""Two cases become one: what rests on the one rests on the other afterwards."""

from __future__ import annotations

from typing import Any

from qcode.store import dependents
from qcode.store.changes import Change
from qcode.store.database import sql
from qcode.store.project import Project

_ROWS = {
    table: sql(f"SELECT x.uuid FROM {table} x JOIN study_case c ON c.id = x.case_id WHERE c.uuid = ? ORDER BY x.id")
    for table in ("membership", "attribute_value", "set_member", "consent", "summary")
}
_SAYS = {
    "membership": ("source_id", "speaker_id", "segment_id"),
    "attribute_value": ("attribute_id", "value", "origin_id", "segment_id"),
    "set_member": ("set_id",),
    "summary": ("code_id", "question_id"),
}
"""Table → columns in which two rows are the same but for their case; of consent every row stands."""


def hand_over_case(project: Project, change: Change, case: str, into: str) -> None:
    """Let all that rests on a case rest on another.

    What both have stands once; values that differ stand side by side; of two summaries of one cell the texts are
    put together.
    """
    dependents.hand_over(project, change, case, into)
    for table, statement in _ROWS.items():
        known = {
            _said(table, change.read(table, row)): row
            for (row,) in project.database.rows(statement, (into,))
            if table in _SAYS
        }
        for (row,) in project.database.rows(statement, (case,)):
            values = change.read(table, row)
            same = known.get(_said(table, values)) if table in _SAYS else None
            if same is None:
                change.update(table, row, {"case_id": into})
                continue
            if table == "summary":
                text = f"{change.read(table, same)['text']}\n\n{values['text']}"
                change.update(table, same, {"text": text.strip()})
            dependents.hand_over(project, change, row, same)
            change.delete(table, row)


def _said(table: str, row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[column] for column in _SAYS[table])
