from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.line_numbers import lines_of, lines_text, numbered_lines
from qcode.domain.span import Span
from qcode.language import translator

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


@given(st.text(alphabet="ab.\n\t é", max_size=200), st.integers(1, 12), st.integers(0, 200), st.integers(0, 200))
def test_the_lines_that_are_cited_hold_every_word_of_the_passage(text: str, width: int, one: int, other: int) -> None:
    passage = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    lines = numbered_lines(text, width)
    cited = lines_of(lines, passage)
    if cited is None:
        assert not passage.of(text).strip()
        return
    first, last = cited
    spans = [line.span for line in lines[first - 1 : last]]
    inside = {at for span in spans for at in range(span.start, span.end)}
    assert {at for at in range(passage.start, passage.end) if not text[at].isspace()} <= inside
    assert all(span.overlaps(passage) for span in spans)


def test_lines_are_cited_in_the_documents_language() -> None:
    assert (lines_text(41, 44, translator("id")), lines_text(7, 7, translator("id"))) == ("baris 41-44", "baris 7")
    assert (lines_text(41, 44, str), lines_text(7, 7, str)) == ("lines 41-44", "line 7")
