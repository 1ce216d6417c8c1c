"""The colours of codes on a page: a ground for their words and a line under them, seen on light and on dark paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qcode.domain.codebook import PALETTE, canonical_color
from qcode.domain.study_page import PageCode

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Paper:
    """What words are set with."""

    ink: Rgb
    ground: Rgb


LIGHT = Paper((26, 26, 26), (255, 255, 255))
DARK = Paper((233, 231, 227), (23, 24, 26))
SEEN = 3.0
"""Contrast of a line to its paper, at least, as WCAG 2.2 asks of what is no text (1.4.11)."""
_GROUND = 0.16
"""How much of its colour is in the ground of a code's words."""
_PATTERNS = (
    "{0} 0 100%",
    "{0} 0 8px, #0000 8px 12px",
    "{0} 0 3px, #0000 3px 6px",
    "{0} 0 10px, #0000 10px 13px, {0} 13px 16px, #0000 16px 19px",
    "{0} 0 16px, #0000 16px 20px",
)
"""Lines under words: whole, dashed, dotted, by turns, long dashes. Five of them and twelve colours make sixty."""


def color_sheet(codes: Sequence[PageCode]) -> str:
    """Return the style sheet with the colours of the page and of its codes; what is no colour is replaced by one."""
    colors = [_rgb(canonical_color(code.color) or PALETTE[place % len(PALETTE)]) for place, code in enumerate(codes)]
    patterns = [
        f"--u{place}: repeating-linear-gradient(90deg, {_PATTERNS[place % len(_PATTERNS)].format(f'var(--x{place})')});"
        for place in range(len(codes))
    ]
    dark = _on(DARK, colors)
    return "\n".join(
        (":root {", *_on(LIGHT, colors), *patterns, "}",
         "@media screen and (prefers-color-scheme: dark) { :root {", *dark, "} }")
    )  # fmt: skip


def _on(paper: Paper, colors: Sequence[Rgb]) -> list[str]:
    rules = [f"--ink: {_hex(paper.ink)}; --paper: {_hex(paper.ground)};"]
    rules += [
        f"--x{place}: {_hex(line_on(paper, color))}; --t{place}: {_hex(ground_on(paper, color))};"
        for place, color in enumerate(colors)
    ]
    return rules


@cache
def line_on(paper: Paper, color: Rgb) -> Rgb:
    """Return a code's colour as a line, with as much ink in it as it needs to be seen."""
    for tenths in range(10, 0, -1):
        mixed = mix(color, paper.ink, tenths / 10)
        if contrast(mixed, paper.ground) >= SEEN:
            return mixed
    return paper.ink


def ground_on(paper: Paper, color: Rgb) -> Rgb:
    """Return a code's colour as the ground of words."""
    return mix(color, paper.ground, _GROUND)


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return a colour between two, with a share of the first."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours as WCAG has it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Rgb) -> float:
    parts = [part / 255 for part in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(text: str) -> Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(color: Rgb) -> str:
    return f"#{color[0]:02x}{color[1]:02x}{color[2]:02x}"
