"""Statutory references as a report: which articles are cited how often, by whom, and what was in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qcode.domain.dates import long_date
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.transcript import Role, timestamp
from qcode.domain.values import SEVERAL
from qcode.language import N_, Translate, translator
from qcode.services.asking import asked_as
from qcode.services.citing_law import Citation, citations
from qcode.services.reporting import code_name, described
from qcode.store import codes
from qcode.store.project import Project


@asked_as("statutes")
def make_statutes(
    project: Project, selection: Selection, *, by: str = "source", date: str = "", attribute: str = "",
    language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return which articles are cited how often, by source or by code; interviewers are left out unless asked for.

    Args:
        project: The study.
        selection: As for ``citations``.
        by: ``source`` or ``code``.
        date: As for ``citations``.
        attribute: As for ``citations``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from; a plain one if empty.

    Raises:
        QcodeError: As ``citations``.
    """
    say = translator(language)
    everything = citations(project, selection, date=date, attribute=attribute, by=by)
    counted = [one for one in everything if selection.all_speakers or one.role != Role.INTERVIEWER]
    groups = _grouped(counted, by)
    labels = _labels(project, language)
    rows: list[tuple[Cell, ...]] = [
        (Name(name, labels.get(name, "") if by == "code" else ""), *_cells(group, say, language)) for group in groups
        for name in [group[0].code if by == "code" else group[0].source]
    ]  # fmt: skip
    head = say(N_("Code")) if by == "code" else say(N_("Source"))
    columns = (
        Column(by, head, Kind.NAME), Column("act", say(N_("Statute"))), Column("article", say(N_("Article"))),
        Column("references", say(N_("References")), Kind.COUNT), Column("speakers", say(N_("Cited by"))),
        Column("in_force", say(N_("In force at the case's date"))),
    )  # fmt: skip
    return Report(
        title or say(N_("Statutory references")), columns, tuple(rows),
        (*_notes(everything, counted, say), *described(project, selection, say)),
        source_line or say(N_("primary data")),
    )  # fmt: skip


def cited(
    project: Project, selection: Selection, *, by: str = "source", date: str = "", attribute: str = ""
) -> list[list[Citation]]:
    """Return the references behind each row of ``make_statutes``, in the order of its rows.

    Raises:
        QcodeError: As ``citations``.
    """
    everything = citations(project, selection, date=date, attribute=attribute, by=by)
    return _grouped([one for one in everything if selection.all_speakers or one.role != Role.INTERVIEWER], by)


def _grouped(counted: Sequence[Citation], by: str) -> list[list[Citation]]:
    groups: dict[tuple[str, str, str], list[Citation]] = {}
    for one in counted:
        groups.setdefault((one.code if by == "code" else one.source, one.act, one.article), []).append(one)
    return list(groups.values())


def list_statutes(project: Project, found: Sequence[Citation], *, by: str = "source", language: str = "en") -> Report:
    """Return references one by one, as ``citations`` found them: a row for each, interviewers' too.

    Args:
        project: The study.
        found: What ``citations`` returned.
        by: By what it was asked: ``source`` or ``code``, which names the rows.
        language: Of the report's own words.
    """
    say = translator(language)
    labels = _labels(project, language)
    head = say(N_("Code")) if by == "code" else say(N_("Source"))
    heads = (
        Column(by, head, Kind.NAME), Column("act", say(N_("Statute"))), Column("article", say(N_("Article"))),
        Column("in_force", say(N_("In force at the case's date"))), Column("text", say(N_("As cited"))),
        Column("speaker", say(N_("Speaker"))), Column("time", say(N_("Time"))),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            Name(one.code, labels.get(one.code, "")) if by == "code" else Name(one.source),
            one.act or say(N_("(no act named)")), one.article, _force(one, say, language), one.text, one.speaker,
            timestamp(one.seconds),
        )
        for one in found
    ]  # fmt: skip
    return Report(
        say(N_("Statutory references")), heads, tuple(rows), tuple(_notes(found, found, say)), say(N_("primary data"))
    )


def _labels(project: Project, language: str) -> dict[str, str]:
    """Return how codes are called, by their key or path."""
    named = (code_name(one, language) for one in codes.all_codes(project, with_use=False))
    return {one.name: one.label for one in named}


def _cells(cited: Sequence[Citation], say: Translate, language: str) -> tuple[Cell, ...]:
    """Return act, article, count, who cites it and what was in force, of the citations of one row."""
    speakers = dict.fromkeys(one.speaker for one in cited if one.speaker)
    forces = dict.fromkeys(_force(one, say, language) for one in cited)
    return (
        cited[0].act or say(N_("(no act named)")), cited[0].article, len({one.place for one in cited}),
        ", ".join(speakers), "; ".join(one for one in forces if one),
    )  # fmt: skip


def _force(one: Citation, say: Translate, language: str) -> str:
    if one.in_force is None:
        return ""
    act = one.in_force or say(N_("none in force"))
    return f"{act} ({days_of(one, language)})"


def days_of(one: Citation, language: str) -> str:
    """Return when the matter of a citation began, as a document says it; empty if that is not known."""
    return SEVERAL.join(long_date(day, language) for day in one.date.split(SEVERAL))


def _notes(everything: Sequence[Citation], counted: Sequence[Citation], say: Translate) -> Iterator[str]:
    yield say(
        N_("Unit: references; one that names several articles counts once for each. References in all: {n}.")
    ).format(n=len({one.place for one in counted}))
    if left := len({one.place for one in everything}) - len({one.place for one in counted}):
        yield say(N_("Left out: references of interviewers ({n}).")).format(n=left)
    if inferred := len({one.place for one in counted if one.is_inferred}):
        yield say(N_("Acts named elsewhere than beside the article, to be checked: {n}.")).format(n=inferred)
    if any(one.in_force is not None for one in counted):
        yield say(N_("What is in force goes by a table of acts whose dates are as commonly cited; check the gazette."))
    if unknown := Counter(one.act for one in counted if one.act and one.date and one.in_force is None):
        yield say(N_("When these are in force is not known here: {names}.")).format(names=", ".join(unknown))
