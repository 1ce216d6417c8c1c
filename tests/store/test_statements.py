"""Every statement of the store: SQLite can run it, and those that are portable PostgreSQL can too."""

from __future__ import annotations

import importlib
import itertools
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import qcode.store
from qcode.domain.retrieved import ORDERS
from qcode.domain.selection import Selection
from qcode.services import casing, grouping, importing, saving
from qcode.store import axes, codings, database, grounds, note_search, ordering, places, search, tallies
from qcode.store.project import Project
from qcode.store.tables import ddl

for found in pkgutil.iter_modules(qcode.store.__path__):
    importlib.import_module(f"qcode.store.{found.name}")

SELECTIONS = (
    Selection(),
    Selection(codes=("PRE", "KEN"), sources=("W1", "W2"), coders=("Ani",), only=True, all_speakers=True),
    Selection(cases=("INF-01",), speakers=("I", "W1: P"), sets=("Wave",), since="2025-01-01", until="2030-01-01"),
    Selection(where=(("Jabatan", "Penyidik"), ("Pangkat", "AKP"))),
    Selection(
        on=(("question", "Q1"), ("case:informant", "*"), ("code", "KEN"), ("kind", "interview"), ("speaker", "W1: P")),
        as_counted=True,
    ),
    Selection(codes=("PRE",), query="PRE and not KEN near:2 PRV"),
)
MEASURES = ("count", "sources", "cases", "cases:informant", "count", "count")
"""One for each of the selections."""
AXES = (
    "code", "source", "case", "case:informant", "kind", "question", "speaker", "coder", "set", "attribute:Jabatan",
    "attribute:Pangkat", "code:top", "period:Mulai/month", "coded:quarter", "attribute:Pangkat>case",
    "set>case:informant",
)  # fmt: skip


class Recorder:
    """Runs on SQLite and keeps every statement that was run."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.statements: list[str] = []
        rows = project.database.rows

        def recording(statement: str, values: database.Values = ()) -> list[database.Row]:
            self.statements.append(statement)
            return rows(statement, values)

        monkeypatch.setattr(project.database, "rows", recording)


@pytest.fixture
def rich(project: Project) -> Project:
    """The study with a set, with an attribute of cases and with a question."""
    with project.change("questions add") as change:
        change.insert("question", {"position": 0, "key": "Q1", "text": "Apa?", "topic": ""})
    casing.set_attributes(project, "INF-01", {"Pangkat": "AKP", "Mulai": "2025-06-10"})
    grouping.put_in_set(project, "Few", ["INF-01"], kind="case")
    grouping.put_in_set(project, "Ends", ["PRE"], kind="code")
    importing.import_previews(
        project, [importing.preview_text("Kata.", "W3")], belonging=importing.Belonging("", "Wave")
    )
    saving.save_query(project, "Saved", Selection(codes=("PRE",), sources=("W1",)))
    return project


def dynamic_statements(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that are put together for selections and axes."""
    recorder = Recorder(project, monkeypatch)
    for chosen in SELECTIONS:
        codings.select(project, chosen)
        codings.count(project, chosen)
    codings.by_ids(project, ["a", "b"])
    for chosen, order in itertools.product((*SELECTIONS, Selection(saved=("Saved",))), ORDERS):
        ordering.ordered(project, chosen, order)
    asked = list(zip(SELECTIONS, MEASURES, strict=True))
    for (chosen, measure), rolled_up in itertools.product(asked, (True, False)):
        for rows, columns in ((rows, columns) for rows in AXES for columns in AXES):
            if chosen is not SELECTIONS[0] and rows != "code":
                continue
            across = axes.axis(project, rows, "r", rolled_up=rolled_up)
            down = axes.axis(project, columns, "c", rolled_up=rolled_up)
            tallies.tally(project, across, down, measure, chosen)
            list(tallies.members(project, across, down, chosen, only_typical=rolled_up))
            grounds.pieces(project, across, down, chosen)
            places.occupied(project, across)
    return [one for one in dict.fromkeys(recorder.statements) if one not in database.STATEMENTS]


def row_statements(project: Project) -> list[str]:
    """Return the statements that the change log puts together for a table."""
    made = []
    for (table,) in project.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = [name for (name,) in project.database.rows("SELECT name FROM pragma_table_info(?)", (table,))]
        if "uuid" in columns and table not in ("change", "coder"):
            shape = project.schema.table(table)
            made += [shape.select, shape.insert, f"DELETE FROM {table} WHERE id = ?"]
            made += [
                f"SELECT {column} FROM {table} WHERE {other} = ?" for column, other in (("id", "uuid"), ("uuid", "id"))
            ]
            made += [f"UPDATE {table} SET {column} = ? WHERE id = ?" for column in shape.columns]
    return made


