"""The obstacles of the demo read as Soekanto's factors and as Friedman's legal system."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qcode.data import codebooks_folder
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError, UnreadableFile
from qcode.services import codebooks, coding, consenting, crosswalking, undoing
from qcode.services.demonstrating import make_demo
from qcode.store import codes, codings, links, sources
from qcode.store.project import Project

STEPS = codebooks_folder() / "peta_kendala_soekanto_friedman.csv"
FRIEDMAN = "Sistem hukum (Friedman)"
SOEKANTO = "Faktor penegakan hukum (Soekanto)"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_demo(tmp_path_factory.mktemp("demo")).project
    with Project.open(path, coder="Ani") as project:
        for name in ("efektivitas_soekanto", "sistem_hukum_friedman"):
            codebooks.import_codebook(project, codebooks_folder() / f"{name}.yaml")
    return path


@pytest.fixture
def demo(_made: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "demo.qcode"
    shutil.copyfile(_made, path)
    with Project.open(path, coder="Ani") as project:
        yield project


def cells(report: Report) -> dict[str, list[object]]:
    return {row[0].name: list(row[1:]) for row in report.rows if isinstance(row[0], Name)}


def derived(project: Project, codebook: str, selection: Selection | None = None, **how: str) -> Report:
    return crosswalking.make_derived(project, codebook, selection or Selection(), **how)


def test_each_obstacle_says_what_it_means_in_both_theories(demo: Project) -> None:
    assert crosswalking.import_crosswalk(demo, STEPS) == crosswalking.Mapped(11, 0)
    report = crosswalking.make_crosswalk(demo, Selection())
    found = cells(report)
    assert set(found) == {"KEN-SAD", "KEN-APR", "KEN-STG", "KEN-SDM", "KEN-SAR", "KEN-HUK"}
    assert found["KEN-SDM"] == ["FS Facilities", "STR Legal structure", 1, 1]
    assert found["KEN-SAD"][2:] == [2, 2]
    assert any(note.startswith("Derived: ") for note in report.notes)


def test_codings_are_counted_as_another_codebook_has_them_each_passage_once(demo: Project) -> None:
    crosswalking.import_crosswalk(demo, STEPS)
    found = cells(derived(demo, FRIEDMAN, by="informant"))
    assert found == {
        "STR": [2, 0], "SUB": [1, 1], "BUD": [3, 2], "BUD-INT": [1, 0], "BUD-EKS": [2, 2],
    }  # fmt: skip
    only = cells(derived(demo, FRIEDMAN, Selection(only=True), by="informant"))
    assert only["BUD"] == [0, 0]
    assert cells(derived(demo, SOEKANTO.casefold(), by="source"))["FS"] == [2, 0]


def test_derived_codings_are_nobodys_and_stand_nowhere_else(demo: Project) -> None:
    crosswalking.import_crosswalk(demo, STEPS)
    before = len(codings.select(demo, Selection()))
    derived(demo, FRIEDMAN)
    assert len(codings.select(demo, Selection())) == before == 60
    assert codings.select(demo, Selection(codes=("STR",))) == []


def test_codings_made_with_the_theory_itself_are_not_mixed_in(demo: Project) -> None:
    crosswalking.import_crosswalk(demo, STEPS)
    text = sources.find_id(demo, "T01_unit_ppa")
    coding.apply_code(demo, text, Span(1448, 1622), codes.find(demo, "STR").code.id)
    assert cells(derived(demo, FRIEDMAN, by="informant"))["STR"] == [2, 0]


def test_quotations_are_derived_too_and_obey_consent(demo: Project) -> None:
    crosswalking.import_crosswalk(demo, STEPS)
    found = cells(derived(demo, SOEKANTO, by="informant", cell="quotes"))
    assert "sanksinya di pemerintah kota" in found["FH"][0][0].text  # type: ignore[index]
    consenting.record_consent(demo, "INF-04", "never")
    report = derived(demo, SOEKANTO, by="informant", cell="quotes")
    assert [column.name for column in report.columns] == ["code", "INF-01"]
    assert "Withheld: passages that may not be quoted: 3." in report.notes


def test_bringing_it_in_is_one_act_and_twice_changes_nothing(demo: Project) -> None:
    there = len(links.all_links(demo))
    crosswalking.import_crosswalk(demo, STEPS)
    assert crosswalking.import_crosswalk(demo, STEPS) == crosswalking.Mapped(0, 11)
    assert len(links.all_links(demo)) == there + 11
    assert "steps 11" in undoing.undo(demo)
    assert len(links.all_links(demo)) == there


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from,to\nKEN-SAD,FM\nKEN-XXX,FM\n", "row 3: .*KEN-XXX"),
        ("code,means\nKEN-SAD,FM\n", "columns are missing: from, to"),
    ],
)
def test_a_table_that_is_wrong_is_named_and_nothing_of_it_kept(
    demo: Project, tmp_path: Path, text: str, said: str
) -> None:
    there = len(links.all_links(demo))
    (tmp_path / "steps.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=said):
        crosswalking.import_crosswalk(demo, tmp_path / "steps.csv")
    assert len(links.all_links(demo)) == there


def test_without_a_crosswalk_it_is_said_how_to_make_one(demo: Project) -> None:
    with pytest.raises(QcodeError, match="no crosswalk in this project"):
        crosswalking.make_crosswalk(demo, Selection())
    crosswalking.import_crosswalk(demo, STEPS)
    with pytest.raises(QcodeError, match="nothing leads to the codebook"):
        derived(demo, "Penanggulangan prostitusi online")
