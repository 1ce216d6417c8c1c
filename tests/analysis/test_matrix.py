"""The matrix as a pure function: from counts and headings to a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.analysis.headings import Heading
from qcode.analysis.matrix import MEASURES, Grid, matrix, words_covered
from qcode.domain.report import Cell, Kind, Name, Quotation
from qcode.domain.span import Span
from qcode.domain.text import words
from qcode.language import translator

ROWS = (Heading(1, Name("PRE", "PRE Preemptive")), Heading(2, Name("PRE-EDU", "PRE-EDU Education", 1)))
COLUMNS = (Heading("x", Name("W1")), Heading("y", Name("W2")))
GRID = Grid({(1, "x"): 3, (2, "y"): 1}, {1: 3, 2: 1}, {"x": 3, "y": 1}, 4, 0)


def test_each_cell_stands_where_its_keys_say_and_totals_stand_last() -> None:
    report = matrix(GRID, ROWS, COLUMNS, axes=("code", "source"), measure="count", rolled_up=True, say=str)
    assert [column.name for column in report.columns] == ["code", "W1", "W2", "*"]
    assert [column.kind for column in report.columns] == [Kind.NAME, Kind.COUNT, Kind.COUNT, Kind.COUNT]
    assert report.rows == (
        (Name("PRE", "PRE Preemptive"), 3, 0, 3),
        (Name("PRE-EDU", "PRE-EDU Education", 1), 0, 1, 1),
        (Name("*", "Total"), 3, 1, 4),
    )
    assert (report.total_rows, report.total_columns) == (1, 1)
    assert report.title == "Codes by sources: number of passages"


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_names_its_unit_first(measure: str) -> None:
    cell: Cell = (Quotation("Kata.", "W1"),) if measure == "quotes" else 1
    grid = Grid({(1, "x"): cell}, {}, {}, 0, 2)
    report = matrix(grid, ROWS, COLUMNS, axes=("case:informant", "speaker"), measure=measure, rolled_up=True, say=str)
    assert len(report.notes[0]) > 20
    assert report.notes[-1] == "Left out: codings of what interviewers said (2)."
    assert report.total_rows == report.total_columns == 0
    assert len(report.rows) == 2


def test_headings_titles_and_notes_speak_the_documents_language() -> None:
    report = matrix(GRID, ROWS, COLUMNS, axes=("code", "source"), measure="count", rolled_up=True, say=translator("id"))
    english = matrix(GRID, ROWS, COLUMNS, axes=("code", "source"), measure="count", rolled_up=True, say=str)
    assert report.title != english.title
    assert len(report.notes) == len(english.notes)
    assert not set(report.notes) & set(english.notes)


def test_a_word_under_two_overlapping_passages_counts_once() -> None:
    text = "Satu dua tiga empat lima."
    starts = [word.start for word in words(text)]
    assert words_covered(starts, [Span(0, 8), Span(5, 13), Span(5, 8)]) == 3
    assert words_covered(starts, []) == 0
    assert words_covered(starts, [Span(6, 10)]) == 1, "a word belongs to the passage in which it starts"


@given(st.lists(st.integers(0, 60), unique=True), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20))))
def test_words_covered_is_the_number_of_starts_inside_any_span(starts: list[int], spans: list[tuple[int, int]]) -> None:
    some = [Span(start, start + length) for start, length in spans]
    assert words_covered(sorted(starts), some) == sum(1 for at in starts if any(span.contains(at) for span in some))
