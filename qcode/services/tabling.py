"""Tabling: a matrix of passages by two axes, as a report and as what a screen needs to go behind its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import itemgetter
from typing import Any

from qcode.analysis.coverage import who_counts
from qcode.analysis.headings import Heading, by_weight, folded, levels_of, with_something
from qcode.analysis.matrix import Grid, matrix, weights
from qcode.analysis.measures import Measure, known, measure_of, named
from qcode.domain.axis import levels
from qcode.domain.report import Asked, Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services import consenting
from qcode.services.labelling import headings
from qcode.services.measuring import measured
from qcode.services.reporting import described, enumerated, unused
from qcode.store import axes, places, selecting, tallies
from qcode.store.axes import Axis
from qcode.store.project import Project

SORTS = ("", "rows", "columns", "both")
"""What is ordered by how much it holds; the others keep the order of the codebook or of names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a matrix is asked to be."""

    rows: str = "code"
    """An axis of ``axes.AXES``, such as ``code`` or ``attribute:Jabatan``."""
    columns: str = "source"
    measure: str = "count"
    """A name of ``MEASURES``; ``cases:KIND`` counts cases of one kind."""
    selection: Selection = field(default_factory=Selection)
    """Which codings; a code counts what is under it unless ``only``. Quotations stand at their very code alone."""
    with_empty: bool = False
    """Show rows and columns in which nothing is coded."""
    levels: int = 0
    """Levels of codes shown; 0 for all."""
    sort: str = ""
    """One of ``SORTS``."""

    @property
    def rolled_up(self) -> bool:
        """Whether a code's cell counts what is under it too."""
        return not self.selection.only and measure_of(self.measure).rolls_up

    def as_arguments(self) -> dict[str, object]:
        """Return what is not as usual, by name."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in given.items() if value != getattr(_USUAL, name)}

    def transposed(self) -> Plan:
        """Return the plan with rows and columns changed about."""
        sort = {"rows": "columns", "columns": "rows"}.get(self.sort, self.sort)
        return replace(self, rows=self.columns, columns=self.rows, sort=sort)


_USUAL = Plan()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix with what lies behind it."""

    plan: Plan
    report: Report
    rows: tuple[Heading, ...]
    """Those of the report, without totals."""
    columns: tuple[Heading, ...]
    grid: Grid
    levels: tuple[int, int]
    """How many levels the rows and the columns have, folded or not."""

    @property
    def measure(self) -> Measure:
        """What its cells hold."""
        return measure_of(self.plan.measure)


def make_matrix(
    project: Project, rows: str, columns: str, measure: str, selection: Selection, *, language: str = "en",
    title: str = "", source_line: str = "", with_empty: bool = False,
) -> Report:  # fmt: skip
    """Return a matrix as a report; see ``Plan`` and ``tabulate``.

    Raises:
        QcodeError: If an axis, a measure or a filter is unknown.
    """
    plan = Plan(rows, columns, measure, selection, with_empty)
    return tabulate(project, plan, language=language, title=title, source_line=source_line).report


def make_planned(project: Project, *, language: str = "en", **plan: Any) -> Report:  # noqa: ANN401 - fields of a plan
    """Return a matrix as it was planned once, by the fields of ``Plan`` that are not as usual.

    Raises:
        QcodeError: If an axis, a measure or a filter is unknown.
    """
    return tabulate(project, Plan(**plan), language=language).report


def tabulate(project: Project, plan: Plan, *, language: str = "en", title: str = "", source_line: str = "") -> Matrix:
    """Return a matrix of passages by two axes.

    Args:
        project: The study.
        plan: What is wanted.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If an axis, a measure or a filter is unknown.
    """
    _need_measure(plan.measure)
    say = translator(language)
    row_axis = axes.axis(project, plan.rows, "r", rolled_up=plan.rolled_up)
    column_axis = axes.axis(project, plan.columns, "c", rolled_up=plan.rolled_up)
    grid = measured(project, row_axis, column_axis, plan.measure, plan.selection)
    every = (
        _headings(project, plan, row_axis, 0, grid, language),
        _headings(project, plan, column_axis, 1, grid, language),
    )
    rows, columns, left = _shown(plan, grid, *every, selecting.named(project, plan.selection))
    if measure_of(plan.measure).is_words:
        # What stands over others holds nothing then: a row of it is a title, a column of it would be empty.
        columns = [one for one in columns if len(column_axis.keys) in (1, _depth(one))]
    notes = (
        *_about_filters(project, plan, say), *_unplaced(project, (row_axis, column_axis), grid, plan.selection, say),
        *_remarks(grid, (rows, columns), left, plan, say), *consenting.notes(grid.withheld, say),
    )  # fmt: skip
    report = matrix(
        grid, rows, columns, axes=(plan.rows, plan.columns), measure=plan.measure, rolled_up=plan.rolled_up, say=say,
        notes=notes, title=title, source_line=source_line or say(N_("primary data, coded by the researcher")),
    )  # fmt: skip
    report = replace(report, asked=Asked("matrix", plan.as_arguments(), language))
    return Matrix(plan, report, tuple(rows), tuple(columns), grid, (levels_of(every[0]), levels_of(every[1])))


