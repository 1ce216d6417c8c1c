"""Care of a project's file: checked, copied."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import backups, history
from qcode.store.changes import FIXED
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


def checkpoint(project: Project, name: str) -> Path:
    """Put a named mark into the audit trail and keep a verified copy that is never dropped; return where it is.

    Raises:
        QcodeError: If there is no name, or the copy cannot be written or is not whole.
    """
    name = " ".join(name.split())
    if not name:
        raise QcodeError(_("a checkpoint needs a name"))
    with project.change("checkpoint", name, mode=FIXED) as change:
        # What changes nothing leaves no entry; the mark is on the project itself.
        change.operations.append(["i", "project", project.id])
    return backups.back_up(project.database, _for_a_file(name))


def _for_a_file(name: str) -> str:
    """Return a name as every system takes it in a file's name."""
    return re.sub(r"[^\w-]+", "-", name).strip("-.")[:60] or "checkpoint"


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
