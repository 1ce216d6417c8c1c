"""Care of sources: notes written, renamed, described, removed, their speakers' roles set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qcode.domain.sheet import SOURCES
from qcode.domain.transcript import Role, Transcript
from qcode.domain.values import parse
from qcode.errors import QcodeError, UnknownName
from qcode.formats.base import ReadOptions
from qcode.language import N_, _
from qcode.services import attributing, importing
from qcode.store import attributes, codings, dependents, finding, segments, sources
from qcode.store.project import Project

STANDINGS = (N_("primary"), N_("secondary"))
KINDS = (
    N_("interview"), N_("focus group"), N_("field note"), N_("observation"), N_("document"), N_("police report"),
)  # fmt: skip
"""Kinds that are offered; a source may have one of its own."""


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


def edit_source(
    project: Project, source: str, *, kind: str | None = None, standing: str | None = None, language: str | None = None
) -> None:
    """Change what is known of a source; what is ``None`` stays.

    Args:
        project: The study.
        source: Its id.
        kind: ``interview``, ``focus group``, ``field note``, ``document`` …, or a word of one's own.
        standing: ``primary`` or ``secondary`` data.
        language: ``id``, ``en`` …; empty for not known.

    Raises:
        QcodeError: If the kind is empty or there is no such standing.
    """
    columns: dict[str, str] = {}
    if kind is not None:
        if not kind.strip():
            raise QcodeError(_("a source needs a kind: interview, document, field note …"))
        columns["kind"] = kind.strip()
    if standing is not None:
        if standing not in STANDINGS:
            raise UnknownName(
                _("data are primary or secondary, not “{standing}”").format(standing=standing),
                _("There are: {names}").format(names=", ".join(STANDINGS)),
            )
        columns["standing"] = standing
    if language is not None:
        columns["language"] = language.strip().lower()
    said = ", ".join(f"{what} = {value}" for what, value in columns.items())
    with project.change("sources edit", f"{sources.name_of(project, source)}: {said}") as change:
        change.update("source", source, columns)


def write_note(project: Project, name: str, text: str, *, kind: str = "field note", language: str = "") -> str:
    """Keep a note that was written here as a source; return its id.

    Nobody speaks in it: what looks like a speaker's label is taken as it stands.

    Args:
        project: The study.
        name: Its name, made unique by `` (2)``.
        text: Its words.
        kind: ``field note``, ``observation`` …
        language: ``id``, ``en`` …; empty to have it guessed.

    Raises:
        QcodeError: If there are no words, or the very same text is a source already.
    """
    if not text.strip():
        raise QcodeError(_("a note without words was not kept"))
    found = importing.preview_text(text, name.strip() or importing.name_for(text), ReadOptions(language=language))
    bare = Transcript(found.transcript.text, language=found.transcript.language)
    with project.change("note", found.name) as change:
        result = importing.import_previews(project, [replace(found, kind=kind, transcript=bare)])
        if result.skipped:
            raise QcodeError(result.skipped[0][1])
        change.update("source", result.added[0].id, {"standing": "primary"})  # One's own eyes saw it.
        change.summary = result.added[0].name
    return result.added[0].id


def set_metadata(project: Project, source: str, values: Mapping[str, str]) -> None:
    """Give a source values of its attributes; an empty text takes a value away.

    Raises:
        QcodeError: If something is no value of its attribute's kind.
    """
    with project.change("sources set", f"{sources.name_of(project, source)}: {', '.join(values)}") as change:
        for name, text in values.items():
            column, _made = attributes.ensure(project, change, name, SOURCES)
            new = parse(text, column.kind, options=column.options)
            attributing.put(project, change, column, source, new)


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
