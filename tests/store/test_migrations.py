"""An older file becomes one of today, and all that was done to it can still be undone."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import coding, defining, undoing
from qcode.store import backups, codes, codings, migrations
from qcode.store.changes import Operation
from qcode.store.database import Database
from qcode.store.migrations import Migration
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]


def _rename_column(database: Database) -> None:
    database.run("ALTER TABLE code RENAME COLUMN definition TO meaning")
    database.run("ALTER TABLE code ADD COLUMN level INTEGER NOT NULL DEFAULT 0")


def _rename_in_payload(operation: Operation) -> Operation:
    kind, table, uuid, *rest = operation
    if table != "code" or not rest:
        return operation
    row = {"meaning" if column == "definition" else column: value for column, value in rest[0].items()}
    if kind == "d":
        row["level"] = 0
    return [kind, table, uuid, row]


NEXT = migrations.VERSION + 1
FOLLOWING = Migration(NEXT, _rename_column, _rename_in_payload)


@pytest.fixture
def with_history(study: Path, source: Key) -> Path:
    """The study with acts of Ani: a code made, changed, used, and another removed with its coding."""
    with Project.open(study, coder="Ani") as project:
        made = defining.add_code(project, "Baru", key="NEU").code.id
        defining.edit_code(project, made, {"definition": "first"})
        defining.edit_code(project, made, {"definition": "second"})
        coding.apply_code(project, source(project, "W1"), Span(119, 155), made)
        defining.remove_code(project, made, with_codings=True)
    return study


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the next version."""
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    monkeypatch.setattr(migrations, "MIGRATIONS", (FOLLOWING,))
    # The verbs of this program do not know the new column; reading them past SQL of version 1 is enough here.


def meaning(project: Project, key: str = "NEU") -> str | None:
    found: str | None = project.database.value("SELECT meaning FROM code WHERE key = ?", (key,))
    return found


def test_undo_and_redo_reach_across_a_migration(with_history: Path, next_version: None) -> None:
    with Project.open(with_history, coder="Ani") as project:
        assert migrations.version_of(project.database) == NEXT
        assert meaning(project) is None
        seen = []
        for act in (undoing.undo, undoing.undo, undoing.undo, undoing.undo, undoing.redo, undoing.redo):
            act(project)
            seen.append((meaning(project), project.database.value("SELECT COUNT(*) FROM coding")))
        assert seen == [("second", 1), ("second", 0), ("first", 0), ("", 0), ("first", 0), ("second", 0)]
        assert backups.faults(project.database) == []


def test_payloads_speak_of_the_new_columns_after_a_migration(with_history: Path, next_version: None) -> None:
    with Project.open(with_history) as project:
        payloads = project.database.rows("SELECT payload FROM change ORDER BY id")
    said = [operation for (payload,) in payloads for operation in json.loads(zlib.decompress(payload))]
    assert [rest[0] for kind, table, _u, *rest in said if (kind, table) == ("u", "code")][:2] == [
        {"meaning": ["", "first"]}, {"meaning": ["first", "second"]},
    ]  # fmt: skip
    assert not any("definition" in rest[0] for _k, _t, _u, *rest in said if rest)


def test_a_verified_copy_of_the_old_file_is_kept_before_a_migration(
    with_history: Path, dump: Dumping, next_version: None
) -> None:
    before = dump(with_history)
    with Project.open(with_history):
        (copy,) = backups.folder_for(with_history).iterdir()
    assert copy.name.endswith(f"-before-v{NEXT}.qcode")
    assert dump(copy) == before
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT MAX(version) FROM schema_version").fetchone() == (NEXT - 1,)
        assert file.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"qcod"


def test_a_migration_that_fails_in_the_middle_leaves_the_old_file(
    with_history: Path, dump: Dumping, monkeypatch: pytest.MonkeyPatch, next_version: None
) -> None:
    before = dump(with_history)

    def break_down(operation: Operation) -> Operation:
        raise RuntimeError(operation[0])

    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(NEXT, _rename_column, break_down),))
    with pytest.raises(RuntimeError):
        Project.open(with_history)
    assert dump(with_history) == before
    assert sorted(one.name for one in with_history.parent.glob("study.qcode?*")) == ["study.qcode-backups"]
    monkeypatch.undo()
    with Project.open(with_history, coder="Ani") as project:
        undoing.undo(project)
        assert codes.find(project, "NEU").code.definition == "second"


def test_migrations_run_in_order_each_once(with_history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    third = Migration(NEXT + 1, lambda database: None, lambda operation: operation)
    monkeypatch.setattr(migrations, "VERSION", NEXT + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", (FOLLOWING, third))
    for _time in range(2):
        with Project.open(with_history) as project:
            assert project.database.rows("SELECT version FROM schema_version ORDER BY version") == [
                (version,) for version in (NEXT - 1, NEXT, NEXT + 1)
            ]


def test_a_migration_may_build_a_table_anew_without_losing_what_hangs_on_it(
    with_history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_anew(database: Database) -> None:
        statement = database.value("SELECT sql FROM sqlite_master WHERE name = 'source'")
        database.run(statement.replace("CREATE TABLE source", "CREATE TABLE source_new"))
        database.run("INSERT INTO source_new SELECT * FROM source")
        database.run("DROP TABLE source")
        database.run("ALTER TABLE source_new RENAME TO source")

    monkeypatch.setattr(migrations, "VERSION", NEXT)
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(NEXT, build_anew, lambda operation: operation),))
    with Project.open(with_history, coder="Ani") as project:
        assert project.database.value("SELECT COUNT(*) FROM paragraph") == 17
        assert project.database.value("PRAGMA foreign_keys") == 1
        undoing.undo(project)
        assert [one.code for one in codings.select(project, Selection())] == ["NEU"]
        assert backups.faults(project.database) == []


def test_a_migration_that_leaves_rows_pointing_nowhere_is_taken_back(
    with_history: Path, dump: Dumping, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(with_history)

    def lose_speakers(database: Database) -> None:
        database.run("DELETE FROM speaker")

    monkeypatch.setattr(migrations, "VERSION", NEXT)
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(NEXT, lose_speakers, lambda operation: operation),))
    with pytest.raises(QcodeError):
        Project.open(with_history)
    assert dump(with_history) == before
