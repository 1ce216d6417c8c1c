"""A passage with its citation, ready to be pasted."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.report import Quotation
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.domain.transcript import timestamp
from qcode.language import _
from qcode.services import consenting
from qcode.store import codings, segments, sources
from qcode.store.project import Project


def who(source: str, speaker: str, informant: str) -> str:
    """Return how a citation names who speaks: the informant's code, else the label with its source.

    A label alone would not do: there is an "I" in every interview.
    """
    return informant or (f"{source}: {speaker}" if speaker else "")


def quote(project: Project, source: str, span: Span) -> Quotation:
    """Return a passage of a source, coded or not, with all that its citation needs."""
    turns = sources.turns_of(project, source)
    turn = next((t for t in turns if t.span.end > span.start and t.span.start < max(span.end, span.start + 1)), None)
    seconds = next((m.seconds for m in reversed(sources.marks_of(project, source)) if m.position <= span.start), None)
    number = 0
    for number_here, place in sources.paragraphs_of(project, source):
        if place.start > span.start:
            break
        number = number_here
    informant = {s.label: s.case for s in sources.speakers_of(project, source)}
    name = sources.name_of(project, source)
    speaker = who(name, turn.speaker, informant.get(turn.speaker, "")) if turn else ""
    return Quotation(span.of(sources.text_of(project, source)), name, speaker, timestamp(seconds) or "", number)


def citation(project: Project, source: str, span: Span, *, as_quoted: bool = False) -> str:
    """Return a passage in quotation marks with its citation behind it.

    Args:
        project: The study.
        source: Id of the source.
        span: The passage.
        as_quoted: Whether to take the form written for quoting, if there is one, and the translation with it.

    Raises:
        QcodeError: If consent keeps the passage from being quoted, in that form.
    """
    quoted = quote(project, source, span)
    wording = segments.wordings(project, source).get(span, segments.Wording()) if as_quoted else segments.Wording()
    consenting.need_quotable(project, source, span, has_masked_form=bool(wording.quoted))
    words = " ".join((wording.quoted or quoted.text).split())
    if not wording.translation:
        return _("“{text}” ({citation})").format(text=words, citation=quoted.citation)
    return _("“{text}” [“{translation}”] ({citation})").format(
        text=words, translation=" ".join(wording.translation.split()), citation=quoted.citation
    )


def citations(project: Project, ids: Sequence[str]) -> list[str]:
    """Return the passages of codings in quotation marks with their citations, in the order of the ids.

    What consent keeps from being quoted is left out.
    """
    there = {one.id: one for one in consenting.cleared(project, codings.by_ids(project, ids)).codings}
    return [_cited(there[id]) for id in ids if id in there]


def _cited(one: Coding) -> str:
    speaker = who(one.source, one.speaker, one.informant)
    quoted = Quotation(one.text, one.source, speaker, timestamp(one.seconds) or "", one.paragraph)
    return _("“{text}” ({citation})").format(text=" ".join(one.text.split()), citation=quoted.citation)
