from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.line_numbers import lines_of, numbered_lines
from qcode.domain.span import Span

TEXT = "P: Apa saja kegiatannya?\n\nI: Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.\n"


def test_lines_are_broken_at_spaces_and_numbered_through_paragraphs() -> None:
    assert [(line.number, line.span.of(TEXT)) for line in numbered_lines(TEXT, 24)] == [
        (1, "P: Apa saja kegiatannya?"),
        (2, "I: Kami turun penyuluhan"),
        (3, "ke sekolah. Biasanya"),
        (4, "bersama Binmas."),
    ]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert [line.span.of("abcdefgh ij") for line in numbered_lines("abcdefgh ij", 3)] == ["abc", "def", "gh", "ij"]


@pytest.mark.parametrize(
    ("words", "lines"), [("Apa", (1, 1)), ("penyuluhan ke", (2, 3)), ("?\n\nI:", (1, 2)), ("Binmas", (4, 4))]
)
def test_a_passage_is_cited_by_the_lines_it_touches(words: str, lines: tuple[int, int]) -> None:
    start = TEXT.index(words)
    assert lines_of(numbered_lines(TEXT, 24), Span(start, start + len(words))) == lines


def test_what_lies_between_lines_touches_none() -> None:
    assert lines_of(numbered_lines(TEXT, 24), Span(24, 26)) is None
    assert numbered_lines(" \n\n\t") == []


@given(st.text(alphabet="ab \n\t\u00a0é", max_size=200), st.integers(1, 12))
def test_every_character_but_blanks_stands_in_one_line(text: str, width: int) -> None:
    lines = numbered_lines(text, width)
    shown = [at for line in lines for at in range(line.span.start, line.span.end)]
    assert shown == sorted(set(shown))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(shown)
    assert all(0 < len(line.span) <= width for line in lines)
    assert all("\n" not in line.span.of(text) for line in lines)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
