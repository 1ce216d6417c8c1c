"""Statistics through the library."""

from __future__ import annotations

from pathlib import Path

from qcode import Project
from qcode.analysis.saturation import Rule


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
