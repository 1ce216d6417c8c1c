"""Measuring: what stands in the cells of a matrix, for each measure of ``analysis.matrix``."""

from __future__ import annotations

from collections.abc import Callable

from qcode.analysis.matrix import Grid, Place, words_covered
from qcode.domain.report import Cell
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.text import words
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import consenting
from qcode.services.reporting import quotation
from qcode.store import codings, summaries, tallies
from qcode.store.axes import Axis
from qcode.store.project import Project
from qcode.store.summaries import THEMES, UNITS

Measuring = Callable[[Project, Axis, Axis, Selection], Grid]


def measured(project: Project, rows: Axis, columns: Axis, measure: str, selection: Selection) -> Grid:
    """Return what stands where.

    Args:
        project: The study.
        rows: One axis.
        columns: The other.
        measure: A name of ``MEASURES``, with ``:KIND`` for cases of one kind.
        selection: Which codings.

    Raises:
        QcodeError: If the measure does not go with the axes, or a filter is unknown.
    """
    if measure in _GRIDS:
        return _GRIDS[measure](project, rows, columns, selection)
    t = tallies.tally(project, rows, columns, measure, selection)
    return Grid(t.cells, t.rows, t.columns, t.total, t.left_out)


def _presence(project: Project, rows: Axis, columns: Axis, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, "count", selection)
    return Grid({place: True for place in t.cells}, {}, {}, 0, t.left_out)


def _percent(project: Project, rows: Axis, columns: Axis, selection: Selection) -> Grid:
    t = tallies.tally(project, rows, columns, "count", selection)
    shares = {(row, column): n / t.columns[column] for (row, column), n in t.cells.items()}
    return Grid(shares, {}, {}, 0, t.left_out)


def _quotes(project: Project, rows: Axis, columns: Axis, selection: Selection) -> Grid:
    passages: dict[Place, dict[int, str]] = {}
    for row, column, coding, segment, *_place in tallies.members(project, rows, columns, selection):
        passages.setdefault((row, column), {}).setdefault(segment, coding)
    wanted = list({coding for cell in passages.values() for coding in cell.values()})
    allowed = consenting.cleared(project, codings.by_ids(project, wanted))
    quoted = {coding.id: quotation(coding) for coding in allowed.codings}
    cells: dict[Place, Cell] = {
        place: tuple(quoted[coding] for coding in cell.values() if coding in quoted) for place, cell in passages.items()
    }
    return Grid(cells, {}, {}, 0, tallies.left_out(project, selection), withheld=allowed.withheld)


def _words(project: Project, rows: Axis, columns: Axis, selection: Selection) -> Grid:
    spans: dict[Place, dict[int, set[Span]]] = {}
    for row, column, _coding, _segment, source, start, end in tallies.members(project, rows, columns, selection):
        for place in ((row, column), ("row", row), ("column", column), ("all", None)):
            spans.setdefault(place, {}).setdefault(source, set()).add(Span(start, end))
    keys = {source for by_source in spans.values() for source in by_source}
    starts = {key: [word.start for word in words(text)] for key, text in tallies.texts(project, keys)}
    totals = {
        place: sum(words_covered(starts[source], some) for source, some in by_source.items())
        for place, by_source in spans.items()
    }
    return Grid(
        cells={p: n for p, n in totals.items() if p[0] not in ("row", "column", "all")},
        rows={p[1]: n for p, n in totals.items() if p[0] == "row"},
        columns={p[1]: n for p, n in totals.items() if p[0] == "column"},
        total=totals.get(("all", None), 0),
        left_out=tallies.left_out(project, selection),
    )


def _summaries(project: Project, rows: Axis, columns: Axis, selection: Selection) -> Grid:
    """Return the summaries, with an empty text where there is something coded to sum up."""
    is_turned = framework_of(rows.name, columns.name)
    t = tallies.tally(project, rows, columns, "count", selection)
    theme, unit = (columns, rows) if is_turned else (rows, columns)
    cells: dict[Place, Cell] = dict.fromkeys(t.cells, "")
    for (its_theme, its_unit), text in summaries.texts(project, theme.name, unit.name).items():
        row, column = (its_unit, its_theme) if is_turned else (its_theme, its_unit)
        # A filter leaves only what it finds something in; what was summed up there without codings stays.
        if selection.is_everything or (row in t.rows and column in t.columns):
            cells[row, column] = text
    return Grid(cells, {}, {}, 0, t.left_out, behind=t.cells)


def framework_of(rows: str, columns: str) -> bool:
    """Say whether the themes of a framework are its columns, by the names of its axes, with or without ``:KIND``.

    Raises:
        QcodeError: If this is no framework: themes on one side, units on the other.
    """
    sides = tuple(axis.partition(":")[0] for axis in (rows, columns))
    for theme, unit in (sides, sides[::-1]):
        if theme in THEMES and unit in UNITS:
            return (theme, unit) != sides
    raise QcodeError(
        _("there are no summaries of {rows} by {columns}").format(rows=rows, columns=columns),
        _("Summaries are written for a code or a question on one side, and a case or a source on the other."),
    )


_GRIDS: dict[str, Measuring] = {
    "presence": _presence, "percent": _percent, "quotes": _quotes, "words": _words, "summary": _summaries,
}  # fmt: skip
