"""Co-occurrence by overlap of 100,000 codings: beside a bare sort-and-sweep in numpy.

The floor reads the same rows by sqlite3, puts them into arrays, sorts them, finds by bisection those that begin before
each ends, and counts pairs of codes by ``bincount``. It knows nothing of codes over codes, nor of a passage that bears
several codes, so that it counts pairs of codings and not of passages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import numpy as np

from benchmarks import large, projects
from benchmarks.rounds import Figure, compare, worked_of
from qcode.domain.selection import Selection
from qcode.services import analysing
from qcode.store.project import Project

LIMIT, GROWTH = 5.0, 12.0
_ROWS = (
    "SELECT DISTINCT c.code_id, c.source_id, g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id "
    "WHERE COALESCE(c.speaker_id, 0) NOT IN (SELECT i.id FROM speaker i WHERE i.role = 'interviewer')"
)


def figures() -> Iterator[Figure]:
    """Measure the report, each code alone and rolled up, and how it grows."""
    path = projects.copy_of(large.study(), "cooccurrence")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA cache_size=-32000")
        for only in (True, False):
            report = worked_of(partial(analysing.make_cooccurrence, project, Selection(only=only)))
            name = f"{large.CODINGS:,} codings, co-occurrence by overlap, {'each code alone' if only else 'rolled up'}"
            floor = worked_of(lambda: sweep(plain))
            yield compare(f"{name}, against numpy's sort and sweep", floor, report, LIMIT, rounds=5)
        yield _growth(project)
    projects.remove(path)


def sweep(plain: sqlite3.Connection) -> int:
    """Count the overlapping pairs of codings by their codes; return how many there are."""
    codes, sources, starts, ends = np.array(plain.execute(_ROWS).fetchall(), dtype=np.int64).T
    width = int(ends.max()) + 1
    order = np.argsort(sources * width + starts, kind="stable")
    starts, ends, codes = (sources * width + starts)[order], (sources * width + ends)[order], codes[order]
    met = np.searchsorted(starts, ends) - np.arange(1, len(starts) + 1)
    left = np.repeat(np.arange(len(starts)), met)
    right = np.arange(met.sum()) - np.repeat(np.cumsum(met) - met, met) + left + 1
    size = int(codes.max()) + 1
    square = np.bincount(codes[left] * size + codes[right], minlength=size * size).reshape(size, size)
    return int((square + square.T).sum()) // 2


def _growth(project: Project) -> Figure:
    path = projects.copy_of(large.study(10), "cooccurrence-10")
    with Project.open(path) as ten:
        figure = compare(
            f"{10 * large.CODINGS:,} codings, ten times the sources, co-occurrence, against {large.CODINGS:,}",
            worked_of(lambda: analysing.make_cooccurrence(project, Selection())),
            worked_of(lambda: analysing.make_cooccurrence(ten, Selection())),
            GROWTH, rounds=3,
        )  # fmt: skip
    projects.remove(path)
    return figure
