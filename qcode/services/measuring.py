"""Measuring: what stands in the cells of a matrix, for each measure of ``analysis.measures``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from qcode.analysis.matrix import Grid, Place
from qcode.analysis.measures import named
from qcode.domain.axis import levels
from qcode.domain.report import Cell
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import consenting, extents
from qcode.services.reporting import quotation
from qcode.store import codings, memos, summaries, tallies
from qcode.store.axes import Axis
from qcode.store.project import Project
from qcode.store.summaries import THEMES, UNITS

Measuring = Callable[[Project, Axis, Axis, str, Selection], Grid]
"""Project, rows, columns, the measure's detail, and which codings."""


def measured(project: Project, rows: Axis, columns: Axis, measure: str, selection: Selection) -> Grid:
    """Return what stands where.

    Args:
        project: The study.
        rows: One axis.
        columns: The other.
        measure: As ``measures.named`` takes it.
        selection: Which codings.

    Raises:
        QcodeError: If the measure does not go with the axes, or a filter is unknown.
    """
    name, detail = named(measure)
    return _GRIDS[name](project, rows, columns, detail, selection)


def _counts(what: str, project: Project, rows: Axis, columns: Axis, detail: str, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, f"{what}:{detail}" if detail else what, selection)
    return extents.parted(t.placed, t.left_out, unplaced=t.unplaced)


def _presence(project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, "count", selection)
    return Grid(dict.fromkeys(t.cells, True), {}, {}, 0, t.left_out, unplaced=t.unplaced)


def _shares(
    of: str, project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection,
) -> Grid:  # fmt: skip
    """Return which share each number of passages is of its ``column``, its ``row`` or, if empty, of all."""
    t = tallies.tally(project, rows, columns, "count", selection)
    n = t.placed
    found = {
        (row, column): count / n[() if of != "row" else row, () if of != "column" else column]
        for (row, column), count in n.items()
    }
    bases = {
        (row if of == "row" else column): count
        for (row, column), count in n.items()
        if (of == "row" and column == ()) or (of == "column" and row == ())
    }
    grid = extents.parted(found, t.left_out, whole=t.total, unplaced=t.unplaced)
    return replace(grid, bases=bases)


def _quotes(
    is_typical: bool, project: Project, rows: Axis, columns: Axis, detail: str, selection: Selection,
) -> Grid:  # fmt: skip
    passages: dict[Place, dict[int, str]] = {}
    for one in tallies.members(project, rows, columns, selection, only_typical=is_typical):
        place = rows.place(one.row), columns.place(one.column)
        passages.setdefault(place, {}).setdefault(one.segment, one.coding)
    wanted = dict.fromkeys(coding for cell in passages.values() for coding in cell.values())
    allowed = consenting.cleared(project, codings.by_ids(project, list(wanted)))
    quoted = {coding.id: quotation(coding) for coding in allowed.codings}
    cells = {
        place: tuple(quoted[coding] for coding in cell.values() if coding in quoted) for place, cell in passages.items()
    }
    most = int(detail) if detail else None
    return Grid(
        {place: some[:most] for place, some in cells.items()}, {}, {}, 0, tallies.left_out(project, selection),
        behind={place: len(cell) for place, cell in passages.items()}, withheld=allowed.withheld,
        whole=len({one.coding for some in cells.values() for one in some})
        - len({one.coding for some in cells.values() for one in some[:most]}),
    )  # fmt: skip


def _memos(project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection) -> Grid:
    """Return the memos on codings and on their passages; those that quote what may not be quoted are kept back."""
    noted = memos.on_codings(project)
    there: dict[Place, dict[str, str]] = {}
    behind: dict[Place, set[int]] = {}
    on: dict[str, tuple[str, str]] = {}
    for one in tallies.members(project, rows, columns, selection):
        place = rows.place(one.row), columns.place(one.column)
        behind.setdefault(place, set()).add(one.segment)
        for memo, text in noted.get(one.coding, ()):
            there.setdefault(place, {})[memo] = text
            on[memo] = (one.coding, text)
    kept_back = consenting.quoting_memos(project, on)
    cells: dict[Place, Cell] = dict.fromkeys(behind, "")
    cells |= {
        place: "\n\n".join(text for memo, text in cell.items() if memo not in kept_back)
        for place, cell in there.items()
    }
    return Grid(
        cells, {}, {}, 0, tallies.left_out(project, selection), memos_withheld=len(kept_back),
        behind={place: len(some) for place, some in behind.items()},
    )  # fmt: skip


def _summaries(project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection) -> Grid:
    """Return the summaries, with an empty text where there is something coded to sum up."""
    is_turned = framework_of(rows.name, columns.name)
    t = tallies.tally(project, rows, columns, "count", selection)
    theme, unit = (columns, rows) if is_turned else (rows, columns)
    written = summaries.texts(project, *(levels(one.name)[-1].kind for one in (theme, unit)))
    coded = {place: t.placed[place] for place in t.cells if all(map(_is_deepest, (rows, columns), place))}
    cells: dict[Place, Cell] = dict.fromkeys(coded, "")
    for place in cells:
        row, column = (its[-1] if isinstance(its, tuple) else its for its in place)
        cells[place] = written.get((column, row) if is_turned else (row, column), "")
    if len(rows.keys) == len(columns.keys) == 1:
        seen_rows, seen_columns = ({place[side] for place in coded} for side in (0, 1))
        for (its_theme, its_unit), text in written.items():
            row, column = (its_unit, its_theme) if is_turned else (its_theme, its_unit)
            # A filter leaves only what it finds something in; what was summed up there without codings stays.
            if selection.is_everything or (row in seen_rows and column in seen_columns):
                cells[row, column] = text
    return Grid(cells, {}, {}, 0, t.left_out, behind=coded, unplaced=t.unplaced)


def _is_deepest(axis: Axis, place: object) -> bool:
    return len(axis.keys) == 1 or (isinstance(place, tuple) and len(place) == len(axis.keys))


def framework_of(rows: str, columns: str) -> bool:
    """Say whether the themes of a framework are its columns, by what stands innermost on its axes.

    Raises:
        QcodeError: If this is no framework: themes on one side, units on the other.
    """
    sides = tuple(levels(axis)[-1].kind for axis in (rows, columns))
    for theme, unit in (sides, sides[::-1]):
        if theme in THEMES and unit in UNITS:
            return (theme, unit) != sides
    raise QcodeError(
        _("there are no summaries of {rows} by {columns}").format(rows=rows, columns=columns),
        _("Summaries are written for a code or a question on one side, and a case or a source on the other."),
    )


def _text(by: str, project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection) -> Grid:
    return extents.extents(project, rows, columns, by, selection)


def _of_text(by: str, project: Project, rows: Axis, columns: Axis, _detail: str, selection: Selection) -> Grid:
    return extents.shares(project, rows, columns, by, selection)


_GRIDS: Mapping[str, Measuring] = {
    "count": partial(_counts, "count"), "presence": _presence, "sources": partial(_counts, "sources"),
    "cases": partial(_counts, "cases"), "words": partial(_text, "words"), "characters": partial(_text, "characters"),
    "percent": partial(_shares, "column"), "percent:row": partial(_shares, "row"),
    "percent:total": partial(_shares, ""), "percent:text": partial(_of_text, "characters"),
    "percent:words": partial(_of_text, "words"), "quotes": partial(_quotes, False),
    "quotes:typical": partial(_quotes, True), "summary": _summaries, "memo": _memos,
}  # fmt: skip
