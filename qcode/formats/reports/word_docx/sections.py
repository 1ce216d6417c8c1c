"""Sections: a document's pages may be turned, and turned back, between its first and its last."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from qcode.formats.reports.word_docx.markup import W
from qcode.formats.reports.word_docx.page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip
_PLACE = {f"{{{W}}}{name}": place for place, name in enumerate(_ORDER)}


def section(base: _Element, page: Page, before: Page | None, text: Page) -> str:
    """Return the properties of a section.

    Args:
        base: Those of the document's usual section, with its headers and footers.
        page: Of the section.
        before: That of the section before; ``None`` for the first, which brings headers and footers along: the
            following ones inherit them.
        text: The usual page.
    """
    from lxml import etree

    made = deepcopy(base)
    if before is not None:
        _remove(made, "headerReference", "footerReference", "titlePg", "pgNumType")
    _remove(made, "type", "sectPrChange", "printerSettings")
    turned = before is not None and (before.width, before.height) != (page.width, page.height)
    if before is not None:
        _put(made, "type", val="nextPage" if turned else "continuous")
    if page != text:
        set_page(made, page)
    return etree.tostring(made, encoding="unicode", with_tail=False)


def set_page(section: _Element, page: Page) -> None:
    """Give a section a page's size and margins, and one column."""
    orient = {"orient": "landscape"} if page.landscape else {}
    margins = section.find(_w("pgMar"))
    edges = {name: "709" if margins is None else margins.get(_w(name), "709") for name in ("header", "footer")}
    _put(section, "pgSz", w=str(page.width), h=str(page.height), **orient)
    _put(
        section, "pgMar", top=str(page.top), right=str(page.right), bottom=str(page.bottom), left=str(page.left),
        **edges, gutter="0",
    )  # fmt: skip
    _put(section, "cols", space="709")


def _put(section: _Element, name: str, **values: str) -> None:
    """Put an element in its place, instead of the one that is there."""
    from lxml import etree

    _remove(section, name)
    element = etree.Element(_w(name))
    for key, value in values.items():
        element.set(_w(key), value)
    place = _PLACE[_w(name)]
    at = next((at for at, one in enumerate(section) if _PLACE.get(str(one.tag), 99) > place), len(section))
    section.insert(at, element)


def _remove(section: _Element, *names: str) -> None:
    for name in names:
        for one in section.findall(_w(name)):
            section.remove(one)


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
