"""A document as one page of HTML: headings, words with footnotes, tables, quotations, pictures, an appendix.

Tables and figures are numbered in their order, as a Word document would number them, before anything is set, so that a
reference may point forwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcode.domain.document import (
    Block,
    Contents,
    Document,
    Field,
    Figure,
    Footnote,
    Heading,
    Line,
    Lines,
    Listed,
    PageBreak,
    Paragraph,
    Piece,
    Quoted,
    Reference,
    Role,
    Table,
    Words,
)
from qcode.domain.numbering import list_of, numbered, title_of
from qcode.domain.report import Quotation, Report
from qcode.domain.wording import cited, footnote_text, one_line, quoted, source_text, title_text
from qcode.formats.base import ReportOptions
from qcode.formats.reports.html_page.markup import text
from qcode.formats.reports.html_page.table import below, id_of, table
from qcode.language import N_

if TYPE_CHECKING:
    from lxml import etree

LONG_QUOTATION = 400
"""Characters from which a passage is set as a block: about five lines of a thesis."""
_CLASSES = {Role.BODY: "words", Role.NOTE: "note", Role.ITEM: "item", Role.ENTRY: "entry", Role.TITLE: "title"}


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a page, at its end, each with a way back to its mark."""

    texts: list[str] = field(default_factory=list)
    """As HTML."""
    _known: set[str] = field(default_factory=set)

    def mark(self, words: str, link: str = "") -> str:
        """Add a footnote, the whole of it a link if it leads somewhere, and return its mark."""
        said = text(words)
        self.texts.append(f'<a href="#{text(link)}">{said}</a>' if link else said)
        number = len(self.texts)
        return f'<sup id="mark-{number}"><a href="#note-{number}">{number}</a></sup>'

    def cite(self, quotation: Quotation) -> str:
        """Return what stands behind a quotation: the mark of its footnote, or where it stands in brackets."""
        if not quotation.reference:
            where = text(cited(quotation))
            where = f'<a href="#{text(quotation.link)}">{where}</a>' if quotation.link else where
            return f" <cite>{where}</cite>"
        said = footnote_text(quotation, is_repeated=quotation.reference in self._known)
        self._known.add(quotation.reference)
        return self.mark(said, quotation.link)

    def __iter__(self) -> Iterator[str]:
        """Yield the list of them; nothing if there are none."""
        if self.texts:
            yield '<ol class="footnotes">\n'
            for number, words in enumerate(self.texts, 1):
                yield f'<li id="note-{number}">{words} <a href="#mark-{number}">↑</a></li>\n'
            yield "</ol>\n"


