"""What a name means: the user's words for sources, codes, cases and coders.

Names are compared without regard to case, in Python, so that every database engine orders and folds alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from qcode.errors import UnknownName
from qcode.language import _


@lru_cache(maxsize=4096)
def order(name: str) -> tuple[object, ...]:
    """Return what a name is sorted by: case apart, numbers in it by their value."""
    parts: list[tuple[int, int, str]] = []
    digits = text = ""
    for character in f"{name.casefold()}\0":
        if character.isdecimal():
            digits += character
            continue
        if digits:
            parts += [(1, 0, text)] if text else []
            parts.append((0, int(digits), ""))
            digits = text = ""
        text += character
    parts.append((1, 0, text))
    return (*parts, name)


def one(wanted: str, named: Iterable[tuple[str, str]], what: str) -> str:
    """Return the id of the one thing that is called so.

    Args:
        wanted: A name or an id, as the user typed it.
        named: Name and id of each thing; a thing may have several names.
        what: What is looked for, in the language of the screen, for the error.

    Raises:
        UnknownName: If nothing is called so, or two things are; the message says which names there are.
    """
    everything = list(named)
    found = {id for name, id in everything if name == wanted or id == wanted.lower()}
    found = found or {id for name, id in everything if name.casefold() == wanted.casefold()}
    if len(found) == 1:
        return found.pop()
    if found:
        raise UnknownName(
            _("{what} “{name}” could be any of {n}").format(what=what, name=wanted, n=len(found)),
            _("Name it by its path (Parent/Child), its key or its id."),
        )
    names = sorted({name for name, _id in everything if name}, key=order)
    near = get_close_matches(wanted, names, n=3, cutoff=0.5)
    hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
    if not near:
        hint = (
            _("There are: {names}").format(names=", ".join(names[:12]) + (" …" if len(names) > 12 else ""))
            if names
            else _("There are none yet.")
        )
    raise UnknownName(_("there is no {what} “{name}”").format(what=what, name=wanted), hint)
