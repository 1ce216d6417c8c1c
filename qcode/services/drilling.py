"""Drilling: from a cell of a matrix to the codings behind it.

What a cell counted and what is listed behind it are the same codings. Filters that everyone knows are used where they
say exactly that; what they cannot say is said by the place on the axis itself.
"""

from __future__ import annotations

from dataclasses import replace

from qcode.analysis.headings import Heading
from qcode.domain.axis import UNDER, apart, joined, levels, parts
from qcode.domain.selection import Selection
from qcode.domain.study import CodeInProject
from qcode.services.measuring import framework_of
from qcode.services.tabling import Matrix, Plan
from qcode.store import axes, codes, places
from qcode.store.project import Project
from qcode.store.summaries import SummaryCell

_FILTERS = {"source": "sources", "coder": "coders", "case": "cases", "set": "sets"}
"""Axis → the filter that says the same."""
_ONCE = frozenset({"source", "coder"})
"""Axes on which a coding has one place, so that the place may stand for a wider filter of the plan."""


def behind(project: Project, matrix: Matrix, row: Heading | None, column: Heading | None) -> Selection:
    """Return the selection of the codings in a cell.

    Args:
        project: The study.
        matrix: The matrix.
        row: The cell's row; ``None`` for all of them.
        column: Its column, likewise.
    """
    plan = matrix.plan
    chosen = replace(plan.selection, as_counted=True)
    for asked, place in ((plan.rows, row), (plan.columns, column)):
        if asked == "code":
            continue
        if place is None:
            on = () if axes.is_everywhere(asked) else ((_as_counted(plan, asked), axes.ANYWHERE),)
            chosen = replace(chosen, on=(*chosen.on, *on))
        else:
            chosen = _at(project, plan, chosen, asked, place)
    keys = [place.key for asked, place in ((plan.rows, row), (plan.columns, column)) if asked == "code" and place]
    ids = [places.id_of(project, "code", key) for key in keys]
    return with_codes(project, chosen, ids, rolled_up=plan.rolled_up)


def summary_cell(project: Project, matrix: Matrix, row: Heading, column: Heading) -> SummaryCell:
    """Return which theme and which unit a cell of a framework is about.

    Raises:
        QcodeError: If the matrix is no framework.
    """
    plan = matrix.plan
    sides = [(plan.rows, row), (plan.columns, column)]
    if framework_of(plan.rows, plan.columns):
        sides.reverse()
    theme, unit = ((apart(asked)[-1], place.key) for asked, place in sides)
    ids = (_id(project, *theme), _id(project, *unit))
    return SummaryCell(levels(theme[0])[0].kind, ids[0], levels(unit[0])[0].kind, ids[1])


def _id(project: Project, asked: str, key: object) -> str:
    """Return the id of what stands innermost at a place."""
    return places.id_of(project, asked, key[-1] if isinstance(key, tuple) else key)


def _at(project: Project, plan: Plan, chosen: Selection, asked: str, place: Heading) -> Selection:
    name = "" if isinstance(place.key, tuple) else _FILTERS.get(levels(asked)[0].kind, "")
    said = getattr(chosen, name, ())
    if name and (not said or (asked in _ONCE and said == getattr(plan.selection, name))):
        return replace(chosen, **{name: (places.id_of(project, asked, place.key),)})  # type: ignore[arg-type]  # by name
    return replace(chosen, on=(*chosen.on, (_as_counted(plan, asked), place.name.name)))


def _as_counted(plan: Plan, asked: str) -> str:
    """Return an axis on which a code among others means what it meant in the matrix, whatever the selection says."""
    if not plan.rolled_up:
        return asked
    return joined([f"code:{UNDER}" if part == "code" else part for part in parts(asked)])


def with_codes(project: Project, chosen: Selection, wanted: list[str], *, rolled_up: bool) -> Selection:
    """Narrow a selection to codes that are counted, besides those it is narrowed to already.

    Args:
        project: The study.
        chosen: The selection.
        wanted: Ids of the codes, all of which must hold; none leaves it as it is.
        rolled_up: Whether a code counts what is under it too.
    """
    if not wanted:
        return chosen
    if not rolled_up and not chosen.only:
        return replace(chosen, on=(*chosen.on, *(("code", code) for code in wanted)))
    if not chosen.codes and len(set(wanted)) == 1:
        return replace(chosen, codes=(wanted[0],))
    everything = codes.all_codes(project, with_use=False)
    groups = [{code} for code in wanted]
    if chosen.codes:
        groups.append({codes.pick(everything, name).code.id for name in chosen.codes})
    meant = set.intersection(*(group if chosen.only else _with_under(everything, group) for group in groups))
    tops = [one.code.id for one in everything if one.code.id in meant and (chosen.only or one.code.parent not in meant)]
    if not tops:  # No code is in all of them, so nothing is coded; no filter says that but one of two codes at once.
        return replace(chosen, on=(*chosen.on, *(("code", code) for code in wanted)))
    return replace(chosen, codes=tuple(tops))


def _with_under(everything: list[CodeInProject], group: set[str]) -> set[str]:
    found = set(group)
    for one in everything:  # Parents come first, so one pass reaches every depth.
        if one.code.parent in found:
            found.add(one.code.id)
    return found
