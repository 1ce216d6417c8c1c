"""What follows what, and how much is coded, beside counting everything one by one."""

from __future__ import annotations

import random

from qcode.analysis.coverage import Ground, coverage, part_of, words_part
from qcode.analysis.sequences import sequences
from qcode.domain.coded import Coded, CodeRow, CodeRows, Place
from qcode.domain.report import Name, Report
from qcode.domain.stretches import merged

ABOVE: dict[int, tuple[int, ...]] = {1: (), 2: (1,), 3: ()}
UNITS = {0: [(0, 8), (9, 20), (22, 30), (30, 41)], 1: [(3, 11), (12, 30)]}
Rows = list[tuple[int, Place]]


def code_rows(*, rolled_up: bool) -> CodeRows:
    rows = tuple(CodeRow(key, f"id-{key}", Name(f"C{key}"), "#000000") for key in ABOVE)
    return CodeRows(rows, ABOVE, rolled_up)


def coded(rows: Rows) -> Coded:
    return Coded([code for code, _place in rows], [place for _code, place in rows])


def random_rows(seed: int) -> Rows:
    dice = random.Random(seed)
    found: Rows = []
    for _number in range(dice.randrange(25)):
        start = dice.randrange(36)
        found.append((dice.choice((1, 2, 3)), (dice.choice((0, 1)), start, start + dice.randrange(1, 12))))
    return found


def cells(report: Report) -> dict[tuple[str, str], object]:
    names = [column.name for column in report.columns[1:]]
    return {(str(row[0]), name): cell for row in report.rows for name, cell in zip(names, row[1:], strict=True)}


def followed(rows: Rows, one: int, other: int, lag: int, *, rolled_up: bool) -> tuple[int, int, int, int]:
    """Count positions: with both, where the one ends, after which the other begins, and all."""
    both = first = then = total = 0
    for source in {place[0] for _code, place in rows}:
        units = UNITS[source]

        def standing(code: int, place: Place, source: int = source) -> list[int]:
            if place[0] != source:
                return []
            return [n for n, (s, e) in enumerate(UNITS[source]) if s < place[2] and place[1] < e]

        for at in range(len(units) - 1):
            wide = [(c, p, standing(c, p)) for c, p in rows]
            is_one = any(n and n[-1] == at and (c == one or (rolled_up and one in ABOVE[c])) for c, _p, n in wide)
            is_other = any(
                n and at < n[0] <= at + lag and (c == other or (rolled_up and other in ABOVE[c])) for c, _p, n in wide
            )
            total, first, then, both = total + 1, first + is_one, then + is_other, both + (is_one and is_other)
    return both, first, then, total


def test_sequences_are_what_looking_at_every_unit_gives() -> None:
    for seed in range(60):
        rows, lag, rolled_up = random_rows(seed), 1 + seed % 3, seed % 2 == 0
        reports = {
            measure: cells(sequences(
                coded(rows), code_rows(rolled_up=rolled_up), UNITS, lag=lag, measure=measure, say=str
            ))
            for measure in ("count", "probability", "expected", "residual")
        }  # fmt: skip
        for one, other in reports["count"]:
            both, first, then, total = followed(rows, int(one[1]), int(other[1]), lag, rolled_up=rolled_up)
            assert reports["count"][one, other] == both
            assert reports["probability"][one, other] == (both / first if first else None)
            assert reports["expected"][one, other] == (first * then / total if total else None)


def test_a_passage_does_not_follow_itself_and_the_last_unit_precedes_nothing() -> None:
    report = sequences(coded([(1, (0, 0, 40)), (3, (0, 31, 40))]), code_rows(rolled_up=False), UNITS, say=str)
    assert set(cells(report).values()) == {0}


def test_spans_are_merged() -> None:
    assert merged([(5, 8), (0, 2), (7, 9), (2, 3), (4, 4)]) == [(0, 3), (5, 9)]


def test_coverage_is_what_counting_every_character_and_word_gives() -> None:
    said = {0: [(0, 8), (10, 25)], 1: [(5, 33)]}
    words = {0: [0, 3, 9, 10, 14, 24, 30], 1: [5, 8, 20, 32, 33]}
    for seed in range(60):
        rows, rolled_up = random_rows(seed), seed % 2 == 0
        for by in ("characters", "words"):
            counted = {
                source: {
                    at for s, e in own for at in range(s, e) if by == "characters" or at in words[source]
                }
                for source, own in said.items()
            }  # fmt: skip
            grounds = [
                Ground(Name(f"S{key}"), [part_of(key, own) if by == "characters" else words_part(key, words[key], own)])
                for key, own in said.items()
            ]
            report = coverage(coded(rows), code_rows(rolled_up=rolled_up), grounds, by=by, cell="count", say=str)
            shares = cells(coverage(coded(rows), code_rows(rolled_up=rolled_up), grounds, by=by, say=str))
            for (name, column), cell in cells(report).items():
                key = None if name == "Any code" else int(name[1])
                own = [p for c, p in rows if key in (None, c) or (rolled_up and key in ABOVE[c])]
                total = 0
                for source in counted if column == "*" else [int(column[1])]:
                    total += len(counted[source] & {at for s, b, e in own if s == source for at in range(b, e)})
                assert cell == total
                whole = sum(len(counted[source]) for source in (counted if column == "*" else [int(column[1])]))
                assert shares[name, column] == total / whole


def test_grounds_of_which_nothing_is_coded_can_be_left_out() -> None:
    grounds = [Ground(Name("A"), [part_of(0, [(0, 10)])]), Ground(Name("B"), [part_of(0, [(10, 20)])])]
    report = coverage(coded([(1, (0, 0, 5))]), code_rows(rolled_up=False), grounds, only_coded=True, say=str)
    assert [column.name for column in report.columns] == ["code", "A", "*"]
    assert report.rows[0][1:] == (0.5, 0.5)
