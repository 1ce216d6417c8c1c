"""Summaries: the cells of a framework matrix, written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qcode.domain.study import Case, Source
from qcode.domain.text import shortened
from qcode.errors import UnknownName
from qcode.language import _
from qcode.store import cases, coded, codes, finding, sources, summaries
from qcode.store.project import Project
from qcode.store.summaries import SummaryCell

__all__ = ["SummaryCell", "by_code", "find_cell", "text_of", "write_summary"]


def find_cell(project: Project, theme: str, unit: str) -> SummaryCell:
    """Return the cell that two names mean.

    Args:
        project: The study.
        theme: A code, or ``question:KEY``; without a code of that name, a question.
        unit: A case or a source; ``case:NAME`` or ``source:NAME`` where both are called so.

    Raises:
        UnknownName: If there is no such theme or unit.
    """
    themes: dict[str, Callable[[str], str]] = {
        "code": lambda name: codes.find(project, name).code.id,
        "question": lambda name: finding.one(name, summaries.question_ids(project), _("question")),
    }
    units: dict[str, Callable[[str], str]] = {
        "case": lambda name: cases.find(project, name).id,
        "source": lambda name: sources.find_id(project, name),
    }
    return SummaryCell(*_found(theme, themes), *_found(unit, units))


def text_of(project: Project, cell: SummaryCell) -> str:
    """Return the summary of a cell; empty for none."""
    return summaries.text_of(project, cell)


def write_summary(project: Project, cell: SummaryCell, text: str) -> bool:
    """Let a text be the summary of a cell; no words remove the one that is there.

    Returns:
        Whether that changed anything.

    Raises:
        UnknownName: If theme or unit is gone.
    """
    text = text.strip()
    if text == summaries.text_of(project, cell):
        return False
    named = " × ".join(_names(project, cell))
    said = shortened(text) if text else _("removed")
    with project.change("summary", f"{named}: {said}") as change:
        summaries.write(project, change, cell, text)
    return True


def by_code(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Return what is summed up under each code: unit and text, by the id of the code."""
    ids = {key: uuid for uuid, key in coded.code_keys(project).items()}
    found: dict[str, list[tuple[str, str]]] = {}
    for unit, names in (("case", _unit_names(project, "case")), ("source", _unit_names(project, "source"))):
        for (code, place), text in summaries.texts(project, "code", unit).items():
            found.setdefault(ids[code], []).append((names[place], text))  # type: ignore[index]  # keys of this file
    return {code: sorted(some) for code, some in found.items()}


def _unit_names(project: Project, unit: str) -> dict[int, str]:
    every: Iterable[Case | Source] = cases.all_cases(project) if unit == "case" else sources.all_sources(project)
    names = {one.id: one.name for one in every}
    return {key: names[uuid] for key, uuid in coded.ids(project, unit).items()}


def _names(project: Project, cell: SummaryCell) -> tuple[str, str]:
    """Return what theme and unit are called.

    Raises:
        UnknownName: If one of them is gone.
    """
    questions = {uuid: key for key, uuid in summaries.question_ids(project)}
    if cell.theme_kind == "code":
        one = codes.find(project, cell.theme)
        theme = one.code.key or one.path
    else:
        theme = questions.get(cell.theme, _("question"))
    if cell.unit_kind == "case":
        return theme, cases.find(project, cell.unit).name
    return theme, sources.name_of(project, cell.unit)


def _found(name: str, finders: dict[str, Callable[[str], str]]) -> tuple[str, str]:
    """Return kind and id of what a name means, by the first finder that knows it."""
    kind, colon, called = name.partition(":")
    if colon and kind in finders:
        return kind, finders[kind](called)
    first: UnknownName | None = None
    for kind, find in finders.items():
        try:
            return kind, find(name)
        except UnknownName as error:
            first = first or error
    raise first or UnknownName(name)
