"""Reports: a question of the user's, asked of the project and answered as one Report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode import settings
from qcode.domain.document import Document
from qcode.domain.numbering import picture_name
from qcode.domain.report import Column, Kind, Name, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject, Coding
from qcode.domain.transcript import timestamp
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, Translate, _, translator
from qcode.services import filtering
from qcode.services.citing import who
from qcode.services.writing import write_file
from qcode.store import history
from qcode.store.project import Project

_SHOWN = 12
"""How many names of what is not shown a note tells."""


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


@dataclass(frozen=True, slots=True)
class Setup:
    """How the user wants documents set in Word."""

    look: str = ""
    """Name of a built-in look; empty for the first."""
    template: Path | None = None
    """A Word document or template of the user's own; ``None`` for none."""
    chapter: str = ""
    """Number of the chapter, as typed; empty for none."""
    first_table: int = 1
    split_tables: bool = False
    """Whether tables longer than a page are parted, each part under its caption with "(continued)"."""
    first_figure: int = 1

    def options(self, language: str, suffix: str) -> ReportOptions:
        """Return it as formats want it.

        Args:
            language: Of the document.
            suffix: Of its file; only a Word document has a template.

        Raises:
            QcodeError: If the template cannot be read.
        """
        has_template = self.template is not None and suffix.lower() == ".docx"
        try:
            template = self.template.expanduser().read_bytes() if self.template and has_template else b""
        except OSError as error:
            raise QcodeError(
                _("{file} cannot be read: {error}").format(file=self.template, error=error.strerror or error),
                _("Name a .docx or .dotx file with --template, or keep another one: qcode look"),
            ) from error
        return ReportOptions(
            language, translator(language), self.look, template, self.template.name if self.template else "",
            self.chapter, self.first_table, self.split_tables, first_figure=self.first_figure,
        )  # fmt: skip


def usual_setup(look: str = "") -> Setup:
    """Return what the settings keep of how documents are set.

    Args:
        look: The look where they keep none; empty for the first.
    """
    kept = settings.load()
    return Setup(kept.look if kept.look or kept.template else look, Path(kept.template) if kept.template else None)


def keep_setup(setup: Setup) -> None:
    """Keep a look or a template in the settings, for all documents from now on.

    Raises:
        QcodeError: If there is no such look, or the template cannot be used.
    """
    from qcode.formats.registry import document_formats

    template = setup.template.expanduser().absolute() if setup.template else None
    if write := document_formats()[".docx"].write_document:
        # Written once and thrown away: what is kept must be of use.
        write(Document("", ()), replace(setup, template=template).options("en", ".docx"))
    settings.save(replace(settings.load(), look=setup.look, template=str(template or "")))


def export_document(
    document: Document, path: Path, *, language: str = "en", setup: Setup | None = None
) -> tuple[str, ...]:
    """Write a document of several tables, words and pictures to a file; the suffix picks the format.

    Where that is text alone, its pictures are written beside it.

    Args:
        document: What to write.
        path: The file.
        language: Of the document's own words.
        setup: How it is set in Word; ``None``: as the settings have it.

    Returns:
        What the format could not hold.

    Raises:
        QcodeError: If the format holds no such document, or the file cannot be written.
    """
    from qcode.formats.registry import document_formats

    found = document_formats().get(path.suffix.lower())
    if found is None or found.write_document is None:
        raise QcodeError(
            _("{file}: a document cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(document_formats()))),
        )
    options = (setup or usual_setup()).options(language, path.suffix)
    if found.keeps_pictures_beside:
        options = replace(options, beside=path.stem)
        for count, figure in enumerate(document.figures(), options.first_figure):
            write_file(path.with_name(picture_name(path.stem, count)), figure.svg)
    data, lost = found.write_document(document, options)
    write_file(path, data)
    return lost


def export_report(report: Report, path: Path, *, language: str = "en", setup: Setup | None = None) -> tuple[str, ...]:
    """Write a report to a file; the suffix picks the format.

    Args:
        report: What to write.
        path: The file.
        language: Of the document's own words.
        setup: How it is set in Word; ``None``: as the settings have it.

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
    data, lost = found.write(report, (setup or usual_setup()).options(language, path.suffix))
    write_file(path, data)
    return lost


def code_name(one: CodeInProject, language: str) -> Name:
    """Return how a report names a code, in its place of the tree."""
    said = one.code.said("name", language)
    label = f"{one.code.key} {said}" if one.code.key else said
    return Name(one.code.key or one.path, label, one.depth)


def described(project: Project, chosen: Selection, say: Translate) -> Iterable[str]:
    """Yield what a selection narrows a report to, a sentence for each filter, in names though it may hold ids."""
    if chosen.is_everything:
        return
    selection = filtering.named(project, chosen)
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
    if selection.chosen:
        yield say(N_("Only passages chosen one by one: {n}.")).format(n=len(selection.chosen))


def unused(names: Sequence[str], selection: Selection, say: Translate) -> Iterator[str]:
    """Yield what is said of codes, sources … that are not shown, because nothing is coded there."""
    if names:
        note = N_("Not shown, because nothing is coded there: {names}.")
        if not selection.is_everything:
            note = N_("Not shown, because nothing in this selection is coded there: {names}.")
        yield say(note).format(names=enumerated(names, say))


def enumerated(names: Sequence[str], say: Translate) -> str:
    """Return the first of many names, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    return say(N_("{names} and {n} more")).format(names=shown, n=len(names) - _SHOWN) if len(names) > _SHOWN else shown
