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


def as_tabs(matrix: Matrix) -> str:
    """Return the table as lines of cells parted by tabs, as a spreadsheet takes it from the clipboard."""
    from qcode.domain.wording import cell_text, one_line

    language = screen_language()
    heads = [str(column) for column in matrix.report.columns]
    kinds = [column.kind for column in matrix.report.columns]
    lines = [heads]
    for row in matrix.report.rows:
        # Numbers go as numbers: a dash for 0 could not be counted with.
        cells = zip(row, kinds, strict=True)
        lines.append([str(c) if kind is Kind.COUNT else cell_text(c, kind, language) for c, kind in cells])
    return "\n".join("\t".join(one_line(cell) for cell in line) for line in lines) + "\n"
