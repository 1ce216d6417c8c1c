"""Makes one text of a document that holds several: tracked changes accepted, one of two alternatives kept.

Works on the tree, before it is read. Most documents have none of this, which a look at the bytes tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.formats.word_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLD_PROPERTIES = tuple(
    f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "tblPrEx", "numbering")
)


def settle(root: _Element, raw: bytes) -> tuple[int, set[_Element]]:
    """Accept the tracked changes of a tree, keep one of each alternative, and put text boxes after their paragraph.

    Args:
        root: Changed in place.
        raw: Its bytes, to see at once what it cannot hold.

    Returns:
        How many insertions, deletions and moves there were, and the paragraphs whose end was deleted, so that the
        next one goes on in the same line.
    """
    if b"Fallback" in raw:
        _choose(root)
    if b"Change" in raw:
        _drop(root, *_OLD_PROPERTIES)
    changes = 0
    joined: set[_Element] = set()
    if any(name in raw for name in (b"ins ", b"ins>", b"del ", b"del>", b"moveFrom", b"moveTo", b"cellDel")):
        changes, joined = _accept(root)
    if b"ruby" in raw:
        _drop(root, f"{W}rt")
    if b"txbxContent" in raw:
        _take_out_boxes(root)
    return changes, joined


def _drop(root: _Element, *tags: str) -> int:
    found = list(root.iter(*tags))
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return len(found)


def _choose(root: _Element) -> None:
    """Keep the first choice of each alternative; the fallback says the same for old programs."""
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        choices = [child for child in alternative if child.tag == f"{_MC}Choice"]
        for child in list(alternative):
            if choices and child is not choices[0]:
                alternative.remove(child)


def _accept(root: _Element) -> tuple[int, set[_Element]]:
    changes = sum(1 for _ in root.iter(f"{W}ins"))
    joined: set[_Element] = set()
    for element in list(root.iter(f"{W}del", f"{W}moveFrom", f"{W}cellDel")):
        parent = element.getparent()
        if parent is None:
            continue
        changes += 1
        if parent.tag == f"{W}rPr":
            properties = parent.getparent()
            paragraph = properties.getparent() if properties is not None and properties.tag == f"{W}pPr" else None
            if paragraph is not None:
                joined.add(paragraph)
        elif parent.tag in (f"{W}trPr", f"{W}tcPr"):
            gone = parent.getparent()
            if gone is not None and (table := gone.getparent()) is not None:
                table.remove(gone)
        else:
            parent.remove(element)
    return changes, joined


def _take_out_boxes(root: _Element) -> None:
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        anchor = next(box.iterancestors(f"{W}p"), None)
        if anchor is None:
            continue
        for child in reversed(list(box)):
            anchor.addnext(child)
