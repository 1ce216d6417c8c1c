"""Appending: the transcripts of a study with fixed line numbers, as a thesis has them at its end.

Every quotation cites its lines here. What consent keeps from being quoted is left out of them, the header tells no more
than a footnote does, and who speaks goes by the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.document import Block, Document, Heading, Line, Lines, PageBreak, Paragraph, Role, Words, anchor_of
from qcode.domain.line_numbers import NumberedLine, lines_of
from qcode.domain.reference import Citing, Genre
from qcode.domain.replacement import Replacement, printed_lines, settled
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding, Source
from qcode.domain.transcript import Role as SpeakerRole
from qcode.language import N_, translator
from qcode.services import consenting, withholding
from qcode.services.reciting import Reciter
from qcode.services.reporting import described
from qcode.services.shortening import short_header
from qcode.store import codings, sources
from qcode.store.project import Project

_GOES_ON = "│"
"""Beside a line on which a quotation goes on."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """The transcripts of an appendix."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    """What was left out, and why."""


def line_anchor(source: str, number: int) -> str:
    """Return the anchor of a line in the appendix."""
    return f"{anchor_of('l', source)}_{number}"


def make_appendix(
    project: Project, selection: Selection, citing: Citing, *, language: str = "en", title: str = ""
) -> Document:
    """Return the appendix of transcripts alone, with the codes of the chosen passages in its margin.

    Args:
        project: The study.
        selection: Which passages are marked; what it chooses nothing in is left out.
        citing: How quotations are worded and cited; of that the names and the full form count here.
        language: Of the document.
        title: Of the appendix; a plain one if empty.

    Raises:
        QcodeError: If a filter is unknown.
    """
    reciter = Reciter(project, citing, language)
    allowed = consenting.cleared(project, codings.select(project, selection))
    chosen = None if selection.is_everything else {one.source_id for one in allowed.codings}
    made = appendix(project, reciter, allowed.codings, chosen, title=title)
    say = translator(language)
    told = (*described(project, selection, say), *made.notes, *reciter.notes())
    notes = (Paragraph((note,), Role.NOTE) for note in told)
    return Document(title or say(N_("Appendix: transcripts")), (*made.blocks, *notes))


def appendix(
    project: Project, reciter: Reciter, quoted: Iterable[Coding], chosen: set[str] | None, *, title: str = "",
    is_linked: bool = False,
) -> Appendix:  # fmt: skip
    """Return the transcripts of an appendix.

    Args:
        project: The study.
        reciter: How it is cited.
        quoted: The codings whose passages are marked.
        chosen: Ids of the sources that are wanted; ``None`` for all that are no papers.
        title: Of the appendix; a plain one if empty.
        is_linked: Whether the quotations stand in the same document, so that the margin leads to them.
    """
    say = translator(reciter.language)
    by_source: dict[str, list[Coding]] = {}
    for one in quoted:
        by_source.setdefault(one.source_id, []).append(one)
    blocks: list[Block] = [Heading(title or say(N_("Appendix: transcripts")), 1, anchor="l_appendix")]
    left_out: list[str] = []
    for source in sources.all_sources(project):
        wanted = chosen is None or source.id in chosen
        if not wanted or reciter.references.genre(source.id) is Genre.DOCUMENT:
            continue
        sheet = Sheet(project, reciter, source)
        if sheet.withheld.is_all:
            left_out.append(f"{sheet.name} ({', '.join(sheet.withheld.levels)})")
        else:
            blocks += sheet.blocks(by_source.get(source.id, []), is_first=len(blocks) == 1, is_linked=is_linked)
    notes = [say(N_("Transcripts left out, because nothing of them may be quoted: {names}."))] if left_out else []
    return Appendix(tuple(blocks), tuple(note.format(names=", ".join(left_out)) for note in notes))


class Sheet:
    """One source, as the appendix prints it."""

    def __init__(self, project: Project, reciter: Reciter, source: Source) -> None:
        self._reciter, self._source = reciter, source
        self._say = translator(reciter.language)
        self._text = sources.text_of(project, source.id)
        self._turns = sources.turns_of(project, source.id)
        self._cases = {one.label: one.case for one in sources.speakers_of(project, source.id)}
        self._lines = reciter.lines.of_source(source.id)
        told = [case for case in dict.fromkeys(self._cases.values()) if case]
        self._about = reciter.references.about(source.id, told[0] if len(told) == 1 else "")
        coded = codings.select(project, Selection(sources=(source.id,), all_speakers=True))
        self.withheld = withholding.withheld(project, source.id, coded, self._say)

    @property
    def name(self) -> str:
        """What the transcript goes by: the informant's code, or the source's name."""
        told = [case for case in dict.fromkeys(self._cases.values()) if case]
        code = ", ".join(told) or self._about.cited.code
        return f"{code}, {self._about.cited.apart}" if self._about.cited.apart else code

    def blocks(self, quoted: Sequence[Coding], *, is_first: bool, is_linked: bool) -> Iterator[Block]:
        """Yield heading, what is known of the source, and the lines."""
        if not is_first:
            yield PageBreak()
        yield Heading(
            self._say(N_("Transcript {name}")).format(name=self.name), 2, anchor=anchor_of("s", self._source.id)
        )
        known = self._reciter.references.worded(self._about)
        said = self._say(N_("{reference}. Source: {name}; lines: {n}.")).format(
            reference=known.first or known.in_text, name=self._source.name, n=len(self._lines)
        )
        yield Paragraph((said,), Role.NOTE)
        beside = _beside(self._lines, quoted, is_linked=is_linked)
        asked = self.asked()
        yield Lines(
            tuple(
                Line(
                    line.number, words, beside.get(line.number, ()),
                    anchor=line_anchor(self._source.id, line.number) if words else "",
                    bold=line.number in asked,
                )
                for line, words in zip(self._lines, self.printed(), strict=True)
            )
        )  # fmt: skip

    def printed(self) -> list[str]:
        """Return the words of the lines, as far as they may be printed."""
        return printed_lines(self._text, self._lines, settled(self._layers()))

    def asked(self) -> set[int]:
        """Return the lines on which an interviewer speaks."""
        spans = (turn.span for turn in self._turns if turn.role is SpeakerRole.INTERVIEWER)
        touched = (lines_of(self._lines, span) for span in spans)
        return {number for first_last in touched if first_last for number in range(first_last[0], first_last[1] + 1)}

    def _layers(self) -> Iterator[Iterable[Replacement]]:
        """Yield what is put in place of words, the strongest first."""
        yield short_header(self._reciter, self._about, self._text, self._turns, self._cases)
        yield from self.withheld.replacements
        yield self._labels()
        yield self._reciter.names_in(self._text)

    def _labels(self) -> Iterator[Replacement]:
        """Yield the code in place of each label of a speaker who has one."""
        for turn in self._turns:
            code, label = self._cases.get(turn.speaker, ""), turn.speaker
            at = self._text.rfind(label, max(0, turn.span.start - len(label) - 40), turn.span.start)
            if code and code != label and at >= 0 and not _has_words(self._text[at + len(label) : turn.span.start]):
                yield Replacement(Span(at, at + len(label)), code)


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _beside(
    lines: Sequence[NumberedLine], quoted: Sequence[Coding], *, is_linked: bool
) -> Mapping[int, tuple[Words, ...]]:
    """Return what stands beside the lines: codes where quotations begin, a stroke where they only go on."""
    begun: dict[int, dict[Words, None]] = {}
    gone_on: dict[int, tuple[Words, ...]] = {}
    for one in quoted:
        first, last = lines_of(lines, Span(one.start, one.end)) or (1, 0)
        gone_on |= dict.fromkeys(range(first + 1, last + 1), (Words(_GOES_ON),))
        if first <= last:
            mark = Words(one.code, link=anchor_of("q", one.id) if is_linked else "")
            begun.setdefault(first, {})[mark] = None
    return gone_on | {number: tuple(marks) for number, marks in begun.items()}
