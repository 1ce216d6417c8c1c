"""Narrowing: what filters on codings mean where cases are counted, or the words of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qcode.analysis.words import Said
from qcode.domain.selection import Selection
from qcode.domain.sheet import Member
from qcode.domain.stretches import Stretch, common, merged
from qcode.domain.study import Case, Source, SourceTurn
from qcode.domain.transcript import Role
from qcode.domain.values import SEVERAL
from qcode.errors import UnknownName
from qcode.language import N_, Translate, _
from qcode.services.reporting import described
from qcode.store import attributes, cases, choosing, coded, sets, sources
from qcode.store.project import Project

_OF_CODINGS = ("codes", "coders", "since", "until", "query", "saved", "on", "chosen")
Spans = dict[str, list[Stretch]]
"""Id of a source → what of it is meant, in order and apart."""


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The words that are meant."""

    said: Spans
    left_out: Spans
    """What interviewers say there, if it is not counted."""


def chooses_codings(selection: Selection) -> bool:
    """Whether a selection tells codings from each other that stand in one text of one case."""
    return any(getattr(selection, name) for name in _OF_CODINGS)


def sources_meant(project: Project, selection: Selection) -> list[Source]:
    """Return the sources that filters on sources, sets, cases and attributes let through, wholly or in part.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    named = {sources.find_id(project, name) for name in selection.sources}
    grouped = {id for name in selection.sets for id in sets.sources_in(project, name)}
    about = {name for chosen in selection.cases for name in cases.find(project, chosen).sources}
    wanted = _Values(project, selection.where)
    return [
        one
        for one in sources.all_sources(project)
        if (not named or one.id in named)
        and (not selection.sets or one.id in grouped)
        and (not selection.cases or one.name in about)
        and wanted.has_source(one)
    ]


def cases_meant(project: Project, selection: Selection, every: Iterable[Case]) -> list[Case]:
    """Return of some cases those that filters on cases, sets, sources and attributes let through.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    ids = {cases.find(project, name).id for name in selection.cases}
    names = {id: name for name, id in sources.names(project).items()}
    there = {names[sources.find_id(project, name)] for name in selection.sources}
    found = [one for one in every if (not ids or one.id in ids) and (not there or not there.isdisjoint(one.sources))]
    if selection.sets:
        chosen = [sets.find(project, name) for name in selection.sets]
        held = {member for one in chosen if one.kind == "case" for member in one.members}
        about = {names[id] for one in chosen if one.kind != "case" for id in sets.sources_in(project, one.id)}
        found = [one for one in found if one.id in held or not about.isdisjoint(one.sources)]
    wanted = _Values(project, selection.where)
    return [one for one in found if wanted.has_case(one)]


def told_of_cases(project: Project, selection: Selection, say: Translate) -> Iterator[str]:
    """Yield what a selection narrows cases to, a sentence for each filter, and which filters cannot."""
    kept = Selection(sources=selection.sources, cases=selection.cases, sets=selection.sets, where=selection.where)
    yield from described(project, kept, say)
    yield from told_of_others(selection, say)


def told_of_others(selection: Selection, say: Translate) -> Iterator[str]:
    """Yield what is to be said of filters that cannot tell cases apart."""
    if chooses_codings(selection) or selection.speakers:
        yield say(N_("Which cases stand here is told by the filters on cases, sets, sources and attributes alone."))


def told_of_words(project: Project, selection: Selection, say: Translate) -> Iterator[str]:
    """Yield what a selection narrows words to, a sentence for each filter."""
    yield from described(project, selection, say)
    if chooses_codings(selection):
        yield say(N_("Counted are words in passages that are so coded, and no others."))


class _Values:
    """Sources and cases by the values of their attributes, each source's read once."""

    def __init__(self, project: Project, where: Sequence[tuple[str, str]]) -> None:
        self._project = project
        self._wanted: dict[str, set[str]] = {}
        typed: dict[str, list[str]] = {}
        for name, value in where:
            coded.subject_of(project, name)
            typed.setdefault(name.casefold(), []).append(value)
        for name, values in typed.items():
            self._wanted[name] = {one.casefold() for one in attributes.as_kept(project, name, values)}
        every = cases.all_cases(project) if typed else []
        self._cases = {one.id: one for one in every}
        self._of_sources: dict[str, Mapping[str, str]] = {}

    def has_source(self, source: Source) -> bool:
        """Whether a source, or a case it belongs to, has a wanted value of each attribute."""
        about = [one.attributes for one in self._cases.values() if source.name in one.sources]
        own = self._said_in(source.id) if self._wanted else {}
        return all(_has(name, values, (own, *about)) for name, values in self._wanted.items())

    def has_case(self, case: Case) -> bool:
        """Whether a case, or a source that belongs to it, has a wanted value of each attribute."""
        if not self._wanted:
            return True
        ids = [sources.find_id(self._project, name) for name in case.sources]
        said = [case.attributes, *(self._said_in(id) for id in ids)]
        return all(_has(name, values, said) for name, values in self._wanted.items())

    def limits(self, source: Source, members: Sequence[Member], turns: Sequence[SourceTurn]) -> Iterator[list[Stretch]]:
        """Yield for each attribute what of a source has a wanted value: all of it, or what belongs to such cases."""
        for name, values in self._wanted.items():
            if _has(name, values, [self._said_in(source.id)]):
                yield [(0, source.chars)]
            else:
                having = {id for id, one in self._cases.items() if _has(name, values, [one.attributes])}
                yield _belonging([one for one in members if one.case in having], source, turns)

    def _said_in(self, source: str) -> Mapping[str, str]:
        if source not in self._of_sources:
            self._of_sources[source] = cases.attributes_of_source(self._project, source)
        return self._of_sources[source]


