"""The retrieval screen, put together: reading in context, ticking, and changing codings one by one or many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import citing, coding, noting, quoting, retrieving
from qcode.services.retrieving import Effect
from qcode.store import codes, memos, surroundings
from qcode.store.project import Project
from qcode.tui.commands import bindings
from qcode.tui.screens.acts import act
from qcode.tui.screens.base import Place
from qcode.tui.screens.documents import write_report
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.screens.palette import CodePalette, PickedCodes
from qcode.tui.screens.report_menu import write_any
from qcode.tui.screens.retrieval.commands import COMMANDS
from qcode.tui.screens.retrieval.effect import effect_lines
from qcode.tui.screens.retrieval.filters import RetrievalFilters
from qcode.tui.screens.retrieval.page import MOST_CONTEXT
from qcode.tui.widgets.reading_pane import ReadingPane
from qcode.tui.widgets.rows import RowList


class RetrievalScreen(RetrievalFilters):
    """Where what was coded is found, read and changed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]

    # Reading

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Show the passage in its text."""
        if one := self.rows.coding(message.index):
            self.post_message(self.PlaceWanted(Place(one.source_id, Span(one.start, one.end))))

    def action_wider(self) -> None:
        """Show one more paragraph or turn around."""
        self._set_context(self.context + 1)

    def action_narrower(self) -> None:
        """Show one paragraph or turn less around."""
        self._set_context(self.context - 1)

    def action_unit(self) -> None:
        """Widen by turns instead of paragraphs, or back."""
        is_turn = self.unit == surroundings.TURN
        self.unit = surroundings.PARAGRAPH if is_turn else surroundings.TURN
        self._set_context(max(self.context, 0))
        self.say(_("context by paragraphs") if is_turn else _("context by turns"))

    def action_pane(self) -> None:
        """Show the passage whole, or the list alone."""
        self.wants_pane = not self.has_pane
        self.show_pane()

    def action_leaf(self, direction: int) -> None:
        """Read on in a long passage, or back."""
        self.query_one(ReadingPane).action_leaf(direction)

    def action_group(self, step: int) -> None:
        """Go to the next group or the one before."""
        rows = self.rows
        firsts = [group.first for group in rows.found.groups]
        if step > 0:
            rows.go_to(next((at for at in firsts if at > rows.cursor), rows.cursor))
        else:
            rows.go_to(next((at for at in reversed(firsts) if at < rows.cursor), 0))

    def _set_context(self, wanted: int) -> None:
        self.context = max(-1, min(wanted, MOST_CONTEXT))
        if not self.has_pane:
            self.wants_pane = True
            self.show_pane()
        self.show_filters()
        self.show_passage()

    # Choosing

    def on_quotation_rows_tick_wanted(self) -> None:
        """Tick the quotation whose edge was clicked."""
        self._tick()

    def action_tick(self) -> None:
        """Tick the quotation under the cursor and go on."""
        self._tick()
        self.rows.action_cursor(1)

    def _tick(self) -> None:
        if here := self._id_here():
            self.rows.ticked ^= {here}
            self.rows.refresh_row(self.rows.cursor)
            self.show_filters()

    def action_tick_all(self) -> None:
        """Tick all that is listed, or none."""
        rows = self.rows
        rows.ticked = set() if len(rows.ticked) == len(rows.found.ids) else set(rows.found.ids)
        rows.refresh()
        self.show_filters()

    def action_range(self) -> None:
        """Begin a range, or tick all from where it began to here."""
        rows = self.rows
        if rows.marked_from is None:
            rows.marked_from = rows.cursor
            self.say(_("range begun; move, then v ticks it"))
        else:
            first, last = sorted((rows.marked_from, rows.cursor))
            rows.ticked |= set(rows.found.ids[first : last + 1])
            rows.marked_from = None
        rows.refresh()
        self.show_filters()

    def action_back(self) -> None:
        """Go one step back: from a range, from ticks, from the screen."""
        rows = self.rows
        if rows.marked_from is None and not rows.ticked:
            self.leave()
            return
        if rows.marked_from is not None:
            rows.marked_from = None
        else:
            rows.ticked = set()
        rows.refresh()
        self.show_filters()

    def chosen(self) -> list[str]:
        """Return the ids of what is ticked, in the order of the list, else that of the coding under the cursor."""
        rows = self.rows
        if rows.ticked:
            return [id for id in rows.found.ids if id in rows.ticked]
        if here := self._id_here():
            return [here]
        self.say(_("nothing is listed to act on"))
        return []

    # Changing

    @act
    async def action_uncode(self) -> None:
        """Remove codings; several only after what goes was shown."""
        ids = self.chosen()
        if len(ids) > 1:
            effect = await self.ask(lambda project: retrieving.effect_of_uncoding(project, ids), len(ids))
            if not await self._agreed(_("Uncode"), _("codings to be removed: {n}"), effect):
                return
        if ids:
            gone = await self.perform(lambda project: coding.uncode(project, ids), len(ids))
            self.say(_("codings removed: {n}; u brings them back").format(n=gone))

    @act
    async def action_recode(self) -> None:
        """Give codings another code; several only after what changes was shown."""
        ids = self.chosen()
        picked = await self._ask_codes(_("Instead: one code for {n}"), len(ids), several=False) if ids else None
        if picked is None:
            return
        code, new = (picked.codes[0] if picked.codes else ""), picked.new
        if len(ids) > 1:
            effect = await self.ask(
                lambda project: (
                    retrieving.effect_of_uncoding(project, ids)
                    if new
                    else retrieving.effect_of_recoding(project, ids, code)
                ),
                len(ids),
            )
            if not await self._agreed(self._said(picked), _("codings to be recoded: {n}"), effect):
                return

        def work(project: Project) -> coding.RecodeResult:
            return retrieving.recode_to_new(project, ids, new) if new else coding.recode_all(project, ids, code)

        done = await self.perform(work, len(ids))
        self.say(_("codings recoded: {n}; joined: {joined}").format(n=done.recoded, joined=done.joined))

    @act
    async def action_code(self) -> None:
        """Give passages further codes; several only after what is added was shown."""
        ids = self.chosen()
        picked = await self._ask_codes(_("Code also, passages: {n}"), len(ids)) if ids else None
        if picked is None:
            return
        wanted, new = list(picked.codes), picked.new
        if len(ids) > 1:
            effect = await self.ask(lambda project: retrieving.effect_of_coding(project, ids, wanted), len(ids))
            lines = _("codings to be added: {n}")
            if new:
                lines += "\n" + _("and the new code “{name}” on each passage").format(name=new.name)
            if not await self._agreed(self._said(picked), lines, effect):
                return
        done = await self.perform(lambda project: retrieving.code_also(project, ids, wanted, new=new), len(ids))
        self.say(_("codings applied: {n}; there already: {already}").format(n=done.added, already=done.already))

    @act
    async def action_memo(self) -> None:
        """Write on the coding under the cursor."""
        from qcode.tui.screens.memo import MemoDialog

        one = self.rows.current
        if one is None:
            return
        notes = memos.of(self.project, "coding", one.id)
        old = notes[-1] if notes else None
        title = _("Memo on {code}").format(code=one.code)
        text = await self.app.push_screen_wait(MemoDialog(title, one.text, old.text if old else ""))
        if text is None:
            return
        if old is not None:
            noting.edit_memo(self.project, old.id, text)
        elif text:
            noting.write_memo(self.project, "coding", one.id, text)
        await self.read()
        self.say(_("memo kept"))

    @act
    async def action_typical(self) -> None:
        """Mark codings as typical; take the mark away where all have it."""
        ids = self.chosen()
        if ids:
            one = self.rows.current
            typical = not one.typical if len(ids) == 1 and one else True

            def work(project: Project) -> int:
                changed = retrieving.mark_typical(project, ids, typical=typical)
                return changed or (0 if len(ids) == 1 else -retrieving.mark_typical(project, ids, typical=False))

            done = await self.perform(work, len(ids))
            said = _("marked as typical: {n}") if done > 0 else _("no longer typical: {n}")
            self.say(said.format(n=abs(done) if typical or len(ids) > 1 else len(ids)))

    @act
    async def action_copy(self) -> None:
        """Copy quotations with their citations."""
        if ids := self.chosen():
            quoted = await self.ask(lambda project: citing.citations(project, ids), len(ids))
            if quoted:
                self.app.copy_to_clipboard("\n\n".join(quoted))
            withheld = _("; withheld for want of consent: {n}").format(n=len(ids) - len(quoted))
            self.say(_("copied with citation: {n}").format(n=len(quoted)) + withheld * (len(quoted) < len(ids)))

    @act
    async def action_write(self) -> None:
        """Write the listed quotations, or those that are ticked, to a document."""
        selection = self._listed()

        def make(project: Project, language: str) -> Report:
            return quoting.make_quotation_report(project, selection, language=language, title=self.heading)

        await write_report(
            self, _("Write the quotations to which file?"), _("quotations") + ".docx", make, quotes=True
        )  # fmt: skip

    @act
    async def action_documents(self) -> None:
        """Write a document of what is ticked, or of what the filters choose."""
        await write_any(self, self._listed())

    def _listed(self) -> Selection:
        """Return what is ticked as a selection, else what is listed.

        Raises:
            QcodeError: If the codings to list were chosen one by one, and none of them is left.
        """
        rows = self.rows
        if rows.ticked and len(rows.ticked) < len(rows.found.ids):
            return replace(self.selection, chosen=tuple(id for id in rows.found.ids if id in rows.ticked))
        if self.among is None:
            return self.selection
        if not rows.found.ids:
            raise QcodeError(_("nothing is listed to act on"))
        return replace(self.selection, chosen=tuple(rows.found.ids))

    @act
    async def turn(self, step: Callable[[Project], str], said: str) -> None:
        """Take a step in the history; the list is read in a thread."""
        summary = step(self.project)
        await self.read()
        self.say(said.format(act=summary))

    async def _agreed(self, title: str, first: str, effect: Effect) -> bool:
        """Show what an act would come to, and return whether it is to be done."""
        dialog = EffectDialog(title, effect_lines(first, effect))
        return await self.app.push_screen_wait(dialog) is True

    async def _ask_codes(self, title: str, size: int, *, several: bool = True) -> PickedCodes | None:
        everything = codes.all_codes(self.project)
        recent = codes.recent(self.project)
        palette = CodePalette(title.format(n=size), everything, self.rows.chips, recent, several=several)
        return await self.app.push_screen_wait(palette)

    def _said(self, picked: PickedCodes) -> str:
        known = {one.code.id: one.code.key or one.path for one in codes.all_codes(self.project, with_use=False)}
        names = [known.get(code, "?") for code in picked.codes]
        return ", ".join([*names, picked.new.name] if picked.new else names)
