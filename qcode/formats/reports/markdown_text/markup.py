"""Words that Markdown takes for words."""

from __future__ import annotations

import re

from qcode.domain.text import visible
from qcode.domain.wording import one_line

_MARKUP = re.compile(r"[\\`*|~]|(?<![^\W_])_|_(?![^\W_])|\](?=\()|(?<=!)\[")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HTML_MARKUP = re.compile("[&<>]")
_AT_BEGINNING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|\d+(?=[.)](?:\s|$)))")
"""What makes a heading, a list or a rule of a line that begins with it."""


def escaped(text: str) -> str:
    """Return a text on one line, with all that is markup made harmless."""
    shown = one_line(visible(text).replace("\u00a0", "\ue000")).replace("\ue000", "\u00a0")
    return _HTML_MARKUP.sub(lambda m: _HTML[m.group()], _MARKUP.sub(r"\\\g<0>", shown))


def paragraph(text: str) -> str:
    """Return an escaped text as a paragraph: nothing at its beginning makes a heading or a list of it."""
    found = _AT_BEGINNING.match(text)
    if found is None:
        return text
    # A number is kept from being a list by its full stop, a sign by itself.
    end = found.end() if found.group(2)[0].isdigit() else found.start(2)
    return f"{text[:end]}\\{text[end:]}"
