"""Blanking: a whole text as it may be shown to others, with what may not be quoted taken out of it.

A list of quotations leaves out what consent forbids; in a transcript that would leave holes that nobody sees. So
``withholding`` says what stands in its place, paragraph by paragraph, so that their numbers stay; what stands above and
below the turns of an informant who is not quoted goes with them, for a header says whose words they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qcode.domain.blanking import Blanked
from qcode.domain.replacement import Replacement, replaced, settled
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.domain.transcript import Role
from qcode.language import N_, Translate
from qcode.services.withholding import AND_ON, withheld
from qcode.store import sources
from qcode.store.project import Project

Names = Callable[[str], Sequence[Replacement]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of the study as it may be shown."""

    blanked: Blanked | None
    """``None`` where nothing that is answered in it may be quoted, so that it is left out whole."""
    places: int = 0
    """Stretches that consent put out of sight, or into the form written for quoting."""


def shown(
    project: Project, source: str, text: str, coded: Sequence[Coding], say: Translate, names_in: Names,
    header: Sequence[Replacement] = (),
) -> Shown:  # fmt: skip
    """Return a text as it may be shown.

    Args:
        project: The study.
        source: Id of the source.
        text: Its text.
        coded: All its codings, where consent is recorded of anything.
        say: Translates into the language of who reads it.
        names_in: Says what stands in place of names in a text.
        header: What stands in place of the values of its header.
    """
    found = withheld(project, source, coded, say)
    if found.is_all:
        return Shown(None)
    above = [line for one in header for line in _by_paragraph(text, one)]
    if not found.replacements:
        return Shown(Blanked(text, settled([above, names_in(text)])))
    held = settled([*found.replacements, list(_around(project, source, text, found.replacements))])
    lines = [line for one in held for line in _by_paragraph(text, one)]
    unnamed = [replace(one, text=replaced(one.text, names_in(one.text))) for one in lines]
    return Shown(Blanked(text, settled([unnamed, above, names_in(text)])), len(lines))


def notes(left_out: Sequence[str], places: int, say: Translate) -> list[str]:
    """Return what has to be said under transcripts.

    Args:
        left_out: Names of the texts that are not shown.
        places: Stretches that were replaced in the others.
        say: Translates into the document's language.
    """
    found: list[str] = []
    if left_out:
        all_of_it = say(N_("Transcripts left out, because nothing of them may be quoted: {names}."))
        found.append(all_of_it.format(names=", ".join(left_out)))
    if places:
        found.append(say(N_("Stretches of transcripts not shown, or only as quoted: {n}.")).format(n=places))
    return found


def _around(project: Project, source: str, text: str, layers: Sequence[Sequence[Replacement]]) -> Iterator[Replacement]:
    """Yield what stands above and below the turns, if an informant's whole turn is taken out."""
    turns = sources.turns_of(project, source)
    answers = {one.span for one in turns if one.role is not Role.INTERVIEWER}
    if any(one.span in answers for layer in layers[1:] for one in layer):
        above = text.rfind("\n", 0, turns[0].span.start) + 1
        for span in (Span(0, above), Span(turns[-1].span.end, len(text))):
            if len(span):
                yield Replacement(span, AND_ON, AND_ON)


def _by_paragraph(text: str, one: Replacement) -> Iterator[Replacement]:
    """Yield what is replaced in each paragraph of a stretch; blanks at their edges are left where they are."""
    at, said = one.span.start, one.text
    while at < one.span.end:
        stop = text.find("\n", at, one.span.end)
        stop = one.span.end if stop < 0 else stop
        words = text[at:stop]
        first, last = at + len(words) - len(words.lstrip()), stop - (len(words) - len(words.rstrip()))
        if first < last:
            yield Replacement(Span(first, last), said)
            said = one.more
        at = stop + 1
