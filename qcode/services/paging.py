"""Paging: a coded study as one page for a supervisor, with its transcripts, passages, tables and definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qcode.analysis.headings import Heading
from qcode.domain.blanking import Blanked
from qcode.domain.legal_basis import legal_text
from qcode.domain.reference import Citing
from qcode.domain.replacement import Replacement, replaced
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding, Source, SourceTurn
from qcode.domain.study_page import (
    NOWHERE,
    PageCase,
    PageCode,
    PageMemo,
    PagePassage,
    PageTable,
    PageText,
    Side,
    StudyPage,
)
from qcode.domain.transcript import Role
from qcode.domain.wording import footnote_text, one_line
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, Translate, _, translator
from qcode.services import blanking, consenting
from qcode.services.journaling import target_name
from qcode.services.reciting import Reciter
from qcode.services.reporting import code_name
from qcode.services.shortening import short_header
from qcode.services.tabling import Matrix, Plan, tabulate
from qcode.services.writing import write_file
from qcode.store import axes, cases, coded, codes, codings, consents, memos, sources, tallies
from qcode.store.changes import now
from qcode.store.project import Project

_TEXTS = {
    "definition": N_("Definition"), "include": N_("Include"), "exclude": N_("Exclude"),
    "example": N_("Typical example"),
}  # fmt: skip

_EXAMPLES = N_("Typical examples of codes left out, because their words may not be quoted: {n}.")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page shows."""

    language: str = "en"
    title: str = ""
    """A plain one if empty."""
    source_line: str = ""
    """Where the data come from, as it is printed under tables; a plain one if empty."""
    citing: Citing = field(default_factory=Citing)
    """How passages are worded and cited, and whether names give way to codes, in transcripts and memos too."""
    with_transcripts: bool = True
    with_memos: bool = False


def make_page(project: Project, selection: Selection, options: PageOptions) -> StudyPage:
    """Return a study as one page.

    All that it counts and lists are the codings that a selection counts: what interviewers say is left out unless the
    selection asks for it.

    Args:
        project: The study.
        selection: Which codings.
        options: What the page shows.

    Raises:
        QcodeError: If a filter names what the project does not have, or the query is not understood.
    """
    say = translator(options.language)
    return _Maker(project, selection, options, say).page()


