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
    "network": N_("Network of codes"),
    "dendrogram": N_("What is alike"),
    "saturation": N_("Saturation"),
    "tree": N_("Code tree"),
    "years": N_("Cases by year"),
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
CLOSENESS = {
    "count": N_("how often both stand together"),
    "jaccard": N_("Jaccard's coefficient"),
    "c": N_("c-coefficient"),
    "cosine": N_("cosine of the counts"),
}
"""What says how close two are, in words."""

COMMANDS = (
    Command("kind('frequencies')", "1", N_("Frequencies"), N_("Show how often each code stands, as bars.")),
    Command("kind('cooccurrence')", "2", N_("Heat map"), N_("Show which codes stand together.")),
    Command("kind('portrait')", "3", N_("Portrait"), N_("Show each text as a band in the colours of its codes.")),
    Command("kind('timeline')", "4", N_("Timeline"), N_("Show where in each text each code stands.")),
    Command("kind('network')", "5", N_("Network"), N_("Show which codes stand together, as a network.")),
    Command("kind('dendrogram')", "6", N_("Dendrogram"), N_("Show which codes, or texts, are alike.")),
    Command("kind('saturation')", "7", N_("Saturation"), N_("Show how many new codes each interview brought.")),
    Command("kind('tree')", "8", N_("Code tree"), N_("Show the codebook with how often each code stands.")),
    Command("kind('years')", "9", N_("Years"), N_("Show how many cases there are in each year.")),
    Command("next_kind", "tab", N_("Next picture"), N_("Go to the next picture."), True),
    Command("next_kind(-1)", "shift+tab", N_("Picture before"), N_("Go to the picture before.")),
    Command("filter", "f", N_("Filter"), N_("Choose codes, texts and cases."), True),
    Command("clear", "F", N_("No filter"), N_("Show everything again.")),
    Command("speakers", "a", N_("Interviewers"), N_("Count what interviewers said too, or leave it out.")),
    Command("within", "w", N_("Together in …"), N_("Heat map, network: choose where codes stand together.")),
    Command("fold", "v", N_("Main codes"), N_("Let the uppermost codes stand for all under them, or each for itself.")),
    Command("order", "o", N_("Order"), N_("Bars: in the order of the codebook, or most frequent first.")),
    Command("along", "t", N_("Time"), N_("Timeline: along the text, or along the time of the recording.")),
    Command("closeness", "m", N_("Closeness"), N_("Network, dendrogram: choose what says how close two are.")),
    Command("least", "n", N_("Only from …"), N_("Network: show only ties from so much on.")),
    Command("joined", "d", N_("Codes or texts"), N_("Dendrogram: of the codes, or of the texts.")),
    Command("rule", "r", N_("Base, run …"), N_("Saturation: set base, run and threshold.")),
    Command("series", "e", N_("Series"), N_("Years: count the values of an attribute apart.")),
    Command("quotations", "q", N_("Quotations"), N_("List the quotations behind what is under the cursor."), True),
    Command("save", "s", N_("Save"), N_("Save the picture as SVG or PNG, or into a document."), True),
    replace(BACK, footer=True),
)
COUNTED = ("frequencies", "cooccurrence", "network")
"""Pictures in which each code may stand for what is under it, or for itself."""
OWN = {
    "frequencies": ("order", "fold"), "cooccurrence": ("within", "fold"),
    "portrait": ("fold",), "timeline": ("along", "fold"), "network": ("within", "closeness", "least", "fold"),
    "dendrogram": ("joined", "closeness"), "saturation": ("rule",), "tree": (), "years": ("series",),
}  # fmt: skip
"""Which commands make sense on which picture alone, and so stand beside the others below it."""
GROUP = CommandGroup(N_("Pictures"), COMMANDS)