def test_sqlite_can_run_every_declared_statement(rich: Project) -> None:
    assert len(database.STATEMENTS) > 100
    search.search(rich, "kata")  # Makes the temporary tables that some statements read.
    note_search.search_memos(rich, "kata")
    for definition in database.TEMPORARY_TABLES:
        rich.database.run(definition)
    for statement in (*database.STATEMENTS, *database.SQLITE_STATEMENTS):
        explained = statement if statement.startswith("PRAGMA") else f"EXPLAIN {statement}"
        if not statement.startswith("CREATE"):  # The table is there already.
            rich.database.rows(explained, ("",) * statement.count("?"))


def test_no_statement_is_put_together_outside_the_store() -> None:
    root = Path(qcode.store.__path__[0]).parent
    speaks = re.compile(r"\"(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|BEGIN|CREATE) [a-zA-Z_]+ ")
    outside = [
        path for path in root.rglob("*.py") if path.parent.name != "store" and speaks.search(path.read_text("utf-8"))
    ]
    assert outside == []


# -- PostgreSQL ---------------------------------------------------------------------------------


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


PROGRAMS = _programs()
needs_postgresql = pytest.mark.skipif(
    PROGRAMS is None or sys.platform == "win32", reason="no PostgreSQL server programs on this machine"
)


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


@pytest.fixture(scope="module")
def server() -> Iterator[psycopg.Connection]:
    """A connection to a private PostgreSQL server that has the tables of a project, and no other life."""
    assert PROGRAMS is not None
    # PostgreSQL refuses to run as root; the path of a socket may have no more than 107 bytes.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="qcode-pg-", dir="/tmp") as folder:
        if prefix:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        initdb = [f"{PROGRAMS}/initdb", "-D", data, "-A", "trust", "-U", "qcode", "-E", "UTF8", "--no-sync"]
        _run([*prefix, *initdb, "--locale=C"], folder)
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=5 -c shared_buffers=1MB"
        control = [*prefix, f"{PROGRAMS}/pg_ctl", "-D", data, "-w"]
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"], folder)
        try:
            with psycopg.connect(host=folder, user="qcode", dbname="postgres", autocommit=True) as connection:
                for statement in (*ddl("postgresql"), *database.TEMPORARY_TABLES):
                    connection.execute(statement)
                yield connection
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def prepared(server: psycopg.Connection, statement: str) -> str:
    """Let PostgreSQL prepare a statement; return its complaint, empty if it has none."""
    numbers = itertools.count(1)
    with_numbers = re.sub(r"\?", lambda _mark: f"${next(numbers)}", statement)
    try:
        server.execute(f"PREPARE one AS {with_numbers}")
        server.execute("DEALLOCATE one")
    except psycopg.Error as error:
        return f"{error}\n{with_numbers}"
    return ""


@needs_postgresql
def test_postgresql_complains_of_what_only_sqlite_understands(server: psycopg.Connection) -> None:
    assert "rowid" in prepared(server, "SELECT rowid FROM code")
    assert prepared(server, "SELECT name, COUNT(*) FROM code")
    assert prepared(server, "INSERT INTO coding (typical) VALUES (1)")
    assert not prepared(server, "SELECT name FROM code WHERE key = ? AND position > ?")


@needs_postgresql
def test_postgresql_can_prepare_every_portable_statement(server: psycopg.Connection) -> None:
    complaints = [said for one in database.STATEMENTS if (said := prepared(server, one))]
    assert not complaints, "\n\n".join(complaints)


@needs_postgresql
def test_postgresql_can_prepare_what_is_put_together_for_selections_and_axes(
    server: psycopg.Connection, rich: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = dynamic_statements(rich, monkeypatch)
    assert len(statements) > 150
    complaints = [said for one in statements if (said := prepared(server, one))]
    assert not complaints, "\n\n".join(complaints[:10])


@needs_postgresql
def test_postgresql_can_prepare_what_the_change_log_puts_together(server: psycopg.Connection, project: Project) -> None:
    statements = row_statements(project)
    assert len(statements) > 100
    complaints = [said for one in statements if (said := prepared(server, one))]
    assert not complaints, "\n\n".join(complaints)
