"""Markdown as paragraphs to read: headings, lists, quotes, bold and code, each in its look.

What is not of these is shown as it was written; nothing is laid out, so that a memo can be told at every key.
"""

from __future__ import annotations

import re

from qcode.tui.widgets.reading_pane import Words

_HEADING = re.compile(r"#{1,6}\s+(.*)")
_ITEM = re.compile(r"(\s*)(?:[-*+]|(\d+)[.)])\s+(?:\[([ xX])\]\s+)?(.*)")
_INLINE = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|`([^`]+)`|(?<!\w)\*([^*\s][^*]*)\*(?!\w)")


def markdown_words(text: str) -> list[Words]:
    """Return Markdown line by line as a reading pane shows it."""
    return [_line(line) for line in text.split("\n")]


def _line(line: str) -> Words:
    if heading := _HEADING.fullmatch(line):
        return [(heading[1], "primary")]
    if line.startswith("> "):
        return [("│ ", "dim"), *_inline(line[2:], "dim")]
    if item := _ITEM.fullmatch(line):
        mark = f"{item[2]}." if item[2] else "•"
        if item[3]:
            mark = "☑" if item[3] in "xX" else "☐"
        return [(f"{item[1]}{mark} ", "dim"), *_inline(item[4])]
    return _inline(line)


def _inline(text: str, look: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    for match in _INLINE.finditer(text):
        found.append((text[at : match.start()], look))
        bold, also_bold, code, emphasis = match.groups()
        found.append((bold or also_bold or code or emphasis, "accent" if code else "strong"))
        at = match.end()
    found.append((text[at:], look))
    return [part for part in found if part[0]]