def write_page(page: StudyPage, path: Path, *, language: str = "en") -> tuple[str, ...]:
    """Write a page to a file; the suffix picks the format.

    Returns:
        What the format could not hold.

    Raises:
        QcodeError: If no format of that suffix holds such a page, or the file cannot be written.
    """
    from qcode.formats.registry import study_formats

    found = study_formats().get(path.suffix.lower())
    if found is None or found.write_study is None:
        raise QcodeError(
            _("{file}: a whole study cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(study_formats()))),
        )
    data, lost = found.write_study(page, ReportOptions(language, translator(language)))
    write_file(path, data)
    return lost


class _Maker:
    """Gathers one page."""

    def __init__(self, project: Project, selection: Selection, options: PageOptions, say: Translate) -> None:
        self._project, self._selection, self._options, self._say = project, selection, options, say
        self._counted = replace(selection, as_counted=True)
        self._codes = codes.all_codes(project, with_use=False)
        self._place_of_code = {one.code.id: place for place, one in enumerate(self._codes)}
        self._codings = codings.select(project, self._counted)
        self._cleared = consenting.cleared(project, self._codings)
        self._sources = self._chosen_sources()
        self._place_of_text = {one.id: place for place, one in enumerate(self._sources)}
        self._cases = cases.all_cases(project)
        self._place_of_case = {one.id: place for place, one in enumerate(self._cases)}
        self._memos = memos.all_memos(project) if options.with_memos else []
        self._reciter = Reciter(project, options.citing, options.language)
        self._coded = self._all_codings()
        self._left_out: list[str] = []
        self._hidden: list[tuple[str, str]] = []
        """Texts of which something is not shown: as they are, and as they are shown; on one line each."""
        self._examples = 0
        """Typical examples of codes that are left out because their words are not to be quoted."""
        self._replaced = 0

    def page(self) -> StudyPage:
        """Return the page."""
        matrices = self._matrices()
        shown = [self._text(source) for source in self._sources]
        passages = self._passages([blanked for _text, blanked in shown])
        return StudyPage(
            title=self._options.title or self._say(N_("{study}: what was coded")).format(study=self._project.name),
            study=self._project.name,
            made=f"{now()[:19]}Z",
            codes=tuple(self._page_codes(matrices[0])),
            cases=tuple(PageCase(one.name, one.kind) for one in self._cases),
            texts=tuple(text for text, _blanked in shown),
            passages=tuple(passages.values()),
            tables=tuple(self._tables(matrices)),
            memos=tuple(self._page_memos(list(passages))),
            notes=tuple(self._notes(matrices, len(passages))),
        )

    # Texts

    def _chosen_sources(self) -> list[Source]:
        coded = {one.source_id for one in self._codings}
        everything = sources.all_sources(self._project)
        return [one for one in everything if self._selection.is_everything or one.id in coded]

    def _all_codings(self) -> dict[str, list[Coding]]:
        """Return all codings by source, by which consent is judged; none where nothing is recorded."""
        found: dict[str, list[Coding]] = {}
        if consents.is_any(self._project):
            for one in codings.select(self._project, Selection(all_speakers=True)):
                found.setdefault(one.source_id, []).append(one)
        return found

    def _text(self, source: Source) -> tuple[PageText, Blanked | None]:
        """Return a text as the page has it, and where its passages lie in it."""
        text = sources.text_of(self._project, source.id)
        theirs = self._coded.get(source.id, ())
        turns = sources.turns_of(self._project, source.id)
        shown = blanking.shown(
            self._project, source.id, text, theirs, self._say, self._reciter.names_in,
            list(self._short_header(source.id, text, turns)),
        )  # fmt: skip
        there = shown.blanked
        if shown.places or there is None:
            self._hidden.append((one_line(text), one_line(there.text) if there else ""))
        if not self._options.with_transcripts:
            return PageText(source.name, source.language, None), None
        self._replaced += shown.places
        if there is None:
            self._left_out.append(source.name)
            return PageText(source.name, source.language, None), None
        asked = tuple(there.span(one.span) for one in turns if one.role is Role.INTERVIEWER)
        return PageText(source.name, source.language, there.text, asked), there

    def _short_header(self, source: str, text: str, turns: Sequence[SourceTurn]) -> Iterator[Replacement]:
        """Yield what stands in place of the values of a header, as in the appendix."""
        cases_of = {one.label: one.case for one in sources.speakers_of(self._project, source)}
        told = [case for case in dict.fromkeys(cases_of.values()) if case]
        about = self._reciter.references.about(source, told[0] if len(told) == 1 else "")
        return short_header(self._reciter, about, text, turns, cases_of)

    # Passages

    def _passages(self, blanked: Sequence[Blanked | None]) -> dict[str, PagePassage]:
        """Return the passages by the id of their segment, by text and place."""
        members: dict[str, list[Coding]] = {}
        for one in self._codings:
            members.setdefault(one.segment, []).append(one)
        quotable = {one.segment: one for one in self._cleared.codings}
        in_cases = self._cases_of_codings()
        noted = memos.texts_on(self._project, "segment") if self._options.with_memos else {}
        found: dict[str, PagePassage] = {}
        for segment, some in members.items():
            first, text = some[0], self._place_of_text[some[0].source_id]
            there = blanked[text]
            made = PagePassage(
                text=text,
                span=there.span(Span(first.start, first.end)) if there else None,
                codes=tuple(sorted({self._place_of_code[one.code_id] for one in some})),
                cases=tuple(sorted({case for one in some for case in in_cases.get(one.id, ())})),
                words=None,
            )
            if segment in quotable:
                made = self._quoted(made, quotable[segment], [noted.get(segment, ""), *(one.memo for one in some)])
            found[segment] = made
        return found

    def _quoted(self, made: PagePassage, coding: Coding, noted: Iterable[str]) -> PagePassage:
        one = self._reciter.quotation(coding)
        memo = "\n\n".join(dict.fromkeys(text for text in noted if text)) if self._options.with_memos else ""
        return replace(
            made,
            words=one.text,
            citation=footnote_text(one, is_repeated=False).removesuffix(".") or one.citation,
            translation=one.translation,
            memo=self._masked(memo),
        )

    def _masked(self, text: str) -> str:
        return replaced(text, self._reciter.names_in(text))

    def _cases_of_codings(self) -> dict[str, list[int]]:
        """Return the places of the cases that each coding belongs to, by its id."""
        place_of = self._by_key("case", self._place_of_case)
        texts = axes.axis(self._project, "source", "r", rolled_up=False)
        every_case = axes.axis(self._project, "case", "c", rolled_up=False)
        found: dict[str, list[int]] = {}
        for one in tallies.members(self._project, texts, every_case, self._counted):
            (case,) = one.column
            found.setdefault(one.coding, []).append(place_of[case])
        return found

    # Tables and codes

    def _matrices(self) -> list[Matrix]:
        """Return codes by sources, and by each kind of case in which something is coded."""
        kinds = list(dict.fromkeys(one.kind for one in self._cases if one.sources))
        wanted = [f"case:{kind}" for kind in kinds] if len(kinds) > 1 else ["case"] * len(kinds)
        made = [
            tabulate(
                self._project, Plan("code", asked, "count", self._selection),
                language=self._options.language, source_line=self._options.source_line,
            )
            for asked in ("source", *wanted)
        ]  # fmt: skip
        return [made[0], *(one for one in made[1:] if one.grid.cells)]

    def _tables(self, matrices: Sequence[Matrix]) -> Iterable[PageTable]:
        """Yield the tables, those of cases first: they are what is compared."""
        places = {
            Side.TEXT: self._by_key("source", self._place_of_text), Side.CASE: self._by_key("case", self._place_of_case)
        }  # fmt: skip
        rows = self._by_key("code", self._place_of_code)
        for one in (*matrices[1:], matrices[0]):
            side = Side.TEXT if one.plan.columns == "source" else Side.CASE
            yield PageTable(one.report, side, _places(one.rows, rows), _places(one.columns, places[side]))

    def _by_key(self, kind: str, places: Mapping[str, int]) -> dict[object, int]:
        ids = {key: uuid for uuid, key in coded.code_keys(self._project).items()}
        if kind == "source":
            ids = {key: uuid for key, (uuid, _name, _chars) in coded.sources(self._project).items()}
        elif kind == "case":
            ids = coded.ids(self._project, "case")
        return {key: places.get(uuid, NOWHERE) for key, uuid in ids.items()}

    def _page_codes(self, by_source: Matrix) -> Iterable[PageCode]:
        counted = {self._by_key("code", self._place_of_code)[key]: n for key, n in by_source.grid.rows.items()}
        for place, one in enumerate(self._codes):
            name = code_name(one, self._options.language)
            said = one.code.said("name", self._options.language)
            yield PageCode(
                key=one.code.key or said,
                label=str(name),
                parent=self._place_of_code.get(one.code.parent or "", NOWHERE),
                color=one.code.color,
                passages=int(counted.get(place, 0)),
                texts=tuple(self._said(one)),
            )

    def _said(self, one: CodeInProject) -> Iterable[tuple[str, str]]:
        """Yield what a code says, but no example whose words are not to be quoted."""
        for what, head in _TEXTS.items():
            text = one.code.said(what, self._options.language)
            if what == "example" and text and self._is_hidden(one_line(text)):
                self._examples += 1
            elif text:
                yield self._say(head), self._masked(text)
        if one.code.legal_basis:
            yield self._say(N_("Legal basis")), legal_text(one.code.legal_basis)

    def _is_hidden(self, words: str) -> bool:
        return any(words in text and self._masked(words) not in shown for text, shown in self._hidden)

    # Memos and notes

    def _page_memos(self, segments: Sequence[str]) -> Iterable[PageMemo]:
        place_of = {segment: place for place, segment in enumerate(segments)}
        place_of |= {one.id: place_of[one.segment] for one in self._codings}
        quotable = {one.segment for one in self._cleared.codings}
        for one in self._memos:
            passage = place_of.get(one.target_id, NOWHERE)
            if one.target_kind in ("segment", "coding") and (passage < 0 or segments[passage] not in quotable):
                continue
            kind = self._say(one.kind) + (f" ({self._say(one.state)})" if one.state else "")
            code = self._place_of_code.get(one.target_id, NOWHERE)
            yield PageMemo(
                target_name(one, self._say), kind, self._masked(one.text), one.coder, one.created, passage, code
            )

    def _notes(self, matrices: Sequence[Matrix], passages: int) -> Iterable[str]:
        say = self._say
        counted = say(N_("Coded passages: {n}, in sources: {sources}."))
        return dict.fromkeys(
            (
                counted.format(n=passages, sources=len({one.source_id for one in self._codings})),
                *(note for one in matrices for note in one.report.notes),
                *self._cleared.notes(say),
                *self._reciter.notes(),
                *blanking.notes(self._left_out, self._replaced, say),
                *([say(_EXAMPLES).format(n=self._examples)] if self._examples else []),
            )
        )


def _places(headings: Sequence[Heading], places: Mapping[object, int]) -> tuple[int, ...]:
    return tuple(places.get(one.key, NOWHERE) for one in headings)
