"""10,000 codings of one source, as columns and as dataclasses: beside sqlite3 fetching the same query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.store import codings, sources
from qcode.store.project import Project

ROUNDS = 25


def figures() -> Iterator[Figure]:
    """Measure both promises."""
    path = projects.copy_of(projects.book(), "codings")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as plain:
        source = sources.all_sources(project)[0].id

        def fetch() -> float:
            return seconds(lambda: plain.execute(codings.SPANS_OF, (source,)).fetchall())

        def columns() -> float:
            return seconds(lambda: project.database.rows(codings.SPANS_OF, (source,)))

        def dataclasses() -> float:
            return seconds(lambda: codings.spans_of(project, source))

        assert len(codings.spans_of(project, source)) == projects.BOOK_CODINGS
        name = f"{projects.BOOK_CODINGS:,} codings of one source"
        yield compare(f"{name} as columns, against sqlite3", fetch, columns, 2.0, rounds=ROUNDS)
        yield compare(f"{name} as dataclasses, against sqlite3", fetch, dataclasses, 3.0, rounds=ROUNDS)
    projects.remove(path)
