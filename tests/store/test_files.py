"""The project as a file: what is opened and what is refused, one whole file, copies, checks, older versions."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import caring, coding, defining
from qcode.store import backups, codes, migrations
from qcode.store import project as projects
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]


def beside(path: Path) -> list[str]:
    """Return the names of what lies beside a project and belongs to it."""
    return sorted(one.name for one in path.parent.glob(f"{path.name}?*"))


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()


# -- opening ------------------------------------------------------------------------------------


def test_a_closed_project_is_one_file_that_says_what_it_is(study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        defining.add_code(project, "Baru")
        assert beside(study) == ["study.qcode-shm", "study.qcode-wal"]
    assert beside(study) == []
    assert study.read_bytes()[68:72] == b"qcod"


def test_an_idle_project_is_whole_while_it_is_open(study: Path, tmp_path: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        defining.add_code(project, "Baru")
        project.settle()
        log = study.with_name("study.qcode-wal")
        assert log.stat().st_size > 0, "it was written just now"
        then = log.stat().st_mtime - projects.IDLE
        os.utime(log, (then, then))
        project.settle()
        shutil.copyfile(study, tmp_path / "copy.qcode")
        with Project.open(tmp_path / "copy.qcode") as copy:
            assert codes.find(copy, "Baru").code.name == "Baru"


def test_the_log_of_an_idle_project_is_written_anew_from_its_start(study: Path, tmp_path: Path) -> None:
    log = study.with_name("study.qcode-wal")
    with Project.open(study, coder="Ani") as project:
        for number in range(12):
            defining.add_code(project, f"Baru {number}")
        size = log.stat().st_size
        statements: list[str] = []
        project.database._connection.set_trace_callback(statements.append)
        for _second in range(3):
            then = log.stat().st_mtime - (0 if statements else projects.IDLE)
            os.utime(log, (then, then))
            project.settle()
        assert statements == ["PRAGMA wal_checkpoint(RESTART)"], "once is enough until more is written"
        defining.add_code(project, "Lagi")
        assert log.stat().st_size == size
        then = log.stat().st_mtime - projects.IDLE
        os.utime(log, (then, then))
        project.settle()
        shutil.copyfile(study, tmp_path / "copy.qcode")
        with Project.open(tmp_path / "copy.qcode") as copy:
            assert codes.find(copy, "Lagi").code.name == "Lagi"
    assert beside(study) == []


def test_in_a_synced_folder_a_rollback_journal_is_used_and_said(study: Path, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - Universitas" / "study.qcode"
    synced.parent.mkdir()
    shutil.copyfile(study, synced)
    with Project.open(synced, coder="Ani") as project:
        assert project.is_in_synced_folder
        assert project.database.journal() == "delete"
        defining.add_code(project, "Baru")
        assert beside(synced) == [], "the file is whole at every moment"
    shutil.copyfile(synced, study)
    with Project.open(study) as project:
        assert not project.is_in_synced_folder
        assert project.database.journal() == "wal"


def test_a_synced_project_that_another_program_has_open_can_be_opened(study: Path, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox" / "study.qcode"
    synced.parent.mkdir()
    shutil.copyfile(study, synced)
    with closing(sqlite3.connect(synced)) as other:
        other.execute("SELECT * FROM code").fetchone()
        with Project.open(synced, coder="Ani") as project:
            defining.add_code(project, "Baru")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a qcode project"),
        (b"Just a text, long enough to be taken for a header of something. " * 40, "damaged or not a qcode project"),
        (b"SQLite format 3\x00" + b"\x01" * 4096, "damaged or not a qcode project"),
    ],
)
def test_a_file_that_is_no_project_is_refused_and_left_alone(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.qcode"
    path.write_bytes(content)
    with pytest.raises(QcodeError, match=says):
        Project.open(path)
    assert path.read_bytes() == content
    assert beside(path) == []


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    run_sql(path, "CREATE TABLE project (id INTEGER)", "CREATE TABLE schema_version (version INTEGER)")
    before = path.read_bytes()
    with pytest.raises(QcodeError, match="is not a qcode project") as caught:
        Project.open(path)
    assert "qcode new" in caught.value.hint
    assert path.read_bytes() == before


def test_a_project_that_is_not_there_or_a_folder_is_told_with_a_remedy(tmp_path: Path) -> None:
    for path in (tmp_path / "none.qcode", tmp_path):
        with pytest.raises(QcodeError, match="there is no project") as caught:
            Project.open(path)
        assert "qcode new" in caught.value.hint


def test_a_newer_file_is_refused_and_left_alone(study: Path) -> None:
    run_sql(study, f"INSERT INTO schema_version VALUES ({migrations.VERSION + 1}, '2030-01-01', '9.0')")
    before = study.read_bytes()
    with pytest.raises(QcodeError, match="was written by a newer qcode") as caught:
        Project.open(study)
    assert "Update qcode" in caught.value.hint
    assert study.read_bytes() == before
    assert beside(study) == []


def test_a_damaged_file_names_its_copies(study: Path) -> None:
    with Project.open(study) as project:
        backups.back_up(project.database)
    study.write_bytes(b"x" * 8192)
    with pytest.raises(QcodeError, match="damaged") as caught:
        Project.open(study)
    assert "study.qcode-backups" in caught.value.hint


def test_making_a_project_never_overwrites(study: Path) -> None:
    before = study.read_bytes()
    with pytest.raises(QcodeError, match="is there already"):
        Project.create(study)
    with pytest.raises(QcodeError, match="is there already"):
        Project.create(study.with_suffix(""))
    assert study.read_bytes() == before
    assert beside(study) == []


def test_a_project_can_be_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a" / "b" / "neu", coder="Ani") as project:
        assert (project.path.name, project.name) == ("neu.qcode", "neu")


def test_a_project_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(QcodeError, match=r"neu\.qcode cannot be made") as caught:
        Project.create(tmp_path / "file" / "neu.qcode")
    assert "may write" in caught.value.hint


def test_what_may_not_be_written_is_read_and_changes_are_refused(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = study.read_bytes()
    with Project.open(study, coder="Ani") as project:
        assert len(codes.all_codes(project)) == 7
        assert caring.check(project) == []
        with pytest.raises(QcodeError, match="may not be written; nothing was changed") as caught:
            defining.add_code(project, "Baru")
        assert "rights" in caught.value.hint
    assert study.read_bytes() == before


def test_an_older_project_that_may_not_be_written_says_so(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with pytest.raises(QcodeError, match="may not be written"):
        Project.open(study)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are other on Windows")
def test_a_project_on_a_read_only_medium_can_be_read(study: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="qcode-ro-") as folder:
        there = Path(folder) / "study.qcode"
        shutil.copyfile(study, there)
        there.chmod(0o444)
        there.parent.chmod(0o555)
        script = (
            "import sys\nfrom qcode.store import codes, codings\nfrom qcode.store.project import Project\n"
            "from qcode.errors import QcodeError\nfrom qcode.services import defining\n"
            "with Project.open(sys.argv[1]) as project:\n"
            "    print(len(codes.all_codes(project)))\n"
            "    try:\n        defining.add_code(project, 'Baru')\n"
            "    except QcodeError as error:\n        print(error.message)\n"
        )
        # Rights do not bind the super-user, unless it gives that power away.
        bound = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        if bound and not shutil.which("setpriv"):
            pytest.skip("run by the super-user, whom no rights bind")
        ended = subprocess.run(
            [*bound, sys.executable, "-c", script, str(there)], capture_output=True, text=True, check=False
        )
        there.parent.chmod(0o755)
        assert ended.stdout.splitlines() == ["7", "study.qcode may not be written; nothing was changed"], ended.stderr


# -- copies and checks --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["study.qcode", "Studi [1] 50% * é.qcode", "no suffix"])
def test_the_ten_newest_copies_are_kept_and_labelled_ones_for_good(study: Path, name: str) -> None:
    if sys.platform == "win32" and "*" in name:
        pytest.skip("Windows knows no such name")
    path = study.rename(study.with_name(name))
    with Project.open(path, coder="Ani") as project:
        labelled = backups.back_up(project.database, "before-v2")
        made = []
        for number in range(12):
            defining.add_code(project, f"Code {number}")
            made.append(caring.back_up(project))
    assert caring.copies(path) == list(reversed(made[2:]))
    assert sorted(labelled.parent.iterdir()) == sorted([labelled, *made[2:]])
    with Project.open(made[5]) as copy:
        assert codes.find(copy, "Code 5").code.name == "Code 5"
        assert caring.check(copy) == []


def test_a_copy_that_is_not_whole_is_not_kept(study: Path) -> None:
    run_sql(study, "UPDATE paragraph SET text = 'changed behind the index' WHERE id = 1")
    with Project.open(study) as project, pytest.raises(QcodeError, match="is not whole: the full-text index"):
        caring.back_up(project)
    assert list(backups.folder_for(study).iterdir()) == []


def test_a_copy_that_cannot_be_written_is_told_in_words(study: Path) -> None:
    backups.folder_for(study).write_text("a file in its place", encoding="utf-8")
    with Project.open(study) as project, pytest.raises(QcodeError, match="no copy could be written to"):
        caring.back_up(project)


def test_check_finds_a_full_text_index_that_does_not_match(study: Path) -> None:
    run_sql(study, "UPDATE paragraph SET text = 'Verändert' WHERE id = 1")
    with Project.open(study) as project:
        assert caring.check(project) == ["the full-text index does not match the text"]


def test_check_finds_codings_outside_the_text_and_rows_that_point_nowhere(study: Path, source: Key, code: Key) -> None:
    with Project.open(study, coder="Ani") as project:
        for name in ("PRE", "KEN"):
            coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, name))
    run_sql(study, "UPDATE segment SET end_at = 100000")
    with Project.open(study) as project:
        assert caring.check(project) == ["passages outside the text of their source: 1"]
    run_sql(study, "DELETE FROM segment")
    with Project.open(study) as project:
        faults = caring.check(project)
    assert len(faults) == 2
    assert all("coding" in fault and "segment" in fault for fault in faults)
