"""Statistics through the library."""

from __future__ import annotations

from pathlib import Path

from qcode import Project
from qcode.analysis.saturation import Rule
from qcode.domain.selection import Selection
from qcode.services import registering


def test_the_library_has_every_analysis_of_the_command_line(study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        text = project.text("W1")
        for words, code in (("turun penyuluhan", "PRE-EDU"), ("masih menumpang", "KEN-ALAT")):
            start = text.index(words)
            project.code("W1", start, start + len(words), code)
        assert project.crosstab("Jabatan").rows[-1][1] == 1
        assert project.saturation(Rule(1, 1), order=("W1",)).rows[0][3] == 2
        # Education, then equipment one turn later; what is above them follows likewise.
        found = project.sequences("turn")
        columns = [column.name for column in found.columns]
        row = next(row for row in found.rows if getattr(row[0], "name", "") == "PRE-EDU")
        assert row[columns.index("KEN-ALAT")] == 1
        assert project.coverage("source", "words").rows
        assert len(project.clusters().rows) == 1
        assert project.keyness("source:W1").rows
        assert project.cooccur("turn", measure="jaccard").rows


def test_the_library_has_every_table_of_the_command_line(study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        start = project.text("W1").index("turun penyuluhan")
        project.code("W1", start, start + 16, "PRE-EDU")
        coded = Selection(codes=("PRE-EDU",))
        assert [row[1] for row in project.words(selection=coded).rows] == [1, 1]
        assert list(project.kwic("binmas").to_pandas()["match"]) == ["Binmas", "Binmas"]
        assert project.kwic("binmas", selection=coded).rows == ()
        assert [str(row[1]) for row in project.table("informants").rows] == ["INF-01", "INF-02"]
        assert len(project.quotes(selection=coded).rows) == 2, "a heading and its quotation"
        assert project.asked().rows == ()
        assert project.differ().rows == ()
        with registering.exporting_report(project, project.frequencies()) as report:
            pass
        assert len(project.trace(f"{report.id}.1").rows) == 1
