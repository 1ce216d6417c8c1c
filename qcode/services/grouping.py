"""Sets of sources, codes or cases: made, filled, renamed, removed."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import cases, codes, sets, sources
from qcode.store.project import Project


def put_in_set(project: Project, name: str, members: Sequence[str], *, kind: str = "source") -> int:
    """Put things into the set with a name, which is made if there is none.

    Args:
        project: The study.
        name: Of the set.
        members: Names or ids of sources, codes or cases.
        kind: ``source``, ``code`` or ``case``.

    Returns:
        How many were not in it yet.

    Raises:
        UnknownName: If one of them is not there.
        QcodeError: If the name is empty, or there is a set of another kind with it.
    """
    name = _named(project, name, kind)
    called = dict(_member(project, kind, member) for member in members)
    with project.change("sets put", f"{name} + {', '.join(called.values())}") as change:
        return sets.put(project, change, sets.ensure(project, change, name, kind), kind, list(called))


def take_from_set(project: Project, name: str, members: Sequence[str]) -> int:
    """Take things out of a set; return how many were in it.

    Raises:
        UnknownName: If there is no such set, or one of them is not there.
    """
    one = sets.find(project, name)
    called = dict(_member(project, one.kind, member) for member in members)
    with project.change("sets take", f"{one.name} – {', '.join(called.values())}") as change:
        return sets.take(project, change, one.id, one.kind, list(called))


def rename_set(project: Project, name: str, new: str) -> None:
    """Give a set another name.

    Raises:
        UnknownName: If there is no such set.
        QcodeError: If the name is empty or taken.
    """
    one, new = sets.find(project, name), new.strip()
    if not new or any(other.name.casefold() == new.casefold() for other in sets.all_sets(project) if other != one):
        raise QcodeError(_("the name “{name}” is empty or taken").format(name=new))
    with project.change("sets rename", f"{one.name} → {new}") as change:
        change.update("study_set", one.id, {"name": new})


def remove_set(project: Project, name: str) -> None:
    """Remove a set; what is in it stays.

    Raises:
        UnknownName: If there is no such set.
    """
    one = sets.find(project, name)
    with project.change("sets remove", one.name) as change:
        sets.remove(project, change, one.id)


def _named(project: Project, name: str, kind: str) -> str:
    if kind not in sets.KINDS:
        raise UnknownName(
            _("there are no sets of “{kind}”").format(kind=kind),
            _("There are: {names}").format(names=", ".join(sets.KINDS)),
        )
    name = name.strip()
    if not name:
        raise QcodeError(_("the name “{name}” is empty or taken").format(name=name))
    for one in sets.all_sets(project):
        if one.name.casefold() == name.casefold() and one.kind != kind:
            raise QcodeError(
                _("there is a set “{name}” of another kind: {kind}").format(name=one.name, kind=_(one.kind)),
                _("Choose another name."),
            )
    return name


def _member(project: Project, kind: str, name: str) -> tuple[str, str]:
    """Return the id of a thing, and what people call it: the trail says that, however it was named."""
    if kind == "code":
        code = codes.find(project, name)
        return code.code.id, code.code.key or code.path
    if kind == "case":
        case = cases.find(project, name)
        return case.id, case.name
    source = sources.find_id(project, name)
    return source, sources.name_of(project, source)
