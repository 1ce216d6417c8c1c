"""Grounding: the passages on which a number of an exported table stands, and those that it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qcode.analysis.cooccurrence import OVERLAP
from qcode.analysis.headings import Heading
from qcode.domain.exported import Export
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding
from qcode.errors import UnknownName
from qcode.language import N_, Translate, _
from qcode.services import analysing, clustering, drilling, following, shaping, tabling
from qcode.services.analysing import Together
from qcode.services.asking import from_json
from qcode.services.reporting import enumerated
from qcode.store import cases, coded, codes, codings, sources
from qcode.store.project import Project

TOTAL = "*"
"""Handle of a row or a column of totals."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What of a table is asked about, by the handles of the export; empty for all of it."""

    row: str = ""
    column: str = ""
    quoted: tuple[str, ...] = ()
    """Ids of the codings that are quoted there."""
    at: int = 0
    """Place of the row, from 1; 0 for all."""
    is_one: bool = False
    """Whether it is a single quotation of several."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a number stands on."""

    counted: tuple[Coding, ...]
    left_out: tuple[Coding, ...]
    """At the same place of the table, and not counted: interviewers' speech, and what its filters leave out."""
    codes: frozenset[str]
    """Ids of the codes it is about, with those under them; empty if it is about no code in particular."""
    unshown: tuple[Coding, ...] = ()
    """What belongs there and is not quoted: consent forbids it, or the table shows only some."""


def ground(project: Project, export: Export, cell: Cell) -> Ground:
    """Return what an exported number, row or table stands on, as the study is now.

    Args:
        project: The study.
        export: The table.
        cell: What of it.

    Raises:
        QcodeError: If it names what the study no longer has.
    """
    arguments = {name: from_json(value) for name, value in export.arguments.items()}
    chosen = arguments.get("selection", Selection())
    wide = replace(Selection(only=chosen.only, all_speakers=True), codes=chosen.codes)
    behind = _BEHIND.get(export.kind, _by_names)
    if not cell.quoted:
        counted = behind(project, arguments, chosen, cell)
        around = behind(project, arguments | {"selection": wide}, wide, cell)
        return _ground(project, counted, around, _codes_of(project, cell, chosen))
    quoted = codings.by_ids(project, list(cell.quoted))
    meant = _codes_of(project, cell, wide) or {one.code_id for one in quoted}
    if cell.is_one or behind is not _of_matrix:
        return _ground(project, quoted, (), meant)
    there = behind(project, arguments, chosen, cell)
    found = _ground(project, quoted, behind(project, arguments | {"selection": wide}, wide, cell), meant)
    belonging = {one.id for one in there}
    return replace(
        found,
        left_out=tuple(one for one in found.left_out if one.id not in belonging),
        unshown=tuple(one for one in found.left_out if one.id in belonging),
    )


def _ground(project: Project, counted: Iterable[Coding], around: Iterable[Coding], meant: set[str]) -> Ground:
    counted = tuple(counted)
    segments = {(one.segment, one.code_id) for one in counted}
    beside = tuple(one for one in around if (one.segment, one.code_id) not in segments)
    return Ground(counted, beside, frozenset(with_under(codes.all_codes(project, with_use=False), meant)))


def with_under(every: Iterable[CodeInProject], meant: set[str]) -> set[str]:
    """Return ids of codes with those of the codes under them."""
    found = set(meant)
    for one in every:  # Parents come first.
        if one.code.parent in found:
            found.add(one.code.id)
    return found


def _codes_of(project: Project, cell: Cell, chosen: Selection) -> set[str]:
    """Return the ids of the codes that row and column name, or those that the table is narrowed to."""
    every = codes.all_codes(project, with_use=False)
    named = [code for code in (_code(every, cell.row), _code(every, cell.column)) if code]
    return set(named) or {codes.pick(every, name).code.id for name in chosen.codes}


def _code(every: list[CodeInProject], name: str) -> str:
    """Return the id of the code that a handle means; empty if it means none."""
    if name in ("", TOTAL):
        return ""
    try:
        return codes.pick(every, name).code.id
    except UnknownName:
        return ""


