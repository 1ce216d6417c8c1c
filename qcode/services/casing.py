"""Cases: made, renamed, merged, given attributes, tied to sources, speakers and segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qcode.domain.sheet import CASE, SOURCES, Subject
from qcode.domain.span import Span
from qcode.domain.study import Case
from qcode.domain.values import parse
from qcode.errors import QcodeError
from qcode.language import N_, _
from qcode.services import attributing, filling
from qcode.store import attributes, case_merge, cases, finding, segments, sources
from qcode.store.changes import Change
from qcode.store.project import Project

KINDS = (N_("informant"), N_("police case"), N_("institution"))
"""What cases usually are, so that documents can say it in their language; a study may have others."""


@dataclass(frozen=True, slots=True)
class CasesResult:
    """What bringing cases in came to."""

    added: int
    updated: int
    attributes: int
    warnings: tuple[str, ...]
    """What should be known about the table."""


def add_case(project: Project, kind: str, name: str, values: Mapping[str, str] | None = None) -> tuple[str, bool]:
    """Make a case, or give the one of that kind and name more attributes.

    Returns:
        Its id, and whether it was made now.

    Raises:
        QcodeError: If kind or name is empty, or something is no value of its attribute's kind.
    """
    if not kind.strip() or not name.strip():
        raise QcodeError(_("a case needs a kind and a name"))
    kind = kind_meant(project, kind)
    with project.change("cases add", f"{kind}: {name}") as change:
        case, is_new = cases.ensure(project, change, kind, name.strip())
        _give(project, change, Subject(CASE, kind), case, values or {})
    return case, is_new


def set_attributes(project: Project, case: str, values: Mapping[str, str]) -> None:
    """Give a case, named or by id, values of attributes.

    Raises:
        UnknownName: If there is no such case.
        QcodeError: If something is no value of its attribute's kind.
    """
    found = cases.find(project, case)
    with project.change("cases set", f"{found.name}: {', '.join(values)}") as change:
        _give(project, change, Subject(CASE, found.kind), found.id, values)


def rename_case(project: Project, case: str, name: str, kind: str = "") -> None:
    """Give a case, named or by id, another name or kind; its values go along to the columns of the new kind.

    Raises:
        UnknownName: If there is no such case.
        QcodeError: If the name is empty, or another case of the kind has it.
    """
    found = cases.find(project, case)
    name, kind = name.strip(), kind_meant(project, kind) or found.kind
    same = cases.by_name(project).get((kind.casefold(), name.casefold()))
    if not name or (same and same != found.id):
        raise QcodeError(
            _("the name “{name}” is empty or taken").format(name=name), _("Two cases that are one can be merged.")
        )
    with project.change("cases rename", f"{found.kind}: {found.name} → {kind}: {name}") as change:
        change.update("study_case", found.id, {"name": name, "kind": kind})
        if kind.casefold() != found.kind.casefold():
            _take_along(project, change, found, Subject(CASE, kind))


def merge_cases(project: Project, case: str, into: str) -> None:
    """Let two cases be one: all that belongs to the first, its values and memos go to the second.

    Values that differ stand side by side afterwards.

    Raises:
        UnknownName: If there is no such case.
        QcodeError: If both are the same, or of different kinds.
    """
    gone, kept = cases.find(project, case), cases.find(project, into)
    if gone.id == kept.id:
        raise QcodeError(_("a case cannot be merged with itself"))
    if gone.kind.casefold() != kept.kind.casefold():
        raise QcodeError(
            _("a case of kind “{kind}” and one of kind “{other}” cannot be merged").format(
                kind=gone.kind, other=kept.kind
            ),
            _("Give one of them the other's kind first."),
        )
    with project.change("cases merge", f"{gone.name} → {kept.name}") as change:
        case_merge.hand_over_case(project, change, gone.id, kept.id)
        cases.remove(project, change, gone.id)


def remove_case(project: Project, case: str) -> None:
    """Remove a case with its attributes; its sources stay.

    Raises:
        UnknownName: If there is no such case.
    """
    found = cases.find(project, case)
    with project.change("cases remove", f"{found.kind}: {found.name}") as change:
        cases.remove(project, change, found.id)


# What belongs to a case


def assign_case(project: Project, case: str, source: str, *, speaker: str = "", span: Span | None = None) -> bool:
    """Let a source, the turns of one speaker in it, or a segment of it belong to a case; say whether that is new.

    Raises:
        UnknownName: If there is no such case, source or speaker.
        QcodeError: If the segment lies outside the source.
    """
    found, source_id = cases.find(project, case), sources.find_id(project, source)
    speaking = _speaker(project, source_id, speaker)
    if span is not None and not 0 <= span.start < span.end <= sources.length_of(project, source_id):
        raise QcodeError(_("the passage lies outside the text"))
    summary = f"{found.name} ← {_part(project, source_id, speaker, span)}"
    with project.change("cases assign", summary) as change:
        segment = segments.ensure(project, change, source_id, span) if span else None
        return cases.assign(project, change, found.id, source_id, speaker=speaking, segment=segment)


def unassign_case(project: Project, case: str, source: str, *, speaker: str = "", span: Span | None = None) -> None:
    """Let a source, a speaker or a segment belong to a case no more.

    Raises:
        UnknownName: If there is no such case, source or speaker.
        QcodeError: If it does not belong to it.
    """
    found, source_id = cases.find(project, case), sources.find_id(project, source)
    speaking = _speaker(project, source_id, speaker)
    segment = segments.at(project, source_id, span) if span else None
    member = cases.member(project, found.id, source_id, speaker=speaking or "", segment=segment or "")
    part = _part(project, source_id, speaker, span)
    if member is None or (span is not None and segment is None):
        raise QcodeError(
            _("“{part}” does not belong to {case}").format(part=part, case=found.name),
            _("qcode cases show CASE lists what does."),
        )
    unassign(project, found.id, member)


def unassign(project: Project, case: str, member: str) -> None:
    """Let what a membership, by its id, names belong to a case no more.

    Raises:
        QcodeError: If it is gone.
    """
    found = next((one for one in cases.members(project, case) if one.id == member), None)
    if found is None:
        raise QcodeError(_("this belongs to the case no more; another program may have removed it"))
    part = _part(project, found.source, found.speaker, found.span)
    with project.change("cases unassign", f"{cases.name_of(project, case)} − {part}") as change:
        cases.unassign(project, change, member)


# From a table


def import_cases(project: Project, path: Path, *, kind: str, name_column: str = "", prefix: str = "") -> CasesResult:
    """Bring cases in from a table: a row a case, a column an attribute, as one act.

    Args:
        project: The study.
        path: The table, ``.csv`` or ``.xlsx``; its first row names the columns.
        kind: What kind of case they are.
        name_column: The column that names a case; the first if empty.
        prefix: Put before each name, such as ``Perkara ``, so that "1" becomes "Perkara 1".

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    (plan,), warnings = filling.plan_file(project, path, kind=kind, name_column=name_column, prefix=prefix)
    done = filling.fill(project, [plan], "cases import", path.name)
    return CasesResult(done.added, done.updated, len(plan.columns), (*warnings, *done.warnings))


