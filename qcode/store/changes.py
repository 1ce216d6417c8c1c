"""The gate: the one place where a project is changed, and the log of how to take it back.

Each act of a user is one ``Change``: one transaction, one entry of the audit trail. Its operations are

* ``["i", table, uuid]``: a row was inserted; the row itself says what;
* ``["d", table, uuid, row]``: a row was deleted; the whole row is kept;
* ``["u", table, uuid, {column: [old, new]}]``: columns were changed;
* ``["t", "source", uuid, [[position, removed, inserted], …]]``: words of a text were corrected, in places of the text
  before, and all that stands in it was moved along;
* ``["p", "source", uuid, part, [rows taken], [rows put]]``: some rows of a part were put in place of others;
* ``["e", "export", id, data]``: a table was exported (``store/exports.py``), which changes nothing.

Rows name other rows by UUID. The parts of a source (text, turns …) are columns here; of a changed part only the old
value is kept, the new one is in the file. All operations of an act are one compressed payload.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from qcode.domain.correction import Shift
from qcode.domain.identity import new_id
from qcode.domain.text import need_storable
from qcode.language import _
from qcode.store import derived, parts, rewriting
from qcode.store.database import Conflict, Database, sql
from qcode.store.schema import Schema

Operation = list[Any]
Rows = Sequence[Sequence[object]]

DO, UNDO, REDO, FIXED = "do", "undo", "redo", "fixed"
"""Modes of a change: an act, the taking back of one, its coming again, and one that cannot be taken back."""

_RECORD = sql(
    "INSERT INTO change (uuid, coder_id, created, act, summary, mode, target_id, payload) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEGMENT_SPAN = sql("SELECT source_id, start_at, end_at FROM segment WHERE id = ?")
_SPEAKER_OF = sql("SELECT speaker_id FROM segment WHERE id = ?")
_PLACE = sql("SELECT s.uuid, g.start_at, g.end_at FROM segment g JOIN source s ON s.id = g.source_id WHERE g.uuid = ?")
_NEEDED = sql("SELECT 1 FROM memo WHERE target = ? UNION ALL SELECT 1 FROM link WHERE origin = ? OR target = ? LIMIT 1")
"""Whether a memo or a link speaks of a row; they name it by UUID, so that the database cannot tell."""
_INSERT_CODING = sql(
    "INSERT INTO coding (uuid, segment_id, code_id, coder_id, source_id, speaker_id, created, weight, typical) "
    "VALUES (?, ?, ?, ?, (SELECT source_id FROM segment WHERE id = ?), (SELECT speaker_id FROM segment WHERE id = ?), "
    "?, ?, ?)"
)


SMALL = 512
"""Bytes of operations below which they are packed with the smallest window."""
CORRECTING = ("correct", "update")
"""Acts that may correct a text; only their changes are looked through for where older places are now."""
PLACE = "place"
"""In the log beside the segment of what rests on one: source, start and end of it."""
RESTING = frozenset({"coding", "membership", "attribute_value", "consent"})
"""Tables whose rows may name a segment; a memo names one as its target."""
SEGMENT_AT = sql(
    "SELECT g.uuid FROM segment g JOIN source s ON s.id = g.source_id "
    "WHERE s.uuid = ? AND g.start_at = ? AND g.end_at = ? ORDER BY g.id LIMIT 1"
)


def now() -> str:
    """Return the time as the project writes it: ISO, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def pack(operations: list[Operation]) -> bytes:
    """Return operations as a payload."""
    written = json.dumps(operations, ensure_ascii=False, separators=(",", ":")).encode()
    # A quarter of a megabyte is laid out for the usual window: for one coding that takes longer than all the rest.
    packer = zlib.compressobj(3, zlib.DEFLATED, 9, 1) if len(written) < SMALL else zlib.compressobj(3)
    return packer.compress(written) + packer.flush()


def unpack(payload: bytes) -> list[Operation]:
    """Return the operations of a payload."""
    operations: list[Operation] = json.loads(zlib.decompress(payload))
    return operations


