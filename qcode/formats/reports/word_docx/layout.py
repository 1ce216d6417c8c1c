"""How a table is fitted to the page: upright or landscape, how wide each column, and in how many tables.

What does not fit legibly goes into a further table that repeats the first column.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qcode.domain.report import Cell, Kind, Report
from qcode.domain.wording import cell_text, depth_of, is_numeric
from qcode.formats.reports.word_docx.measure import CENTIMETRE, breakable, text_width, widest_word
from qcode.formats.reports.word_docx.page import Page

INDENT = 200
"""Twips that a row's heading is indented by for each level."""
CELL_MARGIN = 70
"""Twips of white at the left and right of a cell."""
_PADDING = 2 * CELL_MARGIN + 40
WORDS_LIMIT = 63
"""Columns that Word allows in one table."""
MOST_QUOTES = 4
"""Columns of quotations that can still be read side by side on a landscape page."""
_ROOM_OF_QUOTES = 7 * CENTIMETRE
_ROOM_OF_NUMBERS = 2 * CENTIMETRE
"""Of a page, for each column of quotations or numbers; where there is less, it is better turned."""
_QUOTES_LEAST = round(4.1 * CENTIMETRE)
_PROSE_LEAST = round(2.6 * CENTIMETRE)
_PROSE_FROM = round(3.2 * CENTIMETRE)
_PROSE_COMFORT = round(4.5 * CENTIMETRE)
_MOST_SPARE = 5 * CENTIMETRE
_MEASURED = 400
"""Characters of a cell that are looked at to find its column's width."""
LONG_WORD = round(3.2 * CENTIMETRE)
"""Twips beyond which a word in a row's heading may break at a stroke."""
_PROSE_MOST = 12 * CENTIMETRE
_NAME_LEAST = round(1.4 * CENTIMETRE)
_HEADING_LEAST = round(2.0 * CENTIMETRE)
_HEADING_MOST = round(6.5 * CENTIMETRE)
_WORD_MOST = round(2.9 * CENTIMETRE)


@dataclass(frozen=True, slots=True)
class Part:
    """One table: which columns of the report it has, and how wide they are."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    """In twips, one for each of ``columns``."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The page, and the tables that a report is set in."""

    page: Page
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """The room a column asks for."""

    least: int
    """Twips below which it cannot be read."""
    best: int
    """Twips beyond which more is no gain."""
    quotes: bool = False
    numeric: bool = False
    comfort: int = 0
    """Twips below which the page is better turned, if more than ``least``."""


def runs_over(report: Report, row: Sequence[Cell]) -> bool:
    """Say whether a row is the name of a group and nothing else, so that it may run over the whole table."""
    is_alone = not depth_of(row[0]) and all(cell in ((), "") for cell in row[1:])
    return is_alone and any(depth_of(one[0]) for one in report.rows)


def lay_out(report: Report, language: str, pages: Sequence[Page], stretch: float = 1.0) -> Layout:
    """Fit a report to the page.

    Args:
        report: Has one column or more.
        language: Of the document, as numbers are written in it.
        pages: That it may be set on, the narrowest first; the last is taken if it is too wide for all.
        stretch: How much wider its text is than Times New Roman of 10 points.
    """
    demands = _evened([_demand(report, index, language) for index in range(len(report.columns))])
    page = next((page for page in pages[:-1] if not _is_wide(demands, page.room / stretch)), pages[-1])
    room = int(page.room / stretch)
    parts = tuple(
        Part(columns, tuple(int(width * stretch) for width in _widths([demands[index] for index in columns], room)))
        for columns in _shared_out(demands, room)
    )
    return Layout(page, parts)


def _evened(demands: list[Demand]) -> list[Demand]:
    """Give all columns of numbers the same width where there is room for it."""
    best = max((demand.best for demand in demands if demand.numeric), default=0)
    return [replace(demand, best=best) if demand.numeric else demand for demand in demands]


def _is_wide(demands: Sequence[Demand], room: float) -> bool:
    return (
        sum(demand.quotes for demand in demands) > round(room / _ROOM_OF_QUOTES)
        or sum(demand.numeric for demand in demands) > round(room / _ROOM_OF_NUMBERS)
        or sum(max(demand.least, demand.comfort) for demand in demands) > room
    )


