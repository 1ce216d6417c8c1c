"""How the width of a view is shared between gutter, words and margin.

The words come first: they get a readable measure, never more than ``MEASURE`` cells. On a narrow screen the
time goes, then the speaker shrinks, then the number, and the margin keeps bars and little else.
"""

from __future__ import annotations

from dataclasses import dataclass

MEASURE = 100
"""Widest column of words, in cells."""
_KEY = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a view, each in cells, from left to right."""

    time: int
    """``hh:mm:ss``; 0 for no column."""
    label: int
    """The speaker; 0 for no column."""
    number: int
    """The paragraph's number; 0 for no column."""
    text: int
    """The words; one more cell after them shows the cursor at the end of a full row."""
    margin: int
    """Stripes and keys, with the blank before them."""

    @property
    def gutter(self) -> int:
        """All cells before the words: each column is followed by a blank."""
        return sum(width + 1 for width in (self.time, self.label, self.number) if width)

    @property
    def margin_start(self) -> int:
        """The cell at which the margin begins."""
        return self.gutter + self.text + 1


def frame_for(
    width: int, *, label: int, paragraphs: int, has_times: bool, key: int = _KEY, has_margin: bool = True
) -> Frame:
    """Share a width.

    Args:
        width: Cells of the view.
        label: Cells of the longest speaker label, 0 if nobody speaks.
        paragraphs: How many there are.
        has_times: Whether the text has timestamps.
        key: Cells of the longest code key.
        has_margin: Whether stripes and keys are to stand beside the words.
    """
    key = min(max(key, 4), 12)
    digits = max(2, len(str(paragraphs)))
    if width >= 100:
        time, speaker, number, margin = 8, min(label, 12), digits, key * 2 + 8
    elif width >= 72:
        time, speaker, number, margin = 8, min(label, 6), digits, key + 8
    elif width >= 50:
        time, speaker, number, margin = 0, min(label, 4), digits, key + 4
    else:
        time, speaker, number, margin = 0, min(label, 2), 0, 4
    margin = margin if has_margin else 0
    frame = Frame(time if has_times else 0, speaker, number, 0, margin)
    room = max(1, width - frame.gutter - 1 - margin)
    text = min(room, MEASURE)
    return Frame(frame.time, speaker, number, text, max(0, width - frame.gutter - 1 - text))
