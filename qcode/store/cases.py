"""Cases, their attributes, and what belongs to them; sets of sources."""

from __future__ import annotations

from qcode.domain.study import Case
from qcode.language import _
from qcode.store import dependents, finding
from qcode.store.changes import Change, now
from qcode.store.database import sql
from qcode.store.project import Project

_ALL = sql("SELECT uuid, kind, name FROM study_case ORDER BY id")
_VALUES = sql(
    "SELECT c.uuid, a.name, v.value FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN study_case c ON c.id = v.case_id ORDER BY a.id, v.id"
)
_SOURCES = sql(
    "SELECT DISTINCT c.uuid, s.name FROM membership m JOIN study_case c ON c.id = m.case_id "
    "JOIN source s ON s.id = m.source_id"
)
_ATTRIBUTE = sql("SELECT uuid, name FROM attribute WHERE subject = ?")
_VALUE_OF_CASE = sql(
    "SELECT v.uuid FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN study_case c ON c.id = v.case_id WHERE a.uuid = ? AND c.uuid = ? ORDER BY v.id LIMIT 1"
)
_VALUE_OF_SOURCE = sql(
    "SELECT v.uuid FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN source s ON s.id = v.source_id WHERE a.uuid = ? AND s.uuid = ? ORDER BY v.id LIMIT 1"
)
_VALUES_OF_SOURCE = sql(
    "SELECT a.name, v.value FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "JOIN source s ON s.id = v.source_id WHERE s.uuid = ? ORDER BY v.id"
)
_MEMBER = sql(
    "SELECT m.uuid FROM membership m JOIN study_case c ON c.id = m.case_id JOIN source s ON s.id = m.source_id "
    "LEFT JOIN speaker k ON k.id = m.speaker_id LEFT JOIN segment g ON g.id = m.segment_id "
    "WHERE c.uuid = ? AND s.uuid = ? AND COALESCE(k.uuid, '') = ? AND COALESCE(g.uuid, '') = ?"
)
_SETS = sql("SELECT name, uuid FROM study_set WHERE kind = 'source'")
_IN_SET = sql(
    "SELECT 1 FROM set_member x JOIN study_set t ON t.id = x.set_id JOIN source s ON s.id = x.source_id "
    "WHERE t.uuid = ? AND s.uuid = ?"
)
_SET_NAMES = sql(
    "SELECT t.name, COUNT(x.id) FROM study_set t LEFT JOIN set_member x ON x.set_id = t.id "
    "WHERE t.kind = 'source' GROUP BY t.id"
)
_SET_SOURCES = sql(
    "SELECT t.name, s.uuid FROM set_member x JOIN study_set t ON t.id = x.set_id JOIN source s ON s.id = x.source_id"
)


def all_cases(project: Project) -> list[Case]:
    """Return the cases with their attributes and sources, ordered by kind and name."""
    values: dict[str, dict[str, str]] = {}
    for case, attribute, value in project.database.rows(_VALUES):
        values.setdefault(case, {})[attribute] = value
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


def sets(project: Project) -> dict[str, int]:
    """Return each set of sources with how many it has."""
    return dict(sorted(project.database.rows(_SET_NAMES), key=lambda row: finding.order(row[0])))


def sources_in_set(project: Project, name: str) -> list[str]:
    """Return the ids of the sources in the set with a name.

    Raises:
        UnknownName: If there is no such set.
    """
    named = finding.one(name, ((one, one) for one in sets(project)), _("set"))
    return [source for known, source in project.database.rows(_SET_SOURCES) if known == named]


def attributes_of_source(project: Project, source: str) -> dict[str, str]:
    """Return the attributes of a source, in the order in which they came."""
    return dict(project.database.rows(_VALUES_OF_SOURCE, (source,)))


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


def attribute(project: Project, change: Change, name: str, subject: str, kind: str = "text") -> str:
    """Return the id of the attribute of a subject (``source`` or ``case``) with a name, made if there is none."""
    for uuid, its_name in project.database.rows(_ATTRIBUTE, (subject,)):
        if its_name.casefold() == name.casefold():
            return str(uuid)
    return change.insert("attribute", {"name": name, "subject": subject, "kind": kind})


def set_value(
    project: Project, change: Change, attribute: str, value: str, *, source: str | None = None, case: str | None = None
) -> None:
    """Give a source or a case a value of an attribute, in place of the one it has."""
    statement = _VALUE_OF_SOURCE if source else _VALUE_OF_CASE
    found = project.database.value(statement, (attribute, source or case))
    if found:
        change.update("attribute_value", found, {"value": value})
        return
    row = {
        "attribute_id": attribute,
        "source_id": source,
        "case_id": case,
        "value": value,
    }
    change.insert("attribute_value", row)


def assign(
    project: Project, change: Change, case: str, source: str, *, speaker: str | None = None, segment: str | None = None
) -> bool:
    """Let a source, a speaker's turns in it or one segment of it belong to a case; say whether that is new."""
    if project.database.value(_MEMBER, (case, source, speaker or "", segment or "")):
        return False
    row = {"case_id": case, "source_id": source, "speaker_id": speaker, "segment_id": segment}
    change.insert("membership", row)
    return True


def put_in_set(project: Project, change: Change, name: str, source: str) -> None:
    """Put a source in the set with a name, made if there is none."""
    found = next(
        (uuid for known, uuid in project.database.rows(_SETS) if known.casefold() == name.casefold()), None
    ) or change.insert("study_set", {"name": name, "kind": "source"})
    if not project.database.value(_IN_SET, (found, source)):
        change.insert("set_member", {"set_id": found, "source_id": source})


def remove(project: Project, change: Change, case: str) -> None:
    """Remove a case with its attributes and memos; what belonged to it stays."""
    dependents.forget(project, change, "study_case", case)
    change.delete("study_case", case)
