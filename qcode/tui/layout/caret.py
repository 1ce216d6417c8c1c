"""The cursor and the selection, and what every key makes of them.

A selection runs from an anchor to an active end; ``o`` swaps the two. The cursor is a block on a character: of
a selection it is the last character on the active side. Plain movement drops the selection and leaves from
its edge; movement with Shift, or after ``v``, stretches it.
"""

from __future__ import annotations

from qcode.domain.span import Span
from qcode.tui.layout.graphemes import next_boundary, previous_boundary, snapped
from qcode.tui.layout.units import Unit, Units
from qcode.tui.layout.wrap import WrapIndex

_FAR_RIGHT = 1 << 30


class Caret:
    """Cursor and selection of one text.

    Args:
        units: The units of the text.
        wrap: Its rows; replace it when the width changes.
    """

    def __init__(self, units: Units, wrap: WrapIndex) -> None:
        self._units: Units | None = units
        self.wrap = wrap
        self.page = 20
        """Rows of a page."""
        self.cursor = 0
        """The code point the cursor stands on, the length of the text at its end."""
        self.is_marking = False
        """Whether plain movement stretches the selection."""
        self._anchor = 0
        self._active = 0
        self._goal: int | None = None
        self._smaller: list[tuple[int, int]] = []
        self._offered: Span | None = None

    @property
    def units(self) -> Units:
        """The units of the text, found in the rows' if they were forgotten."""
        if self._units is None:
            self._units = Units(self.wrap.text)
        return self._units

    @property
    def selection(self) -> Span | None:
        """The selected passage, whole grapheme clusters; ``None`` if there is none."""
        if self._anchor == self._active:
            return None
        return Span(min(self._anchor, self._active), max(self._anchor, self._active))

    @property
    def is_backward(self) -> bool:
        """Whether the active end is the start of the selection."""
        return self._active < self._anchor

    @property
    def active(self) -> int:
        """The end of the selection that moves; the cursor where nothing is selected."""
        return self._active if self._anchor != self._active else self.cursor

    def forget_units(self) -> None:
        """Take the text for another one, as after it was typed into."""
        self._units = None

    # movement

    def move(self, motion: str, *, extend: bool = False) -> None:
        """Move the cursor, or the active end of the selection.

        Args:
            motion: ``left``, ``right``, ``up``, ``down``, ``page_up``, ``page_down``, ``row_start``,
                ``row_end``, ``top``, ``bottom``, ``word_end``, ``next_UNIT`` or ``previous_UNIT``.
            extend: Stretch the selection, as with Shift held.
        """
        self._smaller.clear()
        if motion not in ("up", "down", "page_up", "page_down"):
            self._goal = None
        if extend or self.is_marking:
            if self.selection is None:
                self._anchor = self._active = self.cursor
            self._set(self._anchor, self._stretched(motion, self._active))
        else:
            self.place(self._moved(motion))

    def place(self, offset: int) -> None:
        """Put the cursor on a character and select nothing."""
        self.is_marking = False
        self.cursor = self._anchor = self._active = self._snapped(offset)

    def _snapped(self, offset: int) -> int:
        """Return the start of the cluster there; rows that are typed into tell it without the whole text."""
        return self.wrap.snapped(offset) if self._units is None else snapped(self._units.text, offset)

    def _moved(self, motion: str) -> int:
        """Return where the cursor goes that drops the selection."""
        text, span = self.units.text, self.selection
        if span is not None and motion in ("left", "right"):
            return span.end if motion == "right" else span.start
        if span is not None:
            is_ahead = motion in ("down", "page_down", "row_end", "word_end") or motion.startswith("next_")
            origin = previous_boundary(text, span.end) if is_ahead else span.start
        else:
            origin = self.cursor
        if motion == "word_end":
            return previous_boundary(text, self.units.next_end(Unit.WORD, next_boundary(text, origin)))
        direction, _, unit = motion.partition("_")
        if direction == "next":
            ahead = self.units.first_from(Unit(unit), origin + 1)
            return ahead.start if ahead else (self.cursor if span is None else span.end)
        if direction == "previous":
            behind = self.units.last_before(Unit(unit), origin)
            return behind.start if behind else 0
        return self._by_cells(motion, origin)

    def _stretched(self, motion: str, origin: int) -> int:
        """Return where the active end goes: forward to ends of units, back to their starts."""
        if motion == "word_end":
            return self.units.next_end(Unit.WORD, origin)
        direction, _, unit = motion.partition("_")
        if direction == "next":
            return self.units.next_end(Unit(unit), origin)
        if direction == "previous":
            behind = self.units.last_before(Unit(unit), origin)
            return behind.start if behind else 0
        if motion == "row_end":
            row = self.wrap.row_of(self.cursor)
            return self.wrap.bounds(row)[1]
        return self._by_cells(motion, origin)

    def _by_cells(self, motion: str, origin: int) -> int:
        text, wrap = self.units.text, self.wrap
        if motion == "left":
            return previous_boundary(text, origin)
        if motion == "right":
            return next_boundary(text, origin)
        if motion == "top":
            return 0
        if motion == "bottom":
            return len(text)
        row, column = wrap.place(origin)
        if motion == "row_start":
            return wrap.bounds(row)[0]
        if motion == "row_end":
            return wrap.offset(row, _FAR_RIGHT)
        if self._goal is None:
            self._goal = column
        step = {"up": -1, "down": 1, "page_up": -self.page, "page_down": self.page}[motion]
        target = row + step
        if target < 0:
            return 0 if motion == "page_up" else origin
        if target >= len(wrap):
            return len(text) if motion == "page_down" else origin
        return wrap.offset(target, self._goal)

    # selection

    def _set(self, anchor: int, active: int) -> None:
        text = self.units.text
        self._anchor, self._active = snapped(text, anchor), snapped(text, active)
        self.cursor = previous_boundary(text, self._active) if self._active > self._anchor else self._active

    def _set_span(self, span: Span) -> None:
        if self.is_backward:
            self._set(span.end, span.start)
        else:
            self._set(span.start, span.end)

    def reshape(self, span: Span) -> None:
        """Select another stretch; the end that keys move stays the one it was."""
        self._smaller.clear()
        self._goal = None
        self._set_span(span)

    def select(self, unit: Unit) -> None:
        """Select the unit at the cursor; whole units of what is selected; or one unit more."""
        span = self.selection
        is_offered = span is not None and span == self._offered
        self._smaller.clear()
        self._goal = self._offered = None
        if span is None or is_offered:
            found = self.units.at(unit, self.cursor)
            if found is not None:
                self._set(found.start, found.end)
            return
        widened = self.units.around(unit, span)
        self._set_span(widened if widened != span else self.units.one_more(unit, span, backward=self.is_backward))

    def select_less(self, unit: Unit) -> None:
        """Take one unit from the active side of the selection; from one unit, nothing is left."""
        span = self.selection
        if span is None:
            return
        self._smaller.clear()
        less = self.units.one_less(unit, span, backward=self.is_backward)
        if less is None:
            self.place(span.start)
        else:
            self._set_span(less)

    def grow(self) -> None:
        """Select the next larger unit around the selection."""
        span = self.selection
        before = (self._anchor, self._active)
        if span is None:
            self.select(Unit.WORD)
            return
        for unit in Unit:
            wider = self.units.around(unit, span)
            if wider != span:
                break
        else:
            wider = Span(0, len(self.units.text))
        if wider != span:
            self._set_span(wider)
            self._smaller.append(before)

    def shrink(self) -> None:
        """Go back to the smaller selection, or select the next smaller unit at the start of the selection."""
        span = self.selection
        if span is None:
            return
        if self._smaller:
            self._set(*self._smaller.pop())
            return
        for unit in reversed(Unit):
            inner = self.units.at(unit, span.start)
            if inner is not None and span.start <= inner.start and inner.end <= span.end and inner != span:
                self._set_span(inner)
                return

    def swap_ends(self) -> None:
        """Go to the other end of the selection."""
        self._set(self._active, self._anchor)
        self._goal = None

    def toggle_mark(self) -> None:
        """Begin to stretch the selection with every movement, or stop to."""
        self.is_marking = not self.is_marking
        if self.is_marking and self.selection is None:
            self._set(self.cursor, next_boundary(self.units.text, self.cursor))

    def clear(self) -> bool:
        """Select nothing and stop marking; say whether there was anything to drop."""
        had_something = self.is_marking or self.selection is not None
        self.place(self.cursor)
        return had_something

    def go_to(self, offset: int, select: Span | None = None, *, offered: bool = False) -> None:
        """Put the cursor on a place and select a passage, or nothing.

        Args:
            offset: Where the cursor goes.
            select: What is selected.
            offered: The program selects it, not the hand: the first unit chosen is the one at the cursor.
        """
        self._smaller.clear()
        self._goal = None
        length = len(self.units.text)
        self.place(max(0, min(offset, length)))
        if select is not None and select.start < select.end:
            here = self.cursor
            self._set(min(select.start, length), min(select.end, length))
            self.cursor = here
        self._offered = self.selection if offered else None

    def stretch_to(self, offset: int) -> None:
        """Select from where the selection began to a character, as the mouse does."""
        text = self.units.text
        place = snapped(text, offset)
        self._goal = None
        anchor = self._anchor if self.selection is not None else self.cursor
        self._set(anchor, next_boundary(text, place) if place >= anchor else place)
