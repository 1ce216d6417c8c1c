"""Reports: a question of the user's, asked of the project and answered as one Report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, Translate, _, translator
from qcode.services.citing import who
from qcode.services.writing import write_file
from qcode.store import history
from qcode.store.project import Project


def make_history(project: Project, *, language: str = "en") -> Report:
    """Return the audit trail, newest last."""
    say = translator(language)
    labels = {
        "change": N_("No."), "when": N_("When"), "coder": N_("Coder"), "act": N_("Act"),
        "summary": N_("What"), "undone": N_("Undone"),
    }  # fmt: skip
    kinds = {"change": Kind.COUNT, "undone": Kind.PRESENCE}
    return Report(
        title=say(N_("History of the project")),
        columns=tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items()),
        rows=tuple(
            (e.number, f"{e.when[:19]}Z", e.coder, e.act, e.summary, e.is_undone) for e in history.entries(project)
        ),
        notes=(say(N_("Times are UTC.")),),
    )


def quotation(coding: Coding) -> Quotation:
    """Return a coding as a quotation with its citation, in the form written for quoting where there is one."""
    return Quotation(
        text=coding.quoted or coding.text, source=coding.source, translation=coding.translation,
        speaker=who(coding.source, coding.speaker, coding.informant),
        timestamp=timestamp(coding.seconds) or "", paragraph=coding.paragraph, coding=coding.id,
    )  # fmt: skip


def export_report(report: Report, path: Path, *, language: str = "en") -> tuple[str, ...]:
    """Write a report to a file; the suffix picks the format.

    Returns:
        What the format could not hold.

    Raises:
        QcodeError: If there is no such format, or the file cannot be written.
    """
    from qcode.formats.registry import report_formats

    found = report_formats().get(path.suffix.lower())
    if found is None:
        raise QcodeError(
            _("{file}: a report cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(report_formats()))),
        )
    data, lost = found.write(report, ReportOptions(language, translator(language)))
    write_file(path, data)
    return lost


def code_name(one: CodeInProject, language: str) -> Name:
    """Return how a report names a code, in its place of the tree."""
    said = one.code.said("name", language)
    label = f"{one.code.key} {said}" if one.code.key else said
    return Name(one.code.key or one.path, label, one.depth)


def described(selection: Selection, say: Translate) -> Iterable[str]:
    """Yield what a selection narrows a report to, a sentence for each filter."""
    for label, values in (
        (N_("Only codes: {names}."), selection.codes), (N_("Only sources: {names}."), selection.sources),
        (N_("Only cases: {names}."), selection.cases), (N_("Only speakers: {names}."), selection.speakers),
        (N_("Only coders: {names}."), selection.coders), (N_("Only sets: {names}."), selection.sets),
        (N_("Only where: {names}."), tuple(f"{name} = {value}" for name, value in selection.where)),
        (N_("Only at: {names}."), tuple(f"{axis} = {name}" for axis, name in selection.on)),
        (N_("Only what this query finds: {names}."), (selection.query,) if selection.query else ()),
        (N_("Only what these saved queries find: {names}."), selection.saved),
        (N_("Coded since: {names}."), (selection.since,) if selection.since else ()),
        (N_("Coded until: {names}."), (selection.until,) if selection.until else ()),
    ):  # fmt: skip
        if values:
            yield say(label).format(names=", ".join(values))
