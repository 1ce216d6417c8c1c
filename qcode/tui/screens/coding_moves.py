"""Finding one's way: words, coded and uncoded places, answers, panes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.language import _
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import Place
from qcode.tui.screens.coding_commands import BY_ACTION, PLACE_TYPED
from qcode.tui.screens.coding_passages import CodingPassages

if TYPE_CHECKING:
    from qcode.tui.screens.asking import Option
    from qcode.tui.screens.find import FoldedText


class CodingMoves(CodingPassages):
    """The coding page with everything that goes somewhere."""

    _folded: FoldedText | None = None
    _folded_of: str = ""
    searched: str = ""
    """The query of the search screen whose hits are walked; words typed with ``/`` are found as they stand."""
    _searched_hits: tuple[tuple[str, str], list[Span]] = (("", ""), [])

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
        """Return where words stand in the open text, or what a search found there."""
        if query and query == self.searched:
            return self._hits_of_search(query)
        from qcode.tui.screens.find import FoldedText

        if self._folded is None or self._folded_of != self.desk.text:
            self._folded, self._folded_of = FoldedText.of(self.desk.text), self.desk.text
        return self._folded.find(query)

    def show_passage(self, place: Place) -> None:
        """Open a text at a passage and select it; n and N then walk the hits of the search it comes from."""
        if place.query:
            self.query_text = self.searched = place.query
            self.target, self._searched_hits = "hit", (("", ""), [])
        super().show_passage(place)

    def _hits_of_search(self, query: str) -> list[Span]:
        from qcode.store import search

        source = self.desk.source.id if self.desk.source else ""
        if self._searched_hits[0] != (query, source):
            found = search.each_spot(self.desk.project, query, sources={source})
            self._searched_hits = ((query, source), [Span(start, end) for _source, start, end in found])
        return self._searched_hits[1]

    @act
    async def action_go(self) -> None:
        """Choose what n and N go to, and go there."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        here = self.codings_here()
        code = here[0].code if here else self.codes.code
        coders = len(self.desk.coders_here())
        options = [
            Option("coded", _("coded passages"), "c"),
            Option("uncoded", _("answers nothing is coded in"), "u"),
            Option("memo", _("passages with a memo"), "m"),
            *([Option("code", _("passages of {code}").format(code=self.desk.handle(code)), "k")] if code else []),
            *([Option("hit", _("“{query}”").format(query=self.query_text), "h")] if self.query_text else []),
            *([Option("link", _("linked passages"), "l")] if self.desk.links else []),
            *([Option("disagreement", _("passages that coders code differently"), "d")] if coders > 1 else []),
            *([Option("coder", _("passages of one coder …"), "o")] if coders else []),
            Option("top", _("the top of the text"), "g"),
            Option("bottom", _("its end"), "G"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Go to the next …"), options))
        match chosen[0] if chosen else "":
            case "top":
                self.view.go_to(0)
            case "bottom":
                self.view.go_to(len(self.desk.text))
            case "coder":
                if coder := await self._choose_coder():
                    self.target, self.target_coder = "coder", coder
                    self.go_on(1)
            case "coded" | "uncoded" | "memo" | "code" | "hit" | "link" | "disagreement" as kind:
                self.target, self.target_code = kind, code
                self.go_on(1)

    async def _choose_coder(self) -> str:
        """Ask for one of the coders of this text; there may be just one."""
        from qcode.tui.screens.asking import ChoiceDialog

        if len(self.desk.coders_here()) == 1:
            return next(iter(self.desk.coders_here()))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Passages of which coder?"), self._coder_options()))
        return chosen[0] if chosen else ""

    def _coder_options(self) -> list[Option]:
        from qcode.tui.screens.asking import Option

        return [
            Option(
                id,
                self.desk.coders.get(id, "?"),
                str(at) if at < 10 else "",
                note=_("codings here: {n}").format(n=n) + (_(" · hidden") if id in self.desk.hidden_coders else ""),
            )
            for at, (id, n) in enumerate(self.desk.coders_here().items(), 1)
        ]

    @act
    async def action_to_paragraph(self, place: str = "") -> None:
        """Go to a paragraph or, with an L before its number, a line of the appendix; asked for unless it is given."""
        from qcode.services.numbering import find_place
        from qcode.tui.screens.asking import LineDialog

        if not place:
            title, hint = _("Go to paragraph or line"), _("12, L41 for a line, T02:L41 in another text")
            written = await self.app.push_screen_wait(LineDialog(title, hint=hint))
            place = written or ""
        if not (found := PLACE_TYPED.fullmatch(place)):
            return
        if found[1]:
            source, at = find_place(self.desk.project, place)
            self.open_source(source, at)
        else:
            start_of = self.desk.start_of_line if found[2] else self.desk.start_of_paragraph
            self.view.go_to(start_of(int(found[3])))

    @act
    async def action_coders(self) -> None:
        """Choose whose codings show."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        me = self.desk.project.coder_id
        options = [
            Option("all", _("everybody's"), "a"),
            Option("mine", _("only my own"), "m"),
            *([Option("others", _("all but my own"), "o")] if me in self.desk.coders_here() else []),
            *self._coder_options(),
        ]
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(_("Whose codings are to show? Tab ticks several"), options, several=True)
        )
        everybody = frozenset(self.desk.coders) | frozenset(self.desk.coders_here())
        match chosen:
            case None:
                return
            case ("all", *_rest):
                hidden: frozenset[str] = frozenset()
            case ("mine",):
                hidden = everybody - {me}
            case ("others",):
                hidden = frozenset({me})
            case _:
                shown = {me if one == "mine" else one for one in chosen}
                hidden = everybody - shown
        self.show_coders(hidden)

    def action_plain(self) -> None:
        """Show the words alone, or with stripes, tints and lines again."""
        self.view.is_plain = not self.view.is_plain
        self.show_keys()

    @act
    async def action_menu(self) -> None:
        """List what can be done with what is here, and do the chosen one."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        here = self.codings_here()
        actions = ["palette", "repeat", "new_code_here"]
        actions += ["in_vivo"] if self.view.selection is not None else []
        actions += (
            ["uncode", "recode", "edit_span", "split_passage", "merge_passages", "weight", "typical"] if here else []
        )
        actions += ["memo", "link", "wording", "copy", "copy_quoted", "focus_code"]
        rows = [BY_ACTION[action] for action in actions]
        options = [
            Option(row.action, _(row.label), row.key_text if len(row.key_text) == 1 else "", note=_(row.help))
            for row in rows
        ]
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Here"), options)):
            await self.do_command(chosen[0])

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
        wants_words = self.target in ("hit", "uncoded", "disagreement")
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
            case "link":
                return self.desk.linked()
            case "coder":
                return self.desk.passages_by(self.target_coder)
            case "disagreement":
                return self.desk.disagreements()

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

    def action_passages(self) -> None:
        """List everything under a code, in all texts."""
        here = self.codings_here()
        code = here[0].code if here and self.focused is self.view else self.codes.code
        if code is not None:
            self.post_message(self.ScreenWanted("retrieval", {"selection": Selection(codes=(code,))}))

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

    def action_details(self) -> None:
        """Close the pane below the transcript, or open it again."""
        self.toggle_class("-closed")
        self.make_room(self.app.size)
        self.show_place()

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
        elif self.link_from is not None:
            self.link_from = None
        elif self.view.focus_code is not None:
            self.view.focus_code = None
        self.show_place()

    def to_transcript(self) -> None:
        """Close panes that lie over the transcript and go there."""
        for pane in (self.texts, self.codes):
            pane.remove_class("-open")
        self.view.focus()
