"""What was corrected between two versions of a text: few, small corrections, found quickly in a long one.

What both have at their beginning and end is left aside. In between, lines that stand once in both versions are the
fixed points (patience diff); between two of them words are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qcode.domain.correction import Correction

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|[^\w]")
_COMPARED = 1500
"""Most words of a stretch that are compared one by one; of a longer one only the edges are."""
_STEP = 1 << 12


def corrections(old: str, new: str) -> list[Correction]:
    """Return what leads from one version of a text to another, from its end to its beginning.

    Each is in places of the old text, and at least one character that stayed lies between two of them.
    """
    head = _common_start(old, new)
    tail = _common_end(old, new, min(len(old), len(new)) - head)
    if head == len(old) == len(new):
        return []
    # Whole lines, or half a word would be put in at the edge of the other half.
    start = old.rfind("\n", 0, head) + 1
    tail = max(0, tail - _rest_of_line(old, len(old) - tail))
    found = list(_by_lines(old[start : len(old) - tail], new[start : len(new) - tail], start))
    found.reverse()
    return found


def _rest_of_line(text: str, at: int) -> int:
    newline = text.find("\n", at)
    return (len(text) if newline < 0 else newline) - at


def _common_start(old: str, new: str) -> int:
    most = min(len(old), len(new))
    at = 0
    while at < most and old[at : at + _STEP] == new[at : at + _STEP]:
        at += _STEP
    at = min(at, most)
    while at < most and old[at] == new[at]:
        at += 1
    return at


def _common_end(old: str, new: str, most: int) -> int:
    at = 0
    while at < most and old[len(old) - at - 1] == new[len(new) - at - 1]:
        step = min(_STEP, most - at)
        here, there = len(old) - at, len(new) - at
        at += step if old[here - step : here] == new[there - step : there] else 1
    return at


def _by_lines(old: str, new: str, start: int) -> Iterator[Correction]:
    before, after = _LINE.findall(old), _LINE.findall(new)
    at_old, at_new = _starts(before), _starts(after)
    last_old = last_new = 0
    for i, j in [*_fixed_points(before, after), (len(before), len(after))]:
        if (at_old[i], at_new[j]) != (last_old, last_new):
            yield from _by_words(old[last_old : at_old[i]], new[last_new : at_new[j]], start + last_old)
        last_old, last_new = (at_old[i + 1], at_new[j + 1]) if i < len(before) else (at_old[i], at_new[j])


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _fixed_points(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return numbers of lines that stayed: those that stand once in both, and their equal neighbours."""
    once = {line for line, times in Counter(before).items() if times == 1}
    once &= {line for line, times in Counter(after).items() if times == 1}
    place = {line: number for number, line in enumerate(after) if line in once}
    pairs = _rising([(number, place[line]) for number, line in enumerate(before) if line in once])
    found: list[tuple[int, int]] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(before), len(after))]:
        while i < next_i and j < next_j and before[i] == after[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        behind: list[tuple[int, int]] = []
        up, down = next_i, next_j
        while up > i and down > j and before[up - 1] == after[down - 1]:
            up, down = up - 1, down - 1
            behind.append((up, down))
        found += reversed(behind)
        if next_i < len(before):
            found.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, ordered by their first number, whose second one rises too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _by_words(old: str, new: str, start: int) -> Iterator[Correction]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) > _COMPARED or len(after) > _COMPARED:
        head = _common_start(old, new)
        tail = _common_end(old, new, min(len(old), len(new)) - head)
        yield Correction(start + head, old[head : len(old) - tail], new[head : len(new) - tail])
        return
    at_old, at_new = _starts(before), _starts(after)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Correction(start + at_old[i], old[at_old[i] : at_old[j]], new[at_new[k] : at_new[m]])
