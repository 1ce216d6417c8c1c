"""HTML: one page that needs nothing else, to read, to print, to send.

A report or a document has no script; a whole study has its own. None of them asks the network for anything, and each
says so in its own security policy; whatever a transcript holds is text. Colours follow the reader's light or dark
setting.
"""

from __future__ import annotations

from qcode.domain.document import Document, Table
from qcode.domain.report import Report
from qcode.domain.study_page import StudyPage
from qcode.domain.wording import title_text
from qcode.formats.base import ReportFormat, ReportOptions
from qcode.formats.reports.html_page.document import Setter
from qcode.formats.reports.html_page.markup import own_file, page
from qcode.formats.reports.html_page.study import study_page


def write(report: Report, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a report as one page; it holds all of it."""
    return write_document(Document(title_text(report), (Table(report, is_numbered=False),)), options)


def write_document(document: Document, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a document as one page; it holds all of it."""
    body = Setter(document, options).body()
    styles = [own_file("report.css")]
    return "".join(page(body, language=options.language, title=document.title, styles=styles)).encode(), ()


def write_study(study: StudyPage, options: ReportOptions) -> tuple[bytes, tuple[str, ...]]:
    """Write a whole study as one page; it holds all of it."""
    # Most pieces are ASCII, which costs half as much as long as nothing else is joined to them.
    return b"".join([piece.encode() for piece in study_page(study, options)]), ()


FORMAT = ReportFormat(
    "html", "HTML", (".html", ".htm"), write=write, write_document=write_document, write_study=write_study
)
