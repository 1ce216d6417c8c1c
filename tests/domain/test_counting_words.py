from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.text import count_words, paragraph_starts, paragraphs, words


@given(st.text(st.sampled_from("ab1_é’'-–— .\n¼²中\u0301“")) | st.text())
def test_as_many_words_are_counted_as_are_found(text: str) -> None:
    assert count_words(text) == len(list(words(text)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Kalau orang-orang itu, tidak.", 4),
        ("Jum’at dan jum'at", 3),
        ("ya--tidak - - mungkin -", 3),
        ("-awal akhir-", 2),
        ("pelaku “resmi” – 12,5 persen", 5),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(st.sampled_from("ab \n\u2028")))
def test_paragraphs_start_where_they_are_found(text: str) -> None:
    assert paragraph_starts(text) == [paragraph.start for paragraph in paragraphs(text)]
