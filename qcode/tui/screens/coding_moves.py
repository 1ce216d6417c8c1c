"""Finding one's way: words, coded and uncoded places, answers, panes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from qcode.domain.span import Span
from qcode.language import _
from qcode.tui.screens.base import Place, act
from qcode.tui.screens.coding_marks import CodingMarks

if TYPE_CHECKING:
    from qcode.tui.screens.find import FoldedText


class CodingMoves(CodingMarks):
    """The coding page with everything that goes somewhere."""

    _folded: FoldedText | None = None
    _folded_of: str = ""

    @act
    async def action_find(self) -> None:
        """Find words in this text; the text jumps along while one types."""
        from qcode.tui.screens.find import FindDialog

        at, selection = self.view.cursor, self.view.selection

        def look(query: str) -> str:
            hits = self.hits(query)
            if not hits:
                self.view.go_to(at, select=selection)
                return _("not found") if query.strip() else ""
            index = bisect_left(hits, Span(at, at)) % len(hits)
            self.view.go_to(hits[index].start, select=hits[index])
            return _("{n} of {all}").format(n=index + 1, all=len(hits))

        query = await self.app.push_screen_wait(FindDialog(self.query_text, look))
        if query is None:
            self.view.go_to(at, select=selection)
        elif query.strip():
            self.query_text, self.target = query, "hit"
            if self.view.selection not in self.hits(query):
                look(query)
            self.show_keys()

    def hits(self, query: str) -> list[Span]:
        """Return where words stand in the open text."""
        from qcode.tui.screens.find import FoldedText

        if self._folded is None or self._folded_of != self.desk.text:
            self._folded, self._folded_of = FoldedText.of(self.desk.text), self.desk.text
        return self._folded.find(query)

    @act
    async def action_go(self) -> None:
        """Choose what n and N go to, and go there."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        here = self.codings_here()
        code = here[0].code if here else self.codes.code
        options = [
            Option("coded", _("coded passages"), "c"),
            Option("uncoded", _("answers nothing is coded in"), "u"),
            Option("memo", _("passages with a memo"), "m"),
            *([Option("code", _("passages of {code}").format(code=self.desk.handle(code)), "k")] if code else []),
            *([Option("hit", _("“{query}”").format(query=self.query_text), "h")] if self.query_text else []),
            Option("top", _("the top of the text"), "g"),
            Option("bottom", _("its end"), "G"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Go to the next …"), options))
        if not chosen:
            return
        match chosen[0]:
            case "top":
                self.view.go_to(0)
            case "bottom":
                self.view.go_to(len(self.desk.text))
            case "coded" | "uncoded" | "memo" | "code" | "hit" as kind:
                self.target, self.target_code = kind, code
                self.go_on(1)

    def action_next(self) -> None:
        """Go to the next place of the kind that was chosen."""
        self.go_on(1)

    def action_previous(self) -> None:
        """Go to the place before of the kind that was chosen."""
        self.go_on(-1)

    def go_on(self, step: int) -> None:
        """Go to the next or previous place, from the other end where there is none."""
        places = self.places()
        if not places:
            self.say(_("{what}: nothing in this text").format(what=self.target_name()))
            return
        starts = sorted({place.start for place in places})
        at = self.view.selection.start if self.view.selection else self.view.cursor
        index = bisect_right(starts, at) if step > 0 else bisect_left(starts, at) - 1
        is_round = not 0 <= index < len(starts)
        index %= len(starts)
        place = next(place for place in places if place.start == starts[index])
        wants_words = self.target in ("hit", "uncoded")
        self.view.go_to(place.start, select=place if wants_words else None)
        where = _("{what}: {n} of {all}").format(what=self.target_name(), n=index + 1, all=len(starts))
        self.say(where + (_(", from the other end") if is_round else ""))

    def places(self) -> list[Span]:
        """Return the places that n and N go to, in order."""
        match self.target:
            case "coded":
                return self.desk.passages()
            case "uncoded":
                return self.desk.uncoded()
            case "memo":
                return self.desk.noted()
            case "code":
                return self.desk.passages(self.target_code)
            case "hit":
                return self.hits(self.query_text)

    def action_turn(self, step: int) -> None:
        """Go to the next answer or the one before."""
        self.go_to_turn(step)

    def action_focus_code(self) -> None:
        """Show one code alone, or all again."""
        here = self.codings_here()
        code = here[0].code if here and self.focused is self.view else self.codes.code
        self.view.focus_code = None if self.view.focus_code is not None else code
        if self.view.focus_code is not None:
            self.target, self.target_code = "code", code
        self.show_keys()

    @act
    async def action_passages(self) -> None:
        """List everything under a code; the chosen passage is opened in its text."""
        from qcode.tui.screens.passages import PassagesScreen

        here = self.codings_here()
        code = here[0].code if here and self.focused is self.view else self.codes.code
        if code is None:
            return
        row = self.desk.codes[code]
        place = await self.app.push_screen_wait(PassagesScreen(self.desk.project, row, self.desk.colors()[code]))
        if place is not None:
            self.show_passage(place)

    def show_passage(self, place: Place) -> None:
        """Open a text at a passage and select it."""
        if self.desk.source is None or place.source != self.desk.source.id:
            self.open_source(place.source, place.span.start, select=place.span)
        else:
            self.view.go_to(place.span.start, select=place.span)
        self.view.focus()

    # Panes

    def action_pane(self, step: int) -> None:
        """Go to the next pane; one that is hidden for lack of room opens over the transcript."""
        panes = [self.texts, self.view, self.codes]
        at = next((index for index, pane in enumerate(panes) if pane is self.focused), 1)
        wanted = panes[(at + step) % len(panes)]
        for pane in (self.texts, self.codes):
            pane.set_class(pane is wanted, "-open")
        wanted.focus()
        self.call_after_refresh(self.show_keys)

    def action_wide(self) -> None:
        """Give the transcript the whole width, or show the lists again."""
        self.toggle_class("-wide")
        self.view.focus()

    def action_open_text(self) -> None:
        """Open the text under the cursor of the list."""
        self.texts.action_choose()

    def action_back(self) -> None:
        """Go one step back, and never lose work."""
        if self.edited is not None:
            self.edited = None
            self.view.clear_selection()
        elif self.focused is not self.view:
            self.to_transcript()
        elif self.view.selection is not None:
            self.view.clear_selection()
        elif self.view.focus_code is not None:
            self.view.focus_code = None
        self.show_place()

    def to_transcript(self) -> None:
        """Close panes that lie over the transcript and go there."""
        for pane in (self.texts, self.codes):
            pane.remove_class("-open")
        self.view.focus()
