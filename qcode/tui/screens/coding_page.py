"""The coding screen's page: what stands where, and how it is kept up to date.

What can be done on it is in ``coding_marks`` and ``coding_moves``; ``coding`` puts them together.
"""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from qcode.domain.sentences import sentences
from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.errors import QcodeError
from qcode.language import _
from qcode.tui.screens.base import QcodeScreen
from qcode.tui.screens.coding_commands import BY_ACTION
from qcode.tui.screens.desk import Desk, Difference
from qcode.tui.screens.place import CODINGS_TOLD, coding_lines, editing_keys, facts_of, keys, note_lines
from qcode.tui.widgets.bars import KeyBar, KeyHint, TitleBar
from qcode.tui.widgets.code_tree import CodeTree
from qcode.tui.widgets.details import DetailsPane
from qcode.tui.widgets.rest import Rest
from qcode.tui.widgets.source_list import SourceList, SourceRow
from qcode.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from qcode.services.linking import End

Kind = Literal["coded", "uncoded", "memo", "code", "hit", "link", "coder", "disagreement"]
ONE_PANE, TWO_PANES, LARGE = 100, 136, 190
"""Columns from which the codes, then also the texts stand beside the transcript, then both have ample room."""
LOW = 30
"""Rows below which the details get two lines less."""
GLANCE = 0.15
"""Seconds without a key after which the codings under the cursor are looked up."""
REDRAW_ALL = 200
"""Changes from which drawing the whole text is quicker than one coding at a time."""


