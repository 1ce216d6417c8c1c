"""Triangulation: what several sources say about one thing, and where they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from qcode.domain.consent import Level, level_of, may_be_quoted
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.sheet import AttributeValue, Disagreement
from qcode.domain.transcript import timestamp
from qcode.domain.values import shown
from qcode.language import N_, translator
from qcode.services import consenting
from qcode.services.narrowing import cases_meant, sources_meant
from qcode.store import attributes, cases, consents
from qcode.store.project import Project


def disagreements(
    project: Project, selection: Selection | None = None, *, agreeing: bool = False
) -> list[Disagreement]:
    """Return the attributes of cases and sources whose values differ, each value with its source and evidence.

    Args:
        project: The study.
        selection: Of which cases and sources.
        agreeing: Also those for which several sources give one and the same value.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    found = []
    chosen = selection or Selection()
    meant = {one.id for one in cases_meant(project, chosen, cases.all_cases(project))}
    meant |= {one.id for one in sources_meant(project, chosen)}
    for attribute, subject, uuid, name in attributes.cells_with_several(project):
        if uuid not in meant:
            continue
        values = tuple(attributes.values_of(project, attribute.id, uuid, subject.what))
        if agreeing or len({one.value for one in values}) > 1:
            found.append(Disagreement(subject, name, attribute, values))
    return found


def triangulation(
    project: Project, selection: Selection | None = None, *, language: str, agreeing: bool = False
) -> Report:
    """Return what sources say, a row a case's attribute, a column a source, and whether they agree.

    Args:
        project: The study.
        selection: Of which cases and sources.
        language: Of the report's own words.
        agreeing: Also those for which several sources give one and the same value.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    say = translator(language)
    found, withheld = _quotable(project, disagreements(project, selection, agreeing=agreeing))
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
    notes = (note.format(n=len(found)), *consenting.notes(withheld, say))
    return Report(say(N_("Triangulation of sources")), columns, tuple(rows), notes)


def _quotable(project: Project, found: list[Disagreement]) -> tuple[list[Disagreement], Counter[Level]]:
    """Take away the words that consent forbids to quote, the values stay; return how many passages, by level."""
    if not consents.is_any(project):
        return found, Counter()
    places = {v.segment: (v.origin, v.span) for one in found for v in one.values if v.span is not None}
    informants, spans = consents.of_informants(project, places), consents.of_spans(project)
    levels = {
        segment: level_of(span, informants.get(segment, ()), spans.get(source, ()))
        for segment, (source, span) in places.items()
    }
    forms = consents.quoted_forms(project, [one for one, level in levels.items() if level is Level.MASKED])
    forbidden = {
        segment: level
        for segment, level in levels.items()
        if level is not None and not may_be_quoted(level, has_masked_form=segment in forms)
    }

    def kept(value: AttributeValue) -> AttributeValue:
        if value.segment in forbidden:
            return replace(value, span=None, quotation="")
        return replace(value, quotation=forms.get(value.segment, value.quotation))

    return [replace(one, values=tuple(map(kept, one.values))) for one in found], Counter(forbidden.values())


def _told(value: AttributeValue, one: Disagreement, language: str) -> str:
    """Return a value with the words that are its evidence and their minute."""
    text = shown(value.value, one.attribute.kind, language)
    if value.span is None:
        return text
    minute = timestamp(value.seconds)
    words = " ".join(value.quotation.split())
    return f"{text}: “{words}”" + (f" [{minute}]" if minute else "")
