"""The matrix as a pure function: from counts and headings to a report."""

from __future__ import annotations

import pytest

from qcode.analysis.headings import Heading
from qcode.analysis.matrix import Grid, axis_said, matrix
from qcode.analysis.measures import MEASURES, known, named
from qcode.domain.report import Cell, Kind, Name, Quotation
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
    cell: Cell = (Quotation("Kata.", "W1"),) if measure.startswith("quotes") else 1
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


def test_an_axis_within_another_is_said_from_the_inside_out() -> None:
    said = axis_said("period:Tanggal/month>attribute:Jabatan>case", translator("en"))
    assert said == "cases within Jabatan within months of Tanggal"
    assert axis_said("coded:quarter", translator("en")) == "quarters of the year of coding"
    assert axis_said("code:top>code", translator("en")) == "codes within codes at the top"


def test_every_measure_that_can_be_asked_for_is_known_by_its_name() -> None:
    assert named("cases:police case") == ("cases", "police case")
    assert named("quotes:12") == ("quotes", "12")
    assert named("quotes:typical") == ("quotes:typical", "")
    assert named("quotes:all") == ("quotes", "")
    assert named("percent:column") == ("percent", "")
    for wrong in ("quotes:0", "quotes:many", "count:2", "percent:", "quotes:", "memo:1", "whatever"):
        with pytest.raises(KeyError):
            named(wrong)
    assert {"cases:KIND", "quotes:N", "percent:text", "memo"} <= set(known())
