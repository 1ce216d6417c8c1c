"""Where labels stand: the layouts in which transcripts mark a speaker.

One pass over the lines gathers every place that *could* be a speaker's label; whether it is one is decided later,
when the whole text is known. Most lines of a long text are answered from a memory of labels seen before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from qcode.domain.reading.labels import LONGEST_LABEL, tidied
from qcode.domain.reading.timestamps import MARK, TIME
from qcode.domain.reading.vocabulary import NOTE_WORDS, SPEAKER_WORDS
from qcode.domain.text import folded


class Layout(StrEnum):
    """How a label is marked."""

    COLON = "colon"
    """``Peneliti : …``, also in bold and after or before a time."""
    TIMED = "timed"
    """``ANI WIJAYA  00:13`` alone on its line."""
    BRACKET = "bracket"
    """``[id1] …``"""
    HEADING = "heading"
    """``### Interviewer``"""
    BOLD = "bold"
    """``**Ani** …``, or bold in a word processor."""
    TAB = "tab"
    """``P`` and a tab, as a table of two columns gives."""
    ALONE = "alone"
    """``Interviewer`` alone on its line."""
    CELL = "cell"
    """A cell of a table with a column for questions and one for answers; certain."""


class LabelledLine(NamedTuple):
    """A place where a speaker's label may stand; a tuple, since a long text has thousands."""

    start: int
    """Where the label's line starts; earlier speech ends before it."""
    words: int
    """Where the speech may start."""
    label: str
    """Single-spaced, without marks of emphasis."""
    layout: Layout = Layout.COLON
    end: int | None = None
    """Where the speech ends at the latest; ``None``: at the next label."""
    is_numbered: bool = False
    """Whether a number stood before the label: ``12. P: …``"""


@dataclass(slots=True)
class _Scan:
    text: str
    lines: list[LabelledLine] = field(default_factory=list)
    times: set[int] = field(default_factory=set)
    known: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Label and whether it had a number, by what stood on the line."""
    plain_labels: dict[str, str] = field(default_factory=dict)
    """Those that stood before a colon and a space with nothing around them: most lines of most texts."""


_ODD = {
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u200b\u202f\u3000\ufeff", " "),
    **dict.fromkeys("\uff1a\ufe55", ":"),
}
"""What stands for a space or a colon, such as the no-break space and the full-width colon."""
_NUMBER = re.compile(r"\d{1,4}[.)]?[ \t]+(?=\D)")
_TIME_FIRST = re.compile(rf"[ \t>]*(?:{MARK}|(?P<bare>{TIME})(?![\d:]))[ \t]*[-–—|]?[ \t]*")
_TIME_AFTER = re.compile(
    rf"(?P<label>[^:\t\n]{{1,{LONGEST_LABEL}}}?)[ \t]*[,|–—-]?[ \t]*"
    rf"(?:{MARK}|(?P<bare>{TIME}))[ \t]*(?P<colon>:?)\**"
)
_BRACKET = re.compile(r"[ \t]*[\[{]([^\]}\n:]{1,40})[\]}]:?[ \t]*(?=\S)")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+([^\n#]+?)[ \t#]*$")
_BOLD = re.compile(r"[ \t]*(\*\*|__)([^*_\n]+?)\1[ \t]*")
_MARK_REACH = 15
"""Longest time in square brackets."""
_REACH = LONGEST_LABEL + 24
"""How far into a line a label's colon may stand: a label and a time."""
_EMPHASIS = "*_>-•– \t"
_EMPHASIS_MARKS = ("*", "_")


def plain(text: str) -> str:
    """Return a text, one character for one, with ordinary spaces and colons, so that places in it stay true."""
    if not text.isascii():
        for odd, ordinary in _ODD.items():
            if odd in text:
                text = text.replace(odd, ordinary)
    return text


def labelled_lines(text: str) -> tuple[list[LabelledLine], frozenset[int]]:
    """Return every place of a plain text where a label may stand, and the bare times that stand beside them."""
    scan = _Scan(text)
    find, seen, add = text.find, scan.plain_labels, scan.lines.append
    start, length = 0, len(text)
    while start < length:
        end = find("\n", start)
        if end < 0:
            end = length
        if end > start:
            begin = start
            if text[start] == "[" and text[start + 1 : start + 2].isdigit():
                begin = find("]", start, start + _MARK_REACH) + 1 or start
            colon = find(":", begin, end if end - start < _REACH else start + _REACH)
            label = seen.get(text[begin:colon]) if colon > 0 else None
            if label is not None and text[colon + 1 : colon + 2] in " \n":
                add(LabelledLine(start, colon + 1, label))
            else:
                _look_at(scan, start, end, find(":", start, min(end, start + _REACH)))
        start = end + 1
    return scan.lines, frozenset(scan.times)


