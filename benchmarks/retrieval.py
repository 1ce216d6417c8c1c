"""First page of a retrieval of 100,000 codings: beside the bare query of their ids in order, in plain sqlite3.

The program finds what the filters choose, puts it under the headings of an order, reads a page of it as it is shown
and the words around its first passage. The floor reads ids by source and place, and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.domain.retrieved import ORDERS
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.store import codings, ordering, surroundings
from qcode.store.project import Project

PAGE = 40
"""Quotations, more than a screen of them."""
_BARE = (
    "SELECT c.uuid FROM coding c JOIN segment g ON g.id = c.segment_id ORDER BY c.source_id, g.start_at, g.end_at, c.id"
)


def first_page(project: Project, order: str) -> int:
    """Do what the screen does until its first page stands; return how many codings are listed."""
    found = ordering.ordered(project, Selection(), order)
    page = {one.id: one for one in codings.by_ids(project, found.ids[:PAGE])}
    first = page[found.ids[0]]
    surroundings.around(project, first.source_id, Span(first.start, first.end), 0)
    return len(found.ids)


def figures() -> Iterator[Figure]:
    """Measure the promise for each order, and a page anywhere in the list."""
    path = projects.copy_of(projects.study(), "retrieved")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA cache_size=-32000")

        def bare() -> float:
            return seconds(lambda: plain.execute(_BARE).fetchall())

        for order in ORDERS:
            assert first_page(project, order) == projects.STUDY_CODINGS

            def program(order: str = order) -> float:
                return seconds(lambda: first_page(project, order))

            name = f"first page of {projects.STUDY_CODINGS:,} codings by {order}"
            yield compare(f"{name}, against the bare query of their ids in order", bare, program, 3.0)
    projects.remove(path)
