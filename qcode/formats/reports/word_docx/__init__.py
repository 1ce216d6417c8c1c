r"""Word: the table as a faculty wants it.

The caption stands above, with a number that Word counts (``SEQ Tabel \* ARABIC``), so that it takes its place
among the tables of the thesis when it is pasted there; source line and notes stand below.
"""

from __future__ import annotations

from qcode.domain.report import Report
from qcode.domain.wording import source_text, title_text
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.formats.reports.word_docx.document import add_footnotes, caption, new_document, packed
from qcode.formats.reports.word_docx.layout import UPRIGHT, Layout, lay_out
from qcode.formats.reports.word_docx.table import Footnotes, TableWriter, paragraph, text_runs
from qcode.language import N_

_LABELS = {"id": "Tabel", "en": "Table"}


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as a Word document; it holds all of it."""
    layout = lay_out(report, options.language) if report.columns else Layout(UPRIGHT, ())
    document = new_document(layout.page, options.language, title_text(report))
    footnotes = Footnotes()
    body = _body(report, options, layout, footnotes)
    if footnotes.texts:
        add_footnotes(document, footnotes.texts)
    return packed(document, body), ()


def _body(report: Report, options: ReportOptions, layout: Layout, footnotes: Footnotes) -> str:
    label = _LABELS.get(options.language, _LABELS["en"])
    title = title_text(report)
    writer = TableWriter(report, options.language, footnotes)
    pieces = []
    for number, part in enumerate(layout.parts):
        text = title + " " + options.say(N_("(continued)")) if number else title
        pieces += [caption(label, 1, text, repeated=number > 0), writer.table(part)]
    if not layout.parts:
        pieces.append(caption(label, 1, title))
    # Source and notes begin where the table does, which stands in the middle if it is narrow.
    beside = (layout.page.room - sum(layout.parts[-1].widths)) // 2 if layout.parts else 0
    indent = f'<w:ind w:left="{beside}" w:right="{beside}"/>' if beside > 0 else ""
    # The last row keeps the source line with it, not the notes too: LibreOffice would move all of them.
    if source := source_text(report, options.say):
        pieces.append(paragraph("TableSource", text_runs(source), properties=indent))
    elif layout.parts:
        pieces.append(paragraph("TableNote", ""))
    pieces += [paragraph("TableNote", text_runs(note), properties=indent) for note in report.notes]
    return "".join(pieces)


FORMAT = ReportFormat("docx", "Word", (".docx",), write=write)