def _look_at(scan: _Scan, start: int, end: int, colon: int) -> None:
    text = scan.text
    if colon < 0:
        if end - start <= LONGEST_LABEL or text[start] in " \t[{*_#" or "\t" in text[start : start + LONGEST_LABEL]:
            _look_without_colon(scan, start, end)
        return
    follows = text[colon + 1 : colon + 2]
    if not follows.isdigit():
        if follows not in ("/", "\\"):
            _add(scan, start, text[start:colon], colon + 1, Layout.COLON)
        elif text[start] in "[{*_#":
            _look_without_colon(scan, start, end)
        return
    _look_at_time(scan, start, end, colon)


def _look_at_time(scan: _Scan, start: int, end: int, colon: int) -> None:
    """Look at a line whose first colon stands before a digit: a time before or after the label, or ``P:5 orang``."""
    text = scan.text
    first = _TIME_FIRST.match(text, start, end)
    if first:
        begin = first.end()
        colon = text.find(":", begin, min(end, begin + LONGEST_LABEL + 1))
        if colon > 0 and not text[colon + 1 : colon + 2].isdigit():
            added = _add(scan, start, text[begin:colon], colon + 1, Layout.COLON)
        else:
            added = (
                begin < end and end - begin <= LONGEST_LABEL and _add(scan, start, text[begin:end], end, Layout.TIMED)
            )
        if added and first["bare"]:
            scan.times.add(first.start("bare"))
        elif added and text[start] == "[" and _is_plain(scan.lines[-1], text[begin:colon]):
            scan.plain_labels[text[text.index("]", start) + 1 : colon]] = scan.lines[-1].label
        return
    after = _TIME_AFTER.match(text, start, end)
    if after and (after["colon"] or after.end() == end):
        layout = Layout.COLON if after["colon"] else Layout.TIMED
        if _add(scan, start, after["label"], after.end(), layout) and after["bare"]:
            scan.times.add(after.start("bare"))
        return
    if colon - start <= LONGEST_LABEL and not text[colon - 1].isdigit():
        _add(scan, start, text[start:colon], colon + 1, Layout.COLON)


def _look_without_colon(scan: _Scan, start: int, end: int) -> None:
    text = scan.text
    for first, pattern, layout in _MARKED:
        if text[start] in first and (found := pattern.match(text, start, end)):
            label = found[found.lastindex or 1]
            if layout is not Layout.BRACKET or not NOTE_WORDS & set(folded(label).split()):
                _add(scan, start, label, found.end(), layout)
            return
    tab = text.find("\t", start, min(end, start + LONGEST_LABEL))
    if tab > start:
        _add(scan, start, text[start:tab], tab + 1, Layout.TAB)
    elif end - start <= LONGEST_LABEL:
        raw = text[start:end]
        if _is_speaker_word(raw):
            _add(scan, start, raw, end, Layout.ALONE)


_MARKED = ((" \t[{", _BRACKET, Layout.BRACKET), ("#", _HEADING, Layout.HEADING), ("*_", _BOLD, Layout.BOLD))


def _is_speaker_word(raw: str) -> bool:
    return folded(raw.strip().rstrip("0123456789 ")).removeprefix("the ") in SPEAKER_WORDS


def _add(scan: _Scan, start: int, raw: str, words: int, layout: Layout) -> bool:
    if (entry := scan.known.get(raw)) is None:
        entry = scan.known[raw] = _undressed(raw)
    label, is_numbered = entry
    if not label:
        return False
    if layout is Layout.COLON and raw.lstrip()[:1] in _EMPHASIS_MARKS:
        while scan.text[words : words + 1] in _EMPHASIS_MARKS:
            words += 1
    line = LabelledLine(start, words, label, layout, None, is_numbered)
    scan.lines.append(line)
    if _is_plain(line, raw) and scan.text.startswith(raw, start):
        scan.plain_labels[raw] = label
    return True


def _is_plain(line: LabelledLine, raw: str) -> bool:
    """Say whether a line that begins alike can be read as this one was: no number, no emphasis."""
    return line.layout is Layout.COLON and not line.is_numbered and raw.strip() == line.label


def _undressed(raw: str) -> tuple[str, bool]:
    """Return a label without emphasis, quotation marks of mail and number, and whether it had a number."""
    bare = raw.strip(_EMPHASIS).lstrip("#").strip()
    number = _NUMBER.match(bare)
    if number:
        bare = bare[number.end() :].strip(_EMPHASIS)
    if len(bare) > 2 and bare[0] in "[{" and bare[-1] in "]}":
        bare = bare[1:-1]
    if not bare or len(bare) > LONGEST_LABEL or bare.isdigit():
        return "", False
    return tidied(bare), number is not None
