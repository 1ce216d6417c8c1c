"""Queries kept under a name: saved, renamed, removed."""

from __future__ import annotations

from qcode.domain.selection import SavedQuery, Selection
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import filtering
from qcode.store import queries
from qcode.store.changes import now
from qcode.store.project import Project


def save_query(project: Project, name: str, selection: Selection, *, replace: bool = False) -> SavedQuery:
    """Keep filters under a name.

    Args:
        project: The study.
        name: How it is called; case of letters apart, no two are called alike.
        selection: The filters; what they name must be there.
        replace: Put them in the place of the query of that name, if there is one.

    Raises:
        QcodeError: If there is no name, nothing is filtered, or the name is taken.
    """
    name = _named(name)
    if selection.is_everything:
        raise QcodeError(
            _("these filters choose everything; nothing was saved"), _("Say what is wanted by at least one filter.")
        )
    pinned = filtering.pinned(project, selection)
    old = _called(project, name)
    if old is not None and not replace:
        raise _taken(old.name)
    if old is not None and old.id in _resting_on(project, pinned):
        raise QcodeError(_("the saved query “{name}” cannot rest on itself").format(name=old.name))
    with project.change("queries save", name) as change:
        if old is None:
            row = {"name": name, "selection": pinned.as_data(), "created": now()}
            change.insert("saved_query", row)
        else:
            change.update("saved_query", old.id, {"name": name, "selection": pinned.as_data()})
    return queries.find(project, name)


def rename_query(project: Project, query: str, name: str) -> None:
    """Give a saved query, named or by id, another name.

    Raises:
        QcodeError: If there is no such query, no name, or the name is taken.
    """
    name, old = _named(name), queries.find(project, query)
    taken = _called(project, name)
    if taken is not None and taken.id != old.id:
        raise _taken(taken.name)
    with project.change("queries rename", f"{old.name} → {name}") as change:
        change.update("saved_query", old.id, {"name": name})


def remove_query(project: Project, query: str) -> SavedQuery:
    """Remove a saved query, named or by id; return it.

    Raises:
        QcodeError: If there is none, or another saved query rests on it.
    """
    old = queries.find(project, query)
    resting = [one.name for one in queries.all_queries(project) if old.id in one.selection.saved]
    if resting:
        raise QcodeError(
            _("“{name}” was not removed: other saved queries rest on it").format(name=old.name),
            _("There are: {names}").format(names=", ".join(resting)),
        )
    with project.change("queries remove", old.name) as change:
        change.delete("saved_query", old.id)
    return old


def _resting_on(project: Project, selection: Selection) -> set[str]:
    """Return the ids of the saved queries that filters rest on, also by way of others."""
    known = {one.id: one.selection for one in queries.all_queries(project)}
    found: set[str] = set()
    left = list(selection.saved)
    while left:
        if (one := left.pop()) not in found:
            found.add(one)
            left += known[one].saved
    return found


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise QcodeError(_("a saved query needs a name"))
    return name


def _called(project: Project, name: str) -> SavedQuery | None:
    everything = queries.all_queries(project)
    return next((one for one in everything if one.name.casefold() == name.casefold()), None)


def _taken(name: str) -> QcodeError:
    return QcodeError(
        _("there is a saved query “{name}” already; nothing was changed").format(name=name),
        _("Choose another name, or replace it."),
    )
