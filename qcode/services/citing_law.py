"""Statutory references of a study: who cites them, and what was in force. ``tabling_law`` and ``coding_law`` use it.

Which act is in force is a question of the case, not of the interview: the date is that of the case a text belongs to,
or the one that is given. Informants are no cases of law; the day of an interview says nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qcode.domain.selection import Selection
from qcode.domain.sheet import Member
from qcode.domain.span import Span
from qcode.domain.statutes import references
from qcode.domain.statutes.known import in_force_then
from qcode.domain.study import Source
from qcode.domain.values import SEVERAL, ValueKind, parse
from qcode.errors import QcodeError
from qcode.services.narrowing import chooses_codings, need_speakers, sources_meant
from qcode.store import cases, codes, codings, finding, sources
from qcode.store.project import Project

DATES = (
    "tanggal_laporan", "tanggal laporan", "tanggal_kejadian", "tanggal kejadian", "tanggal perkara", "tanggal",
    "report date", "case date", "date", "tahun", "year",
)  # fmt: skip
"""Attributes of cases that say when a matter began, the first that is there counts."""
INFORMANT = "informant"


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of an act, or an act alone, as somebody cites it in a source."""

    source: str
    """The source's name."""
    source_id: str
    span: Span
    """Of the whole reference; the articles of one reference share it."""
    text: str
    act: str
    """``UU 12/2022``, ``KUHAP``; empty if no act is named near the article."""
    article: str
    """``14(2)``; empty for the act alone."""
    is_inferred: bool
    """Whether the act was named elsewhere, before the article or later in its sentence."""
    speaker: str = ""
    """Label of who speaks; empty outside any turn."""
    role: str = ""
    seconds: float | None = None
    date: str = ""
    """When the matter began: a day, a month or a year; several with bars between them; empty if it is not known."""
    in_force: str | None = None
    """What was in force then; empty for nothing yet or no more, ``None`` if date or act is not known."""
    code: str = ""
    """The code of the passage it stands in, where references are listed by code: its key, or its path."""

    @property
    def place(self) -> tuple[str, Span]:
        """Where the reference stands; the articles of one reference share it."""
        return self.source_id, self.span


def citations(
    project: Project, selection: Selection, *, date: str = "", attribute: str = "", by: str = "source"
) -> list[Citation]:
    """Return the statutory references of the texts, by source and place.

    Args:
        project: The study.
        selection: Of texts: sources, cases, speakers, sets, ``where``. If it chooses codings too, only references in
            the passages that are so coded.
        date: When the matter began, for all of them; that of each text's cases if empty.
        attribute: Of cases: which one says when a matter began; one of ``DATES`` if empty.
        by: ``source``; or ``code``: one for each code of each passage it stands in, in the order of the codebook.

    Raises:
        QcodeError: If the date is none, or a filter names what the project does not have.
    """
    when = _given(date)
    everything: dict[str, list[Citation]] = {}
    if not chooses_codings(selection) and by == "source":
        need_speakers(project, selection.speakers)
        for source in sources_meant(project, selection):
            everything[source.id] = _of_source(project, source, selection, when, attribute)
        return [one for found in everything.values() for one in found]
    chosen = codings.select(project, selection)
    texts = {one.source_id for one in chosen}
    for source in sources.all_sources(project):
        if source.id in texts:
            everything[source.id] = _of_source(project, source, Selection(), when, attribute)
    order = {one.code.id: at for at, one in enumerate(codes.all_codes(project, with_use=False))}
    found: dict[tuple[int, int, Citation], None] = {}
    for coding in sorted(chosen, key=lambda one: order[one.code_id]) if by == "code" else chosen:
        passage = Span(coding.start, coding.end)
        for at, one in enumerate(everything[coding.source_id]):
            if one.span.overlaps(passage):
                rank = order[coding.code_id] if by == "code" else 0
                found[rank, at, replace(one, code=coding.code) if by == "code" else one] = None
    return [key[2] for key in sorted(found, key=lambda key: (key[0], finding.order(key[2].source), key[1]))]


def _of_source(project: Project, source: Source, selection: Selection, when: str, attribute: str) -> list[Citation]:
    text = sources.text_of(project, source.id)
    found = references(text)
    if not found:
        return []
    turns = sources.turns_of(project, source.id)
    wanted = {name.casefold() for name in selection.speakers}
    about = {cases.find(project, name).id for name in selection.cases}
    belonging = cases.belonging_of_source(project, source.id)
    dated = _Dates(project, belonging, attribute) if not when else None
    listed, at = [], 0
    for one in found:
        while at < len(turns) and turns[at].span.end <= one.span.start:
            at += 1
        turn = turns[at] if at < len(turns) and turns[at].span.contains(one.span.start) else None
        speaker = turn.speaker if turn else ""
        if wanted and not {speaker.casefold(), f"{source.name}: {speaker}".casefold()} & wanted:
            continue
        if about and not any(member.case in about for member in _covering(belonging, speaker, one.span)):
            continue
        date = when or (dated.at(speaker, one.span) if dated else "")
        listed.append(
            Citation(
                source.name, source.id, one.span, one.span.of(text), one.act, one.article, one.is_inferred, speaker,
                turn.role if turn else "", turn.seconds if turn else None, date, _in_force(one.act, date),
            )
        )  # fmt: skip
    return listed


def _covering(belonging: Sequence[Member], speaker: str, span: Span) -> list[Member]:
    """Return by what a place belongs to cases."""
    return [
        one
        for one in belonging
        if (one.span.overlaps(span) if one.span else one.speaker == speaker if one.speaker else True)
    ]


class _Dates:
    """When the matters began that a source is about."""

    def __init__(self, project: Project, belonging: Sequence[Member], attribute: str) -> None:
        names = [attribute.casefold()] if attribute else list(DATES)
        self._belonging = [one for one in belonging if attribute or one.case_kind.casefold() != INFORMANT]
        wanted = {one.case for one in self._belonging}
        self._date: dict[str, list[str]] = {}
        for case in cases.all_cases(project) if wanted else ():
            if case.id in wanted:
                held = {name.casefold(): value for name, value in case.attributes.items()}
                values = next((held[name] for name in names if held.get(name)), "").split(SEVERAL)
                self._date[case.id] = [day for value in values if (day := _day(value))]

    def at(self, speaker: str, span: Span) -> str:
        """Return the dates for a place, of the narrowest that belongs to a case: passage, speaker, source."""
        covering = _covering(self._belonging, speaker, span)
        for kind in ("segment", "speaker", "source"):
            days = {day for one in covering if one.kind == kind for day in self._date[one.case]}
            if days:
                return SEVERAL.join(sorted(days))
        return ""


def _in_force(act: str, dates: str) -> str | None:
    if not act or not dates:
        return None
    found = [in_force_then(act, day) for day in dates.split(SEVERAL)]
    known = [one for one in found if one is not None]
    return SEVERAL.join(dict.fromkeys(one for one in known if one)) if known else None


def _day(value: str) -> str:
    """Return a value as a day, a month or a year; empty if it is none."""
    value = value.strip()
    if value.isdigit() and len(value) == len("2024"):
        return value
    if len(value) == len("2024-09") and value[:4].isdigit() and value[4] == "-" and value[5:].isdigit():
        return value
    try:
        return parse(value, ValueKind.DATE)
    except QcodeError:
        return ""


def _given(date: str) -> str:
    if date and not _day(date):
        return parse(date, ValueKind.DATE)
    return _day(date) if date else ""
