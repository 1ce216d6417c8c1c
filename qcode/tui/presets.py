"""Sets of keys to choose from: qcode's own, and those that hands have learnt elsewhere.

A preset names only what is different from the keys that the commands are declared with. No preset rests on a key that
terminals take for another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qcode.language import N_
from qcode.tui.key_names import understood


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of keys."""

    name: str
    """As in the settings file."""
    label: str
    """In English, marked with ``N_``."""
    title: str
    """Of the command that chooses it; in English, marked with ``N_``."""
    help: str
    """One sentence in English, marked with ``N_``."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action → its keys, separated by commas; empty: no key."""


VIM = {
    "move('next_word')": "w,ctrl+right",
    "move('previous_word')": "b,ctrl+left",
    "move('word_end')": "e",
    "move('row_start')": "0,home,circumflex_accent",
    "move('row_end')": "dollar_sign,end",
    "move('page_down')": "ctrl+d,ctrl+f,pagedown",
    "move('page_up')": "ctrl+u,ctrl+b,pageup",
    "select('word')": "W",
    "select_less('word')": "",
    "select('paragraph')": "V,p",
    "coded(1)": "B",
    "coded(-1)": "",
    "uncode": "d,x,delete",
    "edit_span": "R",
    "merge_passages": "J,M",
    "follow": "K,ctrl+right_square_bracket",
    "redo": "ctrl+r,U,ctrl+y",
    "find": "slash",
    "edit_favourites": "F",
}
"""Moves by word on w, b and e, so that selecting words goes to W; d takes codings away."""
NVIVO = {
    "palette": "ctrl+f2,c",
    "new_code_here": "ctrl+f3,I",
    "in_vivo": "ctrl+f8,i",
    "repeat": "ctrl+f9,full_stop",
    "uncode": "x,delete,ctrl+f14",
    "copy": "ctrl+c,y",
    "undo": "ctrl+z,u",
    "redo": "ctrl+y,U",
    "find": "ctrl+f,slash",
    "go": "ctrl+g,g",
}
"""Its Ctrl+F keys beside the plain ones, which stay; Ctrl+F14 is what terminals make of Ctrl+Shift+F2."""

PRESETS = (
    Preset("default", N_("qcode"), N_("Keys of qcode"), N_("A letter for each act, as this page shows them.")),
    Preset(
        "vim", N_("vim"), N_("Keys of vim"), N_("Moves by word on w, b and e; d removes a coding; Ctrl+R redoes."), VIM
    ),
    Preset(
        "nvivo",
        N_("NVivo"),
        N_("Keys of NVivo"),
        N_("Ctrl+F2 codes, Ctrl+F3 makes a code, Ctrl+F8 codes in vivo."),
        NVIVO,
    ),
)
BY_NAME = {preset.name: preset for preset in PRESETS}


def keys_of(preset: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return the keys that differ from the declared ones: those of a preset, over them the user's own.

    Args:
        preset: Its name; an unknown one counts as the default.
        own: What the user changed, also as people write keys.
    """
    chosen = BY_NAME.get(preset)
    return {**(chosen.keys if chosen else {}), **understood(own)[0]}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Which key does what: the declared keys, a preset over them, the user's own over that."""

    declared: Mapping[str, str]
    """Action → keys, for the commands that could get in each other's way."""
    preset: str = "default"
    own: Mapping[str, str] = field(default_factory=dict)

    def keys(self, action: str) -> tuple[str, ...]:
        """Return the keys of a command, the main one first."""
        changed = keys_of(self.preset, self.own)
        return tuple(filter(None, changed.get(action, self.declared.get(action, "")).split(",")))

    def holder(self, key: str, action: str) -> str:
        """Return the other command that a key is on; empty if there is none."""
        return next((other for other in self.declared if other != action and key in self.keys(other)), "")

    def put(self, action: str, key: str, *, beside: bool = False) -> Keyboard:
        """Return the keyboard with a key on a command, taken from whatever had it.

        Args:
            action: The command.
            key: Textual's name of the key.
            beside: Whether the command keeps the keys it has.
        """
        kept = [other for other in self.keys(action) if other != key] if beside else []
        return self._with(action, (*kept, key))

    def clear(self, action: str) -> Keyboard:
        """Return the keyboard with no key on a command."""
        return self._with(action, ())

    def reset(self, action: str) -> Keyboard:
        """Return the keyboard with the preset's keys on a command again, taken from whatever had them."""
        return self._with(action, Keyboard(self.declared, self.preset).keys(action))

    def _with(self, action: str, keys: Sequence[str]) -> Keyboard:
        changed = {action: tuple(keys)}
        for key in keys:
            if other := self.holder(key, action):
                changed[other] = tuple(one for one in changed.get(other, self.keys(other)) if one != key)
        plain = Keyboard(self.declared, self.preset)
        own = {name: value for name, value in self.own.items() if name not in changed}
        own |= {name: ",".join(value) for name, value in changed.items() if value != plain.keys(name)}
        return Keyboard(self.declared, self.preset, own)
