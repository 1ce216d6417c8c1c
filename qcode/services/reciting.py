"""Reciting: the quotations of a report, worded and cited as its reader wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qcode.domain.reference import Citing, Genre, Style, Wording
from qcode.domain.replacement import Replacement, replaced
from qcode.domain.report import Cell, Quotation, Report
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.language import N_, Translate, translator
from qcode.services import consenting
from qcode.services.numbering import LineNumbers
from qcode.services.referencing import References
from qcode.services.reporting import quotation
from qcode.store import codings
from qcode.store.project import Project


class Reciter:
    """Turns coded passages into quotations of one manner."""

    def __init__(self, project: Project, citing: Citing, language: str) -> None:
        """Read what references need.

        Args:
            project: The study.
            citing: How passages are worded and cited.
            language: Of the document.
        """
        self.citing, self.language = citing, language
        self.references = References(project, citing, language)
        self.lines = LineNumbers(project)
        self._say = translator(language)
        self._names = self.references.names() if citing.mask_names else None
        self._made: dict[str, Quotation] = {}
        self.masked = 0
        """Names that gave way to codes so far."""
        self.translated = 0
        """Passages that a translation stands for, or behind, so far."""
        self.untranslated = 0
        """Passages that were to be translated and are not."""

    def quotation(self, coding: Coding) -> Quotation:
        """Return a coding as a quotation; what may be quoted of it was settled before.

        The appendix has no papers, so that these are cited by their paragraphs.
        """
        if coding.id not in self._made:
            self._made[coding.id] = self._cited(coding)
        return self._made[coding.id]

    def _cited(self, coding: Coding) -> Quotation:
        made = self._worded(quotation(coding))
        if self.citing.lines and self.references.genre(coding.source_id) is not Genre.DOCUMENT:
            span = Span(coding.start, coding.end)
            made = replace(made, lines=self.lines.said(coding.source_id, span, self._say))
        if self.citing.style is None:
            return made
        about = self.references.of_coding(coding)
        return replace(made, reference=about.first, short_reference=about.short, cited_as=about.in_text)

    def names_in(self, text: str) -> list[Replacement]:
        """Return which names in a text give way to codes; none unless that was asked for."""
        return self._names.find(text) if self._names else []

    def notes(self) -> Iterator[str]:
        """Yield what must be said of the quotations that were made."""
        say = self._say
        if self.translated:
            yield say(N_("Translations are the researcher’s: passages ({n}).")).format(n=self.translated)
        if self.untranslated:
            yield say(N_("Not translated yet, and quoted as they were said: passages ({n}).")).format(
                n=self.untranslated
            )
        if self._names is not None:
            yield say(N_("Names of informants replaced by codes in brackets: {n}.")).format(n=self.masked)
        if self.references.kept_short:
            yield say(
                N_("Cited without office, day and place, because consent to be quoted is not recorded: {names}.")
            ).format(names=", ".join(self.references.kept_short))

    def _worded(self, one: Quotation) -> Quotation:
        wording = self.citing.wording
        if one.translation and wording is not Wording.ORIGINAL:
            self.translated += 1
        elif wording is Wording.TRANSLATION:
            self.untranslated += 1
        if wording is Wording.TRANSLATION:
            one = replace(one, text=one.translation or one.text, translation="")
        elif wording is Wording.ORIGINAL and one.translation:
            one = replace(one, translation="")
        if self._names is None:
            return one
        return replace(one, text=self._masked(one.text), translation=self._masked(one.translation))

    def _masked(self, text: str) -> str:
        if self._names is None:
            return text
        found = self._names.find(text)
        self.masked += len(found)
        return replaced(text, found)


def recited(project: Project, report: Report, citing: Citing, *, language: str = "en") -> Report:
    """Return a report with its quotations worded and cited in a manner, and what is to be said of that below it.

    Args:
        project: The study.
        report: Whose quotations know their codings; consent was obeyed when it was made.
        citing: The manner.
        language: Of the document.
    """
    if citing == Citing():
        return report
    ids = [one.coding for row in report.rows for cell in row if isinstance(cell, tuple) for one in cell if one.coding]
    if not ids:
        return report
    reciter = Reciter(project, citing, language)
    there = consenting.cleared(project, codings.by_ids(project, list(dict.fromkeys(ids))))
    made = {one.id: reciter.quotation(one) for one in there.codings}
    rows = tuple(tuple(_cell(cell, made) for cell in row) for row in report.rows)
    kept = _without_paragraphs(report.notes, citing, translator(language))
    return replace(report, rows=rows, notes=(*kept, *reciter.notes()))


def _without_paragraphs(notes: Sequence[str], citing: Citing, say: Translate) -> Iterator[str]:
    """Yield the notes of a report, the one that tells what follows a passage put right."""
    told = say(N_("Each passage is followed by who speaks, the minute of the recording and the paragraph."))
    with_lines = say(
        N_("Each passage is followed by who speaks, the minute of the recording and its lines in the appendix.")
    )
    for note in notes:
        if note != told:
            yield note
        elif citing.style in (None, Style.APA):
            yield with_lines if citing.lines else told


def _cell(cell: Cell, made: Mapping[str, Quotation]) -> Cell:
    """Return a cell with its quotations as they were made; one whose coding is gone by now is gone too."""
    if not isinstance(cell, tuple):
        return cell
    return tuple(made.get(one.coding, one) for one in cell if not one.coding or one.coding in made)
