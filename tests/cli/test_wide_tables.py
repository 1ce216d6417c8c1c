"""A table wider than the window is printed in parts that can be read."""

from __future__ import annotations

import pytest

from qcode.cli.output import show_report
from qcode.domain.report import Cell, Column, Kind, Name, Report


def shown(report: Report, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    show_report(report, "table")
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def square(names: list[str]) -> Report:
    columns = (Column("code", "Code", Kind.NAME), *(Column(name, kind=Kind.COUNT) for name in names))
    rows = tuple((Name(name, f"{name} said in words"), *range(len(names))) for name in names)
    return Report("Codes that stand together", columns, rows, notes=())


def test_what_does_not_fit_stands_below_with_the_names_of_its_rows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"PRV-{letter}" for letter in "ABCDEFGHIJ"]
    lines = shown(square(names), 70, monkeypatch, capsys)
    heads = [line.split() for line in lines if "Code " in line]
    assert [len(line) <= 70 for line in lines].count(False) == 0
    assert [word for line in heads for word in line if word != "Code"] == names
    assert len(heads) > 1
    assert sum("PRV-A said in words" in line for line in lines) == len(heads)


def test_a_table_that_fits_is_one_and_its_title_is_not_folded_to_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(square([]), 70, monkeypatch, capsys)
    assert lines[0] == "Codes that stand together"
    assert sum("Code" in line for line in lines[1:]) == 1
    assert sum("Code " in line for line in shown(square(["A", "B"]), 70, monkeypatch, capsys)) == 1


def test_a_table_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_report(square([]), "table")
    assert capsys.readouterr().err == "There is nothing to show here.\n"
    show_report(square(["A"]), "table")
    assert capsys.readouterr().err == ""


def test_a_number_of_the_rows_goes_along_with_their_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = (Column(f"c{n}", f"Heading{n}", Kind.TEXT) for n in range(5))
    columns = (Column("n", "No.", Kind.COUNT), Column("case", "Case", Kind.NAME), *told)
    row: tuple[Cell, ...] = (1, Name("Perkara 1"), *["words that go on and on"] * 5)
    lines = shown(Report("Cases", columns, (row,), notes=()), 80, monkeypatch, capsys)
    assert sum("No." in line for line in lines) == sum("Perkara 1" in line for line in lines) == 3


def test_numbers_are_written_as_the_language_of_the_screen_has_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = (Column("w", "Word", Kind.NAME), Column("s", "Share", Kind.SHARE), Column("p", "p", Kind.PROBABILITY))
    report = Report("Words", columns, ((Name("satu"), 0.125, 0.00002),), notes=())
    monkeypatch.setattr("qcode.language._screen_language", "id")
    assert any(line.split() == ["satu", "12,5", "%", "<", "0,001"] for line in shown(report, 80, monkeypatch, capsys))
