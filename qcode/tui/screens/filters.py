"""What a filter of a selection is set to: its values are picked, a query is written; alike on every screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import filtering
from qcode.services.filtering import Choice
from qcode.store import codes
from qcode.store.project import Project
from qcode.tui.screens.base import WorkScreen
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.query_line import QueryDialog

TITLES = {
    "codes": N_("Only codes"), "sources": N_("Only sources"), "cases": N_("Only cases"),
    "speakers": N_("Only speakers"), "coders": N_("Only coders"), "sets": N_("Only sets"),
    "where": N_("Only where"), "since": N_("Coded on that day or later"), "until": N_("Coded on that day or before"),
    "query": N_("Query over codes"), "saved": N_("What a saved query finds"),
}  # fmt: skip
"""Field of a selection → what is asked for it."""
KEYS = {
    "codes": "c", "sources": "s", "cases": "i", "speakers": "p", "coders": "o", "sets": "t", "where": "w",
    "since": "d", "until": "e", "query": "q", "saved": "v",
}  # fmt: skip
"""Field of a selection → its letter in a menu."""
_DAYS = ("since", "until")


async def ask(screen: WorkScreen, selection: Selection, field: str) -> Selection | None:
    """Ask what a filter is set to; return the selection with it, ``None`` if nothing was chosen."""
    if field == "query":
        return await _ask_query(screen, selection)
    is_day = field in _DAYS
    ticked = getattr(selection, field)
    if field == "where":
        ticked = tuple(f"{name}={value}" for name, value in ticked)
    app: Any = screen.app
    picked = await app.push_screen_wait(
        PickDialog(
            _(TITLES[field]),
            filtering.choices(screen.project, field),
            ticked=() if is_day else ticked,
            several=not is_day,
            clearing=_("no filter"),
            typed=_day if is_day else None,
        )
    )
    if picked is None:
        return None
    if is_day:
        return put(selection, field, picked[0] if picked else "")
    return put(selection, field, filtering.pairs(picked) if field == "where" else picked)


async def _ask_query(screen: WorkScreen, selection: Selection) -> Selection | None:
    project: Project = screen.project
    everything = codes.all_codes(project, with_use=False)

    def knows(name: str) -> None:
        codes.pick(everything, name)

    written = filtering.named(project, selection).query
    app: Any = screen.app
    query = await app.push_screen_wait(QueryDialog(written, filtering.choices(project, "codes"), knows))
    return None if query is None else put(selection, "query", query)


def put(selection: Selection, field: str, value: Any) -> Selection:  # noqa: ANN401 - of whatever type the field has
    """Return a selection with one filter set anew."""
    return replace(selection, **{field: value})


def _day(text: str) -> Choice | None:
    """Return a day that was typed as a choice."""
    try:
        return Choice(date.fromisoformat(text).isoformat(), text)
    except ValueError:
        return None
