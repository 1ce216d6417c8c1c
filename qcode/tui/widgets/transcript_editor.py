"""The transcript as something that is typed into, while its text is corrected.

Only the lines that change are laid out and drawn anew. What was typed is told by ``Typed``; who listens writes it down
when the hand rests, and says so by ``kept``. Words typed in the same place afterwards go on with that correction;
elsewhere a new one begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message

from qcode.domain.correction import Correction
from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.tui.layout.edited import Changed, EditedText
from qcode.tui.layout.units import Unit
from qcode.tui.widgets.transcript_canvas import TranscriptCanvas

PASSED = frozenset({"ctrl+q", "ctrl+s"})
"""Keys that mean the same while one types."""
MOTIONS = ("move(", "stretch(", "top", "bottom")
"""What the commands begin with that only move."""
ERASING = {
    "backspace": "left",
    "ctrl+h": "left",
    "delete": "right",
    "ctrl+w": "previous_word",
    "ctrl+backspace": "previous_word",
    "alt+backspace": "previous_word",
    "ctrl+delete": "next_word",
    "alt+delete": "next_word",
}
"""Keys that take out what lies between the cursor and where a motion would lead."""
_UNSTORABLE = {0: None, 0x0D: None, **dict.fromkeys(range(0xD800, 0xE000))}


@dataclass(slots=True)
class Step:
    """Something typed, as far as one press of Ctrl+Z takes it back."""

    start: int
    removed: str
    inserted: str
    cursor: int
    """Where the cursor stood before."""


class TranscriptEditor(TranscriptCanvas):
    """A transcript whose words can be typed into."""

    @dataclass
    class Typed(Message):
        """The text reads otherwise now."""

    @dataclass
    class TypingLeft(Message):
        """Esc was pressed."""

    @dataclass
    class TypingUndone(Message):
        """Something is to be taken back that was typed before this correction, or to come again after it."""

        is_redo: bool

    edited: EditedText | None = None
    """The text while it is typed into."""
    _steps: list[Step]
    _steps_undone: list[Step]
    _is_kept = False
    _begins_anew = False
    _held: list[events.Key] | None = None

    # what a screen tells

    def begin_typing(self) -> None:
        """Take what is typed for words of the text from now on."""
        self.edited = EditedText(self._scene, self._stripes.index)
        self._steps, self._steps_undone = [], []
        self._is_kept = self._begins_anew = False
        self._held = None
        self._take_scene()
        self.add_class("-typing")

    def end_typing(self) -> None:
        """Stop to; the text is to be shown anew after that."""
        self._text, self.edited = self.text, None
        self.remove_class("-typing")

    @property
    def text(self) -> str:
        """The text shown, as it reads now."""
        return self._text if self.edited is None else self.edited.text

    def corrections(self) -> tuple[list[Correction], bool]:
        """Return what was typed since the last correction began, and whether one begins with it."""
        begins_anew, self._begins_anew = self._begins_anew, False
        return (self.edited.corrections() if self.edited else []), begins_anew

    def kept(self) -> None:
        """Hear that all that was typed is on disk."""
        self._is_kept = True

    def release_keys(self) -> None:
        """Take the keys that were pressed after Esc, now that it is done."""
        held, self._held = self._held or [], None
        for key in held:
            # As the app itself hands on a key that has just come in; a public way would put it behind later keys.
            # The screen, in whose turn this is done, would not get what it sent itself.
            self._forward_event(events.Key(key.key, key.character).set_sender(self.app))

    @property
    def top(self) -> int:
        """The first character that shows."""
        return self._scene.wrap.starts[min(self.scroll_offset.y, len(self._scene.wrap) - 1)]

    def scroll_to_top(self, offset: int) -> None:
        """Let a character be in the first row that shows."""
        self._scroll_rows(self._scene.wrap.row_of(offset))

    def live_codings_at(self, offset: int) -> list[SpanCoding]:
        """Return the codings over a character of the text as it reads now, as they were."""
        found = self.edited.at(offset) if self.edited else []
        return [self._stripes.coding(handle) for handle in found]

    def touched(self) -> list[tuple[SpanCoding, str, str]]:
        """Return the codings whose words read otherwise now, with their words before and now; empty if they go."""
        found = self.edited.touched() if self.edited else ()
        return [(self._stripes.coding(one.handle), one.old, one.new) for one in found]

    def gone_count(self) -> int:
        """Return how many passages have lost all their words."""
        return sum(len(one.spans) - len(one.live_spans) for one in self.edited.patches) if self.edited else 0

    def doomed(self) -> list[SpanCoding]:
        """Return the codings that go if the selection is taken out."""
        selection = self._caret.selection
        if self.edited is None or selection is None:
            return []
        return [self._stripes.coding(handle) for handle in self.edited.inside(selection)]

    # keys

    async def _on_key(self, event: events.Key) -> None:
        if self.edited is None:
            await super()._on_key(event)
        elif not self._is_passed(event):
            event.stop()
            event.prevent_default()
            if self._held is None:
                self._press(event)
            else:
                self._held.append(event)

    def _on_paste(self, event: events.Paste) -> None:
        if self.edited is not None:
            event.stop()
            event.prevent_default()
            self.type_words(event.text.replace("\r\n", "\n").replace("\r", "\n"))

    def _is_passed(self, event: events.Key) -> bool:
        """Say whether a key means what it means while one reads: those that only move."""
        if event.key in PASSED:
            return True
        if self._held is not None:
            return False
        if event.is_printable or event.key in ERASING:
            return False
        bound = self._bindings.key_to_bindings.get(event.key, ())
        return any(binding.action.startswith(MOTIONS) for binding in bound)

    def _press(self, event: events.Key) -> None:
        key = event.key
        if motion := ERASING.get(key):
            self._erase(motion)
        elif key == "enter":
            self.type_words("\n")
        elif key == "escape":
            self._held = []  # What comes next is meant for the text that is read again.
            self.post_message(self.TypingLeft())
        elif key in ("ctrl+z", "ctrl+y", "ctrl+shift+z"):
            self._undo(is_redo=key != "ctrl+z")
        elif key in ("ctrl+c", "ctrl+x"):
            self._copy(is_cut=key == "ctrl+x")
        elif key == "ctrl+v":
            self.type_words(self.app.clipboard)
        elif event.is_printable and event.character:
            self.type_words(event.character)

    def type_words(self, words: str) -> None:
        """Put words in place of the selection, or before the cursor."""
        span = self._caret.selection or Span(self._caret.cursor, self._caret.cursor)
        words = words.translate(_UNSTORABLE)
        if words or len(span):
            self._do(span.start, span.end, words)

    def _erase(self, motion: str) -> None:
        span = self._caret.selection
        if span is None:
            at = self._caret.cursor
            other = self._other_end(motion, at)
            span = Span(min(at, other), max(at, other))
        if len(span):
            self._do(span.start, span.end, "")

    def _other_end(self, motion: str, at: int) -> int:
        assert self.edited is not None
        if motion == "left":
            return self.edited.typed.previous(at)
        if motion == "right":
            return self.edited.typed.next(at)
        if motion == "next_word":
            return self._caret.units.next_end(Unit.WORD, at)
        behind = self._caret.units.last_before(Unit.WORD, at)
        return behind.start if behind else 0

    def _copy(self, *, is_cut: bool) -> None:
        selection = self._caret.selection
        if selection is not None:
            self.app.copy_to_clipboard(selection.of(self.text))
            if is_cut:
                self._do(selection.start, selection.end, "")

    # what is typed

    def _do(self, start: int, end: int, words: str) -> None:
        assert self.edited is not None
        step = Step(start, self.edited.typed.words(start, end), words, self._caret.cursor)
        self._begin_anew_elsewhere(start, end)
        self._steps_undone.clear()
        if not (self._steps and _goes_on(self._steps[-1], step)):
            self._steps.append(step)
        self._replace(start, end, words, start + len(words))

    def _undo(self, *, is_redo: bool) -> None:
        """Take back the last step, or make it again; what was typed before this correction is the screen's to undo."""
        source, other = (self._steps_undone, self._steps) if is_redo else (self._steps, self._steps_undone)
        if not source:
            self.post_message(self.TypingUndone(is_redo))
            return
        step = source.pop()
        other.append(step)
        old, new = (step.removed, step.inserted) if is_redo else (step.inserted, step.removed)
        cursor = step.start + len(new) if is_redo else step.cursor
        self._replace(step.start, step.start + len(old), new, cursor)

    def _begin_anew_elsewhere(self, start: int, end: int) -> None:
        """Begin another correction where the last one is kept and this place is another."""
        assert self.edited is not None
        if self._is_kept and not self.edited.meets(start, end):
            self.edited.settle()
            self._steps.clear()
            self._begins_anew = True

    def _replace(self, start: int, end: int, words: str, cursor: int) -> None:
        assert self.edited is not None
        before = self.edited.typed.words(start, end)
        self._is_kept = False
        self._asked_for, self._is_untouched = None, False
        changed = self.edited.replace(start, end, words)
        self._caret.forget_units()
        self._caret.place(cursor)
        self._report(self.Typed())
        self._redraw_lines(changed, start, are_numbers_new="\n" in words or "\n" in before)
        self._reveal(self._caret.cursor)

    # drawing

    def _take_scene(self) -> None:
        assert self.edited is not None
        self._scene = self.edited  # type: ignore[assignment]  # answers all that a scene is asked
        self._caret.wrap = self.edited  # type: ignore[assignment]
        self._caret.forget_units()

    def _lay_out(self) -> None:
        edited = self.edited
        if edited is None:
            super()._lay_out()
            return
        if self.row_width:
            top = self.top
            self._laid_out_width = self.row_width
            edited.lay_out(self._new_scene(edited.base.wrap.text))
            self._take_scene()
            self._strips.clear()
            self._styles.clear()
            self._set_rows(len(edited))
            self.scroll_to_top(top)

    def _redraw_lines(self, changed: Changed, start: int, *, are_numbers_new: bool) -> None:
        """Draw the rows that read otherwise; where there are more or fewer than before, those below move."""
        top, height, width = self.scroll_offset.y, self.size.height, self._laid_out_width
        moved = changed.after - changed.before
        if not moved and not are_numbers_new:
            self._redraw_same_rows(changed, start)
            return
        behind = changed.first + changed.before
        kept = {row: strip for row, strip in self._strips.items() if row < changed.first}
        if not are_numbers_new:
            kept |= {row + moved: strip for row, strip in self._strips.items() if row >= behind}
        self._strips = kept
        if moved:
            self._set_rows(len(self._scene.wrap))
        y = max(0, changed.first - top)
        if y < height:
            self.refresh(Region(0, y, width, height - y))

    def _redraw_same_rows(self, changed: Changed, start: int) -> None:
        """Draw rows that are as many as before: from where words may have moved on, until one reads as it did."""
        here = self._scene.wrap.row_of(start)
        first, last = changed.first, changed.first + changed.after
        # The first word of a row may have found room at the end of the one above.
        assert self.edited is not None
        is_first_word = " " not in self.edited.typed.words(self._scene.wrap.starts[here], start)
        begin = first if changed.is_gone else max(first, here - is_first_word)
        for row in range(begin, last):
            is_same = self._redraw_row(row)
            if is_same and row > here and not changed.is_gone:
                return

    def _redraw_row(self, row: int) -> bool:
        """Draw a row if it shows and is another than before; say whether it is surely the same."""
        y = row - self.scroll_offset.y
        old = self._strips.pop(row, None)
        if not 0 <= y < self.size.height:
            return False
        if y and old is not None:
            new = self._strips[row] = self._painted(row, is_top=False)
            if new == old:
                return True
        self.refresh(Region(0, y, self._laid_out_width, 1))
        return False


def _goes_on(last: Step, step: Step) -> bool:
    """Join a step to the last one where both type one word, or both take out; say whether they were joined."""
    if not step.removed and not last.removed and step.start == last.start + len(last.inserted):
        is_word = step.inserted.isalnum() or not last.inserted[-1:].isalnum()
        if is_word and "\n" not in step.inserted:
            last.inserted += step.inserted
            return True
    if not step.inserted and not last.inserted and len(step.removed) == 1:
        if step.start + 1 == last.start:
            last.start, last.removed = step.start, step.removed + last.removed
            return True
        if step.start == last.start:
            last.removed += step.removed
            return True
    return False
