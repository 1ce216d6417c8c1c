"""Consent, as it is recorded of informants and of spans."""

from __future__ import annotations

from collections.abc import Collection

from qcode.domain.consent import Consent, Level
from qcode.domain.span import Span
from qcode.store.changes import Change, now
from qcode.store.database import marks, sql
from qcode.store.project import Project

_ALL = sql(
    "SELECT k.uuid, k.level, k.note, r.name, k.created, COALESCE(y.name, ''), COALESCE(s.name, ''), "
    "COALESCE(s.uuid, ''), g.start_at, g.end_at FROM consent k JOIN coder r ON r.id = k.coder_id "
    "LEFT JOIN study_case y ON y.id = k.case_id LEFT JOIN segment g ON g.id = k.segment_id "
    "LEFT JOIN source s ON s.id = g.source_id ORDER BY k.id"
)
_OF_CASE = sql("SELECT k.uuid FROM consent k JOIN study_case y ON y.id = k.case_id WHERE y.uuid = ?")
_OF_SEGMENT = sql("SELECT k.uuid FROM consent k JOIN segment g ON g.id = k.segment_id WHERE g.uuid = ?")
_SPANS = sql(
    "SELECT s.uuid, g.start_at, g.end_at, k.level FROM consent k JOIN segment g ON g.id = k.segment_id "
    "JOIN source s ON s.id = g.source_id ORDER BY k.id"
)
_ANY = sql("SELECT 1 FROM consent LIMIT 1")
_INFORMANTS = sql(
    "SELECT g.uuid, k.level FROM consent k JOIN membership m ON m.case_id = k.case_id "
    "JOIN segment g ON g.source_id = m.source_id AND (m.segment_id IS NULL OR m.segment_id = g.id) "
    "AND (m.speaker_id IS NULL OR m.speaker_id = g.speaker_id OR EXISTS (SELECT 1 FROM turn t "
    "WHERE t.source_id = g.source_id AND t.speaker_id = m.speaker_id AND t.start_at < g.end_at "
    "AND t.end_at > g.start_at)) WHERE g.uuid IN (?)"
)
"""Whoever speaks anywhere in a passage has a say in it, not only who begins."""
_OF_PLACE = sql(
    "SELECT k.level FROM consent k JOIN membership m ON m.case_id = k.case_id JOIN source s ON s.id = m.source_id "
    "WHERE s.uuid = ? AND m.segment_id IS NULL AND (m.speaker_id IS NULL OR EXISTS (SELECT 1 FROM turn t "
    "WHERE t.source_id = s.id AND t.speaker_id = m.speaker_id AND t.start_at < ? AND t.end_at > ?))"
)
_QUOTED = sql("SELECT uuid, quoted FROM segment WHERE quoted <> '' AND uuid IN (?)")


def all_consents(project: Project) -> list[Consent]:
    """Return what is recorded, in the order in which it was."""
    return [
        Consent(
            uuid, Level(level), note, coder, created, case, source, source_id,
            None if start is None else Span(start, end),
        )
        for uuid, level, note, coder, created, case, source, source_id, start, end in project.database.rows(_ALL)
    ]  # fmt: skip


def is_any(project: Project) -> bool:
    """Say whether anything is recorded."""
    return project.database.value(_ANY) is not None


def of_spans(project: Project) -> dict[str, list[tuple[Span, Level]]]:
    """Return what is recorded of spans, by the id of their source."""
    found: dict[str, list[tuple[Span, Level]]] = {}
    for source, start, end, level in project.database.rows(_SPANS):
        found.setdefault(source, []).append((Span(start, end), Level(level)))
    return found


def of_informants(project: Project, segments: Collection[str]) -> dict[str, list[Level]]:
    """Return what the informants whose words some segments are have allowed, by the id of the segment."""
    found: dict[str, list[Level]] = {}
    for some in _portions(segments):
        statement = _INFORMANTS.replace("(?)", f"({marks(len(some))})")
        for segment, level in project.database.rows(statement, some):
            found.setdefault(segment, []).append(Level(level))
    return found


def of_place(project: Project, source: str, span: Span) -> list[Level]:
    """Return what those who speak in a span have allowed."""
    return [Level(level) for (level,) in project.database.rows(_OF_PLACE, (source, span.end, span.start))]


def quoted_forms(project: Project, segments: Collection[str]) -> dict[str, str]:
    """Return the "as quoted" form of those segments that have one, by their id."""
    found: dict[str, str] = {}
    for some in _portions(segments):
        found.update(project.database.rows(_QUOTED.replace("(?)", f"({marks(len(some))})"), some))
    return found


def record(
    project: Project, change: Change, level: Level, note: str, *, case: str | None = None, segment: str | None = None
) -> str:
    """Record what a case or a segment allows, in place of what was recorded; return its id."""
    statement, about = (_OF_CASE, case) if case else (_OF_SEGMENT, segment)
    found: str | None = project.database.value(statement, (about,))
    if found:
        change.update("consent", found, {"level": str(level), "note": note})
        return found
    project.coder_key()
    row = {
        "case_id": case, "segment_id": segment, "level": str(level), "note": note,
        "coder_id": project.coder_id, "created": now(),
    }  # fmt: skip
    return change.insert("consent", row)


def _portions(ids: Collection[str], size: int = 500) -> list[list[str]]:
    ordered = sorted(set(ids))
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
