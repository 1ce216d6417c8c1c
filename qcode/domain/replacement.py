"""Words put in place of others, in a text or in its numbered lines, which keep their numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qcode.domain.line_numbers import WIDTH, NumberedLine, lines_of
from qcode.domain.span import Span, without


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in place of some characters of a text."""

    span: Span
    text: str
    more: str = ""
    """What stands on each further line that the characters take, where the text takes fewer."""


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a text with replacements made; they are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for one in replacements:
        pieces += [text[at : one.span.start], one.text]
        at = one.span.end
    return "".join([*pieces, text[at:]])


def settled(layers: Iterable[Iterable[Replacement]]) -> list[Replacement]:
    """Return replacements in order, none over another: what comes first wins, of the others the rest is replaced.

    Args:
        layers: The strongest first; within one, what starts first is the stronger.
    """
    kept: list[Replacement] = []
    for layer in layers:
        left = _beside(kept, layer)
        kept = sorted([*kept, *left], key=lambda one: one.span)
    return kept


def _beside(kept: Sequence[Replacement], layer: Iterable[Replacement]) -> Iterator[Replacement]:
    """Yield what is left of a layer beside replacements that are in order and do not overlap; as long as both are."""
    at = end = 0
    for one in sorted(layer, key=lambda one: one.span):
        start = max(one.span.start, end)
        end = max(end, one.span.end)
        while at < len(kept) and kept[at].span.end <= start:
            at += 1
        for span in without([Span(start, end)], _before(kept, at, end)):
            yield replace(one, span=span)


def _before(kept: Sequence[Replacement], at: int, end: int) -> Iterator[Span]:
    """Yield the spans from an index on that start before a place."""
    return takewhile(lambda span: span.start < end, (kept[n].span for n in range(at, len(kept))))


def printed_lines(text: str, lines: Sequence[NumberedLine], replacements: Iterable[Replacement]) -> list[str]:
    """Return the words of numbered lines with replacements made; no line is lost or added.

    Args:
        text: The text.
        lines: All of its lines.
        replacements: In order, none over another.
    """
    in_line: dict[int, list[Replacement]] = {}
    for one in replacements:
        first, last = lines_of(lines, one.span) or (1, 0)
        pieces = _pieces(one.text, last - first + 1)
        for number in range(first, last + 1):
            line = lines[number - 1].span
            start, end = max(line.start, one.span.start), min(line.end, one.span.end)
            piece = pieces[number - first] if number - first < len(pieces) else one.more
            in_line.setdefault(number, []).append(Replacement(Span(start - line.start, end - line.start), piece))
    return [replaced(line.span.of(text), in_line.get(line.number, ())) for line in lines]


def _pieces(text: str, lines: int) -> list[str]:
    """Share a text out to so many lines at most; the last takes what is left."""
    pieces = textwrap.wrap(text, WIDTH) if lines > 1 else [text]
    return [*pieces[: lines - 1], " ".join(pieces[lines - 1 :])] if len(pieces) > lines else pieces
