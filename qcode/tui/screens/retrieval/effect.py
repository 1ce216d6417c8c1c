"""What an act on many codings would come to, in words."""

from __future__ import annotations

from qcode.language import _
from qcode.services.retrieving import Effect


def effect_lines(first: str, effect: Effect) -> list[str]:
    """Return what an act would come to, a line for each thing that is worth knowing."""
    told = (
        (effect.sources, _("in texts: {n}")),
        (effect.others, _("of these, made by other coders: {n}")),
        (effect.with_memo, _("of these, with a memo: {n}")),
        (effect.joined, _("joined with a coding their coder has made there already: {n}")),
        (effect.already, _("so already, left as they are: {n}")),
    )
    lines = [first.format(n=effect.changed), *(words.format(n=count) for count, words in told if count)]
    return [*lines, "", _("One act: u takes all of it back.")]
