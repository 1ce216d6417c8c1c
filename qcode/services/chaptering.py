"""Chaptering: the findings of a study as a chapter, every quotation under its code, its lines in an appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from qcode.domain.document import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Quoted,
    Reference,
    Role,
    Table,
    Words,
    anchor_of,
)
from qcode.domain.numerals import roman
from qcode.domain.reference import Citing, Genre
from qcode.domain.report import Quotation
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding
from qcode.language import N_, _, translator
from qcode.services import consenting, picturing, summarising
from qcode.services.appending import Appendix, appendix, line_anchor
from qcode.services.chapter_tables import ChapterTables
from qcode.services.reciting import Reciter
from qcode.services.reporting import described
from qcode.store import codes, codings
from qcode.store.project import Project

SAME, APART, NONE = "same", "apart", "none"
"""Where the appendix goes: behind the chapter, into a document of its own, nowhere."""
TABLES = ("both", "counts", "quotations", "none")
_DEEPEST = 4
"""Levels of headings."""


@dataclass(frozen=True, slots=True)
class How:
    """What a chapter of findings is to be."""

    citing: Citing
    title: str = ""
    """A plain one if empty."""
    chapter: str = ""
    """Its number as typed, "4"; empty for none."""
    source_line: str = ""
    """Where the data come from, under tables; a plain one if empty."""
    tables: str = "both"
    """One of ``TABLES``: counts by theme and informant, and one quotation for each."""
    appendix: str = SAME
    """``SAME``, ``APART`` or ``NONE``."""
    pictures: tuple[str, ...] = ()
    """Kinds of picture that stand at the beginning, in their order; of ``picturing.KINDS``."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A chapter of findings, and its appendix if that stands apart."""

    chapter: Document
    appendix: Document | None = None
    remarks: tuple[str, ...] = ()
    """What is to be told to the user, in the language of the screen: pictures that are not as they should be."""


def make_findings(project: Project, selection: Selection, how: How, *, language: str = "en") -> Findings:
    """Return the chapter of findings: under each top code what it means, what was found, and every quotation.

    Args:
        project: The study.
        selection: Which passages; interviewers' speech is left out unless it says otherwise.
        how: What the chapter is to be.
        language: Of the document.

    Raises:
        QcodeError: If a filter or a kind of picture is unknown.
    """
    return _Chapter(project, selection, how, language).made()


