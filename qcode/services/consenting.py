"""Consent: recorded, and obeyed by whatever leaves the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qcode.domain.consent import Consent, Level, is_quoting, level_of, may_be_quoted
from qcode.domain.span import Span
from qcode.domain.study import Coding, Hit
from qcode.errors import QcodeError, UnknownName
from qcode.language import N_, Translate, _
from qcode.services import noting
from qcode.store import cases, consents, dependents, segments, sources
from qcode.store import codings as stored_codings
from qcode.store.project import Project

_WITHHELD = {
    Level.NEVER: N_("Withheld: passages that may not be quoted: {n}."),
    Level.CHECK: N_("Withheld until the informant has checked them: passages: {n}."),
    Level.MASKED: N_("Withheld: passages to be quoted masked that have no “as quoted” form yet: {n}."),
}
SAID = {
    Level.QUOTE: N_("may be quoted"),
    Level.MASKED: N_("quoted masked"),
    Level.CHECK: N_("check first"),
    Level.NEVER: N_("never"),
}
"""Levels, for people."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Codings with what consent leaves of them."""

    codings: tuple[Coding, ...]
    """Those that may be quoted; what is to be masked has its "as quoted" form as its text."""
    withheld: Counter[Level]
    """How many passages were left out, by the level that forbids them."""

    def notes(self, say: Translate) -> list[str]:
        """Return what has to be said under a document: how many passages were left out, and why."""
        return notes(self.withheld, say)


def notes(withheld: Mapping[Level, int], say: Translate) -> list[str]:
    """Return what has to be said under a document that left passages out."""
    return [say(words).format(n=withheld[level]) for level, words in _WITHHELD.items() if withheld.get(level)]


def cleared(project: Project, codings: Sequence[Coding], *, by_informant: bool = False) -> Cleared:
    """Return codings without those whose passages may not be quoted.

    Every document that shows the words of informants takes its passages from here.

    Args:
        project: The study.
        codings: Those that are wanted.
        by_informant: Whether they are shown to whoever said them, who is to check them first.
    """
    levels = levels_of(project, codings)
    masked = [one.segment for one in codings if levels.get(one.segment) is Level.MASKED]
    forms = consents.quoted_forms(project, masked) if masked else {}
    kept: list[Coding] = []
    withheld: dict[str, Level] = {}
    for one in codings:
        level = levels.get(one.segment)
        if level is Level.CHECK and by_informant:
            kept.append(one)
        elif level is not None and not may_be_quoted(level, has_masked_form=one.segment in forms):
            withheld[one.segment] = level
        elif form := forms.get(one.segment):
            # A translation may tell what the form does not.
            kept.append(replace(one, text=form, quoted=form, translation=""))
        else:
            kept.append(one)
    return Cleared(tuple(kept), Counter(withheld.values()))


def levels_of(project: Project, codings: Iterable[Coding]) -> dict[str, Level]:
    """Return what is allowed of the passages of codings, by the id of the segment; what is not recorded is left out."""
    if not consents.is_any(project):
        return {}
    places = {one.segment: (one.source_id, Span(one.start, one.end)) for one in codings}
    spans = consents.of_spans(project)
    informants = consents.of_informants(project, places)
    found = {
        segment: level_of(span, informants.get(segment, ()), spans.get(source, ()))
        for segment, (source, span) in places.items()
    }
    return {segment: level for segment, level in found.items() if level is not None}


def quoting_memos(project: Project, on: Mapping[str, tuple[str, str]]) -> set[str]:
    """Return the memos that quote a passage which does not leave the project as it stands.

    Args:
        project: The study.
        on: Id of a memo → id of a coding it is on, itself or by its passage, and the memo's text.
    """
    if not on or not consents.is_any(project):
        return set()
    found = {one.id: one for one in stored_codings.by_ids(project, sorted({coding for coding, _text in on.values()}))}
    levels = levels_of(project, found.values())
    return {
        memo
        for memo, (coding, text) in on.items()
        if levels.get(found[coding].segment) not in (None, Level.QUOTE) and is_quoting(text, found[coding].text)
    }


