"""Where in the open text lines of the appendix are."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain import line_numbers
from qcode.tui.screens import open_text
from qcode.tui.screens.open_text import OpenText

words = st.text(st.sampled_from("ab .:\t"), max_size=200)
texts = st.lists(words, max_size=8).map("\n".join)


@given(texts, st.lists(st.integers(0, 1700), max_size=12))
def test_a_line_has_its_number_of_the_appendix_wherever_was_looked_before(text: str, asked: list[int]) -> None:
    starts = [line.span.start for line in line_numbers.numbered_lines(text)]
    there = OpenText()
    there.lay(text)
    for offset in (min(one, len(text)) for one in asked):
        assert there.line_at(offset) == max(1, bisect_right(starts, offset))


def test_a_long_text_is_counted_no_further_than_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[int, int]] = []

    def count(text: str, start: int, end: int) -> list[int]:
        counted.append((start, end))
        return line_numbers.line_starts(text, start, end)

    monkeypatch.setattr(open_text, "line_starts", count)
    there = OpenText()
    there.lay("Baris pertama.\nBaris kedua.\n" * 50_000)
    assert there.line_at(16) == 2
    assert there.line_at(3) == 1
    assert counted == [(0, 28)]
    assert there.start_of_line(100_000) == 28 * 50_000 - 13
    assert counted == [(0, 28), (28, 28 * 50_000)]
