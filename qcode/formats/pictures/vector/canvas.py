"""A sheet on which shapes and words are put, and which is an SVG in the end.

Words stay words, so that they can be found, copied, read aloud and set in another font. Fonts are named by what
systems have, generic last; how wide words are is estimated, generously, because nobody can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import ceil, cos, radians
from unicodedata import east_asian_width

from qcode.domain.text import xml_text

FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', sans-serif"
INK, SOFT, LINE, PALE = "#1c1f23", "#565d66", "#c9cdd2", "#eef0f2"
"""Words, words that stand back, lines, grounds."""

_NARROW = frozenset("iIjlftr.,:;'|!()[]- ")
_BROAD = frozenset("mwMW%@—…")
_JOINTS = frozenset("-_/.,")


class Canvas:
    """A sheet of a given width, as long as what is put on it.

    Args:
        width: In pixels of CSS, 96 to the inch.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self.right = 0.0
        """How far to the right anything reaches."""
        self._shapes: list[str] = []

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "", told: str = "",
        kind: str = "",
    ) -> None:  # fmt: skip
        """Put a rectangle.

        Args:
            x: Left edge.
            y: Upper edge.
            width: To the right.
            height: Downwards.
            fill: Colour.
            stroke: Colour of its edge; empty for none.
            told: What it is, for whoever points at it or has it read.
            kind: What it is, for programs: its class.
        """
        edge = f' stroke="{stroke}"' if stroke else ""
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        self._put("rect", f'{_class(kind)}{place} fill="{fill}"{edge}', told)
        self._reach(x + width, y + height)

    def circle(self, x: float, y: float, radius: float, fill: str, *, told: str = "", kind: str = "") -> None:
        """Put a circle around a place, with a white edge that parts it from what lies under it."""
        place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
        self._put("circle", f'{_class(kind)}{place} fill="{fill}" stroke="#ffffff"', told)
        self._reach(x + radius, y + radius)

    def path(
        self, corners: Sequence[tuple[float, float]], stroke: str, *, width: float = 1, dashes: str = "",
        told: str = "", kind: str = "",
    ) -> None:  # fmt: skip
        """Put a line along several corners.

        Args:
            corners: Where it goes.
            stroke: Its colour.
            width: In pixels.
            dashes: Lengths of strokes and gaps, "4 3"; empty for none.
            told: What it is, for whoever points at it or has it read.
            kind: What it is, for programs: its class.
        """
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        about = f'points="{points}" fill="none" stroke="{stroke}"'
        about += f' stroke-width="{_n(width)}"' if width != 1 else ""
        about += f' stroke-dasharray="{dashes}"' if dashes else ""
        self._put("polyline", f"{_class(kind)}{about}", told)
        for corner in corners:
            self._reach(*corner)

    def triangle(self, corners: Iterable[tuple[float, float]], fill: str) -> None:
        """Put a triangle."""
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        self._put("polygon", f'points="{points}" fill="{fill}"')

    def line(self, x: float, y: float, to_x: float, to_y: float, stroke: str = LINE) -> None:
        """Put a line."""
        ends = f'x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}"'
        self._put("line", f'{ends} stroke="{stroke}"')
        self._reach(max(x, to_x), max(y, to_y))

    def words(
        self, x: float, y: float, text: str, *, size: float = 12, fill: str = INK, bold: bool = False,
        anchor: str = "start", turned: float = 0, kind: str = "", haloed: bool = False,
    ) -> None:  # fmt: skip
        """Put a line of words.

        Args:
            x: Where it starts, ends or has its middle, by its anchor.
            y: Its base line.
            text: The words.
            size: Of the font, in pixels.
            fill: Colour.
            bold: Whether in bold.
            anchor: ``start``, ``middle`` or ``end``.
            turned: Degrees, clockwise around its place.
            kind: What they are, for programs: their class.
            haloed: Whether white lies around the letters, so that they are read on lines.
        """
        about = f'{_class(kind)}x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"'
        about += ' font-weight="bold"' if bold else ""
        about += f' text-anchor="{anchor}"' if anchor != "start" else ""
        about += f' transform="rotate({_n(turned)} {_n(x)} {_n(y)})"' if turned else ""
        about += ' paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"' if haloed else ""
        self._shapes.append(f"<text {about}>{said(text)}</text>")
        beyond = {"start": 1.0, "middle": 0.5}.get(anchor, 0.0) * cos(radians(turned))
        self._reach(x + breadth(text, size, bold=bold) * beyond, y + size * 0.3)

    def _reach(self, x: float, y: float) -> None:
        self.right, self.height = max(self.right, x), max(self.height, y)

    def svg(self, title: str, description: str, language: str) -> str:
        """Return the sheet with its name and what is to be seen on it."""
        # Whole pixels, or the last row of dots would be half transparent.
        self.width, self.height = ceil(self.width), ceil(self.height)
        size = f'width="{_n(self.width)}" height="{_n(self.height)}"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'lang="{language}" xml:lang="{language}" role="img" aria-labelledby="title description" '
            f'font-family="{FONTS}">'
        )
        parts = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            head,
            f'<title id="title">{said(title)}</title>',
            f'<desc id="description">{said(description)}</desc>',
            f'<rect class="ground" width="{_n(self.width)}" height="{_n(self.height)}" fill="#ffffff"/>',
            *self._shapes,
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _put(self, name: str, about: str, told: str = "") -> None:
        inside = f"><title>{said(told)}</title></{name}>" if told else "/>"
        self._shapes.append(f"<{name} {about}{inside}")


