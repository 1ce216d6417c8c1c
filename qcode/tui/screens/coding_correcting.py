"""Correcting the text on the coding screen: it is typed into, and codings follow live.

What was typed is written down when the hand rests and when Esc is pressed. Typing on in the same place goes on with the
same change; elsewhere another one begins. Nothing else can be done to the project meanwhile.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events

from qcode.domain.correction import Shift
from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.errors import QcodeError
from qcode.language import _
from qcode.tui.screens.acts import act, show_error
from qcode.tui.screens.coding_moves import CodingMoves
from qcode.tui.screens.desk import Difference
from qcode.tui.widgets.bars import KeyHint
from qcode.tui.widgets.cells import one_line
from qcode.tui.widgets.details import NoteLine
from qcode.tui.widgets.rest import Rest
from qcode.tui.widgets.transcript import TranscriptView
from qcode.tui.widgets.transcript_editor import TranscriptEditor

GLANCE = 0.2
"""Seconds after a key until the list of touched codings follows, so that typing need not wait for it."""
REST = 2.0
"""Seconds without a key after which what was typed is written down."""
ALLOWED = frozenset({"finish_correcting", "back", "saved", "quit", "notify", "bell"})
"""Actions that can be done while one types."""
WORDS_SHOWN = 200


@dataclass(slots=True)
class Correcting:
    """A text that is being corrected."""

    source: str
    """Its id."""
    change: str = ""
    """Id of the change that holds the correction that goes on; empty before it is written down."""
    changes: int = 0
    """How many were written down and not undone since typing began."""
    undone: int = 0
    """How many were undone and could come again."""
    typed: int = 0
    """Counts what is typed."""
    written: int = 0
    """How much of it is on disk."""
    gone: int = 0
    """How many of the codings on show have lost all their words."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while something is written down."""


