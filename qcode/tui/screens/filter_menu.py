"""Choosing filters for what is counted: which filter, then its values; the same as of the list of quotations."""

from __future__ import annotations

from typing import Any

from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import filtering
from qcode.store.project import Project
from qcode.tui.screens import filters
from qcode.tui.screens.asking import ChoiceDialog, Option
from qcode.tui.screens.base import WorkScreen

SWITCHES = (
    ("only", "a", N_("Every code means itself alone")),
    ("all_speakers", "n", N_("Count what interviewers said too")),
)
CLEAR = "clear"


def described(project: Project, selection: Selection) -> str:
    """Return what a selection filters, in one line; empty if it filters nothing."""
    said = [value for _field, value in filtering.facts(project, selection)]
    said += [f"{axis} = {name}" for axis, name in selection.on]
    said += [_(label) for field, _key, label in SWITCHES if getattr(selection, field)]
    return "; ".join(said)


async def choose(screen: WorkScreen, selection: Selection) -> Selection | None:
    """Ask for a filter and its values; return the new selection, ``None`` if nothing was chosen."""
    said = dict(filtering.facts(screen.project, selection))
    options = [
        Option(field, _(label), filters.KEYS[field], note=said.get(field, ""))
        for field, label in filters.TITLES.items()
    ]
    options += [
        Option(field, _(label), key, note=_("yes") if getattr(selection, field) else "")
        for field, key, label in SWITCHES
    ]
    options.append(Option(CLEAR, _("No filters"), "x"))
    app: Any = screen.app
    chosen = await app.push_screen_wait(ChoiceDialog(_("Filters"), options))
    if not chosen:
        return None
    (field,) = chosen
    if field == CLEAR:
        return Selection()
    if field in {switch for switch, _key, _label in SWITCHES}:
        return filters.put(selection, field, not getattr(selection, field))
    return await filters.ask(screen, selection, field)
