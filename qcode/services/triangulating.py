"""Triangulation: what several sources say about one thing, and where they differ."""

from __future__ import annotations

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.sheet import AttributeValue, Disagreement
from qcode.domain.transcript import timestamp
from qcode.domain.values import shown
from qcode.language import N_, translator
from qcode.store import attributes
from qcode.store.project import Project


def disagreements(project: Project, *, agreeing: bool = False) -> list[Disagreement]:
    """Return the attributes of cases and sources whose values differ, each value with its source and evidence.

    Args:
        project: The study.
        agreeing: Also those for which several sources give one and the same value.
    """
    found = []
    for attribute, subject, uuid, name in attributes.cells_with_several(project):
        values = tuple(attributes.values_of(project, attribute.id, uuid, subject.what))
        if agreeing or len({one.value for one in values}) > 1:
            found.append(Disagreement(subject, name, attribute, values))
    return found


def triangulation(project: Project, *, language: str, agreeing: bool = False) -> Report:
    """Return what sources say, a row a case's attribute, a column a source, and whether they agree."""
    say = translator(language)
    found = disagreements(project, agreeing=agreeing)
    origins = list(dict.fromkeys(value.origin_name for one in found for value in one.values))
    origins = sorted(origin for origin in origins if origin) + ([""] if "" in origins else [])
    columns = (
        Column("statement", say(N_("Statement")), Kind.NAME),
        *(Column(origin or "none", origin or say(N_("No source named")), Kind.TEXT) for origin in origins),
        Column("agree", say(N_("Agree or differ")), Kind.TEXT),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        cells: list[Cell] = [Name(f"{one.name}: {one.attribute.name}")]
        for origin in origins:
            told = [_told(value, one, language) for value in one.values if value.origin_name == origin]
            cells.append("\n\n".join(told))
        differ = len({value.value for value in one.values}) > 1
        rows.append((*cells, say(N_("differ")) if differ else say(N_("agree"))))
    note = say(N_("Unit: an attribute of a case or source for which several values were noted ({n})."))
    return Report(say(N_("Triangulation of sources")), columns, tuple(rows), (note.format(n=len(found)),))


def _told(value: AttributeValue, one: Disagreement, language: str) -> str:
    """Return a value with the words that are its evidence and their minute."""
    text = shown(value.value, one.attribute.kind, language)
    if value.span is None:
        return text
    minute = timestamp(value.seconds)
    words = " ".join(value.quotation.split())
    return f"{text}: “{words}”" + (f" [{minute}]" if minute else "")
