"""Correcting the rows of one source: its paragraphs are rewritten where they change, all that stands behind is moved.

One correction is a handful of statements; many at once are worked out in one pass over the rows. What lies in the
corrected stretches themselves must have been put at their edges before (``correcting``): then the opposite corrections
move everything back exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.correction import Correction, Misplaced, Shift
from qcode.domain.span import Span
from qcode.domain.text import count_words
from qcode.language import _
from qcode.store import derived, parts
from qcode.store.database import Conflict, Database, Row, sql, sqlite_only

FEW = 3
"""Up to so many corrections are made one by one."""

_CHARS = sql("SELECT chars FROM source WHERE id = ?")
_GROW = sql("UPDATE source SET chars = chars + ?, words = words + ? WHERE id = ?")
_MOVES = tuple(
    sql(statement)
    for table in ("segment", "turn")
    for statement in (
        f"UPDATE {table} SET start_at = start_at + ? WHERE source_id = ? AND start_at >= ? AND end_at >= ?",
        f"UPDATE {table} SET end_at = end_at + ? WHERE source_id = ? AND end_at >= ? AND end_at >= ?",
    )
)
"""Each with growth, source, the end of what is removed, and that end or the place behind it if nothing is."""
_MOVE_ASKED = sql("UPDATE asked SET start_at = start_at + ? WHERE source_id = ? AND start_at >= ?")
# A mark's place is its key, so all go out of the way before they come back.
_LIFT_MARKS = sql("UPDATE time_mark SET position = -(position + ?) WHERE source_id = ? AND position >= ?")
_LAY_MARKS = sql("UPDATE time_mark SET position = -position WHERE source_id = ? AND position < 0")
_MOVE_PARAGRAPHS = sql(
    "UPDATE paragraph SET start_at = start_at + ?, number = number + ? WHERE source_id = ? AND start_at > ?"
)
_TOUCHED = sql(
    "SELECT id, number, start_at, text FROM paragraph WHERE source_id = ? AND start_at <= ? AND start_at >= "
    "COALESCE((SELECT MAX(b.start_at) FROM paragraph b WHERE b.source_id = ? AND b.start_at <= ?), 0) "
    "ORDER BY start_at"
)
_ROWS = sql("SELECT id, number, start_at, text FROM paragraph WHERE source_id = ? ORDER BY start_at")
_LAST_NUMBER = sql("SELECT MAX(number) FROM paragraph WHERE source_id = ? AND start_at < ?")
_WRITE = sql("INSERT INTO paragraph (source_id, number, start_at, text) VALUES (?, ?, ?, ?)")
_REWRITE = sql("UPDATE paragraph SET number = ?, start_at = ?, text = ? WHERE id = ?")
_PLACE = sql("UPDATE paragraph SET number = ?, start_at = ? WHERE id = ?")
_DROP = sql("DELETE FROM paragraph WHERE id = ?")
_UNINDEX = sqlite_only("INSERT INTO paragraph_fts (paragraph_fts, rowid, text) VALUES ('delete', ?, ?)")
_INDEX = sqlite_only("INSERT INTO paragraph_fts (rowid, text) VALUES (?, ?)")

_SPANS = {table: sql(f"SELECT id, start_at, end_at FROM {table} WHERE source_id = ?") for table in ("segment", "turn")}
_SET_SPAN = {table: sql(f"UPDATE {table} SET start_at = ?, end_at = ? WHERE id = ?") for table in ("segment", "turn")}
_ASKED = sql("SELECT id, start_at FROM asked WHERE source_id = ?")
_SET_ASKED = sql("UPDATE asked SET start_at = ? WHERE id = ?")
_MARKS = sql("SELECT position, seconds FROM time_mark WHERE source_id = ?")


def not_there() -> Conflict:
    """Return the error of a text or a place in it that another act has changed."""
    return Conflict(_("the text is not as it was; another act has changed it"))


def rewrite(database: Database, source: int, shift: Shift, *, is_indexed: bool) -> None:
    """Correct the text of a source and move what stands in it.

    Args:
        database: A transaction is under way.
        source: Key of the source.
        shift: The corrections.
        is_indexed: Whether its paragraphs are in the full-text index.

    Raises:
        Conflict: If the text does not hold what is to be taken out.
    """
    text = _Paragraphs(database, source, is_indexed=is_indexed)
    if len(shift.corrections) > FEW:
        text.correct_many(shift)
        _move_many(database, source, shift)
        derived.rebuild_speakers(database, source)
        return
    for one in reversed(shift.corrections):
        text.correct(one)
        _move(database, source, one)
    for span in shift.reach():
        derived.rebuild_speakers_between(database, source, span.start, span.end)


def _move(database: Database, source: int, one: Correction) -> None:
    if one.growth:
        behind = max(one.end, one.position + 1)
        for statement in _MOVES:
            database.run(statement, (one.growth, source, one.end, behind))
        database.run(_MOVE_ASKED, (one.growth, source, one.end))
        database.run(_LIFT_MARKS, (one.growth, source, one.end))
        database.run(_LAY_MARKS, (source,))


def _move_many(database: Database, source: int, shift: Shift) -> None:
    for table in _SPANS:
        moved = [
            (key, (start, end), shift.plainly(Span(start, end))) for key, start, end in _spans(database, table, source)
        ]
        database.many(
            _SET_SPAN[table], ((new.start, new.end, key) for key, old, new in moved if (new.start, new.end) != old)
        )
    asked = [(shift.start(start), key) for key, start in database.rows(_ASKED, (source,))]
    database.many(_SET_ASKED, asked)
    marks = [(shift.start(position), seconds) for position, seconds in database.rows(_MARKS, (source,))]
    parts.WRITE["marks"](database, source, sorted(marks))


def _spans(database: Database, table: str, source: int) -> list[Row]:
    return database.rows(_SPANS[table], (source,))


class _Paragraphs:
    """The paragraphs of a source, and the index over them."""

    def __init__(self, database: Database, source: int, *, is_indexed: bool) -> None:
        self._database = database
        self._source = source
        self._is_indexed = is_indexed

    def correct(self, one: Correction) -> None:
        """Make one correction: rewrite the paragraphs it touches and move the others."""
        values = (self._source, one.end, self._source, one.position)
        rows = [row for row in self._database.rows(_TOUCHED, values) if row[2] + len(row[3]) >= one.position]
        first = min(one.position, rows[0][2]) if rows else one.position
        last = max(one.end, rows[-1][2] + len(rows[-1][3])) if rows else one.end
        if last > (self._database.value(_CHARS, (self._source,)) or 0):
            raise not_there()
        old = parts.joined(((start - first, text) for _key, _number, start, text in rows), last - first)
        here = Correction(one.position - first, one.removed, one.inserted)
        new = _applied(Shift((here,)), old)
        lines = [(first + start, line) for start, line in parts.lines(new)]
        number = rows[0][1] if rows else (self._database.value(_LAST_NUMBER, (self._source, first)) or 0) + 1
        more = len(lines) - len(rows)
        if one.growth or more:
            self._database.run(_MOVE_PARAGRAPHS, (one.growth, more, self._source, one.end))
        self._replace(rows, [(number + at, start, line) for at, (start, line) in enumerate(lines)])
        self._database.run(_GROW, (one.growth, count_words(new) - count_words(old), self._source))

    def correct_many(self, shift: Shift) -> None:
        """Make many corrections in one pass."""
        rows = self._database.rows(_ROWS, (self._source,))
        chars = self._database.value(_CHARS, (self._source,)) or 0
        old = parts.joined(((start, text) for _key, _number, start, text in rows), chars)
        new = _applied(shift, old)
        kept: dict[int, Row] = {}
        gone: list[Row] = []
        for row in rows:
            if shift.meets(row[2], row[2] + len(row[3])):
                gone.append(row)
            else:
                kept[shift.start(row[2])] = row
        placed: list[tuple[int, int, int]] = []
        made: list[tuple[int, int, str]] = []
        for number, (start, line) in enumerate(parts.lines(new), 1):
            if start not in kept:
                made.append((number, start, line))
            elif kept[start][1:3] != (number, start):
                placed.append((number, start, kept[start][0]))
        self._database.many(_PLACE, placed)
        self._replace(gone, made)
        self._database.run(_GROW, (len(new) - len(old), count_words(new) - count_words(old), self._source))

    def _replace(self, rows: Sequence[Row], lines: Sequence[tuple[int, int, str]]) -> None:
        """Put lines in place of rows, each row that can be kept with other words: number, start and words."""
        for at, (number, start, line) in enumerate(lines):
            if at < len(rows):
                key, text = rows[at][0], rows[at][3]
                self._index(_UNINDEX, key, text, is_needed=text != line)
                self._database.run(_REWRITE, (number, start, line, key))
            else:
                key, text = self._database.run(_WRITE, (self._source, number, start, line)), ""
            self._index(_INDEX, key, line, is_needed=text != line)
        for key, _number, _start, text in rows[len(lines) :]:
            self._index(_UNINDEX, key, text, is_needed=True)
            self._database.run(_DROP, (key,))

    def _index(self, statement: str, key: int, text: str, *, is_needed: bool) -> None:
        if self._is_indexed and is_needed:
            self._database.run(statement, (key, text))


def _applied(shift: Shift, old: str) -> str:
    try:
        return shift.apply(old)
    except Misplaced as error:
        raise not_there() from error


_TURN = sql(
    "SELECT t.id FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "WHERE t.source_id = ? AND t.start_at = ? AND t.end_at = ? AND k.uuid = ? LIMIT 1"
)
_DROP_TURN = sql("DELETE FROM turn WHERE id = ?")
_ADD_TURN = sql(
    "INSERT INTO turn (source_id, start_at, end_at, speaker_id) SELECT ?, ?, ?, k.id FROM speaker k WHERE k.uuid = ?"
)
_MARK = sql("SELECT seconds FROM time_mark WHERE source_id = ? AND position = ?")
_DROP_MARK = sql("DELETE FROM time_mark WHERE source_id = ? AND position = ?")
_ADD_MARK = sql("INSERT INTO time_mark (source_id, position, seconds) VALUES (?, ?, ?)")


def exchange_turns(
    database: Database, source: int, taken: Sequence[Sequence[object]], put: Sequence[Sequence[object]]
) -> None:
    """Put turns in place of others: start, end and id of the speaker of each.

    Raises:
        Conflict: If one that is to go is not there.
    """
    for start, end, speaker in taken:
        key = database.value(_TURN, (source, start, end, speaker))
        if key is None:
            raise not_there()
        database.run(_DROP_TURN, (key,))
    database.many(_ADD_TURN, ((source, start, end, speaker) for start, end, speaker in put))
    spans = [(int(str(row[0])), int(str(row[1]))) for row in (*taken, *put)]
    if spans:
        derived.rebuild_speakers_between(database, source, min(spans)[0], max(end for _start, end in spans))


def exchange_marks(
    database: Database, source: int, taken: Sequence[Sequence[object]], put: Sequence[Sequence[object]]
) -> None:
    """Put time marks in place of others: position and seconds of each.

    Raises:
        Conflict: If one that is to go is not there, or another stands where one is to come.
    """
    for position, seconds in taken:
        if database.value(_MARK, (source, position)) != seconds:
            raise not_there()
        database.run(_DROP_MARK, (source, position))
    for position, seconds in put:
        if database.value(_MARK, (source, position)) is not None:
            raise not_there()
        database.run(_ADD_MARK, (source, position, seconds))


EXCHANGE = {"turns": exchange_turns, "marks": exchange_marks}
"""Part of a source → what puts rows of it in place of others."""
