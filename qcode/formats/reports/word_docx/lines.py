"""A transcript with its line numbers: each of its lines is one line of the page, whatever the look.

Paragraphs with tabs, not a table: Word turns the pages of ten thousand paragraphs at once, and those of a table of as
many rows after minutes. A line that would not fit is set a little narrower.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcode.domain.document import Line, Lines
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
"""Share of the lines that the size of the letters is chosen for; longer ones are narrowed."""
_NARROWEST = 55
"""Per cent of their width that letters are narrowed to at most."""
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
    for line in block.lines:
        runs = _line(job, line, columns, wide)
        yield job.paragraph("TranscriptLine", job.marks.bookmarked(line.anchor, runs), properties=properties)


def _columns(block: Lines, room: int, size: float, wide: float) -> _Columns:
    def widest(texts: Iterator[str]) -> int:
        return round(max(map(text_width, set(texts)), default=0) * size / 10 * wide)

    number = widest(str(line.number) for line in block.lines)
    speaker = min(widest(line.speaker for line in block.lines), _MOST_SPEAKER)
    beside = min(widest(_beside(line) for line in block.lines), round(room * _MOST_MARGIN))
    text = number + _GAP + (speaker + _GAP if speaker else 0)
    margin = room - beside if beside else room
    lanes = max((len(line.strokes) for line in block.lines), default=0)
    strokes = margin - (round(lanes * size * 20 * _STROKE_WIDTH) + _GAP if lanes else 0)
    widths = sorted(text_width(line.text, bold=line.bold) * size / 10 * wide for line in block.lines) or [1]
    usual = max(1.0, widths[int(len(widths) * _FITTED)])
    place = strokes - text - (_GAP if beside or lanes else 0)
    fitted = max(_LEAST_SIZE, int(size * min(1.0, place / usual) * 2) / 2)
    return _Columns(number, number + _GAP, text, strokes, margin, room, min(size, fitted))


def _properties(columns: _Columns) -> str:
    places = [("right", columns.number), ("left", columns.speaker), ("left", columns.text)]
    places += [("left", at) for at in (columns.strokes, columns.margin) if at < columns.end]
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in dict.fromkeys(places))
    # Strokes of one line touch those of the next if the lines are no higher than they.
    height = round(columns.size * 20 * _STROKE_HEIGHT)
    exact = f'<w:spacing w:line="{height}" w:lineRule="exact"/>' if columns.strokes < columns.margin else ""
    return f'<w:tabs>{tabs}</w:tabs>{exact}<w:ind w:left="{columns.text}" w:hanging="{columns.text}"/>'


def _line(job: Job, line: Line, columns: _Columns, wide: float) -> str:
    grey = '<w:color w:val="595959"/>'
    sized = f'<w:sz w:val="{round(columns.size * 2)}"/><w:szCs w:val="{round(columns.size * 2)}"/>'
    has_speakers = columns.text > columns.speaker
    bold = "<w:b/>" if line.bold else ""
    place = columns.strokes - columns.text - (_GAP if columns.strokes < columns.end else 0)

    def part(text: str, room: int, weight: str) -> str:
        text = one_line(text)
        narrowed = _narrowed(text, room, columns.size * wide, is_bold=bool(weight))
        return text_runs(text, properties=weight + narrowed + sized) if text else ""

    runs = "<w:r><w:tab/></w:r>" + text_runs(str(line.number), properties=grey + sized) + _TAB
    if has_speakers:
        runs += part(line.speaker, columns.text - columns.speaker - _GAP, "<w:b/>") + _TAB
    runs += part(line.text, place, bold) + "".join(map(job.footnotes.note, line.notes))
    if columns.strokes < columns.margin and (line.strokes or line.margin):
        face = f'<w:rFonts w:ascii="{_STROKES}" w:hAnsi="{_STROKES}" w:cs="{_STROKES}"/>'
        runs += _TAB + text_runs(line.strokes, properties=face + sized)
    if line.margin:
        narrowed = _narrowed(_beside(line), columns.end - columns.margin, columns.size * wide, is_bold=False)
        runs += _TAB + text_runs(", ", properties=grey + narrowed + sized).join(
            job.marks.linked(words.link, text_runs(one_line(words.text), properties=grey + narrowed + sized))
            for words in line.margin
        )
    return runs


def _beside(line: Line) -> str:
    return ", ".join(one_line(words.text) for words in line.margin)


_TAB = "<w:r><w:tab/></w:r>"


def _narrowed(text: str, room: int, size: float, *, is_bold: bool) -> str:
    """Return how much narrower letters must be for a text to fit; empty if it fits."""
    width = text_width(text, bold=is_bold) * size / 10
    return f'<w:w w:val="{max(_NARROWEST, int(100 * room / width))}"/>' if width > room > 0 else ""
