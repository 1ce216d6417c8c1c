"""Saved queries: filters kept under a name."""

from __future__ import annotations

import json

from qcode.domain.selection import SavedQuery, from_data
from qcode.language import _
from qcode.store import finding
from qcode.store.database import sql
from qcode.store.project import Project

_ALL = sql("SELECT uuid, name, selection, created FROM saved_query")


def all_queries(project: Project) -> list[SavedQuery]:
    """Return the saved queries, ordered by name."""
    rows = project.database.rows(_ALL)
    found = [SavedQuery(uuid, name, from_data(json.loads(data)), created) for uuid, name, data, created in rows]
    return sorted(found, key=lambda one: finding.order(one.name))


def find(project: Project, name: str) -> SavedQuery:
    """Return the saved query with a name or an id.

    Raises:
        UnknownName: If there is none.
    """
    everything = all_queries(project)
    wanted = finding.one(name, ((one.name, one.id) for one in everything), _("saved query"))
    return next(one for one in everything if one.id == wanted)
