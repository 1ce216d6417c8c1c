"""The commands of the matrix screen."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.counted import EXPORT, NOTES, OUT
from qcode.tui.widgets.matrix_table import MOVES

LAY_OUT = (
    Command("rows", "r", N_("Rows"), N_("Choose what stands in the rows.")),
    Command("columns", "c", N_("Columns"), N_("Choose what stands in the columns.")),
    Command("within_rows", "R", N_("Within the rows"), N_("Let others stand within the rows: the cases of each year.")),
    Command("within_columns", "C", N_("Within the columns"), N_("Let others stand within the columns.")),
    Command("measure", "v", N_("Cell"), N_("Choose what a cell holds: a number, quotations, a summary.")),
    Command("filter", "f", N_("Filter"), N_("Choose which codings are counted.")),
    Command("transpose", "t", N_("Transpose"), N_("Make rows of the columns and columns of the rows.")),
    Command("empty", "z", N_("Empty rows"), N_("Show or hide rows and columns in which nothing is coded.")),
    Command("sort", "o", N_("Order"), N_("Let what holds most stand first: in rows, in columns, in both.")),
    Command("fold(-1)", "minus", N_("Fold"), N_("Show one level of codes, or of what stands within others, less.")),
    Command("fold(1)", "plus", N_("Unfold"), N_("Show one level of codes, or of what stands within others, more.")),
    Command("shade", "s", N_("Shading"), N_("Shade within the table, each row, each column, or not at all.")),
)
DO = (
    Command("set_up", "tab", N_("Set up"), N_("Choose what to change from a list; works while cells are written too.")),
    Command("behind", "full_stop", N_("Quotations"), N_("Show the quotations behind a cell, a row or a column.")),
    NOTES,
    EXPORT,
    Command("tables", "T", N_("Tables"), N_("Write a table of a thesis by its name: informants, obstacles, acts.")),
    *OUT,
)
GROUPS = (
    CommandGroup(N_("Matrix"), LAY_OUT),
    CommandGroup(N_("Do"), DO),
    CommandGroup(N_("Move"), MOVES),
)
MENU = (*LAY_OUT, *DO[1:-1])
"""What stands in the list that Tab opens."""
BY_ACTION = {command.action: command for command in (*LAY_OUT, *DO, *MOVES)}
HINTS = ("choose", "set_up", "transpose", "sort", "export", "copy", "back")
"""What the line of keys shows, in this order."""
HINTS_WRITTEN = ("choose", "behind", "set_up", "undo", "back")
