"""Counting a matrix away from the screen: all that takes time, done before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.analysis import shading
from qcode.domain.report import Kind
from qcode.language import screen_language
from qcode.services import tabling
from qcode.services.tabling import Matrix, Plan
from qcode.store.project import Project
from qcode.tui.widgets.matrix_layout import WORDS, longest
from qcode.tui.widgets.matrix_table import Shown


@dataclass(frozen=True, slots=True)
class Counted:
    """A matrix, and how it is shown."""

    matrix: Matrix
    shown: Shown


def count(project: Project, plan: Plan) -> Counted:
    """Return a matrix in the language of the screen.

    Raises:
        QcodeError: If an axis, a measure or a filter is unknown.
    """
    matrix = tabling.tabulate(project, plan, language=screen_language())
    behind: dict[tuple[int, int], int] = {}
    if matrix.measure.kind is Kind.TEXT:
        for row, its_row in enumerate(matrix.rows):
            for column, its_column in enumerate(matrix.columns):
                behind[row, column] = matrix.grid.behind.get((its_row.key, its_column.key), 0)
    lines = matrix.report.rows[: len(matrix.rows)]
    values = [
        [
            float(behind[row, column]) if behind else shading.value_of(cell)
            for column, cell in enumerate(line[1 : len(matrix.columns) + 1])
        ]
        for row, line in enumerate(lines)
    ]
    folded = frozenset(number for number, row in enumerate(matrix.rows) if row.has_more)
    lengths = [longest(row) for row in matrix.report.rows] if matrix.measure.kind in WORDS else []
    return Counted(matrix, Shown(matrix.report, shading.tops(values), behind, folded, lengths))
