"""SVG, written here: words as words, with a name and a description for who cannot see it."""

from __future__ import annotations

from qcode.domain.picture import Bars, HeatMap, Picture, Portrait
from qcode.domain.report import Report
from qcode.domain.wording import source_text, title_text
from qcode.formats.base import PictureFormat, ReportOptions
from qcode.formats.pictures.vector import bars, heat, strands
from qcode.formats.pictures.vector.canvas import INK, SOFT, Canvas, folded

WIDTH = 960.0
"""Of every picture but heat maps of many codes, in pixels: ten inches."""
MARGIN = 24.0


def drawing(picture: Picture, options: ReportOptions) -> str:
    """Return a picture as SVG."""
    body = picture.body
    # Title and source line read as those of a table.
    caption = Report(picture.title, (), (), source_line=picture.source_line)
    title, source = title_text(caption), source_text(caption, options.say)
    canvas = Canvas(max(WIDTH, heat.width_of(body) + 2 * MARGIN if isinstance(body, HeatMap) else 0))
    room = canvas.width - 2 * MARGIN
    y = MARGIN + 14
    for line in folded(title, room, 18, bold=True):
        canvas.words(MARGIN, y, line, size=18, bold=True)
        y += 24
    if isinstance(body, Bars):
        bars.draw(canvas, body, MARGIN, y, room, options.language)
    elif isinstance(body, HeatMap):
        heat.draw(canvas, body, MARGIN, y)
    elif isinstance(body, Portrait):
        strands.draw_portrait(canvas, body, MARGIN, y, room)
    else:
        strands.draw_timeline(canvas, body, MARGIN, y, room)
    y = canvas.height + 26
    for text, color in ((source, INK), *((note, SOFT) for note in picture.notes)):
        for line in folded(text, min(room, WIDTH), 11):
            canvas.words(MARGIN, y, line, size=11, fill=color)
            y += 15
    canvas.height += MARGIN - 6
    return canvas.svg(title, picture.description, options.language)


def write(picture: Picture, options: ReportOptions) -> bytes:
    """Write a picture as SVG."""
    return drawing(picture, options).encode()


FORMAT = PictureFormat("svg", "SVG", (".svg",), write=write)
