r"""Word: the document as a faculty wants it, from one table to a chapter with its appendix.

A table's caption stands above it, a picture's below, with a number that Word counts (``SEQ Tabel \* ARABIC``), so
that it takes its place among the tables of the thesis when it is pasted there; source line and notes stand below.
"""

from __future__ import annotations

from qcode.domain.document import Document, of_report
from qcode.domain.report import Report
from qcode.domain.wording import one_line
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.formats.reports.word_docx.body import Body
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.marks import mark
from qcode.formats.reports.word_docx.package import open_package

_LABELS = {"id": ("Tabel", "Gambar"), "en": ("Table", "Figure")}


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as a Word document; it holds all of it."""
    return write_document(of_report(report), options)


def write_document(document: Document, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a document for Word.

    Raises:
        QcodeError: If there is no such look, or the template cannot be used.
    """
    package = open_package(options, one_line(document.title).removesuffix("."))
    labels = _LABELS.get(options.language, _LABELS["en"])
    job = Job(
        options,
        package,
        mark(document, labels, options.chapter, options.first_table, options.first_figure),
        package.footnotes(),
    )
    body = Body(document, job).xml()
    return package.packed(body, job.footnotes), tuple(dict.fromkeys(job.remarks))


FORMAT = ReportFormat("docx", "Word", (".docx",), write=write, write_document=write_document)
