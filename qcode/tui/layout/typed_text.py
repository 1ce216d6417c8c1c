"""A long text that is typed into in one place: no key copies the words around it."""

from __future__ import annotations

from qcode.tui.layout.graphemes import next_boundary, previous_boundary, snapped


class TypedText:
    """Words before, the lines that are typed into, words after; put together only for who asks for all of them.

    Args:
        text: How it reads before anything is typed.
    """

    def __init__(self, text: str) -> None:
        self.joins = 0
        """How often the whole was put together; tests hold it down."""
        self._whole: str | None = text
        self._before, self._lines, self._after = "", text, ""

    def __len__(self) -> int:
        return len(self._before) + len(self._lines) + len(self._after)

    @property
    def whole(self) -> str:
        """All of it."""
        if self._whole is None:
            self._whole = f"{self._before}{self._lines}{self._after}"
            self.joins += 1
        return self._whole

    def open(self, start: int, end: int) -> None:
        """Have whole lines typed into from now on."""
        if (start, end) != self._reach:
            whole = self.whole
            self._before, self._lines, self._after = whole[:start], whole[start:end], whole[end:]

    def put(self, lines: str) -> None:
        """Let the lines that are typed into read otherwise."""
        self._lines, self._whole = lines, None

    @property
    def _reach(self) -> tuple[int, int]:
        start = len(self._before)
        return start, start + len(self._lines)

    def words(self, start: int, end: int) -> str:
        """Return a stretch of it."""
        first, last = self._reach
        return self._lines[start - first : end - first] if first <= start and end <= last else self.whole[start:end]

    # No cluster of characters reaches over the end of a line, so that the lines tell all that is asked in them.

    def snapped(self, offset: int) -> int:
        """Return the start of the cluster that covers an offset."""
        start, end = self._reach
        return start + snapped(self._lines, offset - start) if start <= offset <= end else snapped(self.whole, offset)

    def previous(self, offset: int) -> int:
        """Return the start of the cluster that ends at an offset."""
        start, end = self._reach
        if start < offset <= end:
            return start + previous_boundary(self._lines, offset - start)
        return previous_boundary(self.whole, offset)

    def next(self, offset: int) -> int:
        """Return the end of the cluster that begins at an offset."""
        start, end = self._reach
        if start <= offset < end:
            return start + next_boundary(self._lines, offset - start)
        return next_boundary(self.whole, offset)
