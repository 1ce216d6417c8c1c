"""Sets: named groups of sources, of codes or of cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qcode.language import _
from qcode.store import dependents, finding
from qcode.store.changes import Change
from qcode.store.database import sql
from qcode.store.project import Project

KINDS = {"source": "source_id", "code": "code_id", "case": "case_id"}
"""Kind of set → column of its members."""
_TABLES = {"source": "source", "code": "code", "case": "study_case"}

_ALL = sql("SELECT uuid, name, kind FROM study_set ORDER BY id")
_MEMBERS = {
    kind: sql(
        f"SELECT t.uuid, m.uuid, x.uuid FROM set_member x JOIN study_set t ON t.id = x.set_id "
        f"JOIN {table} m ON m.id = x.{KINDS[kind]} ORDER BY x.id"
    )
    for kind, table in _TABLES.items()
}

_SOURCES = {
    "source": sql(
        "SELECT DISTINCT s.uuid FROM set_member x JOIN study_set t ON t.id = x.set_id "
        "JOIN source s ON s.id = x.source_id WHERE t.uuid = ?"
    ),
    "code": sql(
        "WITH RECURSIVE held(code) AS (SELECT x.code_id FROM set_member x JOIN study_set t ON t.id = x.set_id "
        "WHERE t.uuid = ? UNION SELECT k.id FROM held h JOIN code k ON k.parent_id = h.code) SELECT DISTINCT s.uuid "
        "FROM held h JOIN coding c ON c.code_id = h.code JOIN source s ON s.id = c.source_id"
    ),
    "case": sql(
        "SELECT DISTINCT s.uuid FROM set_member x JOIN study_set t ON t.id = x.set_id "
        "JOIN membership m ON m.case_id = x.case_id JOIN source s ON s.id = m.source_id WHERE t.uuid = ?"
    ),
}
"""Kind of set → the sources that are in it, belong to its cases, or are coded with its codes or what is under them."""


@dataclass(frozen=True, slots=True)
class StudySet:
    """A named group."""

    id: str
    name: str
    kind: str
    """What is in it: ``source``, ``code`` or ``case``."""
    members: tuple[str, ...]
    """Ids, in the order of the ids."""


def all_sets(project: Project) -> list[StudySet]:
    """Return the sets with their members, ordered by kind and name."""
    members: dict[str, list[str]] = {}
    for statement in _MEMBERS.values():
        for held, member, _row in project.database.rows(statement):
            members.setdefault(held, []).append(member)
    found = [
        StudySet(uuid, name, kind, tuple(sorted(members.get(uuid, ()))))
        for uuid, name, kind in project.database.rows(_ALL)
    ]
    return sorted(found, key=lambda one: (list(KINDS).index(one.kind), finding.order(one.name)))


def find(project: Project, name: str) -> StudySet:
    """Return the set with a name or an id.

    Raises:
        UnknownName: If there is none, or several.
    """
    everything = all_sets(project)
    wanted = finding.one(name, ((one.name, one.id) for one in everything), _("set"))
    return next(one for one in everything if one.id == wanted)


def sources_in(project: Project, name: str) -> list[str]:
    """Return the ids of the sources that are in a set, belong to its cases, or are coded with its codes.

    Raises:
        UnknownName: If there is no such set.
    """
    one = find(project, name)
    return [uuid for (uuid,) in project.database.rows(_SOURCES[one.kind], (one.id,))]


def ensure(project: Project, change: Change, name: str, kind: str = "source") -> str:
    """Return the id of the set of a kind with a name, made if there is none."""
    for one in all_sets(project):
        if one.kind == kind and one.name.casefold() == name.casefold():
            return one.id
    return change.insert("study_set", {"name": name, "kind": kind})


def put(project: Project, change: Change, held: str, kind: str, members: Iterable[str]) -> int:
    """Put things into a set; return how many were not in it yet."""
    there = {member for known, member, _row in project.database.rows(_MEMBERS[kind]) if known == held}
    new = [member for member in dict.fromkeys(members) if member not in there]
    for member in new:
        change.insert("set_member", {"set_id": held, KINDS[kind]: member})
    return len(new)


def take(project: Project, change: Change, held: str, kind: str, members: Iterable[str]) -> int:
    """Take things out of a set; return how many were in it."""
    wanted = set(members)
    rows = [row for known, member, row in project.database.rows(_MEMBERS[kind]) if known == held and member in wanted]
    for row in rows:
        change.delete("set_member", row)
    return len(rows)


def remove(project: Project, change: Change, held: str) -> None:
    """Remove a set; what is in it stays."""
    dependents.forget(project, change, "study_set", held)
    change.delete("study_set", held)
