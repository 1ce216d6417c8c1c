"""Filling a sheet from a table, pasted or in a file: looked at first, kept as one act.

A plan says what would change, cell by cell, so that it can be shown before anything is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.domain.sheet import CASE, SOURCES, Attribute, Page, Sheet, SheetRow, Subject
from qcode.domain.values import SEVERAL, ValueKind, guess, parse
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import _
from qcode.services import attributing
from qcode.services.tables import read_table
from qcode.store import attributes, cases
from qcode.store.changes import Change
from qcode.store.project import Project

MOST_TOLD = 8
"""Values that do not fit which are named one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell is to hold."""

    row: str
    """Name of the case or source."""
    column: str
    """Name of the attribute."""
    text: str
    """As it stands in the table; empty empties the cell."""
    state: str
    """``same``, ``new``, ``changed``, ``emptied`` or ``misfit``."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What filling a sheet comes to."""

    subject: Subject
    rows: Mapping[str, str]
    """Name of each row the table has → UUID of the case or source; empty for those that are to be made."""
    columns: Mapping[str, ValueKind]
    """Name of each column the table has → its kind."""
    new_columns: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    """Name of a new column → what it may be, where the table says so."""
    entries: tuple[Entry, ...]
    """Without cells that stay empty."""
    left_out: tuple[str, ...]
    """Rows for which there is no place, by name or number."""

    @property
    def new_rows(self) -> tuple[str, ...]:
        """Names of the cases that are to be made."""
        return tuple(name for name, uuid in self.rows.items() if not uuid)

    @property
    def misfits(self) -> tuple[Entry, ...]:
        """Cells whose text is no value of their column's kind; it is kept as it is, and marked."""
        return self.of("misfit")

    def of(self, state: str) -> tuple[Entry, ...]:
        """Return the entries in a state."""
        return tuple(one for one in self.entries if one.state == state)


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling came to."""

    added: int
    """Cases that were made."""
    updated: int
    """Rows that were there already."""
    cells: int
    """Cells that changed."""
    warnings: tuple[str, ...]


def read_pages(path: Path) -> tuple[list[Page], tuple[str, ...]]:
    """Read the tables of a ``.csv`` or ``.xlsx``; return them and what to say about the file.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    if path.suffix.lower() != ".xlsx":
        rows, warnings = read_table(path)
        heads, *rest = rows
        return [Page("", tuple(heads), tuple(map(tuple, rest)))], warnings
    from qcode.formats.sheets import workbook_xlsx

    try:
        return workbook_xlsx.read(path.read_bytes()), ()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error


def plan_file(
    project: Project, path: Path, *, kind: str = "", of_sources: bool = False, name_column: str = "", prefix: str = ""
) -> tuple[list[Plan], tuple[str, ...]]:
    """Look at what a file would change; return a plan for each table in it, and what to say about the file.

    Args:
        project: The study.
        path: ``.csv`` or ``.xlsx``.
        kind: What kind of case the rows of its first table are; empty takes every table as what its title says.
        of_sources: The rows of its first table are sources.
        name_column: The column that names a row; the first if empty.
        prefix: Put before each name.

    Raises:
        UnreadableFile: If it cannot be read; the message names file, place and remedy.
    """
    pages, warnings = read_pages(path)
    if kind or of_sources:
        pages = [replace(pages[0], title=SOURCES.what if of_sources else kind)]
    if not all(page.title for page in pages):
        raise UnreadableFile(
            _("{file} does not say what its rows are").format(file=path),
            _("Say it: --kind KIND, or --sources."),
        )
    plans = []
    for page in pages:
        subject = SOURCES if page.title == SOURCES.what else Subject(CASE, page.title)
        try:
            plans.append(plan_page(project, subject, page, name_column=name_column, prefix=prefix))
        except UnreadableFile as error:
            raise UnreadableFile(f"{path}: {error.message}", error.hint) from error
    return plans, warnings


def plan_page(project: Project, subject: Subject, page: Page, *, name_column: str = "", prefix: str = "") -> Plan:
    """Look at what a table would change; cells that are empty in it stay as they are.

    Args:
        project: The study.
        subject: Whose sheet.
        page: The table.
        name_column: The column that names a row; the first if empty.
        prefix: Put before each name.

    Raises:
        UnreadableFile: If there is no such column, or a row has no name.
    """
    folded = [head.casefold() for head in page.heads]
    if name_column and name_column.casefold() not in folded:
        raise UnreadableFile(
            _("there is no column “{name}”").format(name=name_column),
            _("There are: {names}").format(names=", ".join(page.heads)),
        )
    at = folded.index(name_column.casefold()) if name_column else 0
    wanted: list[tuple[str, list[str]]] = []
    for line, row in enumerate(page.rows, 2):
        if any(row) and not row[at].strip():
            raise UnreadableFile(
                _("row {line} has no name in the column “{name}”").format(line=line, name=page.heads[at])
            )
        if any(row):
            wanted.append((f"{prefix}{row[at].strip()}", [*row[:at], *row[at + 1 :]]))
    heads = [head for column, head in enumerate(page.heads) if column != at]
    told: dict[str, ValueKind | None] = {
        head: page.kind(column) for column, head in enumerate(page.heads) if column != at
    }
    options = {
        head: page.options[column] for column, head in enumerate(page.heads) if page.options and page.options[column]
    }
    return _planned(project, subject, heads, wanted, told, options, empties=False)


