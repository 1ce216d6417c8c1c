"""What the filters on codings can be set to in a project."""

from __future__ import annotations

from qcode.store.database import sql
from qcode.store.project import Project

_NAMED = {
    "sources": sql("SELECT name, uuid FROM source"),
    "cases": sql("SELECT name, uuid FROM study_case"),
    "coders": sql("SELECT name, uuid FROM coder"),
    "sets": sql("SELECT name, uuid FROM study_set"),
    "saved": sql("SELECT name, uuid FROM saved_query"),
}
_USE = {
    "sources": sql(
        "SELECT s.uuid, u.n FROM (SELECT source_id, COUNT(*) AS n FROM coding GROUP BY source_id) u "
        "JOIN source s ON s.id = u.source_id"
    ),
    "coders": sql(
        "SELECT r.uuid, u.n FROM (SELECT coder_id, COUNT(*) AS n FROM coding GROUP BY coder_id) u "
        "JOIN coder r ON r.id = u.coder_id"
    ),
}
_SPEAKERS = sql(
    "SELECT s.name, k.label, COALESCE(MIN(y.name), '') FROM speaker k JOIN source s ON s.id = k.source_id "
    "LEFT JOIN membership m ON m.speaker_id = k.id LEFT JOIN study_case y ON y.id = m.case_id "
    "GROUP BY k.id, s.name, k.label ORDER BY k.id"
)
_VALUES = sql(
    "SELECT a.name, v.value, COUNT(*) FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "WHERE v.value <> '' GROUP BY a.name, v.value"
)
_DAYS = sql(
    "SELECT d.on_day, COUNT(*) FROM (SELECT SUBSTR(created, 1, 10) AS on_day FROM coding) d "
    "GROUP BY d.on_day ORDER BY d.on_day DESC"
)


def named(project: Project, field: str) -> list[tuple[str, str]]:
    """Return name and id of each thing that a filter can name: sources, cases, coders, sets, saved queries."""
    return [(name, uuid) for name, uuid in project.database.rows(_NAMED[field])]


def use(project: Project, field: str) -> dict[str, int]:
    """Return how many codings each source or coder has; nothing for other filters."""
    return dict(project.database.rows(_USE[field])) if field in _USE else {}


def speakers(project: Project) -> list[tuple[str, str, str]]:
    """Return source, label and case of each speaker; the case is empty for none."""
    return [(source, label, case) for source, label, case in project.database.rows(_SPEAKERS)]


def values(project: Project) -> list[tuple[str, str, int]]:
    """Return the values of attributes, each with how many sources or cases have it."""
    return [(name, value, count) for name, value, count in project.database.rows(_VALUES)]


def days(project: Project) -> list[tuple[str, int]]:
    """Return the days on which something was coded, the latest first, each with how many codings."""
    return [(day, count) for day, count in project.database.rows(_DAYS)]
