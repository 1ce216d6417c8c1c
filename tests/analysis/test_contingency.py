"""Tables of counts: published examples, scipy, and counting all tables one by one."""

from __future__ import annotations

import itertools
import math
import random

import pytest
import scipy  # It loads its parts, a second's work, when a test first asks for one.
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.analysis.contingency import (
    Exact,
    chi_square,
    chi_square_tail,
    cramers_v,
    exact_test,
    expected,
    has_small_expectations,
    holm,
    normal_tails,
    residual,
    residuals,
    without_empty,
)  # fmt: skip

# Agresti (2007), An Introduction to Categorical Data Analysis, 2nd ed., table 2.5: gender by party identification.
PARTIES = [[762, 327, 468], [484, 239, 477]]
# Snee (1974), The American Statistician 28: hair (black, brown, red, blond) by eyes (brown, blue, hazel, green).
HAIR = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]
# Fisher (1935), The Design of Experiments: the lady tasting tea, as Agresti tells it.
TEA = [[3, 1], [1, 3]]
# Agresti (2002), Categorical Data Analysis, p. 57: job satisfaction by income; its exact p is 0.7827.
JOBS = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]


def test_published_chi_square() -> None:
    found, df = chi_square(PARTIES)
    assert (round(found, 2), df) == (30.07, 2)
    assert [round(cell, 1) for cell in expected(PARTIES)[0]] == [703.7, 319.6, 533.7]
    assert chi_square_tail(found, df) < 0.001
    assert [[round(cell or 0, 2) for cell in row] for row in residuals(PARTIES)] == [
        [4.50, 0.70, -5.32], [-4.50, -0.70, 5.32],
    ]  # fmt: skip


def test_published_cramers_v() -> None:
    found, df = chi_square(HAIR)
    assert (round(found, 2), df) == (138.29, 9)
    assert round(cramers_v(HAIR) or 0, 3) == 0.279


def test_published_exact_tests() -> None:
    assert exact_test(TEA) == Exact(34 / 70, is_simulated=False)
    estimated = exact_test(JOBS)
    assert estimated.is_simulated
    assert estimated.p == pytest.approx(0.7827, abs=0.015)
    assert exact_test(JOBS) == estimated


def tables(rows: int, columns: int, most: int, n: int) -> list[list[list[int]]]:
    dice = random.Random(f"{rows} {columns} {most}")
    return [[[dice.randint(0, most) for _c in range(columns)] for _r in range(rows)] for _t in range(n)]


@pytest.mark.parametrize("value", [1e-12, 0.001, 0.5, 1, 3.84, 10, 55.5, 300, 1300])
@pytest.mark.parametrize("df", [1, 2, 3, 4, 7, 10, 51, 200, 501])
def test_the_tail_of_chi_square_is_scipys(value: float, df: int) -> None:
    assert chi_square_tail(value, df) == pytest.approx(float(scipy.stats.chi2.sf(value, df)), rel=1e-9, abs=1e-300)
    assert normal_tails(math.sqrt(value)) == pytest.approx(float(scipy.stats.chi2.sf(value, 1)), rel=1e-9, abs=1e-300)


def test_chi_square_and_cramers_v_are_scipys() -> None:
    for table in tables(3, 4, 30, 40) + tables(2, 2, 9, 40):
        table = without_empty(table)
        found, df = chi_square(table)
        if not df:
            continue
        wanted = scipy.stats.contingency.chi2_contingency(table, correction=False)
        assert found == pytest.approx(float(wanted.statistic), rel=1e-9, abs=1e-9)
        assert chi_square_tail(found, df) == pytest.approx(float(wanted.pvalue), abs=1e-9)
        assert cramers_v(table) == pytest.approx(
            float(scipy.stats.contingency.association(table, method="cramer")), abs=1e-9
        )


@st.composite
def any_table(draw: st.DrawFn, most: int = 400) -> list[list[int]]:
    columns = draw(st.integers(2, 5))
    row = st.lists(st.integers(0, most), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=2, max_size=5))


