"""Who speaks at a place, and when."""

from __future__ import annotations

from typing import NamedTuple

from qcode.store.database import Database, Row, sqlite_only

_SPEAKING_AT = sqlite_only(
    "SELECT t.start_at, t.end_at, k.label, k.role FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "WHERE t.source_id = ? AND t.start_at <= ? ORDER BY t.start_at DESC LIMIT 1"
)
_MARK_AT = sqlite_only(
    "SELECT position, seconds FROM time_mark WHERE source_id = ? AND position <= ? ORDER BY position DESC LIMIT 1"
)


class Voice(NamedTuple):
    """Who speaks at a place. A tuple, since one is made for each of very many hits."""

    speaker: str = ""
    """Label; empty outside any turn."""
    role: str = ""
    """``interviewer`` or ``participant``; empty outside any turn."""
    seconds: float | None = None
    """Of the last time mark at or before it; ``None`` without one."""


def voice_at(database: Database, source: int, position: int) -> Voice:
    """Return who speaks at a position of a source, named by its key."""
    turn = database.row(_SPEAKING_AT, (source, position))
    mark = database.row(_MARK_AT, (source, position))
    seconds = mark[1] if mark else None
    return Voice(turn[2], turn[3], seconds) if turn and position < turn[1] else Voice(seconds=seconds)


def voice_in(database: Database, paragraph: Row, position: int) -> Voice:
    """Return who speaks at a position of a paragraph that ``found_paragraphs`` has read with its voices.

    They were read for the paragraph's end. Where a turn or a mark begins inside it, behind the position, the one
    before is asked for.
    """
    source, _at, _marked, start, end, label, role, marked_at, seconds = paragraph
    if (start is not None and start > position) or (marked_at is not None and marked_at > position):
        return voice_at(database, source, position)
    if start is None or position >= end:
        return Voice("", "", seconds)
    return Voice(label, role, seconds)
