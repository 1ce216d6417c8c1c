"""Where coders of one text differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from qcode.domain.span import Span
from qcode.domain.study import SpanCoding

Place = tuple[int, int]
"""Start and end: quicker to sort by the ten thousand than spans."""


def differing(codings: Sequence[SpanCoding]) -> list[Span]:
    """Return the passages that one coder has coded and another has not, or not with that code, in order.

    Coders are those who have coded anything in the text; that codings of one code overlap is agreement enough.

    Args:
        codings: All codings of one text, by all coders.
    """
    places: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for coding in codings:
        places[coding.coder, coding.code].add((coding.start, coding.end))
    covered = {who: _covered(spans) for who, spans in places.items()}
    coders = {coder for coder, _code in covered}
    found: set[Place] = set()
    for (coder, code), spans in places.items():
        for other in coders - {coder}:
            starts, ends = covered.get((other, code), ([], []))
            found.update(span for span in spans - found if not _touches(starts, ends, *span))
    return [Span(start, end) for start, end in sorted(found)]


def _covered(spans: set[Place]) -> tuple[list[int], list[int]]:
    """Return starts and ends of the stretches that spans cover together, in order."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _touches(starts: list[int], ends: list[int], start: int, end: int) -> bool:
    """Say whether any of some stretches shares a character with another one."""
    at = bisect_left(starts, end) - 1
    return at >= 0 and ends[at] > start
