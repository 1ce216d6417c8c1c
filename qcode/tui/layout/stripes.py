"""The codings of one text as the view knows them: where they lie, what they are called, what colour they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.study import SpanCoding
from qcode.tui.layout.spans import SpanIndex

_REACH = 100


@dataclass(frozen=True, slots=True)
class CodeMark:
    """How a code is shown in the margin."""

    key: str
    """What is written beside its stripe: its key, or a short name where it has none."""
    label: str
    """Its full name, for people."""
    color: str
    """``#rrggbb``, or empty for none."""


_UNKNOWN = CodeMark("?", "", "")


class Stripes:
    """Codings under handles: numbers that count up and are never used again.

    Args:
        text: The text they lie in.
        codings: In any order.
        codes: How each code is shown, by its UUID; codings of other codes are shown as ``?``.
    """

    def __init__(self, text: str, codings: Iterable[SpanCoding], codes: Mapping[str, CodeMark]) -> None:
        self._text = text
        self._codings: list[SpanCoding] = []
        self._handles: dict[str, int] = {}
        self._focus: str | None = None
        self._codes = dict(codes)
        self.names: list[tuple[str, str]] = []
        """Key and full name by handle."""
        self.colors: list[str] = []
        """Colour by handle."""
        for coding in codings:
            if coding.id not in self._handles:
                self._register(coding)
        places = ((coding.start, coding.end, handle) for handle, coding in enumerate(self._codings))
        self.index = SpanIndex(places, self._reach)
        """All of them."""
        self.focused: SpanIndex | None = None
        """Those of the code in focus, ``None`` without one."""

    def __len__(self) -> int:
        return len(self._handles)

    def _register(self, coding: SpanCoding) -> int:
        handle = len(self._codings)
        mark = self._codes.get(coding.code, _UNKNOWN)
        self._codings.append(coding)
        self._handles[coding.id] = handle
        self.names.append((mark.key, mark.label))
        self.colors.append(mark.color)
        return handle

    def _reach(self, end: int) -> int:
        """Return how far a stripe keeps its lane: about a row, for the next may begin in the same row."""
        newline = self._text.find("\n", end, end + _REACH)
        return newline if newline >= 0 else end + _REACH

    def add(self, coding: SpanCoding) -> None:
        """Add one; the same again replaces the one before."""
        self.remove(coding.id)
        handle = self._register(coding)
        self.index.add(coding.start, coding.end, handle)
        if self.focused is not None and coding.code == self._focus:
            self.focused.add(coding.start, coding.end, handle)

    def remove(self, coding: str) -> SpanCoding | None:
        """Take one away and return it; an unknown id changes nothing."""
        handle = self._handles.pop(coding, None)
        if handle is None:
            return None
        self.index.remove(handle)
        if self.focused is not None and handle in self.focused:
            self.focused.remove(handle)
        return self._codings[handle]

    def rename(self, codes: Mapping[str, CodeMark]) -> bool:
        """Show codes differently from now on; say whether any is shown differently than before."""
        if codes == self._codes:
            return False
        self._codes = dict(codes)
        for handle, coding in enumerate(self._codings):
            mark = codes.get(coding.code, _UNKNOWN)
            self.names[handle] = (mark.key, mark.label)
            self.colors[handle] = mark.color
        return True

    def focus(self, code: str | None) -> None:
        """Let the codings of one code stand out, or of none."""
        self._focus = code
        here = ((self._codings[handle], handle) for handle in self._handles.values())
        places = ((coding.start, coding.end, handle) for coding, handle in here if coding.code == code)
        self.focused = SpanIndex(places) if code is not None else None

    def coding(self, handle: int) -> SpanCoding:
        """Return the coding under a handle."""
        return self._codings[handle]

    def get(self, coding: str) -> SpanCoding | None:
        """Return a coding by its id, ``None`` if it is not drawn."""
        handle = self._handles.get(coding)
        return None if handle is None else self._codings[handle]

    def at(self, offset: int) -> list[SpanCoding]:
        """Return the codings over a character, the one next to the text first."""
        return [self._codings[handle] for handle in self.index.at(offset)]

    def beside(self, cursor: int, selection: Span | None, step: int) -> Span | None:
        """Return the coded passage to go to: the smallest one here, or from there the next or the one before.

        Args:
            cursor: Where the cursor stands.
            selection: What is selected; from a coded passage one goes on to another.
            step: 1 or −1.
        """
        here = [Span(coding.start, coding.end) for coding in self.at(selection.start if selection else cursor)]
        if selection is not None and selection in here:
            at = selection.start, selection.end
        elif here and step > 0 and selection is None:
            return min(here, key=lambda span: (len(span), span.start))
        else:
            at = (cursor, cursor)
        found = self.index.following(*at) if step > 0 else self.index.preceding(*at)
        return Span(*found) if found else None

    @property
    def longest_key(self) -> int:
        """Characters of the longest key, 0 without codes."""
        return max((len(mark.key) for mark in self._codes.values()), default=0)
