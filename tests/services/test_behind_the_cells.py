"""What is listed behind a cell of a matrix is what the cell counted, and what is written into one is kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.errors import QcodeError, UnknownName
from qcode.services import casing, coding, defining, drilling, sourcing, summarising, tabling
from qcode.services.tabling import Matrix, Plan
from qcode.store import cases, codes, codings, sources, summaries
from qcode.store.project import Project
from tests.services.counted_by_hand import NESTED, PLAIN, fill

AXES = (*PLAIN, *NESTED)


@pytest.fixture(scope="module")
def full(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study with all that can stand on an axis."""
    path = tmp_path_factory.mktemp("full") / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    with Project.open(path, coder="Ani") as project:
        fill(project)
        yield project


@pytest.fixture
def busy(project: Project) -> Project:
    """The study with questions asked, a case over both sources, a set, and 80 codings of two coders at random."""
    dice = random.Random(7)
    casing.add_case(project, "team", "Tim")
    casing.assign_case(project, "Tim", "W1")
    casing.assign_case(project, "Tim", "W2", speaker="P")
    sourcing.set_roles(project, sources.find_id(project, "W2"), {"P": "participant"})
    with project.change("questions") as change:
        kept = change.insert("study_set", {"name": "Papers", "kind": "source"})
        member = {"set_id": kept, "source_id": sources.find_id(project, "W2"), "code_id": None, "case_id": None}
        change.insert("set_member", member)
        for place, key in enumerate(("Q1", "Q2")):
            question = change.insert("question", {"position": place, "key": key, "text": f"{key}?", "topic": ""})
            for source in ("W1", "W2"):
                row = {"source_id": sources.find_id(project, source), "start_at": 60 + 70 * place, "created": "2025"}
                change.insert("asked", {**row, "question_id": question})
    codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
    rows = []
    for _number in range(80):
        source, start = dice.choice(["W1", "W2"]), dice.randrange(0, 150) // 6 * 6
        coder = dice.choice(["Ani", "Budi"])
        rows.append(coding.CodingRow(source, start, start + dice.choice([6, 12, 30]), dice.choice(codable), coder))
    coding.apply_codes(project, rows)
    return project


def behind(project: Project, matrix: Matrix, row: int | None, column: int | None) -> int:
    """Return how many passages are listed behind a cell."""
    selection = drilling.behind(
        project, matrix, None if row is None else matrix.rows[row], None if column is None else matrix.columns[column]
    )
    return len({one.segment for one in codings.select(project, selection)})


@pytest.mark.parametrize("rows", AXES)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(only=True, all_speakers=True),
        Selection(codes=("KEN-ALAT", "PRE"), cases=("Tim Satu",), sets=("Both",)),
    ],
    ids=["everything", "codes alone", "filtered"],
)
def test_as_many_passages_are_listed_behind_a_cell_as_it_counts(rows: str, selection: Selection, full: Project) -> None:
    busy = full
    for columns in ("code", "source", "case:Équipe", "set", "attribute:Pangkat>case"):
        matrix = tabling.tabulate(busy, Plan(rows, columns, selection=selection))
        if not matrix.grid.cells:
            continue
        every = matrix.report.rows
        for row in range(len(matrix.rows)):
            for column in range(len(matrix.columns)):
                assert behind(busy, matrix, row, column) == every[row][column + 1], (columns, every[row][0])
            assert behind(busy, matrix, row, None) == every[row][-1]
        assert [behind(busy, matrix, None, n) for n in range(len(matrix.columns))] == list(every[-1][1:-1])
        assert behind(busy, matrix, None, None) == every[-1][-1]


@pytest.mark.parametrize("selection", [Selection(), Selection(codes=("KEN",)), Selection(query="KEN or PRE")], ids=str)
def test_quotations_in_a_cell_are_those_listed_behind_it(selection: Selection, busy: Project) -> None:
    matrix = tabling.tabulate(busy, Plan("code", "source", "quotes", selection))
    for row, line in enumerate(matrix.report.rows):
        for column, cell in enumerate(line[1:]):
            assert isinstance(cell, tuple)
            assert behind(busy, matrix, row, column) == len(cell)


def framework(project: Project, rows: str = "code", columns: str = "case:informant", **more: object) -> Matrix:
    return tabling.tabulate(project, replace(Plan(rows, columns, "summary"), **more))  # type: ignore[arg-type]


def cells(matrix: Matrix) -> dict[tuple[str, str], object]:
    return {
        (str(row.name.name), column.name.name): line[number + 1]
        for row, line in zip(matrix.rows, matrix.report.rows, strict=True)
        for number, column in enumerate(matrix.columns)
        if line[number + 1]
    }


def write(project: Project, theme: str, unit: str, text: str) -> bool:
    return summarising.write_summary(project, summarising.find_cell(project, theme, unit), text)


