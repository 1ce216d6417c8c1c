"""Where the rows and columns of a matrix lie: nothing is seen in part, and the last can always be reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.tui.widgets.matrix_layout import HEAD_LINES, lay_out, longest


def table(rows: int, columns: int, kind: Kind = Kind.COUNT, name: str = "Upaya preemptif") -> Report:
    cell: Cell = "Kata demi kata. " * 9 if kind is Kind.TEXT else 7
    return Report(
        "Table",
        (Column("code", "Codes", Kind.NAME), *(Column(f"c{n}", f"INF-{n} {name}", kind) for n in range(columns))),
        tuple((Name(f"r{n}", f"K{n} {name}", n % 3), *(cell for _column in range(columns))) for n in range(rows)),
    )


@given(
    rows=st.integers(0, 60), columns=st.integers(0, 40), width=st.integers(30, 220), height=st.integers(6, 60),
    kind=st.sampled_from([Kind.COUNT, Kind.TEXT]),
)  # fmt: skip
def test_scrolling_to_the_end_shows_the_last_row_and_column_whole(
    rows: int, columns: int, width: int, height: int, kind: Kind
) -> None:
    report = table(rows, columns, kind)
    lengths = [longest(row) for row in report.rows] if kind is Kind.TEXT else []
    layout = lay_out(report, width, height, lengths)
    assert layout.label_width + layout.column_width <= width or not columns
    assert layout.head_height <= HEAD_LINES
    most_right = layout.virtual_width - width
    assert most_right % layout.column_width == 0, "the first column seen is not cut"
    assert columns * layout.column_width - most_right <= max(layout.body_width, layout.column_width)
    lowest = layout.virtual_height - height
    assert lowest in layout.tops, "the first row seen is not cut"
    assert [layout.row_at(top) for top in layout.tops[:-1]] == list(range(rows))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_columns_that_are_seen_fill_the_room(width: int) -> None:
    layout = lay_out(table(20, 60), width, 30)
    assert layout.body_width - layout.whole_columns * layout.column_width < layout.whole_columns


def test_few_columns_leave_the_room_to_the_names_of_rows() -> None:
    layout = lay_out(table(5, 2, name="Penanganan perkara"), 80, 24)
    assert all(len(lines) == 1 for lines in layout.labels)
