"""The one seam between qcode and a database engine.

Statements are portable SQL with ``?`` for values and are declared through ``sql``, so that a test can compile each
for every dialect; what only SQLite understands goes through ``sqlite_only``. Errors of the engine leave here as
``QcodeError``. Nobody outside the store sees a connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from qcode.errors import QcodeError
from qcode.language import _

APPLICATION_ID = 0x71636F64
"""``qcod``, at a fixed place of the file, so that tools can tell what it is."""
BUSY_SECONDS = 5.0
"""How long a write waits for another program's write to end."""

STATEMENTS: list[str] = []
"""Portable statements, for the test that compiles them all."""
SQLITE_STATEMENTS: list[str] = []
"""Statements of SQLite's own."""

TEMPORARY_TABLES: list[str] = []
"""Portable definitions of tables that last as long as the connection."""

Row = tuple[Any, ...]
Values = Sequence[object]


def sql(statement: str) -> str:
    """Declare a portable statement."""
    STATEMENTS.append(statement)
    return statement


def sqlite_only(statement: str) -> str:
    """Declare a statement that only SQLite understands."""
    SQLITE_STATEMENTS.append(statement)
    return statement


def temporary_table(definition: str) -> str:
    """Declare a table that only this connection sees, and that no file keeps; ``definition`` makes it if need be."""
    TEMPORARY_TABLES.append(definition)
    return definition


def marks(count: int) -> str:
    """Return as many value marks: ``?,?,?``."""
    return ",".join("?" * count)


class Conflict(QcodeError):
    """A row still rests on the one that was to go."""


