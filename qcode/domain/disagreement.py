"""Where coders of one text differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from qcode.domain.span import Span, merged
from qcode.domain.study import SpanCoding


def differing(codings: Sequence[SpanCoding]) -> list[Span]:
    """Return the passages that one coder has coded and another has not, or not with that code, in order.

    Coders are those who have coded anything in the text; that codings of one code overlap is agreement enough.

    Args:
        codings: All codings of one text, by all coders.
    """
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for coding in codings:
        places[coding.coder, coding.code].append(Span(coding.start, coding.end))
    covered = {who: merged(spans) for who, spans in places.items()}
    coders = {coder for coder, _code in covered}
    found = set()
    for coding in codings:
        span = Span(coding.start, coding.end)
        others = (covered.get((coder, coding.code), []) for coder in coders if coder != coding.coder)
        if any(not _touches(spans, span) for spans in others):
            found.add(span)
    return sorted(found)


def _touches(spans: list[Span], span: Span) -> bool:
    """Say whether any of some spans, which lie apart in order, shares a character with another."""
    at = bisect_right(spans, span.end, key=lambda one: one.start) - 1
    return any(one.overlaps(span) for one in spans[max(0, at - 1) : at + 1])
