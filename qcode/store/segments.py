"""Segments: the spans that carry codings and memos."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.store.changes import SEGMENT_AT, Change
from qcode.store.database import sql
from qcode.store.project import Project

_ALL_OF = sql("SELECT g.uuid FROM segment g JOIN source s ON s.id = g.source_id WHERE s.uuid = ? ORDER BY g.id")
_BORNE = sql(
    "SELECT (SELECT COUNT(*) FROM coding c WHERE c.segment_id = g.id) "
    "+ (SELECT COUNT(*) FROM memo m WHERE m.target = g.uuid) "
    "+ (SELECT COUNT(*) FROM membership m WHERE m.segment_id = g.id) "
    "+ (SELECT COUNT(*) FROM attribute_value v WHERE v.segment_id = g.id) "
    "+ (SELECT COUNT(*) FROM consent k WHERE k.segment_id = g.id) "
    "+ (SELECT COUNT(*) FROM link l WHERE l.origin = g.uuid OR l.target = g.uuid) "
    "+ LENGTH(g.translation) + LENGTH(g.quoted) "
    "FROM segment g WHERE g.uuid = ?"
)
_PLACE_OF = sql(
    "SELECT s.uuid, g.start_at, g.end_at FROM segment g JOIN source s ON s.id = g.source_id WHERE g.uuid = ?"
)
_WORDING = sql(
    "SELECT g.start_at, g.end_at, g.translation, g.quoted FROM segment g JOIN source s ON s.id = g.source_id "
    "WHERE s.uuid = ? AND (g.translation <> '' OR g.quoted <> '') ORDER BY g.start_at, g.end_at"
)
_CODINGS_ON = sql("SELECT COUNT(*) FROM coding c JOIN segment g ON g.id = c.segment_id WHERE g.uuid = ?")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a passage reads in another language and when it is quoted; empty where nobody wrote it."""

    translation: str = ""
    quoted: str = ""


def place_of(project: Project, uuid: str) -> tuple[str, Span]:
    """Return source and span of a segment.

    Raises:
        KeyError: If it is gone.
    """
    row = project.database.row(_PLACE_OF, (uuid,))
    if row is None:
        raise KeyError(uuid)
    return row[0], Span(row[1], row[2])


def wordings(project: Project, source: str) -> dict[Span, Wording]:
    """Return the passages of a source that have a translation or an "as quoted" form."""
    rows = project.database.rows(_WORDING, (source,))
    return {Span(start, end): Wording(translation, quoted) for start, end, translation, quoted in rows}


def is_coded(project: Project, uuid: str) -> bool:
    """Say whether a segment carries a coding."""
    return bool(project.database.value(_CODINGS_ON, (uuid,)))


def at(project: Project, source: str, span: Span) -> str | None:
    """Return the UUID of the segment with a span, or ``None``."""
    found: str | None = project.database.value(SEGMENT_AT, (source, span.start, span.end))
    return found


def all_of(project: Project, source: str) -> list[str]:
    """Return the ids of the segments of a source."""
    return [row[0] for row in project.database.rows(_ALL_OF, (source,))]


def ensure(project: Project, change: Change, source: str, span: Span) -> str:
    """Return the UUID of the segment with a span, made if there is none."""
    return at(project, source, span) or add(change, source, span)


def add(change: Change, source: str, span: Span) -> str:
    """Make a segment of a span that has none, and return its UUID."""
    return change.insert("segment", {"source_id": source, "start_at": span.start, "end_at": span.end})


def drop_if_bare(project: Project, change: Change, uuid: str) -> None:
    """Delete a segment that carries nothing any more; none if it is gone or there is no id."""
    if project.database.value(_BORNE, (uuid,)) == 0:
        change.delete("segment", uuid)
