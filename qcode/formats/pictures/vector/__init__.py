"""SVG, written here: words as words, with a name and a description for who cannot see it."""

from __future__ import annotations

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
from qcode.domain.report import Report
from qcode.domain.wording import source_text, title_text
from qcode.formats.base import Inset, PictureFormat, ReportOptions
from qcode.formats.pictures.vector import bars, columns, curve, dendrogram, heat, network, strands, tree
from qcode.formats.pictures.vector.canvas import INK, SOFT, Canvas, folded

WIDTH = 960.0
"""Of a picture that stands alone, in pixels: ten inches; more where it needs more."""
MARGIN = 24.0
PAGE_WIDTHS = (560.0, 720.0, 880.0)
"""Of a picture in a document: about the text of a page, so that its words are as large as those of a table; wider only
if it becomes so much lower that more of it can be read."""
_PAGE = 530.0, 600.0
"""What a page has room for."""
_PAGE_MARGIN = 2.0


def drawing(picture: Picture, options: ReportOptions) -> str:
    """Return a picture as SVG, with its title above and what must be known to read it below."""
    # Title and source line read as those of a table.
    caption = Report(picture.title, (), (), source_line=picture.source_line)
    title, source = title_text(caption), source_text(caption, options.say)
    canvas = Canvas(max(WIDTH, _width_of(picture) + 2 * MARGIN))
    room = canvas.width - 2 * MARGIN
    y = MARGIN + 14
    for line in folded(title, room, 18, bold=True):
        canvas.words(MARGIN, y, line, size=18, bold=True)
        y += 24
    _draw(canvas, picture, (MARGIN, y, room), options)
    y = canvas.height + 26
    for text, color in ((source, INK), *((note, SOFT) for note in picture.notes)):
        for line in folded(text, min(room, WIDTH), 11):
            canvas.words(MARGIN, y, line, size=11, fill=color)
            y += 15
    canvas.height += MARGIN - 6
    return canvas.svg(title, picture.description, options.language)


def write_inset(picture: Picture, options: ReportOptions) -> Inset:
    """Write a picture as SVG for a document: narrow enough for a page, the drawing alone."""
    sheets = [_on_page(picture, width, options) for width in PAGE_WIDTHS]
    canvas = max(sheets, key=lambda one: min(_PAGE[0] / one.width, _PAGE[1] / one.height))
    data = canvas.svg(picture.title, picture.description, options.language).encode()
    # The sheet rounds its size when it is written.
    return Inset(data, int(canvas.width), int(canvas.height))


def _on_page(picture: Picture, width: float, options: ReportOptions) -> Canvas:
    canvas = Canvas(max(width, _width_of(picture) + 2 * _PAGE_MARGIN))
    _draw(canvas, picture, (_PAGE_MARGIN, _PAGE_MARGIN, canvas.width - 2 * _PAGE_MARGIN), options)
    canvas.height += _PAGE_MARGIN
    # What needs less stands in the middle of the page then.
    canvas.width = min(canvas.width, canvas.right + _PAGE_MARGIN)
    return canvas


def write(picture: Picture, options: ReportOptions) -> bytes:
    """Write a picture as SVG."""
    return drawing(picture, options).encode()


def _width_of(picture: Picture) -> float:
    """Return how wide a picture has to be at least."""
    match picture.body:
        case HeatMap() as body:
            return heat.width_of(body)
        case Curve() as body:
            return curve.width_of(body)
        case CodeTree() as body:
            return tree.width_of(body)
        case Columns() as body:
            return columns.width_of(body)
    return 0.0


def _draw(canvas: Canvas, picture: Picture, place: tuple[float, float, float], options: ReportOptions) -> None:
    """Put what is to be seen on a sheet.

    Args:
        canvas: The sheet.
        picture: What is drawn.
        place: Left edge, upper edge, and how wide it may be.
        options: The language.
    """
    x, y, room = place
    match picture.body:
        case Bars() as body:
            bars.draw(canvas, body, x, y, room, options.language)
        case HeatMap() as body:
            heat.draw(canvas, body, x, y)
        case Portrait() as body:
            strands.draw_portrait(canvas, body, x, y, room)
        case Timeline() as body:
            strands.draw_timeline(canvas, body, x, y, room)
        case Network() as body:
            network.draw(canvas, body, x, y, room, options.language)
        case Likeness() as body:
            dendrogram.draw(canvas, body, x, y, room, options.language)
        case Curve() as body:
            curve.draw(canvas, body, x, y, room, options)
        case CodeTree() as body:
            tree.draw(canvas, body, x, y, room, options.language)
        case Columns() as body:
            columns.draw(canvas, body, x, y, room, options.language)


FORMAT = PictureFormat("svg", "SVG", (".svg",), write=write, write_inset=write_inset)
