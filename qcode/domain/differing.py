"""How two versions of a text differ, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|\w+|[^\w\s]")

KEPT, GONE, NEW = "kept", "gone", "new"
"""What became of a stretch of words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both versions, only in the older or only in the newer one."""

    words: str
    state: str
    """``kept``, ``gone`` or ``new``."""


def differing(old: str, new: str) -> list[Stretch]:
    """Return both versions as one text: what was kept, what went and what came.

    Joined, the stretches that are kept or gone are the old text, those kept or new the new one.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[Stretch] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("".join(before[i:j]), KEPT))
            continue
        found += [Stretch("".join(words), state) for words, state in ((before[i:j], GONE), (after[k:m], NEW)) if words]
    return _without_lone_blanks(found)


def marked(old: str, new: str) -> str:
    """Write the difference on one line: ``[-gone-]`` and ``{+new+}`` in what was kept."""
    marks = {KEPT: "{}", GONE: "[-{}-]", NEW: "{{+{}+}}"}
    return "".join(marks[one.state].format(one.words) for one in differing(old, new))


def _without_lone_blanks(stretches: list[Stretch]) -> list[Stretch]:
    """Join changes that only a blank parts, so that a sentence written anew is not shown in crumbs."""
    found: list[Stretch] = []
    gone = new = ""
    for index, one in enumerate(stretches):
        is_bridge = one.state == KEPT and one.words.isspace() and (gone or new) and index < len(stretches) - 1
        if one.state != KEPT or is_bridge:
            gone += one.words if one.state != NEW else ""
            new += one.words if one.state != GONE else ""
            continue
        found += _pair(gone, new)
        gone = new = ""
        found.append(one)
    return found + _pair(gone, new)


def _pair(gone: str, new: str) -> list[Stretch]:
    if gone == new:
        return [Stretch(gone, KEPT)] if gone else []
    return [Stretch(words, state) for words, state in ((gone, GONE), (new, NEW)) if words]