class Change:
    """An act under way: every row it touches goes through here.

    Args:
        database: The file that is changed; a transaction is under way.
        schema: Its tables.
        act: The verb, such as ``code``.
        summary: What is done, for the audit trail; may be set later.
        mode: ``do``, ``undo``, ``redo`` or ``fixed``.
        target: The key of the change that is taken back or done again.
        coder: Key and UUID of who acts, if they are known yet.
    """

    def __init__(
        self, database: Database, schema: Schema, act: str, summary: str, mode: str = DO, target: int | None = None,
        coder: tuple[int, str] | None = None,
    ) -> None:  # fmt: skip
        self.act = act
        self.summary = summary
        self.mode = mode
        self.target = target
        self.operations: list[Operation] = []
        self._database = database
        self._schema = schema
        self._keys: dict[tuple[str, str], int] = {("coder", coder[1]): coder[0]} if coder else {}
        # Sources that are to be put into the full-text index at the end, with how many operations there were before.
        self._unindexed: dict[int, int] = {}

    # -- what callers use ---------------------------------------------------------------------

    def insert(self, table: str, row: Mapping[str, Any], *, uuid: str = "") -> str:
        """Insert a row; other rows are named by UUID.

        Args:
            table: A table whose rows have UUIDs.
            row: Every column but ``id``, ``uuid``, the derived ones and those that may be empty or have a default.
            uuid: The row's UUID; a new one if empty.

        Returns:
            The row's UUID.
        """
        uuid = uuid or new_id()
        self._write(table, uuid, row)
        self.operations.append(["i", table, uuid])
        return uuid

    def update(self, table: str, uuid: str, columns: Mapping[str, Any]) -> bool:
        """Change columns of a row; what is so already is left out.

        Returns:
            Whether anything changed.
        """
        old = self.read(table, uuid, parts.READ.keys() & columns.keys())
        columns = self._with_segment(table, columns)
        changed = {column: value for column, value in columns.items() if old[column] != value}
        if not changed:
            return False
        self._set(table, uuid, changed)
        if table == "coding" and "segment_id" in changed:
            changed[PLACE] = self._place(changed["segment_id"])
        kept = {c: [old[c], None if c in parts.READ and table == "source" else v] for c, v in changed.items()}
        self.operations.append(["u", table, uuid, kept])
        return True

    def set_part(self, source: str, part: str, value: object) -> None:
        """Write a part of a source that this same change inserted."""
        self._write_part(self.key("source", source), part, value)
        if part == "turns":
            # The turns must go before their speakers can, so the log has to know they came.
            self.operations.append(["u", "source", source, {part: [parts.EMPTY[part], None]}])

    def correct(self, source: str, shift: Shift) -> None:
        """Correct the text of a source and move all that stands in it.

        What lies inside the corrected stretches has been put at their edges before; see ``store.correcting``.

        Raises:
            Conflict: If the text does not hold what is to be taken out.
            ValueError: If the act is none that may correct a text.
        """
        if self.mode == DO and self.act not in CORRECTING:
            raise ValueError(f"“{self.act}” is not among the acts that correct a text")
        for one in shift.corrections:
            need_storable(one.inserted)
        key = self.key("source", source)
        rewriting.rewrite(self._database, key, shift, is_indexed=key not in self._unindexed)
        logged = [[one.position, one.removed, one.inserted] for one in shift.corrections]
        self.operations.append(["t", "source", source, logged])

    def exchange(self, source: str, part: str, taken: Rows, put: Rows) -> None:
        """Put rows of a source's turns or time marks in place of others, as they stand in the part.

        Raises:
            Conflict: If one that is to go is not there.
        """
        if taken or put:
            rewriting.EXCHANGE[part](self._database, self.key("source", source), taken, put)
            self.operations.append(
                ["p", "source", source, part, [list(row) for row in taken], [list(row) for row in put]]
            )

    def delete(self, table: str, uuid: str) -> None:
        """Delete a row; the log keeps the whole of it.

        Raises:
            Conflict: If another row rests on it.
        """
        row = self.read(table, uuid)
        key = self.key(table, uuid)
        if self._database.value(_NEEDED, (uuid, uuid, uuid)):
            raise Conflict(_("something else in the project still rests on this"))
        if table == "source":
            self._unindex(key)
        self._database.run(f"DELETE FROM {table} WHERE id = ?", (key,))
        self._keys.pop((table, uuid), None)
        self.operations.append(["d", table, uuid, row])

    def read(self, table: str, uuid: str, which: Collection[str] | None = None) -> dict[str, Any]:
        """Return a row as the log has it, other rows by UUID.

        Args:
            table: A table whose rows have UUIDs.
            uuid: The row.
            which: The parts of a source that are wanted; all if ``None``.

        Raises:
            KeyError: If there is no such row.
        """
        shape = self._schema.table(table)
        found = self._database.row(shape.select, (uuid,))
        if found is None:
            raise KeyError(f"{table} {uuid}")
        row: dict[str, Any] = {}
        for column, value in zip(shape.columns, found[1:], strict=True):
            if column in shape.references and value is not None:
                value = self._uuid(shape.references[column], value)
            elif column in shape.json:
                value = json.loads(value)
            row[column] = value
        if table == "source":
            wanted = parts.READ.keys() if which is None else which
            row |= {part: parts.READ[part](self._database, found[0]) for part in wanted}
        if named := segments_of(table, row):
            # Should a segment go with the last thing it carries, it can come back with this one.
            places = {column: self._place(segment) for column, segment in named.items()}
            row[PLACE] = places if table == "link" else next(iter(places.values()))
        return row

    def key(self, table: str, uuid: str) -> int:
        """Return the integer key of a row in this file.

        Raises:
            KeyError: If there is no such row.
        """
        place = (table, uuid)
        if place not in self._keys:
            found = self._database.value(f"SELECT id FROM {table} WHERE uuid = ?", (uuid,))
            if found is None:
                raise KeyError(f"{table} {uuid}")
            self._keys[place] = found
        return self._keys[place]

    def knows(self, table: str, uuid: str) -> bool:
        """Say whether there is such a row."""
        return self._database.value(f"SELECT 1 FROM {table} WHERE uuid = ?", (uuid,)) is not None

    # -- what the gate uses -------------------------------------------------------------------

    def forget_since(self, done: int) -> None:
        """Forget all but the first operations, which a savepoint has taken back."""
        del self.operations[done:]
        self._keys.clear()
        self._unindexed = {key: before for key, before in self._unindexed.items() if before < done}

    def record(self, coder: int) -> int:
        """Index the texts that are new and write the entry of the audit trail for a coder; return its key."""
        parts.index(self._database, self._unindexed)
        return self._database.run(
            _RECORD,
            (
                new_id(), coder, now(), self.act, self.summary,
                self.mode, self.target, pack(self.operations),
            ),
        )  # fmt: skip

    def _with_segment(self, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return columns without the place; a segment they name is there afterwards, or the one now in its place."""
        kept = {column: value for column, value in row.items() if column != PLACE}
        for column, segment in segments_of(table, kept).items():
            place = row.get(PLACE)
            place = place.get(column) if isinstance(place, dict) else place
            if place and not self.knows("segment", segment):
                source, start, end = place
                there = self._database.value(SEGMENT_AT, (source, start, end))
                kept[column] = there or self.insert(
                    "segment", {"source_id": source, "start_at": start, "end_at": end}, uuid=segment
                )
        return kept

    def _place(self, segment: str) -> list[Any]:
        return list(self._database.row(_PLACE, (segment,)) or ())

    def _write(self, table: str, uuid: str, row: Mapping[str, Any]) -> None:
        row = self._with_segment(table, row)
        if table == "coding":
            self._write_coding(uuid, row)
            return
        shape = self._schema.table(table)
        full = shape.defaults | dict(row)
        values = [self._stored(shape.references.get(c), c in shape.json, full[c]) for c in shape.columns]
        key = self._database.run(shape.insert, (uuid, *values))
        self._keys[table, uuid] = key
        if table == "source":
            for part in (part for part in parts.WRITE if part in row):
                self._write_part(key, part, row[part])
        if table == "segment":
            derived.set_speaker(self._database, key)

    def _write_coding(self, uuid: str, row: Mapping[str, Any]) -> None:
        segment = self.key("segment", row["segment_id"])
        code, coder = self.key("code", row["code_id"]), self.key("coder", row["coder_id"])
        key = self._database.run(
            _INSERT_CODING,
            (uuid, segment, code, coder, segment, segment, row["created"], row["weight"], row["typical"]),
        )
        self._keys["coding", uuid] = key

    def _set(self, table: str, uuid: str, changed: Mapping[str, Any]) -> None:
        shape, key = self._schema.table(table), self.key(table, uuid)
        source_parts = parts.WRITE if table == "source" else {}
        columns = [column for column in changed if column not in source_parts]
        if columns:
            assigned = ", ".join(f"{column} = ?" for column in columns)
            values = [self._stored(shape.references.get(c), c in shape.json, changed[c]) for c in columns]
            self._database.run(f"UPDATE {table} SET {assigned} WHERE id = ?", (*values, key))
        for part in (part for part in changed if part in source_parts):
            if part == "turns":
                derived.forget_speakers(self._database, key)
            self._write_part(key, part, changed[part])
        if table == "segment" and changed.keys() & {"start_at", "end_at"}:
            source, start, end = self._database.row(_SEGMENT_SPAN, (key,)) or (0, 0, 0)
            derived.rebuild_speakers_between(self._database, source, start, end)
        if table == "coding" and "segment_id" in changed:
            speaker = self._database.value(_SPEAKER_OF, (self.key("segment", changed["segment_id"]),))
            self._database.run("UPDATE coding SET speaker_id = ? WHERE id = ?", (speaker, key))

    def _write_part(self, key: int, part: str, value: object) -> None:
        if part == "text":
            self._unindex(key)
            self._unindexed.setdefault(key, len(self.operations))
        parts.WRITE[part](self._database, key, value)

    def _unindex(self, key: int) -> None:
        if key not in self._unindexed:
            parts.forget_index(self._database, key)

    def _stored(self, reference: str | None, is_json: bool, value: object) -> object:
        if reference is not None and value is not None:
            return self.key(reference, str(value))
        if isinstance(value, str):
            need_storable(value)
        return json.dumps(value, ensure_ascii=False) if is_json else value

    def _uuid(self, table: str, key: int) -> str:
        return str(self._database.value(f"SELECT uuid FROM {table} WHERE id = ?", (key,)))


def segments_of(table: str, row: Mapping[str, Any]) -> dict[str, str]:
    """Return the segments a row rests on and may have to bring back, by the columns that name them."""
    if table in RESTING:
        named = {"segment_id": row.get("segment_id")}
    elif table == "link":
        named = {end: row.get(end) for end in ("origin", "target") if row.get(f"{end}_kind") == "segment"}
    else:
        named = {"target": row.get("target")} if table == "memo" and row.get("target_kind") == "segment" else {}
    return {column: str(segment) for column, segment in named.items() if segment}
