"""The parts of a source that fill many rows but are one thing: its text, original bytes, turns and time marks.

To the change log they are columns of the source. On disk the text is its paragraphs, once; the empty lines
between them follow from where they start. The full-text index reads the same rows and holds no second copy.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from qcode.store.database import Database, marks, sql, sqlite_only

_READ_TEXT = sql("SELECT start_at, text FROM paragraph WHERE source_id = ? ORDER BY start_at")
_READ_CHARS = sql("SELECT chars FROM source WHERE id = ?")
_WRITE_PARAGRAPH = sql("INSERT INTO paragraph (source_id, number, start_at, text) VALUES (?, ?, ?, ?)")
_DROP_PARAGRAPHS = sql("DELETE FROM paragraph WHERE source_id = ?")
_INDEX = sqlite_only(
    "INSERT INTO paragraph_fts (rowid, text) SELECT id, text FROM paragraph WHERE source_id IN (?) ORDER BY id"
)
_UNINDEX = sqlite_only(
    "INSERT INTO paragraph_fts (paragraph_fts, rowid, text) "
    "SELECT 'delete', id, text FROM paragraph WHERE source_id = ?"
)
_SET_CHARS = sql("UPDATE source SET chars = ? WHERE id = ?")
_READ_ORIGINAL = sql("SELECT data FROM original WHERE source_id = ?")
_DROP_ORIGINAL = sql("DELETE FROM original WHERE source_id = ?")
_WRITE_ORIGINAL = sql("INSERT INTO original (source_id, data) VALUES (?, ?)")
_READ_TURNS = sql(
    "SELECT t.start_at, t.end_at, s.uuid FROM turn t JOIN speaker s ON s.id = t.speaker_id "
    "WHERE t.source_id = ? ORDER BY t.start_at"
)
_DROP_TURNS = sql("DELETE FROM turn WHERE source_id = ?")
_WRITE_TURN = sql("INSERT INTO turn (source_id, start_at, end_at, speaker_id) VALUES (?, ?, ?, ?)")
_SPEAKER_KEYS = sql("SELECT uuid, id FROM speaker WHERE source_id = ?")
_READ_MARKS = sql("SELECT position, seconds FROM time_mark WHERE source_id = ? ORDER BY position")
_DROP_MARKS = sql("DELETE FROM time_mark WHERE source_id = ?")
_WRITE_MARK = sql("INSERT INTO time_mark (source_id, position, seconds) VALUES (?, ?, ?)")


def joined(rows: Iterable[tuple[int, str]], chars: int) -> str:
    """Put paragraphs back together: whatever lies between two of them is newlines."""
    pieces: list[str] = []
    at = 0
    for start, text in rows:
        pieces += ["\n" * (start - at), text]
        at = start + len(text)
    pieces.append("\n" * (chars - at))
    return "".join(pieces)


def read_text(database: Database, source: int) -> str:
    """Return a source's text."""
    return joined(database.rows(_READ_TEXT, (source,)), database.value(_READ_CHARS, (source,)) or 0)


def write_text(database: Database, source: int, text: str) -> None:
    """Put a text in place of a source's text, which must not be in the full-text index; nor is it afterwards."""
    database.run(_DROP_PARAGRAPHS, (source,))
    rows = enumerate(lines(text), 1)
    database.many(_WRITE_PARAGRAPH, ((source, number, start, line) for number, (start, line) in rows))
    database.run(_SET_CHARS, (len(text), source))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text with their starts."""
    at = 0
    for line in text.split("\n"):
        if line:
            yield at, line
        at += len(line) + 1


def _read_original(database: Database, source: int) -> str:
    return base64.b64encode(original_bytes(database, source)).decode("ascii")


def original_bytes(database: Database, source: int) -> bytes:
    """Return the bytes of the file a source came from."""
    return zlib.decompress(database.value(_READ_ORIGINAL, (source,)) or zlib.compress(b""))


def write_original(database: Database, source: int, data: bytes) -> None:
    """Keep the bytes of the file a source came from."""
    database.run(_DROP_ORIGINAL, (source,))
    database.run(_WRITE_ORIGINAL, (source, zlib.compress(data, 1)))


def _write_original(database: Database, source: int, encoded: str) -> None:
    write_original(database, source, base64.b64decode(encoded))


def _read_turns(database: Database, source: int) -> list[list[object]]:
    return [list(row) for row in database.rows(_READ_TURNS, (source,))]


def _write_turns(database: Database, source: int, turns: Iterable[tuple[int, int, str]]) -> None:
    keys: dict[str, int] = dict(database.rows(_SPEAKER_KEYS, (source,)))
    database.run(_DROP_TURNS, (source,))
    database.many(_WRITE_TURN, ((source, start, end, keys[speaker]) for start, end, speaker in turns))


def _read_marks(database: Database, source: int) -> list[list[object]]:
    return [list(row) for row in database.rows(_READ_MARKS, (source,))]


def _write_marks(database: Database, source: int, time_marks: Iterable[tuple[int, float]]) -> None:
    database.run(_DROP_MARKS, (source,))
    database.many(_WRITE_MARK, ((source, position, seconds) for position, seconds in time_marks))


READ: dict[str, Callable[[Database, int], Any]] = {
    "text": read_text,
    "original": _read_original,
    "marks": _read_marks,
    "turns": _read_turns,
}
"""Part → what reads it as a JSON value."""
WRITE: dict[str, Callable[[Database, int, Any], None]] = {
    "text": write_text,
    "original": _write_original,
    "marks": _write_marks,
    "turns": _write_turns,
}
"""Part → what writes it from a JSON value."""
EMPTY: dict[str, Any] = {"text": "", "original": "", "marks": [], "turns": []}
"""What each part is in a source that was just inserted."""


def forget_index(database: Database, source: int) -> None:
    """Take a source out of the full-text index, before its paragraphs go."""
    database.run(_UNINDEX, (source,))


def index(database: Database, sources: Collection[int]) -> None:
    """Put sources into the full-text index, in which they are not.

    Each statement makes the index write out what it holds, so one for many sources is twice as fast as one for each.
    """
    keys = sorted(sources)
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        database.run(_INDEX.replace("(?)", f"({marks(len(some))})"), some)
