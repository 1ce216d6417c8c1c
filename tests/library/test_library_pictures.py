"""Pictures and chosen undo, asked of the library."""

from __future__ import annotations

from pathlib import Path

from qcode import Project


def test_the_library_counts_draws_and_takes_back(study: Path, tmp_path: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        project.code("W1", 119, 155, "PRE")
        project.code("W1", 130, 160, "KEN")
        assert [row[1] for row in project.frequencies(by_count=True).rows] == [1, 1, 2]
        assert project.cooccur().rows[0][1:] == (1, 1)
        project.picture("timeline", tmp_path / "t.svg")
        assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<?xml")
        number = len(project.database.rows("SELECT id FROM change")) - 1
        project.undo_change(number)
        assert [one.code for one in project.segments()] == ["KEN"]