class Setter:
    """Sets the blocks of one document.

    Args:
        document: The document.
        options: How it is set.
    """

    def __init__(self, document: Document, options: ReportOptions) -> None:
        self._document = document
        self._options = options
        self._footnotes = Footnotes()
        labels = options.say(N_("Table")), options.say(N_("Figure"))
        self._numbers = numbered(document, labels, options.chapter, options.first_table, options.first_figure)
        self._anchored = {
            block.anchor: str(self._numbers.get(place, ""))
            for place, block in enumerate(document.blocks)
            if isinstance(block, Table | Figure) and block.anchor
        }
        """What references to tables and figures say."""

    def body(self) -> Iterator[str]:
        """Yield the page's body."""
        for place, block in enumerate(self._document.blocks):
            yield from self._set(place, block)
        yield from self._footnotes

    def _set(self, place: int, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                level = min(block.level, 4)
                yield f"<h{level}{id_of(block.anchor or _of_place(place))}>{text(block.text)}</h{level}>\n"
            case Paragraph():
                inside = "".join(map(self._piece, block.pieces))
                yield f'<p class="{_CLASSES[block.role]}"{id_of(block.anchor)} dir="auto">{inside}</p>\n'
            case Quoted():
                yield from self._quoted(block)
            case Table():
                yield from self._table(place, block)
            case Figure():
                yield from self._figure(place, block)
            case Lines():
                with_strokes = any(line.strokes for line in block.lines)
                yield f'<ol class="lines{" glossed" if with_strokes else ""}">\n'
                yield from (self._line(line, with_strokes=with_strokes) for line in block.lines)
                yield "</ol>\n"
            case Field():
                yield _field(block)
            case Contents():
                yield from self._contents(block)
            case PageBreak():
                yield "<hr>\n"

    def _line(self, line: Line, *, with_strokes: bool) -> str:
        asked = ' class="asked"' if line.bold else ""
        words = text(line.text) + "".join(map(self._footnotes.mark, line.notes))
        margin = ", ".join(map(_words, line.margin))
        if with_strokes:
            # Brackets are drawn for the eye: how far a passage reaches is told in the list of codes.
            strokes = f'<samp aria-hidden="true">{text(line.strokes)}</samp>'
            inside = f"<b>{text(line.speaker)}</b><span>{words}</span>{strokes}<i>{margin}</i>"
        else:
            speaker = f"<b>{text(line.speaker)}</b>" if line.speaker else ""
            inside = speaker + (f"<i>{margin}</i>" if margin else "") + words
        return f'<li value="{line.number}"{id_of(line.anchor)}{asked} dir="auto">{inside}</li>\n'

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Footnote():
                return self._footnotes.mark(piece.text)
            case Reference():
                said = text(self._anchored.get(piece.anchor) or "?")
                return f'<a href="#{text(piece.anchor)}">{said}</a>' if piece.anchor in self._anchored else said
            case Words():
                return _words(piece)
        return text(piece)

    def _quoted(self, block: Quoted) -> Iterator[str]:
        one = block.quotation
        if "\n" in one.text or len(one.text) > LONG_QUOTATION:
            if block.before:
                yield f'<p class="words" dir="auto">{text(block.before)}</p>\n'
            words = text(one.text) + (f" [{text(one.translation)}]" if one.translation else "")
            yield f'<blockquote{id_of(one.anchor)} dir="auto">{words}{self._footnotes.cite(one)}</blockquote>\n'
        else:
            words = (f"{text(block.before)} " if block.before else "") + text(quoted(one))
            yield f'<p class="words"{id_of(one.anchor)} dir="auto">{words}{self._footnotes.cite(one)}</p>\n'

    def _table(self, place: int, block: Table) -> Iterator[str]:
        caption = self._caption(place, title_text(block.report))
        lone = all(isinstance(one, Table) for one in self._document.blocks)
        yield f'<div class="table{" wide" if lone else ""}">\n'
        anchor = block.anchor or _of_place(place)
        yield from table(block.report, self._options, caption=caption, cite=self._footnotes.cite, anchor=anchor)
        if under := "".join(below(block.report, self._options)):
            yield f"<footer>\n{under}</footer>\n"
        yield "</div>\n"

    def _figure(self, place: int, block: Figure) -> Iterator[str]:
        yield f"<figure{id_of(block.anchor or _of_place(place))}>\n"
        yield f'<div role="img" aria-label="{text(block.description or block.title)}">{_drawing(block.svg)}</div>\n'
        yield f"<figcaption>{self._caption(place, one_line(block.title).removesuffix('.'))}</figcaption>\n"
        for note in (_source_of(block, self._options), *block.notes):
            if note:
                yield f'<p class="note">{text(note)}</p>\n'
        yield "</figure>\n"

    def _caption(self, place: int, title: str) -> str:
        number = self._numbers.get(place)
        return text(number.caption(title) if number else title)

    def _contents(self, block: Contents) -> Iterator[str]:
        yield f'<nav class="contents" aria-label="{text(block.title)}">\n<h2>{text(block.title)}</h2>\n<ol>\n'
        for place, one in enumerate(self._document.blocks):
            if said := self._listed(place, one, block.of):
                level = min(one.level, 4) if isinstance(one, Heading) else 1
                anchor = getattr(one, "anchor", "") or _of_place(place)
                yield f'<li class="l{level}"><a href="#{text(anchor)}">{said}</a></li>\n'
        yield "</ol>\n</nav>\n"

    def _listed(self, place: int, block: Block, listed: Listed) -> str:
        if list_of(block) is not listed:
            return ""
        if isinstance(block, Heading):
            return text(block.text)
        if isinstance(block, Table | Figure) and place in self._numbers:
            return self._caption(place, title_of(block))
        return ""


def _of_place(place: int) -> str:
    return f"block-{place}"


def _words(piece: Words) -> str:
    said = text(piece.text)
    said = f"<b>{said}</b>" if piece.bold else said
    said = f"<i>{said}</i>" if piece.italic else said
    return f'<a href="#{text(piece.link)}">{said}</a>' if piece.link else said


def _field(block: Field) -> str:
    if block.choices:
        inside = "".join(f"<span>☐ {text(choice)}</span>" for choice in block.choices)
    else:
        inside = f"<u>{text(block.placeholder)}</u>"
    label = f"{text(block.label)} " if block.label else ""
    return f'<p class="field"{id_of(block.tag)}>{label}{inside}</p>\n'


def _source_of(block: Figure, options: ReportOptions) -> str:
    return source_text(Report("", (), (), source_line=block.source_line), options.say)


def _drawing(svg: bytes) -> str:
    """Return a picture as a part of the page: without its declaration, its ids and what could run or lead elsewhere."""
    from lxml import etree

    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in _NOT_DRAWN:
            _remove(element)
            continue
        for name in list(element.attrib):
            plain = etree.QName(name).localname.lower()
            if plain.startswith("on") or plain in ("id", "style", "href", "aria-labelledby", "role"):
                del element.attrib[name]
    root.set("aria-hidden", "true")
    return etree.tostring(root, encoding="unicode", with_tail=False)


_NOT_DRAWN = frozenset({"script", "style", "foreignObject", "a", "image", "use", "animate", "set"})
"""What a picture on the page does without: its words stand in its label."""


def _remove(element: etree._Element) -> None:
    """Take an element out of its picture; the words behind it stay."""
    above = element.getparent()
    if above is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        above.text = (above.text or "") + (element.tail or "")
    above.remove(element)
