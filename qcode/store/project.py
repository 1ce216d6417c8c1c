"""An open project: one file, one coder, and the gate through which everything is changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from qcode.domain.identity import new_id
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import backups, migrations
from qcode.store.changes import DO, FIXED, Change, now
from qcode.store.database import APPLICATION_ID, Database, sql, sqlite_only
from qcode.store.schema import Schema

SUFFIX = ".qcode"
IDLE = 5.0
"""Seconds without a change after which an open project is brought into one file."""

_APPLICATION = sqlite_only("PRAGMA application_id")
_FULL_TEXT = sqlite_only(
    "CREATE VIRTUAL TABLE paragraph_fts USING fts5("
    "text, content='paragraph', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
)
_NAME = sql("SELECT name, uuid FROM project")
_CODER = sql("SELECT id, uuid, name FROM coder")
_NEW_CODER = sql("INSERT INTO coder (uuid, name, created) VALUES (?, ?, ?)")
_NEW_PROJECT = sql("INSERT INTO project (uuid, name, description, created) VALUES (?, ?, '', ?)")

SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "syncthing")
"""Folder names that tell of a folder that is copied elsewhere while it is in use."""


class Project:
    """An open study.

    ``with Project.open(path) as project:`` closes it at the end, which leaves one whole file. All changes go through
    ``change``.
    """

    def __init__(self, database: Database, coder: str) -> None:
        self.database = database
        self.schema = Schema(database)
        self.path = database.path
        self.coder_name = coder
        self._coder: tuple[int, str] | None = None
        self._change: Change | None = None
        self._seen = database.data_version()
        self._settled = 0.0
        """When the log was written to last that has been brought into the file."""
        row = database.row(_NAME)
        self.name, self.id = (str(row[0]), str(row[1])) if row else ("", "")

    @classmethod
    def create(cls, path: Path | str, *, name: str = "", coder: str = "") -> Self:
        """Make a new, empty project.

        Args:
            path: Where; ``.qcode`` is added if it does not end so.
            name: The study's name; the file's if empty.
            coder: Who works in it; the login name if empty.

        Raises:
            QcodeError: If there is such a file, or it cannot be written.
        """
        path = Path(path)
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        if path.exists():
            raise QcodeError(
                _("{file} is there already; nothing was changed").format(file=path),
                _("Open it, or choose another name."),
            )
        part = path.with_name(f"{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            part.touch()
            _lay_out(part, name or path.stem)
            part.replace(path)
        except OSError as error:
            raise QcodeError(
                _("{file} cannot be made: {error}").format(file=path, error=error.strerror or error),
                _("Choose a folder in which you may write."),
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        project = cls.open(path, coder=coder)
        with project.change("new", _("project {name} made").format(name=project.name), mode=FIXED) as change:
            change.operations.append(["i", "project", project.id])
        return project

    @classmethod
    def open(cls, path: Path | str, *, coder: str = "") -> Self:
        """Open a project, bringing an older file to this version after keeping a copy of it.

        Args:
            path: The file.
            coder: Who works in it; the login name if empty. Reading alone makes no coder.

        Raises:
            QcodeError: If there is no such file, it is no project, or a newer qcode wrote it.
        """
        path = Path(path)
        if not path.is_file():
            raise QcodeError(
                _("there is no project {file}").format(file=path),
                _("Make one with: qcode new {file}").format(file=path.name),
            )
        database = _opened(path)
        try:
            _check_kind(database)
        except BaseException:
            with suppress(QcodeError):
                database.close()
            raise
        return cls(database, coder or login_name())

    def close(self) -> None:
        """Close the file; it is whole by itself afterwards."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def change(self, act: str, summary: str = "", *, mode: str = DO, target: int | None = None) -> Iterator[Change]:
        """Change the project: one transaction, one entry of the audit trail, on disk when it ends.

        Inside another change it is a part of that one, taken back alone if it fails. What changes nothing leaves
        no entry.

        Args:
            act: The verb, such as ``code``.
            summary: What is done; may be set on the change later.
            mode: Whether it is an act, or takes one back (see ``changes``).
            target: The key of the change it takes back or does again.

        Raises:
            QcodeError: If it cannot be written; then nothing is changed.
        """
        was = self._coder
        if self._change is not None:
            done = len(self._change.operations)
            try:
                with self.database.transaction():
                    yield self._change
            except BaseException:
                self._coder = was
                self._change.forget_since(done)
                raise
            return
        try:
            with self.database.transaction():
                self._change = Change(self.database, self.schema, act, summary, mode, target, was)
                yield self._change
                if self._change.operations:
                    self._change.record(self.coder_key())
        except BaseException:
            self._coder = was  # The row of a coder made in there is gone too.
            raise
        finally:
            self._change = None

    @property
    def is_in_synced_folder(self) -> bool:
        """Whether another program copies the file elsewhere; then it is whole at every moment, and slower to write."""
        return is_synced(self.path.parent)

    @property
    def coder_id(self) -> str:
        """UUID of the coder who works here; empty as long as they have changed nothing."""
        found = self._coder or self._find_coder()
        return found[1] if found else ""

    def coder_key(self) -> int:
        """Return the key of the coder who works here, made at their first change."""
        if self._coder is None:
            self._coder = self._find_coder() or self.make_coder(self.coder_name)
        return self._coder[0]

    def make_coder(self, name: str) -> tuple[int, str]:
        """Make a coder, within a change; return key and UUID.

        A coder is never undone: whoever has acted stands in the audit trail.
        """
        uuid = new_id()
        return self.database.run(_NEW_CODER, (uuid, name, now())), uuid

    def _find_coder(self) -> tuple[int, str] | None:
        wanted = self.coder_name.casefold()
        return next(((key, uuid) for key, uuid, name in self.database.rows(_CODER) if name.casefold() == wanted), None)

    def settle(self) -> None:
        """Bring the write-ahead log into the one file, once nothing was written for ``IDLE`` seconds.

        A screen calls it every now and then, so that a copy of the file made meanwhile is whole.
        """
        log = self.path.with_name(f"{self.path.name}-wal")
        if not self.database.read_only and log.is_file():
            state = log.stat()
            is_new = state.st_size and state.st_mtime != self._settled
            if is_new and time.time() - state.st_mtime >= IDLE and self.database.checkpoint(keeps_log=True):
                self._settled = state.st_mtime

    def noticed(self) -> bool:
        """Say whether another process has changed the project since this was last asked."""
        before, self._seen = self._seen, self.database.data_version()
        return self._seen != before