def said(text: str) -> str:
    """Return a text as XML has it, on one line."""
    return escape(xml_text(re.sub(r"[ \t\r\n]+", " ", text.strip()))[0], quote=False)


def breadth(text: str, size: float = 12, *, bold: bool = False) -> float:
    """Return about how many pixels words are wide, rather too many than too few."""
    ems = sum(_em(letter) for letter in text)
    return ems * size * (1.1 if bold else 1.0)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.98
    if east_asian_width(letter) in "WF":
        return 1.0
    return 0.72 if letter.isupper() else 0.62


def cut(text: str, width: float, size: float = 12, *, bold: bool = False) -> str:
    """Return words cut with an ellipsis to a width in pixels."""
    if breadth(text, size, bold=bold) <= width:
        return text
    while text and breadth(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def folded(text: str, width: float, size: float = 12, *, bold: bool = False) -> list[str]:
    """Return words broken into lines of a width in pixels; what is longer than a line goes on in the next."""
    lines: list[str] = []
    here = ""
    # A blank that does not break stays.
    words = re.split(r"[ \t\r\n]+", text.strip())
    parts = (part for one in words for part in _parted(one, width, size, bold=bold))
    for word in parts:
        longer = f"{here} {word}".strip()
        if here and breadth(longer, size, bold=bold) > width:
            lines.append(here)
            here = word
        else:
            here = longer
    return [line for line in (*lines, here) if line]


def _parted(word: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield a word in parts that a line holds, parted behind a joint of it if there is one."""
    while len(word) > 1 and breadth(word, size, bold=bold) > width:
        fits = next((n for n in range(len(word) - 1, 1, -1) if breadth(word[:n], size, bold=bold) <= width), 1)
        joint = max((at + 1 for at, letter in enumerate(word[:fits]) if letter in _JOINTS), default=0)
        yield word[: joint or fits]
        word = word[joint or fits :]
    yield word


def blended(color: str, ground: str, share: float) -> str:
    """Return a colour laid over another, 0 for the ground alone."""
    parts = zip(_parts(color), _parts(ground), strict=True)
    return "#" + "".join(f"{round(under + (over - under) * share):02x}" for over, under in parts)


def legible_on(color: str) -> str:
    """Return black or white, whichever is read better on a colour."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _fractions(color)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#ffffff"


def _fractions(color: str) -> list[float]:
    return [part / 255 for part in _parts(color)]


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _n(value: float) -> str:
    return re.sub(r"\.?0+$", "", f"{value:.2f}") if value else "0"


def _class(kind: str) -> str:
    return f'class="{kind}" ' if kind else ""
