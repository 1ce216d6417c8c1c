"""The transcript on the screen: words, turns, cursor, selection, and the codings in its margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qcode.domain.span import Span
from qcode.domain.study import SourceTurn, SpanCoding
from qcode.domain.text import visible
from qcode.domain.transcript import TimeMark
from qcode.tui.layout.wrap import WrapIndex


@dataclass(frozen=True, slots=True)
class CodeMark:
    """How a code is shown in the margin."""

    key: str
    """What is written beside its stripe: its key, or a short name where it has none."""
    label: str
    """Its full name, for people."""
    color: str
    """``#rrggbb``."""


class TranscriptView(ScrollView, can_focus=True):
    """A text that is read and marked, never typed into."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere."""

        offset: int

    @dataclass
    class SelectionChanged(Message):
        """Another passage is selected, or none."""

        span: Span | None

    @dataclass
    class PassageActivated(Message):
        """A place was chosen: double click or Enter."""

        offset: int

    @dataclass
    class StripeClicked(Message):
        """A stripe of the margin was clicked; its passage is selected."""

        coding: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = ""
        self._codings: dict[str, SpanCoding] = {}
        self._codes: Mapping[str, CodeMark] = {}
        self._wrap = WrapIndex("", 80)
        self._cursor = 0
        self._selection: Span | None = None
        self._focus_code: str | None = None

    def show(
        self,
        text: str,
        turns: Sequence[SourceTurn] = (),
        marks: Sequence[TimeMark] = (),
        codings: Sequence[SpanCoding] = (),
        codes: Mapping[str, CodeMark] | None = None,
    ) -> None:
        """Show a text with its turns and codings, cursor at the top."""
        self.text, self._codes = text, codes or {}
        self._codings = {coding.id: coding for coding in codings}
        self._cursor, self._selection = 0, None
        self._rewrap()

    def _rewrap(self) -> None:
        self._wrap = WrapIndex(self.text, max(20, self.size.width - 2))
        self.virtual_size = Size(self.size.width, len(self._wrap))
        self.refresh()

    def on_resize(self) -> None:
        self._rewrap()

    def add_coding(self, coding: SpanCoding) -> None:
        """Draw one more coding."""
        self._codings[coding.id] = coding
        self.refresh()

    def remove_coding(self, coding_id: str) -> None:
        """Stop drawing a coding; one that is not drawn changes nothing."""
        self._codings.pop(coding_id, None)
        self.refresh()

    def replace_coding(self, coding: SpanCoding) -> None:
        """Draw a coding at another place or with another code."""
        self._codings[coding.id] = coding
        self.refresh()

    def set_codes(self, codes: Mapping[str, CodeMark]) -> None:
        """Use other keys, names and colours from now on."""
        self._codes = codes
        self.refresh()

    @property
    def cursor(self) -> int:
        """The code point the cursor stands on."""
        return self._cursor

    @property
    def selection(self) -> Span | None:
        """The selected passage."""
        return self._selection

    @property
    def focus_code(self) -> str | None:
        """The one code whose passages stand out, ``None`` for all."""
        return self._focus_code

    @focus_code.setter
    def focus_code(self, code: str | None) -> None:
        self._focus_code = code
        self.refresh()

    def go_to(self, offset: int, select: Span | None = None, *, centre: bool = True) -> None:
        """Put the cursor on a place and select a passage or nothing."""
        self._cursor = max(0, min(offset, len(self.text)))
        self._selection = select
        self.scroll_to(y=self._wrap.row_of(self._cursor) - self.size.height // 2, animate=False)
        self.refresh(Region(0, 0, self.size.width, self.size.height))
        self.post_message(self.CursorMoved(self._cursor))
        self.post_message(self.SelectionChanged(select))

    def clear_selection(self) -> None:
        """Select nothing."""
        self._selection = None
        self.refresh()

    def codings_at(self, offset: int) -> list[SpanCoding]:
        """Return the codings over a character."""
        return [coding for coding in self._codings.values() if coding.start <= offset < coding.end]

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y + self.scroll_offset.y
        if row >= len(self._wrap):
            return Strip.blank(self.size.width, self.rich_style)
        start, end = self._wrap.bounds(row)
        return Strip([Segment(visible(self.text[start:end]), self.rich_style)]).adjust_cell_length(self.size.width)
