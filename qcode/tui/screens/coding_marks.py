"""Acts of coding: apply, take away, change, note, copy, undo.

Each writes to disk first and draws afterwards; what cannot be written is said and nothing is drawn. Dialogs are
imported when they are asked for, so that the first picture need not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.domain.transcript import Role
from qcode.language import _
from qcode.tui.screens.acts import act
from qcode.tui.screens.coding_page import CodingPage
from qcode.tui.widgets.cells import one_line

if TYPE_CHECKING:
    from qcode.tui.screens.palette import PickedCodes

IN_VIVO_LENGTH = 60
"""Most characters of a code's name that is taken from the text."""


class CodingMarks(CodingPage):
    """The coding page with everything that changes codings."""

    @act
    async def action_palette(self) -> None:
        """Choose codes for the selection or the sentence here; while a span is edited, set it."""
        if self.edited is not None:
            self.set_boundary()
            return
        span = self.passage()
        if span is None:
            return
        picked = await self.ask_codes(_("Code: {words}").format(words=self._words(span, 60)))
        if picked:
            self.apply_picked(span, picked)

    def action_repeat(self) -> None:
        """Apply the latest code again."""
        if not self.desk.recent:
            self.say(_("no code was used yet; c opens the palette"))
        elif self.edited is None and (span := self.passage()):
            self.apply(span, self.desk.recent[:1])

    def action_favourite(self, digit: int) -> None:
        """Apply the code on a digit."""
        favourites = self.desk.favourites()
        if digit > len(favourites):
            self.say(_("no code on {digit}; 0 sets favourites").format(digit=digit))
        elif self.edited is None and (span := self.passage()):
            self.apply(span, [favourites[digit - 1]])

    def action_in_vivo(self) -> None:
        """Make a code of the selected words and apply it to them."""
        from qcode.services.naming import NewCode
        from qcode.tui.screens.palette import PickedCodes

        selection = self.view.selection
        words = " ".join(self.desk.spoken(selection).split()) if selection else ""
        if not words or selection is None:
            self.say(_("select the words first"))
            return
        name = words if len(words) <= IN_VIVO_LENGTH else words[: IN_VIVO_LENGTH - 1].rstrip() + "…"
        self.apply_picked(selection, PickedCodes((), NewCode((name,))))

    @act
    async def action_edit_favourites(self) -> None:
        """Choose the codes of the digits, in the order of ticking."""
        picked = await self.ask_codes(
            _("Favourites: tick up to nine, in the order of their keys"),
            may_make=False,
            ticked=self.desk.favourites() if self.desk.chosen_favourites else (),
        )
        if picked:
            self.desk.chosen_favourites = picked.codes[:9]
            self.desk.read_counts()
            self.show_lists()
            self.say(_("favourites set: {n}").format(n=len(self.desk.chosen_favourites)))

    @act
    async def action_uncode(self) -> None:
        """Remove a coding under the cursor, asking which where there are several."""
        ids = await self.choose_codings(_("Remove which coding?"), several=True)
        if ids:
            gone = self.desk.remove(ids)
            self.draw_removed(gone)
            names = ", ".join(dict.fromkeys(self.desk.handle(coding.code) for coding in gone))
            self.say(_("removed {codes}; u brings it back").format(codes=names))

    @act
    async def action_recode(self) -> None:
        """Put another code on a coding under the cursor."""
        from qcode.services import coding as service

        ids = await self.choose_codings(_("Recode which coding?"))
        if not ids:
            return
        old = self.desk.codings[ids[0]]
        title = _("Instead of {code}").format(code=self.desk.handle(old.code))
        picked = await self.ask_codes(title, several=False)
        if not picked:
            return
        code = self._codes_of(picked)[0]
        changed = service.recode(self.desk.project, old.id, code)
        self.desk.used(code)
        self.take_changed(old, changed)
        self.say(f"{self.desk.handle(old.code)} → {self.desk.handle(changed.code)}")

    @act
    async def action_edit_span(self) -> None:
        """Begin to mark a coded passage anew."""
        ids = await self.choose_codings(_("Edit the span of which coding?"))
        if ids:
            self.edited = self.desk.codings[ids[0]]
            span = Span(self.edited.start, self.edited.end)
            self.view.go_to(span.start, select=span, centre=False)
            self.view.focus()
            self.show_keys()

    def set_boundary(self) -> None:
        """Give the coding that is edited the selection as its span."""
        from qcode.services import coding as service

        old, span = self.edited, self.view.selection
        self.edited = None
        if old is not None and span is not None and len(span) and (span.start, span.end) != (old.start, old.end):
            self.take_changed(old, service.move_boundary(self.desk.project, old.id, span))
            self.say(_("{code} covers the new passage").format(code=self.desk.handle(old.code)))
        else:
            self.show_place()

    @act
    async def action_memo(self) -> None:
        """Write on the selected passage, or on the coding under the cursor, or on the sentence here."""
        selection, here = self.view.selection, self.codings_here()
        if here and not (selection and not any(Span(c.start, c.end) == selection for c in here)):
            ids = await self.choose_codings(_("Write on which coding?"))
            if ids:
                await self._write_on_coding(self.desk.codings[ids[0]])
        elif span := self.passage():
            await self._write_on_passage(span)

    def action_typical(self) -> None:
        """Mark the smallest coding under the cursor as typical, or take the mark away."""
        from qcode.services import coding as service

        here = self.codings_here()
        if not here:
            self.say(_("no coding under the cursor"))
            return
        coding = here[0]
        self.ask_marks()
        service.mark_typical(self.desk.project, coding.id, typical=coding.id not in self.typical)
        self.ask_marks()
        mark = _("typical of {code}") if coding.id in self.typical else _("no longer typical of {code}")
        self.say(mark.format(code=self.desk.handle(coding.code)))

    def action_copy(self) -> None:
        """Copy the selection, or the passage under the cursor, with its citation."""
        self._copy(as_quoted=False)

    def action_copy_quoted(self) -> None:
        """Copy the form in which the passage is quoted, with translation and citation."""
        self._copy(as_quoted=True)

    def _copy(self, *, as_quoted: bool) -> None:
        from qcode.services import citing
        from qcode.tui.screens import clipboard

        span = self.view.selection
        if span is None or not len(span):
            here = self.codings_here()
            span = Span(here[0].start, here[0].end) if here else self.passage()
        if span is not None and self.desk.source is not None:
            words = citing.citation(self.desk.project, self.desk.source.id, span, as_quoted=as_quoted)
            is_sure = clipboard.copy(self.app, words)
            self.say(
                _("copied with its citation") if is_sure else _("given to the terminal to copy, with its citation")
            )

    @act
    async def action_new_code_here(self) -> None:
        """Make a code and apply it to the passage."""
        from qcode.services import naming
        from qcode.tui.screens.asking import LineDialog
        from qcode.tui.screens.palette import PickedCodes

        span = self.passage() if self.edited is None else None
        if span is None:
            return
        title = _("New code: {words}").format(words=self._words(span, 50))
        name = await self.app.push_screen_wait(
            LineDialog(
                title,
                hint=_("Name"),
                note=_("Parent/Name puts it under another code, made if it is not there."),
            )
        )
        if name and (new := naming.new_code(name, self.desk.codes.values())):
            self.apply_picked(span, PickedCodes((), new))

    def action_undo(self) -> None:
        """Take back the latest act of this coder."""
        from qcode.services import undoing

        self._after_history(_("undone: {act}"), undoing.undo_in_words(self.desk.project))

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from qcode.services import undoing

        self._after_history(_("done again: {act}"), undoing.redo_in_words(self.desk.project))

    def action_moving_on(self) -> None:
        """Go to the next answer after each coding, or stay."""
        self.is_moving_on = not self.is_moving_on
        self.say(_("after coding: on to the next answer") if self.is_moving_on else _("after coding: stay here"))
        turn = self.desk.turn_at(self.view.cursor)
        if self.is_moving_on and self.view.selection is None:
            # What is coded first is the answer here, as the answers after it.
            if turn is None or turn.role is Role.INTERVIEWER:
                self.go_to_turn(1)
            else:
                self.view.go_to(turn.span.start, select=turn.span, centre=False, offered=True)
        self.show_keys()

    # What the acts share

    def apply(self, span: Span, codes: Sequence[str]) -> None:
        """Apply codes to a span, draw them, and move on if that is wished."""
        if not codes:
            return
        if self.desk.project.coder_id in self.desk.hidden_coders:
            self.show_coders(self.desk.hidden_coders - {self.desk.project.coder_id})
        new = self.desk.apply(span, codes)
        self.draw_added(new)
        names = ", ".join(self.desk.handle(code) for code in codes)
        self.say(f"✓ {names}" if new else _("{codes}: coded so already").format(codes=names))
        if new and self.is_moving_on:
            self.go_to_turn(1)

    def apply_picked(self, span: Span, picked: PickedCodes) -> None:
        """Apply what was chosen in the palette, making the code that is new."""
        self.apply(span, self._codes_of(picked))

    def go_to_turn(self, step: int) -> None:
        """Go to the next answer or the one before; selected while moving on."""
        turn = self.desk.next_turn(self.view.cursor, step)
        if turn is None:
            self.say(_("the last answer") if step > 0 else _("the first answer"))
        else:
            self.view.go_to(turn.span.start, select=turn.span if self.is_moving_on else None, offered=True)

    async def ask_codes(
        self, title: str, *, several: bool = True, may_make: bool = True, ticked: Sequence[str] = ()
    ) -> PickedCodes | None:
        """Open the palette."""
        from qcode.tui.screens.palette import CodePalette

        desk = self.desk
        return await self.app.push_screen_wait(
            CodePalette(
                title,
                list(desk.codes.values()),
                desk.colors(),
                desk.recent,
                several=several,
                may_make=may_make,
                ticked=ticked,
            )
        )

    async def choose_codings(self, title: str, *, several: bool = False) -> tuple[str, ...]:
        """Return the coding under the cursor, or those chosen where there are several."""
        from qcode.tui.screens.asking import ChoiceDialog, Option

        here = self.codings_here()
        if not here:
            self.say(_("no coding under the cursor"))
        if len(here) < 2:
            return tuple(coding.id for coding in here)
        colors = self.desk.colors()
        options = [
            Option(
                coding.id,
                self.desk.full_name(coding.code),
                color=colors[coding.code],
                note=f"{self.desk.coders.get(coding.coder, '')}  {self._words(Span(coding.start, coding.end), 40)}",
            )
            for coding in here
        ]
        return await self.app.push_screen_wait(ChoiceDialog(title, options, several=several)) or ()

    def take_changed(self, old: SpanCoding, changed: SpanCoding) -> None:
        """Draw a coding that was changed; it may have become one with another."""
        if changed.id != old.id:
            self.draw(self.desk.refresh())
            return
        self.desk.replace(changed)
        self.view.replace_coding(changed)
        if changed.code != old.code:
            self.codes.count({old.code: -1, changed.code: 1})
        self.show_place()

    def _codes_of(self, picked: PickedCodes) -> list[str]:
        chosen = list(picked.codes)
        if picked.new:
            chosen.append(self.desk.new_code(picked.new))
            self.view.set_codes(self.desk.code_marks())
            self.show_lists()
        return chosen

    def _after_history(self, words: str, summary: str) -> None:
        changes = self.desk.refresh()
        self.draw(changes)
        if changes.first is not None:
            self.view.go_to(changes.first)
        self.say(words.format(act=summary))

    async def _write_on_coding(self, coding: SpanCoding) -> None:
        from qcode.services import noting
        from qcode.tui.screens.memo import MemoDialog

        notes = [memo for memo in self.desk.notes_on(coding) if memo.target_kind == "coding"]
        old = notes[-1] if notes else None
        words = self.desk.text[coding.start : coding.end]
        title = _("Memo on {code}").format(code=self.desk.handle(coding.code))
        text = await self.app.push_screen_wait(MemoDialog(title, words, old.text if old else ""))
        if text is None:
            return
        if old is not None:
            noting.edit_memo(self.desk.project, old.id, text)
        elif text:
            noting.write_memo(self.desk.project, "coding", coding.id, text)
        self._after_memo()

    async def _write_on_passage(self, span: Span) -> None:
        from qcode.services import noting
        from qcode.tui.screens.memo import MemoDialog

        assert self.desk.source is not None
        old = next((memo for memo, place in self.desk.passage_notes_at(span.start) if place == span), None)
        title = _("Memo on this passage")
        text = await self.app.push_screen_wait(MemoDialog(title, span.of(self.desk.text), old.text if old else ""))
        if text is None:
            return
        if old is not None:
            noting.edit_memo(self.desk.project, old.id, text)
        elif text:
            noting.write_memo_on_passage(self.desk.project, self.desk.source.id, span, text)
        self._after_memo()

    def _after_memo(self) -> None:
        self.desk.read_memos()
        self.show_place()
        self.say(_("memo kept"))

    def _words(self, span: Span, width: int) -> str:
        return f"“{one_line(span.of(self.desk.text[: span.start + 400]), width)}”"
