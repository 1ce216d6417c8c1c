"""Tables as other programs write them: codings and cases from ``.csv``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from qcode.domain.encoding import decoded
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _
from qcode.services.coding import CodingRow

LONGEST_CELL = 2**31 - 1
"""Characters; as many as the reader of tables can be told on every system."""
NEEDED = ("source", "start", "end", "code")
"""Columns without which codings cannot be read."""


def read_table(path: Path) -> tuple[list[list[str]], tuple[str, ...]]:
    """Read a ``.csv``, whatever its separator; return its rows, all as long as the first, and what to say about it.

    Raises:
        UnreadableFile: If it cannot be read or has no row below the first; the message names file and place.
    """
    try:
        text, warnings = decoded(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    if len(rows) < 2 or not any(rows[0]):
        raise UnreadableFile(
            _("{file}: there is no table in it").format(file=path),
            _("The first row names the columns, each further row is an entry."),
        )
    for line, row in enumerate(rows, 1):
        if len(row) > len(rows[0]):
            raise UnreadableFile(
                _("{file}: row {line} has more cells than the first row").format(file=path, line=line),
                _("Put quotation marks around cells that hold the separator."),
            )
    return [row + [""] * (len(rows[0]) - len(row)) for row in rows], warnings


def read_codings(path: Path) -> tuple[list[CodingRow], tuple[str, ...]]:
    """Read codings: columns source, start, end, code and, if there, coder, weight, memo.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, row and remedy.
    """
    (first, *rows), warnings = read_table(path)
    fields = [name.lower() for name in first]
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise UnreadableFile(
            _("{file}: columns are missing: {names}").format(file=path, names=", ".join(missing)),
            _("The first row has to be: source,start,end,code (and coder, weight, memo if wanted)."),
        )
    numbered = enumerate(rows, 2)
    return [_coding(path, line, dict(zip(fields, row, strict=True))) for line, row in numbered if any(row)], warnings


def _coding(path: Path, line: int, row: dict[str, str]) -> CodingRow:
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
