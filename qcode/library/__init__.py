"""qcode as a library: ``from qcode import Project``.

The same verbs as on the command line, on an open project:

    with Project.open("study.qcode") as project:
        frame = project.matrix(rows="code", cols="case").to_pandas()
        codings = project.segments().to_polars()

Every report and every list has ``to_pandas``, ``to_polars`` and ``to_arrow``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qcode.analysis.saturation import Rule
from qcode.domain.links import Link
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Case, CodeInProject, Coder, Coding, Hit, Memo, Source, SourceTurn
from qcode.library.frames import FramedReport, Listing, framed
from qcode.services import (
    analysing,
    clustering,
    coding,
    contrasting,
    covering,
    crosstabbing,
    following,
    importing,
    linking,
    picturing,
    summarising,
    tabling,
    undoing,
)
from qcode.services.citing_law import Citation, citations
from qcode.store import cases, coders, codes, codings, links, memos, search, sources
from qcode.store import project as store


class Project(store.Project):
    """An open study with the user's verbs; ``open``, ``create`` and ``close`` are those of the store."""

    def sources(self) -> Listing[Source]:
        """Return the sources, ordered by name."""
        return Listing(sources.all_sources(self))

    def text(self, source: str) -> str:
        """Return the text of a source, named or by id.

        Raises:
            UnknownName: If there is none.
        """
        return sources.text_of(self, sources.find_id(self, source))

    def original(self, source: str) -> tuple[str, bytes]:
        """Return name and bytes of the file a source, named or by id, came from.

        Raises:
            UnknownName: If there is none.
        """
        return sources.original_of(self, sources.find_id(self, source))

    def turns(self, source: str) -> Listing[SourceTurn]:
        """Return the turns of a source, named or by id.

        Raises:
            UnknownName: If there is none.
        """
        return Listing(sources.turns_of(self, sources.find_id(self, source)))

    def codes(self) -> Listing[CodeInProject]:
        """Return the codes of all codebooks, depth first, with their use."""
        return Listing(codes.all_codes(self))

    def cases(self) -> Listing[Case]:
        """Return the cases with their attributes."""
        return Listing(cases.all_cases(self))

    def coders(self) -> Listing[Coder]:
        """Return the coders."""
        return Listing(coders.all_coders(self))

    def memos(self) -> Listing[Memo]:
        """Return the memos, oldest first."""
        return Listing(memos.all_memos(self))

    def segments(self, selection: Selection | None = None) -> Listing[Coding]:
        """Return the codings a selection chooses, all without one.

        Raises:
            UnknownName: If a filter names what the project does not have.
        """
        return Listing(codings.select(self, selection or Selection()))

    def search(self, query: str) -> Listing[Hit]:
        """Return every place where a query is found.

        Raises:
            QcodeError: If there is no word in it.
        """
        return Listing(search.search(self, query))

    def import_files(self, paths: Sequence[Path | str]) -> importing.ImportResult:
        """Bring files in as one act."""
        return importing.import_files(self, [Path(path) for path in paths])

    def code(self, source: str, start: int, end: int, code: str, *, memo: str = "") -> coding.CodingResult:
        """Apply a code to a passage; source and code are named or by id.

        Raises:
            QcodeError: If there is no such source or code, or the span lies outside the text.
        """
        return coding.apply_code(
            self, sources.find_id(self, source), Span(start, end), codes.find(self, code).code.id, memo=memo
        )

    def links(self) -> Listing[Link]:
        """Return the links between passages, codes and memos, oldest first."""
        return Listing(links.all_links(self))

    def link(self, origin: str, kind: str, target: str) -> linking.LinkResult:
        """Link two things, each named ``SOURCE:START-END``, ``coding:ID``, ``code:NAME`` or ``memo:ID``.

        Raises:
            QcodeError: If there is no such thing, or both are the same.
        """
        return linking.link(self, kind, linking.find_end(self, origin), linking.find_end(self, target))

    def undo(self) -> str:
        """Take back the latest act; return its summary."""
        return undoing.undo(self)

    def undo_change(self, number: int, *, of_others: bool = False) -> str:
        """Take back the act with a number of the history, if nothing newer rests on it; return its summary.

        Raises:
            QcodeError: If it cannot be taken back; the hint names what rests on it.
        """
        return undoing.undo_number(self, number, of_others=of_others)

    def redo(self) -> str:
        """Do again what was taken back last; return its summary."""
        return undoing.redo(self)

    def matrix(
        self, rows: str = "code", cols: str = "source", cell: str = "count", *,
        selection: Selection | None = None, language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return a matrix of passages by two axes.

        Raises:
            QcodeError: If an axis, a cell or a filter is unknown.
        """
        return framed(tabling.make_matrix(self, rows, cols, cell, selection or Selection(), language=language))

    def statutes(self, *, selection: Selection | None = None, by: str = "source", date: str = "") -> list[Citation]:
        """Return the statutory references in the texts, one for each article.

        Args:
            selection: Which texts, or which coded passages.
            by: ``source`` or ``code``.
            date: When the matter began; that of each text's cases if empty.

        Raises:
            QcodeError: If a filter is unknown, or the date is none.
        """
        return citations(self, selection or Selection(), date=date, by=by)

    def summarise(self, theme: str, unit: str, text: str) -> bool:
        """Write what sums up a code (or ``question:KEY``) for a case (or ``source:NAME``); no words remove it.

        Returns:
            Whether that changed anything.

        Raises:
            UnknownName: If there is no such theme or unit.
        """
        return summarising.write_summary(self, summarising.find_cell(self, theme, unit), text)

    def frequencies(
        self, *, selection: Selection | None = None, by_count: bool = False, language: str = "en"
    ) -> FramedReport:
        """Return how often each code stands.

        Raises:
            QcodeError: If a filter is unknown.
        """
        return framed(analysing.make_frequencies(self, selection or Selection(), by_count=by_count, language=language))

    def cooccur(
        self, within: str = "overlap", *, measure: str = "count", selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return which codes stand together: by overlap, or in the same sentence, paragraph, turn or source.

        Args:
            within: Where they stand together.
            measure: ``count``, ``jaccard``, ``c``, ``expected`` or ``residual``.
            selection: Which codings; all if ``None``.
            language: Of the report's own words.

        Raises:
            QcodeError: If a filter or a unit is unknown.
        """
        return framed(
            analysing.make_cooccurrence(
                self, selection or Selection(), within=within, measure=measure, language=language
            )
        )

    def crosstab(
        self, attribute: str, *, unit: str = "", cell: str = "count", selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return codes by the values of an attribute of cases or sources, with a test for each code.

        Raises:
            QcodeError: If the attribute, a filter, the unit or the cell is unknown.
        """
        return framed(
            crosstabbing.make_crosstab(
                self, attribute, selection or Selection(), unit=unit, cell=cell, language=language
            )
        )

    def saturation(
        self, rule: Rule | None = None, *, by: str = "", order: Sequence[str] = (), selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return the new codes of each interview, and where saturation is reached.

        Raises:
            QcodeError: If a filter, the attribute ``by`` or a source of ``order`` is unknown, or the rule cannot be.
        """
        return framed(
            following.make_saturation(self, selection or Selection(), rule, by=by, order=order, language=language)
        )

    def sequences(
        self, within: str = "sentence", lag: int = 1, measure: str = "count", *, selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return which code follows which, within so many sentences or turns.

        Raises:
            QcodeError: If a filter, the unit or the measure is unknown.
        """
        return framed(
            following.make_sequences(
                self, selection or Selection(), within=within, lag=lag, measure=measure, language=language
            )
        )

    def coverage(
        self, over: str = "source", by: str = "characters", *, selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return how much of each source or speaker lies under each code.

        Raises:
            QcodeError: If a filter, or what it is to be over or counted by, is unknown.
        """
        return framed(covering.make_coverage(self, selection or Selection(), over=over, by=by, language=language))

    def clusters(
        self, of: str = "code", metric: str = "jaccard", *, selection: Selection | None = None, language: str = "en"
    ) -> FramedReport:
        """Return which codes or sources are alike, as the steps in which they are joined.

        Raises:
            QcodeError: If a filter, the things or the metric are unknown.
        """
        return framed(clustering.make_clusters(self, selection or Selection(), of=of, metric=metric, language=language))

    def keyness(
        self, target: str, reference: str = "", *, top: int | None = None, selection: Selection | None = None,
        language: str = "en",
    ) -> FramedReport:  # fmt: skip
        """Return the words by which a group of texts, named ``KIND:NAME``, differs from another or all the rest.

        Raises:
            QcodeError: If a group or a filter is unknown, a group has no words, or shares text with the other.
        """
        return framed(
            contrasting.make_keyness(self, target, reference, selection or Selection(), top=top, language=language)
        )

    def picture(
        self, kind: str, path: Path | str, *, selection: Selection | None = None, how: picturing.How | None = None,
        language: str = "en",
    ) -> None:  # fmt: skip
        """Draw one of ``picturing.KINDS`` into an SVG or PNG file, or as the figure of a document.

        Raises:
            QcodeError: If there is no such picture or format, or a filter is unknown.
        """
        made = picturing.make_picture(self, kind, selection or Selection(), how, language=language)
        picturing.save_picture(made, Path(path), language=language)
