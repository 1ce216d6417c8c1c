"""What a Word file says beside its text: footnotes, endnotes and comments, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.domain.span import Span
from qcode.domain.transcript import Note
from qcode.formats.sources.word.body import Reader
from qcode.formats.sources.word.content import Body
from qcode.formats.sources.word.revisions import settle
from qcode.formats.sources.word.styles import Styles
from qcode.formats.word_package import Package, W

_LAST_WORD = re.compile(r"\w+(?:[-'’]\w+)*(?=\W*\Z)")
_REACH = 200
"""How far back from a mark its word is looked for."""


def notes_of(package: Package, body: Body, text: str, styles: Styles) -> tuple[Note, ...]:
    """Return the notes of a document in the order of their marks.

    Args:
        package: The file.
        body: What was read of it.
        text: The text as stored.
        styles: Of the document.
    """
    texts = {kind: _texts(package, kind, styles) for kind in {kind for kind, _, _ in body.notes}}
    return tuple(_notes(body, text, texts))


def _notes(body: Body, text: str, texts: dict[str, dict[str, str]]) -> Iterator[Note]:
    for kind, name, place in body.notes:
        note = texts[kind].get(name, "")
        if not note:
            continue
        span = word_before(text, place)
        about = body.commented.get(name, [])
        if kind == "comment" and len(about) == 2 and (trimmed := _trimmed(text, *about)) is not None:
            span = trimmed
        yield Note(span, note, kind)


def word_before(text: str, place: int) -> Span:
    """Return the last word of a line before a place; the place itself if there is none."""
    place = min(place, len(text))
    line = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    found = _LAST_WORD.search(text[line:place])
    return Span(line + found.start(), line + found.end()) if found else Span(place, place)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None


def _texts(package: Package, kind: str, styles: Styles) -> dict[str, str]:
    """Return the text of every note of a kind, by its id."""
    name = package.parts.get(f"{kind}s", "")
    raw = package.xml(name)
    root = package.tree(name, raw)
    if raw is None or root is None:
        return {}
    _changes, joined = settle(root, raw)
    texts = {}
    for element in root.iterchildren(f"{W}{kind}"):
        read = Reader(lambda: styles, None, joined).read(element)
        texts[element.get(f"{W}id") or ""] = "".join(read.parts).strip()
    return texts
