"""Referencing: what is known of the sources and informants of a study, made into references to them.

The header of a source says when and where, the attributes of an informant's case who. What would identify somebody is
printed only where it is asked for and consent to quote is recorded of everybody concerned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qcode.domain.consent import Level
from qcode.domain.general_words import plain_office, plain_paper
from qcode.domain.name_mask import NameMask
from qcode.domain.particulars import Particulars, particulars
from qcode.domain.reference import Cited, Citing, Genre, Reference, default_style, reference
from qcode.domain.sheet import SOURCES
from qcode.domain.study import Case, Coding, Source
from qcode.language import translator
from qcode.store import attributes, cases, consents, sources
from qcode.store.project import Project

_INFORMANT = re.compile(r"inform|narasumber|respond|parti[cs]ip|interviewee|subje[ck]", re.IGNORECASE)
"""Kinds of case that are people who are interviewed."""
_GENRES = {
    "document": Genre.DOCUMENT, "police report": Genre.DOCUMENT, "field note": Genre.OBSERVATION,
    "observation": Genre.OBSERVATION, "interview": Genre.INTERVIEW, "focus group": Genre.INTERVIEW,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What is known of whom or what a passage is cited from."""

    cited: Cited
    cases: tuple[str, ...]
    """Names of the cases that it is about: the informant's, or those that a paper belongs to."""
    is_open: bool
    """Whether consent to quote is recorded of all of them."""


class References:
    """The references of one study, in one language and one manner."""

    def __init__(self, project: Project, citing: Citing, language: str) -> None:
        """Read what is known.

        Args:
            project: The study.
            citing: How it is cited; without a style, in that of the language.
            language: Of the document.
        """
        self.citing, self.language = citing, language
        self.style = citing.style or default_style(language)
        self._say = translator(language)
        self._sources = {one.id: one for one in sources.all_sources(project)}
        self._cases = cases.all_cases(project)
        self._levels = {one.case: one.level for one in consents.all_consents(project) if one.case}
        self._said = _attributes_of_sources(project)
        self._about: dict[tuple[str, str, str], About] = {}
        self.kept_short: dict[str, None] = {}
        """What was to be cited in full and could not be, by code, in order."""

    def genre(self, source: str) -> Genre:
        """Return what the source with an id is cited as."""
        one = self._sources[source]
        return _GENRES.get(one.kind.casefold()) or (Genre.INTERVIEW if one.turns else Genre.DOCUMENT)

    def about(self, source: str, informant: str = "", speaker: str = "") -> About:
        """Return what is known of a passage's origin.

        Args:
            source: Id of the source.
            informant: Name of the case of whoever speaks; empty for none.
            speaker: Their label in the source.
        """
        place = (source, informant, speaker)
        if place not in self._about:
            one = self._sources[source]
            work = self._paper if self.genre(source) is not Genre.INTERVIEW else self._interview
            self._about[place] = work(one, informant, speaker)
        return self._about[place]

    def of_coding(self, coding: Coding) -> Reference:
        """Return how a coded passage is referred to."""
        return self.worded(self.about(coding.source_id, coding.informant, coding.speaker))

    def worded(self, about: About) -> Reference:
        """Return how something is referred to: in full only where that is asked for and allowed."""
        full = self.citing.full and about.is_open
        if self.citing.full and not full:
            self.kept_short[about.cited.code] = None
        return reference(about.cited, self.style, self.language, self._say, full=full)

    def who(self, about: About) -> str:
        """Return whom a passage is from, for running text: "INF-01 (penyidik)", "Laporan polisi, Perkara 2"."""
        one = about.cited
        if one.genre is not Genre.INTERVIEW:
            return reference(one, self.style, self.language, self._say).short or one.code
        return f"{one.code} ({one.role})" if one.role else one.code

    def informants(self) -> list[Case]:
        """Return the cases that are informants and have said something."""
        return [case for case in self._cases if case.sources and _INFORMANT.search(case.kind)]

    def names(self) -> NameMask:
        """Return the names that the study knows of its informants, with their codes."""
        found = [(name, case.name) for case in self._cases for name in particulars(case.attributes.items()).names]
        for source in self._sources.values():
            informant = self._lone_informant(source)
            told = particulars(self._said.get(source.id, ())).names if informant else ()
            found += [(name, informant.name) for name in told if informant]
        return NameMask((name, code) for name, code in found if name != code)

    def _interview(self, source: Source, informant: str, speaker: str) -> About:
        lone = self._lone_informant(source)
        case = self._informant(informant) or lone
        said = particulars(self._said.get(source.id, ()))
        if case is not lone:  # The header does not say which of several informants it means.
            said = replace(said, called="", office="", institution="", names=())
        told = (particulars(case.attributes.items()) if case else Particulars()).or_else(said)
        told = replace(told, **{name: getattr(said.or_else(told), name) for name in ("day", "hours", "zone", "place")})
        label = _label(speaker)
        cited = Cited(
            Genre.INTERVIEW, code=case.name if case else label or source.name,
            role=told.called or plain_office(told.office, self.language), day=told.day,
            apart=self._apart(source, [case]) if case else source.name if label else "",
            office=told.office, institution=told.institution, hours=told.hours, zone=told.zone, place=told.place,
        )  # fmt: skip
        return self._with_consent(cited, [case] if case else [])

    def _paper(self, source: Source, _informant: str, _speaker: str) -> About:
        genre = self.genre(source.id)
        theirs = [case for case in self._cases if source.name in case.sources and not _INFORMANT.search(case.kind)]
        said = particulars(self._said.get(source.id, ()))
        code = source.name
        if genre is Genre.DOCUMENT and theirs:
            code = ", ".join(case.name for case in theirs)
        kind = plain_paper(said.paper, self.language) or plain_paper(source.name, self.language)
        cited = Cited(
            genre, code=code, role=kind if genre is Genre.DOCUMENT else "", day=said.day,
            apart=self._apart(source, theirs) if code != source.name else "",
            number=said.number, place=said.place,
        )  # fmt: skip
        return self._with_consent(cited, theirs)

    def _with_consent(self, cited: Cited, concerned: Iterable[Case]) -> About:
        named = tuple(case.name for case in concerned)
        return About(cited, named, bool(named) and all(self._levels.get(name) is Level.QUOTE for name in named))

    def _informant(self, name: str) -> Case | None:
        called = [case for case in self._cases if name and case.name == name]
        return min(called, key=lambda case: not _INFORMANT.search(case.kind), default=None)

    def _lone_informant(self, source: Source) -> Case | None:
        """Return the informant of a source, ``None`` if there are several or none."""
        there = [case for case in self._cases if source.name in case.sources and _INFORMANT.search(case.kind)]
        return there[0] if len(there) == 1 else None

    def _apart(self, source: Source, theirs: Iterable[Case]) -> str:
        """Return the name of a source where another of its genre belongs to the same cases; else empty."""
        genre = self.genre(source.id)
        others = {name for case in theirs for name in case.sources} - {source.name}
        alike = (one for one in self._sources.values() if one.name in others and self.genre(one.id) is genre)
        return source.name if any(alike) else ""


def _label(speaker: str) -> str:
    """Return a label that is a code, such as "P2"; one that may be a name is not printed."""
    return speaker if any(character.isdigit() for character in speaker) else ""


def _attributes_of_sources(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Return what each source's header says, name and value, by the id of the source."""
    sheet = attributes.sheet(project, SOURCES)
    return {
        row.id: [(column.name, value) for column in sheet.columns for value in row.values.get(column.id, ())]
        for row in sheet.rows
    }
