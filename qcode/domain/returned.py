"""What comes back from the readers of a document: their answers and comments, each at its place in the text.

Bookmarks say what a place of the document is of, whatever was written around them meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qcode.domain.span import Span

_REPEATED = re.compile(r"_[2-9]|_[1-9]\d+")
_NAMED = re.compile(r"([a-z]+)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(_q)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark."""

    name: str
    span: Span
    """Of the text of the document; empty, where it stands around nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick."""

    at: int
    """Where it stands in the text."""
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin."""

    author: str
    created: str
    """ISO time as the file has it, without a zone; empty if it has none."""
    text: str
    span: Span
    """What it is about; empty where it only has a place."""
    is_done: bool = False
    """Whether it was marked as settled."""
    answers: int | None = None
    """Place, in the document's list of comments, of the one it replies to; ``None`` if to none."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that came back."""

    text: str
    """A line for each paragraph; what is struck out as a tracked change is left out."""
    marks: tuple[Mark, ...]
    """In the order in which they begin."""
    boxes: tuple[Box, ...] = ()
    blanks: tuple[Span, ...] = ()
    """Where only a placeholder stands, which the reader left as it was."""
    comments: tuple[Comment, ...] = ()

    def about(self, span: Span) -> list[Mark]:
        """Return the bookmarks that a span of the text touches: those around it, the narrowest first, then the others.

        What only a place in the text says touches the bookmarks around it.
        """
        touched = [mark for mark in self.marks if _touch(mark.span, span)]
        return sorted(touched, key=lambda mark: (not _is_around(mark.span, span), len(mark.span), mark.span.start))

    def ticked(self, span: Span) -> tuple[bool, ...]:
        """Return which of the boxes in a span are ticked, in their order."""
        return tuple(box.is_ticked for box in self.boxes if span.start <= box.at < span.end)

    def written(self, span: Span) -> str:
        """Return what stands in a span but for placeholders."""
        return _without(self.text, span, self.blanks)


def named(mark: str) -> tuple[str, str] | None:
    """Return kind and UUID that a bookmark says (``domain.document.anchor_of``), ``None`` if it says neither."""
    found = _NAMED.match(mark)
    if found is None or (found.end() < len(mark) and not _is_further(found[1], mark[found.end() :])):
        return None
    return found[1], "-".join(found.groups()[1:6])


def _is_further(kind: str, rest: str) -> bool:
    """Say whether what stands behind a UUID belongs there: the number of a line, or of the same place again."""
    return bool(_REPEATED.fullmatch(rest)) or (kind == "l" and bool(re.fullmatch(r"(_\d+)+", rest)))


def _touch(mark: Span, span: Span) -> bool:
    if not len(mark) or not len(span):
        return mark.start <= span.end and span.start <= mark.end
    return mark.start < span.end and span.start < mark.end


def _is_around(mark: Span, span: Span) -> bool:
    return mark.start <= span.start and span.end <= mark.end


def _without(text: str, span: Span, blanks: Iterable[Span]) -> str:
    kept = list(text[span.start : span.end])
    for blank in blanks:
        for place in range(max(blank.start, span.start), min(blank.end, span.end)):
            kept[place - span.start] = ""
    return "".join(kept)
