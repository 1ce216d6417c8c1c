"""A small study that any test may have for itself: two interviews, seven codes, nothing coded."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from qcode import language
from qcode.domain.codebook import Code, Codebook
from qcode.services import codebooks, importing
from qcode.store import codes, sources
from qcode.store.project import Project

FIRST = """TRANSKRIP WAWANCARA

Kode Informan : INF-01
Jabatan : Penyidik
Tempat : Kantor

[00:00:05]
P: Apa saja kegiatannya?
I: Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.

[00:04:10]
P: Kendalanya apa?
I: Alatnya masih menumpang.
Penyidik cuma satu.
"""
SECOND = """Kode Informan : INF-02
Jabatan : Pengelola

P: Siapa yang datang memeriksa?
I: Binmas datang setiap bulan. Kami mencatat tamu.

P: Kalau tamu menolak?
I: Kami lapor ke polsek.
"""


# What a test asserts holds on a machine that is ten times slower, too.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

RAM_DISK = Path("/dev/shm")
ENOUGH = 1 << 30
"""Bytes free on it; a run has some 100 MB at a time."""


def pytest_configure() -> None:
    """Keep what would be made again and again, and what is soon thrown away in memory.

    Without its bytecode each worker, and each qcode that a test starts, would compile every module anew. Projects that
    live for a test need no disk: each of their many thousand changes waits for it.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if RAM_DISK.is_dir() and os.access(RAM_DISK, os.W_OK) and shutil.disk_usage(RAM_DISK).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(RAM_DISK))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect no garbage while tests are collected: all of it is there to stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_sessionfinish() -> None:
    """Let what a whole run has left in memory be: pytest searches it for lost files five times, a second each."""
    gc.collect()
    gc.freeze()


Dump = dict[str, dict[str, Any]]
"""Table → name of a row → the row; every row is named and names others by UUID or place, never by an integer key."""
Key = Callable[[Project, str], str]


@pytest.fixture(autouse=True)
def _nobody_in_particular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings and the environment of whoever runs the tests out of them."""
    monkeypatch.setenv("QCODE_HOME", str(tmp_path / "home"))
    for name in ("QCODE_PROJECT", "QCODE_CODER", "QCODE_DOC_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QCODE_LANG", "en")
    monkeypatch.setattr(language, "_screen_language", "")


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    tree = {
        "PRE": Code("Preemptive", key="PRE", definition="Before there is intent."),
        "PRV": Code("Preventive", key="PRV"),
        "KEN": Code("Obstacles", key="KEN"),
        "": Code("Others", codable=False),
    }
    under = (
        Code("Education", key="PRE-EDU", parent=tree["PRE"].id),
        Code("Equipment", key="KEN-ALAT", parent=tree["KEN"].id),
        Code("Staff", parent=tree["KEN"].id),
    )
    for name, text in (("W1", FIRST), ("W2", SECOND)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    with Project.create(folder / "study.qcode", name="Study", coder="Ani") as project:
        codebooks.keep_codebook(project, Codebook("Main", (*tree.values(), *under)))
        importing.import_files(project, [folder / "W1.txt", folder / "W2.txt"])
    return folder / "study.qcode"


@pytest.fixture
def study(_made_once: Path, tmp_path: Path) -> Path:
    """A project file: sources W1 and W2, codes PRE(PRE-EDU) PRV KEN(KEN-ALAT, Staff) and the folder Others."""
    path = tmp_path / "study.qcode"
    shutil.copyfile(_made_once, path)
    return path


@pytest.fixture
def project(study: Path) -> Iterator[Project]:
    """The study, open, with Ani at work."""
    with Project.open(study, coder="Ani") as opened:
        yield opened


@pytest.fixture
def source() -> Key:
    """Find the id of a source by its name."""
    return sources.find_id


@pytest.fixture
def code() -> Key:
    """Find the id of a code by what it is called."""
    return lambda project, name: codes.find(project, name).code.id


@pytest.fixture
def dump() -> Callable[[Path], Dump]:
    """Read all rows of a project file that can be shared, and all that is derived, past the code under test."""
    return dump_file


def dump_file(path: Path) -> Dump:
    """Return every row of a project but those of the audit trail, of coders and of schema versions."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        plain = [t for t in tables if not t.startswith(("paragraph_fts", "sqlite_"))]
        found = {table: _rows(database, table) for table in plain if table not in ("change", "coder", "schema_version")}
        database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, paragraph_fts, 'instance')")
        found["words"] = {
            f"{term} {source} {start} {offset}": 1
            for term, source, start, offset in database.execute(
                "SELECT w.term, s.uuid, p.start_at, w.offset FROM temp.words w JOIN paragraph p ON p.id = w.doc "
                "JOIN source s ON s.id = p.source_id"
            )
        }
        (instances,) = database.execute("SELECT COUNT(*) FROM temp.words").fetchone()
        assert instances == len(found["words"]), "the full-text index speaks of paragraphs that are not there"
    return found


def _rows(database: sqlite3.Connection, table: str) -> dict[str, Any]:
    points_to = {
        column: other for _i, _s, other, column, *_more in database.execute(f"PRAGMA foreign_key_list({table})")
    }
    cursor = database.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    rows: dict[str, Any] = {}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        for column, other in points_to.items():
            if row[column] is not None:
                row[column] = database.execute(f"SELECT uuid FROM {other} WHERE id = ?", (row[column],)).fetchone()[0]
        row = {name: hashlib.sha256(v).hexdigest() if isinstance(v, bytes) else v for name, v in row.items()}
        name = row.get("uuid") or " ".join(str(row[c]) for c in ("source_id", "start_at", "position") if c in row)
        assert name not in rows, f"two rows of {table} at one place"
        row.pop("id", None)
        rows[str(name)] = row
    return rows
