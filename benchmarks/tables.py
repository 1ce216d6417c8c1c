"""Tables of the size that is promised, for the formats to write."""

from __future__ import annotations

from benchmarks import data
from qcode.domain.report import Cell, Column, Kind, Name, Quotation, Report

_INFORMANTS, _IN_A_CELL = 4, 5


def quotation_matrix(passages: int) -> Report:
    """Return a matrix of codes by four informants, five quotations in each cell."""
    text = data.interview(1, 100_000)
    places = list(data.spans(1, passages, text))
    columns = (
        Column("code", "Kode", Kind.NAME),
        *(Column(f"INF-{number:02}", "", Kind.QUOTES) for number in range(_INFORMANTS)),
    )
    cells = [
        tuple(
            Quotation(text[start:end], "Wawancara", f"INF-{at % _INFORMANTS:02}", "00:10:00", at + 1)
            for start, end in places[at : at + _IN_A_CELL]
        )
        for at in range(0, passages, _IN_A_CELL)
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Name(f"K{at}", f"K{at} Kode"), *cells[at : at + _INFORMANTS]) for at in range(0, len(cells), _INFORMANTS)
    )
    return Report("Matriks kutipan", columns, rows)


def count_matrix(codes: int, cases: int) -> Report:
    """Return a matrix of counts, a third of which are none."""
    columns = (
        Column("code", "Kode", Kind.NAME),
        *(Column(f"P-{number:03}", f"Perkara {number}", Kind.COUNT) for number in range(cases)),
    )
    rows: list[tuple[Cell, ...]] = [
        (Name(f"K{code}", f"K{code} Kode"), *((code * case) % 3 * (code + case) % 50 for case in range(cases)))
        for code in range(codes)
    ]
    return Report("Matriks", columns, tuple(rows))
