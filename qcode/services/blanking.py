"""Blanking: a whole text as it may be shown to others, with what may not be quoted taken out of it.

A list of quotations leaves out what consent forbids; in a transcript that would leave holes that nobody sees. So each
paragraph, or part of one, that may not be quoted is replaced by words that say so; what may be quoted in another form
only is shown in that form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qcode.domain.blanking import Blanked, Cover
from qcode.domain.consent import Level, level_of, may_be_quoted, strictest
from qcode.domain.name_mask import NameMask, replaced
from qcode.domain.span import Span, merged
from qcode.domain.transcript import Role
from qcode.language import N_, Translate
from qcode.store import consents, segments, sources
from qcode.store.project import Project

_NOT_QUOTED = N_("[not quoted]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of the study as it may be shown."""

    blanked: Blanked | None
    """``None`` where nobody who answers in it may be quoted, so that it is left out whole."""
    places: int = 0
    """Stretches that were replaced."""


def shown(project: Project, source: str, text: str, say: Translate, names: NameMask | None = None) -> Shown:
    """Return a text as it may be shown.

    Args:
        project: The study.
        source: Id of the source.
        text: Its text.
        say: Translates into the language of who reads it.
        names: Names that give way to codes, wherever they stand; ``None`` for none.
    """
    if not consents.is_any(project):
        return Shown(Blanked(text, _codes_for(names, text, ())))
    informants = consents.reach_of_informants(project, source)
    if _is_silent(project, source, text, informants):
        return Shown(None)
    spans = consents.of_spans(project).get(source, [])
    outside = _outside(project, source, text, informants)
    closed = [
        part
        for part in _parts(text, [*informants, *spans, *outside])
        if not may_be_quoted(_level(part, [*informants, *outside], spans), has_masked_form=False)
    ]
    forms = _forms(project, source, informants, spans, names)
    covers = list(_covers(text, merged(closed), forms, say(_NOT_QUOTED)))
    return Shown(Blanked(text, [*covers, *_codes_for(names, text, covers)]), len(covers))


def notes(left_out: Sequence[str], places: int, say: Translate) -> list[str]:
    """Return what has to be said under transcripts.

    Args:
        left_out: Names of the texts that are not shown.
        places: Stretches that were replaced in the others.
        say: Translates into the document's language.
    """
    found: list[str] = []
    if left_out:
        named = ", ".join(left_out)
        found.append(
            say(N_("Transcripts left out, because their informants may not be quoted: {names}.")).format(names=named)
        )
    if places:
        found.append(say(N_("Stretches of transcripts not shown, or only as quoted: {n}.")).format(n=places))
    return found


def _is_silent(project: Project, source: str, text: str, informants: Sequence[tuple[Span, Level]]) -> bool:
    """Say whether all who answer in a text are never to be quoted."""
    never = [span for span, level in informants if level is Level.NEVER]
    if not never:
        return False
    answers = [one.span for one in sources.turns_of(project, source) if one.role is not Role.INTERVIEWER]
    covered = merged(never)
    return all(
        any(c.start <= one.start and one.end <= c.end for c in covered) for one in answers or [Span(0, len(text))]
    )


def _outside(
    project: Project, source: str, text: str, informants: Sequence[tuple[Span, Level]]
) -> list[tuple[Span, Level]]:
    """Return what stands above and below the turns with the strictest level: a header says whose words they are."""
    turns, level = sources.turns_of(project, source), strictest(level for _span, level in informants)
    if not turns or level is None:
        return []
    above = Span(0, text.rfind("\n", 0, turns[0].span.start) + 1)
    below = Span(turns[-1].span.end, len(text))
    return [(span, level) for span in (above, below) if len(span)]


def _parts(text: str, recorded: Sequence[tuple[Span, Level]]) -> Iterator[Span]:
    """Yield the parts into which what is recorded cuts a text, so that each has one level."""
    edges = sorted({0, len(text), *(edge for span, _level in recorded for edge in (span.start, span.end))})
    return (Span(start, end) for start, end in pairwise(edges))


def _level(part: Span, informants: Sequence[tuple[Span, Level]], spans: Sequence[tuple[Span, Level]]) -> Level | None:
    return level_of(part, (level for span, level in informants if span.overlaps(part)), spans)


def _forms(
    project: Project, source: str, informants: Sequence[tuple[Span, Level]], spans: Sequence[tuple[Span, Level]],
    names: NameMask | None,
) -> list[Cover]:  # fmt: skip
    """Return the passages that may be shown in the form written for quoting, of those that overlap the first."""
    found: list[Cover] = []
    for span, wording in sorted(segments.wordings(project, source).items()):
        is_free = not found or found[-1].span.end <= span.start
        if wording.quoted and is_free and _level(span, informants, spans) is Level.MASKED:
            found.append(Cover(span, masked(names, wording.quoted)))
    return found


def masked(names: NameMask | None, text: str) -> str:
    """Return a text with codes in place of names."""
    return replaced(text, names.find(text)) if names else text


def _codes_for(names: NameMask | None, text: str, covers: Sequence[Cover]) -> Iterator[Cover]:
    """Yield what is shown in place of names that are not out of sight already."""
    ordered = sorted((one.span for one in covers), key=lambda span: span.start)
    for one in names.find(text) if names else ():
        after = bisect_right(ordered, one.span.start, key=lambda span: span.end)
        if after == len(ordered) or not ordered[after].overlaps(one.span):
            yield Cover(one.span, one.text)


def _covers(text: str, closed: Sequence[Span], forms: Sequence[Cover], said: str) -> Iterator[Cover]:
    """Yield what is replaced: forms, and of what is left each paragraph or part of one."""
    yield from forms
    for span in closed:
        at = span.start
        for form in [*(one.span for one in forms if one.span.overlaps(span)), Span(span.end, span.end)]:
            for line in _lines(text, at, form.start):
                yield Cover(line, said)
            at = max(at, form.end)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of paragraphs in a stretch, blanks at their edges left where they are."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        words = text[at:stop]
        first, last = at + len(words) - len(words.lstrip()), stop - (len(words) - len(words.rstrip()))
        if first < last:
            yield Span(first, last)
        at = stop + 1
