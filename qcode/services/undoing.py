"""Undo and redo, as the user says them."""

from __future__ import annotations

from qcode.store import undoing
from qcode.store.project import Project


def undo(project: Project) -> str:
    """Take back this coder's latest act that still stands; return its summary.

    Raises:
        QcodeError: If there is none, or something newer rests on it.
    """
    return undoing.undo(project)


def redo(project: Project) -> str:
    """Do again what this coder took back last; return its summary.

    Raises:
        QcodeError: If there is nothing to redo.
    """
    return undoing.redo(project)
