"""The numbers that Word draws before the items of a list: counted anew, as they are nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcode.formats.sources.word.styles import Styles
from qcode.formats.word_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LEVELS = 9


def written(number: int, style: str) -> str:
    """Write a number as a list does: ``decimal``, ``lowerLetter``, ``upperRoman``, and others."""
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman, rest = "", number
        for value, letters in _ROMAN:
            roman += letters * (rest // value)
            rest %= value
        return roman.upper() if style == "upperRoman" else roman
    if style == "decimalZero":
        return f"{number:02}"
    return "" if style == "none" else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    is_legal: bool
    restarts: bool
    paragraph_style: str | None


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; ask in the order of the text, for asking counts on."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str | None, _List] = {}
        self._numbers: dict[str | None, _Element] = {}
        self._abstract: dict[str | None, _Element] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._abstract = {e.get(f"{W}abstractNumId"): e for e in root.iter(f"{W}abstractNum")}
            self._numbers = {e.get(f"{W}numId"): e for e in root.iterchildren(f"{W}num")}

    def label(self, number: str, level: int | None, paragraph_style: str | None = None) -> str:
        """Return what stands before the next item, with a space after it whatever gap is drawn; empty if nothing does.

        Args:
            number: The list (``numId``).
            level: From 0; ``None``: the level that belongs to the paragraph's style, else the first.
            paragraph_style: Id of that style.
        """
        element = self._numbers.get(number)
        if element is None:
            return ""
        chosen = self._list_of(element)
        if level is None:
            level = next((n for n, v in chosen.levels.items() if v.paragraph_style == paragraph_style), 0)
        self._restart(number, element, chosen)
        entry = chosen.levels.get(level)
        if entry is None:
            return ""
        counts = chosen.counts
        counts[level] = counts.get(level, entry.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            if deeper in counts and (deeper not in chosen.levels or chosen.levels[deeper].restarts):
                del counts[deeper]
        return _drawn(chosen, entry)

    def _restart(self, number: str, element: _Element, chosen: _List) -> None:
        """Begin a list again where its first use says so."""
        if number in self._begun:
            return
        self._begun.add(number)
        for override in element.iterchildren(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                chosen.counts[int(override.get(f"{W}ilvl") or 0)] = int(start.get(f"{W}val") or 1) - 1

    def _list_of(self, element: _Element) -> _List:
        reference = element.find(f"{W}abstractNumId")
        name = reference.get(f"{W}val") if reference is not None else None
        abstract = self._abstract.get(name)
        link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
        if link is not None:
            linked = self._numbers.get(self._styles[link.get(f"{W}val")].number)
            if linked is not None and linked is not element:
                return self._list_of(linked)
        if name not in self._lists:
            self._lists[name] = _List(_levels(abstract))
        return self._lists[name]


def _levels(abstract: _Element | None) -> dict[int, _Level]:
    levels = {}
    for element in abstract.iterchildren(f"{W}lvl") if abstract is not None else ():
        style = _value(element, "numFmt", "decimal")
        text = _value(element, "lvlText", "")
        if style == "bullet":
            text = _BULLET if not text or ord(text[0]) >= 0xE000 or text in "§Øüvq·" else text
        legal = element.find(f"{W}isLgl")
        levels[int(element.get(f"{W}ilvl") or 0)] = _Level(
            start=int(_value(element, "start", "1") or 1),
            style=style,
            text=text,
            is_legal=legal is not None,
            restarts=_value(element, "lvlRestart", "") != "0",
            paragraph_style=_value(element, "pStyle", "") or None,
        )
    return levels


def _drawn(chosen: _List, entry: _Level) -> str:
    def counted(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        level = chosen.levels.get(place, entry)
        style = "decimal" if entry.is_legal else level.style
        return written(chosen.counts.get(place, level.start), style)

    text = entry.text if entry.style == "bullet" else _PLACE.sub(counted, entry.text)
    return f"{text} " if text else ""


def _value(element: _Element, name: str, otherwise: str) -> str:
    found = element.find(f"{W}{name}")
    value = found.get(f"{W}val") if found is not None else None
    return otherwise if value is None else value