def plan_pasted(project: Project, shown: Sheet, rows: Sequence[SheetRow], text: str, *, row: int, column: int) -> Plan:
    """Look at what a pasted block of cells would change.

    On a value, the block lies over the cells from there on, to the right and down; columns beyond the last are made.
    On a name, its first column names the rows, of which new ones are made; its first row may be the head of the table.

    Args:
        project: The study.
        shown: The sheet.
        rows: Its rows in the order in which the screen shows them.
        text: Cells parted by tabs, rows by newlines.
        row: Index of the row it is pasted on.
        column: Index of the column; -1 for that of the names.
    """
    block = block_of(text)
    known = [one.name for one in shown.columns]
    if column >= 0:
        width = max(map(len, block), default=0)
        heads = [known[at] if at < len(known) else _beyond(known, at) for at in range(column, column + width)]
        there = rows[row : row + len(block)]
        wanted = [(one.id, cells) for one, cells in zip(there, block, strict=False)]
        over = tuple(str(row + number + 1) for number in range(len(there), len(block)))
        plan = _planned(project, shown.subject, heads, wanted, {}, {}, empties=True)
        return Plan(plan.subject, plan.rows, plan.columns, plan.new_columns, plan.options, plan.entries, over)
    if _has_head(block, known, rows):
        heads, body = block[0][1:], block[1:]
        heads = [head or _beyond(known, at) for at, head in enumerate(heads)]
    else:
        width = max((len(cells) - 1 for cells in block), default=0)
        heads, body = [known[at] if at < len(known) else _beyond(known, at) for at in range(width)], block
    named = [(cells[0].strip(), cells[1:]) for cells in body if cells and cells[0].strip()]
    return _planned(project, shown.subject, heads, named, {}, {}, empties=True)


def _has_head(block: Sequence[Sequence[str]], known: Sequence[str], rows: Sequence[SheetRow]) -> bool:
    """Return whether the first row of a block that is pasted on the names names columns.

    It does if one of them is a column of the sheet. Where there is no column yet, it does if the sheet is empty, or if
    it looks like names: every cell filled, each different, none a number, a date or a yes.
    """
    first = [cell.casefold() for cell in block[0][1:]] if block else []
    if not first or known:
        return any(cell in {name.casefold() for name in known} for cell in first)
    is_named = len({*first}) == len(first) and all(cell and guess([cell]) is ValueKind.TEXT for cell in first)
    return not rows or (is_named and block[0][0].casefold() not in {row.name.casefold() for row in rows})


def fill(project: Project, plans: Sequence[Plan], act: str, summary: str) -> Filled:
    """Keep what plans say, as one act.

    Args:
        project: The study.
        plans: What to keep.
        act: How the audit trail calls it.
        summary: What it is told to be about.
    """
    changed = 0
    with project.change(act, summary) as change:
        for plan in plans:
            changed += _fill(project, change, plan)
    warnings = [
        _("{row}, {column}: “{text}” does not fit and is kept as it is").format(
            row=one.row, column=one.column, text=one.text
        )
        for plan in plans
        for one in plan.misfits[:MOST_TOLD]
    ]
    more = sum(len(plan.misfits) for plan in plans) - len(warnings)
    if more > 0:
        warnings.append(_("more cells that do not fit: {n}").format(n=more))
    warnings += [
        _("rows left out, as there is no place for them: {names}").format(names=", ".join(plan.left_out))
        for plan in plans
        if plan.left_out
    ]
    added = sum(len(plan.new_rows) for plan in plans)
    return Filled(added, sum(len(plan.rows) for plan in plans) - added, changed, tuple(warnings))


