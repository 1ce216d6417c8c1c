"""Care of sources: renamed, removed, their speakers' roles set."""

from __future__ import annotations

from collections.abc import Mapping

from qcode.domain.transcript import Role
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import codings, dependents, finding, segments, sources
from qcode.store.project import Project


def rename_source(project: Project, source: str, name: str) -> None:
    """Give a source another name.

    Args:
        project: The study.
        source: Its id.
        name: Free, whatever the case of letters.

    Raises:
        QcodeError: If another source has the name, or it is empty.
    """
    name = name.strip()
    others = {known.casefold() for known, id in sources.names(project).items() if id != source}
    if not name or name.casefold() in others:
        raise QcodeError(_("the name “{name}” is empty or taken").format(name=name))
    with project.change("rename", f"{sources.name_of(project, source)} → {name}") as change:
        change.update("source", source, {"name": name})


def remove_source(project: Project, source: str) -> int:
    """Remove a source with its codings, memos and memberships; ``undo`` brings all of it back.

    Returns:
        How many codings went with it.
    """
    ids = [coding.id for coding in codings.spans_of(project, source)]
    # What goes last comes back first: so all that is listed in the order in which it came keeps that order.
    with project.change("remove", sources.name_of(project, source)) as change:
        codings.remove(project, change, ids)
        for segment in segments.all_of(project, source):
            dependents.forget(project, change, "segment", segment)
        dependents.forget(project, change, "source", source)
        for segment in reversed(segments.all_of(project, source)):
            change.delete("segment", segment)
        change.update("source", source, {"turns": []})
        for speaker in reversed(sources.speakers_of(project, source)):
            change.delete("speaker", speaker.id)
        change.delete("source", source)
    return len(ids)


def set_roles(project: Project, source: str, roles: Mapping[str, str]) -> None:
    """Set the roles of speakers of a source.

    Args:
        project: The study.
        source: Its id.
        roles: Label → ``interviewer`` or ``participant``.

    Raises:
        QcodeError: If there is no such speaker or role.
    """
    speakers = {speaker.label: speaker.id for speaker in sources.speakers_of(project, source)}
    with project.change("speakers", f"{sources.name_of(project, source)}: {_said(roles)}") as change:
        for label, role in roles.items():
            if role not in list(Role):
                raise UnknownName(
                    _("there is no role “{role}”").format(role=role), _("There are: interviewer, participant")
                )
            speaker = finding.one(label, speakers.items(), _("speaker"))
            change.update("speaker", speaker, {"role": role})


def _said(roles: Mapping[str, str]) -> str:
    return ", ".join(f"{label} = {role}" for label, role in roles.items())
