"""The commands of the coding screen."""

from __future__ import annotations

import re

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import REDO, UNDO
from qcode.tui.widgets.transcript_commands import MOVES, SELECTS, STRETCHES

PLACE_TYPED = re.compile(r"(.+:)?([Ll]?)(\d+)")
"""A paragraph by its number, or with an L a line of the appendix; also of another text, as a quotation cites it."""

CODING = (
    Command("palette", "c", N_("Code"), N_("Open the code palette on the selection, or on the sentence here."), True),
    Command("repeat", "full_stop", N_("Repeat"), N_("Apply the code used last once more."), True),
    Command("in_vivo", "i", N_("In vivo"), N_("Make a code of the selected words themselves and apply it."), True),
    Command("uncode", "x,delete", N_("Uncode"), N_("Remove a coding under the cursor."), True),
    Command("recode", "r", N_("Recode"), N_("Put another code on the coding under the cursor."), True),
    Command("edit_span", "e", N_("Edit span"), N_("Mark the coded passage anew: select, then Enter."), True),
    Command("memo", "m", N_("Memo"), N_("Write on the coding under the cursor, or on the selected passage."), True),
    Command(
        "link", "L", N_("Link"), N_("Link this passage to another, to a code or a memo; list and remove its links.")
    ),
    Command("follow", "J", N_("Follow link"), N_("Jump to the other end of the link of the passage under the cursor.")),
    Command("split_passage", "D", N_("Split"), N_("Cut the passage under the cursor in two, before the cursor.")),
    Command(
        "merge_passages",
        "M",
        N_("Merge"),
        N_("Put the passage together with the next of its code, or all that is selected."),
    ),
    Command(
        "nudge('previous_word')",
        "less_than_sign",
        N_("Nudge a word back"),
        N_("Move the nearer boundary of the passage a word back."),
    ),
    Command(
        "nudge('next_word')",
        "greater_than_sign",
        N_("Nudge a word on"),
        N_("Move the nearer boundary of the passage a word on."),
    ),
    Command("nudge('left')", "semicolon", N_("Nudge back"), N_("Move the nearer boundary one character back.")),
    Command("nudge('right')", "apostrophe", N_("Nudge on"), N_("Move the nearer boundary one character on.")),
    Command(
        "weight", "number_sign", N_("Weight"), N_("Say how strongly the code applies to the passage, in a number.")
    ),
    Command("wording", "Q", N_("Translate, quote"), N_("Write a translation of the passage and how it is quoted.")),
    Command(
        "correct", "E", N_("Correct the text"), N_("Type into the text to correct it; codings stay on their words.")
    ),
    Command("typical", "asterisk", N_("Typical"), N_("Mark the coding under the cursor as a typical example, or not.")),
    Command(
        "new_code_here",
        "I",
        N_("New code"),
        N_("Make a code and apply it at once; Parent/Name puts it under a parent."),
    ),
    Command(
        "evidence", "A", N_("Evidence"), N_("Say what the passage tells about a case: it is the evidence of a value.")
    ),
    Command("copy", "y,ctrl+c", N_("Copy quote"), N_("Copy the passage with its citation."), True),
    Command(
        "copy_quoted", "Y", N_("Copy as quoted"), N_("Copy the form for quoting and the translation, with citation.")
    ),
    UNDO,
    REDO,
    Command("moving_on", "a", N_("Move on"), N_("Go to the next answer after each coding, or stay.")),
    Command("edit_favourites", "0", N_("Favourites"), N_("Choose the codes of the keys 1 to 9.")),
)
MOVING = (
    Command("find", "slash,ctrl+f", N_("Find"), N_("Find words in this text; case and accents do not matter."), True),
    Command("next", "n", N_("Next"), N_("Go to the next place of the kind that g set."), True),
    Command("previous", "N", N_("Previous"), N_("Go to the place before of the kind that g set.")),
    Command("go", "g", N_("Go …"), N_("Choose what n and N go to: coded, uncoded, disagreement … gg: top."), True),
    Command("turn(1)", "space", N_("Next answer"), N_("Go to the next answer and, while moving on, select it."), True),
    Command("turn(-1)", "backspace", N_("Answer before"), N_("Go to the answer before.")),
    Command(
        "to_paragraph",
        "",
        N_("Paragraph, line …"),
        N_("Go to a paragraph by its number, or to a line of the appendix (L41, T02:L41); : and the number do it too."),
    ),
    Command("focus_code", "f", N_("Focus"), N_("Show one code alone, or all again.")),
    Command("coders", "C", N_("Coders"), N_("Choose whose codings show: everybody's, some coders', or only your own.")),
    Command(
        "plain", "Z", N_("Plain"), N_("Show the words alone, without stripes, colours and lines, or with them again.")
    ),
    Command("passages", "q", N_("Passages"), N_("List everything under the code of the cursor, in all texts."), True),
)
PANES = (
    Command("pane(1)", "tab,f6", N_("Next pane"), N_("Go from texts to transcript to codes.")),
    Command("pane(-1)", "shift+tab", N_("Pane before"), N_("Go from codes to transcript to texts.")),
    Command("wide", "z", N_("Wide"), N_("Give the transcript the whole width, or show the lists again.")),
    Command(
        "menu", "shift+f10", N_("Menu"), N_("List what can be done with this passage, as the right mouse button does.")
    ),
    Command("details", "f7", N_("Details"), N_("Close the pane below the transcript, or open it again.")),
    Command("back", "escape", N_("Back"), N_("Go one step back: drop the selection, the focus, the pane.")),
)
FAVOURITES = tuple(
    Command(f"favourite({digit})", str(digit), N_("Favourite"), N_("Apply the code on this key."))
    for digit in range(1, 10)
)
GROUPS = (
    CommandGroup(N_("Code"), CODING),
    CommandGroup(N_("Find"), MOVING),
    CommandGroup(N_("Panes"), PANES),
)
READING = (
    CommandGroup(N_("Move in the text"), MOVES),
    CommandGroup(N_("Select"), SELECTS),
    CommandGroup(N_("Select by moving"), STRETCHES),
)
"""What the transcript itself understands."""
BY_ACTION = {command.action: command for group in GROUPS for command in group.commands}
