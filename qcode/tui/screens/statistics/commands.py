"""What can be done on the screen of analyses."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.counted import EXPORT, NOTES, OUT
from qcode.tui.screens.statistics.analyses import ANALYSES
from qcode.tui.widgets.report_table import COLUMN_COMMANDS
from qcode.tui.widgets.rows import ROW_COMMANDS

WORD_COUNTS = Command("word_counts", "0", N_("Word counts"), N_("Which words are said how often?"))
CHOOSE = (
    Command("analyses", "tab", N_("Analysis"), N_("Choose an analysis from the list of questions."), True),
    *(Command(f"analysis('{one.name}')", str(at), one.label, one.question) for at, one in enumerate(ANALYSES, 1)),
    WORD_COUNTS,
)
SET = (
    Command("set('attribute')", "a", N_("Attribute"), N_("Choose by which attribute groups are told, or ordered.")),
    Command("set('unit')", "t", N_("Unit"), N_("Choose in what is counted: sentences, turns, cases, sources.")),
    Command("set('measure')", "v", N_("Cell"), N_("Choose what a cell holds: a count, a share, a coefficient.")),
    Command("numbers", "n", N_("Numbers"), N_("Type how far, how many, how much.")),
    Command("set('group')", "g", N_("Group"), N_("Keyness: choose whose words.")),
    Command("set('beside')", "b", N_("Beside"), N_("Keyness: choose the group they are compared with.")),
    Command("set('stop_words')", "s", N_("Stop words"), N_("Keyness: leave stop words out, or count every word.")),
    Command("set('words')", "slash", N_("Words"), N_("In context: write the words to look for.")),
    Command("set('order')", "o", N_("Order"), N_("Choose in which order the rows stand.")),
    Command("set('empty')", "z", N_("Unused codes"), N_("Frequencies: show codes that stand nowhere, or hide them.")),
    Command("set('small')", "m", N_("Small samples"), N_("Crosstab: correct Cramér's V for small samples.")),
    Command("filter", "f", N_("Filter"), N_("Choose which codings are counted.")),
    Command("speakers", "r", N_("Interviewers"), N_("Count what interviewers said too, or leave it out.")),
)
DO = (
    NOTES,
    EXPORT,
    *OUT,
)
GROUPS = (
    CommandGroup(N_("Analyses"), CHOOSE),
    CommandGroup(N_("Set up"), SET),
    CommandGroup(N_("Do"), DO),
    CommandGroup(N_("Move"), (*ROW_COMMANDS, *COLUMN_COMMANDS)),
)
BY_ACTION = {command.action: command for command in (*CHOOSE, *SET, *DO, *ROW_COMMANDS)}
HINTS = ("choose", "analyses", "notes", "export", "copy", "back")
"""What the line of keys shows, in this order."""
