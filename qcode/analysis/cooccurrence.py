"""Which codes stand together: by overlapping passages, or in the same sentence, paragraph, turn or source.

By overlap a cell counts pairs: a passage of the one code and a passage of the other that share a character, where a
passage that bears both is a pair with itself. By unit it counts units in which both stand. Both are symmetric; the
diagonal has what the code has alone (passages, units), which coefficients of association need beside the pairs.

Coefficients say how much that is: Jaccard (what both share of what either has), ATLAS.ti's c, and by unit what would be
expected if the codes had nothing to do with each other, and how far what was seen lies from it.

Nothing is compared with everything: passages are sorted once per source, each asks by bisection which begin before
it ends, and what is counted are sets of codes, of which there are few, and only then codes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qcode.analysis.contingency import residual
from qcode.domain.coded import Coded, CodeRow, CodeRows, Place
from qcode.domain.report import Cell, Column, Kind, Report
from qcode.language import N_, Translate

OVERLAP = "overlap"
WITHIN = (OVERLAP, "sentence", "paragraph", "turn", "source")
"""What it may mean to stand together."""

MEASURES = ("count", "jaccard", "c", "expected", "residual")
"""What a cell may hold."""
NEEDS_UNITS = frozenset({"expected", "residual"})
"""Measures that ask of how many, which pairs of passages do not say."""

Units = Mapping[int, Sequence[tuple[int, int]]]
"""Key of a source → start and end of its units, in order, none overlapping another."""
_CodeSet = frozenset[int]
_Pairs = Mapping[int, Mapping[int, int]]
"""Number of a set of codes → of another → how many pairs of passages bear the one and the other, each told once."""
_Cells = dict[int, dict[int, int]]
"""Key of a code → key of another → how often both stand together."""

_NOTES = {
    OVERLAP: N_("Unit: pairs of passages, one of each code, that share a character; a passage with both is a pair."),
    "sentence": N_("Unit: sentences in which both codes stand."),
    "paragraph": N_("Unit: paragraphs in which both codes stand."),
    "turn": N_("Unit: turns in which both codes stand."),
    "source": N_("Unit: sources in which both codes stand."),
}
_DIAGONAL = {
    OVERLAP: N_("On the diagonal: passages of the code."),
    "sentence": N_("On the diagonal: sentences with the code."),
    "paragraph": N_("On the diagonal: paragraphs with the code."),
    "turn": N_("On the diagonal: turns with the code."),
    "source": N_("On the diagonal: sources with the code."),
}
_MEANT = {
    "jaccard": N_("Cells: Jaccard's coefficient n12 / (n1 + n2 - n12), from 0 (never together) to 1 (always)."),
    "c": N_("Cells: the c-coefficient of ATLAS.ti, n12 / (n1 + n2 - n12)."),
    "expected": N_("Cells: how often both would stand in one unit by chance, n1 × n2 / N."),
    "residual": N_("Cells: adjusted standardised residuals (Haberman 1973); beyond ±1.96 not by chance alone, at 5%."),
}
_CAUTION_OF_C = N_(
    "c assumes passages that lie apart: where one overlaps several of the other code, it may pass 1; where one code is "
    "over five times as frequent as the other, it stays low even if the rarer one never stands without it."
)
_BY_CHARACTER = N_("n1, n2: characters coded with the one or the other code; n12: with both.")
_OF_UNITS = N_("N, all such units of the sources in which something is coded: {n}.")
_NO_SAMPLE = N_("Codings are no random sample: read tests as a description, not as proof of a population.")


def cooccurrence(
    coded: Coded, codes: CodeRows, *, within: str = OVERLAP, units: Units | None = None, measure: str = "count",
    say: Translate, notes: Iterable[str] = (), title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return a square of codes: how often each two stand together.

    Args:
        coded: The codings.
        codes: Rows and columns, and what counts for them; those that stand nowhere are not shown.
        within: One of ``WITHIN``.
        units: Where the sentences, paragraphs or turns lie; not asked by ``overlap`` and ``source``.
        measure: One of ``MEASURES``; by ``overlap`` Jaccard's coefficient compares characters.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    standing = _standing(coded)
    outside = 0
    pairs: _Pairs = {}
    if within == OVERLAP and measure == "jaccard":
        alone = _by_character(standing)
    elif within == OVERLAP:
        pairs, alone = _overlapping(standing)
    else:
        alone, outside = _in_units(standing, None if within == "source" else units or {})
    total = 0 if within == OVERLAP else _units_of_coded(standing, None if within == "source" else units or {})
    cells = _cells(pairs, alone, codes)
    shown = [row for row in codes.rows if row.key in cells]
    rows = _rows(cells, shown, codes, measure, total)
    about = (*_about(within, measure, total, say), *_about_codes(codes, coded, outside, say))
    kind = Kind.COUNT if measure == "count" else Kind.TEXT
    return Report(
        title=title or say(N_("Codes that stand together")),
        columns=(Column("code", say(N_("Code")), Kind.NAME), *(Column(row.name.name, kind=kind) for row in shown)),
        rows=tuple(rows),
        notes=(*about, *notes),
        source_line=source_line,
    )


def coefficient(measure: str, both: int, one: int, other: int, total: int) -> float | None:
    """Return how closely two codes stand together; ``None`` where it is undefined.

    Args:
        measure: One of ``MEASURES`` but ``count``.
        both: Where both stand.
        one: Where the one stands, with the other or without.
        other: Likewise.
        total: All units; only for the measures of ``NEEDS_UNITS``.
    """
    if measure == "expected":
        return one * other / total if total else None
    if measure == "residual":
        return residual(both, one, other, total)
    either = one + other - both
    return both / either if either > 0 else None


def _about(within: str, measure: str, total: int, say: Translate) -> list[str]:
    if measure == "jaccard" and within == OVERLAP:
        return [say(_MEANT[measure]), say(_BY_CHARACTER)]
    said = [say(_NOTES[within])]
    if measure == "count":
        return [*said, say(_DIAGONAL[within])]
    said = [
        say(_MEANT[measure]),
        *said,
        say(N_("n12 counts these; n1 and n2 count where the one or the other stands.")),
    ]
    if measure == "c":
        said.append(say(_CAUTION_OF_C))
    if measure in NEEDS_UNITS:
        said += [say(_OF_UNITS).format(n=total), say(_NO_SAMPLE)]
    return said


def _about_codes(codes: CodeRows, coded: Coded, outside: int, say: Translate) -> list[str]:
    if codes.rolled_up:
        said = [say(N_("A code stands for itself and the codes under it, and is not compared with these."))]
    else:
        said = [say(N_("A passage stands at the very code it was coded with."))]
    if outside:
        said.append(say(N_("Left out, because they stand in no such unit: passages ({n}).")).format(n=outside))
    if coded.left_out:
        said.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=coded.left_out))
    return said


def _rows(cells: _Cells, shown: Sequence[CodeRow], codes: CodeRows, measure: str, total: int) -> list[tuple[Cell, ...]]:
    """Return the square; most codes never meet, so that it is written where they do."""
    at = {row.key: number for number, row in enumerate(shown)}
    lines: list[list[Cell]] = [[0] * len(shown) for _row in shown]
    for row in shown:
        line = lines[at[row.key]]
        for other, both in cells[row.key].items():
            line[at[other]] = both
    if measure != "count":
        own = [cells[row.key][row.key] for row in shown]
        for number, line in enumerate(lines):
            lines[number] = [
                None if number == other else coefficient(measure, both, own[number], own[other], total)
                for other, both in enumerate(line)
                if isinstance(both, int)
            ]
    if codes.rolled_up:  # No code is compared with those over it.
        for row in shown:
            for over in codes.above.get(row.key, ()):
                lines[at[row.key]][at[over]] = lines[at[over]][at[row.key]] = None
    return [(row.name, *line) for row, line in zip(shown, lines, strict=True)]


def _units_of_coded(standing: Mapping[Place, _CodeSet], units: Units | None) -> int:
    """Return how many units the sources have in which something is coded."""
    sources = {source for source, _start, _end in standing}
    return len(sources) if units is None else sum(len(units.get(source, ())) for source in sources)


def _by_character(standing: Mapping[Place, _CodeSet]) -> Counter[_CodeSet]:
    """Count the characters that bear each set of codes."""
    edges: dict[int, list[tuple[int, int, int]]] = {}
    for (source, start, end), found in standing.items():
        for code in found:
            edges.setdefault(source, []).extend(((start, 1, code), (end, -1, code)))
    sizes: Counter[_CodeSet] = Counter()
    for own in edges.values():
        own.sort()
        open_codes: Counter[int] = Counter()
        last = 0
        for at, step, code in own:
            if open_codes and at > last:
                sizes[frozenset(open_codes)] += at - last
            last = at
            open_codes[code] += step
            if not open_codes[code]:
                del open_codes[code]
    return sizes


def _overlapping(standing: Mapping[Place, _CodeSet]) -> tuple[_Pairs, Counter[_CodeSet]]:
    """Count the overlapping pairs of passages by their sets of codes, each pair once, and the passages of each set."""
    alone = Counter(standing.values())
    number_of = {one: number for number, one in enumerate(alone)}
    size = len(number_of)
    by_source: dict[int, list[tuple[int, int, int]]] = {}
    for (source, start, end), codes in standing.items():
        by_source.setdefault(source, []).append((start, end, number_of[codes]))
    met: Counter[int] = Counter()
    for passages in by_source.values():
        passages.sort()
        starts, numbers = [one[0] for one in passages], [one[2] for one in passages]
        found: list[int] = []
        for at, (_start, end, number) in enumerate(passages, 1):
            # Those that begin later, but before this one ends; earlier ones have met it already.
            until = bisect_left(starts, end, at)
            if until > at:
                found += map((number * size).__add__, numbers[at:until])
        met.update(found)
    pairs: dict[int, dict[int, int]] = {}
    for pair, n in met.items():
        pairs.setdefault(pair // size, {})[pair % size] = n
    return pairs, alone


def _in_units(standing: Mapping[Place, _CodeSet], units: Units | None) -> tuple[Counter[_CodeSet], int]:
    """Count the units that bear each set of codes, and the passages that stand in none.

    Args:
        standing: The passages with their codes.
        units: Where they lie; ``None`` takes each source as one.
    """
    found, outside = _by_unit(standing, units)
    return Counter(map(frozenset, found.values())), outside


def _by_unit(standing: Mapping[Place, _CodeSet], units: Units | None) -> tuple[dict[tuple[int, int], set[int]], int]:
    found: dict[tuple[int, int], set[int]] = {}
    outside = 0
    bounds = {source: ([s for s, _e in some], [e for _s, e in some]) for source, some in (units or {}).items()}
    for (source, start, end), codes in standing.items():
        if units is None:
            first, last = 0, 1
        else:
            starts, ends = bounds.get(source, ([], []))
            first, last = bisect_right(ends, start), bisect_left(starts, end)
        outside += first >= last
        for number in range(first, last):
            found.setdefault((source, number), set()).update(codes)
    return found, outside


def together(coded: Coded, codes: CodeRows, one: int, other: int, units: Units | None) -> list[Place]:
    """Return the units in which both of two codes stand, in order: what a cell of ``cooccurrence`` counts.

    Args:
        coded: The codings.
        codes: What counts for a code.
        one: Key of a code.
        other: Key of another.
        units: Where the units lie; ``None`` takes each source as one, which is told by its first passage.
    """
    standing = _standing(coded)
    found, _outside = _by_unit(standing, units)
    both = []
    for (source, number), own in found.items():
        wide = {over for code in own for over in codes.counted_for(code)}
        if one in wide and other in wide:
            both.append((source, number))
    if units is not None:
        return [(source, *units[source][number]) for source, number in sorted(both)]
    return [min(place for place in standing if place[0] == source) for source, _number in sorted(both)]


def _standing(coded: Coded) -> dict[Place, _CodeSet]:
    """Return the codes of each passage; equal sets are one, so that they are told apart without looking into them."""
    standing: dict[Place, _CodeSet] = {}
    alone: dict[int, _CodeSet] = {}
    known: dict[_CodeSet, _CodeSet] = {}
    for code, place in zip(coded.codes, coded.places, strict=True):
        own = alone.get(code) or alone.setdefault(code, frozenset((code,)))
        there = standing.get(place)
        if there is None:
            standing[place] = own
        elif code not in there:
            both = there | own
            standing[place] = known.setdefault(both, both)
    return standing


def _cells(pairs: _Pairs, alone: Counter[_CodeSet], codes: CodeRows) -> _Cells:
    """Return the count of each two codes, and of each code with itself; a set counts for what lies above its codes.

    Args:
        pairs: How many pairs of passages bear two sets of codes.
        alone: A set of codes on one passage or unit → how many there are.
        codes: What a code counts for.
    """
    wide = [tuple({over for code in one for over in codes.counted_for(code)}) for one in alone]
    cells: _Cells = {}
    for own, n in zip(wide, alone.values(), strict=True):
        for left in own:
            there = cells.setdefault(left, {})
            for right in own:
                there[right] = there.get(right, 0) + n
    # First one side of all pairs is told by codes, then the other: a step for each side, not for both at once.
    half: dict[int, dict[int, int]] = {}
    for one, its in pairs.items():
        for left in wide[one]:
            met = half.setdefault(left, {})
            for other, n in its.items():
                met[other] = met.get(other, 0) + n
    for left, met in half.items():
        for right, n in _by_code(met, wide).items():
            if right != left:
                cells[left][right] = cells[left].get(right, 0) + n
                cells[right][left] = cells[right].get(left, 0) + n
    return cells


def _by_code(met: Mapping[int, int], wide: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return how many of some sets of codes, by their numbers, bear each code."""
    found: dict[int, int] = {}
    for number, n in met.items():
        for code in wide[number]:
            found[code] = found.get(code, 0) + n
    return found
