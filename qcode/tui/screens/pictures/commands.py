"""What can be done on the screen of pictures."""

from __future__ import annotations

from dataclasses import replace

from qcode.language import N_
from qcode.tui.commands import Command, CommandGroup
from qcode.tui.screens.base import BACK

KINDS = {
    "frequencies": N_("Codes by frequency"),
    "cooccurrence": N_("Codes that stand together"),
    "portrait": N_("Portrait of the texts"),
    "timeline": N_("Codes along the texts"),
}
"""How the pictures are called."""
WITHIN = {
    "overlap": N_("overlapping passages"),
    "sentence": N_("the same sentence"),
    "paragraph": N_("the same paragraph"),
    "turn": N_("the same turn"),
    "source": N_("the same text"),
}
"""Where codes stand together, in words."""

COMMANDS = (
    Command("kind('frequencies')", "1", N_("Frequencies"), N_("Show how often each code stands, as bars.")),
    Command("kind('cooccurrence')", "2", N_("Heat map"), N_("Show which codes stand together.")),
    Command("kind('portrait')", "3", N_("Portrait"), N_("Show each text as a band in the colours of its codes.")),
    Command("kind('timeline')", "4", N_("Timeline"), N_("Show where in each text each code stands.")),
    Command("next_kind", "tab", N_("Next picture"), N_("Go to the next picture."), True),
    Command("next_kind(-1)", "shift+tab", N_("Picture before"), N_("Go to the picture before.")),
    Command("filter", "f", N_("Filter"), N_("Choose codes, texts and cases."), True),
    Command("clear", "F", N_("No filter"), N_("Show everything again.")),
    Command("speakers", "a", N_("Interviewers"), N_("Count what interviewers said too, or leave it out.")),
    Command("within", "w", N_("Together in …"), N_("Heat map: choose where codes stand together.")),
    Command("fold", "v", N_("Main codes"), N_("Let the uppermost codes stand for all under them, or each for itself.")),
    Command("order", "o", N_("Order"), N_("Bars: in the order of the codebook, or most frequent first.")),
    Command("along", "t", N_("Time"), N_("Timeline: along the text, or along the time of the recording.")),
    Command("quotations", "q", N_("Quotations"), N_("List the quotations behind what is under the cursor."), True),
    Command("save", "s", N_("Save"), N_("Save the picture as SVG or PNG."), True),
    replace(BACK, footer=True),
)
OWN = {
    "frequencies": ("order", "fold"), "cooccurrence": ("within", "fold"),
    "portrait": ("fold",), "timeline": ("along", "fold"),
}  # fmt: skip
"""Which commands make sense on which picture alone, and so stand beside the others below it."""
GROUP = CommandGroup(N_("Pictures"), COMMANDS)
