"""Studies of every schema version there has been open, are whole, and can be undone."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.services import caring, undoing
from qcode.store import codes, codings, history, migrations, sources
from qcode.store.project import Project

VERSIONS = sorted((Path(__file__).parents[1] / "data" / "versions").glob("*.qcode"))


@pytest.fixture(params=VERSIONS, ids=[path.stem for path in VERSIONS])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "old.qcode"))


def test_there_is_a_study_of_every_version() -> None:
    assert [path.stem for path in VERSIONS] == [f"v{number}" for number in range(1, migrations.VERSION + 1)]


def test_an_old_study_is_whole_and_says_what_it_said(old: Path) -> None:
    with Project.open(old, coder="Ani") as project:
        assert caring.check(project) == []
        assert [one.name for one in sources.all_sources(project)] == ["A"]
        coded = codings.select(project, Selection())
        assert [(one.code, one.coder, one.text, one.memo, one.informant) for one in coded] == [
            ("PRE", "Ani", " turun penyuluhan ke sekolah. ", "ciri khas", "INF-01"),
            ("PRE", "Budi", " turun penyuluhan ke sekolah. ", "", "INF-01"),
        ]
        assert history.entries(project)[-1].act == "remove"


def test_what_was_done_in_an_old_study_can_still_be_undone(old: Path) -> None:
    with Project.open(old, coder="Ani") as project:
        undoing.undo(project)
        assert [one.name for one in sources.all_sources(project)] == ["A", "B"]
        assert sources.text_of(project, sources.find(project, "B").id) == "P: Halo.\nI: Kami patroli tiap hari.\n"
        undoing.undo(project)
        assert {one.code.key for one in codes.all_codes(project)} == {"PRE", "PRE-EDU", "KEN"}
        for _ in history.entries(project):
            with suppress(QcodeError):  # The first acts carry what Budi did, and stay.
                undoing.undo(project)
        assert [one.coder for one in codings.select(project, Selection())] == ["Budi"]
        assert caring.check(project) == []
    with Project.open(old, coder="Ani") as project:
        for _ in range(2):
            undoing.redo(project)
        assert caring.check(project) == []


def test_an_old_study_has_the_tables_and_indexes_of_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.qcode"
    Project.create(new).close()
    shapes = []
    for path in (old, new):
        with Project.open(path) as project:
            rows = project.database.rows
            names = rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name")
            tables = [name for kind, name in names if kind == "table"]
            columns = {table: sorted(row[1:5] for row in rows(f"PRAGMA table_info({table})")) for table in tables}
            keys = {table: sorted(row[2:5] for row in rows(f"PRAGMA foreign_key_list({table})")) for table in tables}
            shapes.append((names, columns, keys))
    assert shapes[0] == shapes[1]
