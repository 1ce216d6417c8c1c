"""How an older project file becomes one of today.

Migrations are ordered; each runs in one transaction together with the note that it ran. A migration changes the
tables and, because the audit trail must stay undoable, the payloads of all changes too: ``operation`` turns one logged
operation of the old shape into the new. Before the first one a verified copy of the file is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qcode import __version__
from qcode.errors import QcodeError
from qcode.store import backups, version_2
from qcode.store.changes import Operation, now, pack, unpack
from qcode.store.database import Database, sql

VERSION = 2
"""The schema of this program."""

_VERSION = sql("SELECT MAX(version) FROM schema_version")
_RECORD = sql("INSERT INTO schema_version (version, applied, app) VALUES (?, ?, ?)")
_PAYLOADS = sql("SELECT id, payload FROM change WHERE payload IS NOT NULL ORDER BY id")
_REWRITE = sql("UPDATE change SET payload = ? WHERE id = ?")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version to the next."""

    version: int
    """The version it leads to."""
    tables: Callable[[Database], None]
    """Changes tables and rows."""
    operation: Callable[[Operation], Operation | None]
    """Turns a logged operation into the new shape; ``None`` drops it."""


MIGRATIONS: tuple[Migration, ...] = (Migration(2, version_2.tables, version_2.operation),)
"""In order; the last leads to ``VERSION``."""


def version_of(database: Database) -> int:
    """Return the schema version of a file."""
    return int(database.value(_VERSION) or 0)


def record_version(database: Database, version: int) -> None:
    """Note in the file that it has been brought to a version."""
    database.run(_RECORD, (version, now(), __version__))


def migrate(database: Database) -> list[int]:
    """Bring a file to the newest version, one transaction a step.

    Foreign keys are not held while a step builds tables anew, and looked at before it is committed.

    Returns:
        The versions it was brought to, in order.

    Raises:
        QcodeError: If rows would point to what is not there; then the step is taken back.
    """
    applied = []
    for migration in MIGRATIONS:
        if migration.version <= version_of(database):
            continue
        database.run("PRAGMA foreign_keys=OFF")
        try:
            with database.transaction():
                _apply(database, migration)
        finally:
            database.run("PRAGMA foreign_keys=ON")
        applied.append(migration.version)
    return applied


def _apply(database: Database, migration: Migration) -> None:
    migration.tables(database)
    for key, payload in database.rows(_PAYLOADS):
        operations = [migration.operation(operation) for operation in unpack(payload)]
        database.run(_REWRITE, (pack([one for one in operations if one is not None]), key))
    if loose := backups.loose_rows(database):
        raise QcodeError(loose[0])
    record_version(database, migration.version)