def units(project: Project, export: Export, cell: Cell, found: Ground, say: Translate) -> Iterator[str]:
    """Yield in which sources the passages stand, in which cases if those are counted, and of which cases it tells."""
    arguments = {name: from_json(value) for name, value in export.arguments.items()}
    if found.counted:
        passages = Counter(name for name, _segment in {(one.source, one.segment) for one in found.counted})
        yield say(N_("Sources in which they stand: {n} ({names}).")).format(
            n=len(passages), names=_counts(passages, say)
        )
    if found.counted and _counts_cases(project, export.kind, arguments):
        chosen = Selection(chosen=tuple(one.id for one in found.counted), all_speakers=True)
        matrix = tabling.tabulate(project, tabling.Plan("case", "coder", selection=chosen))
        there = {str(one.name): int(matrix.grid.rows[one.key]) for one in matrix.rows}
        yield say(N_("Cases in which they stand: {n} ({names}).")).format(n=len(there), names=_counts(there, say))
    if export.kind == "table":
        chosen = arguments.get("selection", Selection())
        if about := shaping.cases_behind(project, str(arguments["shape"]), chosen, cell.at):
            names = enumerated([one.name for one in about], say)
            yield say(N_("It tells of cases: {n} ({names}).")).format(n=len(about), names=names)


def _counts(passages: Mapping[str, int], say: Translate) -> str:
    """Return names, each with its passages, those with most first."""
    ordered = sorted(passages, key=lambda name: (-passages[name], name))
    return enumerated([f"{name}: {passages[name]}" for name in ordered], say)


def _counts_cases(project: Project, kind: str, arguments: Mapping[str, object]) -> bool:
    """Whether the numbers of a table count cases."""
    if kind == "crosstab":
        unit = str(arguments.get("unit", "")) or coded.subject_of(project, str(arguments["attribute"]))
        return unit == "case"
    return str(arguments.get("measure", "")).startswith("cases")


# What lies behind a cell, by what made the table

Behind = Callable[[Project, Mapping[str, object], Selection, Cell], Sequence[Coding]]


def _of_matrix(project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell) -> Sequence[Coding]:
    plan = tabling.Plan(**{**arguments, "with_empty": True, "selection": chosen})  # type: ignore[arg-type]  # by name
    matrix = tabling.tabulate(project, plan)
    row, column = _heading(matrix.rows, cell.row), _heading(matrix.columns, cell.column)
    found = codings.select(project, drilling.behind(project, matrix, row, column))
    if "quotes" in plan.measure and (row or column):  # Quotations stand at their very code.
        axes = [one for one, axis in ((row, plan.rows), (column, plan.columns)) if one and axis == "code"]
        keys = {codes.find(project, one.name.name).code.id for one in axes}
        found = [one for one in found if not keys or one.code_id in keys]
    return found


def _heading(headings: Iterable[Heading], name: str) -> Heading | None:
    """Return a row or a column by its handle; ``None`` for totals and the whole.

    Raises:
        QcodeError: If it is no longer there.
    """
    if name in ("", TOTAL):
        return None
    found = next((one for one in headings if one.name.name == name), None)
    if found is None:
        raise UnknownName(_("“{name}” is no longer in the study, or nothing stands there any more").format(name=name))
    return found


def _of_shape(project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell) -> Sequence[Coding]:
    return shaping.codings_behind(project, str(arguments["shape"]), chosen, cell.at, cell.column)


def _of_two_codes(project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell) -> Sequence[Coding]:
    """Return the passages of two codes that stand together."""
    every = codes.all_codes(project, with_use=False)
    pair = (_code(every, cell.row), _code(every, cell.column))
    if not all(pair):
        return _by_names(project, arguments, chosen, cell)
    sides = [set(with_under(every, {one})) if not chosen.only else {one} for one in pair]
    there = [one for one in _counted(project, chosen) if one.code_id in sides[0] | sides[1]]
    within = str(arguments.get("within", OVERLAP))
    if within == OVERLAP:
        first, second = ([one for one in there if one.code_id in side] for side in sides)
        together = [*_overlapping(first, second), *_overlapping(second, first)]
    else:
        together = _within(there, analysing.places_together(project, chosen, pair, within))
    return list({one.id: one for one in together}.values())