def test_a_summary_stands_in_its_cell_whichever_way_the_framework_lies(busy: Project) -> None:
    assert write(busy, "KEN", "INF-01", " Alat kurang.\n")
    assert write(busy, "question:Q2", "source:W1", "Tidak ditanya lagi.")
    assert cells(framework(busy)) == {("KEN", "INF-01"): "Alat kurang."}
    assert cells(framework(busy, "case", "code")) == {("INF-01", "KEN"): "Alat kurang."}
    assert cells(framework(busy, "question", "source")) == {("Q2", "W1"): "Tidak ditanya lagi."}
    assert cells(framework(busy, "code", "source")) == {}
    matrix = framework(busy)
    assert matrix.report.notes[0] == "Each cell holds what the researcher wrote to sum up its coded passages."
    bare = len(matrix.grid.behind) - 1
    assert f"Coded, but not summed up yet: cells ({bare})." in matrix.report.notes
    row, column = matrix.rows[0], matrix.columns[0]
    assert matrix.grid.behind[row.key, column.key] == behind(busy, matrix, 0, 0)
    cell = drilling.summary_cell(busy, matrix, row, column)
    assert cell == summarising.find_cell(busy, row.name.name, column.name.name)
    turned = framework(busy, "source", "question")
    assert drilling.summary_cell(busy, turned, turned.rows[0], turned.columns[1]) == summarising.find_cell(
        busy, "Q2", "source:W1"
    )


def test_a_summary_is_one_change_the_same_one_none_and_an_empty_one_removes_it(project: Project) -> None:
    def changes() -> list[tuple[str, str]]:
        return project.database.rows("SELECT act, summary FROM change WHERE act = 'summary' ORDER BY id")

    assert write(project, "KEN", "W1", "Satu.")
    assert not write(project, "KEN", "W1", "Satu. ")
    assert write(project, "KEN", "W1", "Dua.")
    assert cells(framework(project, columns="source")) == {("KEN", "W1"): "Dua."}
    assert write(project, "KEN", "W1", "")
    assert not write(project, "KEN", "W1", "  ")
    assert cells(framework(project, columns="source")) == {}
    assert changes() == [
        ("summary", "KEN × W1: Satu."),
        ("summary", "KEN × W1: Dua."),
        ("summary", "KEN × W1: removed"),
    ]


def test_summaries_of_one_cell_from_two_files_are_read_together_and_written_as_one(project: Project) -> None:
    cell = summarising.find_cell(project, "KEN", "INF-01")
    write(project, "KEN", "INF-01", "Satu.")
    with project.change("merge") as change:
        row = {"code_id": cell.theme, "question_id": None, "case_id": cell.unit, "source_id": None}
        change.insert("summary", {**row, "text": "Dua.", "coder_id": project.coder_id, "created": "9999"})
    assert summarising.text_of(project, cell) == "Satu.\n\nDua."
    assert summarising.write_summary(project, cell, "Tiga.")
    assert project.database.rows("SELECT text FROM summary") == [("Tiga.",)]
    assert summaries.texts(project, "code", "case").popitem()[1] == "Tiga."


def test_a_filter_hides_summaries_of_what_it_leaves_out(busy: Project) -> None:
    write(busy, "KEN", "INF-01", "Satu.")
    write(busy, "PRE", "INF-02", "Dua.")
    shown = cells(framework(busy, selection=Selection(codes=("KEN",))))
    assert shown == {("KEN", "INF-01"): "Satu."}


def test_what_cannot_be_summed_up_is_told(project: Project) -> None:
    with pytest.raises(QcodeError, match="there are no summaries of code by coder") as caught:
        framework(project, "code", "coder")
    assert "a case or a source on the other" in caught.value.hint
    with pytest.raises(UnknownName, match="there is no code “XYZ”"):
        summarising.find_cell(project, "XYZ", "W1")
    with pytest.raises(UnknownName, match="there is no case “W9”"):
        summarising.find_cell(project, "KEN", "W9")


def test_what_is_removed_or_merged_takes_its_summaries_along(project: Project) -> None:
    write(project, "KEN", "INF-01", "Satu.")
    write(project, "PRE", "INF-01", "Dua.")
    defining.merge_codes(project, codes.find(project, "PRE").code.id, codes.find(project, "KEN").code.id)
    assert cells(framework(project)) == {("KEN", "INF-01"): "Satu.\n\nDua."}
    casing.remove_case(project, cases.find(project, "INF-01").id)
    assert project.database.value("SELECT COUNT(*) FROM summary") == 0


def test_levels_fold_codes_and_sorting_keeps_the_tree(project: Project) -> None:
    rows = [coding.CodingRow("W1", 119 + n, 130 + n, code) for n, code in enumerate(["PRE", "KEN-ALAT", "Staff"])]
    coding.apply_codes(project, [*rows, coding.CodingRow("W2", 85, 90, "Staff")])
    plan = Plan("code", "source")
    assert [one.name.name for one in tabling.tabulate(project, plan).rows] == [
        "PRE",
        "KEN",
        "KEN-ALAT",
        "Obstacles/Staff",
    ]
    by_total = tabling.tabulate(project, replace(plan, sort="rows"))
    assert [one.name.name for one in by_total.rows] == ["KEN", "Obstacles/Staff", "KEN-ALAT", "PRE"]
    folded = tabling.tabulate(project, replace(plan, levels=1))
    assert [(one.name.name, one.has_more) for one in folded.rows] == [("PRE", False), ("KEN", True)]
    assert [row[-1] for row in folded.report.rows] == [1, 3, 4]
    assert folded.report.notes[-1] == "Levels shown: 1; those below are folded."
    assert folded.levels == (2, 1)
    turned = replace(plan, sort="rows").transposed()
    assert (turned.rows, turned.columns, turned.sort) == ("source", "code", "columns")


def test_the_library_writes_and_tables_summaries(study: Path) -> None:
    from qcode import Project as Library

    with Library.open(study, coder="Ani") as project:
        assert project.summarise("KEN", "INF-01", "Alat kurang.")
        report = project.matrix("code", "case", "summary")
        assert [row[1] for row in report.rows] == ["Alat kurang."]
