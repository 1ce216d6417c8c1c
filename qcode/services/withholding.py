"""Withholding: what of a whole text may not be printed, so that an appendix can leave it out and keep its lines.

A passage is judged as everywhere else (``domain.consent``); beyond the coded passages a turn is judged by whoever
speaks in it. What a passage that may be quoted says is printed; what is to be masked stands in the form made for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.domain.consent import Level, may_be_quoted, strictest
from qcode.domain.replacement import Replacement
from qcode.domain.span import Span, without
from qcode.domain.study import Coding, SourceTurn
from qcode.domain.transcript import Role
from qcode.language import N_, Translate
from qcode.services import consenting
from qcode.store import consents, sources
from qcode.store.project import Project

_WHY = {
    Level.NEVER: N_("[not quoted: consent was not given]"),
    Level.CHECK: N_("[not quoted: the informant has not checked it yet]"),
    Level.MASKED: N_("[not quoted: not masked yet]"),
}
AND_ON = "[…]"
"""What stands on each further line that is left out."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not printed of one text."""

    replacements: tuple[tuple[Replacement, ...], ...] = ()
    """In layers, the first over the others: forms made for quoting, then what is left out, by its level."""
    levels: tuple[Level, ...] = ()
    """What forbids it, the strictest first."""
    is_all: bool = False
    """Whether nothing that an informant says is left."""


def withheld(project: Project, source: str, coded: Sequence[Coding], say: Translate) -> Withheld:
    """Return what of a source may not be printed.

    Args:
        project: The study.
        source: Id of the source.
        coded: All codings of the source.
        say: Translates into the document's language.
    """
    if not consents.is_any(project):
        return Withheld()
    turns, whole = sources.turns_of(project, source), Span(0, sources.length_of(project, source))
    levels = consenting.levels_of(project, coded)
    spans = consents.of_spans(project).get(source, [])
    forms = {
        Span(one.start, one.end): one.quoted for one in coded if levels.get(one.segment) is Level.MASKED and one.quoted
    }
    quoted = [Span(one.start, one.end) for one in coded if levels.get(one.segment) in (None, Level.QUOTE)]
    freed = [span for span, level in spans if level is Level.QUOTE]
    layers: list[tuple[Level, list[Span]]] = []
    for level in reversed(_WHY):
        spoken = without(_spoken(project, source, turns, whole, level), [*freed, *quoted])
        passages = without((Span(o.start, o.end) for o in coded if levels.get(o.segment) is level), quoted)
        layers.append((level, [*spoken, *passages, *(span for span, its in spans if its is level)]))
    layers = [(level, some) for level, some in sorted(layers, key=lambda one: list(_WHY).index(one[0])) if some]
    left = without(_informants(turns, whole), (span for _level, some in layers for span in some))
    return Withheld(
        (
            tuple(Replacement(span, form, AND_ON) for span, form in forms.items()),
            *(tuple(Replacement(span, say(_WHY[level]), AND_ON) for span in some) for level, some in layers),
        ),
        tuple(level for level, _some in layers),
        is_all=bool(layers) and not left and not forms,
    )


def _spoken(project: Project, source: str, turns: Sequence[SourceTurn], whole: Span, level: Level) -> Iterable[Span]:
    """Yield the turns, or the whole text, that whoever speaks there keeps at a level."""
    if strictest(consents.of_place(project, source, Span(0, 0))) is level:
        yield whole
    told: dict[str, bool] = {}
    for turn in turns:
        if turn.speaker not in told:
            found = strictest(consents.of_place(project, source, turn.span))
            told[turn.speaker] = found is level and not may_be_quoted(found, has_masked_form=False)
        if told[turn.speaker]:
            yield turn.span


def _informants(turns: Sequence[SourceTurn], whole: Span) -> list[Span]:
    """Return where informants speak; the whole of a text without turns."""
    return [turn.span for turn in turns if turn.role is Role.PARTICIPANT] if turns else [whole]
