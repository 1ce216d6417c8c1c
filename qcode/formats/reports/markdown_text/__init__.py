"""Markdown: tables and documents as GitHub and pandoc read them, with all markup in a transcript made harmless."""

from __future__ import annotations

from qcode.domain.document import Document
from qcode.domain.report import Report
from qcode.domain.wording import references, source_text, title_text
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.formats.reports.markdown_text.blocks import Setter
from qcode.formats.reports.markdown_text.markup import escaped
from qcode.formats.reports.markdown_text.table import table
from qcode.language import _


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as Markdown; it holds all of it."""
    parts = [f"**{escaped(title_text(report))}**", ""] if report.title else []
    parts += table(report, options)
    if source := source_text(report, options.say):
        parts += ["", escaped(source)]
    if notes := (*report.notes, *references(report)):
        parts += ["", *(f"- {escaped(note)}" for note in notes)]
    return ("\n".join(parts) + "\n").encode(), ()


def write_document(document: Document, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a document as Markdown; pictures lie beside it, or what is to be seen on them is said in words."""
    text = "\n\n".join(Setter(document, options).blocks())
    is_lost = not options.beside and any(document.figures())
    lost = (_("Markdown holds no pictures; what they show is said in words."),) if is_lost else ()
    return f"{text}\n".encode(), lost


FORMAT = ReportFormat(
    "md", "Markdown", (".md",), write=write, write_document=write_document, keeps_pictures_beside=True
)
