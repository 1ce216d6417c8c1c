"""What lies under the cursor: who speaks, when, where, and what is coded there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from qcode.language import _
from qcode.tui.widgets.cells import fit, one_line, strip_of
from qcode.tui.widgets.still import Told

WORTH_CUTTING = 12
"""Cells in which the beginning of a fact still tells something; in less room it is left out."""


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One coding under the cursor."""

    key: str
    """The code's key; empty if it has none."""
    name: str
    color: str
    """``#rrggbb``."""
    coder: str
    memo: str
    """First words of its memos; empty for none."""
    passage: str
    """The coded words."""
    typical: bool = False
    weight: str = ""
    """As people write it; empty for none."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Something else that a passage under the cursor carries."""

    sign: str
    """One cell: an arrow, a quotation mark."""
    label: str
    """In the language of the screen."""
    text: str


class DetailsPane(Told):
    """A place's facts on one line, the codings there below it. It never changes its height."""

    DEFAULT_CSS = """
    DetailsPane {
        height: 5;
        background: $surface;
        & > .details--dim { color: $text-muted; }
        & > .details--strong { text-style: bold; }
        & > .details--key { color: $primary; }
        & > .details--memo { color: $accent; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"details--dim", "details--strong", "details--key", "details--memo"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._place: tuple[str, ...] = ()
        self._selected = ""
        self._codings: tuple[CodingLine, ...] = ()
        self._notes: tuple[NoteLine, ...] = ()
        self._untold = 0
        self._longest_name = 0
        """Cells of the longest name, after which the others line up."""

    @property
    def place(self) -> tuple[str, ...]:
        """The facts on show."""
        return self._place

    @property
    def codings(self) -> tuple[CodingLine, ...]:
        """The codings on show."""
        return self._codings

    @property
    def notes(self) -> tuple[NoteLine, ...]:
        """What else is on show."""
        return self._notes

    def show(
        self, place: Sequence[str], selected: str, codings: Sequence[CodingLine], notes: Sequence[NoteLine] = (),
        *, untold: int = 0,
    ) -> None:  # fmt: skip
        """Show what holds at a place.

        Args:
            place: Its facts.
            selected: What is selected.
            codings: Those there, the first ones if they are very many.
            notes: What else passages carry there.
            untold: How many more codings there are.
        """
        size = self.size
        if (tuple(place), selected) != (self._place, self._selected):
            self._place, self._selected = tuple(place), selected
            self.refresh(Region(0, 0, size.width, 1))
        before, was_wide = self._lines(size.height - 1), self._longest_name
        self._codings, self._notes, self._untold = tuple(codings), tuple(notes), untold
        self._longest_name = max((cell_len(one.name) for one in codings), default=0)
        after = self._lines(size.height - 1)
        is_other = was_wide != self._longest_name
        rows = range(max(len(before), len(after)))
        others = [y for y in rows if is_other or before[y : y + 1] != after[y : y + 1]]
        if others:
            self.refresh(*(Region(0, y + 1, size.width, 1) for y in others))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        width, ground = self.size.width, self.ground
        if y == 0:
            return strip_of(self._place_line(width), width, ground)
        lines = self._lines(self.size.height - 1)
        if y > len(lines):
            return Strip.blank(width, ground)
        match lines[y - 1]:
            case CodingLine() as coding:
                parts = self._coding_line(coding, width)
            case NoteLine() as note:
                parts = self._note_line(note, width)
            case hidden:
                more = _("and {n} more; x, r, m or L lists them").format(n=hidden)
                parts = [("  " + more, self._style("dim"))]
        return strip_of(parts, width, ground)

    def _lines(self, room: int) -> list[CodingLine | NoteLine | int]:
        """Return what is shown of codings and the rest; where not all find room, some of both, and how many more."""
        there = len(self._codings) + len(self._notes) + self._untold
        if there <= room:
            return [*self._codings, *self._notes]
        kept = max(0, room - 1)
        notes = min(len(self._notes), max(kept // 2, kept - len(self._codings)))
        return [*self._codings[: kept - notes], *self._notes[:notes], there - kept]

    def _style(self, name: str) -> Style:
        return self.ink(f"details--{name}")

    def _place_line(self, width: int) -> list[tuple[str, Style]]:
        dim = self._style("dim")
        parts: list[tuple[str, Style]] = [(" ", dim)]
        right = one_line(self._selected, width // 3)
        right = f"   {right}" if right else ""
        room = width - cell_len(right) - 2
        for number, fact in enumerate(self._place):
            between = "  ·  " if number else ""
            shown = one_line(fact, room - len(between))
            if number and shown != fact and room < len(between) + WORTH_CUTTING:
                break
            parts += [(between, dim), (shown, Style() if number else self._style("strong"))]
            room -= len(between) + cell_len(shown)
        return [*parts, (" " * max(room, 0), dim), (right, self._style("key"))]

    def _coding_line(self, line: CodingLine, width: int) -> list[tuple[str, Style]]:
        key = fit(line.key, 10) + " " if line.key else ""
        name_width = min(self._longest_name, max(12, width // 2 - len(key)))
        coder = fit(line.coder, 14 if width >= 100 else 10)
        weight = one_line(line.weight, 8) + "  " if line.weight else ""
        rest = width - 3 - len(key) - name_width - cell_len(coder) - cell_len(weight) - 6
        return [
            (" ■ ", Style(color=line.color)),
            (key, self._style("key")),
            (fit(line.name, name_width), self._style("strong")),
            (" * " if line.typical else "   ", self._style("memo")),
            (weight, self._style("key")),
            (coder, self._style("dim")),
            ("  ", Style()),
            (
                one_line(f"“{line.memo}”" if line.memo else line.passage, rest),
                self._style("memo" if line.memo else "dim"),
            ),
        ]

    def _note_line(self, line: NoteLine, width: int) -> list[tuple[str, Style]]:
        label = one_line(line.label, max(12, width // 4))
        return [
            (f" {line.sign} ", self._style("memo")),
            (label + "  ", self._style("key")),
            (one_line(line.text, max(0, width - cell_len(label) - 6)), self._style("dim")),
        ]
