"""Headings, paragraphs and the quotations between them."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.document import Footnote, Heading, Paragraph, Piece, Quoted, Reference, Role, Words
from qcode.domain.report import Quotation
from qcode.domain.wording import one_line, quoted
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.markup import KEEP, field, text_runs
from qcode.formats.reports.word_docx.measure import text_width

_STYLES = {
    Role.BODY: "BodyText", Role.NOTE: "TableNote", Role.ITEM: "ListText", Role.ENTRY: "EntryText", Role.TITLE: "Title",
}  # fmt: skip
_LONGEST_LINES = 5
"""Lines of running text beyond which a quotation stands as a block."""


def heading(job: Job, block: Heading, listed: str = "") -> str:
    """Return a heading.

    Args:
        job: The setting.
        block: The heading.
        listed: Bookmark that the list of contents knows it by; empty for none.
    """
    runs = job.marks.bookmarked(listed, text_runs(one_line(block.text)))
    return job.paragraph(f"Heading{min(max(block.level, 1), 4)}", job.marks.bookmarked(block.anchor, runs))


def prose(job: Job, block: Paragraph, keep: str = "") -> str:
    """Return a paragraph of running text.

    Args:
        job: The setting.
        block: The paragraph.
        keep: ``KEEP`` if it stays with what follows it.
    """
    runs = "".join(_runs(job, piece) for piece in block.pieces)
    runs = text_runs("•\t") + runs if block.role is Role.ITEM else runs
    return job.paragraph(_STYLES[block.role], job.marks.bookmarked(block.anchor, runs), properties=keep)


def _runs(job: Job, piece: Piece) -> str:
    if isinstance(piece, str):
        return text_runs(piece)
    if isinstance(piece, Footnote):
        return job.footnotes.note(piece.text)
    if isinstance(piece, Reference):
        shown = text_runs(job.marks.referred.get(piece.anchor, "[?]"))
        return field(rf"REF {piece.anchor} \h", shown) if piece.anchor in job.marks.referred else shown
    return _words(job, piece)


def _words(job: Job, words: Words) -> str:
    runs = text_runs(words.text, properties=("<w:b/>" if words.bold else "") + ("<w:i/>" if words.italic else ""))
    return job.marks.linked(words.link, runs)


def quotation(job: Job, block: Quoted, keep: str = "") -> Iterator[str]:
    """Yield a quotation: in the running text if it is short, as a block if it takes more than five lines of it.

    Args:
        job: The setting.
        block: The quotation.
        keep: ``KEEP`` if it stays with what follows it.
    """
    one = block.quotation
    before = f"{one_line(block.before)} " if block.before else ""
    if not _is_long(job, one.text):
        short = text_runs(before) if before else ""
        words = job.marks.bookmarked(one.anchor, text_runs(quoted(_on_one_line(one))))
        yield job.paragraph("BodyText", short + words + _source(job, one), properties=keep)
        return
    if before:
        yield job.paragraph("BodyText", text_runs(before.rstrip()), properties=KEEP)
    begin, end = job.marks.bookmark(one.anchor)
    parts = [text_runs(part) for part in one.text.split("\n") if part.strip()]
    if one.translation:
        parts += [text_runs(part) for part in f"[“{one.translation}”]".split("\n") if part.strip()]
    parts[0] = begin + parts[0]
    parts[-1] += end + _source(job, one)
    yield from (job.paragraph("BlockText", part, properties=keep) for part in parts)


def _is_long(job: Job, text: str) -> bool:
    look, page = job.package.look, job.package.pages.text
    return "\n" in text.strip() or text_width(text) * look.size / 10 > _LONGEST_LINES * page.room


def _on_one_line(one: Quotation) -> Quotation:
    from dataclasses import replace

    return replace(one, text=one_line(one.text), translation=one_line(one.translation))


def _source(job: Job, one: Quotation) -> str:
    """Return the footnote that says where a quotation is from, or the brackets where it has no reference."""
    return job.footnoted(one) if one.reference else job.cited(one, " ")
