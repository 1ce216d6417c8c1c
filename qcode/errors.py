"""What qcode says when it cannot do as asked."""

from __future__ import annotations


class QcodeError(Exception):
    """Something a user can understand and mend.

    Args:
        message: What is wrong, with which file, and where in it.
        hint: What to do about it; empty if nothing is known.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UnreadableFile(QcodeError):
    """A file that no reader could make sense of; other files of the same act may still come in."""


class UnknownName(QcodeError):
    """A source, code, case or coder was named that the project does not have, or has twice."""
