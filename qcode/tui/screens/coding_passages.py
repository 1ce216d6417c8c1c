"""Acts on passages: link them, cut and merge them, nudge their boundaries, weigh and word them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.domain.links import KINDS, Link, LinkEnd
from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.errors import QcodeError
from qcode.language import _
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import Place
from qcode.tui.screens.coding_commands import BY_ACTION
from qcode.tui.screens.coding_marks import CodingMarks
from qcode.tui.widgets.cells import one_line

if TYPE_CHECKING:
    from qcode.services.linking import End

OWN_WORD = "own"
"""Id of the choice that asks for a word of one's own."""


class CodingPassages(CodingMarks):
    """The coding page with everything that is done to passages as such."""

    _nudged: frozenset[str] = frozenset()
    """Ids of the codings whose boundary was nudged last."""

    # Links

    @act
    async def action_link(self) -> None:
        """Begin or finish a link; list those of this place, to go along or to remove."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        if self.link_from is not None:
            await self._finish_link()
            return
        there = self._links_here()
        options = [
            Option(
                "passage", _("to another passage: go there, then {key}").format(key=BY_ACTION["link"].key_text), "l"
            ),
            Option("code", _("to a code"), "c"),
            Option("memo", _("to a memo"), "m"),
            *(Option(str(at), _said(pair), note=_("go there")) for at, pair in enumerate(there)),
            *([Option("remove", _("remove a link"), "x")] if there else []),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Link this passage …"), options))
        match chosen[0] if chosen else "":
            case "":
                return
            case "passage":
                self.link_from = self._link_end()
                self.show_keys()
            case "code":
                await self._link_to_code()
            case "memo":
                await self._link_to_memo()
            case "remove":
                await self._remove_link(there)
            case number:
                self._go_along(there[int(number)][2])

    @act
    async def action_follow(self) -> None:
        """Go along a link of this place."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        there = self._links_here()
        if not there:
            self.say(_("no link here; {key} makes one").format(key=BY_ACTION["link"].key_text))
        elif len(there) == 1:
            self._go_along(there[0][2])
        else:
            options = [Option(str(at), _said(pair), note=pair[2].text) for at, pair in enumerate(there)]
            if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Go along which link?"), options)):
                self._go_along(there[int(chosen[0])][2])

    def _links_here(self) -> list[tuple[Link, LinkEnd, LinkEnd]]:
        selection = self.view.selection
        places = {self.view.cursor} if selection is None else {self.view.cursor, selection.start}
        found = {pair[0].id: pair for place in sorted(places) for pair in self.desk.links_at(place)}
        return list(found.values())

    def _link_end(self) -> End | None:
        """Return what is linked here: the selection, the coded passage, or the sentence."""
        from qcode.services.linking import End

        span = self._passage_here()
        return End("segment", self.desk.source.id, span) if span is not None and self.desk.source else None

    def _passage_here(self) -> Span | None:
        """Return the selected passage, the smallest coded one here, or the sentence, which is then selected."""
        selection, here = self.view.selection, self.codings_here()
        if selection is not None and len(selection):
            return selection
        return Span(here[0].start, here[0].end) if here else self.passage()

    async def _finish_link(self) -> None:
        origin, target = self.link_from, self._link_end()
        if origin is None or target is None:
            return
        if origin == target:
            self.say(_("go to another passage, or Esc"))
            return
        if await self._make_link(origin, target):
            self.link_from = None
            self.show_place()

    async def _link_to_code(self) -> None:
        end = self._link_end()
        picked = await self.ask_codes(_("Link to which code?"), several=False, may_make=False) if end else None
        if end is not None and picked:
            from qcode.services.linking import End

            await self._make_link(end, End("code", picked.codes[0]))

    async def _link_to_memo(self) -> None:
        from qcode.services.linking import End
        from qcode.store import memos
        from qcode.tui.screens.asking import ChoiceDialog, Option

        end, known = self._link_end(), memos.all_memos(self.desk.project)
        if end is None or not known:
            self.say(_("there is no memo yet; {key} writes one").format(key=BY_ACTION["memo"].key_text))
            return
        options = [Option(memo.id, one_line(memo.text, 44), note=memo.target) for memo in reversed(known)]
        if chosen := await self.app.push_screen_wait(ChoiceDialog(_("Link to which memo?"), options)):
            await self._make_link(end, End("memo", chosen[0]))

    async def _make_link(self, origin: End, target: End) -> bool:
        """Ask what the one says of the other and link them; say whether that was done."""
        from qcode.services import linking
        from qcode.tui.screens.asking import ChoiceDialog, LineDialog, Option

        used = dict.fromkeys([*KINDS, *(link.kind for link in self.desk.links)])
        options = [Option(kind, _(kind), str(at) if at < 10 else "") for at, kind in enumerate(used, 1)]
        options.append(Option(OWN_WORD, _("a word of your own …"), "o"))
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("What does the first say of the second?"), options))
        kind = chosen[0] if chosen else None
        if kind == OWN_WORD:
            kind = await self.app.push_screen_wait(LineDialog(_("The first … the second"), hint=_("leads to")))
        if not kind:
            return False
        done = linking.link(self.desk.project, kind, origin, target)
        self._after_note(_("linked: {kind}").format(kind=_(kind)) if done.is_new else _("linked so already"))
        return True

    async def _remove_link(self, there: list[tuple[Link, LinkEnd, LinkEnd]]) -> None:
        from qcode.services import linking
        from qcode.tui.screens.asking import ChoiceDialog, Option

        ids: tuple[str, ...] | None = (there[0][0].id,)
        if len(there) > 1:
            options = [Option(pair[0].id, _said(pair), note=pair[2].text) for pair in there]
            ids = await self.app.push_screen_wait(ChoiceDialog(_("Remove which links?"), options, several=True))
        if ids:
            n = linking.unlink(self.desk.project, ids)
            self._after_note(_("links removed: {n}; u brings them back").format(n=n))

    def _go_along(self, end: LinkEnd) -> None:
        if end.span is not None:
            self.show_passage(Place(end.source, end.span))
        elif end.kind == "code":
            self.codes.go_to_code(end.id)
            self.say(f"{end.name} {end.text}")
        else:
            self.notify(end.text, title=_("Memo"), timeout=10, markup=False)

    def show_passage(self, place: Place) -> None:
        """Open a text at a passage and select it."""
        if self.desk.source is None or place.source != self.desk.source.id:
            self.open_source(place.source, place.span.start, select=place.span)
        else:
            self.view.go_to(place.span.start, select=place.span)
        self.view.focus()

    def _after_note(self, words: str) -> None:
        self.desk.read_memos()
        self.show_place()
        self.say(words)

    # Cutting and merging

    @act
    async def action_split_passage(self) -> None:
        """Cut the passage under the cursor in two, before the cursor."""
        from qcode.services import segmenting

        chosen = await self._choose_passage(_("Cut which passage?"))
        if not chosen:
            return
        done = segmenting.split(self.desk.project, [coding.id for coding in chosen], self.view.cursor)
        self.draw(self.desk.refresh())
        self.view.go_to(done.second.start, select=done.second, centre=False)
        codes = ", ".join(dict.fromkeys(self.desk.handle(coding.code) for coding in chosen))
        self.say(_("cut in two; on both parts: {codes}").format(codes=codes))

    @act
    async def action_merge_passages(self) -> None:
        """Merge the coding under the cursor with the next of its code, or all of a code that the selection touches."""
        from qcode.services import segmenting

        group = await self._to_merge()
        if not group:
            return
        done = segmenting.merge(self.desk.project, [coding.id for coding in group])
        self.draw(self.desk.refresh())
        self.view.go_to(done.span.start, select=done.span, centre=False)
        self.say(_("{code}: passages merged to one: {n}").format(code=self.desk.handle(group[0].code), n=done.codings))

    async def _to_merge(self) -> list[SpanCoding]:
        """Return the codings to merge, asking for the code where there are several; none if there are not two."""
        selection, here = self.view.selection, {coding.id for coding in self.codings_here()}
        shown = sorted(self.desk.shown(), key=lambda coding: (coding.start, coding.end))
        groups: dict[tuple[str, str], list[SpanCoding]] = {}
        for coding in shown:
            groups.setdefault((coding.code, coding.coder), []).append(coding)
        found: list[list[SpanCoding]] = []
        for group in groups.values():
            touched = [one for one in group if selection and Span(one.start, one.end).overlaps(selection)]
            first = next((at for at, one in enumerate(group) if one.id in here), None)
            if len(touched) > 1:
                found.append(touched)
            elif first is not None and first + 1 < len(group):
                found.append(group[first : first + 2])
        if not found:
            self.say(_("nothing to merge: no coding here that is followed by one of its code"))
        if len(found) > 1:
            mine = [group for group in found if group[0].coder == self.desk.project.coder_id]
            return await self._choose_group(mine or found)
        return found[0] if found else []

    async def _choose_group(self, groups: list[list[SpanCoding]]) -> list[SpanCoding]:
        from qcode.tui.screens.asking import ChoiceDialog, Option

        if len(groups) == 1:
            return groups[0]
        colors = self.desk.colors()
        options = [
            Option(
                str(at),
                self.desk.full_name(group[0].code),
                color=colors[group[0].code],
                note=f"{self.desk.coders.get(group[0].coder, '')}  {len(group)}",
            )
            for at, group in enumerate(groups)
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(_("Merge the passages of which code?"), options))
        return groups[int(chosen[0])] if chosen else []

    async def _choose_passage(self, title: str) -> list[SpanCoding]:
        """Return the codings of the passage here, one's own if there are any, asking where passages overlap."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        passages = self._passages_here()
        if not passages:
            self.say(_("no coding under the cursor"))
            return []
        if len(passages) == 1:
            return next(iter(passages.values()))
        options = [
            Option(
                segment,
                ", ".join(dict.fromkeys(self.desk.handle(one.code) for one in group)),
                note=self._words(Span(group[0].start, group[0].end), 40),
            )
            for segment, group in passages.items()
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(title, options))
        return passages[chosen[0]] if chosen else []

    def _passages_here(self) -> dict[str, list[SpanCoding]]:
        """Return the codings under the cursor by their passage, the smallest first; one's own where there are any."""
        passages: dict[str, list[SpanCoding]] = {}
        for coding in self.codings_here():
            passages.setdefault(coding.segment, []).append(coding)
        me = self.desk.project.coder_id
        return {segment: [one for one in group if one.coder == me] or group for segment, group in passages.items()}

    # Boundaries

    def action_nudge(self, motion: str) -> None:
        """Move a boundary of the passage here, or the active end of what is selected, by a word or a character."""
        selection = self.view.selection
        group = self._passage_to_nudge(selection)
        if self.edited is not None or not group:
            if selection is None:
                self.say(_("no coding under the cursor"))
            else:
                self.view.nudge(motion)
            return
        self._nudged = frozenset(one.id for one in group)
        span = Span(group[0].start, group[0].end)
        at_start = self.view.is_backward if selection else self.view.cursor - span.start < span.end - self.view.cursor
        moved = self.view.nudged(span, motion, at_start=at_start)
        if moved == span:
            return
        self._reshape(group, moved)
        boundary = moved.start if at_start else moved.end - 1
        if selection is None:
            self.view.go_to(boundary, centre=False)
        else:
            self.view.go_to(boundary, select=Span(moved.start, moved.end), centre=False)
            if at_start:
                self.view.action_swap_ends()

    def _passage_to_nudge(self, selection: Span | None) -> list[SpanCoding]:
        """Return the codings of the passage that is selected, or whose boundary is nearest; empty if there is none.

        A boundary that is pushed over that of another passage goes on; the other stays.
        """
        at = self.view.cursor

        def far(group: list[SpanCoding]) -> tuple[int, bool]:
            start, end = group[0].start, group[0].end
            return min(at - start, end - 1 - at), self._nudged.isdisjoint(one.id for one in group)

        groups = self._passages_here().values()
        chosen = (one for one in groups if selection in (None, Span(one[0].start, one[0].end)))
        return min(chosen, key=far, default=[])

    def _reshape(self, group: list[SpanCoding], span: Span) -> None:
        from qcode.services import segmenting

        changed = segmenting.reshape(self.desk.project, [one.id for one in group], span)
        if {one.id for one in changed} == {one.id for one in group}:
            for one in changed:
                self.desk.replace(one)
                self.view.replace_coding(one)
            self.desk.read_memos()
            self.show_place()
        else:
            self.draw(self.desk.refresh())

    # Weight and wording

    @act
    async def action_weight(self) -> None:
        """Ask how strongly the code applies."""
        from qcode.services import segmenting
        from qcode.tui.screens.asking import LineDialog

        ids = await self.choose_codings(_("Weigh which coding?"))
        if not ids:
            return
        coding = self.desk.codings[ids[0]]
        self.ask_marks()
        old = self.weights.get(coding.id)
        note = _("A number, such as 1 to 5 or 0.5. A lone minus takes the weight away.")
        title = _("Weight of {code}").format(code=self.desk.handle(coding.code))
        written = await self.app.push_screen_wait(LineDialog(title, f"{old:g}" if old is not None else "", note=note))
        if written is None:
            return
        segmenting.weigh(self.desk.project, coding.id, _number(written))
        self.ask_marks()
        self.say(_("weight: {weight}").format(weight=written) if written != "-" else _("no weight any more"))

    @act
    async def action_wording(self) -> None:
        """Write how the passage reads in another language, and how it is quoted."""
        from qcode.services import segmenting
        from qcode.store.segments import Wording
        from qcode.tui.screens.wording import WordingDialog

        span = self._passage_here()
        if span is None or self.desk.source is None:
            return
        old = self.desk.wordings.get(span, Wording())
        new = await self.app.push_screen_wait(WordingDialog(span.of(self.desk.text), old))
        if new is None:
            return
        segmenting.word(self.desk.project, self.desk.source.id, span, translation=new.translation, quoted=new.quoted)
        self._after_note(_("kept with the passage"))


def _said(pair: tuple[Link, LinkEnd, LinkEnd]) -> str:
    link, here, there = pair
    return f"{'→' if here is link.origin else '←'} {_(link.kind)}  {there.name}"


def _number(written: str) -> float | None:
    if written == "-":
        return None
    try:
        return float(written.replace(",", "."))
    except ValueError as error:
        raise QcodeError(_("“{weight}” is no weight; a weight is a number").format(weight=written)) from error
