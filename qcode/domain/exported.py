"""Exported tables: what each was made of, and the IDs by which it, its rows, cells and quotations are found again.

``T7K3QA2`` is a table, ``T7K3QA2.4`` its fourth row, ``T7K3QA2.4.2`` the second cell of that row, its heading counted,
``T7K3QA2.4.2.1`` the first quotation in it. In Word, bookmarks carry the same: ``T7K3QA2_r4_c2``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qcode.domain.report import Cell, Column, Kind, Name, Report

Kept = str | int | float | bool | None | list[str]
"""A cell as the log keeps it: numbers and names as they are, quotations as the ids of their codings, a text by a hash.

Words of a study stand in no log.
"""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that look alike, so that an ID can be read off paper."""
ID_COLUMN = "ID"
"""Name of the column that holds the IDs of the rows, in files that are a bare table."""
_ID = re.compile(
    r"(?P<table>T[0-9A-Z]{6,12})(?:(?:\.|_r)(?P<row>\d{1,7})(?:(?:\.|_c)(?P<column>\d{1,6})(?:\.(?P<nth>\d{1,6}))?)?)?"
    r"(?:_\d+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """What an ID means."""

    table: str
    row: int = 0
    """From 1; 0 for the whole table."""
    column: int = 0
    """From 1, the row's heading counted; 0 for the whole row."""
    nth: int = 0
    """Which of the cell's quotations, from 1; 0 for the whole cell."""

    def __str__(self) -> str:
        places = [self.table, *(str(place) for place in (self.row, self.column, self.nth) if place)]
        return ".".join(places)


@dataclass(frozen=True, slots=True)
class Export:
    """A table that was exported."""

    id: str
    kind: str
    """What made it: ``matrix``, ``frequencies`` …"""
    arguments: Mapping[str, object]
    """What was asked, as JSON."""
    language: str
    title: str
    columns: tuple[str, ...]
    """Names of the columns."""
    cells: Sequence[Sequence[Kept]]
    totals: int = 0
    """How many of the last rows are totals."""
    when: str = field(default="", compare=False)
    """ISO time in UTC when it was first exported so."""
    coder: str = field(default="", compare=False)


def address(text: str) -> Address | None:
    """Return what an ID, or the name of a bookmark, means; ``None`` if it is of no exported table."""
    found = _ID.fullmatch(text.strip())
    if found is None:
        return None
    row, column, nth = (int(found[name] or 0) for name in ("row", "column", "nth"))
    return Address(found["table"].upper(), row, column, nth)


def cell_mark(table: str, row: int, column: int) -> str:
    """Return the bookmark of a cell, counted from 1."""
    return f"{table}_r{row}_c{column}"


def kept_cells(report: Report) -> list[list[Kept]]:
    """Return the cells of a report as the log keeps them."""
    return [[kept(cell) for cell in row] for row in report.rows]


def kept(cell: Cell) -> Kept:
    """Return a cell as the log keeps it."""
    if isinstance(cell, Name):
        return cell.name
    if isinstance(cell, tuple):
        return [one.coding or _hash(one.text)[:12] for one in cell]
    if isinstance(cell, str):
        return f"#{_hash(cell)[:12]}" if cell else ""
    return cell


def with_row_ids(report: Report) -> Report:
    """Return a report with a last column of the IDs of its rows, for what is a table and nothing else."""
    if not report.id:
        return report
    rows = tuple((*row, f"{report.id}.{number}") for number, row in enumerate(report.rows, 1))
    columns = (*report.columns, Column(ID_COLUMN, kind=Kind.TEXT))
    totals = report.total_columns and report.total_columns + 1
    return replace(report, columns=columns, rows=rows, total_columns=totals)


def table_id(study: str, content: object, length: int) -> str:
    """Return the ID of a table: the same table of the same study has the same.

    Args:
        study: Id of the project.
        content: What was asked and what came of it, as JSON.
        length: Signs behind the T.
    """
    number = int(_hash(json.dumps([study, content], sort_keys=True, ensure_ascii=False)), 16)
    signs = []
    for _place in range(length):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "T" + "".join(signs)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