def cleared_hits(project: Project, hits: Sequence[Hit]) -> tuple[list[Hit], Counter[Level]]:
    """Return what a search found without what may not be quoted, and how much was left out by which level.

    The words around a match are shown too, so that they are judged with it.
    """
    if not consents.is_any(project):
        return list(hits), Counter()
    recorded, ids = consents.of_spans(project), sources.names(project)
    kept: list[Hit] = []
    withheld: Counter[Level] = Counter()
    for one in hits:
        source, span = ids[one.source], Span(one.start - len(one.left), one.end + len(one.right))
        level = level_of(span, consents.of_place(project, source, span), recorded.get(source, ()))
        if level is None or may_be_quoted(level, has_masked_form=False):
            kept.append(one)
        else:
            withheld[level] += 1
    return kept, withheld


def need_quotable(project: Project, source: str, span: Span, *, has_masked_form: bool = False) -> None:
    """Refuse a passage, coded or not, that may not leave the project.

    Args:
        project: The study.
        source: Id of the source.
        span: The passage.
        has_masked_form: Whether it leaves it in the form written for quoting.

    Raises:
        QcodeError: If it may not be quoted as it stands.
    """
    level = level_at(project, source, span)
    if not may_be_quoted(level, has_masked_form=has_masked_form):
        raise QcodeError(
            _("consent is “{level}”: this passage is not quoted").format(level=level),
            _("What is recorded, and how to change it: the screen Consent, or qcode consent"),
        )


def level_at(project: Project, source: str, span: Span) -> Level | None:
    """Return what is allowed of a passage, coded or not; ``None`` where nothing is recorded."""
    if not consents.is_any(project):
        return None
    recorded = consents.of_spans(project).get(source, ())
    return level_of(span, consents.of_place(project, source, span), recorded)


def record_consent(project: Project, case: str, level: str, note: str = "") -> None:
    """Record what an informant allows of all they said, in place of what was recorded.

    Args:
        project: The study.
        case: Name or id of the informant's case.
        level: ``quote``, ``masked``, ``check`` or ``never``.
        note: When, how and by whom it was given.

    Raises:
        UnknownName: If there is no such case or level.
    """
    found, meant = cases.find(project, case), _level(level)
    with project.change("consent", f"{found.name}: {_(SAID[meant])}") as change:
        consents.record(project, change, meant, note, case=found.id)


def record_consent_of_passage(project: Project, source: str, span: Span, level: str, note: str = "") -> None:
    """Record what is allowed of one span, in place of what was recorded of it.

    Args:
        project: The study.
        source: Id of the source.
        span: The words meant; of the informant's own consent it takes the place.
        level: ``quote``, ``masked``, ``check`` or ``never``.
        note: When, how and by whom it was given.

    Raises:
        UnknownName: If there is no such level.
        QcodeError: If the span is empty or lies outside the text.
    """
    meant = _level(level)
    if not len(span) or span.end > sources.length_of(project, source):
        raise QcodeError(_("the passage lies outside the text"))
    where = f"{sources.name_of(project, source)} {span.start}–{span.end}"
    with project.change("consent", f"{where}: {_(SAID[meant])}") as change:
        segment = segments.ensure(project, change, source, span)
        consents.record(project, change, meant, note, segment=segment)


def forget_consent(project: Project, consent: Consent) -> None:
    """Remove what is recorded of an informant or a span; a passage that then carries nothing goes too.

    Raises:
        UnknownName: If it is gone.
    """
    what = consent.case or f"{consent.source} {consent.span.start if consent.span else 0}"
    with project.change("consent", _("removed: {text}").format(text=what)) as change:
        if not change.knows("consent", consent.id):
            raise UnknownName(_("this consent is gone; another program may have removed it"))
        segment = change.read("consent", consent.id)["segment_id"]
        dependents.forget(project, change, "consent", consent.id)
        change.delete("consent", consent.id)
        if segment:
            segments.drop_if_bare(project, change, segment)


def find_consent(project: Project, name: str) -> Consent:
    """Return what is recorded under an id, of the case with a name, or of ``SOURCE:START-END``.

    Raises:
        UnknownName: If nothing is.
    """
    place = noting.find_passage(project, name)
    case = "" if place else next((c.name for c in cases.all_cases(project) if name in (c.id, c.name)), name)
    for one in consents.all_consents(project):
        if one.id == name or (place and (one.source_id, one.span) == place) or (case and one.case == case):
            return one
    raise UnknownName(_("no consent is recorded of “{name}”").format(name=name), _("List it with: qcode consent"))


def _level(level: str) -> Level:
    try:
        return Level(level)
    except ValueError as error:
        raise UnknownName(
            _("there is no consent “{level}”").format(level=level),
            _("There are: {names}").format(names=", ".join(Level)),
        ) from error