def _headings(project: Project, plan: Plan, axis: Axis, side: int, grid: Grid, language: str) -> list[Heading]:
    """Return the headings of a side; of an axis within others those of places at which something stands.

    If empty ones are wanted too, at which anything is coded, whatever the filters leave of it.
    """
    if len(axis.keys) == 1:
        return headings(project, axis.name, language)
    there = {place[side] for place in grid.cells}
    if plan.with_empty or not there:
        there |= places.occupied(project, axis)
    deepest = {keys for keys in there if isinstance(keys, tuple) and len(keys) == len(axis.keys)}
    return headings(project, axis.name, language, deepest, rolled_up=plan.rolled_up)


def _depth(one: Heading) -> int:
    return len(one.key) if isinstance(one.key, tuple) else 1


def _need_measure(name: str) -> None:
    try:
        measure_of(name)
    except KeyError as error:
        raise QcodeError(
            _("there is no cell “{name}”").format(name=name),
            _("There are: {names}").format(names=", ".join(known())),
        ) from error


def _shown(
    plan: Plan, grid: Grid, rows: list[Heading], columns: list[Heading], asked: Mapping[str, Collection[object]]
) -> tuple[list[Heading], list[Heading], list[Heading]]:
    """Return rows and columns as they are shown, and those left out because nothing stands where it was asked for."""
    left: list[Heading] = []
    if grid.cells and not plan.with_empty:
        rows, left_rows = with_something(rows, set(map(itemgetter(0), grid.cells)))
        columns, left_columns = with_something(columns, set(map(itemgetter(1), grid.cells)))
        left = [*_asked_for(left_rows, plan.rows, asked), *_asked_for(left_columns, plan.columns, asked)]
    row_weights, column_weights = weights(grid) if plan.sort else ({}, {})
    if plan.sort in ("rows", "both"):
        rows = by_weight(rows, row_weights)
    if plan.sort in ("columns", "both"):
        columns = by_weight(columns, column_weights)
    return folded(rows, plan.levels), folded(columns, plan.levels), left


def _asked_for(some: list[Heading], axis: str, asked: Mapping[str, Collection[object]]) -> list[Heading]:
    """Return the headings of an axis that the filters name, where they name any there."""
    kinds = [level.kind for level in levels(axis)]

    def is_asked(one: Heading) -> bool:
        keys = one.key if isinstance(one.key, tuple) else (one.key,)
        return all(key in asked.get(kind, (key,)) for kind, key in zip(kinds, keys, strict=False))

    return [one for one in some if is_asked(one)]


def _about_filters(project: Project, plan: Plan, say: Translate) -> Iterator[str]:
    """Yield which codings are meant, and where it is asked of all text, which text is."""
    if measure_of(plan.measure).is_of_text:
        yield who_counts(plan.selection.all_speakers, say)
    yield from described(project, plan.selection, say)


def _unplaced(
    project: Project, sides: tuple[Axis, Axis], grid: Grid, selection: Selection, say: Translate
) -> Iterator[str]:  # fmt: skip
    unplaced = tallies.unplaced(project, *sides, selection) if grid.unplaced is None else grid.unplaced
    if unplaced:
        yield say(N_("Not in the table, because they belong to none of its rows or columns: passages ({n}).")).format(
            n=unplaced
        )


def _bases(
    grid: Grid, shown: tuple[list[Heading], list[Heading]], plan: Plan, say: Translate
) -> Iterator[str]:  # fmt: skip
    """Yield what the cells of rows or columns are shares of, where each has a number of its own."""
    what = measure_of(plan.measure)
    side = shown[0] if named(plan.measure)[0] == "percent:row" else shown[1]
    said = [f"{one.path or one.name} {grid.bases[one.key]}" for one in side if one.key in grid.bases]
    if what.bases and said:
        yield say(what.bases).format(names=enumerated(said, say))


def _remarks(
    grid: Grid, shown: tuple[list[Heading], list[Heading]], left: list[Heading], plan: Plan, say: Translate
) -> Iterator[str]:
    """Yield what must be known of rows, columns and cells that are empty or not shown."""
    if not grid.cells:
        yield say(N_("Nothing is coded in this selection."))
    yield from _bases(grid, shown, plan, say)
    yield from unused([str(one.name) for one in left], plan.selection, say)
    seen_rows, seen_columns = ({one.key for one in some} for some in shown)
    bare = [place for place in grid.behind if place[0] in seen_rows and place[1] in seen_columns]
    note = measure_of(plan.measure).waiting
    if note and (waiting := sum(1 for place in bare if not grid.cells.get(place))):
        yield say(note).format(n=waiting)
    if grid.memos_withheld:
        yield say(N_("Withheld: memos that quote what may not be quoted: {n}.")).format(n=grid.memos_withheld)
    if any(one.has_more for some in shown for one in some):
        yield say(N_("Levels shown: {n}; those below are folded.")).format(n=plan.levels)
