"""PNG: the picture that SVG holds, in dots dense enough for print, with its name and description inside."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache

from qcode.domain.picture import Picture
from qcode.errors import QcodeError
from qcode.formats.base import Inset, PictureFormat, ReportOptions
from qcode.formats.pictures import vector
from qcode.formats.pictures.vector.canvas import FONTS
from qcode.language import _

ZOOM = 3.0
"""Dots to a pixel of the SVG: 288 to the inch."""
MOST_DOTS = 100_000_000
"""More do not fit into the memory of a small computer; a larger picture is drawn less densely."""
_PER_METRE = 39.37007874
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{fonts}">{words}</svg>'


def write(picture: Picture, options: ReportOptions) -> bytes:
    """Write a picture as PNG.

    Raises:
        QcodeError: If what turns it into dots is not installed, or finds no font.
    """
    return png(vector.drawing(picture, options), picture.title, picture.description)


def write_inset(picture: Picture, options: ReportOptions) -> Inset:
    """Write a picture as PNG for a document.

    Raises:
        QcodeError: If what turns it into dots is not installed, or finds no font.
    """
    drawn = vector.write_inset(picture, options)
    return Inset(png(drawn.data.decode(), picture.title, picture.description), drawn.width, drawn.height)


def png(svg: str, title: str, description: str) -> bytes:
    """Return an SVG as PNG.

    Raises:
        QcodeError: If what turns it into dots is not installed, or finds no font.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise QcodeError(
            _("PNG pictures need a part of qcode that is not installed"),
            _('Install it with: pip install "qcode[pictures]". Or save as .svg, which needs nothing.'),
        ) from error
    if not _has_fonts():
        raise QcodeError(
            _("no font was found on this computer, so a PNG would be without words"),
            _("Install one, such as DejaVu Sans, or save as .svg."),
        )
    zoom = zoom_for(svg)
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
    dense = struct.pack(">IIB", *2 * (round(96 * zoom * _PER_METRE),), 1)
    told = (("Title", title), ("Description", description), ("Software", "qcode"))
    chunks = _chunk(b"pHYs", dense) + b"".join(_chunk(b"iTXt", _text(*one)) for one in told)
    # Behind the header, which is 25 bytes long in every PNG.
    after = len(_SIGNATURE) + 25
    return data[:after] + chunks + data[after:]


def zoom_for(svg: str) -> float:
    """Return how densely an SVG is drawn so that it fits into memory."""
    found = _SIZE.search(svg)
    area = float(found[1]) * float(found[2]) if found else 1.0
    return float(min(ZOOM, (MOST_DOTS / area) ** 0.5))


@cache
def _has_fonts() -> bool:
    """Say whether words come out as words; without a font they are left out and nobody is told."""
    import resvg_py

    blank, written = (
        bytes(resvg_py.svg_to_bytes(svg_string=_PROBE.format(fonts=FONTS, words=words)))
        for words in ("", '<text x="2" y="15">Ag</text>')
    )
    return blank != written


def _text(key: str, text: str) -> bytes:
    return key.encode() + b"\0\0\0\0\0" + text.encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


FORMAT = PictureFormat("png", "PNG", (".png",), write=write, write_inset=write_inset)
