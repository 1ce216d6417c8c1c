"""Filters set by keys: each picker lists what is there; queries are written, kept and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qcode.domain.retrieved import ORDERS
from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import filtering, saving
from qcode.services.filtering import Choice
from qcode.store import codes, queries
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.base import act
from qcode.tui.screens.picking import PickDialog
from qcode.tui.screens.query_line import QueryDialog
from qcode.tui.screens.retrieval.page import LABELS, ORDER_LABELS, RetrievalPage
from qcode.tui.screens.saved_queries import OPEN, RENAME, SavedQueriesDialog
from qcode.tui.widgets.filter_bar import FilterBar

MENU = (
    ("codes", "c", N_("Code, with what is under it")), ("sources", "s", N_("Source")), ("cases", "i", N_("Case")),
    ("speakers", "p", N_("Speaker")), ("coders", "o", N_("Coder")), ("sets", "t", N_("Set")),
    ("where", "w", N_("Attribute and value")), ("since", "d", N_("Coded since")), ("until", "e", N_("Coded until")),
    ("query", "q", N_("Query over codes")), ("saved", "v", N_("Saved query")),
    ("only", "a", N_("Every code alone, or with what is under it")),
    ("as_counted", "n", N_("Without interviewers' speech, or with it")),
    ("clear", "x", N_("No filters")),
)  # fmt: skip
"""Field of a selection, its letter in the menu, and what the menu says."""
TITLES = {
    "codes": N_("Only codes"), "sources": N_("Only sources"), "cases": N_("Only cases"),
    "speakers": N_("Only speakers"), "coders": N_("Only coders"), "sets": N_("Only sets"),
    "where": N_("Only where"), "since": N_("Coded on that day or later"), "until": N_("Coded on that day or before"),
    "saved": N_("What a saved query finds"),
}  # fmt: skip


class RetrievalFilters(RetrievalPage):
    """The acts on filters."""

    def on_filter_bar_pressed(self, message: FilterBar.Pressed) -> None:
        """Ask for the filters."""
        self.action_filters()

    @act
    async def action_filters(self) -> None:
        """Choose a filter, then what it is set to."""
        said = dict(filtering.facts(self.project, self.selection))
        yes = {"only": self.selection.only, "as_counted": self.selection.as_counted}
        options = [
            Option(field, _(label), key, note=said.get(field, _("yes") if yes.get(field) else ""))
            for field, key, label in MENU
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Filters"), options))
        if not chosen:
            return
        if chosen[0] == "clear":
            await self._clear()
        elif chosen[0] == "query":
            await self._ask_query()
        elif chosen[0] in yes:
            await self.use(self.narrowed(**{chosen[0]: not yes[chosen[0]]}))
        else:
            await self._pick(chosen[0])

    @act
    async def action_query(self) -> None:
        """Write the query."""
        await self._ask_query()

    @act
    async def action_drop_filter(self) -> None:
        """Take the last filter away."""
        empty, chosen = Selection(), self.selection
        if self.among is not None:
            self.among = None
            await self.use(chosen)
            return
        order = [*(field for field, _key, _label in MENU if field != "clear"), "on"]
        for field in reversed(order):
            if getattr(chosen, field) != getattr(empty, field):
                value = getattr(chosen, field)
                left = value[:-1] if isinstance(value, tuple) else getattr(empty, field)
                await self.use(self.narrowed(**{field: left}))
                return
        self.say(_("no filter is set"))

    @act
    async def action_clear_filters(self) -> None:
        """Take all filters away."""
        await self._clear()

    @act
    async def action_sort(self) -> None:
        """Choose by what the list is sorted and grouped."""
        options = [Option(name, _(ORDER_LABELS[name]), "scipt"[at]) for at, name in enumerate(ORDERS)]
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Sort and group"), options)):
            self.order = chosen[0]
            await self.read()

    @act
    async def action_saved(self) -> None:
        """Open a saved query, rename or remove one."""
        kept = filtering.choices(self.project, "saved")
        if not kept:
            self.say(_("no query was saved yet; S saves these filters"))
            return
        chosen = await self.app.push_screen_wait(SavedQueriesDialog(kept))
        if not chosen:
            return
        what, id = chosen
        query = queries.find(self.project, id)
        if what == OPEN:
            self.heading, self.among = query.name, None
            await self.use(query.selection)
        elif what == RENAME:
            name = await self.app.push_screen_wait(LineDialog(_("Rename the saved query"), query.name))
            if name:
                saving.rename_query(self.project, id, name)
                self.say(_("saved as {name}").format(name=name))
        else:
            saving.remove_query(self.project, id)
            self.say(_("{name} removed; u brings it back").format(name=query.name))

    @act
    async def action_save(self) -> None:
        """Keep the filters under a name."""
        name = await self.app.push_screen_wait(LineDialog(_("Save these filters as"), self.heading))
        if not name:
            return
        taken = next((one for one in queries.all_queries(self.project) if one.name.casefold() == name.casefold()), None)
        if taken is not None:
            options = [Option("yes", _("Put these filters in its place"), "y"), Option("no", _("Leave it"), "n")]
            title = _("There is a saved query “{name}”").format(name=taken.name)
            if await self.app.push_screen_wait(ChoiceDialog(title, options)) != ("yes",):
                return
        saving.save_query(self.project, name, self.selection, replace=taken is not None)
        self.heading = name
        self.show_filters()
        self.say(_("saved as {name}").format(name=name))

    async def use(self, selection: Selection) -> None:
        """Filter anew; what cannot be asked leaves the filters as they were."""
        before, self.selection = self.selection, selection
        if not await self.read():
            self.selection = before

    async def _clear(self) -> None:
        self.heading, self.among = "", None
        await self.use(Selection())

    async def _pick(self, field: str) -> None:
        chosen = getattr(self.selection, field)
        if field == "where":
            chosen = tuple(f"{name}={value}" for name, value in chosen)
        is_day = field in ("since", "until")
        picked = await self.app.push_screen_wait(
            PickDialog(
                _(TITLES[field]),
                filtering.choices(self.project, field),
                ticked=() if is_day else chosen,
                several=not is_day,
                clearing=_("no filter by {what}").format(what=_(LABELS[field])),
                typed=_day if is_day else None,
            )
        )
        if picked is None:
            return
        if is_day:
            await self.use(self.narrowed(**{field: picked[0] if picked else ""}))
        elif field == "where":
            await self.use(replace(self.selection, where=filtering.pairs(picked)))
        else:
            await self.use(self.narrowed(**{field: picked}))

    async def _ask_query(self) -> None:
        everything = codes.all_codes(self.project, with_use=False)

        def knows(name: str) -> None:
            codes.pick(everything, name)

        written = filtering.named(self.project, self.selection).query
        query = await self.app.push_screen_wait(QueryDialog(written, filtering.choices(self.project, "codes"), knows))
        if query is not None:
            await self.use(self.narrowed(query=query))


def _day(text: str) -> Choice | None:
    """Return a day that was typed as a choice."""
    try:
        return Choice(date.fromisoformat(text).isoformat(), text)
    except ValueError:
        return None
