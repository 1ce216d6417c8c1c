"""Registering: a table that leaves the project gets an ID, and the audit trail keeps what it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from qcode.domain.document import Document, Figure, Table, anchor_of
from qcode.domain.exported import Export, kept_cells, table_id
from qcode.domain.picture import Picture
from qcode.domain.report import Asked, Cell, Report
from qcode.domain.wording import one_line, title_text
from qcode.language import N_, translator
from qcode.services.asking import as_data
from qcode.store import exports
from qcode.store.project import Project

_SHORTEST, _LONGEST = 6, 13
"""Signs of an ID: more, where another table has the shorter one."""


@contextmanager
def exporting(project: Project, document: Document) -> Iterator[Document]:
    """Give a document whose tables have IDs, with notes that tell them and anchors on their quotations.

    The trail keeps the tables in one entry once the document is written, so that nothing is kept of one that could not
    be. The same table again has the same ID, and adds nothing. A table that does not know what it was made of has no
    ID, nor has any of a project that cannot be written.
    """
    if project.database.read_only:
        yield document
        return
    new: dict[str, Export] = {}
    blocks = tuple(
        _with_id(project, block, new) if isinstance(block, Table)
        else _with_id_of_numbers(project, block, new) if isinstance(block, Figure) else block
        for block in document.blocks
    )  # fmt: skip
    yield replace(document, blocks=blocks)
    if new:
        exports.record(project, one_line(document.title).removesuffix("."), list(new.values()))


@contextmanager
def exporting_report(project: Project, report: Report) -> Iterator[Report]:
    """Give a report with an ID, as ``exporting`` gives a document."""
    with exporting(project, Document(report.title, (Table(report),))) as document:
        yield next(document.reports())


@contextmanager
def exporting_picture(project: Project, picture: Picture) -> Iterator[Picture]:
    """Give a picture with the ID of its numbers below it, as ``exporting`` gives a document."""
    if picture.numbers is None:
        yield picture
        return
    with exporting_report(project, picture.numbers) as report:
        yield replace(picture, notes=(*picture.notes, *_told(report)))


def _told(numbers: Report) -> Iterator[str]:
    """Yield what is said below a picture of the table whose numbers it shows, if that has an ID."""
    if numbers.id and numbers.asked:
        say = translator(numbers.asked.language)
        yield say(N_("ID of the numbers: {id} (qcode trace {id}).")).format(id=numbers.id)


def _with_id_of_numbers(project: Project, block: Figure, new: dict[str, Export]) -> Figure:
    if block.numbers is None or block.numbers.id:
        return block
    numbers = _with_id(project, Table(block.numbers), new).report
    return replace(block, numbers=numbers, notes=(*block.notes, *_told(numbers)))


def _with_id(project: Project, block: Table, new: dict[str, Export]) -> Table:
    report = block.report
    if report.asked is None or report.id or not report.rows:
        return block
    id = _id(project, report, report.asked, new)
    note = translator(report.asked.language)(N_("ID of this table: {id} (qcode trace {id})."))
    rows = tuple(tuple(_anchored(cell) for cell in row) for row in report.rows)
    return replace(block, report=replace(report, id=id, rows=rows, notes=(*report.notes, note.format(id=id))))


def _id(project: Project, report: Report, asked: Asked, new: dict[str, Export]) -> str:
    """Return the ID of a table, adding it to the new ones unless the trail has it."""
    export = Export(
        "", asked.kind, {name: as_data(value) for name, value in asked.arguments.items()}, asked.language,
        title_text(report), tuple(column.name for column in report.columns), kept_cells(report), report.total_rows,
    )  # fmt: skip
    for length in range(_SHORTEST, _LONGEST):
        id = table_id(project.id, _content(export), length)
        there = new.get(id) or exports.find(project, id)
        if there is None:
            new[id] = replace(export, id=id)
            return id
        if _content(there) == _content(export):
            return id
    raise ValueError("more tables than IDs")


def _content(one: Export) -> list[object]:
    return [one.kind, one.arguments, list(one.columns), one.cells]


def _anchored(cell: Cell) -> Cell:
    """Return a cell whose quotations are found again; one that leads elsewhere is found by its cell."""
    if not isinstance(cell, tuple):
        return cell
    return tuple(
        replace(one, anchor=anchor_of("q", one.coding)) if one.coding and not (one.anchor or one.link) else one
        for one in cell
    )
