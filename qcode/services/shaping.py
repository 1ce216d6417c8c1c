"""Shaping: a table of a named shape, made of the study as one Report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from qcode import home
from qcode.data import shapes_folder
from qcode.domain.report import Asked, Cell, Column, Kind, Name, Report
from qcode.domain.selection import Selection
from qcode.domain.shape import RowKind, Shape, ShapeColumn, Show, in_language
from qcode.domain.study import Case, Coding
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import N_, _
from qcode.services import consenting
from qcode.services.narrowing import told_of_others
from qcode.services.reporting import described
from qcode.services.shaped_cells import COUNTED, KINDS, Cells
from qcode.services.shaped_rows import ShapedRow, Study, rows_of
from qcode.store import sources
from qcode.store.project import Project

_UNITS = {
    RowKind.CODES: N_("Each row is a code; it stands for itself and the codes under it."),
    RowKind.CASES: N_("Each row is a case."),
    RowKind.VALUES: N_("Each row is a value; counted are cases."),
    RowKind.PASSAGES: N_("Each row is a coding: a passage with one code by one coder."),
    RowKind.DIFFERENCES: N_("Each row is an attribute of a case or source for which several values were noted."),
    RowKind.ARTICLES: N_("Each row is a provision on which codes of the codebook rest, as it stands there."),
}
_HEADINGS = {
    Show.NUMBER: N_("No."), Show.NAME: N_("Name"), Show.DEFINITION: N_("Definition"), Show.EXAMPLE: N_("Example"),
    Show.LEGAL: N_("Legal basis"), Show.THEME: N_("Theme"), Show.CATEGORY: N_("Category"),
    Show.INFORMANT: N_("Informant"), Show.CASES: N_("Cases"), Show.PASSAGES: N_("Passages"),
    Show.SOURCES: N_("Sources"), Show.INFORMANTS: N_("Informants"), Show.QUOTES: N_("Quotations"),
    Show.TYPICAL: N_("Quotation"), Show.NEAR: N_("Said beside it"), Show.LINKED: N_("Linked to"),
    Show.PLACES: N_("Source"), Show.SUMMARIES: N_("Summary"), Show.MEMOS: N_("Memos"),
    Show.DURATION: N_("Duration"),
    Show.AS_QUOTED: N_("“As quoted” form"),
}  # fmt: skip
"""What stands above a column that says nothing itself."""


def own_folder() -> Path:
    """Return the folder in which users keep shapes of their own."""
    return home.folder() / "tables"


def all_shapes() -> list[Shape]:
    """Return the built-in shapes and the user's own; of two with one name the user's.

    Raises:
        UnreadableFile: If one of the user's cannot be read; the message names file and line.
    """
    found = {path.stem: read_shape_file(path) for path in sorted(shapes_folder().glob("*.yaml"))}
    by_name = {one.name: one for one in found.values()}
    for path in sorted(own_folder().glob("*.y*ml")):
        one = read_shape_file(path)
        by_name[one.name] = one
    return list(by_name.values())


def read_shape_file(path: Path) -> Shape:
    """Read a shape from a YAML file.

    Raises:
        UnreadableFile: If it cannot be read; the message names file and line.
    """
    from qcode.formats.shapes.shape_yaml import read_shape

    try:
        return read_shape(path.read_bytes(), path.stem)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error


def find_shape(name: str) -> Shape:
    """Return the shape with a name, or of a file.

    Raises:
        QcodeError: If there is none.
    """
    if name.casefold().endswith((".yaml", ".yml")):
        return read_shape_file(Path(name))
    there = all_shapes()
    wanted = name.casefold()
    for one in there:
        if wanted in (one.name.casefold(), *(alias.casefold() for alias in one.aliases)):
            return one
    raise QcodeError(
        _("there is no table “{name}”").format(name=name),
        _("There are: {names}; or name a .yaml file").format(names=", ".join(one.name for one in there)),
    )


def shape_text(name: str) -> str:
    """Return a shape as it is written, to be copied and changed.

    Raises:
        QcodeError: If there is none of that name.
    """
    wanted = find_shape(name).name
    for folder in (own_folder(), shapes_folder()):
        for path in sorted(folder.glob("*.y*ml")):
            if read_shape_file(path).name == wanted:
                return path.read_text(encoding="utf-8")
    return Path(name).read_text(encoding="utf-8")


def make_table(
    project: Project, shape: Shape, selection: Selection, *, language: str = "en", title: str = "",
    source_line: str = "",
) -> Report:  # fmt: skip
    """Return a table of a shape.

    Args:
        project: The study.
        shape: What is wanted.
        selection: Which codings; its codes take the place of the shape's rows of codes.
        language: Of the report's own words.
        title: Of the report; the shape's if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If the study has none of the codes, cases or attributes that the shape is of.
    """
    study = Study(project, selection, language)
    rows = rows_of(study, shape.rows)
    cells = Cells(study)
    spread = [part for column in shape.columns for part in _spread(study, column, rows)]
    kept = [one for one in spread if not _is_missing(study, one[0], rows)]
    columns = tuple(_columns(study, kept))
    totals = int(shape.total and bool(rows))
    lines: list[tuple[Cell, ...]] = [
        tuple(_cell(cells, row, column, of, number) for column, of in kept) for number, row in enumerate(rows, 1)
    ]
    if totals:
        lines.append(tuple(_totals(study, cells, rows, kept)))
    missing = [one[0] for one in spread if one not in kept]
    return Report(
        title or in_language(shape.title, language) or shape.name, columns, tuple(lines),
        tuple(_notes(study, shape, rows, missing, selection)),
        source_line or study.say(N_("primary data, coded by the researcher")), total_rows=totals,
        asked=Asked("table", {"shape": shape.name, "selection": selection}, language),
    )  # fmt: skip


def make_table_named(project: Project, shape: str, selection: Selection, *, language: str = "en") -> Report:
    """Return a table of the shape with a name.

    Raises:
        QcodeError: If there is no such shape, or the study has none of what it is of.
    """
    return make_table(project, find_shape(shape), selection, language=language)


def codings_behind(
    project: Project, shape: str, selection: Selection, row: int = 0, column: str = ""
) -> tuple[Coding, ...]:
    """Return the codings that rows of a table tell of.

    Args:
        project: The study.
        shape: Name of the table's shape.
        selection: Which codings.
        row: Place of the row, from 1; 0, or the row of totals, for all.
        column: Name of a column, where the table has one for each case or source; others tell of the whole row.

    Raises:
        QcodeError: If there is no such shape, or the study has none of what it is of.
    """
    study = Study(project, selection, "en")
    rows = rows_of(study, find_shape(shape).rows)
    meant = rows[row - 1 : row] if 0 < row <= len(rows) else rows
    found = {one.id: one for each in meant for one in each.codings}
    if column in {one.name for one in study.cases} | set(sources.names(project)):
        return tuple(one for one in found.values() if column in (one.informant, one.source))
    return tuple(found.values())


def cases_behind(project: Project, shape: str, selection: Selection, row: int = 0) -> list[Case]:
    """Return the cases that rows of a table tell of.

    Args:
        project: The study.
        shape: Name of the table's shape.
        selection: Which cases.
        row: Place of the row, from 1; 0, or the row of totals, for all.

    Raises:
        QcodeError: If there is no such shape, or the study has none of what it is of.
    """
    rows = rows_of(Study(project, selection, "en"), find_shape(shape).rows)
    meant = rows[row - 1 : row] if 0 < row <= len(rows) else rows
    return list({one.id: one for each in meant for one in each.cases}.values())


Part = tuple[ShapeColumn, str]
"""A column, and the case or source that it is for, empty for all."""


def _spread(study: Study, column: ShapeColumn, rows: list[ShapedRow]) -> list[Part]:
    """Return a column once for each case or source it is wanted for; those of which nothing is told are left out."""
    if not column.each:
        return [(column, "")]
    what, _colon, kind = column.each.partition(":")
    if what == "case":
        there = [case.name for case in study.of_kinds((kind,) if kind else ())]
    elif what == "source":
        there = [source.name for source in sources.all_sources(study.project)]
    else:
        raise QcodeError(
            _("a column cannot stand for each “{name}”").format(name=column.each),
            _("There are: {names}").format(names="case, case:KIND, source"),
        )
    used = {name for row in rows for name in there if _belonging(row, name) or row.told.get(name)}
    return [(column, name) for name in there if name in used]


def _belonging(row: ShapedRow, name: str) -> tuple[bool, ...]:
    return tuple(True for one in row.codings if name in (one.informant, one.source))


def _is_missing(study: Study, column: ShapeColumn, rows: list[ShapedRow]) -> bool:
    """Say whether a column tells of an attribute that no case has."""
    if column.show is not Show.ATTRIBUTE:
        return False
    return not study.attribute(column.names, (case for row in rows for case in row.cases))


def _columns(study: Study, kept: list[Part]) -> Iterator[Column]:
    given: dict[str, int] = {}
    for column, of in kept:
        name = of or column.name or next(iter(column.names), "") or str(column.show)
        given[name] = given.get(name, 0) + 1
        label = of or in_language(column.heading, study.language) or study.say(_HEADINGS.get(column.show, ""))
        unique = name if given[name] == 1 else f"{name} ({given[name]})"
        yield Column(unique, label or name, KINDS.get(column.show, Kind.TEXT))


def _cell(cells: Cells, row: ShapedRow, column: ShapeColumn, of: str, number: int) -> Cell:
    if of and column.show is Show.TOLD:
        return row.told.get(of, "")
    if of:
        row = replace(row, codings=tuple(one for one in row.codings if of in (one.informant, one.source)))
    return cells.cell(row, column, number)


def _totals(study: Study, cells: Cells, rows: list[ShapedRow], kept: list[Part]) -> Iterator[Cell]:
    """Yield the cells of the last row: what can be counted, over everything, each thing once."""
    everything = ShapedRow(
        Name("*", study.say(N_("Total"))),
        tuple({one.id: one for row in rows for one in row.codings}.values()),
        tuple({one.id: one for row in rows for one in row.cases}.values()),
    )
    is_named = False
    for column, of in kept:
        if column.show in COUNTED:
            yield _cell(cells, everything, column, of, 0)
        elif column.show is Show.NUMBER:
            yield None
        elif not is_named:
            is_named = True
            yield everything.name if column.show is Show.NAME else str(everything.name)
        else:
            yield () if KINDS.get(column.show) is Kind.QUOTES else ""


def _notes(
    study: Study, shape: Shape, rows: list[ShapedRow], missing: list[ShapeColumn], selection: Selection
) -> Iterator[str]:
    say = study.say
    yield say(_UNITS[shape.rows.kind])
    if shape.total:
        yield say(N_("The total counts each thing once."))
    yield from (in_language(one, study.language) for one in shape.notes)
    if not rows:
        yield say(N_("There is nothing to put into this table yet."))
    if missing:
        names = ", ".join(column.names[0] for column in missing if column.names)
        yield say(N_("Not in the table, because no case has it as an attribute: {names}.")).format(names=names)
    yield from described(study.project, replace(selection, codes=()), say)
    if shape.rows.kind in (RowKind.CASES, RowKind.VALUES, RowKind.DIFFERENCES):
        yield from told_of_others(selection, say)
    if shape.rows.kind is RowKind.DIFFERENCES:
        yield from study.notes
    elif any(KINDS.get(one.show) is Kind.QUOTES or one.show is Show.LINKED for one in shape.columns):
        yield from consenting.notes(study.withheld(_codes_in(study, shape, rows)), say)


def _codes_in(study: Study, shape: Shape, rows: list[ShapedRow]) -> set[str]:
    """Return the ids of all codes whose passages a table would quote; empty for whatever is coded."""
    named = {one.code.id for column in shape.columns for one in study.beside(column.codes)}
    of_rows = {code.code.id for row in rows for code in row.codes}
    return (
        {one.code.id for one in study.codes if of_rows & {one.code.id, *study.above(one)}} | named if of_rows else set()
    )
