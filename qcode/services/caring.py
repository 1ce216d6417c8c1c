"""Care of a project's file: checked, copied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from qcode.store import backups, history
from qcode.store.project import Project

DAY = timedelta(days=1)


def check(project: Project) -> list[str]:
    """Return what is wrong with the file, nothing if it is whole."""
    return backups.faults(project.database)


def back_up(project: Project) -> Path:
    """Write a verified copy beside the project; return where it is.

    Raises:
        QcodeError: If the copy cannot be written or is not whole.
    """
    return backups.back_up(project.database)


def back_up_if_due(project: Project) -> Path | None:
    """Write a verified copy if something was changed and the newest copy is a day old; return where it is.

    Raises:
        QcodeError: If the copy cannot be written or is not whole.
    """
    changes = history.entries(project)
    newest = next(iter(backups.copies(project.path)), None)
    taken = datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest else None
    if not changes or (taken and (datetime.fromisoformat(changes[-1].when) < taken or datetime.now(UTC) - taken < DAY)):
        return None
    return back_up(project)


def copies(path: Path) -> list[Path]:
    """Return the verified copies of a project, newest first."""
    return backups.copies(path)
