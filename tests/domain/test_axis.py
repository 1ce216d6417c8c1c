"""How the axes of a matrix are written, and which period a date lies in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.axis import AxisLevel, joined, levels, parts, period_of, period_said
from qcode.language import translator


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("code", [AxisLevel("code")]), ("code:top", [AxisLevel("code", "top")]),
        ("case:police case", [AxisLevel("case", "police case")]),
        ("attribute:Tahun > case", [AxisLevel("attribute", "Tahun"), AxisLevel("case")]),
        ("attribute:Usia >> 30>set", [AxisLevel("attribute", "Usia > 30"), AxisLevel("set")]),
        ("period:Tanggal/month", [AxisLevel("period", "Tanggal", "month")]),
        ("period:Tanggal", [AxisLevel("period", "Tanggal", "year")]),
        ("period:Hari/Tanggal", [AxisLevel("period", "Hari/Tanggal", "year")]),
        ("period:Hari/Tanggal/day", [AxisLevel("period", "Hari/Tanggal", "day")]),
        ("coded", [AxisLevel("coded", "", "year")]), ("coded:quarter", [AxisLevel("coded", "", "quarter")]),
    ],
)  # fmt: skip
def test_an_axis_is_read_level_by_level(asked: str, wanted: list[AxisLevel]) -> None:
    assert list(levels(asked)) == wanted


@given(st.lists(st.text("ab>: ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_parts_are_put_together_so_that_they_come_apart_again(names: list[str]) -> None:
    assert list(parts(joined(names))) == names or any(name[0] == ">" or name[-1] == ">" for name in names)


@pytest.mark.parametrize(
    ("value", "length", "period"),
    [
        ("2025-06-10", "year", "2025"), ("2025-06-10", "quarter", "2025-Q2"), ("2025-12-31", "quarter", "2025-Q4"),
        ("2025-06-10", "month", "2025-06"), ("2025-06-10", "day", "2025-06-10"),
        ("Selasa, 10 Juni 2025", "month", "2025-06"), ("10/06/2025", "day", "2025-06-10"),
        ("2019", "year", "2019"), ("2019", "month", ""), ("2019-02", "quarter", "2019-Q1"), ("2019-02", "day", ""),
        ("tidak diketahui", "year", ""), ("", "year", ""), ("31 Februari 2025", "year", ""),
    ],
)  # fmt: skip
def test_the_period_of_a_date(value: str, length: str, period: str) -> None:
    assert period_of(value, length) == period


def test_periods_are_said_in_the_language_of_the_document() -> None:
    assert [period_said(p, translator("en"), "en") for p in ("2025", "2025-Q2", "2025-06", "2025-06-10")] == [
        "2025", "quarter 2 of 2025", "June 2025", "10 June 2025",
    ]  # fmt: skip
    said = [period_said(p, translator("id"), "id") for p in ("2025-Q3", "2025-06", "2025-06-10")]
    assert said == ["triwulan 3 2025", "Juni 2025", "10 Juni 2025"]
