"""Commands, declared once.

A command is a row. The key bindings, the footer, the help page, the list of all commands and the
documentation of the keys all read the same row, and the binding's id is the action, so that a user can
put another key on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from qcode.language import _
from qcode.tui.key_names import key_text

NO_KEY = "no_key"
"""Stands in a binding for no key; no terminal sends it."""
_remapped: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do, and how it is said and pressed."""

    action: str
    """Name of the action method without ``action_``; arguments may follow, ``move(1)``."""
    key: str
    """Textual key names, the main one first, separated by commas; empty if only the list of commands has it."""
    label: str
    """Two or three words for the footer and the list, in English, marked with ``N_``."""
    help: str
    """One sentence for the help page, in English, marked with ``N_``."""
    footer: bool = False
    """Whether the footer may offer it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Textual names of its keys as the user has them, the main one first."""
        return _apart(_remapped.get(self.action, self.key))

    @property
    def key_text(self) -> str:
        """The main key as it stands on a keyboard."""
        return key_text(self.keys[0]) if self.keys else ""

    @property
    def all_keys_text(self) -> str:
        """Every key as it stands on a keyboard, the main one first."""
        return "  ".join(dict.fromkeys(key_text(key) for key in self.keys))


@lru_cache
def _apart(keys: str) -> tuple[str, ...]:
    return tuple(key for key in keys.split(",") if key)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """Return the key bindings of commands; the id of each is its action, so that it can be remapped."""
    return [
        Binding(command.key or NO_KEY, command.action, _(command.label), show=command.footer, id=command.action)
        for command in commands
    ]


def remap(keys: Mapping[str, str]) -> None:
    """Say which keys the user has put on which actions, for everything that shows keys in this process."""
    _remapped.clear()
    _remapped.update(keys)


def rebind(node: DOMNode) -> None:
    """Let a screen or widget listen to the keys as the user has them.

    Textual's own keymap is laid over the bindings again at every key, which costs more than most keys do; here it
    is done once, when a node is made and when the keys change.
    """
    first = type(node)._merged_bindings or BindingsMap()
    made: dict[str, list[Binding]] = {}
    moved: dict[str, Binding] = {}
    for key, found in first.key_to_bindings.items():
        for binding in found:
            if binding.id in _remapped:
                moved.setdefault(binding.id, binding)
            else:
                made.setdefault(key, []).append(binding)
    for id, binding in moved.items():
        for key in filter(None, _remapped[id].split(",")):
            # Before what stands there by default: the user put it there.
            made.setdefault(key, []).insert(0, binding.with_key(key))
    bindings_map = BindingsMap()
    bindings_map.key_to_bindings = made
    node._bindings = bindings_map


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands that stand together on the help page."""

    title: str
    """In English, marked with ``N_``."""
    commands: tuple[Command, ...]
