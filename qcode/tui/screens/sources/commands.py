"""The commands of the sources' screen."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import BACK, REDO, UNDO

TEXTS = (
    Command("open", "o", N_("Open"), N_("Open the text on the coding screen."), True),
    Command("note", "n", N_("New note"), N_("Write a field or observation note, kept as a source."), True),
    Command("rename", "r", N_("Rename"), N_("Give the source another name."), True),
    Command("write_file", "w", N_("To a file"), N_("Write the text with its codes in the margin to a document."), True),
    Command("update", "R", N_("Corrected file"), N_("Bring in a corrected file; codings stay on their words.")),
    Command("remove", "d,x,delete", N_("Remove"), N_("Remove the source with its codings; undo brings it back."), True),
    Command("purge", "X", N_("Purge"), N_("Erase the source for good, from the audit trail and copies too.")),
)
KNOWN = (
    Command("kind", "K", N_("Kind"), N_("Say whether it is an interview, a note, a document …."), True),
    Command("standing", "y", N_("Primary, secondary"), N_("Say whether it is primary or secondary data.")),
    Command("tongue", "L", N_("Language"), N_("Say in which language the text is.")),
    Command("metadata", "a", N_("Attributes"), N_("Change what is known of the interview: place, date …."), True),
    Command("speakers", "p", N_("Speakers"), N_("Say who of the speakers interviews and who answers."), True),
    Command("sets", "s", N_("Sets"), N_("Put the source into sets, or take it out."), True),
    Command("memo", "m", N_("Memo"), N_("Write on the source.")),
)
HERE = (
    Command("find", "slash", N_("Find"), N_("Find a source by its name.")),
    UNDO,
    REDO,
    BACK,
)
GROUPS = (CommandGroup(N_("Texts"), TEXTS), CommandGroup(N_("Known"), KNOWN), CommandGroup(N_("Here"), HERE))
