"""Count matrices of 100,000 codings: beside one GROUP BY of their cells, with the same joins, in plain sqlite3.

What is measured is the whole report: cells, totals, those of what stands over others, names, and the notes on what was
left out. The floor knows nothing of these. Its statements are written out here, so that they stay what they are
whatever the program does; before anything is measured, its cells have to be the program's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from benchmarks import large, projects
from benchmarks.rounds import Figure, Measure, compare, worked_of
from qcode.domain.selection import Selection
from qcode.services import tabling
from qcode.store import axes as axis_store
from qcode.store import tallies
from qcode.store.project import Project

LIMIT, GROWTH = 3.0, 12.0
"""Times the floor; times what a tenth of the sources and codings takes."""
ROUNDS = 3
_ANSWERS = "COALESCE(c.speaker_id, 0) NOT IN (SELECT i.id FROM speaker i WHERE i.role = 'interviewer')"
_TREE = (
    "WITH RECURSIVE tree(over, code) AS (SELECT id, id FROM code "
    "UNION SELECT t.over, k.id FROM tree t JOIN code k ON k.parent_id = t.code) "
)
_MEMBER = (
    "JOIN membership {x} ON {x}.source_id = c.source_id AND ({x}.speaker_id IS NULL OR {x}.speaker_id = c.speaker_id) "
    "AND ({x}.segment_id IS NULL OR {x}.segment_id = c.segment_id) "
)
_VALUE = "JOIN attribute_value {x}v ON {x}v.attribute_id = {attribute} AND {x}v.{of}_id = {joined} "


@dataclass(frozen=True, slots=True)
class _Floor:
    """One side of a floor."""

    keys: tuple[str, ...]
    joins: str = ""


def _floor(axis: str, x: str, *, only: bool) -> _Floor:
    """Return an axis as anybody would write it in SQL; ``x`` begins the names of its tables."""
    member, kind = _MEMBER.format(x=x), "JOIN study_case {x}y ON {x}y.id = {x}.case_id AND {x}y.kind = '{kind}' "
    tree = f"JOIN tree {x}t ON {x}t.code = c.code_id "
    year = _VALUE.format(x=x, attribute=2, of="case", joined=f"{x}.case_id")
    return {
        "code": _Floor(("c.code_id",)) if only else _Floor((f"{x}t.over",), tree),
        "code:top": _Floor(
            (f"{x}t.over",), f"{tree}JOIN code {x}k ON {x}k.id = {x}t.over AND {x}k.parent_id IS NULL "
        ),
        "source": _Floor(("c.source_id",)),
        "coder": _Floor(("c.coder_id",)),
        "kind": _Floor((f"{x}s.kind",), f"JOIN source {x}s ON {x}s.id = c.source_id "),
        "case": _Floor((f"{x}.case_id",), member),
        "case:informant": _Floor((f"{x}.case_id",), member + kind.format(x=x, kind="informant")),
        "set": _Floor((f"{x}e.set_id",), f"JOIN set_member {x}e ON {x}e.source_id = c.source_id "),
        "speaker": _Floor(
            (f"COALESCE({x}b.of_case, -c.speaker_id)",),
            "LEFT JOIN (SELECT speaker_id, MIN(case_id) AS of_case FROM membership WHERE speaker_id IS NOT NULL "
            f"GROUP BY speaker_id) {x}b ON {x}b.speaker_id = c.speaker_id ",
        ),
        "question": _Floor(
            (f"+{x}q.question_id",),
            f"JOIN asked {x}q ON {x}q.id = (SELECT a.id FROM asked a JOIN segment g ON g.id = c.segment_id "
            "WHERE a.source_id = c.source_id AND a.start_at <= g.start_at ORDER BY a.start_at DESC, a.id DESC LIMIT 1) "
            f"AND +{x}q.question_id IS NOT NULL ",
        ),
        "attribute:Jabatan": _Floor(
            (f"{x}v.value",), member + _VALUE.format(x=x, attribute=1, of="case", joined=f"{x}.case_id")
        ),
        "period:Tanggal/month": _Floor(
            (f"SUBSTR({x}v.value, 1, 7)",), _VALUE.format(x=x, attribute=3, of="source", joined="c.source_id")
        ),
        "coded:day": _Floor(("SUBSTR(c.created, 1, 10)",)),
        "attribute:Tahun>case:police case": _Floor(
            (f"{x}v.value", f"{x}.case_id"),
            member + year + kind.format(x=x, kind="police case"),
        ),
        "set>case": _Floor(
            (f"{x}e.set_id", f"{x}.case_id"), f"JOIN set_member {x}e ON {x}e.source_id = c.source_id {member}"
        ),
        "case>code": _Floor(
            (f"{x}.case_id", "c.code_id" if only else f"{x}t.over"),
            member + ("" if only else tree),
        ),
    }[axis]  # fmt: skip


COUNTED = {
    "count": ("COUNT(DISTINCT c.segment_id)", ""),
    "sources": ("COUNT(DISTINCT c.source_id)", ""),
    "cases": ("COUNT(DISTINCT n.case_id)", f"LEFT {_MEMBER.format(x='n')}"),
}
"""Measure → what the floor counts, with the join that needs."""
PAIRS = (
    ("code", "source"), ("code", "case:informant"), ("code", "coder"), ("code", "kind"), ("code", "case"),
    ("code", "set"), ("code", "speaker"), ("code", "question"), ("code", "attribute:Jabatan"),
    ("code", "period:Tanggal/month"), ("code", "coded:day"), ("code:top", "case"), ("coder", "case"),
    ("attribute:Tahun>case:police case", "code"), ("set>case", "code"), ("case>code", "kind"),
)  # fmt: skip
"""Counted with what is under each code."""
ALONE = (
    ("code", "source"), ("code", "case"), ("code", "coder"), ("code", "kind"), ("code", "speaker"),
    ("code", "question"), ("attribute:Tahun>case:police case", "code"),
)  # fmt: skip
"""Counted each code by itself too."""
OTHERWISE = {
    "presence": (("code", "source"),),
    "percent": (("code", "source"),),
    "percent:row": (("code", "case"),),
    "percent:total": (("attribute:Tahun>case:police case", "code"),),
    "sources": (("code", "source"), ("set>case", "code")),
    "cases": (("code", "source"), ("code", "case")),
}
"""Other measures, by some of the pairs."""
GROWN = (("code", "source"), ("attribute:Tahun>case:police case", "code"))


def figures() -> Iterator[Figure]:
    """Measure all pairs of axes, all measures that count, and how they grow."""
    path = projects.copy_of(large.study(), "matrix")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as plain:
        assert projects.counted(project) == large.CODINGS
        plain.execute("PRAGMA cache_size=-32000")
        for pair in PAIRS:
            yield _counted(project, plain, pair, "count", only=False)
        for pair in ALONE:
            yield _counted(project, plain, pair, "count", only=True)
        for measure, pairs in OTHERWISE.items():
            for pair in pairs:
                yield _counted(project, plain, pair, measure, only=False)
        yield from _growth(project)
    projects.remove(path)


def _counted(
    project: Project, plain: sqlite3.Connection, pair: tuple[str, str], measure: str, *, only: bool
) -> Figure:  # fmt: skip
    selection = Selection(only=only)
    statement = _statement(pair, measure, only=only)
    _check(project, plain.execute(statement), pair, _counting(measure), selection)
    name = f"{large.CODINGS:,} codings, {' × '.join(pair)}, {'each code alone' if only else 'rolled up'}: {measure}"
    return compare(
        f"{name}, against sqlite3's GROUP BY", worked_of(lambda: plain.execute(statement).fetchall()),
        _report(project, pair, measure, selection), LIMIT, rounds=ROUNDS,
    )  # fmt: skip


def _check(
    project: Project, rows: sqlite3.Cursor, pair: tuple[str, str], measure: str, selection: Selection
) -> None:  # fmt: skip
    """Make sure that floor and program count the same."""
    axes = [axis_store.axis(project, one, x, rolled_up=not selection.only) for one, x in zip(pair, "rc", strict=True)]
    high, wide = (len(one.keys) for one in axes)
    floor = {(row[:high], row[high:-1]): row[-1] for row in rows}
    placed = tallies.tally(project, axes[0], axes[1], measure, selection).placed
    found = {(_keys(row), _keys(column)): n for (row, column), n in placed.items() if row != () != column}
    assert {p: n for p, n in found.items() if (len(p[0]), len(p[1])) == (high, wide)} == floor, (pair, measure)


def _growth(project: Project) -> Iterator[Figure]:
    """Measure ten times the sources and codings beside these."""
    path = projects.copy_of(large.study(10), "matrix-10")
    with Project.open(path) as ten:
        assert projects.counted(ten) == 10 * large.CODINGS
        for pair in GROWN:
            small, big = (_report(one, pair, "count", Selection()) for one in (project, ten))
            promise = f"{10 * large.CODINGS:,} codings, ten times the sources, {' × '.join(pair)}: count"
            yield compare(f"{promise}, against {large.CODINGS:,}", small, big, GROWTH, rounds=2)
    projects.remove(path)


def _report(project: Project, pair: tuple[str, str], measure: str, selection: Selection) -> Measure:
    return worked_of(partial(tabling.make_matrix, project, *pair, measure, selection))


def _statement(pair: tuple[str, str], measure: str, *, only: bool) -> str:
    sides = [_floor(axis, x, only=only) for axis, x in zip(pair, "hw", strict=True)]
    keys = ", ".join(key for side in sides for key in side.keys)
    there = "".join(f" AND {key} IS NOT NULL" for side in sides for key in side.keys)
    value, join = COUNTED[_counting(measure)]
    tree = _TREE if any("tree" in side.joins for side in sides) else ""
    return (
        f"{tree}SELECT {keys}, {value} FROM coding c {''.join(side.joins for side in sides)}{join}"
        f"WHERE {_ANSWERS}{there} GROUP BY {keys}"
    )


def _counting(measure: str) -> str:
    """Return what is counted for a measure: passages, unless it says otherwise."""
    return measure if measure in COUNTED else "count"


def _keys(place: object) -> tuple[object, ...]:
    return place if isinstance(place, tuple) else (place,)
