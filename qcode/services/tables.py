"""Codings from a table, such as a script or another program writes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from qcode.errors import UnreadableFile
from qcode.language import _
from qcode.services.coding import CodingRow

NEEDED = ("source", "start", "end", "code")


def read_codings(path: Path) -> list[CodingRow]:
    """Read a ``.csv`` with the columns source, start, end, code and, if there, coder, weight, memo.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, row and remedy.
    """
    reader = csv.DictReader(io.StringIO(_text(path)))
    fields = [name.strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise UnreadableFile(
            _("{file}: columns are missing: {names}").format(file=path, names=", ".join(missing)),
            _("The first row has to be: source,start,end,code (and coder, weight, memo if wanted)."),
        )
    reader.fieldnames = fields
    return [
        _row(path, line, {name: (cell or "").strip() for name, cell in row.items() if name})
        for line, row in enumerate(reader, 2)
    ]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("{file}: byte {place} is not UTF-8 text").format(file=path, place=error.start),
            _("Save the table as “CSV UTF-8”."),
        ) from error


def _row(path: Path, line: int, row: dict[str, str]) -> CodingRow:
    try:
        weight = float(row["weight"]) if row.get("weight") else None
        return CodingRow(
            row["source"], int(row["start"]), int(row["end"]), row["code"],
            coder=row.get("coder", ""), weight=weight, memo=row.get("memo", ""), line=line,
        )  # fmt: skip
    except ValueError as error:
        raise UnreadableFile(
            _("{file}: row {line}: {error}").format(file=path, line=line, error=error),
            _("start, end and weight have to be numbers."),
        ) from error
