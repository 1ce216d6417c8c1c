"""The transcript as a widget: what a screen tells it, and what the hand does to it.

State flows down by methods; what the reader does goes up as messages. The view knows no project.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from qcode.domain.span import Span
from qcode.domain.study import SourceTurn, SpanCoding
from qcode.domain.transcript import TimeMark
from qcode.tui.commands import bindings, rebind
from qcode.tui.layout.stripes import CodeMark
from qcode.tui.layout.units import Unit, nudged
from qcode.tui.widgets.transcript_commands import COMMANDS
from qcode.tui.widgets.transcript_editor import TranscriptEditor

__all__ = ["COMMANDS", "CodeMark", "TranscriptView"]


class TranscriptView(TranscriptEditor, can_focus=True):
    """A text that is read and marked, and typed into while it is corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere, or another passage is selected, or none."""

        cursor: int
        selection: Span | None

    @dataclass
    class PassageActivated(Message):
        """A place was chosen: double click or Enter."""

        offset: int

    @dataclass
    class StripeClicked(Message):
        """A stripe of the margin was clicked; its passage is selected."""

        coding: str
        """UUID of the coding."""

    @dataclass
    class MenuWanted(Message):
        """The right button was pressed on a place, where the cursor stands now."""

        offset: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._is_dragging = False

    def on_mount(self) -> None:
        """Listen to the keys as the user has them."""
        rebind(self)

    # what a screen tells

    def show(
        self,
        text: str,
        turns: Sequence[SourceTurn] = (),
        marks: Sequence[TimeMark] = (),
        codings: Sequence[SpanCoding] = (),
        codes: Mapping[str, CodeMark] | None = None,
    ) -> None:
        """Show a text, cursor at its start, nothing selected.

        Args:
            text: As stored.
            turns: In order.
            marks: In order.
            codings: In any order.
            codes: How each code is shown, by its UUID.
        """
        self._load(text, turns, marks, codings, codes or {})

    def add_coding(self, coding: SpanCoding) -> None:
        """Draw one more coding."""
        before = self._stripes.get(coding.id), self._scene.lanes_shown
        self._stripes.add(coding)
        self._redraw_coding(coding, *before)

    def remove_coding(self, coding: str) -> None:
        """Stop drawing a coding, named by its UUID; one that is not drawn changes nothing."""
        found = self._stripes.remove(coding)
        if found is not None:
            self._redraw_coding(found, None, self._scene.lanes_shown)

    def replace_coding(self, coding: SpanCoding) -> None:
        """Draw a coding at another place or with another code."""
        self.add_coding(coding)

    def _redraw_coding(self, coding: SpanCoding, old: SpanCoding | None, lanes: int) -> None:
        if self._scene.lanes_shown != lanes:
            self.redraw()
        else:
            for one in (coding, old):
                if one is not None:
                    self._repaint(
                        [(one.start, max(one.start, one.end - 1))],
                        below=self._scene.rows_told_below(one.start, one.end),
                    )

    def set_codes(self, codes: Mapping[str, CodeMark]) -> None:
        """Use other keys, names and colours from now on."""
        if self._stripes.rename(codes):
            self.redraw()

    @property
    def cursor(self) -> int:
        """The code point the cursor stands on; of a fresh selection, its last or its first character."""
        return self._caret.cursor

    @property
    def selection(self) -> Span | None:
        """The selected passage, ``None`` if nothing is."""
        return self._caret.selection

    @property
    def is_backward(self) -> bool:
        """Whether keys move the start of the selection, not its end."""
        return self._caret.is_backward

    @property
    def is_marking(self) -> bool:
        """Whether every movement stretches the selection."""
        return self._caret.is_marking

    @property
    def focus_code(self) -> str | None:
        """UUID of the one code whose passages stand out, ``None`` for all."""
        return self._focus_code

    @focus_code.setter
    def focus_code(self, code: str | None) -> None:
        if code != self._focus_code:
            self._focus_code = code
            self._stripes.focus(code)
            self.redraw()

    @property
    def is_plain(self) -> bool:
        """Whether the words stand alone, without stripes, tints and lines."""
        return self._is_plain

    @is_plain.setter
    def is_plain(self, plain: bool) -> None:
        if plain != self._is_plain:
            self._is_plain = plain
            self._lay_out()
            self._reveal(self._caret.cursor)
            self.refresh()

    def codings_at(self, offset: int) -> list[SpanCoding]:
        """Return the codings over a character, the one next to the text first."""
        return self._stripes.at(offset) if self.edited is None else self.live_codings_at(offset)

    def go_to(self, offset: int, select: Span | None = None, *, centre: bool = True, offered: bool = False) -> None:
        """Put the cursor on a place and select a passage or nothing.

        Args:
            offset: Where the cursor goes.
            select: What is selected; its end is the one that further keys move.
            centre: Whether a place that does not show yet is brought well into the view, not just into sight.
            offered: Whether the selection is an offer, which the first unit key replaces.
        """
        is_first = self._is_untouched
        self._change(lambda: self._caret.go_to(offset, select, offered=offered), centre=centre)
        if is_first:
            self._is_untouched = True
            self._asked_for = self._caret.cursor, self.scroll_offset.y

    def nudged(self, span: Span, motion: str, *, at_start: bool) -> Span:
        """Return a passage with one boundary moved by a word or a character; the same if it cannot be.

        Args:
            span: The passage.
            motion: ``left``, ``right``, ``previous_word`` or ``next_word``.
            at_start: Whether the start moves, not the end.
        """
        return nudged(self.text, span, motion, at_start=at_start)

    def nudge(self, motion: str) -> None:
        """Move the active end of the selection by a word or a character, words kept whole with what follows them."""
        selection = self._caret.selection
        if selection is not None:
            moved = self.nudged(selection, motion, at_start=self._caret.is_backward)
            self._change(lambda: self._caret.reshape(moved))

    def clear_selection(self) -> None:
        """Select nothing and stop marking; the cursor stays."""
        self._change(self._caret.clear)

    # keys

    def _change(self, act: Callable[[], object], *, centre: bool = False, reveal: bool = True) -> None:
        """Let the caret do something, then repaint what it touched and tell."""
        before = self._caret.cursor, self._caret.selection
        self._asked_for, self._is_untouched = None, False
        act()
        after = self._caret.cursor, self._caret.selection
        if after != before:
            self._report(self.Moved(*after))
        self._repaint(self._touched(before))
        if reveal:
            self._reveal(self._caret.cursor, centre=centre)

    def _move(self, motion: str, *, extend: bool) -> None:
        if not motion.startswith("page_"):
            self._change(lambda: self._caret.move(motion, extend=extend))
            return
        row_of = self._scene.wrap.row_of
        row, top = row_of(self._caret.cursor), self.scroll_offset.y
        self._change(lambda: self._caret.move(motion, extend=extend), reveal=False)
        self._scroll_rows(top + row_of(self._caret.cursor) - row)
        self._reveal(self._caret.cursor)
        self._paint_ahead(1 if motion == "page_down" else -1)

    def action_move(self, motion: str) -> None:
        """Move the cursor; while marking, stretch the selection."""
        self._move(motion, extend=False)

    def action_stretch(self, motion: str) -> None:
        """Stretch the selection."""
        self._move(motion, extend=True)

    def action_top(self) -> None:
        """Go to the start of the text."""
        self._move("top", extend=False)

    def action_bottom(self) -> None:
        """Go to the end of the text."""
        self._move("bottom", extend=False)

    def action_select(self, unit: str) -> None:
        """Select a unit, or one more of them."""
        self._change(lambda: self._caret.select(Unit(unit)))

    def action_select_less(self, unit: str) -> None:
        """Select one unit less."""
        self._change(lambda: self._caret.select_less(Unit(unit)))

    def action_coded(self, step: int) -> None:
        """Select the coded passage over the cursor, then the next one or the one before."""
        here = self._stripes.beside(self._caret.cursor, self._caret.selection, step)
        if here is not None:
            self._change(lambda: self._caret.go_to(here.start, here))

    def action_select_all(self) -> None:
        """Select the whole text."""
        self._change(lambda: self._caret.go_to(self._caret.cursor, Span(0, len(self.text))), reveal=False)

    def action_swap_ends(self) -> None:
        """Go to the other end of the selection."""
        self._change(self._caret.swap_ends)

    def action_grow(self) -> None:
        """Widen the selection to the next larger unit."""
        self._change(self._caret.grow)

    def action_shrink(self) -> None:
        """Narrow the selection again."""
        self._change(self._caret.shrink)

    def action_mark(self) -> None:
        """Begin or end free marking."""
        self._change(self._caret.toggle_mark)

    def action_drop_selection(self) -> None:
        """Select nothing; with nothing selected, leave the key to the screen."""
        if not self._caret.is_marking and self._caret.selection is None:
            raise SkipAction
        self.clear_selection()

    def action_activate(self) -> None:
        """Tell that this passage was chosen; while one types, nothing is."""
        if self.edited is None:
            self.post_message(self.PassageActivated(self._caret.cursor))

    # mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there, or select the passage of a stripe; with Shift, stretch the selection."""
        x, row = self._cell(event)
        if event.button == 3:
            self._want_menu(x, row)
        if event.button != 1:
            return
        if x >= self._scene.frame.margin_start:
            self._click_stripe(x, row)
            return
        offset = self._scene.wrap.offset(row, x - self._scene.frame.gutter)
        self._is_dragging = True
        self.capture_mouse()
        act = self._caret.stretch_to if event.shift else self._caret.place
        self._change(lambda: act(offset), reveal=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Stretch the selection while the button is held; beyond the edge, scroll."""
        if not self._is_dragging:
            return
        x, row = self._cell(event)
        offset = self._scene.wrap.offset(row, x - self._scene.frame.gutter)
        if self._caret.selection is not None or offset != self._caret.cursor:
            self._change(lambda: self._caret.stretch_to(offset), reveal=False)
            y = row - self.scroll_offset.y
            if y < 0 or y >= self.size.height:
                self._scroll_rows(self.scroll_offset.y + (1 if y > 0 else -1))

    def on_mouse_up(self) -> None:
        """End a drag."""
        if self._is_dragging:
            self._is_dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, the sentence on a triple one."""
        if event.button != 1 or self._cell(event)[0] >= self._scene.frame.margin_start:
            return
        if event.chain == 2:
            self.action_select("word")
            self.action_activate()
        elif event.chain == 3:
            self.action_select("sentence")

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        """Return the column in the view and the row of the text under the mouse."""
        gutter = self.gutter
        return int(event.x) - gutter.left, int(event.y) - gutter.top + self.scroll_offset.y

    def _want_menu(self, x: int, row: int) -> None:
        """Go where the right button was pressed, keeping a selection that it was pressed on."""
        if x >= self._scene.frame.margin_start:
            self._click_stripe(x, row)
        else:
            offset = self._scene.wrap.offset(row, x - self._scene.frame.gutter)
            if self._caret.selection is None or not self._caret.selection.contains(offset):
                self._change(lambda: self._caret.place(offset), reveal=False)
        if self.edited is None:
            self.post_message(self.MenuWanted(self._caret.cursor))

    def _click_stripe(self, x: int, row: int) -> None:
        if not 0 <= row < len(self._scene.wrap) or self.edited is not None:
            return
        at = 0
        for text, look in self._scene.row(row, -1, None, is_top=row == self.scroll_offset.y):
            at += cell_len(text)
            if x < at:
                if look.ground in ("stripe", "key", "name"):
                    coding = self._stripes.coding(look.code)
                    self.go_to(coding.start, Span(coding.start, coding.end), centre=False)
                    self.post_message(self.StripeClicked(coding.id))
                return
