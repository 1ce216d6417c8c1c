"""A sheet on its way out: to a file, to the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from qcode.domain.sheet import CASE, SOURCES, Page, Sheet, SheetRow, Subject
from qcode.domain.values import SEVERAL, written
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.writing import write_file
from qcode.store import attributes
from qcode.store.project import Project


def subjects(project: Project) -> list[Subject]:
    """Return the sheets there are: one for each kind of case, then that of the sources."""
    return [*(Subject(CASE, kind) for kind in attributes.kinds_of_cases(project)), SOURCES]


def page_of(sheet: Sheet) -> Page:
    """Return a sheet as other programs have it; values of one cell that differ stand side by side."""
    columns = sheet.columns
    rows = tuple(
        (row.name, *(SEVERAL.join(written(v, one.kind) for v in row.values.get(one.id, ())) for one in columns))
        for row in sheet.rows
    )
    heads = (_("name"), *(one.name for one in columns))
    return Page(
        str(sheet.subject), heads, rows, (None, *(one.kind for one in columns)), ((), *(c.options for c in columns))
    )


def export_sheets(project: Project, path: Path, which: Sequence[Subject]) -> int:
    """Write sheets to a ``.csv`` (one of them) or ``.xlsx``; return how many rows were written.

    Raises:
        QcodeError: If the suffix is another, a ``.csv`` should hold several, or the file cannot be written.
    """
    pages = [page_of(attributes.sheet(project, one)) for one in which]
    match path.suffix.lower():
        case ".xlsx":
            from qcode.formats.sheets import workbook_xlsx

            data = workbook_xlsx.write(pages)
        case ".csv":
            if len(pages) != 1:
                raise QcodeError(
                    _("a .csv holds one kind of case, and there are: {names}").format(
                        names=", ".join(page.title for page in pages)
                    ),
                    _("Say which with --kind, or write an .xlsx."),
                )
            from qcode.formats.sheets import table_csv

            data = table_csv.write(pages[0])
        case other:
            raise QcodeError(
                _("a sheet cannot be written as “{suffix}”").format(suffix=other or path.name),
                _("There are: {names}").format(names=".csv, .xlsx"),
            )
    write_file(path, data)
    return sum(len(page.rows) for page in pages)


def clipboard_text(sheet: Sheet, rows: Sequence[SheetRow], columns: Sequence[int], *, heads: bool) -> str:
    """Return cells as spreadsheets take them from the clipboard: tabs between cells, newlines between rows.

    Args:
        sheet: Where they stand.
        rows: The rows, in order.
        columns: Indexes of the columns; -1 for that of the names.
        heads: Put the names of the columns above.
    """
    page = page_of(sheet)
    place = {row.id: number for number, row in enumerate(sheet.rows)}
    lines = (
        [page.heads, *(page.rows[place[row.id]] for row in rows)] if heads else [page.rows[place[r.id]] for r in rows]
    )
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows([line[at + 1] for at in columns] for line in lines)
    return out.getvalue()
