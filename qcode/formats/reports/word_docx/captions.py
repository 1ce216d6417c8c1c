"""Captions: the number a field that Word counts, so that it takes its place among the tables of the thesis.

The number of the chapter is typed, because Word finds it only where headings are numbered by Word.
"""

from __future__ import annotations

from qcode.domain.numbering import Number
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.markup import KEEP, field, text_runs

_UNDER_PICTURE = '<w:keepNext w:val="0"/><w:spacing w:before="80" w:after="240"/>'


def caption(
    job: Job, at: int, text: str, *, anchor: str = "", listed: str = "", table: str = "", under_picture: bool = False
) -> str:
    """Return the caption of a table or a picture.

    Args:
        job: The setting.
        at: Place of the table or picture among the blocks.
        text: After the number.
        anchor: Bookmark of label and number, which references go by; empty for none.
        listed: Bookmark of the whole, which the list of tables goes by; empty for none.
        table: Bookmark of the whole, which the table is traced by; empty for none.
        under_picture: Whether it stands below, and needs not stay with what follows.
    """
    number = job.marks.numbers[at]
    switch = rf"\r {number.count} " if job.marks.restarts(at) else ""
    counted = field(rf"SEQ {number.label} {switch}\* ARABIC", f"<w:r><w:t>{number.count}</w:t></w:r>")
    runs = job.marks.bookmarked(anchor, text_runs(f"{number.label} {number.chapter}") + counted)
    runs = job.marks.bookmarked(listed, runs + text_runs(number.before(text)))
    runs = job.marks.bookmarked(table, runs)
    keep = KEEP if job.package.keeps_captions else ""
    return job.paragraph("Caption", runs, properties=_UNDER_PICTURE if under_picture else keep)


def continued(job: Job, number: Number, anchor: str, text: str) -> str:
    """Return the caption over a further part of a table: the number of the first, by reference.

    It does not count, and so it stands in no list of tables.

    Args:
        job: The setting.
        number: Of the table.
        anchor: Bookmark of its number.
        text: After the number.
    """
    runs = field(rf"REF {anchor} \h", text_runs(str(number))) + text_runs(number.before(text))
    keep = KEEP if job.package.keeps_captions else ""
    return job.paragraph("Caption", runs, properties=keep)


def unnumbered(job: Job, text: str, *, anchor: str = "", table: str = "") -> str:
    """Return the title of a table that has no number."""
    keep = KEEP if job.package.keeps_captions else ""
    runs = job.marks.bookmarked(table, job.marks.bookmarked(anchor, text_runs(text)))
    return job.paragraph("Caption", runs, properties=keep)
