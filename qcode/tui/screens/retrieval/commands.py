"""What can be done on the retrieval screen."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import DOCUMENTS, REDO, UNDO

FILTERING = (
    Command("filters", "f", N_("Filters"), N_("Choose by code, text, case, speaker, coder and more."), True),
    Command(
        "query", "slash,ctrl+f", N_("Query"), N_("Write a query over codes, with and, or, not, near, within."), True
    ),
    Command("drop_filter", "backspace", N_("Drop a filter"), N_("Take the last filter away.")),
    Command("clear_filters", "F", N_("No filters"), N_("Take all filters away.")),
    Command("sort", "s", N_("Sort"), N_("Sort and group by text, code, case, speaker or time of coding."), True),
    Command("saved", "o", N_("Saved queries"), N_("Open, rename or remove a query that was kept.")),
    Command("save", "S", N_("Save the query"), N_("Keep the filters under a name.")),
)
READING = (
    Command("wider", "plus,equals_sign", N_("More context"), N_("Show one more paragraph or turn around."), True),
    Command("narrower", "minus", N_("Less context"), N_("Show one paragraph or turn less around.")),
    Command("unit", "t", N_("Context in turns"), N_("Widen the context by turns instead of paragraphs, or back.")),
    Command("group(1)", "right_square_bracket", N_("Next group"), N_("Go to the first quotation of the next group.")),
    Command("group(-1)", "left_square_bracket", N_("Group before"), N_("Go to the group before.")),
    Command("pane", "z", N_("Whole passage"), N_("Show the passage with its context, or the list alone.")),
    Command("leaf(1)", "J,ctrl+d", N_("Read on"), N_("Read on in a long passage.")),
    Command("leaf(-1)", "K,ctrl+u", N_("Read back"), N_("Read back in a long passage.")),
)
CHOOSING = (
    Command("tick", "space,tab", N_("Tick"), N_("Tick the quotation, to change several at once.")),
    Command("tick_all", "a", N_("Tick all"), N_("Tick all that is listed, or none.")),
    Command("range", "v", N_("Range"), N_("Begin a range; again ticks all from there to here.")),
)
ACTING = (
    Command("code", "c", N_("Code also"), N_("Give the passages further codes."), True),
    Command("recode", "r", N_("Recode"), N_("Give the codings another code."), True),
    Command("uncode", "x,delete", N_("Uncode"), N_("Remove the codings."), True),
    Command("memo", "m", N_("Memo"), N_("Write on the coding."), True),
    Command("typical", "asterisk", N_("Typical"), N_("Mark as typical of the code, or take the mark away.")),
    Command("copy", "y,ctrl+c", N_("Copy"), N_("Copy the quotations with their citations.")),
    Command("write", "w", N_("Write a report"), N_("Write the quotations to Word, Excel, Markdown and others."), True),
    DOCUMENTS,
    UNDO,
    REDO,
    Command("back", "escape", N_("Back"), N_("Go one step back: a range, ticks, the screen.")),
)
GROUPS = (
    CommandGroup(N_("Find"), FILTERING),
    CommandGroup(N_("Read"), READING),
    CommandGroup(N_("Choose"), CHOOSING),
    CommandGroup(N_("Change"), ACTING),
)
COMMANDS = (*FILTERING, *READING, *CHOOSING, *ACTING)
BY_ACTION = {command.action: command for command in COMMANDS}
