"""Where a document leads to, and what of it Markdown can hold."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.document import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Listed,
    Paragraph,
    Quoted,
    Reference,
    Table,
    Words,
)
from qcode.domain.numbering import list_of
from qcode.domain.report import Quotation


class Places:
    """The places of one document that links lead to.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._listed = frozenset(block.of for block in document.blocks if isinstance(block, Contents))
        self._there = frozenset(_anchors(document))
        self._wanted = frozenset(_links(document))

    def of_block(self, at: int, block: Block) -> str:
        """Return the anchor of a block: its own, or one that a list of contents leads to; empty for none."""
        if isinstance(block, Heading):
            return block.anchor or (f"h-{at}" if Listed.HEADINGS in self._listed else "")
        return block.anchor if isinstance(block, (Paragraph, Table, Figure)) else ""

    def mark(self, at: int, block: Block) -> str:
        """Return the HTML that gives a block its anchor; empty if nothing leads there."""
        name = self.of_block(at, block)
        return _mark(name) if name in self._wanted or list_of(block) in self._listed else ""

    def mark_of(self, quotation: Quotation) -> str:
        """Return the HTML that gives a quotation its anchor; empty if nothing leads there."""
        return _mark(quotation.anchor) if quotation.anchor in self._wanted else ""

    def linked(self, anchor: str, text: str) -> str:
        """Return a text that leads to an anchor, if the document has it."""
        return f"[{text}](#{anchor})" if anchor in self._there else text


def _mark(name: str) -> str:
    return f'<a id="{name}"></a>' if name else ""


def _links(document: Document) -> Iterator[str]:
    """Yield the anchors that something in a document leads to."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from (piece.link for piece in block.pieces if isinstance(piece, Words))
            yield from (piece.anchor for piece in block.pieces if isinstance(piece, Reference))
        yield from (one.link for one in _quotations(block))


def _anchors(document: Document) -> Iterator[str]:
    """Yield the anchors of a document that Markdown can hold; not those within transcripts."""
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph, Table, Figure)) and block.anchor:
            yield block.anchor
        yield from (one.anchor for one in _quotations(block) if one.anchor)


def _quotations(block: Block) -> Iterator[Quotation]:
    if isinstance(block, Quoted):
        yield block.quotation
    elif isinstance(block, Table):
        for row in block.report.rows:
            yield from (one for cell in row if isinstance(cell, tuple) for one in cell)
