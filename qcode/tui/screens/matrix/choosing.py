"""What a matrix can be set to, in the words of the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from qcode.analysis.matrix import axis_said
from qcode.analysis.measures import MEASURES, named
from qcode.domain.axis import WITHIN, apart, joined, levels, period_of
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.filtering import Choice
from qcode.services.labelling import STEP
from qcode.services.measuring import framework_of
from qcode.services.tabling import Plan
from qcode.store import axes, cases, choosing, places
from qcode.store.project import Project
from qcode.store.summaries import THEMES, UNITS

FRAMEWORK = "summary"
FEW = (1, 3, 5)
"""How many quotations of each cell the list of measures offers."""


def axis_label(asked: str) -> str:
    """Return how an axis is called: ``cases: informant``, ``years of Tanggal › cases``."""
    return STEP.join(_level_label(part) for part in apart(asked))


def _level_label(asked: str) -> str:
    kind, _colon, detail = asked.partition(":")
    said = axis_said(asked, _)
    return f"{said}: {_(detail)}" if kind == "case" and detail else said


def measure_label(asked: str) -> str:
    """Return how a measure is called."""
    name, detail = named(asked)
    said = _(MEASURES[name].cell)
    if MEASURES[name].takes_number and detail:
        return _("{what}: the first {n}").format(what=said, n=detail)
    return f"{said}: {detail}" if detail else said


def axis_choices(project: Project) -> list[Choice]:
    """Return every axis there is something on in this study."""
    kinds = kinds_of_case(project)
    wanted = ["code", "code:top", "source", "case", *(f"case:{kind}" for kind in kinds if len(kinds) > 1)]
    wanted += ["question", "kind", "speaker", "coder", "set"]
    by_name: dict[str, list[str]] = {}
    for name, value, _count in choosing.values(project):
        by_name.setdefault(name, []).append(value)
    for name in sorted(by_name, key=str.casefold):
        wanted.append(joined([f"attribute:{name}"]))
        if any(period_of(value, "day") for value in by_name[name]):
            wanted += [joined([f"period:{name}/{length}"]) for length in ("year", "quarter", "month")]
    wanted += [f"coded:{length}" for length in ("month", "day")]
    found = []
    for asked in wanted:
        if count := len(places.places(project, asked)):
            note = _("attribute") if asked.startswith("attribute:") else ""
            found.append(Choice(asked, axis_label(asked), note=f"{note}  {count}".strip()))
    return found


def choices_within(project: Project, asked: str) -> list[Choice]:
    """Return what can stand within an axis, and first, if something does, that it no longer shall."""
    within = apart(asked)
    outer = WITHIN.join(within[:-1])
    found = [Choice(outer, _("nothing within {axis}").format(axis=axis_label(outer)))] if outer else []
    for one in axis_choices(project):
        if axes.may_stand_within(asked, one.id):
            label = _("{inner} within {outer}").format(inner=one.name, outer=axis_label(asked))
            found.append(replace(one, id=f"{asked}{WITHIN}{one.id}", name=label))
    return found


def measure_choices(project: Project) -> list[Choice]:
    """Return every measure."""
    kinds = kinds_of_case(project)
    found: list[Choice] = []
    for name, measure in MEASURES.items():
        note = _(measure.unit).format(n="…")
        found.append(Choice(name, measure_label(name), note=note))
        if measure.takes_number:
            found += [Choice(f"{name}:{n}", measure_label(f"{name}:{n}")) for n in FEW]
        elif measure.of_detail and len(kinds) > 1:
            found += [Choice(f"{name}:{kind}", measure_label(f"{name}:{kind}")) for kind in kinds]
    return found


def kinds_of_case(project: Project) -> list[str]:
    """Return the kinds of case that sources belong to, the commonest first."""
    found = Counter(one.kind for one in cases.all_cases(project) if one.sources)
    return [kind for kind, _count in found.most_common()]


def first_plan(project: Project) -> Plan:
    """Return what is shown before anything was chosen: codes by cases, or by sources where there are no cases."""
    kinds = kinds_of_case(project)
    if not kinds:
        return Plan("code", "source")
    return Plan("code", f"case:{kinds[0]}" if len(kinds) > 1 else "case")


def is_framework(plan: Plan) -> bool:
    """Whether summaries can be written on the axes of a plan."""
    try:
        framework_of(plan.rows, plan.columns)
    except QcodeError:
        return False
    return True


def framework_axes(project: Project, plan: Plan) -> Plan:
    """Return a plan on whose axes summaries can be written, as near to the one given as can be."""
    if is_framework(plan):
        return plan
    sides = plan.rows, plan.columns
    theme = next((side for side in sides if levels(side)[-1].kind in THEMES), "code")
    other = first_plan(project).columns
    unit = next((side for side in sides if levels(side)[-1].kind in UNITS), other)
    is_turned = plan.columns == theme or plan.rows == unit
    rows, columns = (unit, theme) if is_turned else (theme, unit)
    return replace(plan, rows=rows, columns=columns)
