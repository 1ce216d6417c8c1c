"""What a matrix can be set to, in the words of the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from qcode.analysis.matrix import MEASURES, axis_said, measure_of
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services.filtering import Choice
from qcode.services.measuring import framework_of
from qcode.services.tabling import Plan
from qcode.store import axes, cases, choosing
from qcode.store.project import Project
from qcode.store.summaries import THEMES, UNITS

FRAMEWORK = "summary"


def axis_label(asked: str) -> str:
    """Return how an axis is called: ``cases: informant``."""
    kind, _colon, detail = asked.partition(":")
    said = axis_said(asked, _)
    return f"{said}: {detail}" if kind == "case" and detail else said


def measure_label(asked: str) -> str:
    """Return how a measure is called."""
    said, kind = _(measure_of(asked).cell), asked.partition(":")[2]
    return f"{said}: {kind}" if kind else said


def axis_choices(project: Project) -> list[Choice]:
    """Return every axis there is something on in this study."""
    kinds = kinds_of_case(project)
    wanted = ["code", "source", "case", *(f"case:{kind}" for kind in kinds if len(kinds) > 1)]
    wanted += ["question", "kind", "speaker", "coder", "set"]
    attributes = sorted({name for name, _value, _count in choosing.values(project)}, key=str.casefold)
    wanted += [f"attribute:{name}" for name in attributes]
    found = []
    for asked in wanted:
        if count := len(axes.places(project, asked)):
            note = _("attribute") if asked.startswith("attribute:") else ""
            found.append(Choice(asked, axis_label(asked), note=f"{note}  {count}".strip()))
    return found


def measure_choices(project: Project) -> list[Choice]:
    """Return every measure."""
    kinds = kinds_of_case(project)
    found: list[Choice] = []
    for name, measure in MEASURES.items():
        found.append(Choice(name, measure_label(name), note=_(measure.unit)))
        if name == "cases" and len(kinds) > 1:
            found += [Choice(f"cases:{kind}", measure_label(f"cases:{kind}")) for kind in kinds]
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
    theme = next((side for side in sides if side in THEMES), "code")
    other = first_plan(project).columns
    unit = next((side for side in sides if side.partition(":")[0] in UNITS), other)
    is_turned = plan.columns == theme or plan.rows == unit
    rows, columns = (unit, theme) if is_turned else (theme, unit)
    return replace(plan, rows=rows, columns=columns)