class CodingPage(QcodeScreen[None]):
    """Texts, transcript, codes, details, and the two lines around them."""

    DEFAULT_CSS = """
    CodingPage {
        background: $background;
        layers: page over;
        layout: grid;
        grid-size: 3 2;
        grid-columns: 28 1fr 46;
        grid-rows: 1fr 6;
        & TranscriptView {
            background: $background;
            scrollbar-background: $background; scrollbar-color: $panel; scrollbar-size-vertical: 1;
        }
        & DetailsPane { column-span: 3; background: $background; }
        & SourceList, & CodeTree, & DetailsPane { height: 100%; }
        &.-closed { grid-size: 3 1; grid-rows: 1fr; }
        &.-closed DetailsPane { display: none; }
        & SourceList, & CodeTree, & TranscriptView, & DetailsPane {
            border-top: solid $panel;
            border-title-color: $text-muted;
            border-title-style: none;
        }
        & SourceList:focus, & CodeTree:focus, & TranscriptView:focus {
            border-top: solid $primary;
            border-title-color: $primary;
            border-title-style: bold;
        }
        &.-low { grid-rows: 1fr 4; }
        &.-large { grid-columns: 34 1fr 60; }
        &.-one { grid-size: 2 2; grid-columns: 1fr 40; }
        &.-one DetailsPane { column-span: 2; }
        &.-none, &.-wide { grid-size: 1 2; grid-columns: 1fr; }
        &.-none DetailsPane, &.-wide DetailsPane { column-span: 1; }
        &.-one.-closed { grid-size: 2 1; }
        &.-none.-closed, &.-wide.-closed { grid-size: 1 1; }
        &.-one SourceList, &.-none SourceList, &.-none CodeTree, &.-wide SourceList, &.-wide CodeTree {
            display: none; layer: over; width: 56; offset-y: 1;
        }
        &.-one SourceList.-open, &.-none SourceList.-open, &.-wide SourceList.-open {
            display: block; dock: left; border-right: vkey $panel;
        }
        &.-none CodeTree.-open, &.-wide CodeTree.-open { display: block; dock: right; border-left: vkey $panel; }
    }
    """

    def __init__(self, desk: Desk, *, source: str = "", offset: int = 0) -> None:
        """Make the page.

        Args:
            desk: The project and what is known of it.
            source: Id of the text to open; the first one if empty or gone.
            offset: Where to put the cursor.
        """
        super().__init__()
        self.desk = desk
        self.target: Kind = "coded"
        self.target_code: str | None = None
        self.target_coder = ""
        self.query_text = ""
        self.is_moving_on = False
        self.edited: SpanCoding | None = None
        self.link_from: End | None = None
        """Where a link begins whose other end is still to be found."""
        self.typical: set[str] = set()
        self.weights: dict[str, float] = {}
        self._typical_known: frozenset[str] = frozenset()
        self._start = (source, offset)
        self._marks_soon = Rest(self, GLANCE, self.ask_marks)
        """Looks up what is known of the codings here, so that a held key is not slowed by it."""
        self.texts, self.view, self.codes = SourceList(), TranscriptView(), CodeTree()
        self.title_bar, self.details, self.key_bar = TitleBar(), DetailsPane(), KeyBar()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        # No container around the panes: what the transcript reports then reaches the screen before it is drawn,
        # and one picture shows both the cursor and what lies under it.
        yield from (self.title_bar, self.texts, self.view, self.codes, self.details, self.key_bar)

    def on_mount(self) -> None:
        """Open the text and start to listen for what others do."""
        source, offset = self._start
        known = {one.id for one in self.desk.sources}
        first = source if source in known else self.desk.first_source
        self.make_room(self.app.size)  # Before the first picture, or it would be laid out and drawn twice.
        self.open_source(first, offset if first == source else 0)
        self.view.focus()
        self.set_interval(1.0, self.poll)

    def on_resize(self, event: events.Resize) -> None:
        """Keep beside the transcript what there is room for."""
        self.make_room(event.size)

    def make_room(self, size: Size) -> None:
        """Keep beside the transcript what there is room for."""
        width, height = size
        self.set_class(width < ONE_PANE, "-none")
        self.set_class(ONE_PANE <= width < TWO_PANES, "-one")
        self.set_class(width >= LARGE, "-large")
        self.set_class(height < LOW, "-low")
        for pane in (self.texts, self.codes):
            # Over the transcript a pane ends where the details begin; beside it the grid gives the height.
            details = 0 if self.has_class("-closed") else 4 if height < LOW else 6
            pane.styles.max_height = height - 2 - details

    # Drawing

    def open_source(self, source: str, offset: int = 0, select: Span | None = None) -> None:
        """Open a text at a place; an empty id shows that there is none."""
        self.edited = None
        if source:
            self.desk.open(source)
            self.view.show(
                self.desk.text,
                self.desk.turns,
                self.desk.marks,
                self.desk.shown(),
                self.desk.code_marks(),
            )
            self.view.go_to(offset, select=select)
        else:
            self.desk.close()
            self.view.show("")
        self.view.border_title = self.desk.source.name if self.desk.source else _("No text yet: Ctrl+O imports one")
        self.show_lists()
        self.show_place()
        self.call_after_refresh(self._spare_collector)

    @staticmethod
    def _spare_collector() -> None:
        """Let Python's garbage collector pass over what is there now and stays.

        With ten thousand codings each of its rounds took a tenth of a second, in the middle of some key.
        """
        if gc.get_freeze_count():
            gc.collect()  # What came and went since the text before; otherwise it would stay, too.
        gc.freeze()

    def draw(self, changes: Difference) -> None:
        """Draw what changed in the open text, and the lists."""
        if not self.desk.is_open_source_there and (self.desk.source or self.desk.sources):
            self._open_first()  # The open text is gone, or the first one has just come.
            return
        self.view.set_codes(self.desk.code_marks())
        if len(changes.added) + len(changes.removed) + len(changes.replaced) > REDRAW_ALL:
            offset, selection = self.view.cursor, self.view.selection
            desk = self.desk
            self.view.show(desk.text, desk.turns, desk.marks, desk.shown(), desk.code_marks())
            self.view.go_to(offset, select=selection)
        else:
            for coding in changes.removed:
                self.view.remove_coding(coding.id)
            for coding in changes.replaced:
                self.view.replace_coding(coding)
            for coding in changes.added:
                self.view.add_coding(coding)
        self.show_lists()
        self.show_place()
        self.ask_marks()

    def draw_added(self, codings: list[SpanCoding]) -> None:
        """Draw codings that were just made, and count them."""
        for coding in codings:
            self.view.add_coding(coding)
        self.codes.count(Counter(coding.code for coding in codings))
        self.texts.count(len(codings))
        self.show_place()

    def draw_removed(self, codings: list[SpanCoding]) -> None:
        """Stop drawing codings that were just removed."""
        for coding in codings:
            self.view.remove_coding(coding.id)
        self.codes.count({code: -n for code, n in Counter(coding.code for coding in codings).items()})
        self.texts.count(-len(codings))
        self.show_place()

    def show_lists(self) -> None:
        """Show texts and codes with their counts."""
        self.codes.show(self.desk.code_rows())
        self.texts.show(
            [SourceRow(one.id, one.name, one.codings) for one in self.desk.sources],
            self.desk.source.id if self.desk.source else None,
        )
        self.texts.border_title = _("Texts  {n}").format(n=len(self.desk.sources))
        self.title_bar.show(
            self.desk.project.name,
            self.desk.source.name if self.desk.source else "",
            right=_("coder: {name}").format(name=self.desk.project.coder_name),
        )

    def show_coders(self, hidden: frozenset[str]) -> None:
        """Hide the codings of coders, and show those of all others."""
        self.desk.hidden_coders = hidden
        desk, at, selection = self.desk, self.view.cursor, self.view.selection
        self.view.show(desk.text, desk.turns, desk.marks, desk.shown(), desk.code_marks())
        self.view.go_to(at, select=selection)
        desk.read_counts()
        self.show_lists()
        self.show_place()

    def show_place(self) -> None:
        """Show what lies under the cursor and which keys make sense there."""
        at = self.desk.offset = self.view.cursor
        here = self.codings_here()
        self.show_keys(here)
        if self.has_class("-closed"):
            return
        lines = coding_lines(self.desk, here[:CODINGS_TOLD], self.typical, self.weights)
        facts, notes = facts_of(self.desk, at), note_lines(self.desk, at)
        self.details.show(facts, self._selected_words(), lines, notes, untold=len(here) - len(lines))
        if here and {coding.id for coding in here} - self._typical_known:
            self._marks_soon.begin()

    def _selected_words(self) -> str:
        selection = self.view.selection
        if selection is None or not len(selection):
            return ""
        return _("{n} characters selected").format(n=len(selection))

    def ask_marks(self) -> None:
        """Look up which codings under the cursor are typical, and their weights."""
        from qcode.store import codings

        here = [coding.id for coding in self.codings_here()]
        try:
            found = codings.by_ids(self.desk.project, here)
        except QcodeError:
            # Busy, or closed since the cursor came to rest; the next rest asks again.
            return
        self.typical = {one.id for one in found if one.typical}
        self.weights = {one.id: one.weight for one in found if one.weight is not None}
        self._typical_known = frozenset(here)
        self.show_place()

    async def one_picture(self) -> None:
        """Wait until every pane has said that it changed, so that one picture shows all of it.

        Each pane tells the screen in a turn of its own; a picture drawn before that would be followed by another
        a sixtieth of a second later.
        """
        for _turn in range(3):
            await asyncio.sleep(0)

    # The line of keys

    def show_keys(self, here: list[SpanCoding] | None = None) -> None:
        """Show the next five keys that make sense, and what holds for now."""
        here = self.codings_here() if here is None else here
        state = []
        if self.is_moving_on:
            state.append(_("moving on"))
        if self.link_from is not None:
            state.append(_("linking: go to the other end, then {key}").format(key=BY_ACTION["link"].key_text))
        if self.view.focus_code is not None:
            state.append(_("only {code}").format(code=self.desk.handle(self.view.focus_code)))
        if self.desk.hidden_coders:
            state.append(_("coders hidden: {n}").format(n=len(self.desk.hidden_coders)))
        if self.view.is_plain:
            state.append(_("plain"))
        self.key_bar.show(self._hints(here), " · ".join(state))

    def _hints(self, here: list[SpanCoding]) -> list[KeyHint]:
        latest = self.desk.handle(self.desk.recent[0]) if self.desk.recent else ""
        if self.edited is not None:
            return editing_keys()
        return [*self._hints_here(here, latest), KeyHint(",", _("screens"), "app.screens")]

    def _hints_here(self, here: list[SpanCoding], latest: str) -> list[KeyHint]:
        if self.desk.source is None:
            return [KeyHint("Ctrl+O", _("import texts"), "app.import_files"), *keys("help")]
        if self.focused is self.codes:
            return [KeyHint("Enter", _("passages"), "passages"), *keys("palette", "focus_code", "pane(1)", "help")]
        if self.focused is self.texts:
            return [KeyHint("Enter", _("open it"), "open_text"), *keys("pane(1)", "wide", "help")]
        if self.view.selection is not None:
            return keys("palette", "repeat", "in_vivo", "memo", "copy", latest=latest)
        if here:
            return keys("palette", "uncode", "recode", "edit_span", "memo")
        return keys("palette", "next", "turn(1)", "find", "help", target=self.target_name())

    def target_name(self) -> str:
        """Return what n and N go to, in the language of the screen."""
        if self.target == "code":
            return self.desk.handle(self.target_code or "")
        if self.target == "coder":
            return self.desk.coders.get(self.target_coder, "")
        return {
            "coded": _("coded"), "uncoded": _("uncoded"), "memo": _("memo"), "hit": _("hit"), "link": _("link"),
            "disagreement": _("disagreement"),
        }[self.target]  # fmt: skip

    # What is asked by the acts

    def codings_here(self) -> list[SpanCoding]:
        """Return the codings under the cursor, the smallest first."""
        if self.desk.source is None:
            return []
        # A selection reaches from its first character to the cursor, which may stand behind the last one.
        places = {self.view.cursor} if self.view.selection is None else {self.view.cursor, self.view.selection.start}
        found = {coding.id: coding for place in places for coding in self.view.codings_at(place)}
        return sorted(found.values(), key=lambda coding: (coding.end - coding.start, coding.start))

    def passage(self) -> Span | None:
        """Return the selected passage; without one, select the sentence here, or the turn, and return it."""
        selection = self.view.selection
        if selection is not None and len(selection):
            return selection
        at = self.view.cursor
        turn = self.desk.turn_at(at)
        if self.desk.source is None or not self.desk.text.strip():
            return None
        bounds = turn.span if turn else self._paragraph_of(at)
        inside = sentences(self.desk.text, bounds.start, bounds.end)
        here = next((one for one in inside if at < one.end), bounds)
        if not here.of(self.desk.text).strip():
            return None
        self.view.go_to(at, select=here, centre=False)
        return here

    def _paragraph_of(self, at: int) -> Span:
        start = self.desk.text.rfind("\n", 0, at) + 1
        end = self.desk.text.find("\n", at)
        return Span(start, len(self.desk.text) if end < 0 else max(start, end))

    def poll(self) -> None:
        """Take in what another window or a colleague did."""

        def take_in() -> None:
            if self.desk.project.noticed():
                self.draw(self.desk.refresh())
            self.desk.project.settle()

        try:
            take_in()
        except QcodeError:
            # The file is busy for a moment; the next second asks again.
            return

    def _open_first(self) -> None:
        self.desk.refresh()
        self.open_source(self.desk.first_source)