@given(any_table())
@settings(max_examples=120, deadline=None)
def test_any_table_has_scipys_chi_square_expectations_and_cramers_v(table: list[list[int]]) -> None:
    table = without_empty(table)
    found, df = chi_square(table)
    if not df:
        assert min(len(table), len(table[0]) if table else 0) < 2
        return
    wanted = scipy.stats.contingency.chi2_contingency(table, correction=False)
    assert df == wanted.dof
    assert found == pytest.approx(float(wanted.statistic), rel=1e-9, abs=1e-9)
    assert chi_square_tail(found, df) == pytest.approx(float(wanted.pvalue), rel=1e-9, abs=1e-12)
    for ours, its in zip(expected(table), wanted.expected_freq, strict=True):
        assert list(ours) == pytest.approx([float(cell) for cell in its], rel=1e-9)
    assert cramers_v(table) == pytest.approx(
        float(scipy.stats.contingency.association(table, method="cramer")), abs=1e-9
    )


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
@settings(max_examples=120, deadline=None)
def test_any_table_of_four_cells_has_scipys_exact_p(cells: list[int]) -> None:
    table = [cells[:2], cells[2:]]
    if len(without_empty(table)) == len(without_empty(table)[0] if without_empty(table) else []) == 2:
        wanted = float(scipy.stats.fisher_exact(table).pvalue)
        assert exact_test(table).p == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_fishers_exact_test_is_scipys() -> None:
    for table in tables(2, 2, 12, 60) + tables(2, 2, 150, 10):
        wanted = float(scipy.stats.fisher_exact(table).pvalue)
        assert exact_test(table).p == pytest.approx(wanted, abs=1e-9)


def counted(table: list[list[int]]) -> float:
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    total = math.factorial(sum(rows))

    def chance(cells: tuple[tuple[int, ...], ...]) -> float:
        up = math.prod(map(math.factorial, (*rows, *columns)))
        return up / (total * math.prod(math.factorial(cell) for row in cells for cell in row))

    choices = [[c for c in itertools.product(range(row + 1), repeat=len(columns)) if sum(c) == row] for row in rows]
    every = [
        chance(cells)
        for cells in itertools.product(*choices)
        if [sum(column) for column in zip(*cells, strict=True)] == columns
    ]
    seen = chance(tuple(map(tuple, table)))
    return math.fsum(one for one in every if one <= seen * (1 + 1e-12))


def test_freeman_and_halton_is_what_counting_every_table_gives() -> None:
    for table in tables(2, 3, 4, 15) + tables(3, 3, 2, 10) + tables(3, 2, 4, 10):
        assert exact_test(table).p == pytest.approx(counted(table), abs=1e-9)


def test_a_code_in_two_hundred_cases_of_four_kinds_is_counted_exactly() -> None:
    found = exact_test([[12, 30, 3, 18], [38, 20, 47, 32]])
    assert not found.is_simulated
    assert found.p < 0.0001


def test_bergsmas_correction_makes_weak_ties_none_and_strong_ones_weaker() -> None:
    # By hand: n = 16, φ² = 1, φ̃² = 1 - 1/15, r̃ = c̃ = 2 - 1/15, so that Ṽ = 1.
    assert cramers_v([[8, 0], [0, 8]], corrected=True) == pytest.approx(1.0)
    assert cramers_v([[5, 4], [4, 5]], corrected=True) == 0.0
    assert 0 < (cramers_v(HAIR, corrected=True) or 0) < (cramers_v(HAIR) or 0)


def test_tables_that_say_nothing_have_no_degrees_of_freedom() -> None:
    assert chi_square([[3, 4], [0, 0]]) == (0.0, 0)
    assert cramers_v([[3], [4]]) is None
    assert exact_test([[3, 4]]) == Exact(1.0, is_simulated=False)
    assert residual(3, 3, 4, 4) is None
    assert residual(0, 0, 0, 0) is None
    assert has_small_expectations(TEA)
    assert not has_small_expectations(PARTIES)


def test_holms_adjustment() -> None:
    # As R's p.adjust(c(.01, .02, .03, .04), "holm") gives it.
    assert holm([0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert holm([0.5, 0.04]) == pytest.approx([0.5, 0.08])
    assert holm([]) == []