def _has(name: str, wanted: set[str], said: Iterable[Mapping[str, str]]) -> bool:
    return any(
        attribute.casefold() == name and not wanted.isdisjoint(held.casefold().split(SEVERAL))
        for one in said
        for attribute, held in one.items()
    )


def excerpts(project: Project, selection: Selection) -> Excerpts:
    """Return the words that a selection means: what is said in the texts, of coded passages alone if it chooses those.

    Where a text has turns, its labels and what stands around them are none's words; where it has none, all of it is.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    need_speakers(project, selection.speakers)
    wanted = {name.casefold() for name in selection.speakers}
    about = {cases.find(project, name).id for name in selection.cases}
    values = _Values(project, selection.where)
    passages = _coded(project, selection) if chooses_codings(selection) else None
    found = Excerpts({}, {})
    for source in sources_meant(project, selection):
        turns = sources.turns_of(project, source.id)
        handles = {one.speaker: _handles(source, one) for one in turns}
        mine = [one for one in turns if not wanted or not wanted.isdisjoint(handles[one.speaker])]
        members = cases.belonging_of_source(project, source.id) if about or selection.where else []
        limits = list(values.limits(source, members, turns))
        if about:
            limits.append(_belonging([one for one in members if one.case in about], source, turns))
        if passages is not None:
            limits.append(passages.get(source.id, []))
        counted, asked = list[SourceTurn](), list[SourceTurn]()
        for one in mine:
            (asked if one.role is Role.INTERVIEWER and not selection.all_speakers else counted).append(one)
        said = _spans(counted) if turns or wanted else [(0, source.chars)]
        found.said[source.id], found.left_out[source.id] = _within(said, limits), _within(_spans(asked), limits)
    return found


def _handles(source: Source, turn: SourceTurn) -> set[str]:
    """Return by which names a filter knows who speaks."""
    return {turn.speaker.casefold(), f"{source.name}: {turn.speaker}".casefold()}


def need_speakers(project: Project, names: Iterable[str]) -> None:
    """Refuse speakers whom no text has.

    Raises:
        UnknownName: If there are such.
    """
    there = {
        handle.casefold()
        for source, label, _case in choosing.speakers(project)
        for handle in (label, f"{source}: {label}")
    }
    if missing := [name for name in names if name.casefold() not in there]:
        raise UnknownName(_("there is no {what} “{name}”").format(what=_("speaker"), name=missing[0]))


def _belonging(members: Sequence[Member], source: Source, turns: Iterable[SourceTurn]) -> list[Stretch]:
    """Return what of a source belongs to cases; where speakers are tied to them, only they do and not all of it."""
    speakers = {one.speaker for one in members if one.speaker}
    if not speakers and any(one.kind == "source" for one in members):
        return [(0, source.chars)]
    marked = [(one.span.start, one.span.end) for one in members if one.span]
    return merged([*marked, *_spans([one for one in turns if one.speaker in speakers])])


def _spans(turns: Iterable[SourceTurn]) -> list[Stretch]:
    return merged((one.span.start, one.span.end) for one in turns)


def _within(stretches: list[Stretch], limits: Iterable[list[Stretch]]) -> list[Stretch]:
    for limit in limits:
        stretches = common(stretches, limit)
    return stretches


def _coded(project: Project, selection: Selection) -> Spans:
    """Return where the codings of a selection stand; whose words of them count is told by the turns."""
    ids = {key: uuid for key, (uuid, _name, _chars) in coded.sources(project).items()}
    spans: Spans = {}
    for key, start, end in set(coded.read(project, replace(selection, all_speakers=True)).places):
        spans.setdefault(ids[key], []).append((start, end))
    return {source: merged(own) for source, own in spans.items()}


def texts_of(project: Project, spans: Spans) -> list[Said]:
    """Return the words themselves, by source; sources without any are left out."""
    about = {one.id: one for one in sources.all_sources(project)}
    found = []
    for source, own in spans.items():
        if own:
            text = sources.text_of(project, source)
            found.append(Said(about[source].name, about[source].language, [text[start:end] for start, end in own]))
    return found


def both(some: Spans, others: Spans) -> Spans:
    """Return what lies in both."""
    return {source: common(own, others.get(source, [])) for source, own in some.items()}


def without(spans: Spans, taken: Spans) -> Spans:
    """Return spans without what of them is taken."""
    return {source: common(own, _between(taken.get(source, []))) for source, own in spans.items()}


def _between(taken: Sequence[Stretch]) -> list[Stretch]:
    """Return what lies around some stretches, to the end of any text."""
    starts, ends = [0, *(end for _start, end in taken)], [*(start for start, _end in taken), 1 << 62]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
