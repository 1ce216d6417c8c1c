"""Care of a project's file: checked, copied."""

from __future__ import annotations

from pathlib import Path

from qcode.store import backups
from qcode.store.project import Project


def check(project: Project) -> list[str]:
    """Return what is wrong with the file, nothing if it is whole."""
    return backups.faults(project.database)


def back_up(project: Project) -> Path:
    """Write a verified copy beside the project; return where it is.

    Raises:
        QcodeError: If the copy cannot be written or is not whole.
    """
    return backups.back_up(project.database)


def copies(path: Path) -> list[Path]:
    """Return the verified copies of a project, newest first."""
    return backups.copies(path)