def kind_meant(project: Project, written: str) -> str:
    """Return the kind of case that somebody writes: a usual one may be said in the language of the screen.

    Raises:
        QcodeError: If it is called as the sheet of the sources is.
    """
    kind = written.strip()
    if kind.casefold() in (SOURCES.what, "sources"):
        raise QcodeError(
            _("“{kind}” cannot be a kind of case").format(kind=kind), _("Sources have a sheet of their own.")
        )
    usual = {_(one).casefold(): one for one in KINDS}.get(kind.casefold(), kind)
    return usual if usual == kind or all(one.kind != kind for one in cases.all_cases(project)) else kind


def _give(project: Project, change: Change, subject: Subject, case: str, given: Mapping[str, str]) -> None:
    for name, text in given.items():
        column, _made = attributes.ensure(project, change, name, subject)
        new = parse(text, column.kind, options=column.options)
        attributing.put(project, change, column, case, new)


def _take_along(project: Project, change: Change, case: Case, subject: Subject) -> None:
    """Put the values of a case into the columns of another kind."""
    for old in attributes.every(project):
        if old.subject != CASE or not old.case_kind or old.case_kind.casefold() == subject.kind.casefold():
            continue
        values = attributes.values_of(project, old.id, case.id, CASE, words=False)
        if values:
            new, _made = attributes.ensure(project, change, old.name, subject, old.kind)
            for value in values:
                change.update("attribute_value", value.id, {"attribute_id": new.id})
                attributing.add_option(change, new, value.value)


def _speaker(project: Project, source: str, label: str) -> str | None:
    if not label:
        return None
    known = {one.label: one.id for one in sources.speakers_of(project, source)}
    return finding.one(label, known.items(), _("speaker"))


def _part(project: Project, source: str, speaker: str, span: Span | None) -> str:
    name = sources.name_of(project, source)
    if span is not None:
        return f"{name}: {span.start}-{span.end}"
    return f"{name}: {speaker}" if speaker else name
