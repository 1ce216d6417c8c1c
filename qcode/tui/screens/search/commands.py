"""What can be done on the search screen."""

from __future__ import annotations

from qcode.language import N_
from qcode.tui.commands import Command
from qcode.tui.screens.base import BACK, REDO, UNDO

COMMANDS = (
    Command("query", "slash,ctrl+f", N_("Search"), N_("Type what to search for."), True),
    Command("code", "c", N_("Code"), N_("Code the hit under the cursor, or all ticked hits, and go on."), True),
    Command("repeat", "full_stop", N_("Repeat"), N_("Apply the latest code to this hit too, and go on."), True),
    Command("code_all", "A", N_("Code all"), N_("Code all hits of the list, as one act; what is coded shows first.")),
    Command("tick", "space", N_("Tick"), N_("Tick this hit, or take the tick away."), True),
    Command("tick_all", "asterisk", N_("Tick all"), N_("Tick all hits, or none.")),
    Command("unit", "b", N_("How much"), N_("Code what is found, its sentence, its paragraph or its turn.")),
)
FINDING = (
    Command("where", "i", N_("Search in"), N_("Search texts, memos, definitions, or all of them.")),
    Command("filter", "f", N_("Texts"), N_("Search some texts or sets only.")),
    Command("role", "r", N_("Who speaks"), N_("Search what everyone, participants or interviewers say.")),
    Command("order", "o", N_("Order"), N_("Sort by place, by texts with most hits, by the words after or before.")),
    Command("variants", "v", N_("Why found"), N_("Show which forms and spellings each word was widened to.")),
    Command("words", "w", N_("Word counts"), N_("Count the words of the texts.")),
    Command("lists", "l", N_("Word lists"), N_("Make and edit lists of words; @name searches for any of them.")),
)
MENDING = (UNDO, REDO, BACK)

PLACE_LABELS = {"texts": N_("texts"), "memos": N_("memos"), "codes": N_("definitions"), "all": N_("everything")}
ROLE_LABELS = {"": N_("everyone"), "participant": N_("participants"), "interviewer": N_("interviewers")}
ORDER_LABELS = {
    "place": N_("by place"), "source": N_("most hits first"), "right": N_("words after"), "left": N_("words before"),
}  # fmt: skip
UNIT_LABELS = {
    "match": N_("found words"), "sentence": N_("sentence"), "paragraph": N_("paragraph"), "turn": N_("turn"),
}  # fmt: skip
ROLES = tuple(ROLE_LABELS)