def _of_two_in_order(
    project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell
) -> Sequence[Coding]:
    """Return the passages of two codes where the one follows the other."""
    every = codes.all_codes(project, with_use=False)
    pair = (_code(every, cell.row), _code(every, cell.column))
    if not all(pair):
        return _by_names(project, arguments, chosen, cell)
    sides = set(pair) if chosen.only else with_under(every, set(pair))
    how = {"within": str(arguments.get("within", "sentence")), "lag": int(str(arguments.get("lag", 1)))}
    there = [one for one in _counted(project, chosen) if one.code_id in sides]
    return _within(there, following.places_followed(project, chosen, pair, **how))  # type: ignore[arg-type]  # by name


def _of_clusters(project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell) -> Sequence[Coding]:
    """Return the passages of the codes, or sources, that a step joined: of either side, or of both."""
    how = {name: str(arguments[name]) for name in ("of", "metric") if name in arguments}
    tree = clustering.make_tree(project, chosen, **how)
    if not 0 < cell.at <= len(tree.merges):
        return _counted(project, chosen)
    step = tree.merges[cell.at - 1]
    sides = {"left": [step.left], "right": [step.right]}.get(cell.column, [step.left, step.right])
    members = {tree.names[leaf].name for side in sides for leaf in tree.members(side)}
    there = _counted(project, chosen)
    if how.get("of") == "source":
        return [one for one in there if one.source in members]
    return [one for one in there if one.code in members]


def _within(there: Iterable[Coding], units: Iterable[Together]) -> list[Coding]:
    spans: dict[str, list[Span]] = {}
    for unit in units:
        spans.setdefault(unit.source, []).append(unit.span)
    return [one for one in there if any(_span(one).overlaps(span) for span in spans.get(one.source_id, ()))]


def _overlapping(some: Iterable[Coding], others: Iterable[Coding]) -> list[Coding]:
    by_source: dict[str, list[Span]] = {}
    for other in others:
        by_source.setdefault(other.source_id, []).append(_span(other))
    return [one for one in some if any(_span(one).overlaps(span) for span in by_source.get(one.source_id, ()))]


def _span(one: Coding) -> Span:
    return Span(one.start, one.end)


def _by_names(project: Project, arguments: Mapping[str, object], chosen: Selection, cell: Cell) -> Sequence[Coding]:
    """Return what the handles of row and column narrow a selection to: codes, sources, cases, values."""
    every = codes.all_codes(project, with_use=False)
    attribute = str(arguments.get("attribute", ""))
    names = [name for name in (cell.row, cell.column) if name not in ("", TOTAL)]
    named = {"codes": [c for c in (_code(every, name) for name in names) if c]}
    known = {"sources": sources.names(project), "cases": {one.name: one.id for one in cases.all_cases(project)}}
    for field, there in known.items():
        named[field] = [there[name] for name in names if name in there]
    meant = set().union(*(with_under(every, {code}) for code in named["codes"]))
    found = [one for one in _counted(project, chosen) if not meant or one.code_id in meant]
    narrower = replace(
        chosen, codes=(), sources=tuple(named["sources"]) or chosen.sources, cases=tuple(named["cases"]) or chosen.cases
    )
    if attribute and cell.column not in ("", TOTAL) and _is_value(project, attribute, cell.column):
        narrower = replace(narrower, where=(*chosen.where, (attribute, cell.column)))
    if arguments.get("over") == "speaker" and cell.column not in ("", TOTAL):
        narrower = replace(narrower, on=(*chosen.on, ("speaker", cell.column)))
    if narrower == replace(chosen, codes=()):
        return found
    allowed = {one.id for one in _counted(project, narrower)}
    return [one for one in found if one.id in allowed]


def _is_value(project: Project, attribute: str, value: str) -> bool:
    there = (coded.values(project, attribute, unit).values() for unit in ("case", "source"))
    return any(value in some for values in there for some in values)


def _counted(project: Project, chosen: Selection) -> list[Coding]:
    return codings.select(project, replace(chosen, as_counted=True))


_BEHIND: Mapping[str, Behind] = {
    "matrix": _of_matrix, "chapter": _of_matrix, "table": _of_shape, "cooccurrence": _of_two_codes,
    "sequences": _of_two_in_order, "clusters": _of_clusters,
}  # fmt: skip
