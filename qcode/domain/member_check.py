"""Member checking: what an informant says of the passages quoted from them, and of how these were read."""

from __future__ import annotations

from enum import StrEnum

from qcode.language import LANGUAGES, N_, translator


class Verdict(StrEnum):
    """What an informant says of a passage; also the tag of the memo that keeps it."""

    AGREES = "agrees"
    CORRECTS = "corrects"
    """It is to be put right, or something is added."""
    WITHDRAWS = "withdraws"
    """It is not to be used."""
    UNCLEAR = "unclear"
    """Boxes were ticked that say different things."""


SAID = {
    Verdict.AGREES: N_("agrees"), Verdict.CORRECTS: N_("corrects"), Verdict.WITHDRAWS: N_("does not want it used"),
    Verdict.UNCLEAR: N_("several boxes ticked"),
}  # fmt: skip
"""Verdicts, for people."""
OPENING = {
    Verdict.AGREES: N_("Agrees."), Verdict.WITHDRAWS: N_("Does not want it to be used."),
    Verdict.UNCLEAR: N_("Has ticked several boxes; ask again."),
}  # fmt: skip
"""What the memo of an answer begins with, in the language of whoever read the sheet."""
BOXES = (Verdict.AGREES, Verdict.CORRECTS, Verdict.WITHDRAWS)
"""What the boxes of a question stand for, in their order."""
CHOICES = (N_("I agree"), N_("To be corrected"), N_("Please do not use it"))
"""What stands beside them."""
SHEET, AGREE, TEXT, MORE, DAY, SIGNED = "m", "agree", "text", "more", "day", "sign"
"""Kinds of anchors and tags (``domain.document``): the sheet of an informant; of a passage or a code whether it is
agreed to and what is to be said; of an informant what is added, when and who signed."""
PART, END, READ, THANKS = "p", "end", "read", "thanks"
"""Kinds of anchors of what stands between the questions, so that it is told from what was written there."""
KIND = N_("member check")
"""The kind of memo that keeps an answer."""


def own_words(text: str) -> str:
    """Return what an informant wrote, without the sentence for the box that the memo of an answer begins with."""
    opening, _blank, rest = text.partition("\n\n")
    said = {translator(language)(one) for one in OPENING.values() for language in LANGUAGES}
    return rest if opening in said else text


def verdict(ticked: tuple[bool, ...], text: str) -> Verdict | None:
    """Return what the boxes and the words under a passage say; ``None`` if nothing.

    Words alone, and words beside agreement, correct or add something.
    """
    chosen = [one for one, is_ticked in zip(BOXES, ticked, strict=False) if is_ticked]
    if len(chosen) > 1:
        return Verdict.UNCLEAR
    if not chosen:
        return Verdict.CORRECTS if text else None
    return Verdict.CORRECTS if chosen[0] is Verdict.AGREES and text else chosen[0]
