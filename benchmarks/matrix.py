"""A count matrix of 100,000 codings: beside the GROUP BY of its cells, with the same joins, in plain sqlite3.

The statements of the floor are written out here, so that they stay what they are whatever the program does. The program
counts totals too, and what was left out, and names codes and columns: the floor knows nothing of these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from benchmarks import projects
from benchmarks.rounds import Figure, compare, seconds
from qcode.domain.selection import Selection
from qcode.services import tabling
from qcode.store import axes as axis_store
from qcode.store import tallies
from qcode.store.project import Project

_ANSWERS = (
    "COALESCE(c.speaker_id, 0) NOT IN (SELECT i.id FROM speaker i WHERE i.role = 'interviewer') "
    "AND {row} IS NOT NULL AND {column} IS NOT NULL GROUP BY {row}, {column}"
)
_TREE = (
    "WITH RECURSIVE tree(over, code) AS (SELECT id, id FROM code "
    "UNION SELECT t.over, k.id FROM tree t JOIN code k ON k.parent_id = t.code) "
)
_IN_CASE = (
    "JOIN membership m ON m.source_id = c.source_id AND (m.speaker_id IS NULL OR m.speaker_id = c.speaker_id) "
    "AND (m.segment_id IS NULL OR m.segment_id = c.segment_id) "
)
_SELECT = "SELECT {row}, {column}, COUNT(DISTINCT c.segment_id) FROM coding c {joins}WHERE "

MATRICES = {
    "code × source, each code alone": ("source", False, "", "c.code_id", "c.source_id", ""),
    "code × source, rolled up": ("source", True, _TREE, "t.over", "c.source_id", "JOIN tree t ON t.code = c.code_id "),
    "code × case, rolled up": (
        "case", True, _TREE, "t.over", "m.case_id", f"JOIN tree t ON t.code = c.code_id {_IN_CASE}",
    ),
}  # fmt: skip
"""Name → column axis, whether codes count what is under them, and the parts of the floor's statement."""


def figures() -> Iterator[Figure]:
    """Measure the tallies, and for each the whole report."""
    path = projects.copy_of(projects.study(), "matrix")
    with Project.open(path) as project, closing(sqlite3.connect(path)) as plain:
        assert projects.counted(project) == projects.STUDY_CODINGS
        plain.execute("PRAGMA cache_size=-32000")
        for name, (axis, rolled_up, before, row, column, joins) in MATRICES.items():
            statement = before + f"{_SELECT}{_ANSWERS}".format(row=row, column=column, joins=joins)
            selection = Selection(only=not rolled_up)
            axes = (
                axis_store.axis(project, "code", "r", rolled_up=rolled_up),
                axis_store.axis(project, axis, "c", rolled_up=rolled_up),
            )
            counted = tallies.tally(project, *axes, "count", selection).cells
            assert counted == {(r, c): n for r, c, n in plain.execute(statement)}, name

            def group(statement: str = statement) -> float:
                return seconds(lambda: plain.execute(statement).fetchall())

            def tally(axes: tuple[axis_store.Axis, axis_store.Axis] = axes, selection: Selection = selection) -> float:
                return seconds(lambda: tallies.tally(project, *axes, "count", selection))

            def report(axis: str = axis, selection: Selection = selection) -> float:
                return seconds(lambda: tabling.make_matrix(project, "code", axis, "count", selection))

            promise = f"{projects.STUDY_CODINGS:,} codings, {name}"
            yield compare(f"{promise}: counts, against sqlite3's GROUP BY", group, tally, 3.0)
            yield compare(f"{promise}: the whole report, against the same", group, report, 3.0)
    projects.remove(path)
