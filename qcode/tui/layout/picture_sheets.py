"""Which sheet a picture is laid out on, and all of it one line after the other, for a printer."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.domain.picture import (
    Bars,
    CodeTree,
    Columns,
    Curve,
    HeatMap,
    Likeness,
    Network,
    Picture,
    Portrait,
    Timeline,
)
from qcode.tui.layout.course_sheets import ColumnSheet, CurveSheet
from qcode.tui.layout.graph_sheets import LikenessSheet, NetworkSheet, TreeSheet
from qcode.tui.layout.heat_sheet import HeatSheet
from qcode.tui.layout.sheets import BarSheet, Piece, Sheet
from qcode.tui.layout.strand_sheets import PortraitSheet, TimelineSheet

_HEIGHT = 50
"""Lines that a printed picture takes its window to have."""


def sheet_of(picture: Picture, width: int, height: int) -> Sheet:
    """Return a picture laid out for a window.

    Args:
        picture: What is laid out.
        width: In cells.
        height: In lines; what needs more is scrolled.
    """
    match picture.body:
        case Bars() as body:
            return BarSheet(body, width)
        case HeatMap() as body:
            return HeatSheet(body, width)
        case Portrait() as body:
            return PortraitSheet(body, width, height)
        case Timeline() as body:
            return TimelineSheet(body, width)
        case Network() as body:
            return NetworkSheet(body, width)
        case Likeness() as body:
            return LikenessSheet(body, width)
        case Curve() as body:
            return CurveSheet(body, width)
        case CodeTree() as body:
            return TreeSheet(body, width)
        case Columns() as body:
            return ColumnSheet(body, width)


def printed(picture: Picture, width: int) -> Iterator[list[Piece]]:
    """Yield a picture line by line; what is wider than a page comes in parts, one below the other."""
    sheet = sheet_of(picture, width, _HEIGHT)
    while sheet.height:
        yield from (sheet.line(y, None) for y in range(sheet.height))
        if not (isinstance(sheet, HeatSheet) and sheet.turn()):
            return
        yield []
