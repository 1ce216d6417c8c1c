"""A Word file that came back: bookmarks, boxes that were ticked, words that were written, comments.

Read from what Word, LibreOffice and a hand write alike: a box is a content control, or a sign that was put in place of
one; a text is whatever stands within its bookmark. Comments hold what the margin shows: their replies, and whether they
were settled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcode.domain.document import anchor_of_tag
from qcode.domain.returned import Box, Comment, Mark, Returned
from qcode.domain.span import Span
from qcode.errors import UnreadableFile
from qcode.formats.word_package import Package, W
from qcode.language import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TICKED, _UNTICKED = frozenset("☒☑✓✔✗✘"), frozenset("☐□")
_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_GONE = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}rPr", f"{W}pPr", f"{W}sectPr", f"{W}tblPr", f"{W}tcPr", _FALLBACK}
)
"""What is not seen: words struck out, instructions of fields, how things are set, a text box for older programs."""
_TIME = re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d")
_OFF = frozenset({"0", "false", "off"})


def read(data: bytes) -> Returned:
    """Read a Word file that came back.

    Raises:
        UnreadableFile: If it is no .docx or is damaged.
    """
    package = Package(data)
    root = package.tree(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableFile(
            _("its part {part} is no Word document").format(part=package.main),
            _("Open it in a word processor and save it again as .docx."),
        )
    walk = _Walk()
    walk.element(body)
    comments = _comments(package, walk)
    marks = sorted(walk.marks, key=lambda mark: (mark.span.start, -mark.span.end))
    return Returned("".join(walk.parts), tuple(marks), tuple(walk.boxes), tuple(walk.blanks), comments)


@dataclass(slots=True)
class _Walk:
    """Goes through a document, keeping the text and where things stand in it."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)
    commented: dict[str, Span] = field(default_factory=dict)
    """By the id of the comment."""
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)
    _begun: dict[str, int] = field(default_factory=dict)
    _in_box: int = 0

    def element(self, one: _Element) -> None:
        """Read an element and all that is in it."""
        tag = one.tag
        if tag in _GONE:
            return
        if tag == f"{W}t":
            self._words(one.text or "")
        elif tag in _SPACES:
            self._words(_SPACES[tag])
        elif tag == f"{W}sym":
            self._words(_symbol(one))
        elif tag == f"{W}sdt":
            self._control(one)
        elif tag.startswith((f"{W}bookmark", f"{W}comment")):
            self._place(tag, one)
        else:
            for child in one:
                self.element(child)
            if tag == f"{W}p":
                self._words("\n")

    def _words(self, text: str) -> None:
        if not self._in_box:
            for place, character in enumerate(text):
                if character in _TICKED or character in _UNTICKED:
                    self.boxes.append(Box(self.at + place, character in _TICKED))
        self.parts.append(text)
        self.at += len(text)

    def _place(self, tag: str, one: _Element) -> None:
        id = one.get(f"{W}id", "")
        if tag == f"{W}bookmarkStart":
            self._open[id] = (one.get(f"{W}name", ""), self.at)
        elif tag == f"{W}bookmarkEnd" and id in self._open:
            name, start = self._open.pop(id)
            self.marks.append(Mark(name, Span(start, self.at)))
        elif tag == f"{W}commentRangeStart":
            self._begun[id] = self.at
        elif tag in (f"{W}commentRangeEnd", f"{W}commentReference"):
            self.commented.setdefault(id, Span(min(self._begun.get(id, self.at), self.at), self.at))

    def _control(self, one: _Element) -> None:
        properties, content = one.find(f"{W}sdtPr"), one.find(f"{W}sdtContent")
        box = properties.find(f"{_W14}checkbox") if properties is not None else None
        is_blank = properties is not None and _is_on(properties.find(f"{W}showingPlcHdr"), W)
        start = self.at
        if box is not None:
            self.boxes.append(Box(start, _is_on(box.find(f"{_W14}checked"), _W14)))
        self._in_box += box is not None
        for child in content if content is not None else ():
            self.element(child)
        self._in_box -= box is not None
        if tag := _value(properties, "tag"):
            self.marks.append(Mark(anchor_of_tag(tag), Span(start, self.at)))
        if is_blank:
            self.blanks.append(Span(start, self.at))


def _is_on(one: _Element | None, namespace: str) -> bool:
    return one is not None and one.get(f"{namespace}val", "1").casefold() not in _OFF


def _value(properties: _Element | None, name: str) -> str:
    one = properties.find(f"{W}{name}") if properties is not None else None
    return one.get(f"{W}val", "") if one is not None else ""


def _symbol(one: _Element) -> str:
    """Return a sign of a font of signs: the boxes of Wingdings, else nothing that says anything."""
    code = (one.get(f"{W}char") or "").upper()[-2:]
    return {"FE": "☑", "FD": "☒", "FC": "✓", "FB": "✗", "A8": "☐", "6F": "☐"}.get(code, "\ufffd")


def _comments(package: Package, walk: _Walk) -> tuple[Comment, ...]:
    """Return the comments in the order of the list; a reply without a place of its own has that of what it answers."""
    tree = package.tree(package.parts.get("comments", ""))
    rows = list(tree.iter(f"{W}comment")) if tree is not None else []
    paragraphs = {paragraph: number for number, one in enumerate(rows) for paragraph in _paragraph_ids(one)}
    above, done = _threads(package, paragraphs)
    end = Span(walk.at, walk.at)
    places = [walk.commented.get(one.get(f"{W}id", "")) for one in rows]
    return tuple(
        Comment(
            author=" ".join(one.get(f"{W}author", "").split()),
            created=_time(one.get(f"{W}date", "")),
            text=_text(one),
            span=places[number] or places[above.get(number, number)] or end,
            is_done=number in done or above.get(number) in done,
            answers=above.get(number),
        )
        for number, one in enumerate(rows)
    )


def _time(text: str) -> str:
    """Return a time as ISO has it; empty for none, which LibreOffice writes as the year 0."""
    found = _TIME.match(text)
    return found[0] if found else ""


def _paragraph_ids(comment: _Element) -> list[str]:
    return [one.get(f"{_W14}paraId", "") for one in comment.iter(f"{W}p") if one.get(f"{_W14}paraId")]


def _threads(package: Package, paragraphs: dict[str, int]) -> tuple[dict[int, int], set[int]]:
    """Return which comment replies to which, and which are settled."""
    tree = package.tree(package.parts.get("commentsExtended", ""))
    above: dict[int, int] = {}
    done: set[int] = set()
    for one in tree.iter(f"{_W15}commentEx") if tree is not None else ():
        number = paragraphs.get(one.get(f"{_W15}paraId", ""))
        if number is None:
            continue
        parent = paragraphs.get(one.get(f"{_W15}paraIdParent", ""))
        if parent is not None and parent != number:
            above[number] = parent
        if one.get(f"{_W15}done", "0").casefold() not in _OFF:
            done.add(number)
    return above, done


def _text(comment: _Element) -> str:
    walk = _Walk()
    for child in comment:
        walk.element(child)
    return "".join(walk.parts).strip()
