"""What follows what: which code begins in the sentences or turns after those in which another ends.

Lag-sequential analysis over units: at each unit with another after it, a code ends there or does not, and another
begins within the next n units or does not. Of these four counts come the transitional probability, what chance would
give, and the adjusted residual (Allison & Liker 1982).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from qcode.analysis.contingency import residual
from qcode.analysis.cooccurrence import Units
from qcode.domain.coded import Coded, CodeRows
from qcode.domain.report import Cell, Column, Kind, Report
from qcode.language import N_, Translate

MEASURES = ("count", "probability", "expected", "residual")
WITHIN = ("sentence", "turn")
_UNIT = {
    "sentence": N_(
        "Unit: sentences in which a passage of the row's code ends, if one of the column's begins within {n} sentences "
        "after it."
    ),
    "turn": N_(
        "Unit: turns in which a passage of the row's code ends, if one of the column's begins within {n} turns after "
        "it."
    ),
}  # fmt: skip
_MEANT = {
    "count": N_("Cells: how many there are."),
    "probability": N_("Cells: of all such units of the row's code, the share after which the column's code begins."),
    "expected": N_("Cells: how many chance would give."),
    "residual": N_("Cells: adjusted standardised residuals (Haberman 1973); beyond ±1.96 not by chance alone, at 5%."),
}
_Units = dict[int, dict[int, set[int]]]
"""Key of a source → number of a unit → the codes there."""


def sequences(
    coded: Coded, codes: CodeRows, units: Units, *, within: str = "sentence", lag: int = 1, measure: str = "count",
    say: Translate, notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return a square of codes: how often the column's code follows the row's.

    Args:
        coded: The codings.
        codes: Rows and columns, and what counts for them; those that stand nowhere are not shown.
        units: Where the sentences or turns lie.
        within: What they are: one of ``WITHIN``.
        lag: How many units after one are looked at.
        measure: One of ``MEASURES``.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    ends, begins, outside = _placed(coded, codes, units)
    lengths = {source: len(units.get(source, ())) for source in {place[0] for place in coded.places}}
    total = sum(max(0, n - 1) for n in lengths.values())
    pairs, first, then = _counted(ends, begins, lengths, lag)
    used = {code for place in (ends, begins) for own in place.values() for some in own.values() for code in some}
    shown = [row for row in codes.rows if row.key in used]
    rows: list[tuple[Cell, ...]] = [
        (row.name, *(
            _cell(measure, pairs[row.key, column.key], first[row.key], then[column.key], total) for column in shown
        ))
        for row in shown
    ]  # fmt: skip
    kind = {"count": Kind.COUNT, "probability": Kind.SHARE}.get(measure, Kind.TEXT)
    about = [
        say(_UNIT[within]).format(n=lag), say(_MEANT[measure]),
        say(N_("N, units with another after them in the sources in which something is coded: {n}.")).format(n=total),
        say(N_("A code stands for itself and the codes under it.")) if codes.rolled_up
        else say(N_("A passage stands at the very code it was coded with.")),
    ]  # fmt: skip
    if measure in ("expected", "residual"):
        about.append(
            say(N_("Codings are no random sample: read tests as a description, not as proof of a population."))
        )
    if outside:
        about.append(say(N_("Left out, because they stand in no such unit: passages ({n}).")).format(n=outside))
    if coded.left_out:
        about.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=coded.left_out))
    return Report(
        title=title or say(N_("Codes that follow codes")),
        columns=(Column("code", say(N_("Code")), Kind.NAME), *(Column(row.name.name, kind=kind) for row in shown)),
        rows=tuple(rows),
        notes=(*about, *notes),
        source_line=source_line,
    )


def followed(
    coded: Coded, codes: CodeRows, units: Units, one: int, other: int, *, lag: int = 1
) -> list[tuple[int, int, int]]:
    """Return where one code is followed by another: what a cell of ``sequences`` counts, in order.

    Args:
        coded: The codings.
        codes: What counts for a code.
        units: Where the sentences or turns lie.
        one: Key of the code of the row.
        other: Key of that of the column.
        lag: How many units after one are looked at.

    Returns:
        Key of a source, and from where the first unit begins to where the one that follows ends.
    """
    ends, begins, _outside = _placed(coded, codes, units)
    found = []
    for source, own in ends.items():
        there = [number for number, here in sorted(begins.get(source, {}).items()) if other in here]
        for number, here in own.items():
            then = next((at for at in there if number < at <= number + lag), None)
            if one in here and then is not None:
                found.append((source, units[source][number][0], units[source][then][1]))
    return sorted(found)


def _cell(measure: str, both: int, first: int, then: int, total: int) -> Cell:
    if measure == "count":
        return both
    if measure == "probability":
        return both / first if first else None
    if measure == "expected":
        return first * then / total if total else None
    return residual(both, first, then, total)


def _placed(coded: Coded, codes: CodeRows, units: Units) -> tuple[_Units, _Units, int]:
    """Return in which units passages of which codes end, in which they begin, and how many passages stand in none."""
    ends: _Units = {}
    begins: _Units = {}
    outside = set()
    bounds = {source: ([s for s, _e in some], [e for _s, e in some]) for source, some in units.items()}
    for code, place in set(zip(coded.codes, coded.places, strict=True)):
        source, start, end = place
        starts, stops = bounds.get(source, ([], []))
        first, last = bisect_right(stops, start), bisect_left(starts, end) - 1
        if first > last:
            outside.add(place)
            continue
        wide = codes.counted_for(code)
        begins.setdefault(source, {}).setdefault(first, set()).update(wide)
        ends.setdefault(source, {}).setdefault(last, set()).update(wide)
    return ends, begins, len(outside)


def _counted(
    ends: _Units, begins: _Units, lengths: dict[int, int], lag: int
) -> tuple[Counter[tuple[int, int]], Counter[int], Counter[int]]:
    """Return at how many units one code ends and another follows, the one ends, the other follows."""
    pairs: Counter[tuple[int, int]] = Counter()
    first: Counter[int] = Counter()
    then: Counter[int] = Counter()
    for source, length in lengths.items():
        following: dict[int, set[int]] = {}
        for number, found in begins.get(source, {}).items():
            for before in range(max(0, number - lag), number):
                following.setdefault(before, set()).update(found)
        for found in following.values():
            then.update(found)
        for number, found in ends.get(source, {}).items():
            if number < length - 1:
                first.update(found)
                pairs.update((one, other) for one in found for other in following.get(number, ()))
    return pairs, first, then
