"""The two lists of a split: the passages, and the codes they may go to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message

from qcode.domain.study import Coding
from qcode.tui.widgets.cells import fit, one_line
from qcode.tui.widgets.rows import Parts, RowList

STAY = "s"
"""Letter of the code that is split."""


@dataclass(frozen=True, slots=True)
class Target:
    """A code that passages may go to."""

    code: str
    """UUID, or the handle of one that is yet to be made."""
    letter: str
    name: str
    color: str
    """``#rrggbb``; empty for a code that is yet to be made."""


class WalkRows(RowList):
    """The passages of a code, two lines each, with the letters of where they go."""

    ROW_HEIGHT = 2

    def __init__(
        self, ids: Sequence[str], coding: Callable[[int], Coding | None], letters: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._ids, self._coding, self._letters = ids, coding, letters

    def row_count(self) -> int:
        """Return how many passages there are."""
        return len(self._ids)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw the letters, where the passage stands, and its first words."""
        coding, letters = self._coding(index), self._letters(self._ids[index])
        if coding is None:
            return [[], []]
        place = "  ".join(part for part in (coding.source, coding.informant or coding.speaker, coding.coder) if part)
        return [
            [
                (fit(f" {letters.upper() or '·'}", 6), self.style_of("accent")),
                (fit(place, width - 6), self.style_of("dim")),
            ],
            [
                ("      ", Style()),
                (one_line(coding.text, width - 7), self.style_of("strong") if not letters else Style()),
            ],
        ]

    def on_click(self, event: events.Click) -> None:
        """Go to the passage that was clicked; a second click must not end the split, as Enter does."""
        event.prevent_default()
        place = event.get_content_offset(self)
        if place and (index := (place.y + self.scroll_offset.y) // self.ROW_HEIGHT) < self.row_count():
            self.go_to(index)


class TargetRows(RowList, can_focus=False):
    """The codes passages may go to, each with its letter and how many go there; no cursor stands in it."""

    DEFAULT_CSS = """
    TargetRows > .rows--cursor { background: $surface; color: $foreground; text-style: none; }
    """

    @dataclass
    class Clicked(Message):
        """A code was clicked."""

        index: int
        """Counted from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._targets: Sequence[tuple[Target, int]] = ()
        self._chosen: frozenset[str] = frozenset()

    def choose(self, codes: Iterable[str]) -> None:
        """Mark the codes the passage under the cursor goes to."""
        self._chosen = frozenset(codes)
        self.refresh()

    def show(self, targets: Sequence[tuple[Target, int]]) -> None:
        """Show codes with how many passages go to each."""
        if len(targets) != len(self._targets):
            self.styles.height = min(len(targets), 7) + 1  # With the line above.
        self._targets = targets
        self.renew()

    def row_count(self) -> int:
        """Return how many codes there are."""
        return len(self._targets)

    def draw(self, index: int, width: int) -> list[Parts]:
        """Draw letter, colour, name and number."""
        target, count = self._targets[index]
        return [
            [
                (f" {target.letter} ", self.style_of("accent")),
                ("✓ " if target.code in self._chosen else "  ", self.style_of("accent")),
                ("■ " if target.color else "+ ", Style(color=target.color or None)),
                (fit(target.name, width - 14), Style()),
                (f"{count:>6} ", self.style_of("dim")),
            ]
        ]

    def on_click(self, event: events.Click) -> None:
        """Report the code that was clicked."""
        event.stop()
        event.prevent_default()
        place = event.get_content_offset(self)
        if place and (index := place.y + self.scroll_offset.y) < len(self._targets):
            self.post_message(self.Clicked(index))
