"""What can be done on the codebook screen."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import BACK, REDO, UNDO
from qcode.tui.widgets.code_tree import TREE_COMMANDS
from qcode.tui.widgets.reading_pane import PANE_COMMANDS
from qcode.tui.widgets.rows import ROW_COMMANDS

CODES = (
    Command("edit", "e", N_("Edit"), N_("Change all that a code or a codebook says, in every language."), True),
    Command("new_code", "n", N_("New code"), N_("Make a code and choose its place in the tree."), True),
    Command("new_folder", "f", N_("New folder"), N_("Make a folder, which groups codes and is applied to nothing.")),
    Command("rename", "r", N_("Rename"), N_("Give a code or a codebook another name.")),
    Command("put", "p", N_("Put elsewhere"), N_("Put a code under another one, or into another codebook."), True),
    Command("shift(-1)", "K,shift+up", N_("One up"), N_("Move a code up among its siblings.")),
    Command("shift(1)", "J,shift+down", N_("One down"), N_("Move a code down among its siblings.")),
    Command("recolor", "c", N_("Colour"), N_("Choose a colour that colour-blind readers can tell apart, or type one.")),
    Command("merge", "i", N_("Merge into"), N_("Merge a code into another, with codings, notes and children."), True),
    Command("split", "s", N_("Split"), N_("Walk the codings of a code and send them to new codes."), True),
    Command("fold_code", "t", N_("Code or folder"), N_("Turn a code into a folder, or a folder into a code.")),
    Command("remove", "x,delete", N_("Remove"), N_("Remove a code with its codings, or an empty codebook."), True),
    Command("note", "m", N_("Note"), N_("Write a note on the code, or change one."), True),
    Command("passages", "l", N_("Passages"), N_("List what is coded with the code and what is under it."), True),
    Command("changes", "d", N_("How it changed"), N_("See how the definition changed: when, by whom, which words.")),
)
BOOKS = (
    Command("new_book", "B", N_("New codebook"), N_("Make another codebook in this project.")),
    Command("bring_in", "I", N_("Bring in"), N_("Bring a codebook in from a file, or one that comes with qcode.")),
    Command("send_out", "w,E", N_("Send out"), N_("Write a codebook to a file for other programs, or as a document.")),
)
MOVES = (
    Command("find", "slash,ctrl+f", N_("Find a code"), N_("Go to a code by a few letters."), True),
    Command("fold_all", "z", N_("Fold all"), N_("Close every tree, or open them all.")),
    Command("other_pane", "tab,shift+tab,f6", N_("Other pane"), N_("Go to the definition to read on, or back.")),
    UNDO,
    REDO,
    BACK,
)
GROUPS = (
    CommandGroup(N_("Codes"), CODES),
    CommandGroup(N_("Codebooks"), BOOKS),
    CommandGroup(N_("Here"), MOVES),
    CommandGroup(N_("List"), (*ROW_COMMANDS, *TREE_COMMANDS)),
    CommandGroup(N_("Definition"), PANE_COMMANDS),
)
