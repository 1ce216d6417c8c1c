"""From a cell of an analysis to what stands behind it: quotations, places in texts, a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qcode.analysis.crosstab import TESTS
from qcode.domain.dendrogram import Dendrogram
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import analysing, drilling, following
from qcode.services.analysing import Together
from qcode.store import codes, sources
from qcode.store.project import Project
from qcode.tui.screens.base import Place
from qcode.tui.screens.pictures.telling import overlapping
from qcode.tui.screens.statistics.analyses import BY_NAME, number
from qcode.tui.screens.statistics.asked import Answer, Asked


@dataclass(frozen=True, slots=True)
class Places:
    """Places in texts that a list shows."""

    title: str
    find: Callable[[Project], list[Together]]


@dataclass(frozen=True, slots=True)
class Searched:
    """Words to look for on the screen Search."""

    query: str


Behind = Selection | Places | Searched | Place | None


def behind(project: Project, asked: Asked, answer: Answer, row: int, column: int) -> Behind:
    """Return what stands behind a cell; ``None`` where nothing does.

    Args:
        project: The study.
        asked: What was asked.
        answer: What came of it.
        row: Of the cell.
        column: Of the cell; -1 is the first column, which names the rows.

    Raises:
        UnknownName: If a code is gone meanwhile.
    """
    report, chosen = answer.report, replace(asked.selection, as_counted=True)
    if not 0 <= row < len(report.rows):
        return None
    match asked.analysis:
        case "kwic":
            line = answer.lines[row]
            return Place(sources.find_id(project, line.source), Span(line.start, line.end))
        case "keyness":
            return Searched(f"={_named(report, row)}")
        case "clusters":
            return _cluster(asked, answer.tree, chosen, row, column) if answer.tree else None
        case "saturation":
            return replace(chosen, sources=(_named(report, row),))
        case "cooccurrence" | "sequences":
            return _pair(project, asked, report, chosen, row, column)
    return _coded(project, asked, report, chosen, row, column)


def _named(report: Report, row: int) -> str:
    name = report.rows[row][0]
    return name.name if isinstance(name, Name) else str(name)


def _code(project: Project, name: str) -> str:
    return codes.pick(codes.all_codes(project, with_use=False), name).code.id


def _of_code(project: Project, chosen: Selection, name: str) -> Selection:
    return drilling.with_codes(project, chosen, [_code(project, name)], rolled_up=not chosen.only)


def _coded(
    project: Project, asked: Asked, report: Report, chosen: Selection, row: int, column: int
) -> Selection | None:
    """Return the codings of a code, in a source, of a speaker or where an attribute has a value."""
    if row < len(report.rows) - report.total_rows:
        chosen = _of_code(project, chosen, _named(report, row))
    if column < 0:
        return chosen
    name, setting = report.columns[column + 1].name, BY_NAME[asked.analysis].setting("unit")
    if asked.analysis == "crosstab" and column < len(report.columns) - 2 - len(TESTS):
        attribute = BY_NAME["crosstab"].settings[0]
        return replace(chosen, where=(*chosen.where, (asked.get(attribute), name)))
    if asked.analysis == "coverage" and column < len(report.columns) - 2 and setting is not None:
        if asked.get(setting) == "source":
            return replace(chosen, sources=(name,))
        return replace(chosen, on=(*chosen.on, ("speaker", name)))
    return chosen


def _pair(
    project: Project, asked: Asked, report: Report, chosen: Selection, row: int, column: int
) -> Selection | Places | None:
    """Return where two codes stand together, or where one follows the other."""
    if column < 0:
        return _of_code(project, chosen, _named(report, row))
    if not report.rows[row][column + 1]:
        return None
    names = _named(report, row), report.columns[column + 1].name
    one, other = (_code(project, name) for name in names)
    settings = {each.role: asked.get(each) for each in BY_NAME[asked.analysis].settings}
    within, plain = settings["unit"], asked.selection
    if asked.analysis == "sequences":
        lag = number(settings["lag"])
        return Places(
            " → ".join(names),
            lambda own: following.places_followed(own, plain, (one, other), within=within, lag=lag),
        )
    if one == other:
        return _of_code(project, chosen, names[0])
    if within == "overlap":
        return overlapping(chosen, one, other)
    return Places(" + ".join(names), lambda own: analysing.places_together(own, plain, (one, other), within))


def _cluster(asked: Asked, tree: Dendrogram, chosen: Selection, row: int, column: int) -> Selection:
    """Return the codings of what a step joined: of either side, or of both."""
    step = tree.merges[row]
    numbers = {0: [step.left], 1: [step.right]}.get(column, [step.left, step.right])
    members = tuple(tree.names[leaf].name for one in numbers for leaf in tree.members(one))
    setting = BY_NAME["clusters"].settings[0]
    if asked.get(setting) == "source":
        return replace(chosen, sources=members)
    return replace(chosen, codes=members, only=True)
