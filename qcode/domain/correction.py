"""What becomes of places and passages when the words of a text are corrected.

A correction takes characters out of a text and puts others in their place. Every place of the old text has one place
in the new one, by rules a coder can foresee: what is typed at the edge of a passage stays outside it; where words at
its edge are replaced, all that replaces them is inside; a passage of which nothing is left is gone. Words typed at the
edge of a turn are still that speaker's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qcode.domain.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """Characters of a text replaced by others."""

    position: int
    """Code point of the old text at which it begins."""
    removed: str
    """What stood there; empty where something is put in."""
    inserted: str
    """What stands there instead; empty where something is only taken out."""

    @property
    def end(self) -> int:
        """One past the last code point of the old text that is taken out."""
        return self.position + len(self.removed)

    @property
    def growth(self) -> int:
        """By how many code points the text gets longer; negative if shorter."""
        return len(self.inserted) - len(self.removed)


class Misplaced(ValueError):
    """A correction does not fit the text, or two of them meet."""


class Shift:
    """Where each place of a text goes by several corrections of it.

    Args:
        corrections: All in places of the old text, in any order; at least one character stays between two of them.

    Raises:
        Misplaced: If two of them meet.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.corrections: Sequence[Correction] = sorted(corrections, key=lambda one: one.position)
        """In order."""
        self._ends = [one.end for one in self.corrections]
        self._growths = [0, *accumulate(one.growth for one in self.corrections)]
        for one, end in zip(self.corrections[1:], self._ends, strict=False):
            if one.position <= end:
                raise Misplaced(f"two corrections meet at {one.position}")

    def __bool__(self) -> bool:
        return bool(self.corrections)

    def _at(self, place: int) -> tuple[Correction | None, int]:
        """Return the correction that takes in or touches a place, and the growth by those before it."""
        index = bisect_left(self._ends, place)
        one = self.corrections[index] if index < len(self.corrections) else None
        return one if one is not None and one.position <= place else None, self._growths[index]

    def start(self, place: int) -> int:
        """Return where a passage begins that began at a place; what is put in there stands before it."""
        one, before = self._at(place)
        if one is None:
            return place + before
        return before + (place + one.growth if place == one.end else one.position)

    def end(self, place: int) -> int:
        """Return where a passage ends that ended at a place; what is put in there stands behind it."""
        one, before = self._at(place)
        if one is None or place == one.position:
            return place + before
        return before + one.position + len(one.inserted)

    def span(self, span: Span) -> Span | None:
        """Return where a passage lies, ``None`` if nothing of it is left."""
        start, end = self.start(span.start), self.end(span.end)
        if end <= start:
            return Span(end, end) if not len(span) else None
        return Span(start, end)

    def turns(self, spans: Iterable[Span]) -> list[Span | None]:
        """Return where each speaker's words lie; what is put in at their edge is theirs.

        Args:
            spans: Where they lay, in order and never overlapping; these may be neighbours out of many.

        Returns:
            For each, in the same order: empty where all words went and the place where they stood is left, ``None`` if
            that went too or another's words begin there. No two begin at one place.
        """
        found: list[Span | None] = []
        old_end = last = -1
        emptied: int | None = None
        for span in spans:
            start, end = self._start_of_turn(span.start, old_end), self._end_of_turn(span.end)
            start = max(start, last)
            one, _before = self._at(span.start)
            is_place_left = start > last and (one is None or one.position == span.start)
            if end > start or (end == start and is_place_left):
                if emptied is not None and start == last:
                    # Another's words now begin where nothing but a place was left.
                    found[emptied] = None
                emptied = len(found) if end == start else None
                found.append(Span(start, end))
                last = end
            else:
                found.append(None)
            old_end = span.end
        return found

    def _start_of_turn(self, place: int, end_of_another: int) -> int:
        one, before = self._at(place)
        if one is not None and not one.removed and place > end_of_another:
            return place + before
        return self.start(place)

    def _end_of_turn(self, place: int) -> int:
        one, before = self._at(place)
        return self.end(place) if one is None or one.removed else place + before + one.growth

    def meets(self, first: int, last: int) -> bool:
        """Say whether a correction takes in or touches a stretch, its edges included."""
        index = bisect_left(self._ends, first)
        return index < len(self.corrections) and self.corrections[index].position <= last

    def plainly(self, span: Span) -> Span:
        """Return where a stretch lies whose edges go each by its own rule; an empty one goes as an end does."""
        end = self.end(span.end)
        return Span(self.start(span.start) if len(span) else end, end)

    def touches(self, span: Span) -> bool:
        """Say whether the words of a passage change."""
        index = bisect_left(self._ends, span.start)
        for one in self.corrections[index:]:
            if one.position >= span.end:
                return False
            if (one.end > span.start) if one.removed else (one.position > span.start):
                return True
        return False

    def reach(self) -> tuple[Span, ...]:
        """Return where what is put in lies in the new text."""
        return tuple(
            Span(one.position + before, one.position + before + len(one.inserted))
            for one, before in zip(self.corrections, self._growths, strict=False)
        )

    def opposite(self) -> Shift:
        """Return what takes the corrections back."""
        return Shift(
            Correction(one.position + before, one.inserted, one.removed)
            for one, before in zip(self.corrections, self._growths, strict=False)
        )

    def apply(self, text: str) -> str:
        """Return a text corrected.

        Raises:
            Misplaced: If it does not hold what is to be taken out.
        """
        pieces: list[str] = []
        at = 0
        for one in self.corrections:
            if one.end > len(text) or not text.startswith(one.removed, one.position):
                raise Misplaced(f"the text is another at {one.position}")
            pieces += [text[at : one.position], one.inserted]
            at = one.end
        pieces.append(text[at:])
        return "".join(pieces)


def moved(span: Span, correction: Correction) -> Span | None:
    """Return where a passage lies after a correction, ``None`` if nothing of it is left."""
    return Shift((correction,)).span(span)


def extended(corrections: Sequence[Correction], old: str, new: str, edit: Correction) -> tuple[Correction, ...]:
    """Return the corrections that lead from a text to one that was edited once more.

    An edit that meets earlier ones becomes one with them, so that a word taken out and typed anew is a word replaced. A
    word that reads as it did is among them still, for what is typed at its end may yet be part of it.

    Args:
        corrections: What led from the old text to the new one so far, in order.
        old: The text that is corrected.
        new: How it reads so far.
        edit: What is done now, in places of the new text.
    """
    before: list[Correction] = []
    after: list[Correction] = []
    first, last = edit.position, edit.end
    old_first = old_last = None
    growth = 0
    for one in corrections:
        start, end = one.position + growth, one.position + growth + len(one.inserted)
        if end < edit.position:
            before.append(one)
        elif start > edit.end:
            after.append(one)
        else:
            if start <= first:
                first, old_first = start, one.position
            if end >= last:
                last, old_last = end, one.end
        growth += one.growth
    grown_before = sum(one.growth for one in before)
    grown = growth - sum(one.growth for one in after)
    old_first = first - grown_before if old_first is None else old_first
    old_last = last - grown if old_last is None else old_last
    removed = old[old_first:old_last]
    inserted = new[first : edit.position] + edit.inserted + new[edit.end : last]
    here = [Correction(old_first, removed, inserted)] if removed or inserted else []
    return (*before, *here, *after)
