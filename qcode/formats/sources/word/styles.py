"""What the styles of a Word file say about a paragraph or run: hidden, bold, and in which list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.formats.word_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 20
"""Styles based on styles; more is a circle."""


def is_on(element: _Element) -> bool:
    """Say whether a switch such as ``w:b`` is on: it is, unless its value says otherwise."""
    return element.get(f"{W}val") not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says."""

    is_bold: bool | None = None
    """``None`` if it leaves that open."""
    is_hidden: bool | None = None
    number: str | None = None
    """The list (``numId``) its paragraphs are in; ``None`` if it says nothing."""
    level: int | None = None
    """Level in that list, from 0."""


NO_STYLE = Style()


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = (
            {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")} if root is not None else {}
        )
        self._known: dict[str | None, Style] = {}

    def __getitem__(self, name: str | None) -> Style:
        """Return a style by its id; an unknown one says nothing."""
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str | None) -> Style:
        bold: bool | None = None
        hidden: bool | None = None
        number: str | None = None
        level: int | None = None
        for _step in range(_DEEPEST):
            element = self._elements.get(name)
            if element is None:
                break
            bold = _switch(element, "b") if bold is None else bold
            hidden = _switch(element, "vanish") if hidden is None else hidden
            if number is None and (entry := element.find(f"{W}pPr/{W}numPr/{W}numId")) is not None:
                number = entry.get(f"{W}val")
            if level is None and (entry := element.find(f"{W}pPr/{W}numPr/{W}ilvl")) is not None:
                level = int(entry.get(f"{W}val") or 0)
            based_on = element.find(f"{W}basedOn")
            if based_on is None:
                break
            name = based_on.get(f"{W}val")
        return Style(bold, hidden, number, level)


def _switch(style: _Element, name: str) -> bool | None:
    found = style.find(f"{W}rPr/{W}{name}")
    return None if found is None else is_on(found)
