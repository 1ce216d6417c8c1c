"""Returning: a document that came back from its readers, opened."""

from __future__ import annotations

from pathlib import Path

from qcode.domain.returned import Returned
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _


def open_returned(path: Path) -> Returned:
    """Read a Word file that came back.

    Raises:
        UnreadableFile: If it cannot be read; the message names the file.
    """
    from qcode.formats.returned.word_docx import read

    try:
        return read(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
