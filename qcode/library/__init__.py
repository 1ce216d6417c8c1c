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

from qcode.domain.links import Link
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Case, CodeInProject, Coder, Coding, Hit, Memo, Source, SourceTurn
from qcode.library.frames import Listing
from qcode.library.reports import Reports
from qcode.services import coding, importing, linking, picturing, summarising, undoing
from qcode.services.citing_law import Citation, citations
from qcode.store import cases, coders, codes, codings, links, memos, search, sources


class Project(Reports):
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
