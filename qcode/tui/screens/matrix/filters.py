"""Choosing the filters of a matrix: which filter, then its values; the same filters as of the list of quotations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import App

from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import filtering
from qcode.store import codes
from qcode.store.project import Project
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.query_line import QueryDialog

FIELDS = (
    ("codes", "c", N_("Only codes")), ("sources", "s", N_("Only sources")), ("cases", "i", N_("Only cases")),
    ("speakers", "p", N_("Only speakers")), ("coders", "o", N_("Only coders")), ("sets", "t", N_("Only sets")),
    ("where", "w", N_("Only where")), ("since", "d", N_("Coded on that day or later")),
    ("until", "e", N_("Coded on that day or before")), ("query", "q", N_("Query over codes")),
    ("saved", "v", N_("What a saved query finds")),
)  # fmt: skip
"""Field of a selection, its letter in the menu, and what the menu says."""
SWITCHES = (
    ("only", "a", N_("Every code means itself alone")),
    ("all_speakers", "n", N_("Count what interviewers said too")),
)
CLEAR = "clear"
_DAYS = ("since", "until")


def described(project: Project, selection: Selection) -> str:
    """Return what a selection filters, in one line; empty if it filters nothing."""
    said = [value for _field, value in filtering.facts(project, selection)]
    said += [f"{axis} = {name}" for axis, name in selection.on]
    said += [_(label) for field, _key, label in SWITCHES if getattr(selection, field)]
    return "; ".join(said)


async def choose(app: App[object], project: Project, selection: Selection) -> Selection | None:
    """Ask for a filter and its values; return the new selection, ``None`` if nothing was chosen."""
    said = dict(filtering.facts(project, selection))
    options = [Option(field, _(label), key, note=said.get(field, "")) for field, key, label in FIELDS]
    options += [
        Option(field, _(label), key, note=_("yes") if getattr(selection, field) else "")
        for field, key, label in SWITCHES
    ]
    options.append(Option(CLEAR, _("No filters"), "x"))
    chosen = await app.push_screen_wait(ChoiceDialog(_("Filters"), options))
    if not chosen:
        return None
    (field,) = chosen
    if field == CLEAR:
        return Selection()
    if field in {switch for switch, _key, _label in SWITCHES}:
        return _set(selection, field, not getattr(selection, field))
    if field == "query":
        return await _ask_query(app, project, selection)
    return await _pick(app, project, selection, field)


async def _pick(app: App[object], project: Project, selection: Selection, field: str) -> Selection | None:
    is_day = field in _DAYS
    ticked = getattr(selection, field)
    if field == "where":
        ticked = tuple(f"{name}={value}" for name, value in ticked)
    title = next(_(label) for known, _key, label in FIELDS if known == field)
    picked = await app.push_screen_wait(
        PickDialog(
            title, filtering.choices(project, field), ticked=() if is_day else ticked, several=not is_day,
            clearing=_("no filter"),
        )
    )  # fmt: skip
    if picked is None:
        return None
    if is_day:
        return _set(selection, field, picked[0] if picked else "")
    return _set(selection, field, filtering.pairs(picked) if field == "where" else picked)


async def _ask_query(app: App[object], project: Project, selection: Selection) -> Selection | None:
    everything = codes.all_codes(project, with_use=False)

    def knows(name: str) -> None:
        codes.pick(everything, name)

    written = filtering.named(project, selection).query
    query = await app.push_screen_wait(QueryDialog(written, filtering.choices(project, "codes"), knows))
    return None if query is None else _set(selection, "query", query)


def _set(selection: Selection, field: str, value: Any) -> Selection:  # noqa: ANN401 - of whatever type the field has
    return replace(selection, **{field: value})
