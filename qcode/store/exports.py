"""Exported tables: kept in the audit trail, in entries that are not taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcode.domain.exported import Export
from qcode.store.changes import FIXED, unpack
from qcode.store.database import sql
from qcode.store.project import Project

ACT = "export"
_NAMING = sql(
    "SELECT c.created, k.name, c.payload FROM change c JOIN coder k ON k.id = c.coder_id "
    "WHERE c.act = 'export' AND c.summary LIKE ? ORDER BY c.id"
)


def find(project: Project, table: str) -> Export | None:
    """Return the export of a table; ``None`` if there is none, or it was purged."""
    return next((one for one in _named(project, f"%{table}%") if one.id == table), None)


def all_exports(project: Project) -> list[Export]:
    """Return what was exported, oldest first."""
    return list(_named(project, "%"))


def _named(project: Project, like: str) -> Iterator[Export]:
    for when, coder, payload in project.database.rows(_NAMING, (like,)):
        for _kind, _table, id, data in unpack(payload) if payload else ():
            columns = tuple(data["columns"])
            yield Export(**{**data, "id": id, "columns": columns, "when": when, "coder": coder})


def record(project: Project, title: str, tables: Sequence[Export]) -> None:
    """Keep the tables of an export as one entry, whose summary names them."""
    with project.change(ACT, f"{title} · {' '.join(one.id for one in tables)}", mode=FIXED) as change:
        change.operations += [["e", ACT, one.id, _data(one)] for one in tables]


def _data(one: Export) -> dict[str, object]:
    return {
        "kind": one.kind, "arguments": dict(one.arguments), "language": one.language, "title": one.title,
        "columns": list(one.columns), "cells": [list(row) for row in one.cells], "totals": one.totals,
    }  # fmt: skip
