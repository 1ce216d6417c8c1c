"""Filters set by keys: each picker lists what is there; queries are written, kept and opened again."""

from __future__ import annotations

from qcode.domain.retrieved import ORDERS
from qcode.domain.selection import Selection
from qcode.language import N_, _
from qcode.services import filtering, saving
from qcode.store import queries
from qcode.tui.screens import filters
from qcode.tui.screens.acts import act
from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option
from qcode.tui.screens.retrieval.page import ORDER_LABELS, RetrievalPage
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
        elif chosen[0] in yes:
            await self.use(self.narrowed(**{chosen[0]: not yes[chosen[0]]}))
        else:
            await self._set(chosen[0])

    @act
    async def action_query(self) -> None:
        """Write the query."""
        await self._set("query")

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

    async def _set(self, field: str) -> None:
        chosen = await filters.ask(self, self.selection, field)
        if chosen is not None:
            await self.use(chosen)
