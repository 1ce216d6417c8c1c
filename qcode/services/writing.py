"""Writing documents: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from qcode.errors import QcodeError
from qcode.language import _


def write_file(path: Path, data: bytes) -> None:
    """Put bytes into a file, which is replaced only once all of them are on disk.

    Raises:
        QcodeError: If it cannot be written, such as while Word has it open.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise QcodeError(
            _("{file} cannot be written: {error}").format(file=path, error=error.strerror or error),
            _("Close it if another program has it open, or choose another folder."),
        ) from error
