"""The words around a passage: so many paragraphs or turns before and after it, and no more than these are read."""

from __future__ import annotations

from qcode.domain.retrieved import Context
from qcode.domain.span import Span
from qcode.store.database import sql
from qcode.store.parts import joined
from qcode.store.project import Project

PARAGRAPH, TURN = "paragraph", "turn"
UNITS = (PARAGRAPH, TURN)

_KEY = sql("SELECT id FROM source WHERE uuid = ?")
_PARAGRAPHS_TO = sql(
    "SELECT start_at FROM paragraph WHERE source_id = ? AND start_at <= ? ORDER BY start_at DESC LIMIT ?"
)
_PARAGRAPHS_FROM = sql("SELECT start_at FROM paragraph WHERE source_id = ? AND start_at >= ? ORDER BY start_at LIMIT ?")
_TURNS_TO = sql("SELECT start_at FROM turn WHERE source_id = ? AND start_at <= ? ORDER BY start_at DESC LIMIT ?")
_TURNS_FROM = sql("SELECT end_at FROM turn WHERE source_id = ? AND start_at >= ? ORDER BY start_at LIMIT ?")
_LINES = sql(
    "SELECT start_at, text FROM paragraph WHERE source_id = ? AND start_at >= ? AND start_at < ? ORDER BY start_at"
)


def around(project: Project, source: str, span: Span, count: int, unit: str = PARAGRAPH) -> Context:
    """Return a passage with what stands around it.

    Args:
        project: Where it is.
        source: Id of the source.
        span: The passage.
        count: Units before and after those it lies in, of which the rest is always given; below 0 for the passage
            alone.
        unit: One of ``UNITS``; a turn is given with its label, in whole paragraphs.
    """
    key = int(project.database.value(_KEY, (source,)) or 0)
    if unit == TURN and count >= 0:
        first, last = _turns(project, key, span, count)
    else:
        first, last = span.start, max(span.start, span.end - 1)
    more = count if unit == PARAGRAPH else 0
    start = _nth(project, _PARAGRAPHS_TO, key, first, max(more, 0) + 1, first)
    end = _nth(project, _PARAGRAPHS_FROM, key, last + 1, max(more, 0), last) + 1
    lines = project.database.rows(_LINES, (key, start, max(end, last + 1)))
    # A paragraph that begins before the end is read whole.
    stop = max([at + len(text) for at, text in lines] + [span.end])
    begin = min(start, span.start)
    text = joined([(at - begin, words) for at, words in lines], stop - begin)
    if count < 0:
        return Context("", text[span.start - begin : span.end - begin], "", span.start)
    return Context(
        text[: span.start - begin], text[span.start - begin : span.end - begin], text[span.end - begin :], begin
    )


def _turns(project: Project, key: int, span: Span, count: int) -> tuple[int, int]:
    """Return the first and the last place of the turns around a passage."""
    first = _nth(project, _TURNS_TO, key, span.start, count + 1, span.start)
    here = _nth(project, _TURNS_TO, key, max(span.start, span.end - 1), 1, span.end)
    last = _nth(project, _TURNS_FROM, key, here, count + 1, span.end)
    return min(first, span.start), max(last, span.end) - 1


def _nth(project: Project, statement: str, key: int, place: int, count: int, otherwise: int) -> int:
    """Return the place of the ``count``-th of what a statement lists, of the last if it lists fewer."""
    found = project.database.rows(statement, (key, place, count)) if count else []
    return int(found[-1][0]) if found else otherwise