class CodingCorrecting(CodingMoves):
    """The coding page with the text typed into."""

    DEFAULT_CSS = """
    CodingCorrecting {
        & TranscriptView.-typing, & TranscriptView.-typing:focus {
            border-top: heavy $warning;
            border-title-color: $warning;
            border-title-style: bold;
        }
    }
    """
    REST: ClassVar[float] = REST

    correcting: Correcting | None = None
    _typed_into: TranscriptView | None = None
    _was_corrected = False
    _pause: Rest
    _glance: Rest
    _text_state: str | None = None

    # Begin and end

    @act
    async def action_correct(self) -> None:
        """Begin to type into the text, at the cursor."""
        if self.desk.source is None or self.correcting is not None:
            return
        if self.desk.project.database.read_only:
            raise self.desk.project.database.read_only_error()
        self.edited = None
        self.begin_correcting()

    def begin_correcting(self) -> None:
        """Begin to type into the text."""
        assert self.desk.source is not None
        self.correcting = Correcting(self.desk.source.id)
        self._text_state = self._latest_correction()
        self._typed_into = self.view
        self._pause = Rest(self, self.REST, lambda: self.run_worker(self._write()))
        self._glance = Rest(self, GLANCE, self.show_place)
        self.view.begin_typing()
        self.view.focus()
        self.view.border_title = _("{source} · correcting the text").format(source=self.desk.source.name)
        self.show_place()

    async def action_finish_correcting(self) -> None:
        """Write down what was typed and read the text again."""
        if self.correcting is None:
            return
        if await self._write():
            self._leave_typing()
            self.say(_("the text is corrected; u takes it back") if self._was_corrected else _("nothing was corrected"))
        self.view.release_keys()

    def _leave_typing(self) -> None:
        """Show the text as it is on disk, at the same place."""
        assert self.correcting is not None
        source, self._was_corrected = self.correcting.source, self.correcting.changes > 0
        top, cursor = self.view.top, self.view.cursor
        self._pause.stop()
        self.correcting = None
        self.view.end_typing()
        self.desk.read_sources()
        self.open_source(source, min(cursor, len(self.view.text)))
        self.view.scroll_to_top(min(top, len(self.desk.text)))

    def finish_now(self) -> None:
        """Write down what was typed at once, as when the program ends.

        Raises:
            QcodeError: If it cannot be written.
        """
        known, self.correcting = self.correcting, None
        if known is not None and self._typed_into is not None:
            self._pause.stop()
            if known.typed != known.written:
                self._keep(known, self._next_shift(known, self._typed_into))
            self._typed_into.end_typing()

    def on_transcript_editor_typing_left(self) -> None:
        """Esc: the text is corrected."""
        self.call_next(self.action_finish_correcting)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Leave the text when another pane is clicked."""
        if self.correcting is not None and event.widget is not self.view:
            self.call_next(self.action_finish_correcting)

    # Writing down

    async def on_transcript_editor_typed(self) -> None:
        """Follow what is typed, and write it down when the hand rests."""
        if self.correcting is None:
            return
        self.correcting.typed += 1
        self.correcting.undone = 0
        self._pause.begin()
        self._list_soon()
        await self.one_picture()

    def _list_soon(self) -> None:
        """List what is touched: at once where a coding goes or comes back, else when the next key is not there yet."""
        assert self.correcting is not None
        gone = self.view.gone_count()
        if gone != self.correcting.gone:
            self.correcting.gone = gone
            self.show_place()
        elif self.correcting.typed == self.correcting.written + 1:
            self.show_keys()
        self._glance.begin()

    async def _write(self) -> bool:
        """Write down what was typed, in another thread; say whether typing may go on."""
        known = self.correcting
        if known is None:
            return False
        async with known.lock:
            if self.correcting is not known or known.typed == known.written:
                return self.correcting is known
            typed, shift = known.typed, self._next_shift(known, self.view)
            try:
                await asyncio.to_thread(self._keep, known, shift)
            except QcodeError as error:
                return self._failed(error)
            self._heed_written(known, typed)
            return True

    @staticmethod
    def _next_shift(known: Correcting, view: TranscriptView) -> Shift:
        corrections, begins_anew = view.corrections()
        if begins_anew:
            known.change = ""
        return Shift(corrections)

    def _keep(self, known: Correcting, shift: Shift) -> None:
        from qcode.services import correcting as service

        if shift or known.change:
            had_one = bool(known.change)
            known.change = service.keep(
                self.desk.project, known.source, shift, instead_of=known.change, seen=self._text_state
            )
            known.changes += bool(known.change) - had_one

    def _heed_written(self, known: Correcting, typed: int) -> None:
        known.written = typed
        if known.typed == typed:
            self.view.kept()
            self.show_keys()
        self._text_state = self._latest_correction()

    def _failed(self, error: QcodeError) -> bool:
        """Say why nothing was written; where the text is another now, show it, else try again at the next rest."""
        from qcode.services.correcting import Outdated

        show_error(self, error)
        if isinstance(error, Outdated) and self.correcting is not None:
            self._leave_typing()
        return False

    # Undo

    async def on_transcript_editor_typing_undone(self, message: TranscriptEditor.TypingUndone) -> None:
        """Take back a correction that was written down since typing began, or make it again."""
        from qcode.services import undoing

        known = self.correcting
        if known is None or not await self._write():
            return
        if not (known.undone if message.is_redo else known.changes):
            self.say(_("nothing more to redo here") if message.is_redo else _("nothing more to undo here"))
            return
        try:
            (undoing.redo if message.is_redo else undoing.undo)(self.desk.project)
        except QcodeError as error:
            show_error(self, error)
            return
        step = 1 if message.is_redo else -1
        changes, undone = known.changes + step, known.undone - step
        self._leave_typing()
        self.begin_correcting()
        assert self.correcting is not None
        self.correcting.changes, self.correcting.undone = changes, undone

    # What the page shows meanwhile

    def show_place(self) -> None:
        """Show which codings are touched while one types."""
        if self.correcting is None:
            super().show_place()
            return
        self.desk.offset = self.view.cursor
        touched = self.view.touched()
        gone = sum(not new for _coding, _old, new in touched)
        facts = [_("Correcting the text"), _("codings touched: {n}").format(n=len(touched))]
        if gone:
            facts.append(_("of them gone: {n}").format(n=gone))
        self.details.show(facts, self._selected_words(), (), self._touched_lines(touched))
        self.show_keys()

    def _touched_lines(self, touched: list[tuple[SpanCoding, str, str]]) -> list[NoteLine]:
        doomed = [
            NoteLine("!", self.desk.full_name(one.code), _("deleting the selection removes this coding too"))
            for one in self.view.doomed()
        ]
        gone = [
            NoteLine("✗", self.desk.full_name(one.code), _("removed, as no word of it is left: “{words}”").format(
                words=one_line(old, WORDS_SHOWN)))
            for one, old, new in touched if not new
        ]  # fmt: skip
        kept = [
            NoteLine("~", self.desk.full_name(one.code), f"“{one_line(new[:WORDS_SHOWN], WORDS_SHOWN)}”")
            for one, _old, new in touched
            if new
        ]
        return [*doomed, *gone, *kept]

    def show_keys(self, here: list[SpanCoding] | None = None) -> None:
        """Show the keys of typing while one types."""
        known = self.correcting
        if known is None:
            super().show_keys(here)
            return
        state = _("CORRECTING · kept") if known.written == known.typed else _("CORRECTING · not kept yet")
        hints = [
            KeyHint("Esc", _("keep and leave"), "finish_correcting"),
            KeyHint("Ctrl+Z", _("undo"), ""),
            KeyHint("Ctrl+Y", _("redo"), ""),
            KeyHint("Enter", _("new line"), ""),
            KeyHint("Ctrl+← →", _("word by word"), ""),
        ]
        self.key_bar.show(hints, state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing else be done to the project while one types."""
        if self.correcting is not None and action not in ALLOWED:
            return False
        return super().check_action(action, parameters)

    def open_source(self, source: str, offset: int = 0, select: Span | None = None) -> None:
        """Open a text at a place, once what was typed into another is written down."""
        self.guarded(self.finish_now)
        super().open_source(source, offset, select)
        self._text_state = self._latest_correction()

    def poll(self) -> None:
        """Take in what others did, but not while one types."""
        if self.correcting is None:
            super().poll()

    def draw(self, changes: Difference) -> None:
        """Draw what changed; a text that was corrected elsewhere or whose correction was undone is read again."""
        state = self._latest_correction()
        if (
            self.correcting is None
            and state != self._text_state
            and self.desk.source
            and self.desk.is_open_source_there
        ):
            top, cursor = self.view.top, self.view.cursor
            self.open_source(self.desk.source.id, cursor)
            self.view.scroll_to_top(min(top, len(self.desk.text)))
            return
        super().draw(changes)

    def _latest_correction(self) -> str:
        from qcode.store import displacing

        return displacing.latest(self.desk.project)
