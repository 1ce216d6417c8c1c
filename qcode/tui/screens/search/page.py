"""The search screen's page: the line to type in, the hits, and how they are kept up with what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from qcode.domain.study import FoundNote
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store.project import Project
from qcode.tui.commands import Command
from qcode.tui.screens.base import WorkScreen, hints
from qcode.tui.screens.desk import Desk
from qcode.tui.screens.search.commands import (
    COMMANDS,
    FINDING,
    ORDER_LABELS,
    PLACE_LABELS,
    ROLE_LABELS,
    UNIT_LABELS,
)  # fmt: skip
from qcode.tui.screens.search.finder import Asked, Finder, Found
from qcode.tui.screens.search.hit_list import HitList
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.choice_bar import ChoiceBar
from qcode.tui.widgets.hit_rows import HitRows
from qcode.tui.widgets.hit_words import HitWords
from qcode.tui.widgets.rest import Rest

if TYPE_CHECKING:
    from qcode.store.query import Widened

REST = 0.15
"""Seconds after the last letter after which is searched."""


class HitsPage(WorkScreen):
    """What is typed, what is chosen, the hits, and the words around the one under the cursor."""

    NAME = "search"
    DEFAULT_CSS = """
    HitsPage {
        & #line { height: 1; background: $panel-lighten-1; }
        & #line Static { width: auto; padding: 0 1; color: $accent; text-style: bold; background: transparent; }
        & Input, & Input:focus { width: 1fr; border: none; height: 1; padding: 0; background: transparent; }
        & #count { width: 36; background: transparent; }
        & HitRows { height: 1fr; background: $background; }
        &.-low HitWords { height: 4; }
        &.-large HitWords { height: 7; }
    }
    """

    @dataclass
    class HitsFound(Message):
        """More hits of a search."""

        search: int
        """Which search, counted from 1."""
        hits: list[Found]

    @dataclass
    class SearchEnded(Message):
        """A search is done, or could not be."""

        search: int
        notes: list[FoundNote]
        error: QcodeError | None = None

    @dataclass
    class OrderMade(Message):
        """The hits were put in another order."""

        search: int
        order: list[int] | None

    @dataclass
    class WideningKnown(Message):
        """It is known what the words were widened to."""

        words: list[Widened]
        error: QcodeError | None = None

    def __init__(
        self, project: Project, *, query: str = "", where: str = "texts", order: str = "place", unit: str = "match",
        role: str = "", sources: Sequence[str] | None = None, row: int = 0, filtered: str = "",
    ) -> None:  # fmt: skip
        """Make the screen.

        Args:
            project: The study.
            query: What to search for at once.
            where: One of ``finder.PLACES``.
            order: One of ``finder.ORDERS``.
            unit: How much is coded, one of ``autocoding.UNITS``.
            role: Whose words are searched; empty for everyone's.
            sources: Ids of the texts to search; all if ``None``.
            row: The row under the cursor.
            filtered: What the chosen texts are called.
        """
        super().__init__(project)
        self.desk = Desk(project)
        self.query_words, self.where, self.order, self.unit, self.role = query, where, order, unit, role
        self.sources = None if sources is None else tuple(sources)
        self.filtered = filtered
        self.found = HitList(project, self.desk.handle)
        self.finder = Finder(project)
        self.is_searching = False
        self._search = 0
        self._error: QcodeError | None = None
        self._wanted_row = row
        self._rest = Rest(self, REST, self._take_line)

    def state(self) -> dict[str, object]:
        """Return what the list is made again with."""
        return {
            "query": self.query_words, "where": self.where, "order": self.order, "unit": self.unit, "role": self.role,
            "sources": self.sources, "row": self.rows.cursor, "filtered": self.filtered,
        }  # fmt: skip

    # Children

    @property
    def rows(self) -> HitRows:
        """The hits."""
        return self.query_one(HitRows)

    @property
    def line(self) -> Input:
        """The line to type in."""
        return self.query_one(Input)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield TitleBar()
        with Horizontal(id="line"):
            yield Static("/")
            yield Input(
                self.query_words,
                placeholder=_("words in any form and spelling"),
                select_on_focus=False,
            )
            yield ChoiceBar(id="count")
        yield ChoiceBar(id="choices")
        yield HitRows()
        yield HitWords()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to type, or search for what is given."""
        self.rows.wanted, self.rows.line_of = self.found.read, self.found.line
        self.rows.is_ticked = self.found.is_ticked
        self.rows.moved = self.show_words
        self.query_one(TitleBar).show(
            self.project.name, _("Search"), right=_("coder: {name}").format(name=self.project.coder_name)
        )
        self._make_room(self.app.size.height)
        self.show_choices()
        self.show_words()
        if self.query_words:
            self.rows.focus()
            self.begin()
        else:
            self.line.focus()

    def on_unmount(self) -> None:
        """Close the connection of the search."""
        self._search += 1
        self.finder.close()

    def on_resize(self, event: events.Resize) -> None:
        """Give the words around a hit the room there is."""
        self._make_room(event.size.height)

    def _make_room(self, height: int) -> None:
        self.set_class(height < 30, "-low")
        self.set_class(height >= 45, "-large")

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the hand rests."""
        event.stop()
        if event.value.strip() == self.query_words:
            return
        self._rest.begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search at once and go to the hits."""
        event.stop()
        self._take_line()
        self.rows.focus()

    def _take_line(self) -> None:
        self._rest.stop()
        if self.line.value.strip() != self.query_words:
            self.query_words = self.line.value.strip()
            self.begin()

    def begin(self) -> None:
        """Search anew."""
        self._search += 1
        self._error = None
        self.found.begin()
        self.is_searching = bool(self.query_words)
        if self.query_words:
            sources = None if self.sources is None else frozenset(self.sources)
            self._find(self._search, Asked(self.query_words, self.where, sources, self.role))
        self.renew()
        self.rows.go_to(0)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, search: int, asked: Asked) -> None:
        worker = get_current_worker()

        def is_cancelled() -> bool:
            return worker.is_cancelled or search != self._search

        try:
            notes = self.finder.find_notes(asked)
            self.finder.find(asked, lambda hits: self._report(self.HitsFound(search, hits)), is_cancelled)
        except QcodeError as error:
            self._report(self.SearchEnded(search, [], error))
        else:
            self._report(self.SearchEnded(search, notes))

    def _report(self, message: Message) -> None:
        if self.is_attached:
            self.post_message(message)

    def on_hits_page_hits_found(self, message: HitsFound) -> None:
        """Show more hits."""
        if message.search == self._search:
            self.found.add(message.hits)
            self.renew()

    def on_hits_page_search_ended(self, message: SearchEnded) -> None:
        """Show how many there are, and the notes; put the hits in the order that is wanted."""
        if message.search != self._search:
            return
        self.is_searching = False
        self.found.notes, self._error = message.notes, message.error
        self.renew()
        if self.order != "place":
            self._sort(self._search, self.order)
        if 0 < self._wanted_row < len(self.found):
            self.rows.go_to(self._wanted_row, centre=True)
        self._wanted_row = 0

    @work(thread=True, exclusive=True, group="sort")
    def _sort(self, search: int, order: str) -> None:
        try:
            made = None if order == "place" else self.finder.sorted(self.found.spots, order)
        except QcodeError:
            return  # The file is busy; the hits stay as they are.
        self._report(self.OrderMade(search, made))

    def on_hits_page_order_made(self, message: OrderMade) -> None:
        """Show the hits in the order that was made."""
        if message.search == self._search:
            self.found.sort(message.order)
            self.rows.go_to(0)
            self.renew()

    def sort(self) -> None:
        """Put the hits in the order that is wanted."""
        if self.order == "place":
            self.on_hits_page_order_made(self.OrderMade(self._search, None))
        elif not self.is_searching:
            self._sort(self._search, self.order)

    @work(thread=True, exclusive=True, group="widening")
    def ask_widening(self) -> None:
        """Find out what the words were widened to."""
        try:
            self._report(self.WideningKnown(self.finder.widened(self.query_words)))
        except QcodeError as error:
            self._report(self.WideningKnown([], error))

    # Showing

    def renew(self) -> None:
        """Show the rows and how many there are."""
        self.rows.count = len(self.found)
        self.rows.renew()
        self.show_choices()
        self.show_words()

    def show_choices(self) -> None:
        """Show what is chosen, with the keys that change it, and how much is found."""
        by_action = {command.action: command for command in (*COMMANDS, *FINDING)}
        labels = {
            "where": _(PLACE_LABELS[self.where]),
            "filter": self.filtered or _("all texts"),
            "role": _(ROLE_LABELS[self.role]),
            "order": _(ORDER_LABELS[self.order]),
            "unit": _(UNIT_LABELS[self.unit]),
        }
        choices = [KeyHint(by_action[action].key_text, label, action) for action, label in labels.items()]
        self.query_one("#choices", ChoiceBar).show(choices, "")
        self.query_one("#count", ChoiceBar).show((), self._count())
        self.query_one(KeyBar).show(self._hints(), self._state())

    def _count(self) -> str:
        if not self.query_words:
            return ""
        counts: list[str] = []
        if self.where in ("texts", "all"):
            counts.append(
                _("hits: {n} · texts: {texts}").format(n=f"{len(self.found.spots):,}", texts=self.found.spots.sources)
            )
        if self.where != "texts":
            counts.append(_("notes: {n}").format(n=len(self.found.notes)))
        return " · ".join(counts) + (" …" if self.is_searching else "")

    def _state(self) -> str:
        return _("ticked: {n}").format(n=len(self.found.ticked)) if self.found.ticked else ""

    def _hints(self) -> list[KeyHint]:
        if self.focused is self.line:
            return [KeyHint("Enter", _("to the hits"), "to_hits"), KeyHint("Esc", _("back"), "back")]
        shown = {command.action: command for command in (*COMMANDS, *FINDING)}
        latest = self.desk.handle(self.desk.recent[0]) if self.desk.recent else ""
        opened = [KeyHint("Enter", _("open it"), "open_hit")]
        repeated = [KeyHint(shown["repeat"].key_text, latest, "repeat")] if latest else []
        return [
            *opened, *_lower([shown["code"]]), *repeated,
            *_lower([shown["tick"], shown["code_all"], shown["variants"], shown["query"]]),
        ]  # fmt: skip

    def show_words(self) -> None:
        """Show the words around the hit under the cursor, or why there are none."""
        words = self.query_one(HitWords)
        if self._error is not None:  # A toast at each letter would be in the way.
            words.say(self._error.message, self._error.hint)
        elif len(self.found):
            words.show(self.found.line(self.rows.cursor))
        elif not self.query_words:
            words.say(
                _("Type what to search for: all forms and spellings of a word are found."),
                _('One form alone: =word. Also: "a phrase", word*, NEAR(a b, 5), OR, -word, @list.'),
            )
        elif not self.is_searching:
            hint = _("v shows which forms were searched for; i searches memos and definitions too.")
            words.say(_("Nothing found."), hint)

    def on_descendant_focus(self) -> None:
        """Show the keys of where the hand is."""
        self.call_after_refresh(self.show_choices)

    def with_rows(self, do: Callable[[], None]) -> None:
        """Do something after which rows look otherwise, and draw them."""
        do()
        self.found.forget()
        self.rows.refresh()
        self.show_choices()
        self.show_words()


def _lower(commands: Sequence[Command]) -> list[KeyHint]:
    return [KeyHint(hint.key, hint.label.lower(), hint.action) for hint in hints(commands)]
