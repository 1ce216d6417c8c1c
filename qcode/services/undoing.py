"""Undo and redo, as the user says them."""

from __future__ import annotations

from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import history, undoing
from qcode.store.project import Project


def undo(project: Project) -> str:
    """Take back this coder's latest act that still stands; return its summary.

    Raises:
        QcodeError: If there is none, or something newer rests on it.
    """
    return undoing.undo(project)


def undo_in_words(project: Project) -> str:
    """Take back this coder's latest act that still stands; return which in words: the kind of act, and its summary.

    Raises:
        QcodeError: If there is none, or something newer rests on it.
    """
    return _in_words(project, undoing.undo(project))


def redo_in_words(project: Project) -> str:
    """Do again what this coder took back last; return which in words: the kind of act, and its summary.

    Raises:
        QcodeError: If there is nothing to redo.
    """
    return _in_words(project, undoing.redo(project))


def _in_words(project: Project, summary: str) -> str:
    act = _(history.act_last_reversed(project))
    return f"{act}: {summary}" if summary else act


def undo_change(project: Project, change: str, *, of_others: bool = False) -> str:
    """Take back the act with an id, on which nothing newer rests; return its summary.

    Raises:
        NotYours: If another coder did it and ``of_others`` is not said.
        QcodeError: If it cannot be taken back; the hint names the newer changes that rest on it.
    """
    return undoing.undo_change(project, change, of_others=of_others)


def undo_number(project: Project, number: int, *, of_others: bool = False) -> str:
    """Take back the act with a number of the history; return its summary.

    Raises:
        QcodeError: If there is none, or it cannot be taken back.
    """
    entries = history.entries(project)
    if not 1 <= number <= len(entries):
        raise QcodeError(
            _("there is no change {number}").format(number=number), _("The numbers are listed by: qcode history")
        )
    return undoing.undo_change(project, entries[number - 1].id, of_others=of_others)


def redo(project: Project) -> str:
    """Do again what this coder took back last; return its summary.

    Raises:
        QcodeError: If there is nothing to redo.
    """
    return undoing.redo(project)
