"""Where each turn begins and ends.

A turn is words only. Its label and a time beside it lie outside, and so do lines at its edge that nobody speaks: a
note alone in brackets, a bare time, "Questioned by Mr Beer", a witness's name as a heading, a rule, "-- selesai --".
Such a line *between* two paragraphs of one speaker stays inside, since a turn is one stretch of text; what ends a
recording also ends the turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from qcode.domain.reading.labels import identity
from qcode.domain.reading.layouts import LabelledLine, Layout
from qcode.domain.reading.timestamps import MARK, TIME
from qcode.domain.reading.vocabulary import HONORIFICS
from qcode.domain.span import Span
from qcode.domain.transcript import Turn

_LEADING_TIME = re.compile(rf"\s*(?:{MARK}\s*|{TIME}[ \t]*(?:\n\s*|\Z))*")
_TRAILING_TIME = re.compile(rf"\s*(?:\[{TIME}\]|\({TIME}\)|#{TIME}#)$")
_BARE_TIME = re.compile(rf"(?:{MARK}|{TIME})")
_EXAMINED = re.compile(
    r"(?:further |re-|cross-)?(?:questioned|questions|examined|examination|recalled) (?:by|from) .{1,60}",
    re.IGNORECASE,
)
_THING = r"(?:rekaman|wawancara|transkrip|transkripsi|sesi|audio|recording|interview|transcript|session|tape)"
_OVER = r"(?:selesai|berakhir|dihentikan|dimatikan|habis|tamat|ends?|ended|stops?|stopped|concluded|finished|over)"
_CLOSING = re.compile(
    rf"(?:{MARK}\s*)?\W*(?:{_THING}(?: \w+)? {_OVER}|(?:end|akhir|selesai) (?:of |dari )?(?:the |this )?{_THING})\W*",
    re.IGNORECASE,
)
_CLOSING_SHORT = re.compile(r"[^\w\s\"“'(]+\s*(?:selesai|tamat|sekian|the end|end|fin)\s*[^\w\s\"”')]+", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6} .*")


def cut_turns(text: str, lines: Sequence[LabelledLine], labels: dict[str, str]) -> list[Turn]:
    """Cut a plain text into turns.

    Args:
        text: The plain text (see ``layouts.plain``).
        lines: The labelled lines that begin a turn, in order.
        labels: Label by identity.
    """
    is_aside = asides(labels)
    turns: list[Turn] = []
    last = len(lines) - 1
    for number, line in enumerate(lines):
        limit = lines[number + 1].start if number < last else len(text)
        words = text[line.words : limit].strip()
        if number < last and line.end is None and words and _is_plain(words):
            start = text.index(words[0], line.words)
            turns.append(Turn(Span(start, start + len(words)), labels[identity(line.label)]))
            continue
        if line.end is not None:
            limit = min(limit, line.end)
        if number == last or line.end is not None:
            limit = _end_of_recording(text, line, limit)
        span = speech(text, line.words, limit, is_aside)
        if span is not None:
            turns.append(Turn(span, labels[identity(line.label)]))
    return turns


def _is_plain(words: str) -> bool:
    """Say whether the words of a turn are one line with no bracket or number at an edge, as most are."""
    return words[0] not in _OPENING and words[-1] not in "])#" and "\n" not in words


_OPENING = "[(#<{0123456789"


def speech(text: str, start: int, end: int, is_aside: Callable[[str], bool]) -> Span | None:
    """Return the words of a stretch of text without what nobody says at its edges, or ``None`` if there are none."""
    first = text.find("\n", start, end)
    is_own_line = bool(text[start : first if first >= 0 else end].strip())
    start = _skip_times(text, start, end)
    while not is_own_line and start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        if not is_aside(text[start:line_end].strip()):
            break
        start = _skip_times(text, line_end, end)
    while start < end:
        end = start + len(text[start:end].rstrip())
        newline = text.rfind("\n", start, end)
        if newline >= 0 and is_aside(text[newline + 1 : end].strip()):
            end = newline
        elif text[end - 1 : end] in ("]", ")", "#") and (
            time := _TRAILING_TIME.search(text, max(start, end - 24), end)
        ):
            end = time.start()
        else:
            break
    return Span(start, end) if start < end else None


def _skip_times(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    if start < end and (text[start] in "[(#<{" or text[start].isdigit()):
        found = _LEADING_TIME.match(text, start, end)
        return found.end() if found else start
    return start


def asides(labels: Iterable[str]) -> Callable[[str], bool]:
    """Return what says whether a whole line is spoken by nobody.

    Args:
        labels: Identities of the speakers: a name alone on its line is a heading.
    """
    names = {name for name in labels if len(name) > 3}

    def is_aside(line: str) -> bool:
        if not line:
            return True
        if line[0] in "([" and _is_one_bracket(line):
            return True
        if not (line[0].isalnum() or line[0] in "\"“'") and _is_mark(line):
            return True
        if len(line) > 80:
            return False
        return bool(
            (line[0].isdigit() and _BARE_TIME.fullmatch(line))
            or _EXAMINED.fullmatch(line)
            or _CLOSING.fullmatch(line)
            or (line[0].isupper() and _is_heading(identity(line), names))
        )

    return is_aside


def _is_heading(name: str, names: set[str]) -> bool:
    """Say whether a line is no more than a speaker's name."""
    return name in names or (len(words := name.split()) > 1 and words[0].rstrip(".") in HONORIFICS and name in names)


def _is_mark(line: str) -> bool:
    if not any(map(str.isalnum, line)):
        return line not in ("...", "…", "--", "-", "?", "!")
    return bool(
        _BARE_TIME.fullmatch(line)
        or _CLOSING.fullmatch(line)
        or _CLOSING_SHORT.fullmatch(line)
        or _MARKDOWN_HEADING.fullmatch(line)
    )


def _is_one_bracket(line: str) -> bool:
    """Say whether one pair of brackets holds the whole line, a full stop after it aside."""
    depth = 0
    for place, character in enumerate(line):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
            if depth <= 0:
                return line[place + 1 :].strip(" .") == ""
    return False


def _end_of_recording(text: str, line: LabelledLine, limit: int) -> int:
    """Return where the last turn ends: at the line that says the recording does, if there is one."""
    start = text.find("\n", line.words if line.layout is not Layout.ALONE else line.words + 1, limit)
    while 0 <= start < limit:
        end = text.find("\n", start + 1, limit)
        end = limit if end < 0 else end
        words = text[start + 1 : end].strip()
        if len(words) <= 80 and (_CLOSING.fullmatch(words) or _CLOSING_SHORT.fullmatch(words)):
            return start
        start = end if end < limit else -1
    return limit
