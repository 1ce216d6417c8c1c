"""First hits of a search over 40 million characters: beside the bare query of the same words in the full-text index.

The floor knows which forms of the word to ask for and gives marked paragraphs; the program finds the forms, orders the
sources and says who speaks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.store.project import Project
from qcode.store.query import match_expression
from qcode.store.search import search
from qcode.store.vocabulary import vocabulary_of

FIRST = 50
"""Hits, a screen of them."""
SEARCHES = 20
"""Of one round."""
QUERIES = ("penyidik", "mencegah", '"patroli siber"', "pelaku korban")
_BARE = (
    "SELECT s.name, p.start_at, highlight(paragraph_fts, 0, '[', ']') FROM paragraph_fts "
    "JOIN paragraph p ON p.id = paragraph_fts.rowid JOIN source s ON s.id = p.source_id "
    "WHERE paragraph_fts MATCH ? LIMIT ?"
)


def figures() -> Iterator[Figure]:
    """Measure the promise for each query."""
    path = projects.copy_of(projects.archive(), "searched")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as database:
        for query in QUERIES:
            expression = match_expression(query, vocabulary_of(project.database))

            def bare(expression: str = expression) -> float:
                asked = [(expression, FIRST)] * SEARCHES
                return seconds(lambda: [database.execute(_BARE, one).fetchall() for one in asked]) / SEARCHES

            def program(query: str = query) -> float:
                asked = [query] * SEARCHES
                return seconds(lambda: [search(project, one, limit=FIRST) for one in asked]) / SEARCHES

            yield compare(
                f"first {FIRST} hits of {query} in {projects.ARCHIVE_SOURCES * projects.ARCHIVE_CHARS:,} characters, "
                "against the bare full-text query",
                bare,
                program,
                2.0,
            )
    projects.remove(path)
