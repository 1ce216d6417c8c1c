"""A picture of what is coded, as plain values.

The screen draws it in characters, a file holds it as SVG, and PNG is that in dots: all three from this one value, so
that a bar in a thesis is the bar on the screen. Nothing is told by colour alone: each code has its key and, where
there is room for one character, a sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qcode.domain.dendrogram import Dendrogram
from qcode.domain.report import Report

SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
OTHER_SIGN = "+"
OTHER_COLOR = "#8a8a8a"
ALL_CASES = "*"
"""Id of the series that stands for all cases."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a code is drawn, or another thing that has a place in a picture: a text, a value."""

    id: str
    """UUID of the code or text, or the value itself; empty for all that have no ink of their own."""
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


@dataclass(frozen=True, slots=True)
class Node:
    """A code of a network."""

    ink: Ink
    value: int
    """What the code has alone: its passages, or the units it stands in."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two codes that stand together."""

    left: int
    """Which of the nodes; always the lower number."""
    right: int
    count: int
    """How often."""
    weight: float
    """How closely, by the network's measure; above 0."""


@dataclass(frozen=True, slots=True)
class Network:
    """Codes as circles, joined where they stand together."""

    nodes: tuple[Node, ...]
    """Those with a tie, in the order of the codebook."""
    ties: tuple[Tie, ...]
    """The closest first."""
    measure: str
    """What a weight is, in words."""
    node_unit: str
    """What the size of a circle counts."""
    is_count: bool
    """Whether weights are whole numbers."""

    @property
    def highest(self) -> int:
        """The greatest value of a node, at least 1."""
        return max((node.value for node in self.nodes), default=1) or 1

    @property
    def strongest(self) -> float:
        """The greatest weight of a tie; 1 where there is none."""
        return self.ties[0].weight if self.ties else 1.0

    def ties_of(self, node: int) -> list[Tie]:
        """Return the ties of a node, the closest first."""
        return [tie for tie in self.ties if node in (tie.left, tie.right)]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Codes or texts as a tree of likeness."""

    leaves: tuple[Ink, ...]
    """In the order of the tree's own names."""
    tree: Dendrogram
    of: str
    """``code`` or ``source``."""
    axis: str
    """What the height of a join measures, in words."""

    @property
    def order(self) -> list[int]:
        """The leaves from top to bottom, so that no lines cross."""
        return self.tree.order()

    @property
    def highest(self) -> float:
        """The height of the last join; 1 where all are at 0."""
        return self.tree.merges[-1].height if self.tree.merges and self.tree.merges[-1].height > 0 else 1.0


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What one interview brought."""

    ink: Ink
    """The text."""
    new: int
    """Codes that no interview before it had."""
    cumulative: int
    run_new: int | None
    """New codes of the run that ends here; ``None`` before the first run ends."""
    run_share: float | None
    """The same, of the codes of the base: 0 to 1 or above; ``None`` likewise."""


@dataclass(frozen=True, slots=True)
class Curve:
    """New codes from interview to interview, after Guest, Namey & Chen (2020)."""

    points: tuple[CurvePoint, ...]
    base: int
    """Interviews whose codes are the base."""
    run: int
    """Interviews of a run."""
    threshold: float
    """New information at or below which saturation is reached, 0 to 1."""
    reached: int | None
    """Interviews before the first such run; ``None`` if there is none."""

    @property
    def highest(self) -> int:
        """All codes, at least 1."""
        return self.points[-1].cumulative if self.points and self.points[-1].cumulative else 1


@dataclass(frozen=True, slots=True)
class Branch:
    """A code in its place of the codebook."""

    ink: Ink
    depth: int
    """0 at the top."""
    own: int
    """What stands at the very code."""
    whole: int
    """With what stands under it, each passage once."""


@dataclass(frozen=True, slots=True)
class CodeTree:
    """The codebook with how often each code stands."""

    branches: tuple[Branch, ...]
    """In the order of the codebook, parents first."""
    unit: str
    """What the numbers count."""

    @property
    def highest(self) -> int:
        """The greatest number, at least 1."""
        return max((one.whole for one in self.branches), default=1) or 1


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cases in each year, in one series or several."""

    names: tuple[str, ...]
    """The years, and at the end what stands for none."""
    series: tuple[Ink, ...]
    """One for all cases, or one for each value."""
    cases: tuple[tuple[tuple[str, ...], ...], ...]
    """For each year and series the names of the cases."""
    totals: tuple[int, ...]
    """Cases of each year, each once."""
    unit: str
    """What is counted."""

    @property
    def counts(self) -> tuple[tuple[int, ...], ...]:
        """For each year the number of cases in each series."""
        return tuple(tuple(map(len, some)) for some in self.cases)

    @property
    def highest(self) -> int:
        """The greatest number, at least 1."""
        return max((n for some in self.counts for n in some), default=1) or 1


Body = Bars | HeatMap | Portrait | Timeline | Network | Likeness | Curve | CodeTree | Columns


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with all that must be known to read it."""

    kind: str
    """One of ``picturing.KINDS``."""
    title: str
    body: Body
    description: str
    """What is to be seen, for who cannot see it."""
    notes: tuple[str, ...] = ()
    """Unit, denominator, what was left out; whole sentences."""
    source_line: str = ""
    numbers: Report | None = None
    """The table whose numbers it shows; ``None`` where there is none such."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        match self.body:
            case Bars(bars=shown) | Network(ties=shown) | CodeTree(branches=shown) | Curve(points=shown):
                return not shown
            case Likeness(tree=tree):
                return not tree.merges
            case Columns(names=names):
                return not names
            case HeatMap(inks=inks) | Portrait(inks=inks) | Timeline(inks=inks):
                return not inks


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
