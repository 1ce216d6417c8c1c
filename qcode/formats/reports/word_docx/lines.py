"""A transcript with its line numbers: each of its lines is one line of the page, whatever the look.

Paragraphs with tabs, not a table: Word turns the pages of ten thousand paragraphs at once, and those of a table of as
many rows after minutes. A line that would not fit is set a little narrower.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from qcode.domain.document import Line, Lines, Words
from qcode.domain.wording import one_line
from qcode.formats.reports.word_docx.job import Job
from qcode.formats.reports.word_docx.look import breadth
from qcode.formats.reports.word_docx.markup import text_runs
from qcode.formats.reports.word_docx.measure import CENTIMETRE, text_width
from qcode.formats.reports.word_docx.page import Page

_GAP = round(0.25 * CENTIMETRE)
_MOST_SPEAKER = round(2.6 * CENTIMETRE)
_MOST_MARGIN = 0.28
"""Share of the line that what stands beside it may take."""
_LEAST_SIZE = 7.5
_FITTED = 0.97
"""Share of the lines that columns and letters are chosen for; longer ones are narrowed."""
_SURE = 1.12
"""By how much capitals may run wider than they are measured."""
_BOLD = 1.07
_NARROWEST = 0.6
"""Share of their width that letters are narrowed to; what is longer still has smaller ones."""
_STROKES = "Courier New"
"""Font of the brackets beside the lines: its strokes are as high as its lines and all of one width."""
_STROKE_WIDTH, _STROKE_HEIGHT = 0.6, 1.13
"""Of a stroke, as shares of the size of its letters."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a line stand, in twips from the margin, and the size of its letters."""

    number: int
    """Where the number ends."""
    speaker: int
    text: int
    strokes: int
    """Where the brackets begin; the same as the margin if there are none."""
    margin: int
    """Where what stands beside it begins; the end of the line if there is nothing."""
    end: int
    size: float


def transcript(job: Job, block: Lines, page: Page) -> Iterator[str]:
    """Yield the lines of a transcript as paragraphs."""
    wide = breadth(job.package.look.font)
    columns = _columns(block, page.room, job.package.look.table_size, wide)
    properties = _properties(columns)
    for line in _spread(block.lines, columns, wide):
        runs = _line(job, line, columns, wide)
        yield job.paragraph("TranscriptLine", job.marks.bookmarked(line.anchor, runs), properties=properties)


def _columns(block: Lines, room: int, size: float, wide: float) -> _Columns:
    def usual(texts: Iterable[str], share: float = 1.0) -> int:
        widths = sorted(_width(text, size, wide) for text in texts if text) or [0.0]
        return math.ceil(widths[min(int(len(widths) * share), len(widths) - 1)])

    number = usual(str(line.number) for line in block.lines)
    speaker = min(usual(line.speaker for line in block.lines), _MOST_SPEAKER)
    besides = [_beside(line.margin) for line in block.lines]
    beside = min(usual(besides, _FITTED), round(room * _MOST_MARGIN))
    text = number + _GAP + (speaker + _GAP if speaker else 0)
    margin = room - beside if beside else room
    lanes = max((len(line.strokes) for line in block.lines), default=0)
    strokes = margin - (round(lanes * size * 20 * _STROKE_WIDTH) + _GAP if lanes else 0)
    place = strokes - text - (_GAP if beside or lanes else 0)
    fitted = int(size * min(1.0, place / max(1, usual((line.text for line in block.lines), _FITTED))) * 2) / 2
    # What the words leave goes to the lines that have the most beside them.
    free = max(0, min(usual(besides) - beside, place - usual(line.text for line in block.lines)))
    least = min(size, max(_LEAST_SIZE, fitted))
    return _Columns(number, number + _GAP, text, strokes - free, margin - free, room, least)


def _spread(lines: Sequence[Line], columns: _Columns, wide: float) -> Iterator[Line]:
    """Yield lines; what has no room beside one goes on beside the next ones, as far as brackets lead and are free."""
    room = columns.end - columns.margin
    rest: tuple[Words, ...] = ()
    for line, after in zip_longest(lines, lines[1:]):
        beside, rest = rest or line.margin, ()
        can_spread = after is not None and after.strokes and not after.margin
        while can_spread and len(beside) > 1 and _width(_beside(beside), columns.size, wide) > room:
            beside, rest = beside[:-1], (beside[-1], *rest)
        yield replace(line, margin=beside)


def _properties(columns: _Columns) -> str:
    places = [("right", columns.number), ("left", columns.speaker), ("left", columns.text)]
    places += [("left", at) for at in (columns.strokes, columns.margin) if at < columns.end]
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in dict.fromkeys(places))
    # Strokes of one line touch those of the next if the lines are no higher than they.
    height = round(columns.size * 20 * _STROKE_HEIGHT)
    exact = f'<w:spacing w:line="{height}" w:lineRule="exact"/>' if columns.strokes < columns.margin else ""
    return f'<w:tabs>{tabs}</w:tabs>{exact}<w:ind w:left="{columns.text}" w:hanging="{columns.text}"/>'


def _line(job: Job, line: Line, columns: _Columns, wide: float) -> str:
    runs = _TAB + text_runs(str(line.number), properties=_GREY + _sized(columns.size)) + _TAB
    if columns.text > columns.speaker:
        speaker = one_line(line.speaker)
        letters = _letters(speaker, columns.text - columns.speaker - _GAP, columns.size, wide)
        runs += (text_runs(speaker, properties=f"<w:b/>{letters}") if speaker else "") + _TAB
    if text := one_line(line.text):
        place = columns.strokes - columns.text - (_GAP if columns.strokes < columns.end else 0)
        letters = _letters(text, place, columns.size, wide * (_BOLD if line.bold else 1))
        runs += text_runs(text, properties=f"<w:b/>{letters}" if line.bold else letters)
    runs += "".join(map(job.footnotes.note, line.notes))
    if columns.strokes < columns.margin and (line.strokes or line.margin):
        face = f'<w:rFonts w:ascii="{_STROKES}" w:hAnsi="{_STROKES}" w:cs="{_STROKES}"/>'
        runs += _TAB + text_runs(line.strokes, properties=face + _sized(columns.size))
    if line.margin:
        letters = _GREY + _letters(_beside(line.margin), columns.end - columns.margin, columns.size, wide)
        runs += _TAB + text_runs(", ", properties=letters).join(
            job.marks.linked(words.link, text_runs(one_line(words.text), properties=letters)) for words in line.margin
        )
    return runs


def _beside(margin: Sequence[Words]) -> str:
    return ", ".join(one_line(words.text) for words in margin)


_TAB = "<w:r><w:tab/></w:r>"
_GREY = '<w:color w:val="595959"/>'


def _letters(text: str, room: int, size: float, wide: float) -> str:
    """Return how letters are set so that a text fits: narrower, then smaller too.

    Args:
        text: The text.
        room: Twips that it has.
        size: Of the letters, in points, if it fits.
        wide: How much wider than Times New Roman its font runs.
    """
    width = _width(text, size, wide)
    if width <= room:
        return _sized(size)
    share = max(0.05, room / width)
    narrowed = f'<w:w w:val="{int(100 * max(share, _NARROWEST))}"/>'
    return narrowed + _sized(max(1.0, size * min(1.0, share / _NARROWEST)))


def _width(text: str, size: float, wide: float) -> float:
    """Return how wide a text surely is at most."""
    capitals = sum(map(str.isupper, text))
    return text_width(text) * size / 10 * wide * (_SURE if capitals * 4 > len(text) else 1)


def _sized(size: float) -> str:
    return f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>'
