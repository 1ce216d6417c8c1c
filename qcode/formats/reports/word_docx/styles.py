"""The styles of a look, and how they find their counterparts in a template.

A style of a template wins over ours, whatever language Word spoke when it was made: it is known by its name, which Word
writes in English, or by one that another program wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.formats.reports.word_docx.look import Look
from qcode.formats.reports.word_docx.markup import NAMESPACE, W
from qcode.formats.reports.word_docx.measure import CENTIMETRE

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALIASES = {
    "title": ("judul",),
    "body text": ("teks isi", "isi teks", "teks tubuh"),
    "block text": ("block quotation", "kutipan langsung", "teks blok"),
    "caption": ("keterangan", "keterangan gambar"),
    "footnote text": ("teks catatan kaki",),
    "footnote reference": ("referensi catatan kaki", "acuan catatan kaki"),
    "list bullet": ("butir daftar", "daftar butir"),
    "table of figures": ("tabel gambar", "daftar gambar"),
    "toc heading": ("judul toc", "judul daftar isi"),
    **{f"heading {level}": (f"judul {level}",) for level in range(1, 5)},
    **{f"toc {level}": (f"daftar isi {level}",) for level in range(1, 5)},
}
"""What a style may be called in a document of other origin."""
_SINGLE = 'w:line="240" w:lineRule="auto"/>'
_PLAIN = '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
"""No indents: the text of a template may have some."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style as we make it."""

    id: str
    name: str
    """Built-in ones as Word writes them, in small letters."""
    base: str = "Normal"
    paragraph: str = ""
    """Properties of its paragraphs, in the order of the schema."""
    run: str = ""
    is_custom: bool = False
    is_character: bool = False


def styles_of(look: Look) -> Iterator[Style]:
    """Yield the styles of a look."""
    yield from _running(look)
    yield from _of_tables(look)
    yield from _of_lists(look)
    yield Style("FootnoteText", "footnote text", paragraph=f'<w:spacing w:after="0" {_SINGLE}{_PLAIN}', run=_size(10))
    grey = '<w:color w:val="595959"/>'
    yield Style("QuotationCitation", "Quotation Citation", "", run=grey + _size(look.note_size), is_custom=True,
                is_character=True)  # fmt: skip
    yield Style("FootnoteReference", "footnote reference", "", run='<w:vertAlign w:val="superscript"/>',
                is_character=True)  # fmt: skip
    yield Style("PlaceholderText", "Placeholder Text", "", run='<w:color w:val="666666"/>', is_character=True)


def _running(look: Look) -> Iterator[Style]:
    between = f'w:line="{round(look.spacing * 240)}" w:lineRule="auto"/>'
    after = 0 if look.indent else 120
    first = f'<w:ind w:left="0" w:right="0" w:firstLine="{round(look.indent * CENTIMETRE)}"/>'
    both = '<w:jc w:val="both"/>' if look.justified else ""
    yield Style("Title", "Title", paragraph=f'<w:keepNext/><w:spacing w:after="240" {_SINGLE}{_PLAIN}{_side(look)}',
                run=f"<w:b/>{_size(look.heading_sizes[0])}")  # fmt: skip
    for level, size in enumerate(look.heading_sizes, 1):
        middle = '<w:jc w:val="center"/>' if level == 1 and look.chapters_centred else '<w:jc w:val="left"/>'
        yield Style(
            f"Heading{level}", f"heading {level}", run=f"<w:b/>{'<w:i/>' if level > 2 else ''}{_size(size)}",
            paragraph=(
                f'<w:keepNext/><w:keepLines/><w:spacing w:before="{360 if level == 1 else 240}" w:after="120" '
                f'{_SINGLE}{_PLAIN}{middle}<w:outlineLvl w:val="{level - 1}"/>'
            ),
        )  # fmt: skip
    yield Style("BodyText", "Body Text", paragraph=f'<w:spacing w:before="0" w:after="{after}" {between}{first}{both}')
    indent = round(max(look.indent, 1.0) * CENTIMETRE)
    yield Style(
        "BlockText", "Block Text",
        paragraph=f'<w:spacing w:before="120" w:after="120" {_SINGLE}<w:ind w:left="{indent}" w:right="0"/>{both}',
    )  # fmt: skip
    hanging = f'<w:ind w:left="{round(0.63 * CENTIMETRE)}" w:hanging="{round(0.63 * CENTIMETRE)}"/>'
    yield Style("ListText", "List Text", "BodyText", f'<w:spacing w:before="0" w:after="60" {between}{hanging}{both}',
                is_custom=True)  # fmt: skip
    yield Style("EntryText", "Entry Text", "BodyText", f'<w:spacing w:before="0" w:after="60" {_SINGLE}{hanging}{both}',
                is_custom=True)  # fmt: skip


