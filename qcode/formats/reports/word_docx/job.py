"""What setting one document needs to know, and what it remembers on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from qcode.domain.report import Quotation
from qcode.domain.wording import footnote_text
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx.marks import Footnotes, Marks
from qcode.formats.reports.word_docx.markup import paragraph, text_runs
from qcode.formats.reports.word_docx.package import Package


@dataclass(slots=True)
class Job:
    """The setting of one document."""

    options: ReportOptions
    package: Package
    marks: Marks
    footnotes: Footnotes
    remarks: list[str] = field(default_factory=list)
    """What Word cannot hold, in the language of the screen."""

    def style(self, name: str) -> str:
        """Return the id that one of our styles has in this file."""
        return self.package.styles[name]

    def paragraph(self, style: str, runs: str, *, properties: str = "") -> str:
        """Return a paragraph in one of our styles."""
        return paragraph(self.package.styles[style], runs, properties=properties)

    def cited(self, quotation: Quotation, before: str = "") -> str:
        """Return where a quotation stands, in brackets, leading there if the document holds the place.

        Args:
            quotation: The quotation.
            before: What stands before the bracket.
        """
        where = f"{before}({quotation.citation})".replace("¶ ", "¶\u00a0")
        runs = text_runs(where, properties=f'<w:rStyle w:val="{self.style("QuotationCitation")}"/>')
        return self.marks.linked(quotation.link, runs) if quotation.link else runs

    def footnoted(self, quotation: Quotation) -> str:
        """Return the mark of a footnote that says where a quotation stands, leading there; it has a reference."""
        text = footnote_text(quotation, is_repeated=self.footnotes.has(quotation.reference))
        place = f"{quotation.place}."
        if quotation.link and quotation.place and text.endswith(place):
            runs = text_runs(place.replace("¶ ", "¶\u00a0"))
            return self.footnotes.note(text.removesuffix(place), self.marks.linked(quotation.link, runs))
        return self.footnotes.note(text.replace("¶ ", "¶\u00a0"))
