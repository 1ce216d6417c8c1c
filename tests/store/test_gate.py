"""The gate: one act, one transaction, one entry; what the entry says and what it leaves out."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import casing, coding, defining, importing, noting, sourcing, undoing
from qcode.store import codings, database
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]


class Stop(Exception):
    """Something that goes wrong in the middle of an act."""


def entries(path: Path) -> list[tuple[str, str, list[list[Any]]]]:
    """Return act, mode and operations of each change, read past the code under test."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT act, mode, payload FROM change ORDER BY id").fetchall()
    return [(act, mode, json.loads(zlib.decompress(payload))) for act, mode, payload in rows]


def coder_names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [name for (name,) in file.execute("SELECT name FROM coder ORDER BY id")]


@contextmanager
def full_disk(project: Project) -> Iterator[None]:
    pages = project.database.value("PRAGMA page_count")
    project.database.rows(f"PRAGMA max_page_count={pages}")
    yield
    project.database.rows("PRAGMA max_page_count=1073741823")


def test_an_act_is_on_disk_for_another_process_when_it_returns(project: Project, source: Key, code: Key) -> None:
    coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE"))
    script = (
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT COUNT(*) FROM coding').fetchone())"
    )
    seen = subprocess.run([sys.executable, "-c", script, str(project.path)], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "(1,)"


def test_a_nested_change_is_part_of_the_outer_entry(project: Project) -> None:
    before = len(entries(project.path))
    with project.change("two codes", "one act"):
        defining.add_code(project, "Satu")
        defining.add_code(project, "Dua")
    (new,) = entries(project.path)[before:]
    assert new[:2] == ("two codes", "do")
    assert [operation[:2] for operation in new[2]] == [["i", "code"], ["i", "code"]]


def test_a_nested_change_that_fails_is_taken_back_alone(project: Project, dump: Dumping) -> None:
    with project.change("outer", "outer"):
        defining.add_code(project, "Tetap")
        lost = ""
        try:
            with project.change("inner"):
                lost = defining.add_code(project, "Hilang").code.id
                raise Stop
        except Stop:
            pass
        defining.add_code(project, "Juga tetap")
    names = {row["name"] for row in dump(project.path)["code"].values()}
    assert {"Tetap", "Juga tetap"} <= names
    assert "Hilang" not in names
    operations = entries(project.path)[-1][2]
    assert len(operations) == 2
    assert lost
    assert lost not in json.dumps(operations)


def test_a_nested_change_that_fails_takes_its_new_coder_with_it(study: Path) -> None:
    with Project.open(study, coder="Citra") as project:
        with project.change("outer", "outer"):
            try:
                with project.change("inner"):
                    noting.write_memo(project, "project", project.id, "catatan")
                    raise Stop
            except Stop:
                pass
            defining.add_code(project, "Baru")
        assert project.coder_id
    assert coder_names(study) == ["Ani", "Citra"]


def _broken_act(project: Project, error: type[BaseException]) -> None:
    with project.change("code") as change:
        noting.write_memo(project, "project", project.id, "catatan")
        defining.add_code(project, "Baru")
        assert len(change.operations) == 2
        raise error


@pytest.mark.parametrize("error", [Stop, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_no_row_no_entry_and_no_coder(
    study: Path, dump: Dumping, error: type[BaseException]
) -> None:
    before, trail = dump(study), entries(study)
    with Project.open(study, coder="Citra") as project:
        with pytest.raises(error):
            _broken_act(project, error)
        assert project.coder_id == ""
        assert not project.database.in_transaction
        defining.add_code(project, "Danach")
    after = dump(study)
    assert after["memo"] == before["memo"]
    assert len(after["code"]) == len(before["code"]) + 1
    assert len(entries(study)) == len(trail) + 1
    assert coder_names(study) == ["Ani", "Citra"]


def test_what_changes_nothing_leaves_no_entry(project: Project, source: Key, code: Key) -> None:
    applied = coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE"))
    before = entries(project.path)
    again = coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE"))
    assert (again.is_new, again.coding) == (False, applied.coding)
    coding.move_boundary(project, applied.coding.id, Span(119, 155))
    coding.recode(project, applied.coding.id, code(project, "PRE"))
    coding.mark_typical(project, applied.coding.id, typical=False)
    defining.edit_code(project, code(project, "KEN"), {"name": "Obstacles", "codable": True})
    defining.move_code(project, code(project, "KEN-ALAT"), code(project, "KEN"))
    sourcing.set_roles(project, source(project, "W1"), {"P": "interviewer"})
    sourcing.rename_source(project, source(project, "W1"), "W1")
    casing.add_case(project, "informant", "INF-01")
    casing.assign_case(project, "INF-01", "W1", speaker="I")
    assert coding.uncode(project, ["00000000-0000-4000-8000-000000000000"]) == 0
    assert importing.import_files(project, [project.path.with_name("none.txt")]).failed
    assert entries(project.path) == before


def test_reading_makes_no_coder(study: Path) -> None:
    with Project.open(study, coder="Citra") as project:
        assert codings.select(project, Selection()) == []
        assert project.coder_id == ""
        with pytest.raises(QcodeError, match="nothing of yours to undo"):
            undoing.undo(project)
    assert coder_names(study) == ["Ani"]


def test_a_coder_is_found_whatever_the_case_of_letters(study: Path) -> None:
    with Project.open(study, coder="ANI") as project:
        defining.add_code(project, "Baru")
    assert coder_names(study) == ["Ani"]


def test_an_insert_is_logged_by_table_and_uuid(project: Project, source: Key, code: Key) -> None:
    applied = coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE")).coding
    assert entries(project.path)[-1] == (
        "code",
        "do",
        [["i", "segment", applied.segment], ["i", "coding", applied.id]],
    )


def test_a_delete_is_logged_as_the_whole_row_that_names_others_by_uuid(
    project: Project, source: Key, code: Key
) -> None:
    w1, pre = source(project, "W1"), code(project, "PRE")
    applied = coding.apply_code(project, w1, Span(119, 155), pre, weight=0.5, typical=True).coding
    coding.uncode(project, [applied.id])
    act, mode, (gone, segment) = entries(project.path)[-1]
    assert (act, mode) == ("uncode", "do")
    assert gone[:3] == ["d", "coding", applied.id]
    assert gone[3] == {
        "segment_id": applied.segment, "code_id": pre, "coder_id": project.coder_id, "weight": 0.5, "typical": 1,
        "created": gone[3]["created"], "place": [w1, 119, 155],
    }  # fmt: skip
    row = {"source_id": w1, "start_at": 119, "end_at": 155, "translation": "", "quoted": ""}
    assert segment == ["d", "segment", applied.segment, row]


def test_an_update_is_logged_as_the_changed_columns_old_and_new(project: Project, code: Key) -> None:
    ken, pre = code(project, "KEN"), code(project, "PRE")
    defining.edit_code(project, ken, {"name": "Kendala", "color": "#000000", "codable": True})
    ((kind, table, uuid, columns),) = entries(project.path)[-1][2]
    assert (kind, table, uuid) == ("u", "code", ken)
    assert columns == {"name": ["Obstacles", "Kendala"], "color": [columns["color"][0], "#000000"]}
    defining.move_code(project, ken, pre)
    assert entries(project.path)[-1][2] == [["u", "code", ken, {"parent_id": [None, pre]}]]


def test_derived_columns_and_rows_are_never_logged(project: Project, source: Key, code: Key, tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text("P: Ya?\nI: Rahasia besar.\n", encoding="utf-8")
    importing.import_files(project, [tmp_path / "w.txt"])
    applied = coding.apply_code(project, source(project, "w"), Span(10, 17), code(project, "PRE"), memo="m").coding
    coding.move_boundary(project, applied.id, Span(10, 24))
    for _act, _mode, operations in entries(project.path):
        said = json.dumps(operations)
        assert "paragraph" not in said
        assert "Rahasia" not in said, "the words of a text that is there are not kept twice"
    sourcing.remove_source(project, source(project, "w"))
    removed = {table: row for kind, table, _uuid, row in entries(project.path)[-1][2] if kind == "d"}
    assert removed["source"]["text"] == "P: Ya?\nI: Rahasia besar.\n"
    assert not {"chars", "words"} & removed["source"].keys()
    assert "speaker_id" not in removed["segment"]
    assert not {"speaker_id", "source_id"} & removed["coding"].keys()


def test_no_integer_key_is_ever_logged(project: Project, source: Key, code: Key) -> None:
    applied = coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, "PRE"), memo="m").coding
    casing.add_case(project, "institution", "Polda", {"Tipe": "A"})
    casing.assign_case(project, "Polda", "W2", speaker="P")
    coding.recode(project, applied.id, code(project, "KEN"))
    coding.move_boundary(project, applied.id, Span(94, 155))
    sourcing.remove_source(project, source(project, "W2"))
    defining.remove_code(project, code(project, "KEN"), with_codings=True)
    undoing.undo(project)
    seen = 0
    for _act, _mode, operations in entries(project.path):
        for _kind, _table, uuid, *rest in operations:
            assert len(uuid) == 36
            for column, value in (rest[0] if rest else {}).items():
                if column.endswith("_id"):
                    seen += 1
                    assert all(each is None or len(each) == 36 for each in ([value] if _kind == "d" else value))
    assert seen > 20


def test_a_bulk_act_is_one_compressed_entry(project: Project) -> None:
    before = len(entries(project.path))
    rows = [coding.CodingRow("W1", n, n + 5, "PRE") for n in range(100)]
    coding.apply_codes(project, rows)
    (new,) = entries(project.path)[before:]
    assert len(new[2]) == 200
    payload = project.database.value("SELECT payload FROM change ORDER BY id DESC LIMIT 1")
    assert len(payload) < len(json.dumps(new[2])) / 2


def test_a_table_of_codings_comes_in_whole_or_not_at_all(project: Project, dump: Dumping) -> None:
    before = dump(project.path)
    rows = [coding.CodingRow("W1", 0, 5, "PRE", coder="Dina"), coding.CodingRow("W1", 0, 5, "XXX", line=3)]
    with pytest.raises(QcodeError, match="row 3: there is no code “XXX”"):
        coding.apply_codes(project, rows)
    assert dump(project.path) == before
    assert coder_names(project.path) == ["Ani"]


def test_making_a_project_cannot_be_undone(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new.qcode", coder="Ani") as project:
        with pytest.raises(QcodeError, match="nothing of yours to undo"):
            undoing.undo(project)
        assert [(act, mode) for act, mode, _operations in entries(project.path)] == [("new", "fixed")]


def test_a_write_waits_for_another_program_then_says_so_and_changes_nothing(
    study: Path, dump: Dumping, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(study)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Project.open(study, coder="Ani") as project, closing(sqlite3.connect(study, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(QcodeError, match=r"study\.qcode is being written by another program") as caught:
            defining.add_code(project, "Baru")
        assert "close it" in caught.value.hint
        assert len(codings.select(project, Selection())) == 0, "reading goes on meanwhile"
        other.execute("ROLLBACK")
        assert dump(study) == before
        defining.add_code(project, "Baru")


def test_a_full_disk_is_told_and_leaves_the_project_as_it_was(project: Project, dump: Dumping, tmp_path: Path) -> None:
    before, trail = dump(project.path), entries(project.path)
    (tmp_path / "long.txt").write_text("P: Ya?\nI: " + "Panjang sekali. " * 20000, encoding="utf-8")
    with full_disk(project):
        with pytest.raises(QcodeError, match="the disk is full; study.qcode was left as it was"):
            importing.import_files(project, [tmp_path / "long.txt"])
        assert (dump(project.path), entries(project.path)) == (before, trail)
    assert len(importing.import_files(project, [tmp_path / "long.txt"]).added) == 1


def test_a_commit_that_fails_forgets_the_coder_it_made(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(study, coder="Citra") as project:
        run = project.database.run

        def refuse_to_commit(statement: str, values: database.Values = ()) -> int:
            if statement == "COMMIT":
                raise QcodeError("the disk did not take it")
            return run(statement, values)

        monkeypatch.setattr(project.database, "run", refuse_to_commit)
        with pytest.raises(QcodeError, match="did not take it"):
            defining.add_code(project, "Baru")
        monkeypatch.undo()
        defining.add_code(project, "Baru")
    assert coder_names(study) == ["Ani", "Citra"]


def test_an_open_project_notices_what_another_process_wrote_once(study: Path) -> None:
    with Project.open(study, coder="Ani") as project, Project.open(study, coder="Budi") as other:
        assert not project.noticed()
        defining.add_code(project, "Meins")
        assert not project.noticed(), "what it wrote itself is no news"
        defining.add_code(other, "Seins")
        assert project.noticed()
        assert not project.noticed()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_loses_nothing_it_reported_and_leaves_nothing_half(study: Path) -> None:
    script = """
import os, signal, sys
from qcode.services import defining
from qcode.store.project import Project
project = Project.open(sys.argv[1], coder="Ani")
print(defining.add_code(project, "Gemeldet").code.id, flush=True)
with project.change("half"):
    defining.add_code(project, "Halb")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", script, str(study)], capture_output=True, text=True, check=False)
    assert ended.returncode == -9
    with Project.open(study, coder="Ani") as project:
        names = {row[1]: row[0] for row in project.database.rows("SELECT uuid, name FROM code")}
        assert names["Gemeldet"] == ended.stdout.strip()
        assert "Halb" not in names
        assert undoing.undo(project) == "Gemeldet"


def test_what_no_database_can_keep_is_refused_in_words(project: Project, dump: Dumping) -> None:
    before = dump(project.path)
    for bad in ("a\0b", "a\udcffb"):
        with pytest.raises(QcodeError, match="no text"):
            defining.add_code(project, bad)
        with pytest.raises(QcodeError, match="no text"):
            noting.write_memo(project, "project", project.id, bad)
    assert dump(project.path) == before
