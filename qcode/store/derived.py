"""Rows and columns that follow from others, rebuilt by one function per source and never logged."""

from __future__ import annotations

from qcode.domain.text import count_words
from qcode.store.database import Database, sql
from qcode.store.parts import read_text

# Turns never overlap, so none before the last that starts at or before the segment can reach into it. Without
# that bound every turn of the source is looked at for every segment.
_TURN_OF = (
    "(SELECT t.speaker_id FROM turn t WHERE t.source_id = {0}.source_id AND t.end_at > {0}.start_at "
    "AND (t.start_at < {0}.end_at OR t.start_at = {0}.start_at) "
    "AND t.start_at >= COALESCE((SELECT MAX(b.start_at) FROM turn b "
    "WHERE b.source_id = {0}.source_id AND b.start_at <= {0}.start_at), 0) ORDER BY t.start_at LIMIT 1)"
)
_SPEAKERS_OF_SEGMENTS = sql(f"UPDATE segment SET speaker_id = {_TURN_OF.format('segment')} WHERE source_id = ?")
_SPEAKER_OF_SEGMENT = sql(f"UPDATE segment SET speaker_id = {_TURN_OF.format('segment')} WHERE id = ?")
_SPEAKERS_OF_CODINGS = sql(
    "UPDATE coding SET source_id = (SELECT s.source_id FROM segment s WHERE s.id = coding.segment_id), "
    "speaker_id = (SELECT s.speaker_id FROM segment s WHERE s.id = coding.segment_id) "
    "WHERE segment_id IN (SELECT s.id FROM segment s WHERE s.source_id = ?)"
)
_BETWEEN = "source_id = ? AND start_at <= ? AND end_at >= ?"
_SPEAKERS_BETWEEN = sql(f"UPDATE segment SET speaker_id = {_TURN_OF.format('segment')} WHERE {_BETWEEN}")
_CODINGS_BETWEEN = sql(
    "UPDATE coding SET speaker_id = (SELECT s.speaker_id FROM segment s WHERE s.id = coding.segment_id) "
    f"WHERE segment_id IN (SELECT id FROM segment WHERE {_BETWEEN})"
)
_FORGET_SEGMENTS = sql("UPDATE segment SET speaker_id = NULL WHERE source_id = ?")
_FORGET_CODINGS = sql("UPDATE coding SET speaker_id = NULL WHERE source_id = ?")
_SET_WORDS = sql("UPDATE source SET words = ? WHERE id = ?")


def rebuild(database: Database, source: int) -> None:
    """Rebuild all that is derived for a source: its count of words, and who speaks in its segments."""
    database.run(_SET_WORDS, (count_words(read_text(database, source)), source))
    rebuild_speakers(database, source)


def rebuild_speakers(database: Database, source: int) -> None:
    """Set the speaker of each segment of a source: who speaks at its start.

    A segment that starts on a label or a timestamp, outside any turn, has the speaker of the first turn it reaches.
    """
    database.run(_SPEAKERS_OF_SEGMENTS, (source,))
    database.run(_SPEAKERS_OF_CODINGS, (source,))


def rebuild_speakers_between(database: Database, source: int, first: int, last: int) -> None:
    """Set the speaker of each segment that reaches into a stretch of a source, its edges included."""
    database.run(_SPEAKERS_BETWEEN, (source, last, first))
    database.run(_CODINGS_BETWEEN, (source, last, first))


def forget_speakers(database: Database, source: int) -> None:
    """Clear the speaker of each segment of a source, so that its turns can be replaced."""
    database.run(_FORGET_SEGMENTS, (source,))
    database.run(_FORGET_CODINGS, (source,))


def set_speaker(database: Database, segment: int) -> None:
    """Set the speaker of one segment, as ``rebuild_speakers`` would."""
    database.run(_SPEAKER_OF_SEGMENT, (segment,))
