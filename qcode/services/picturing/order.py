"""What is asked of a picture, and what every kind of picture needs to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.analysis.cooccurrence import OVERLAP
from qcode.analysis.saturation import Rule
from qcode.domain import picture as drawn
from qcode.domain.coded import CodeRow
from qcode.domain.picture import Ink
from qcode.domain.report import Cell, Name, Report
from qcode.domain.selection import Selection
from qcode.language import N_, Translate, translator
from qcode.services import analysing
from qcode.store.project import Project

ALONG = ("position", "time")
MOST = {
    "frequencies": 60, "cooccurrence": 30, "portrait": 26, "timeline": 26, "network": 30, "tree": 150,
}  # fmt: skip
"""How many codes a picture shows if nobody says; kinds that are not of codes, and those that show all, are not here."""


@dataclass(frozen=True, slots=True)
class How:
    """How a picture is drawn; each kind reads what concerns it."""

    within: str = OVERLAP
    """Heat map and network: where codes stand together; one of ``cooccurrence.WITHIN``."""
    along: str = "position"
    """What a timeline runs along: ``position`` in the text, or ``time`` of the recording."""
    by_count: bool = False
    """Bars: most frequent first."""
    fold: bool = False
    """Portrait and timeline: draw each passage as the uppermost code above its own."""
    top: int = 0
    """At most so many codes; 0 for as many as the kind of picture bears."""
    measure: str = "count"
    """Network: what the width of a line is; ``count``, ``jaccard`` or ``c``."""
    least: float | None = None
    """Network: a line is drawn from this on; ``None`` leaves so many that each can be seen."""
    of: str = "code"
    """Dendrogram: of ``code`` or ``source``."""
    metric: str = "jaccard"
    """Dendrogram: one of ``clustering.METRICS``."""
    rule: Rule | None = None
    """Saturation: base, run and threshold; ``None`` for the usual ones."""
    by: str = ""
    """Saturation: attribute with the date of an interview. Cases over years: with the year or a date. A likely one if
    empty."""
    order: tuple[str, ...] = ()
    """Saturation: names of the sources in their order, instead of dates."""
    kind: str = ""
    """Saturation: only sources of this kind; cases over years: only cases of it."""
    series: str = ""
    """Cases over years: attribute whose values are counted apart; empty for none."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    project: Project
    kind: str
    selection: Selection
    how: How
    language: str
    title: str
    source_line: str

    @property
    def say(self) -> Translate:
        """Translates into the language of the picture."""
        return translator(self.language)

    @property
    def most(self) -> int:
        """How many codes are shown at most."""
        return self.how.top or MOST[self.kind]

    @property
    def origin(self) -> str:
        """Where the data come from."""
        return self.source_line or analysing.origin(self.say)

    def rows(self, *, rolled_up: bool | None = None) -> tuple[CodeRow, ...]:
        """Return all codes, in the order of the codebook."""
        rolled = not self.selection.only if rolled_up is None else rolled_up
        return analysing.code_rows(self.project, self.language, rolled_up=rolled).rows

    def shown(self, n: int, of: int) -> tuple[str, ...]:
        """Return what is said of codes that are not shown; nothing if all are."""
        note = N_("Shown: the {n} most frequent of {all} codes.")
        return (self.say(note).format(n=n, all=of),) if n < of else ()


def inks_of(rows: Sequence[CodeRow], other: str = "") -> tuple[Ink, ...]:
    """Return how codes are drawn.

    Args:
        rows: The codes.
        other: What all others are called that share a last ink; empty for none.
    """
    named = [(row.id, _key(row), str(row.name), row.color) for row in rows]
    return drawn.signed(named + ([("", other, other, drawn.OTHER_COLOR)] if other else []))


def most_frequent(values: Mapping[int, int], most: int) -> set[int]:
    """Return which have the greatest values, at most so many."""
    return {at for at, _n in sorted(values.items(), key=lambda one: (-one[1], one[0]))[:most]}


def name_of(report: Report, row: int) -> str:
    """Return the name that stands first in a row of a report."""
    cell = report.rows[row][0]
    return cell.name if isinstance(cell, Name) else str(cell)


def number_in(cell: Cell) -> int:
    """Return the whole number in a cell; 0 where there is none."""
    return cell if isinstance(cell, int) else 0


def fraction_in(cell: Cell) -> float | None:
    """Return the fraction in a cell; ``None`` where there is none."""
    return cell if isinstance(cell, float) else None


def _key(row: CodeRow) -> str:
    return row.name.name.rpartition("/")[2] or row.name.name
