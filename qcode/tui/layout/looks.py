"""Pieces of a row and how each is to look; which colour a look has is not said here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from qcode.tui.layout.spans import NOTHING


class Look(NamedTuple):
    """How a piece is to look."""

    ground: str
    """``participant``, ``interviewer`` or ``outside`` for words; ``time``, ``number``, ``label-interviewer``,
    ``label-participant``, ``stripe``, ``key``, ``name``, ``more`` or ``blank`` for what stands beside them."""
    code: int = NOTHING
    """Handle of the coding whose colour it has, or none."""
    depth: int = 0
    """How many codings lie over the words: 0, 1, or 2 for more."""
    is_selected: bool = False
    is_cursor: bool = False


Piece = tuple[str, Look]
BLANK = Look("blank")


def fitted(text: str, width: int) -> str:
    """Return a text cut or filled to a width, an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)


def joined(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """Return pieces of one look joined to one, all cut or filled up with blanks to a width."""
    result: list[Piece] = []
    for text, look in pieces:
        cells = cell_len(text)
        if cells > width:
            text, cells = set_cell_size(text, width), width
        width -= cells
        if result and result[-1][1] == look:
            result[-1] = (result[-1][0] + text, look)
        elif cells:
            result.append((text, look))
    if width and result and result[-1][1] == BLANK:
        result[-1] = (result[-1][0] + " " * width, BLANK)
    elif width:
        result.append((" " * width, BLANK))
    return result
