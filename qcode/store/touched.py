"""The rows that a change touched, each under the name a person knows it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qcode.store.changes import PLACE, Change, Operation, unpack
from qcode.store.database import sql
from qcode.store.displacing import EDGES
from qcode.store.project import Project

_PAYLOAD = sql("SELECT payload FROM change WHERE uuid = ?")
_NAMES = {
    "code": sql("SELECT COALESCE(NULLIF(key, ''), name) FROM code WHERE uuid = ?"),
    "source": sql("SELECT name FROM source WHERE uuid = ?"),
    "study_case": sql("SELECT name FROM study_case WHERE uuid = ?"),
    "attribute": sql("SELECT name FROM attribute WHERE uuid = ?"),
    "question": sql("SELECT text FROM question WHERE uuid = ?"),
    "study_set": sql("SELECT name FROM study_set WHERE uuid = ?"),
    "speaker": sql("SELECT label FROM speaker WHERE uuid = ?"),
    "codebook": sql("SELECT name FROM codebook WHERE uuid = ?"),
}
_OWN_NAME = ("key", "name", "label", "text", "value", "note", "kind")
"""Columns that a row may be known by, the first that says something."""
_OF = {
    "code_id": "code", "source_id": "source", "case_id": "study_case", "attribute_id": "attribute",
    "question_id": "question", "set_id": "study_set", "speaker_id": "speaker",
}  # fmt: skip
_HIDDEN = frozenset({PLACE, *EDGES, "position", "created", "coder_id"})


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a change made, changed or removed."""

    kind: str
    """``i`` made, ``d`` removed, ``u`` changed, ``t`` words corrected, ``p`` part of a text put in place of another,
    ``e`` a table exported."""
    table: str
    name: str
    """What it is called; empty where it is gone and the change does not say."""
    columns: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    """Of what was changed: column → old and new value; ``None`` where the trail keeps only one."""


def by(project: Project, change: str, most: int = 200) -> tuple[list[Touched], int]:
    """Return what a change touched and how much there is more.

    Args:
        project: The study.
        change: Its id.
        most: How many rows are told.
    """
    payload = project.database.value(_PAYLOAD, (change,))
    if payload is None:
        return [], 0
    # A segment comes and goes with what stands on it, and is told there.
    operations = [one for one in unpack(payload) if one[1] != "segment" or one[0] == "u"]
    names = _Names(project)
    return [names.told(one) for one in operations[:most]], max(len(operations) - most, 0)


class _Names:
    """Names of rows, each looked up once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._reader = Change(project.database, project.schema, "", "")
        self._known: dict[tuple[str, str], str] = {}

    def told(self, operation: Operation) -> Touched:
        kind, table, uuid, *rest = operation
        if kind == "e":
            return Touched(kind, table, f"{uuid} · {rest[0]['title']}")
        row = rest[0] if kind == "d" else self._row(table, uuid)
        name = self._called(table, row)
        if kind == "u":
            columns = {
                column: (self._value(column, old), self._value(column, new))
                for column, (old, new) in rest[0].items()
                if column not in _HIDDEN
            }
            return Touched(kind, table, name, columns)
        if kind == "t":
            return Touched(kind, table, name, {"text": _words_of(rest[0])})
        return Touched(kind, table, name, {rest[0]: (None, None)} if kind == "p" else {})

    def _row(self, table: str, uuid: str) -> Mapping[str, Any]:
        return self._reader.read(table, uuid, ()) if self._reader.knows(table, uuid) else {}

    def _called(self, table: str, row: Mapping[str, Any]) -> str:
        own = next((str(row[column]) for column in _OWN_NAME if row.get(column)), "")
        about = [self._name_of(other, row[column]) for column, other in _OF.items() if row.get(column)]
        place = row.get(PLACE)
        if isinstance(place, list) and len(place) == 3:
            about.append(f"{self._name_of('source', place[0])} {place[1]}–{place[2]}")
        parts = [own] if table in _NAMES else [*about, own]
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def _value(self, column: str, value: object) -> object:
        return self._name_of(_OF[column], str(value)) if column in _OF and value else value

    def _name_of(self, table: str, uuid: str) -> str:
        if (table, uuid) not in self._known:
            self._known[table, uuid] = str(self._project.database.value(_NAMES[table], (uuid,)) or "")
        return self._known[table, uuid]


def _words_of(corrections: list[list[Any]]) -> tuple[str, str]:
    removed, inserted = ((" … ".join(str(one[at]) for one in corrections)) for at in (1, 2))
    return removed, inserted
