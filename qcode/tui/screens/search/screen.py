"""The search screen: what its keys do beside coding."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.binding import BindingType

from qcode.domain.span import Span
from qcode.domain.study import FoundNote
from qcode.language import N_, _
from qcode.store import codings, segments, sets
from qcode.store import sources as texts
from qcode.tui.commands import CommandGroup, bindings
from qcode.tui.screens import directory
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.base import Place
from qcode.tui.screens.search.coding import HitCoding
from qcode.tui.screens.search.commands import COMMANDS, FINDING, MENDING, ROLES
from qcode.tui.screens.search.finder import ORDERS, PLACES
from qcode.tui.screens.search.page import HitsPage
from qcode.tui.widgets.rows import ROW_COMMANDS, RowList


class SearchScreen(HitCoding):
    """Every place where words are found."""

    GROUPS: ClassVar[tuple[CommandGroup, ...]] = (
        CommandGroup(N_("Hits"), (*COMMANDS, *ROW_COMMANDS)),
        CommandGroup(N_("Search"), (*FINDING, *MENDING)),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*COMMANDS, *FINDING, *MENDING)), ("down", "to_hits", "")]

    # Opening

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open a hit in its text, or what a memo or definition is on."""
        message.stop()
        self.action_open_hit()

    def action_open_hit(self) -> None:
        """Open what is under the cursor."""
        spot, note = self.found.spot_at(self.rows.cursor), self.found.note_at(self.rows.cursor)
        if spot is not None:
            self.post_message(self.PlaceWanted(Place(spot.source, spot.span, self.query_words)))
        elif note is not None:
            self._open_note(note)

    def _open_note(self, note: FoundNote) -> None:
        place = self._place_of(note)
        if place is not None:
            self.post_message(self.PlaceWanted(place))
        elif note.target_kind == "code" and "codebook" in directory.BY_NAME:
            self.post_message(self.ScreenWanted("codebook", {"code": note.target_id}))
        elif note.target_kind == "case" and "cases" in directory.BY_NAME:
            self.post_message(self.ScreenWanted("cases", {}))
        else:
            self._show_note(note)

    def _place_of(self, note: FoundNote) -> Place | None:
        """Return the passage that a note is on, ``None`` if it is on none."""
        if note.target_kind == "source" and note.target_id in texts.names(self.project).values():
            return Place(note.target_id, Span(0, 0))
        if note.target_kind == "coding":
            there = codings.by_ids(self.project, [note.target_id])
            return Place(there[0].source_id, Span(there[0].start, there[0].end)) if there else None
        if note.target_kind == "segment":
            with suppress(KeyError):  # It went since it was found.
                return Place(*segments.place_of(self.project, note.target_id))
        return None

    @act
    async def _show_note(self, note: FoundNote) -> None:
        from qcode.tui.screens.search.dialogs import NoteDialog

        await self.app.push_screen_wait(NoteDialog(note))

    # What is searched

    def action_query(self) -> None:
        """Go to the line to type in."""
        self.line.focus()
        self.line.action_select_all()

    def action_to_hits(self) -> None:
        """Go from the line to the hits."""
        self._take_line()
        self.rows.focus()

    def action_back(self) -> None:
        """From the line to the hits, else to the screen below."""
        if self.focused is self.line and len(self.found):
            self.action_to_hits()
        else:
            self.leave()

    def action_where(self) -> None:
        """Search somewhere else."""
        self.where = PLACES[(PLACES.index(self.where) + 1) % len(PLACES)]
        self.begin()

    def action_role(self) -> None:
        """Search what others say."""
        self.role = ROLES[(ROLES.index(self.role) + 1) % len(ROLES)]
        self.begin()

    def action_order(self) -> None:
        """Sort the hits otherwise."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.show_choices()
        self.sort()

    @act
    async def action_filter(self) -> None:
        """Choose texts or sets to search."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        named = {id: name for name, id in texts.names(self.project).items()}
        options = [
            Option("all", _("all texts"), note=str(len(named))),
            *(
                Option(f"set:{name}", name, note=_("set of {n} texts").format(n=n))
                for name, n in [
                    (one.name, len(one.members)) for one in sets.all_sets(self.project) if one.kind == "source"
                ]
            ),
            *(Option(one.id, one.name) for one in self.desk.sources),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Search which texts?"), options, several=True))
        if not chosen:
            return
        if "all" in chosen:
            self.sources, self.filtered = None, ""
        else:
            ids = [id for one in chosen if one.startswith("set:") for id in self._in_set(one.removeprefix("set:"))]
            ids += [one for one in chosen if one in named]
            self.sources = tuple(dict.fromkeys(ids))
            names = [one.removeprefix("set:") if one.startswith("set:") else named[one] for one in chosen]
            self.filtered = names[0] if len(names) == 1 else _("texts: {n}").format(n=len(self.sources))
        self.begin()

    def _in_set(self, name: str) -> list[str]:
        return sets.sources_in(self.project, name)

    # Why it was found

    def action_variants(self) -> None:
        """Show what the words were widened to."""
        self._take_line()
        if self.query_words:
            self.ask_widening()
        else:
            self.say(_("type what to search for first"))

    def on_hits_page_widening_known(self, message: HitsPage.WideningKnown) -> None:
        """Show it."""
        if message.error is not None:
            show_error(self, message.error)
        else:
            self._show_variants(message)

    @act
    async def _show_variants(self, message: HitsPage.WideningKnown) -> None:
        from qcode.tui.screens.search.dialogs import VariantsDialog

        form = await self.app.push_screen_wait(VariantsDialog(message.words))
        if form:
            self.line.value = f'"{form}"' if " " in form else f"={form}"
            self.action_to_hits()

    # Other screens

    def action_words(self) -> None:
        """Count words."""
        self.post_message(self.ScreenWanted("words", {}))

    def action_lists(self) -> None:
        """Edit word lists."""
        self.post_message(self.ScreenWanted("lists", {}))
