"""Cases and what belongs to them. Their attributes are in ``attributes``."""

from __future__ import annotations

from qcode.domain.sheet import Member
from qcode.domain.span import Span
from qcode.domain.study import Case
from qcode.domain.values import SEVERAL
from qcode.language import _
from qcode.store import attributes, dependents, finding, segments
from qcode.store.changes import Change, now
from qcode.store.database import Row, sql
from qcode.store.project import Project

_ALL = sql("SELECT uuid, kind, name FROM study_case ORDER BY id")
_VALUES = sql(
    "SELECT c.uuid, a.name, v.value FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN study_case c ON c.id = v.case_id ORDER BY a.position, a.id, v.id"
)
_SOURCES = sql(
    "SELECT DISTINCT c.uuid, s.name FROM membership m JOIN study_case c ON c.id = m.case_id "
    "JOIN source s ON s.id = m.source_id"
)
_VALUES_OF_SOURCE = sql(
    "SELECT a.name, v.value FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN source s ON s.id = v.source_id WHERE s.uuid = ? ORDER BY v.id"
)
_NAME = sql("SELECT name FROM study_case WHERE uuid = ?")
_MEMBER_ROWS = (
    "SELECT m.uuid, s.uuid, s.name, COALESCE(k.label, ''), COALESCE(g.uuid, ''), g.start_at, g.end_at, s.id, "
    "c.uuid, c.name, c.kind FROM membership m JOIN study_case c ON c.id = m.case_id "
    "JOIN source s ON s.id = m.source_id LEFT JOIN speaker k ON k.id = m.speaker_id "
    "LEFT JOIN segment g ON g.id = m.segment_id "
)
_MEMBERS = sql(f"{_MEMBER_ROWS}WHERE c.uuid = ? ORDER BY m.id")
_OF_SOURCE = sql(f"{_MEMBER_ROWS}WHERE s.uuid = ? ORDER BY m.id")
_SEGMENTS = sql(
    "SELECT g.uuid FROM segment g WHERE g.id IN (SELECT m.segment_id FROM membership m JOIN study_case c "
    "ON c.id = m.case_id WHERE c.uuid = ?) OR g.id IN (SELECT v.segment_id FROM attribute_value v "
    "JOIN study_case c ON c.id = v.case_id WHERE c.uuid = ?) ORDER BY g.id DESC"
)
_MEMBER = sql(
    "SELECT m.uuid FROM membership m JOIN study_case c ON c.id = m.case_id JOIN source s ON s.id = m.source_id "
    "LEFT JOIN speaker k ON k.id = m.speaker_id LEFT JOIN segment g ON g.id = m.segment_id "
    "WHERE c.uuid = ? AND s.uuid = ? AND COALESCE(k.uuid, '') = ? AND COALESCE(g.uuid, '') = ?"
)


def all_cases(project: Project) -> list[Case]:
    """Return the cases with their attributes and sources, ordered by kind and name."""
    values: dict[str, dict[str, str]] = {}
    for case, attribute, value in project.database.rows(_VALUES):
        cells = values.setdefault(case, {})
        there = cells.get(attribute, "")
        if value not in there.split(SEVERAL):
            cells[attribute] = f"{there}{SEVERAL}{value}" if there else value
    sources: dict[str, list[str]] = {}
    for case, source in project.database.rows(_SOURCES):
        sources.setdefault(case, []).append(source)
    found = [
        Case(uuid, kind, name, values.get(uuid, {}), tuple(sorted(sources.get(uuid, ()), key=finding.order)))
        for uuid, kind, name in project.database.rows(_ALL)
    ]
    return sorted(found, key=lambda case: (finding.order(case.kind), finding.order(case.name)))


def find(project: Project, name: str) -> Case:
    """Return the case with a name or an id.

    Raises:
        UnknownName: If there is none, or several.
    """
    everything = all_cases(project)
    wanted = finding.one(name, ((case.name, case.id) for case in everything), _("case"))
    return next(case for case in everything if case.id == wanted)


def name_of(project: Project, case: str) -> str:
    """Return the name of the case with an id, empty if it is gone."""
    return str(project.database.value(_NAME, (case,)) or "")


def attributes_of_source(project: Project, source: str) -> dict[str, str]:
    """Return the attributes of a source, in the order in which they came."""
    return dict(project.database.rows(_VALUES_OF_SOURCE, (source,)))


def members(project: Project, case: str) -> list[Member]:
    """Return what belongs to a case, in the order in which it was assigned."""
    return [_member(project, row) for row in project.database.rows(_MEMBERS, (case,))]


def belonging_of_source(project: Project, source: str) -> list[Member]:
    """Return in which cases a source is, wholly or in part, in the order in which it was assigned."""
    return [_member(project, row) for row in project.database.rows(_OF_SOURCE, (source,))]


def _member(project: Project, row: Row) -> Member:
    uuid, source, name, speaker, segment, start, end, key, *case = row
    span = Span(start, end) if segment else None
    words = attributes.words_at(project, key, span) if span else ""
    return Member(uuid, source, name, speaker, segment, span, words, *case)


def member(project: Project, case: str, source: str, *, speaker: str = "", segment: str = "") -> str | None:
    """Return the id of the membership of a source, or of a speaker or segment in it, in a case, or ``None``."""
    found: str | None = project.database.value(_MEMBER, (case, source, speaker, segment))
    return found


def by_name(project: Project) -> dict[tuple[str, str], str]:
    """Return the id of each case by its kind and name, both without case of letters."""
    rows = reversed(project.database.rows(_ALL))  # Of two that are called so, the older one counts.
    return {(kind.casefold(), name.casefold()): uuid for uuid, kind, name in rows}


def ensure(
    project: Project, change: Change, kind: str, name: str, known: dict[tuple[str, str], str] | None = None
) -> tuple[str, bool]:
    """Return the id of the case of a kind with a name, and whether it was made now.

    Args:
        project: The study.
        change: The act it belongs to.
        kind: Of the case.
        name: Of the case.
        known: What ``by_name`` said, where many are asked for; the case is added to it.
    """
    known = by_name(project) if known is None else known
    place = (kind.casefold(), name.casefold())
    if place in known:
        return known[place], False
    known[place] = change.insert("study_case", {"kind": kind, "name": name, "created": now()})
    return known[place], True


def assign(
    project: Project, change: Change, case: str, source: str, *, speaker: str | None = None, segment: str | None = None
) -> bool:
    """Let a source, a speaker's turns in it or one segment of it belong to a case; say whether that is new."""
    if member(project, case, source, speaker=speaker or "", segment=segment or ""):
        return False
    row = {"case_id": case, "source_id": source, "speaker_id": speaker, "segment_id": segment}
    change.insert("membership", row)
    return True


def unassign(project: Project, change: Change, membership: str) -> None:
    """Let something belong to a case no more; a segment that then carries nothing goes."""
    segment = change.read("membership", membership)["segment_id"]
    change.delete("membership", membership)
    if segment:
        segments.drop_if_bare(project, change, segment)


def remove(project: Project, change: Change, case: str) -> None:
    """Remove a case with its attributes and memos; what belonged to it stays."""
    borne = [row[0] for row in project.database.rows(_SEGMENTS, (case, case))]
    dependents.forget(project, change, "study_case", case)
    change.delete("study_case", case)
    for segment in borne:
        segments.drop_if_bare(project, change, segment)
