from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.report import plain
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import coding, grouping, tabling, undoing
from qcode.store import codings, sets
from qcode.store.project import Project

Key = Callable[[Project, str], str]
Dumping = Callable[[Path], dict[str, dict[str, Any]]]


@pytest.fixture
def coded(project: Project, source: Key, code: Key) -> Project:
    for name, start, key in (("W1", 119, "PRE"), ("W1", 212, "KEN-ALAT"), ("W2", 90, "PRV")):
        coding.apply_code(project, source(project, name), Span(start, start + 20), code(project, key))
    return project


def found(project: Project, name: str) -> list[tuple[str, str]]:
    return [(one.source, one.code) for one in codings.select(project, Selection(sets=(name,)))]


def test_a_set_holds_sources_codes_or_cases_and_chooses_their_codings(coded: Project) -> None:
    assert grouping.put_in_set(coded, "Gelombang 1", ["W1"]) == 1
    assert grouping.put_in_set(coded, "Fokus", ["PRE", "PRV", "PRE"], kind="code") == 2
    grouping.put_in_set(coded, "Hambatan", ["KEN"], kind="code")
    assert found(coded, "Hambatan") == [("W1", "KEN-ALAT")], "a code means itself and what is under it"
    assert codings.select(coded, Selection(sets=("Hambatan",), only=True)) == []
    assert grouping.put_in_set(coded, "Pengelola", ["INF-02"], kind="case") == 1
    assert found(coded, "gelombang 1") == [("W1", "PRE"), ("W1", "KEN-ALAT")]
    assert found(coded, "Fokus") == [("W1", "PRE"), ("W2", "PRV")]
    assert found(coded, "Pengelola") == [("W2", "PRV")]
    both = codings.select(coded, Selection(sets=("Gelombang 1", "Pengelola")))
    assert len(both) == 3, "sets are alternatives"


def test_a_set_says_which_sources_it_means(coded: Project, source: Key) -> None:
    w1, w2 = source(coded, "W1"), source(coded, "W2")
    grouping.put_in_set(coded, "A", ["W2", "W1"])
    grouping.put_in_set(coded, "B", ["KEN-ALAT"], kind="code")
    grouping.put_in_set(coded, "C", ["INF-02"], kind="case")
    assert sorted(sets.sources_in(coded, "A")) == sorted([w1, w2])
    assert sets.sources_in(coded, "B") == [w1]
    assert sets.sources_in(coded, "C") == [w2]


def test_sets_of_every_kind_stand_on_an_axis_of_a_matrix(coded: Project) -> None:
    grouping.put_in_set(coded, "Gelombang 1", ["W1"])
    table = [
        [plain(cell) for cell in row] for row in tabling.make_matrix(coded, "set", "source", "count", Selection()).rows
    ]
    assert table == [["Gelombang 1", 2, 2], ["*", 2, 2]]
    grouping.put_in_set(coded, "Fokus", ["PRE", "PRV", "KEN"], kind="code")
    grouping.put_in_set(coded, "Semua", ["INF-01", "INF-02"], kind="case")
    matrix = tabling.make_matrix(coded, "set", "source", "count", Selection())
    assert [[plain(cell) for cell in row] for row in matrix.rows] == [
        ["Fokus", 2, 1, 3], ["Gelombang 1", 2, 0, 2], ["Semua", 2, 1, 3], ["*", 2, 1, 3],
    ]  # fmt: skip
    quoted = tabling.make_matrix(coded, "set", "code", "quotes", Selection(sets=("Fokus",)))
    assert sum(len(cell) for row in quoted.rows for cell in row if isinstance(cell, tuple)) == 8, (
        "three sets have two of them, two the third"
    )


def test_the_same_again_changes_nothing_and_members_can_be_taken_out(coded: Project) -> None:
    grouping.put_in_set(coded, "A", ["W1", "W2"])
    assert grouping.put_in_set(coded, "a", ["W1"]) == 0
    assert grouping.take_from_set(coded, "A", ["W1"]) == 1
    assert grouping.take_from_set(coded, "A", ["W1"]) == 0
    assert found(coded, "A") == [("W2", "PRV")]


@pytest.mark.parametrize("act", ["put", "put codes", "take", "rename", "remove"])
def test_an_act_on_sets_undone_and_done_again_leaves_every_row_as_it_was(
    act: str, coded: Project, dump: Dumping
) -> None:
    grouping.put_in_set(coded, "A", ["W1"])
    grouping.put_in_set(coded, "B", ["PRE"], kind="code")
    before = dump(coded.path)
    acts: dict[str, Callable[[], object]] = {
        "put": lambda: grouping.put_in_set(coded, "A", ["W2"]),
        "put codes": lambda: grouping.put_in_set(coded, "N", ["KEN", "PRV"], kind="code"),
        "take": lambda: grouping.take_from_set(coded, "A", ["W1"]),
        "rename": lambda: grouping.rename_set(coded, "A", "Z"),
        "remove": lambda: grouping.remove_set(coded, "B"),
    }
    acts[act]()
    after = dump(coded.path)
    assert after != before
    for turn, wanted in ((undoing.undo, before), (undoing.redo, after), (undoing.undo, before)):
        turn(coded)
        assert dump(coded.path) == wanted


def test_what_makes_no_sense_is_refused(coded: Project) -> None:
    grouping.put_in_set(coded, "A", ["W1"])
    with pytest.raises(QcodeError, match="another kind"):
        grouping.put_in_set(coded, "A", ["PRE"], kind="code")
    with pytest.raises(QcodeError, match="no source"):
        grouping.put_in_set(coded, "B", ["W9"])
    with pytest.raises(QcodeError, match="no sets of"):
        grouping.put_in_set(coded, "B", ["W1"], kind="word")
    with pytest.raises(QcodeError, match="empty or taken"):
        grouping.rename_set(coded, "A", " ")
    with pytest.raises(QcodeError, match="no set"):
        grouping.remove_set(coded, "B")
    assert [one.name for one in sets.all_sets(coded)] == ["A"]
