"""The tables of a chapter of findings: how much each informant says of each theme, and what, in a passage each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qcode.domain.document import anchor_of
from qcode.domain.report import Cell, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.study import Coding
from qcode.language import N_, translator
from qcode.services.reciting import Reciter
from qcode.services.tabling import Plan, tabulate
from qcode.store.project import Project


class ChapterTables:
    """Makes the tables of one chapter."""

    def __init__(self, project: Project, reciter: Reciter, selection: Selection, source_line: str) -> None:
        """Take what all tables share.

        Args:
            project: The study.
            reciter: How quotations are worded and cited.
            selection: Which passages.
            source_line: Where the data come from; a plain one if empty.
        """
        self._project, self._reciter, self._selection = project, reciter, selection
        self._source_line = source_line
        kinds = {one.kind for one in reciter.references.informants()}
        self._columns = f"case:{kinds.pop()}" if len(kinds) == 1 else "case" if kinds else "source"

    def counts(self, title: str, within: tuple[str, ...] = (), *, levels: int = 0) -> Report:
        """Return how many passages each informant has under each code.

        Args:
            title: Of the table.
            within: The codes it is narrowed to; none for no other than the selection's.
            levels: Levels of codes shown; 0 for all.
        """
        return self._table("count", title, within, levels)

    def quotations(self, title: str, within: tuple[str, ...], quoted: Iterable[Coding]) -> Report:
        """Return one passage for each code and informant, typical if one is marked so, that leads to its quotation.

        Args:
            title: Of the table.
            within: The codes it is narrowed to.
            quoted: What is quoted in the chapter.
        """
        report = self._table("quotes", title, within, 0)
        places = {one.id: one for one in quoted}
        say = translator(self._reciter.language)
        told = say(N_("Each passage is followed by who speaks, the minute of the recording and the paragraph."))
        note = say(N_("One passage in each cell: the one marked as typical, else the first; all stand in the text."))
        rows = tuple(tuple(self._one(cell, places) for cell in row) for row in report.rows)
        asked = report.asked and replace(report.asked, kind="chapter")
        notes = (note, *(other for other in report.notes if other != told))
        return replace(report, rows=rows, notes=notes, asked=asked)

    def _table(self, measure: str, title: str, within: tuple[str, ...], levels: int) -> Report:
        selection = replace(self._selection, codes=within) if within else self._selection
        plan = Plan(rows="code", columns=self._columns, measure=measure, selection=selection, levels=levels)
        language, source_line = self._reciter.language, self._source_line
        report = tabulate(self._project, plan, language=language, title=title, source_line=source_line).report
        if not within:
            return report
        # What the heading says already, and all that lies under other headings.
        told = tuple(
            translator(language)(said).partition("{names}")[0]
            for said in (N_("Only codes: {names}."), N_("Not shown, because nothing is coded there: {names}."))
        )
        return replace(report, notes=tuple(note for note in report.notes if not note.startswith(told)))

    def _one(self, cell: Cell, places: Mapping[str, Coding]) -> Cell:
        if not isinstance(cell, tuple):
            return cell
        there = [places[one.coding] for one in cell if one.coding in places]
        chosen = next((one for one in there if one.typical), there[0] if there else None)
        return (self._in_table(chosen),) if chosen else ()

    def _in_table(self, coding: Coding) -> Quotation:
        # In brackets: footnotes of all cells would fill the page.
        one = self._reciter.quotation(coding)
        return replace(one, reference="", short_reference="", link=anchor_of("q", coding.id))
