"""The commands of the transcript: every way to move in it and to select from it."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command

MOVES = (
    Command("move('left')", "left,h", N_("Left"), N_("Go one character back.")),
    Command("move('right')", "right,l", N_("Right"), N_("Go one character on.")),
    Command("move('up')", "up,k", N_("Up"), N_("Go one row up.")),
    Command("move('down')", "down,j", N_("Down"), N_("Go one row down.")),
    Command(
        "move('previous_word')", "ctrl+left", N_("Word back"), N_("Go to the start of the word, or the one before.")
    ),
    Command("move('next_word')", "ctrl+right", N_("Next word"), N_("Go to the next word.")),
    Command("move('word_end')", "", N_("Word end"), N_("Go to the last letter of the word, or of the next one.")),
    Command(
        "move('previous_sentence')", "left_parenthesis", N_("Sentence back"), N_("Go to the start of the sentence.")
    ),
    Command("move('next_sentence')", "right_parenthesis", N_("Next sentence"), N_("Go to the next sentence.")),
    Command(
        "move('previous_paragraph')",
        "left_curly_bracket,ctrl+up",
        N_("Paragraph back"),
        N_("Go to the start of the paragraph, or the one before."),
    ),
    Command(
        "move('next_paragraph')",
        "right_curly_bracket,ctrl+down",
        N_("Next paragraph"),
        N_("Go to the next paragraph."),
    ),
    Command("move('previous_turn')", "left_square_bracket", N_("Turn back"), N_("Go to where this speaker began.")),
    Command("move('next_turn')", "right_square_bracket", N_("Next turn"), N_("Go to the next speaker's words.")),
    Command("move('page_up')", "pageup", N_("Page up"), N_("Go one screen up.")),
    Command("move('page_down')", "pagedown", N_("Page down"), N_("Go one screen down.")),
    Command("move('row_start')", "home", N_("Row start"), N_("Go to the start of the row.")),
    Command("move('row_end')", "end", N_("Row end"), N_("Go to the end of the row.")),
    Command("top", "ctrl+home", N_("Top"), N_("Go to the start of the text.")),
    Command("bottom", "G,ctrl+end", N_("Bottom"), N_("Go to the end of the text.")),
)
SELECTS = (
    Command("select('word')", "w", N_("Word"), N_("Select the word; again, one word more.")),
    Command("select('sentence')", "s", N_("Sentence"), N_("Select the sentence; again, one sentence more."), True),
    Command("select('paragraph')", "p", N_("Paragraph"), N_("Select the paragraph; again, one paragraph more.")),
    Command("select('turn')", "t", N_("Turn"), N_("Select what this speaker says; again, one turn more."), True),
    Command("select_less('word')", "W", N_("Word less"), N_("Select one word less.")),
    Command("select_less('sentence')", "S", N_("Sentence less"), N_("Select one sentence less.")),
    Command("select_less('paragraph')", "P", N_("Paragraph less"), N_("Select one paragraph less.")),
    Command("select_less('turn')", "T", N_("Turn less"), N_("Select one turn less.")),
    Command("coded(1)", "b", N_("Coded passage"), N_("Select the coded passage here; again, the next one.")),
    Command("coded(-1)", "B", N_("Coded before"), N_("Select the coded passage before.")),
    Command("select_all", "ctrl+a", N_("All"), N_("Select the whole text.")),
    Command("swap_ends", "o", N_("Other end"), N_("Go to the other end of the selection, to change it there.")),
    Command("grow", "plus", N_("Larger"), N_("Widen the selection to the next larger unit.")),
    Command("shrink", "minus", N_("Smaller"), N_("Narrow the selection to the next smaller unit.")),
    Command("mark", "v", N_("Mark"), N_("Begin to mark, then move; again, stop marking.")),
    Command("drop_selection", "escape", N_("Drop"), N_("Select nothing.")),
    Command("activate", "enter", N_("Choose"), N_("Choose this passage.")),
)
STRETCHES = (
    Command("stretch('left')", "shift+left", N_("Select left"), N_("Select one character more or less.")),
    Command("stretch('right')", "shift+right", N_("Select right"), N_("Select one character more or less.")),
    Command("stretch('up')", "shift+up", N_("Select up"), N_("Select to the row above.")),
    Command("stretch('down')", "shift+down", N_("Select down"), N_("Select to the row below.")),
    Command("stretch('row_start')", "shift+home", N_("Select to row start"), N_("Select to the start of the row.")),
    Command("stretch('row_end')", "shift+end", N_("Select to row end"), N_("Select to the end of the row.")),
    Command("stretch('page_up')", "shift+pageup", N_("Select page up"), N_("Select one screen up.")),
    Command("stretch('page_down')", "shift+pagedown", N_("Select page down"), N_("Select one screen down.")),
    Command(
        "stretch('previous_word')", "ctrl+shift+left", N_("Select word back"), N_("Select to the start of a word.")
    ),
    Command("stretch('next_word')", "ctrl+shift+right", N_("Select next word"), N_("Select to the end of a word.")),
    Command("stretch('previous_paragraph')", "ctrl+shift+up", N_("Select paragraph back"), N_("Select to its start.")),
    Command("stretch('next_paragraph')", "ctrl+shift+down", N_("Select paragraph"), N_("Select to its end.")),
    Command("stretch('top')", "ctrl+shift+home", N_("Select to top"), N_("Select to the start of the text.")),
    Command("stretch('bottom')", "ctrl+shift+end", N_("Select to bottom"), N_("Select to the end of the text.")),
)
COMMANDS = (*MOVES, *SELECTS, *STRETCHES)
