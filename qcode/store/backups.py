"""Verified copies of a project, the oldest dropped in turn."""

from __future__ import annotations

from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from qcode.errors import QcodeError
from qcode.language import _
from qcode.store.database import Database, sqlite_only

KEPT = 10
"""How many copies are kept beside a project."""

_INTEGRITY = sqlite_only("PRAGMA integrity_check(5)")
_FOREIGN_KEYS = sqlite_only("PRAGMA foreign_key_check")
_FULL_TEXT = sqlite_only("INSERT INTO paragraph_fts (paragraph_fts, rank) VALUES ('integrity-check', 1)")
_LOOSE = sqlite_only(
    "SELECT (SELECT COUNT(*) FROM segment g JOIN source s ON s.id = g.source_id "
    "WHERE g.end_at > s.chars OR g.start_at >= g.end_at) "
    "+ (SELECT COUNT(*) FROM turn t JOIN source s ON s.id = t.source_id "
    "WHERE t.end_at > s.chars OR t.start_at > t.end_at) "
    "+ (SELECT COUNT(*) FROM coding c JOIN segment g ON g.id = c.segment_id WHERE c.source_id <> g.source_id)"
)


def folder_for(project: Path) -> Path:
    """Return where the copies of a project lie: beside it, in ``NAME.qcode-backups``."""
    return project.with_name(f"{project.name}-backups")


def faults(database: Database, *, deep: bool = True) -> list[str]:
    """Return what is wrong with a file, nothing if it is whole.

    Args:
        database: An open project.
        deep: Compare the full-text index with the text too; needs the right to write.
    """
    found = [str(row[0]) for row in database.rows(_INTEGRITY) if row[0] != "ok"]
    found += loose_rows(database)
    if loose := database.value(_LOOSE):
        found.append(_("passages outside the text of their source: {n}").format(n=loose))
    if deep and not database.read_only:
        try:
            database.run(_FULL_TEXT)
        except QcodeError:
            found.append(_("the full-text index does not match the text"))
    return found


def loose_rows(database: Database) -> list[str]:
    """Return which rows point to rows that are not there."""
    return [
        _("table {table}: row {row} points to a row of {other} that is not there").format(
            table=table, row=row, other=other
        )
        for table, row, other, _key in database.rows(_FOREIGN_KEYS)
    ]


def back_up(database: Database, label: str = "") -> Path:
    """Write a verified copy and drop the oldest beyond ``KEPT``.

    Args:
        database: An open project.
        label: Said in the file's name, such as ``before-v2``; such copies are never dropped.

    Returns:
        Where the copy is.

    Raises:
        QcodeError: If the copy cannot be written or is not whole.
    """
    folder = folder_for(database.path)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    name = f"{database.path.stem}-{stamp}{'-' + label if label else ''}.qcode"
    part = folder / f"{name}.part"
    try:
        folder.mkdir(exist_ok=True)
        database.copy_to(part)
        copy = Database(part)
        wrong = faults(copy)
        copy.close()
        if wrong:
            raise QcodeError(
                _("the copy of {file} is not whole: {fault}").format(file=database.path.name, fault=wrong[0])
            )
        part.replace(folder / name)
    except OSError as error:
        raise QcodeError(
            _("no copy could be written to {folder}: {error}").format(folder=folder, error=error.strerror or error),
            _("Check the rights of the folder and the room on the disk."),
        ) from error
    finally:
        for leftover in folder.glob(f"{escape(name)}.part*"):
            leftover.unlink()
    if not label:
        for old in copies(database.path)[KEPT:]:
            old.unlink()
    return folder / name


def copies(project: Path) -> list[Path]:
    """Return the rotating copies of a project, newest first."""
    pattern = f"{escape(project.stem)}-{'[0-9]' * 8}-{'[0-9]' * 6}-{'[0-9]' * 3}.qcode"
    return sorted(folder_for(project).glob(pattern), reverse=True)


def every_copy(project: Path) -> list[Path]:
    """Return all copies of a project, those kept before a migration too."""
    return sorted(folder_for(project).glob(f"{escape(project.stem)}-*.qcode"))


def drop_all(project: Path) -> int:
    """Delete all copies of a project; return how many there were.

    Raises:
        QcodeError: If one cannot be deleted.
    """
    copies_there = every_copy(project)
    try:
        for copy in copies_there:
            copy.unlink()
    except OSError as error:
        raise QcodeError(
            _("a copy cannot be deleted: {error}").format(error=error.strerror or error),
            _("Delete the copies in {folder} yourself: they hold the text.").format(folder=folder_for(project)),
        ) from error
    return len(copies_there)
