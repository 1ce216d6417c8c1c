"""What the matrix screen says around its table: settings, legend, what is under the cursor."""

from __future__ import annotations

from rich.style import Style

from qcode.analysis import shading
from qcode.domain.report import Kind
from qcode.domain.wording import cell_text, number_text
from qcode.language import N_, _, screen_language
from qcode.services.tabling import Plan
from qcode.store.project import Project
from qcode.tui.screens import filter_menu
from qcode.tui.screens.matrix import choosing
from qcode.tui.screens.matrix.commands import BY_ACTION
from qcode.tui.screens.matrix.counting import Counted
from qcode.tui.widgets.bars import KeyHint
from qcode.tui.widgets.matrix_foot import Swatch

WITHIN = {
    "table": N_("Shaded within the table"), "row": N_("Shaded within each row"),
    "column": N_("Shaded within each column"), "off": N_("Not shaded"),
}  # fmt: skip
SORTS = {
    "": N_("in the order of the codebook or of names"), "rows": N_("rows: most first"),
    "columns": N_("columns: most first"), "both": N_("rows and columns: most first"),
}  # fmt: skip


def settings(project: Project, plan: Plan) -> list[KeyHint]:
    """Return how a matrix is set up, each with the key that changes it."""
    said = [
        ("rows", choosing.axis_label(plan.rows)), ("columns", choosing.axis_label(plan.columns)),
        ("measure", choosing.measure_label(plan.measure)),
        ("filter", filter_menu.described(project, plan.selection) or _("no filter")),
    ]  # fmt: skip
    if plan.with_empty:
        said.append(("empty", _("with empty ones")))
    if plan.sort:
        said.append(("sort", _(SORTS[plan.sort])))
    if plan.levels:
        said.append(("fold(1)", _("levels: {n}").format(n=plan.levels)))
    return [KeyHint(BY_ACTION[action].key_text, label, action) for action, label in said]


def pointed(counted: Counted, row: int, column: int) -> tuple[str, str]:
    """Return what a place of the table is called, and what stands there."""
    report, matrix = counted.matrix.report, counted.matrix
    row_name = str(report.rows[row][0]) if 0 <= row < len(report.rows) else ""
    column_name = str(report.columns[column + 1]) if 0 <= column < len(report.columns) - 1 else ""
    if row < 0 or column < 0:
        return row_name or column_name or _("All of the table"), ""
    place = f"{row_name}  ×  {column_name}"
    cell, kind = report.rows[row][column + 1], report.columns[column + 1].kind
    if kind is Kind.QUOTES:
        return place, _("quotations: {n}").format(n=len(cell) if isinstance(cell, tuple) else 0)
    if kind is Kind.TEXT:
        behind = _("passages: {n}").format(n=counted.shown.behind.get((row, column), 0))
        return place, f"{behind}  {cell}"
    text = cell_text(cell, kind, screen_language())
    return place, f"{text}  {_(matrix.measure.cell)}" if text else ""


def explained(counted: Counted, within: str, cursor: tuple[int, int], styles: list[Style]) -> tuple[str, list[Swatch]]:
    """Return what the shades of a table mean: words, and a swatch for each range of numbers."""
    kind, tops = counted.matrix.measure.kind, counted.shown.tops
    row, column = cursor
    at_row, at_column = max(0, min(row, len(tops.rows) - 1)), max(0, min(column, len(tops.columns) - 1))
    top = tops.of(within, at_row, at_column) if tops.rows and tops.columns else 0.0
    if within == "off" or kind is Kind.PRESENCE or not top:
        not_shaded = WITHIN["off"]
        return _(not_shaded), []
    ranges = shading.bounds(top, whole=kind is not Kind.SHARE)
    swatches: list[Swatch] = []
    for low, high in ranges:
        said = _number(high, kind) if low == high else f"{_number(low, kind)}–{_number(high, kind)}"
        swatches.append((said, styles[shading.step(high, top)]))
    words = _(WITHIN[within])
    if counted.shown.behind:
        words = _("{shading}, by coded passages").format(shading=words)
    return words, swatches


def _number(value: float, kind: Kind) -> str:
    language = screen_language()
    return number_text(value if kind is Kind.SHARE else int(value), kind, language)
