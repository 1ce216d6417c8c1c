"""What a reader takes for one character, and how many cells of a terminal it fills.

Offsets stay in code points; a grapheme cluster (a letter with its accents, a flag, a family) is one step of
the cursor. Widths are those of ``rich.cells``, because Textual aligns by them. A character that needs no
thought, one code point in one cell, is *plain*; all others are *special*, and only they take the slow path, for
which wcwidth is loaded when the first of them turns up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from qcode.domain.text import visible

SPECIAL = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2500-\u25fc\u2800-\u28ff]"
)
"""Any character outside the ranges that are surely one code point in one cell."""

_JOINER = "\u200d"


class Glyph(NamedTuple):
    """One grapheme cluster of a row."""

    start: int
    """Code point of the text at which it begins."""
    end: int
    column: int
    """Cell at which it begins, 0 for the first of the row."""
    width: int
    """Cells it fills; 0 for what takes no room, such as a zero width space."""


def shown(cluster: str) -> str:
    """Return a cluster as it may be sent to a terminal: controls made visible, stray joiners dropped."""
    return visible(cluster).rstrip(_JOINER)


def tab_width(column: int, tab_size: int) -> int:
    """Return how many cells a tab fills that stands at a column."""
    return tab_size - column % tab_size


def glyphs(text: str, start: int, end: int, tab_size: int) -> Iterator[Glyph]:
    """Yield the clusters of a stretch of one line, laid out from column 0."""
    from wcwidth import iter_graphemes

    column = 0
    for cluster in iter_graphemes(text, start, end):
        width = tab_width(column, tab_size) if cluster == "\t" else cell_len(shown(cluster))
        stop = start + len(cluster)
        yield Glyph(start, stop, column, width)
        start, column = stop, column + width


def next_boundary(text: str, offset: int) -> int:
    """Return the end of the cluster that begins at an offset, taking what has no width along."""
    length = len(text)
    if offset >= length:
        return length
    ahead = text[offset : offset + 2]
    if not SPECIAL.search(ahead):
        return offset + 1
    from wcwidth import iter_graphemes

    for cluster in iter_graphemes(text, offset):
        offset += len(cluster)
        if offset >= length or text[offset] in "\n\t" or not _is_invisible(text[offset]):
            break
    return offset


def previous_boundary(text: str, offset: int) -> int:
    """Return the start of the cluster that ends at an offset, taking what has no width along."""
    if offset <= 0:
        return 0
    if not SPECIAL.search(text, max(0, offset - 2), offset):
        return offset - 1
    from wcwidth import grapheme_boundary_before

    while offset > 0:
        offset = grapheme_boundary_before(text, offset)
        if text[offset] in "\n\t" or not _is_invisible(text[offset]) or (offset and text[offset - 1] == "\n"):
            break
    return offset


def snapped(text: str, offset: int) -> int:
    """Return the start of the cluster that covers an offset."""
    if 0 < offset < len(text) and SPECIAL.search(text, offset, offset + 1):
        from wcwidth import grapheme_boundary_before

        return grapheme_boundary_before(text, offset + 1)
    return max(0, min(offset, len(text)))


def _is_invisible(character: str) -> bool:
    return bool(SPECIAL.match(character)) and cell_len(shown(character)) == 0
