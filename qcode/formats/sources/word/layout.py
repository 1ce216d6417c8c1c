"""Speakers that a Word file shows by its layout: names in bold, and tables of questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.reading.labels import LONGEST_LABEL, tidied
from qcode.domain.reading.layouts import LabelledLine, Layout
from qcode.domain.reading.roles import role_of_words
from qcode.domain.transcript import Role
from qcode.formats.sources.word.content import Body, Table

_LONGEST_HEADING = 5
"""Words that a column's heading has at most."""


def shown_labels(body: Body, text: str) -> list[LabelledLine]:
    """Return the labels that bold and tables show.

    Args:
        body: What was read of the document.
        text: The text as stored.
    """
    labels = [line for bold in body.bold if (line := _of_bold(text, bold.line, bold.start, bold.end)) is not None]
    for table in body.tables:
        labels += _of_table(text, table)
    return labels


def _of_bold(text: str, line: int, start: int, end: int) -> LabelledLine | None:
    if end - start > LONGEST_LABEL + 10:
        return None
    words = text[start:end]
    if ":" in words or text[end : end + 1] == ":":
        return None
    label = tidied(words.strip(" \t\n.–-|\u00a0"))
    if not label or len(label) > LONGEST_LABEL:
        return None
    return LabelledLine(line, end, label, Layout.BOLD)


def _of_table(text: str, table: Table) -> Iterator[LabelledLine]:
    """Yield the cells of a table whose heading says "Pertanyaan" and "Jawaban", or the like."""
    if len(table.rows) < 2:
        return
    headings = [text[cell.start : cell.end].strip() for cell in table.rows[0]]
    roles = [role_of_words(heading) if len(heading.split()) <= _LONGEST_HEADING else None for heading in headings]
    if Role.INTERVIEWER not in roles or Role.PARTICIPANT not in roles:
        return
    for row in table.rows[1:]:
        if len(row) != len(headings):
            continue
        for cell, heading, role in zip(row, headings, roles, strict=True):
            if role is not None and text[cell.start : cell.end].strip():
                yield LabelledLine(cell.start, cell.start, tidied(heading), Layout.CELL, cell.end)