def _of_tables(look: Look) -> Iterator[Style]:
    left = f'{_SINGLE}{_PLAIN}<w:jc w:val="left"/>'
    bold = "<w:b/>" if look.caption_bold else '<w:b w:val="0"/>'
    yield Style(
        "Caption", "caption", run=f'{bold}<w:i w:val="0"/><w:color w:val="auto"/>{_size(look.caption_size)}',
        paragraph=f'<w:keepNext/><w:spacing w:before="240" w:after="80" {_SINGLE}{_PLAIN}{_side(look)}',
    )  # fmt: skip
    size = _size(look.table_size)
    yield Style("TableText", "Table Text", paragraph=f'<w:spacing w:before="0" w:after="0" {left}', run=size,
                is_custom=True)  # fmt: skip
    yield Style("TableHeading", "Table Heading", "TableText", "<w:keepNext/>", "<w:b/>", is_custom=True)
    for id, name, before, after, own in (
        ("TableQuotation", "Table Quotation", 0, 60, size),
        ("TableSource", "Table Source", 80, 40, size),
        ("TableNote", "Table Note", 0, 20, _size(look.note_size)),
        ("FormText", "Form Text", 60, 60, _size(look.size)),
    ):
        space = f'<w:spacing w:before="{before}" w:after="{after}"/>'
        yield Style(id, name, "TableText", space, own, is_custom=True)
    yield Style("Picture", "Picture", "TableText", f'<w:keepNext/><w:spacing w:before="240" w:after="0"/>{_side(look)}',
                is_custom=True)  # fmt: skip
    yield Style(
        "TranscriptLine", "Transcript Line", "TableText", run=_font(look) + _size(look.table_size), is_custom=True
    )


def _of_lists(look: Look) -> Iterator[Style]:
    title = f'<w:keepNext/><w:spacing w:before="240" w:after="120" {_SINGLE}{_PLAIN}{_side(look)}'
    yield Style("TOCHeading", "TOC Heading", paragraph=title, run=f"<w:b/>{_size(look.heading_sizes[0])}")
    for level in range(1, 5):
        indent = f'<w:ind w:left="{(level - 1) * 284}" w:right="0" w:firstLine="0"/>'
        yield Style(f"TOC{level}", f"toc {level}", paragraph=f'<w:spacing w:before="0" w:after="40" {_SINGLE}{indent}')
    listed = f'<w:spacing w:before="0" w:after="40" {_SINGLE}<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    yield Style("TableofFigures", "table of figures", paragraph=listed)


def _side(look: Look) -> str:
    return f'<w:jc w:val="{"center" if look.centred else "left"}"/>'


def _font(look: Look) -> str:
    """Return the font of transcripts, said even within a template: how wide its lines are must be known."""
    return f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:eastAsia="{look.font}" w:cs="{look.font}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def put_styles(styles: _Element, look: Look, *, replace: bool) -> dict[str, str]:
    """Put a look's styles into a document.

    Args:
        styles: Its ``w:styles``.
        look: The look.
        replace: Whether ours take the place of those that are there, instead of the other way round.

    Returns:
        The id that each of our styles has in the document.
    """
    from lxml import etree

    names = {"Normal": _default_style(styles)}
    for style in styles_of(look):
        there = _found(styles, style)
        if there is not None and not replace:
            names[style.id] = there.get(_w("styleId"), style.id)
            continue
        if style.id == "BodyText" and not replace:
            # In a template that has no style for it, running text stands in the usual one.
            names[style.id] = names["Normal"]
            continue
        if there is not None:
            _remove(styles, there)
        taken = {one.get(_w("styleId")) for one in styles}
        names[style.id] = style.id if style.id not in taken else f"Qcode{style.id}"
        styles.append(etree.fromstring(_xml(style, names)))
    return names


def _xml(style: Style, names: dict[str, str]) -> str:
    kind = "character" if style.is_character else "paragraph"
    custom = ' w:customStyle="1"' if style.is_custom else ""
    based = f'<w:basedOn w:val="{names[style.base]}"/>' if style.base else ""
    properties = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    return (
        f'<w:style {NAMESPACE} w:type="{kind}" w:styleId="{names[style.id]}"{custom}><w:name w:val="{style.name}"/>'
        f"{based}<w:qFormat/>{properties}<w:rPr>{style.run}</w:rPr></w:style>"
    )


def _found(styles: _Element, style: Style) -> _Element | None:
    kind = "character" if style.is_character else "paragraph"
    candidates = [one for one in styles.findall(_w("style")) if one.get(_w("type")) == kind]
    names = (style.name.casefold(), *_ALIASES.get(style.name.casefold(), ()))
    for name in names:
        for one in candidates:
            if _name(one) == name:
                return one
    ids = [name.replace(" ", "") for name in names]
    return next((one for one in candidates if one.get(_w("styleId"), "").casefold() in ids), None)


def _remove(styles: _Element, style: _Element) -> None:
    """Remove a style, and the character style that Word links with it."""
    link = style.find(_w("link"))
    styles.remove(style)
    if link is not None:
        for one in styles.findall(_w("style")):
            if one.get(_w("styleId")) == link.get(_w("val")):
                styles.remove(one)


def _name(style: _Element) -> str:
    name = style.find(_w("name"))
    return (name.get(_w("val"), "") if name is not None else "").casefold()


def _default_style(styles: _Element) -> str:
    for style in styles.findall(_w("style")):
        if style.get(_w("type")) == "paragraph" and style.get(_w("default")) in ("1", "true", "on"):
            return style.get(_w("styleId"), "Normal")
    return "Normal"


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