def block_of(text: str) -> list[list[str]]:
    """Return the cells of a pasted text: rows by newlines, cells by tabs, quotation marks as spreadsheets set them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(plain, newline=""), delimiter="\t")]


def _planned(
    project: Project, subject: Subject, heads: Sequence[str], wanted: Sequence[tuple[str, Sequence[str]]],
    told: Mapping[str, ValueKind | None], options: Mapping[str, tuple[str, ...]], *, empties: bool,
) -> Plan:  # fmt: skip
    """Compare rows, each a name or an id with its cells, with the sheet."""
    sheet = attributes.sheet(project, subject)
    # The older of two columns or rows that are called alike counts.
    columns = {one.name.casefold(): one for one in reversed(attributes.of_subject(project, subject))}
    columns |= {one.name.casefold(): one for one in reversed(sheet.columns)}
    by_id = {one.id: one for one in sheet.rows}
    by_name = {one.name.casefold(): one for one in reversed(sheet.rows)}
    used = [(at, head) for at, head in enumerate(heads) if head]
    kinds = {head: _kind(columns.get(head.casefold()), told.get(head), at, wanted) for at, head in used}
    rows: dict[str, str] = {}
    entries: list[Entry] = []
    left_out: list[str] = []
    for name, cells in wanted:
        row = by_id.get(name) or by_name.get(name.casefold())
        if row is None and subject.what != CASE:
            left_out.append(name)
            continue
        called = row.name if row else next((one for one in rows if one.casefold() == name.casefold()), name)
        rows[called] = row.id if row else ""
        for at, head in used:
            text = cells[at].strip() if at < len(cells) else ""
            column = columns.get(head.casefold())
            there = row.values.get(column.id, ()) if row and column else ()
            if text or (there and empties and at < len(cells)):
                known = column.options if column else ()
                entries.append(Entry(called, head, text, _state(text, there, kinds[head], known)))
    new = tuple(head for _at, head in used if head.casefold() not in columns)
    of_new = {head: its for head, its in options.items() if head in new}
    return Plan(subject, rows, kinds, new, of_new, tuple(entries), tuple(left_out))


def _kind(
    column: Attribute | None, told: ValueKind | None, at: int, wanted: Sequence[tuple[str, Sequence[str]]]
) -> ValueKind:
    if column is not None:
        return column.kind
    return told or guess(part for _name, cells in wanted if at < len(cells) for part in cells[at].split(SEVERAL))


def _state(text: str, there: Sequence[str], kind: ValueKind, options: Sequence[str]) -> str:
    if not text:
        return "emptied"
    parts = _parts(text, there, kind)
    try:
        new = [parse(part, kind, options=options) for part in parts]
    except QcodeError:
        return "same" if text in there else "misfit"
    if set(new) == set(there) or (len(new) == 1 and new[0] in there):
        return "same"
    return "changed" if there else "new"


def _parts(text: str, there: Sequence[str], kind: ValueKind) -> list[str]:
    """Return the values of a cell: several where it is written so and several there can be."""
    if SEVERAL in text and text not in there and (len(there) > 1 or kind is not ValueKind.TEXT):
        return [part.strip() for part in text.split(SEVERAL) if part.strip()]
    return [text]


def _fill(project: Project, change: Change, plan: Plan) -> int:
    columns: dict[str, Attribute] = {}
    for head, kind in plan.columns.items():
        columns[head], is_new = attributes.ensure(project, change, head, plan.subject, kind)
        if is_new and plan.options.get(head):
            change.update("attribute", columns[head].id, {"options": list(plan.options[head])})
    known = cases.by_name(project) if plan.new_rows else {}
    rows: dict[str, str] = dict(plan.rows)
    for name in plan.new_rows:
        rows[name], _made = cases.ensure(project, change, plan.subject.kind, name, known)
    changed = 0
    for one in plan.entries:
        if one.state == "same":
            continue
        column, row = columns[one.column], rows[one.row]
        changed += 1
        if one.state == "emptied":
            attributing.put(project, change, column, row, "")
            continue
        there = attributes.values_of(project, column.id, row, column.subject, words=False)
        parts = _parts(one.text, [value.value for value in there], column.kind)
        if len(parts) == 1:
            attributing.take(project, change, column, row, one.text)
        else:
            _take_several(project, change, column, row, parts, {value.value for value in there})
    return changed


def _take_several(
    project: Project, change: Change, column: Attribute, row: str, parts: Sequence[str], there: set[str]
) -> None:
    for part in parts:
        try:
            new = parse(part, column.kind, options=column.options)
        except QcodeError:
            new = part
        if new not in there:
            there.add(new)
            attributing.add_option(change, column, new)
            attributes.add_value(change, column.id, row, column.subject, new)


def _beyond(known: Sequence[str], at: int) -> str:
    """Return a free name for the column at a place beyond the last."""
    taken = {name.casefold() for name in known}
    number = at + 1
    while _("Column {n}").format(n=number).casefold() in taken:
        number += 1
    return _("Column {n}").format(n=number)
