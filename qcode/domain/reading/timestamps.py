"""Times of the recording that stand in a text.

``[00:04:10]``, ``[04:10]``, ``(00:12:30)``, ``#00:12:30-5#`` (f4), a bare time alone on its line or beside a speaker.
Only colons part the numbers of a recording time: ``09.15-10.04 WITA`` and ``(10.00 am)`` are of the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.domain.transcript import TimeMark

TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3}|-\d(?=#))?"
"""A time without its brackets."""
MARK = rf"(?:\[{TIME}\]|\({TIME}\)|#{TIME}#|<{TIME}>|\{{{TIME}\}})"
"""A time in its brackets: certainly of the recording."""

_AT = re.compile(rf"{TIME}(?![\d:])")
_SIGN = re.compile(r":[0-5]\d")
"""Part of every time, and begins with a letter the search can run to."""
_USUAL = re.compile(r"\[(\d\d):([0-5]\d):([0-5]\d)\]")
"""The form that most transcripts use, read without further looks."""
_REACH = 100
_CLOSING = {"[": "]", "(": ")", "#": "#", "<": ">", "{": "}"}


def seconds_of(time: str) -> float:
    """Return the seconds that a time such as ``01:02:03.5``, ``12:30`` or ``00:12:30-5`` says."""
    whole, fraction = time, ""
    for part_mark in ".,-":
        if part_mark in time:
            whole, _, fraction = time.partition(part_mark)
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds + (int(fraction) / 10 ** len(fraction) if fraction else 0)


def time_marks(text: str, beside_labels: frozenset[int] = frozenset()) -> Iterator[TimeMark]:
    """Yield the recording times of a text, in order.

    Args:
        text: The text.
        beside_labels: Where a time without brackets stands that a speaker's label vouches for.
    """
    done = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start < done:
            continue
        if text[start + 6 : start + 7] == "]" and (usual := _USUAL.match(text, start - 3)):
            yield TimeMark(start - 3, int(usual[1]) * 3600 + int(usual[2]) * 60 + int(usual[3]))
            done = start + 7
            continue
        while start > done and text[start - 1].isdigit():
            start -= 1
        match = _AT.match(text, start)
        if match is None or text[start - 1 : start] == ":":
            continue
        done = end = match.end()
        if (place := _place_of(text, start, end, beside_labels)) is not None:
            yield TimeMark(place, seconds_of(match.group()))


def _place_of(text: str, start: int, end: int, beside_labels: frozenset[int]) -> int | None:
    before = text[start - 1 : start]
    if before in _CLOSING and text[end : end + 1] == _CLOSING[before]:
        if before == "(" and text.count(":", start, end) == 1 and not _is_at_edge(text, start - 1, end + 1):
            return None
        return start - 1
    if start in beside_labels or _is_alone(text, start, end):
        return start
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    before, behind = _beside(text, start, end)
    return before is not None and behind is not None and not before.strip() and not behind.strip()


def _is_at_edge(text: str, start: int, end: int) -> bool:
    """Say whether a mark begins or ends its line, or follows a label: in a sentence ``(10:30)`` is of the clock."""
    before, behind = _beside(text, start, end)
    if before is not None and (not before.strip() or before.rstrip().endswith(":")):
        return True
    return behind is not None and not behind.strip(" \t:")


def _beside(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Return what stands before and behind on the same line, ``None`` for what is too long to be a label."""
    line_start = text.rfind("\n", max(0, start - _REACH), start) + 1
    line_end = text.find("\n", end, end + _REACH)
    before = None if not line_start and start > _REACH else text[line_start:start]
    if line_end < 0:
        line_end = len(text)
    return before, None if line_end - end > _REACH else text[end:line_end]
