"""Cases: made, given attributes, tied to sources, brought in from a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _
from qcode.services.tables import read_table
from qcode.store import cases, finding, sources
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class CasesResult:
    """What bringing cases in came to."""

    added: int
    updated: int
    attributes: int
    warnings: tuple[str, ...]
    """What should be known about the table."""


def add_case(project: Project, kind: str, name: str, attributes: Mapping[str, str] | None = None) -> tuple[str, bool]:
    """Make a case, or give the one of that kind and name more attributes.

    Returns:
        Its id, and whether it was made now.

    Raises:
        QcodeError: If kind or name is empty.
    """
    if not kind.strip() or not name.strip():
        raise QcodeError(_("a case needs a kind and a name"))
    with project.change("cases add", f"{kind}: {name}") as change:
        case, is_new = cases.ensure(project, change, kind.strip(), name.strip())
        for attribute, value in (attributes or {}).items():
            cases.set_value(project, change, cases.attribute(project, change, attribute, "case"), value, case=case)
    return case, is_new


def set_attributes(project: Project, case: str, attributes: Mapping[str, str]) -> None:
    """Give a case, named or by id, values of attributes.

    Raises:
        UnknownName: If there is no such case.
    """
    found = cases.find(project, case)
    with project.change("cases set", f"{found.name}: {', '.join(attributes)}") as change:
        for name, value in attributes.items():
            cases.set_value(project, change, cases.attribute(project, change, name, "case"), value, case=found.id)


def assign_case(project: Project, case: str, source: str, *, speaker: str = "") -> bool:
    """Let a source, or the turns of one speaker in it, belong to a case; say whether that is new.

    Raises:
        UnknownName: If there is no such case, source or speaker.
    """
    found, source_id = cases.find(project, case), sources.find_id(project, source)
    speaking = None
    if speaker:
        known = {one.label: one.id for one in sources.speakers_of(project, source_id)}
        speaking = finding.one(speaker, known.items(), _("speaker"))
    with project.change("cases assign", f"{found.name} ← {source}{f': {speaker}' if speaker else ''}") as change:
        return cases.assign(project, change, found.id, source_id, speaker=speaking)


def remove_case(project: Project, case: str) -> None:
    """Remove a case with its attributes; its sources stay.

    Raises:
        UnknownName: If there is no such case.
    """
    found = cases.find(project, case)
    with project.change("cases remove", f"{found.kind}: {found.name}") as change:
        cases.remove(project, change, found.id)


def import_cases(project: Project, path: Path, *, kind: str, name_column: str = "", prefix: str = "") -> CasesResult:
    """Bring cases in from a ``.csv``: a row a case, a column an attribute, as one act.

    Args:
        project: The study.
        path: The table; its first row names the columns.
        kind: What kind of case they are.
        name_column: The column that names a case; the first if empty.
        prefix: Put before each name, such as ``Perkara ``, so that "1" becomes "Perkara 1".

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    rows, warnings = read_table(path)
    header = rows[0]
    if name_column and name_column.casefold() not in (column.casefold() for column in header):
        raise UnreadableFile(
            _("{file}: there is no column “{name}”").format(file=path, name=name_column),
            _("There are: {names}").format(names=", ".join(header)),
        )
    at = next((i for i, column in enumerate(header) if column.casefold() == name_column.casefold()), 0)
    added = updated = 0
    with project.change("cases import", path.name) as change:
        ids = [cases.attribute(project, change, c, "case") if i != at and c else "" for i, c in enumerate(header)]
        for line, row in enumerate(rows[1:], 2):
            if not any(row):
                continue
            if not row[at].strip():
                raise UnreadableFile(
                    _("{file}: row {line} has no name in the column “{name}”").format(
                        file=path, line=line, name=header[at]
                    )
                )
            case, is_new = cases.ensure(project, change, kind, f"{prefix}{row[at].strip()}")
            added, updated = added + is_new, updated + (not is_new)
            for attribute, value in zip(ids, row, strict=True):
                if attribute and value.strip():
                    cases.set_value(project, change, attribute, value.strip(), case=case)
    return CasesResult(added, updated, sum(1 for one in ids if one), warnings)