class _Chapter:
    """A chapter in the making."""

    def __init__(self, project: Project, selection: Selection, how: How, language: str) -> None:
        self._project, self._how, self._language = project, how, language
        self._say = translator(language)
        self._selection = replace(selection, as_counted=True)
        citing = how.citing if how.appendix == NONE else replace(how.citing, lines=True)
        self._reciter = Reciter(project, citing, language)
        self._codes = {one.code.id: one for one in codes.all_codes(project, with_use=False)}
        self._allowed = consenting.cleared(project, codings.select(project, self._selection))
        self._quoted = _once(self._allowed.codings)
        self._summaries = summarising.by_code(project)
        self._of_code: dict[str, list[Coding]] = {}
        for one in self._quoted:
            self._of_code.setdefault(one.code_id, []).append(one)
        self._tables_of = ChapterTables(project, self._reciter, self._selection, how.source_line)
        self._remarks: list[str] = []

    def made(self) -> Findings:
        """Return the chapter."""
        tops = [one for one in self._codes.values() if one.code.parent is None and self._under(one)]
        blocks: list[Block] = [Heading(self._title(), 1), *self._beginning(tops), *self._pictures()]
        for top in tops:
            blocks += self._measure(top)
        behind = self._appendix()
        notes = [*self._notes(), *behind.notes]
        blocks += (Paragraph((note,), Role.NOTE) for note in notes)
        title, remarks = self._how.title or self._say(N_("Findings")), tuple(dict.fromkeys(self._remarks))
        if self._how.appendix == SAME:
            return Findings(Document(title, (*blocks, PageBreak(), *behind.blocks)), remarks=remarks)
        if self._how.appendix == NONE:
            return Findings(Document(title, tuple(blocks)), remarks=remarks)
        apart = (*behind.blocks, *(Paragraph((note,), Role.NOTE) for note in behind.notes))
        named = self._say(N_("Appendix: transcripts"))
        return Findings(Document(title, tuple(blocks)), Document(named, apart), remarks)

    # What stands before the measures, and behind

    def _title(self) -> str:
        title = self._how.title or self._say(N_("Findings"))
        if not self._how.chapter:
            return title
        number = roman(self._how.chapter) if self._language == "id" else self._how.chapter
        return self._say(N_("CHAPTER {number} {title}")).format(number=number, title=title.upper())

    def _beginning(self, tops: Sequence[CodeInProject]) -> Iterator[Block]:
        say = self._say
        if not tops:
            yield Paragraph((say(N_("Nothing is coded in this selection.")),))
            return
        themes = "; ".join(self._name(one) for one in tops)
        n, texts = len({one.segment for one in self._quoted}), len({one.source_id for one in self._quoted})
        said = say(N_("This chapter presents the findings by theme: {themes}. Passages: {n}; texts: {texts}."))
        said = said.format(themes=themes, n=n, texts=texts)
        if len(tops) == 1 or self._how.tables not in ("both", "counts"):
            yield Paragraph((said,))
            return
        pointing = _pointing(say(N_("How many there are of each informant: {table}.")), "t_overview")
        yield Paragraph((f"{said} ", *pointing))
        yield Table(self._tables_of.counts(say(N_("Passages by theme and informant")), levels=1), "t_overview")

    def _pictures(self) -> Iterator[Block]:
        """Yield the pictures that are asked for, each after a sentence that leads to it."""
        source_line = self._how.source_line
        for kind in dict.fromkeys(self._how.pictures):
            picture = picturing.make_picture(
                self._project, kind, self._selection, language=self._language, source_line=source_line
            )
            if picture.is_empty:
                said = _("not drawn: {title}. {reason}")
                self._remarks.append(said.format(title=picture.title, reason=" ".join(picture.notes[-1:])))
                continue
            drawn = picturing.figure_of(picture, language=self._language, anchor=f"f_{kind}")
            self._remarks += drawn.remarks
            shown = self._say(N_("{title}: {figure}.")).replace("{title}", picture.title)
            yield Paragraph(_pointing(shown, drawn.figure.anchor, "{figure}"))
            yield drawn.figure

    def _notes(self) -> Iterator[str]:
        yield from self._allowed.notes(self._say)
        yield from described(self._project, self._selection, self._say)
        yield from self._reciter.notes()

    def _appendix(self) -> Appendix:
        if self._how.appendix == NONE:
            return Appendix((), ())
        chosen = None if self._selection.is_everything else {one.source_id for one in self._quoted}
        linked = self._how.appendix == SAME
        return appendix(self._project, self._reciter, self._quoted, chosen, is_linked=linked)

    # A measure

    def _measure(self, top: CodeInProject) -> Iterator[Block]:
        """Yield a section: what the theme means, what was found, its tables, its quotations and those under it."""
        yield Heading(self._headed(top), 2)
        if definition := top.code.said("definition", self._language):
            yield Paragraph((definition,))
        yield from self._prose(top)
        yield from self._tables(top)
        yield from self._quotations(top)
        for one in self._codes.values():
            if one is not top and self._top_of(one) is top and (self._own(one) or self._written(one)):
                yield Heading(self._headed(one), min(_DEEPEST, one.depth + 2))
                yield from self._prose(one)
                yield from self._quotations(one)

    def _prose(self, one: CodeInProject) -> Iterator[Block]:
        """Yield what the researcher summed up, one paragraph for each informant or text."""
        for unit, text in self._written(one):
            for number, part in enumerate(filter(None, text.split("\n"))):
                yield Paragraph((Words(f"{unit}. ", bold=True), part) if not number else (part,))

    def _written(self, one: CodeInProject) -> list[tuple[str, str]]:
        heard = {o.informant for o in self._quoted} | {o.source for o in self._quoted}
        every = self._summaries.get(one.code.id, [])
        return [pair for pair in every if self._selection.is_everything or pair[0] in heard]

    def _tables(self, top: CodeInProject) -> Iterator[Block]:
        say = self._say
        counts, matrix = anchor_of("t", top.code.id), f"{anchor_of('t', top.code.id)}_q"
        within = self._codes_under(top)
        if self._how.tables in ("both", "counts"):
            yield Paragraph(_pointing(say(N_("Passages of each informant: {table}.")), counts))
            title = say(N_("{theme}: passages by informant")).format(theme=self._name(top))
            yield Table(self._tables_of.counts(title, within), counts)
        if self._how.tables in ("both", "quotations"):
            yield Paragraph(_pointing(say(N_("What informants say of it: {table}.")), matrix))
            title = say(N_("{theme}: what informants say")).format(theme=self._name(top))
            yield Table(self._tables_of.quotations(title, within, self._quoted), matrix)

    # Quotations

    def _quotations(self, one: CodeInProject) -> Iterator[Block]:
        said: set[str] = set()
        for who, spoken in groupby(self._own(one), key=self._who):
            for number, coding in enumerate(spoken):
                before = self._leading(coding, who, is_more=who in said or number > 0)
                yield Quoted(self._quotation(coding), before)
                said.add(who)

    def _who(self, coding: Coding) -> str:
        references = self._reciter.references
        return references.who(references.about(coding.source_id, coding.informant, coding.speaker))

    def _leading(self, coding: Coding, who: str, *, is_more: bool) -> str:
        genre = self._reciter.references.genre(coding.source_id)
        if genre is not Genre.INTERVIEW:
            return self._say(N_("{title} has:")).format(title=who)
        if is_more:
            return self._say(N_("{who} also says:")).format(who=who.partition(" (")[0])
        return self._say(N_("According to {who}:")).format(who=who)

    def _quotation(self, coding: Coding) -> Quotation:
        made = replace(self._reciter.quotation(coding), anchor=anchor_of("q", coding.id))
        if self._how.appendix != SAME or not made.lines:
            return made
        first = self._reciter.lines.first_of(coding.source_id, Span(coding.start, coding.end))
        return replace(made, link=line_anchor(coding.source_id, first))

    # Codes

    def _own(self, one: CodeInProject) -> list[Coding]:
        return self._of_code.get(one.code.id, [])

    def _under(self, top: CodeInProject) -> bool:
        return any(self._top_of(self._codes[code]) is top for code in self._of_code)

    def _top_of(self, one: CodeInProject) -> CodeInProject:
        while one.code.parent is not None:
            one = self._codes[one.code.parent]
        return one

    def _codes_under(self, top: CodeInProject) -> tuple[str, ...]:
        """Return the filter of codes for one top code: those it is narrowed to under it, or all of it."""
        there = list(self._codes.values())
        if self._selection.codes:
            named = (codes.pick(there, name) for name in self._selection.codes)
            chosen = [one for one in named if self._top_of(one) is top]
        else:
            chosen = [one for one in there if self._top_of(one) is top and (self._selection.only or one is top)]
        return tuple(one.code.key or one.code.id for one in chosen)

    def _name(self, one: CodeInProject) -> str:
        return one.code.said("name", self._language)

    def _headed(self, one: CodeInProject) -> str:
        return f"{self._name(one)} ({one.code.key})" if one.code.key else self._name(one)


def _pointing(said: str, anchor: str, mark: str = "{table}") -> tuple[str | Reference, ...]:
    """Return a sentence with the number of a table or picture in its place."""
    before, _mark, after = said.partition(mark)
    return (before, Reference(anchor), after)


def _once(found: Iterable[Coding]) -> tuple[Coding, ...]:
    """Return codings without those by which another coder gave the same passage the same code."""
    first: dict[tuple[str, str], Coding] = {}
    for one in found:
        first.setdefault((one.segment, one.code_id), one)
    return tuple(first.values())