class Database:
    """An open project file.

    Args:
        path: The file; it must exist.
        read_only: Open without the right to write.

    Raises:
        QcodeError: If it is no database, or cannot be opened.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        with self._translated():
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{_mode(path, read_only=read_only)}",
                uri=True,
                isolation_level=None,
                timeout=BUSY_SECONDS,
                check_same_thread=False,
            )
            try:
                self._connection.execute("PRAGMA foreign_keys=ON")
                self._connection.execute("PRAGMA synchronous=FULL")
                self._connection.execute("PRAGMA cache_size=-32000")
            except sqlite3.Error:
                self._connection.close()
                raise
        self._depth = 0

    @property
    def engine(self) -> str:
        """Version of SQLite."""
        return sqlite3.sqlite_version

    def close(self) -> None:
        """Close; the last one to close leaves one whole file behind."""
        try:
            if not self.read_only and self.journal() == "wal":
                self.checkpoint()
        finally:
            self._connection.close()

    def rows(self, statement: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._translated():
            return self._connection.execute(statement, values).fetchall()

    def each(self, statement: str, values: Values = ()) -> Iterator[Row]:
        """Yield the rows of a query as they come."""
        with self._translated():
            yield from self._connection.execute(statement, values)

    def row(self, statement: str, values: Values = ()) -> Row | None:
        """Return the first row of a query, or ``None``."""
        with self._translated():
            found: Row | None = self._connection.execute(statement, values).fetchone()
        return found

    def value(self, statement: str, values: Values = ()) -> Any:  # noqa: ANN401 - a column of any type
        """Return the first column of the first row, or ``None``."""
        found = self.row(statement, values)
        return found[0] if found else None

    def run(self, statement: str, values: Values = ()) -> int:
        """Run a statement; return the key of the row it inserted, if it did."""
        with self._translated():
            return self._connection.execute(statement, values).lastrowid or 0

    def many(self, statement: str, values: Iterable[Values]) -> None:
        """Run a statement once for each of many rows of values."""
        with self._translated():
            self._connection.executemany(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing; inside another one, a savepoint of it. On disk when it ends.

        Raises:
            QcodeError: If another program is writing, the disk is full or the file may not be written.
        """
        outermost, name = self._depth == 0, f"level_{self._depth}"
        if self.read_only:
            raise self.read_only_error()
        self.run("BEGIN IMMEDIATE" if outermost else f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
            self.run("COMMIT" if outermost else f"RELEASE {name}")
        except BaseException:
            if not self._connection.in_transaction:
                pass  # A full disk ends the transaction by itself.
            elif outermost:
                self._connection.execute("ROLLBACK")
            else:
                self._connection.execute(f"ROLLBACK TO {name}")
                self._connection.execute(f"RELEASE {name}")
            raise
        finally:
            self._depth -= 1

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return self._depth > 0

    def journal(self) -> str:
        """Return the journal mode: ``wal``, or ``delete`` in a folder that is being synced."""
        return str(self.value("PRAGMA journal_mode"))

    def set_journal(self, mode: str) -> None:
        """Choose the journal mode; kept by the file. Left as it is where another program is using the file."""
        if self.journal() != mode:
            with suppress(QcodeError):
                self.value(f"PRAGMA journal_mode={mode}")

    def checkpoint(self, *, keeps_log: bool = False) -> bool:
        """Bring the write-ahead log into the file, so that the file alone is whole; say whether it is.

        Args:
            keeps_log: Leave the log its room on the disk. To write where room is comes twice as quick as to ask for it.
        """
        is_busy = self.value(f"PRAGMA wal_checkpoint({'RESTART' if keeps_log else 'TRUNCATE'})")
        return not is_busy

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self.value("PRAGMA data_version"))

    def state(self) -> tuple[int, int]:
        """Return two numbers of which one changes with every row that another or this connection writes.

        The second counts the rows this connection has written, temporary ones too.
        """
        return self.data_version(), self._connection.total_changes

    def version(self) -> tuple[int, int]:
        """Return what differs whenever anything was written, by this connection or another."""
        return self.data_version(), self._connection.total_changes

    def copy_to(self, target: Path) -> None:
        """Write a whole copy, even while others write."""
        with self._translated():
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            if "FOREIGN KEY" in str(error):
                raise Conflict(_("something else in the project still rests on this")) from error
            raise QcodeError(_("the project refused a row: {error}").format(error=error)) from error
        except sqlite3.Error as error:
            raise self._in_words(error) from error

    def _in_words(self, error: sqlite3.Error) -> QcodeError:
        name, text = self.path.name, str(error).lower()
        if "locked" in text or "busy" in text:
            return QcodeError(
                _("{file} is being written by another program").format(file=name),
                _("Nothing was changed. Wait for the other program to finish, or close it, and try again."),
            )
        if "full" in text:
            return QcodeError(
                _("the disk is full; {file} was left as it was").format(file=name),
                _("Make room on the disk and try again."),
            )
        if "readonly" in text:
            return self.read_only_error()
        if "unable to open" in text:
            return QcodeError(
                _("{file} cannot be opened").format(file=self.path),
                _("Check that the file and its folder exist and that you may read and write there."),
            )
        if "not a database" in text or "malformed" in text:
            copies = self.path.with_name(f"{self.path.name}-backups")
            hint = _("Verified copies of it are in the folder {folder}.").format(folder=copies.name)
            return QcodeError(
                _("{file} is damaged or not a qcode project").format(file=self.path), hint if copies.is_dir() else ""
            )
        if "disk i/o" in text:
            return QcodeError(
                _("the disk did not take the change to {file}; nothing was changed").format(file=name),
                _("Check the disk, or copy the project to another one."),
            )
        return QcodeError(_("{file}: the database says: {error}").format(file=name, error=error))

    def read_only_error(self) -> QcodeError:
        """Return the error of a change to a file that may not be written."""
        return QcodeError(
            _("{file} may not be written; nothing was changed").format(file=self.path.name),
            _("Check the rights of the file and its folder, or copy the project to a folder of your own."),
        )


def _mode(path: Path, *, read_only: bool) -> str:
    """Return how SQLite is to open a file.

    To read a file in WAL mode SQLite writes beside it, unless it is told that nobody changes the file. Where a log lies
    beside it somebody may, and then what SQLite needs is there already.
    """
    if not read_only:
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
