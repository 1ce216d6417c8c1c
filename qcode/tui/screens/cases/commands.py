"""The commands of the sheet of cases."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import REDO, UNDO
from qcode.tui.widgets.sheet_view import SHEET_COMMANDS

CELLS = (
    Command("choose_value", "space", N_("Choose value"), N_("Go through yes and no, or choose a category."), True),
    Command("empty", "x,delete", N_("Empty"), N_("Empty the marked cells, or take away the value or source."), True),
    Command("details", "v,f6", N_("Values"), N_("Go to the values and their evidence, or to what belongs."), True),
    Command("next_differing", "D", N_("Next difference"), N_("Go to the next cell whose values differ.")),
    Command("copy", "y,ctrl+c", N_("Copy"), N_("Copy the marked cells as a spreadsheet takes them."), True),
    Command("paste_copied", "ctrl+v", N_("Paste"), N_("Paste cells that were copied; what would change is shown.")),
    UNDO,
    REDO,
)
CASES = (
    Command("new_case", "n", N_("New case"), N_("Make a case of this kind."), True),
    Command("new_kind", "t", N_("New kind"), N_("Make the first case of a kind of its own.")),
    Command("rename", "r", N_("Rename"), N_("Give the case or source another name.")),
    Command("change_kind_of_case", "R", N_("Kind of case"), N_("Make it a case of another kind.")),
    Command("merge", "M", N_("Merge"), N_("Let this case and another be one; values that differ stay.")),
    Command("remove_case", "X", N_("Remove case"), N_("Remove the case; its sources stay.")),
    Command("assign", "a", N_("Assign"), N_("Let a source or a speaker in it belong to this case."), True),
)
COLUMNS = (
    Command("new_column", "N", N_("New column"), N_("Make an attribute for all cases of this kind."), True),
    Command("column", "c", N_("Column …"), N_("Rename, retype, sort, move or remove the column."), True),
    Command("move_column(-1)", "less_than_sign", N_("Move left"), N_("Move the column to the left.")),
    Command("move_column(1)", "greater_than_sign", N_("Move right"), N_("Move the column to the right.")),
    Command("sort", "s", N_("Sort"), N_("Sort by this column; again: the largest first, then by names.")),
    Command("filter", "slash,f,ctrl+f", N_("Filter"), N_("Show only rows with these words, or COLUMN=VALUE.")),
)
SHEETS = (
    Command("sheet(1)", "right_square_bracket", N_("Next sheet"), N_("Go to the next kind of case."), True),
    Command("sheet(-1)", "left_square_bracket", N_("Sheet before"), N_("Go to the kind of case before.")),
    Command("import_table", "I", N_("Import table"), N_("Bring cases and values in from .csv or .xlsx.")),
    Command("export_table", "w,E", N_("Export table"), N_("Write the sheets to .csv or .xlsx.")),
    Command("back", "escape", N_("Back"), N_("Drop the marks, the filter, or go back to the screen below.")),
)
GROUPS = (
    CommandGroup(N_("Cells"), CELLS),
    CommandGroup(N_("Cases"), CASES),
    CommandGroup(N_("Columns"), COLUMNS),
    CommandGroup(N_("Sheets"), SHEETS),
)
READING = CommandGroup(N_("Move in the sheet"), SHEET_COMMANDS)
"""What the sheet itself understands."""
BY_ACTION = {command.action: command for group in (*GROUPS, READING) for command in group.commands}
