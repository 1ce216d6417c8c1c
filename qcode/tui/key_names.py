"""What keys are called: by Textual, and by people who read and write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

KEY_NAMES = {
    "full_stop": ".",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "grave_accent": "`",
    "slash": "/",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "number_sign": "#",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "semicolon": ";",
    "apostrophe": "'",
    "quotation_mark": '"',
    "dollar_sign": "$",
    "circumflex_accent": "^",
    "ampersand": "&",
    "percent_sign": "%",
    "exclamation_mark": "!",
    "at": "@",
    "equals_sign": "=",
    "underscore": "_",
    "backslash": "\\",
    "vertical_line": "|",
    "tilde": "~",
    "space": "Space",
    "backspace": "Backspace",
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Del",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
_BY_TEXT = {text.casefold(): name for name, text in KEY_NAMES.items()}


@lru_cache
def key_text(key: str) -> str:
    """Return a Textual key name as people write it: ``ctrl+z`` is ``Ctrl+Z``."""
    if key.startswith("upper_"):
        return key.removeprefix("upper_")
    *modifiers, last = key.split("+")
    last = KEY_NAMES.get(last) or _sign(last) or last
    if not modifiers:
        return last if len(last) == 1 else last[:1].upper() + last[1:]
    return "+".join(part.capitalize() for part in [*modifiers, last])


@lru_cache
def key_name(written: str) -> str:
    """Return Textual's name of a key as people write it, ``Ctrl+K`` or ``;``; empty if no key is called so."""
    *held, last = re.split(r"\+(?=.)", written.strip())
    modifiers = [part.strip().casefold() for part in held]
    name = last.strip() if len(last.strip()) == 1 and last.strip().isalnum() else _name_of(last.strip().casefold())
    if not name or not _MODIFIERS.issuperset(modifiers):
        return ""
    if modifiers == ["shift"] and len(name) == 1:
        return name.upper()
    return "+".join([*modifiers, name.lower() if "ctrl" in modifiers else name])


def _name_of(written: str) -> str:
    name = _BY_TEXT.get(written, written)
    if name in KEY_NAMES or name == "insert" or re.fullmatch(r"f([1-9]|1\d|2[0-4])|upper_[a-z]", name):
        return name
    sign = name if len(name) == 1 else _sign(name)
    return unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_") if sign else ""


def _sign(name: str) -> str:
    """Return the sign that Textual calls by its name in Unicode; empty if it is none."""
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


def understood(own: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return keys that somebody wrote into the settings as Textual names them, and what is no key.

    Args:
        own: Action → keys, separated by commas. None at all is meant so; of those that are no keys none are, and the
            command keeps the keys that it has.
    """
    found: dict[str, str] = {}
    unknown: list[str] = []
    for action, keys in own.items():
        written = [key for key in keys.split(",") if key.strip()]
        unknown += [f"{action} = {key.strip()}" for key in written if not key_name(key)]
        names = list(filter(None, map(key_name, written)))
        if names or not written:
            found[action] = ",".join(names)
    return found, unknown
