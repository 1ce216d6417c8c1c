"""Coders: the people who code."""

from __future__ import annotations

from qcode.domain.study import Coder
from qcode.store import finding
from qcode.store.database import sql
from qcode.store.project import Project

_ALL = sql(
    "SELECT r.uuid, r.name, COALESCE(c.n, 0) FROM coder r "
    "LEFT JOIN (SELECT coder_id, COUNT(*) AS n FROM coding GROUP BY coder_id) c ON c.coder_id = r.id"
)


def all_coders(project: Project) -> list[Coder]:
    """Return the coders, ordered by name."""
    return sorted((Coder(*row) for row in project.database.rows(_ALL)), key=lambda coder: finding.order(coder.name))


def ensure(project: Project, name: str) -> str:
    """Return the id of the coder with a name, made within the change under way if there is none."""
    if name.casefold() == project.coder_name.casefold():
        project.coder_key()
        return project.coder_id
    found = next((one.id for one in all_coders(project) if one.name.casefold() == name.casefold()), None)
    return found or project.make_coder(name)[1]
