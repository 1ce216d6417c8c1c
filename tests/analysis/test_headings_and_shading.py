"""Which headings a matrix shows in which order, and how dark its cells are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.headings import Heading, by_weight, folded, levels_of
from qcode.analysis.shading import STEPS, bounds, step, tops
from qcode.domain.report import Name


def tree(*depths: int) -> list[Heading]:
    return [Heading(number, Name(str(number), depth=depth)) for number, depth in enumerate(depths)]


def names(headings: list[Heading]) -> list[str]:
    return [one.name.name for one in headings]


def test_a_folded_heading_says_that_there_is_more_under_it() -> None:
    shown = folded(tree(0, 1, 2, 2, 1, 0), 2)
    assert names(shown) == ["0", "1", "4", "5"]
    assert [one.has_more for one in shown] == [False, True, False, False]
    assert levels_of(tree(0, 1, 2)) == 3
    assert levels_of([]) == 0


def test_what_holds_most_stands_first_with_all_that_is_under_it() -> None:
    weights: dict[object, float] = {0: 1, 1: 1, 2: 5, 3: 2, 4: 4, 5: 3}
    assert names(by_weight(tree(0, 1, 0, 1, 1, 0), weights)) == ["2", "4", "3", "5", "0", "1"]


@given(st.lists(st.integers(0, 3), max_size=12), st.data())
def test_sorting_loses_nothing_and_keeps_every_parent(steps: list[int], data: st.DataObject) -> None:
    depths: list[int] = []
    for wanted in steps:
        depths.append(min(wanted, depths[-1] + 1 if depths else 0))
    before = tree(*depths)
    weights: dict[object, float] = {number: data.draw(st.integers(0, 5)) for number in range(len(before))}

    def parents(headings: list[Heading]) -> set[tuple[object, object]]:
        above: list[Heading] = []
        found = set()
        for one in headings:
            above = [*above[: one.name.depth], one]
            found.add((one.key, above[-2].key if one.name.depth and len(above) > 1 else None))
        return found

    assert parents(by_weight(before, weights)) == parents(before)


@given(st.integers(1, 500))
def test_the_legend_says_for_every_number_the_shade_it_has(top: int) -> None:
    ranges = bounds(float(top), whole=True)
    for value in range(1, top + 1):
        (found,) = [(low, high) for low, high in ranges if low <= value <= high]
        assert step(value, top) == step(found[1], top)
    assert step(top, top) == STEPS
    assert step(0, top) == 0


def test_cells_are_compared_with_the_greatest_of_table_row_or_column() -> None:
    found = tops([[1.0, 2.0], [0.0, 8.0]])
    assert [found.of(within, 0, 0) for within in ("table", "row", "column", "off")] == [8.0, 2.0, 1.0, 0.0]
    assert tops([]).table == 0.0
    assert bounds(0.0, whole=False) == []
    assert len(bounds(0.5, whole=False)) == STEPS
