"""What tables a project file has, learned from the file itself.

The change log speaks of rows by table, UUID and column, and of other rows by UUID. To turn that into integer
keys and back it must know each table's columns and foreign keys: the file says them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qcode.store.database import Database, sqlite_only

DERIVED = {"source": {"chars", "words"}, "segment": {"speaker_id"}, "coding": {"source_id", "speaker_id"}}
"""Columns that are computed from others and so are never logged."""

_COLUMNS = sqlite_only('SELECT name, type, dflt_value, "notnull" FROM pragma_table_info(?)')
_KEYS = sqlite_only('SELECT "from", "table" FROM pragma_foreign_key_list(?)')


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have UUIDs."""

    name: str
    columns: tuple[str, ...]
    """All but ``id`` and ``uuid`` and the derived ones, in order."""
    references: dict[str, str]
    """Column → table it points to, for columns that hold another row's key."""
    json: frozenset[str]
    """Columns that hold JSON."""
    defaults: dict[str, Any]
    """Column → what is written where a row to be inserted does not name it."""
    select: str
    """Reads ``id`` and ``columns`` of the row with a UUID."""
    insert: str
    """Writes ``uuid`` and ``columns``."""


class Schema:
    """The tables of one open project."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """Return a table by its name."""
        if name not in self._tables:
            self._tables[name] = self._learn(name)
        return self._tables[name]

    def _learn(self, name: str) -> Table:
        rows = self._database.rows(_COLUMNS, (name,))
        typed: dict[str, str] = {column: kind for column, kind, *_rest in rows}
        hidden = {"id", "uuid"} | DERIVED.get(name, set())
        columns = tuple(column for column in typed if column not in hidden)
        listed = ", ".join(columns)
        return Table(
            name=name,
            columns=columns,
            references={c: t for c, t in self._database.rows(_KEYS, (name,)) if c in columns},
            json=frozenset(column for column in columns if typed[column].upper() == "JSON"),
            defaults={
                column: _value(default, kind)
                for column, kind, default, is_needed in rows
                if column in columns and (default or not is_needed)
            },
            select=f"SELECT id, {listed} FROM {name} WHERE uuid = ?",
            insert=f"INSERT INTO {name} (uuid, {listed}) VALUES (?{', ?' * len(columns)})",
        )


def _value(default: str | None, kind: str) -> object:
    """Return a default as a value of its column."""
    if default is None:
        return None
    text = default.strip("'")
    if kind.upper() == "JSON":
        return json.loads(text)
    return int(text) if kind.upper() == "INTEGER" else text