def login_name() -> str:
    """Return the name under which the user is logged in, ``coder`` if the system tells none."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or os.environ.get("LOGNAME") or "coder"


def is_synced(folder: Path) -> bool:
    """Say whether a folder is, by its name, one that another program copies elsewhere."""
    return any(name in part.casefold() for part in folder.absolute().parts for name in SYNCED)


def _lay_out(path: Path, name: str) -> None:
    from qcode.store.tables import ddl

    database = Database(path)
    try:
        database.run(f"PRAGMA application_id={APPLICATION_ID}")
        database.set_journal("delete")
        with database.transaction():
            for statement in ddl():
                database.run(statement)
            database.run(_FULL_TEXT)
            database.run(_NEW_PROJECT, (new_id(), name, now()))
            migrations.record_version(database, migrations.VERSION)
    finally:
        database.close()


def _opened(path: Path) -> Database:
    """Open a file for writing where that is allowed, else for reading."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return Database(path, read_only=not writable)


def _check_kind(database: Database) -> None:
    if database.value(_APPLICATION) != APPLICATION_ID:
        raise QcodeError(
            _("{file} is not a qcode project").format(file=database.path),
            _("Projects are made with: qcode new NAME.qcode. Transcripts come in with: qcode import FILE"),
        )
    version = migrations.version_of(database)
    if version > migrations.VERSION:
        raise QcodeError(
            _("{file} was written by a newer qcode (schema {version}; this one knows {known})").format(
                file=database.path, version=version, known=migrations.VERSION
            ),
            _("Nothing was changed. Update qcode: pip install --upgrade qcode"),
        )
    if database.read_only and version < migrations.VERSION:
        raise database.read_only_error()
    if not database.read_only:
        database.set_journal("delete" if is_synced(database.path.parent) else "wal")
        if version < migrations.VERSION:
            backups.back_up(database, f"before-v{migrations.VERSION}")
            migrations.migrate(database)
