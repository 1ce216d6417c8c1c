"""A picture of what is coded, as plain values.

The screen draws it in characters, a file holds it as SVG, and PNG is that in dots: all three from this one value, so
that a bar in a thesis is the bar on the screen. Nothing is told by colour alone: each code has its key and, where
there is room for one character, a sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
OTHER_SIGN = "+"
OTHER_COLOR = "#8a8a8a"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a code is drawn."""

    id: str
    """UUID of the code; empty for all codes that have no ink of their own."""
    key: str
    """Its short name."""
    label: str
    """Key and name, for people."""
    color: str
    """``#rrggbb``."""
    sign: str
    """One character."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    ink: Ink
    depth: int
    """How far its code stands under its parent, 0 at the top."""
    value: int
    share: float | None
    """Of the whole, 0 to 1; ``None`` where there is no whole."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How often codes stand."""

    bars: tuple[Bar, ...]
    unit: str
    """What the length of a bar counts."""

    @property
    def highest(self) -> int:
        """The greatest value, at least 1."""
        return max((bar.value for bar in self.bars), default=1) or 1


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How often each two codes stand together."""

    inks: tuple[Ink, ...]
    cells: tuple[tuple[int | None, ...], ...]
    """A square; ``None`` where two codes are not compared, on the diagonal what the code has alone."""
    unit: str
    """What the numbers count."""

    @property
    def highest(self) -> int:
        """The greatest value beside the diagonal, at least 1."""
        beside = (n or 0 for y, row in enumerate(self.cells) for x, n in enumerate(row) if x != y)
        return max(beside, default=1) or 1

    def shade(self, row: int, column: int) -> float:
        """Return how dark a cell is, 0 to 1; 0 on the diagonal and where nothing is compared."""
        n = self.cells[row][column]
        return 0.0 if n is None or row == column else n / self.highest


@dataclass(frozen=True, slots=True)
class Stretch:
    """A coded passage on a strand."""

    start: int
    """In code points of the text."""
    end: int
    ink: int
    """Which of the picture's inks."""
    left: float
    """Where it begins on the strand, 0 to 1."""
    right: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a strand that is named: a minute, a paragraph."""

    at: float
    """0 to 1."""
    label: str


@dataclass(frozen=True, slots=True)
class Strand:
    """One text from its beginning to its end."""

    source: str
    """UUID."""
    name: str
    length: int
    """Code points, at least 1."""
    stretches: tuple[Stretch, ...]
    """In order of place."""
    marks: tuple[Mark, ...] = ()

    def inks(self) -> list[int]:
        """Return which inks stand on it, in order of ink."""
        return sorted({one.ink for one in self.stretches})


@dataclass(frozen=True, slots=True)
class Portrait:
    """Texts as bands of cells, each in the colour of the code that fills it."""

    inks: tuple[Ink, ...]
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Texts with a lane for each code."""

    inks: tuple[Ink, ...]
    strands: tuple[Strand, ...]


Body = Bars | HeatMap | Portrait | Timeline


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with all that must be known to read it."""

    kind: str
    """``frequencies``, ``cooccurrence``, ``portrait`` or ``timeline``."""
    title: str
    body: Body
    description: str
    """What is to be seen, for who cannot see it."""
    notes: tuple[str, ...] = ()
    """Unit, denominator, what was left out; whole sentences."""
    source_line: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        body = self.body
        return not (body.bars if isinstance(body, Bars) else body.inks)


@dataclass(frozen=True, slots=True)
class BandCell:
    """One cell of a band."""

    inks: tuple[int, ...]
    """That stand in it, the one that fills most of it first; empty where nothing is coded."""
    longest: Stretch | None
    """The stretch that fills most of it."""


def band(strand: Strand, count: int) -> list[BandCell]:
    """Return a strand as so many cells of equal length."""
    filled: list[dict[int, float]] = [{} for _number in range(count)]
    longest: list[tuple[float, Stretch | None]] = [(0.0, None)] * count
    for one in strand.stretches:
        left, right = one.left * count, one.right * count
        for cell in range(min(int(left), count - 1), min(int(right) + 1, count)):
            part = min(right, cell + 1) - max(left, cell)
            if part > 1e-9:
                filled[cell][one.ink] = filled[cell].get(one.ink, 0.0) + part
                if part > longest[cell][0]:
                    longest[cell] = (part, one)
    return [
        BandCell(tuple(sorted(inks, key=lambda ink: (-inks[ink], ink))), stretch)
        for inks, (_part, stretch) in zip(filled, longest, strict=True)
    ]


def signed(inks: Iterable[tuple[str, str, str, str]]) -> tuple[Ink, ...]:
    """Return inks with a sign each.

    Args:
        inks: Id, key, label and colour of each.
    """
    return tuple(Ink(*one, SIGNS[at] if at < len(SIGNS) and one[0] else OTHER_SIGN) for at, one in enumerate(inks))