def _demand(report: Report, index: int, language: str) -> Demand:
    column = report.columns[index]
    head = widest_word([breakable(str(column))], bold=True) + _PADDING
    if column.kind is Kind.QUOTES:
        return Demand(_QUOTES_LEAST, 100 * CENTIMETRE, quotes=True)
    cells = {row[index] for row in report.rows if index or not runs_over(report, row)} or {""}
    if is_numeric(report, index):
        body = max((text_width(cell_text(cell, column.kind, language), bold=True) for cell in cells), default=0)
        least = max(body + _PADDING, min(head, _WORD_MOST))
        whole = text_width(str(column), bold=True) + _PADDING
        return Demand(least, max(least, min(whole, _WORD_MOST)), numeric=True)
    if report.rows and cells == {""}:
        # What nobody has written yet is written by hand, or in Word: a conclusion, a gap.
        return Demand(max(_PROSE_LEAST, head), max(_PROSE_COMFORT, head))
    return _demand_of_text(cells, str(column), column.kind, language)


def _demand_of_text(cells: set[Cell], label: str, kind: Kind, language: str) -> Demand:
    texts = [(cell_text(cell, kind, language)[:_MEASURED], depth_of(cell) * INDENT) for cell in cells]
    # Of equally long ones always the same: a set has no order, and a document is to be the same each time.
    longest = sorted(texts, key=lambda pair: (len(pair[0]) * 90 + pair[1], pair[0]))[-8:]
    whole = max((text_width(text, bold=True) + indent for text, indent in longest), default=0)
    whole = max(whole, text_width(label[:80], bold=True)) + _PADDING
    deepest = max((indent for _, indent in texts), default=0)
    words = (breakable(text, beyond=LONG_WORD) for text, _ in texts) if kind is Kind.NAME else (t for t, _ in texts)
    word = max(widest_word(words) + deepest, widest_word([label], bold=True)) + _PADDING
    if kind is Kind.NAME:
        least = max(min(word, LONG_WORD + deepest), min(whole, _HEADING_LEAST), _NAME_LEAST)
        return Demand(least, max(least, min(whole, _HEADING_MOST)))
    if whole <= _PROSE_FROM:
        return Demand(min(word, whole), whole)
    average = sum(len(text) for text, _ in texts) / max(1, len(texts))
    best = max(_PROSE_FROM, min(whole, _PROSE_MOST, round(_PROSE_LEAST * math.sqrt(average / 8))))
    return Demand(max(_PROSE_LEAST, min(word, _PROSE_FROM)), best, comfort=min(best, _PROSE_COMFORT))


def _shared_out(demands: Sequence[Demand], room: int) -> list[tuple[int, ...]]:
    """Share the columns out to as few tables as can be read, evenly, the first column in each."""
    rest = list(range(1, len(demands)))
    for tables in range(1, len(rest) + 1):
        shares = _even_shares(rest, tables)
        if all(_fits([demands[0], *(demands[index] for index in share)], room) for share in shares):
            return [(0, *share) for share in shares]
    return [(0, index) for index in rest] or [(0,)]


def _even_shares(items: Sequence[int], shares: int) -> list[Sequence[int]]:
    bounds = [len(items) * number // shares for number in range(shares + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]


def _fits(demands: Sequence[Demand], room: int) -> bool:
    return (
        len(demands) <= WORDS_LIMIT
        and sum(demand.least for demand in demands) <= room
        and sum(demand.quotes for demand in demands) <= MOST_QUOTES
    )


def _widths(demands: Sequence[Demand], room: int) -> tuple[int, ...]:
    """Give each column what it asks for; where room is short, words come before numbers."""
    if sum(demand.best for demand in demands) <= room:
        return tuple(demand.best for demand in demands)
    widths = [demand.least for demand in demands]
    spare = max(0, room - sum(widths))
    wishes = [0 if demand.numeric else _wish(demand) for demand in demands]
    numbers = [demand.best - demand.least if demand.numeric else 0 for demand in demands]
    if not any(demand.quotes for demand in demands) and sum(wishes) < spare:
        widths = [width + wish for width, wish in zip(widths, wishes, strict=True)]
        spare -= sum(wishes)
        wishes = numbers if any(numbers) else wishes
    total = sum(wishes) or 1
    return tuple(width + spare * wish // total for width, wish in zip(widths, wishes, strict=True))


def _wish(demand: Demand) -> int:
    return 8 * CENTIMETRE if demand.quotes else min(demand.best - demand.least, _MOST_SPARE)
