"""A query among the filters: in lists, counts and matrices, while codings come and go."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnknownName
from qcode.services import coding, tabling, undoing
from qcode.store import axes, codings, retrieving, tallies
from qcode.store.project import Project

Key = Callable[[Project, str], str]
SPANS = (
    ("W1", 119, 155, "PRE-EDU"),
    ("W1", 119, 155, "KEN"),
    ("W1", 130, 140, "PRV"),
    ("W1", 212, 240, "KEN-ALAT"),
    ("W2", 0, 10, "PRE"),
)


@pytest.fixture
def coded(project: Project) -> Project:
    """The study with five codings; the second on the passage of the first, the third inside it."""
    coding.apply_codes(project, [coding.CodingRow(source, start, end, code) for source, start, end, code in SPANS])
    return project


def listed(project: Project, query: str, **more: object) -> list[tuple[str, int, str]]:
    chosen = codings.select(project, Selection(query=query, **more))  # type: ignore[arg-type] # fields by name
    return [(one.source, one.start, one.code) for one in chosen]


def test_a_code_means_what_is_under_it_unless_only(coded: Project) -> None:
    assert listed(coded, "KEN") == [("W1", 119, "KEN"), ("W1", 212, "KEN-ALAT")]
    assert listed(coded, "KEN", only=True) == [("W1", 119, "KEN")]
    assert listed(coded, "Obstacles/Equipment") == [("W1", 212, "KEN-ALAT")]


def test_operators_find_by_passage_and_place(coded: Project) -> None:
    assert listed(coded, "PRE and KEN") == [("W1", 119, "PRE-EDU"), ("W1", 119, "KEN")]
    assert listed(coded, "PRE and not KEN") == [("W2", 0, "PRE")]
    assert listed(coded, "PRV within PRE") == [("W1", 130, "PRV")]
    assert listed(coded, "PRE overlaps PRV") == [("W1", 119, "PRE-EDU")]
    assert listed(coded, "PRE before KEN-ALAT") == [("W1", 119, "PRE-EDU")]


def test_paragraphs_are_those_of_the_text(coded: Project) -> None:
    text = coded.database.value("SELECT text FROM paragraph WHERE number = 9")
    numbers = {one.start: one.paragraph for one in codings.select(coded, Selection(sources=("W1",)))}
    between = numbers[212] - numbers[130] - 1
    assert text
    assert between >= 1
    assert listed(coded, f"PRV near:{between} KEN-ALAT") == [("W1", 130, "PRV")]
    assert listed(coded, f"PRV near:{between - 1} KEN-ALAT") == []


def test_other_filters_narrow_what_a_query_found_among_all_codings(coded: Project) -> None:
    with Project.open(coded.path, coder="Budi") as other:
        coding.apply_codes(other, [coding.CodingRow("W2", 0, 10, "KEN")])
    assert listed(coded, "PRE and KEN", coders=("Ani",), sources=("W2",)) == [("W2", 0, "PRE")]
    assert listed(coded, "PRE and KEN", codes=("KEN",)) == [("W1", 119, "KEN"), ("W2", 0, "KEN")]


def test_counts_and_matrices_obey_a_query(coded: Project) -> None:
    chosen = Selection(query="PRE overlaps KEN or KEN overlaps PRE")
    assert codings.count(coded, chosen) == 2
    assert codings.count(coded, Selection(query="PRE or KEN")) == 4
    report = tabling.make_matrix(coded, "code", "source", "count", chosen)
    assert [column.name for column in report.columns[1:]] == ["W1", "*"]
    assert {str(row[0]): row[1] for row in report.rows}["PRE-EDU Education"] == 1
    assert "Only what this query finds: PRE overlaps KEN or KEN overlaps PRE." in report.notes
    rows, columns = (axes.axis(coded, name, side, rolled_up=False) for name, side in (("code", "r"), ("source", "c")))
    assert len(list(tallies.members(coded, rows, columns, chosen))) == 2


def test_an_answer_changes_with_the_codings(coded: Project, code: Key, source: Key) -> None:
    assert listed(coded, "PRV and KEN") == []
    done = coding.apply_code(coded, source(coded, "W1"), Span(130, 140), code(coded, "KEN"))
    assert listed(coded, "PRV and KEN") == [("W1", 130, "PRV"), ("W1", 130, "KEN")]
    with Project.open(coded.path, coder="Budi") as other:
        coding.uncode(other, [done.coding.id])
        assert listed(other, "PRV and KEN") == []
    assert listed(coded, "PRV and KEN") == []


def test_an_answer_given_inside_a_change_does_not_outlive_it(coded: Project) -> None:
    def uncode_and_fail() -> None:
        with coded.change("uncode"):
            coding.uncode(coded, [one.id for one in codings.select(coded, Selection(query="KEN"))])
            assert listed(coded, "KEN") == []
            raise QcodeError("enough")

    with pytest.raises(QcodeError, match="enough"):
        uncode_and_fail()
    assert listed(coded, "KEN") == [("W1", 119, "KEN"), ("W1", 212, "KEN-ALAT")]
    coding.uncode(coded, [one.id for one in codings.select(coded, Selection(query="KEN"))])
    assert listed(coded, "KEN") == []
    undoing.undo(coded)
    assert len(listed(coded, "KEN")) == 2


def test_while_nothing_changes_a_query_is_answered_once(coded: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = coded.database.rows

    def recording(statement: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(statement)
        return rows(statement, values)

    monkeypatch.setattr(coded.database, "rows", recording)
    first = retrieving.ask(coded, "PRE", only=False)
    assert retrieving.ask(coded, "KEN", only=False) != first
    assert retrieving.ask(coded, "PRE", only=True) != first
    before = len(asked)
    assert retrieving.ask(coded, "PRE", only=False) == first
    assert len(asked) == before


def test_several_answers_live_at_once_and_old_ones_go(coded: Project) -> None:
    def size(number: int) -> int:
        return int(coded.database.value(f"SELECT COUNT(*) FROM coding c WHERE {retrieving.FOUND}", (number,)))

    first, second = (retrieving.ask(coded, query, only=False) for query in ("PRE", "PRV"))
    assert (size(first), size(second)) == (2, 1)
    for n in range(retrieving.KEPT):
        retrieving.ask(coded, f"PRE near:{n} KEN", only=False)
    assert (size(first), size(second)) == (0, 0)
    assert size(retrieving.ask(coded, "PRE", only=False)) == 2


def test_more_codings_than_one_statement_takes_are_all_found(coded: Project) -> None:
    many = [coding.CodingRow("W2", n // 20, n // 20 + 1 + n % 20, "PRV") for n in range(1234)]
    coding.apply_codes(coded, many)
    assert codings.count(coded, Selection(query="PRV", all_speakers=True)) == 1235


def test_a_file_that_may_only_be_read_can_be_asked(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(study, coder="Ani") as project:
        coding.apply_codes(project, [coding.CodingRow(*row) for row in SPANS])
    monkeypatch.setattr("os.access", lambda _path, mode: mode != os.W_OK)  # Root may write whatever the mode says.
    with Project.open(study, coder="Ani") as project:
        assert project.database.read_only
        assert listed(project, "PRE and KEN") == [("W1", 119, "PRE-EDU"), ("W1", 119, "KEN")]


def test_an_unknown_code_is_pointed_at(coded: Project) -> None:
    with pytest.raises(UnknownName) as caught:
        listed(coded, 'PRE and "KEM"')
    assert caught.value.message == "there is no code “KEM”"
    assert caught.value.hint == 'Did you mean KEN?\nPRE and "KEM"\n        ^'


def test_what_is_no_query_is_refused(coded: Project) -> None:
    with pytest.raises(QcodeError, match="the query is not understood at character 8"):
        listed(coded, "PRE and")
