"""The Word document around the tables: styles, page, footnotes, properties.

All looks live in paragraph and character styles, because faculties differ: who changes the style "Table Text"
changes every cell. The bytes depend on the report alone, never on the clock.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from qcode.domain.text import visible
from qcode.formats.reports.word_docx.layout import Page
from qcode.formats.reports.word_docx.table import paragraph, text_runs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{_W}"'
_FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'.format("Times New Roman")
_LOCALES = {"id": "id-ID", "en": "en-GB"}
_STYLES = (
    # id, name, based on, paragraph properties, run properties
    ("Caption", "caption", "Normal", '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:jc w:val="center"/>',
     '<w:b/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
    ("TableText", "Table Text", "Normal", '<w:spacing w:before="0" w:after="0"/>',
     '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("TableHeading", "Table Heading", "TableText", '<w:keepNext/>', "<w:b/>"),
    ("TableQuotation", "Table Quotation", "TableText", '<w:spacing w:before="0" w:after="60"/>', ""),
    ("TableSource", "Table Source", "TableText", '<w:spacing w:before="80" w:after="40"/>', ""),
    ("TableNote", "Table Note", "TableText", '<w:spacing w:before="0" w:after="20"/>',
     '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ("FootnoteText", "footnote text", "Normal", "", '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
)  # fmt: skip
_CHARACTER_STYLES = (
    ("QuotationCitation", "Quotation Citation", '<w:color w:val="595959"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BODY = "word/document.xml"
_SAME_TIME_ALWAYS = (1980, 1, 1, 0, 0, 0)


def new_document(page: Page, language: str, title: str) -> Document:
    """Return an empty document with page, styles and properties."""
    import docx

    document = docx.Document()
    _set_page(document, page)
    _set_styles(document, _LOCALES.get(language, language))
    _set_properties(document, title, _LOCALES.get(language, language))
    return document


def caption(label: str, number: int, text: str, *, repeated: bool = False) -> str:
    """Return the caption of a table, its number a field that Word counts.

    Args:
        label: "Tabel" or "Table": the name of the sequence, too.
        number: What the field shows until Word counts again.
        text: After the number.
        repeated: Whether it shows the number of the table before once more, for a continuation.
    """
    switch = r"\c " if repeated else ""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        rf'<w:r><w:instrText xml:space="preserve"> SEQ {label} {switch}\* ARABIC </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{number}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return paragraph("Caption", text_runs(f"{label} ") + field + text_runs(f". {text}" if text else ""))


def add_footnotes(document: Document, texts: list[str]) -> None:
    """Add the part that holds a document's footnotes, numbered from 1 as their marks are."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph("FootnoteText", mark + text_runs(f" {text}"))}</w:footnote>'
        for number, text in enumerate(texts, 1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    xml = f"{_DECLARATION}<w:footnotes {NAMESPACE}>{separators}{notes}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    listed = f'<w:footnotePr {NAMESPACE}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    _child(document.settings.element, "compat").addprevious(parse_xml(listed))


def packed(document: Document, body: str) -> bytes:
    """Return a document's file, the same bytes whenever it is made.

    Args:
        document: Without content.
        body: Its block-level elements. They go into the file as they are: for lxml to move a table of thousands
            of rows into another tree takes minutes.
    """
    made, sealed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _SAME_TIME_ALWAYS)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            content = source.read(name)
            if name == _BODY:
                before, section, after = content.rpartition(b"<w:sectPr")
                content = before + body.encode() + section + after
            target.writestr(info, content)
    return sealed.getvalue()


def _child(element: BaseOxmlElement, name: str) -> _Element:
    return next(child for child in element if child.tag == f"{{{_W}}}{name}")


def _set_page(document: Document, page: Page) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    number = f'<w:fldSimple {NAMESPACE} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot._p.append(parse_xml(number))
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_styles(document: Document, locale: str) -> None:
    from docx.oxml import parse_xml

    styles = document.styles.element
    defaults = parse_xml(
        f"<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr>{_FONT}"
        f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles.replace(_child(styles, "docDefaults"), defaults)
    for style_id, name, base, paragraph_properties, run_properties in _STYLES:
        _put_style(styles, "paragraph", style_id, (
            f'<w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:qFormat/>'
            f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr>"
        ))  # fmt: skip
    for style_id, name, run_properties in _CHARACTER_STYLES:
        _put_style(styles, "character", style_id, (
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
            f"<w:rPr>{run_properties}</w:rPr>"
        ))  # fmt: skip


def _put_style(styles: BaseOxmlElement, kind: str, style_id: str, inside: str) -> None:
    from docx.oxml import parse_xml

    for old in [style for style in styles if style.get(f"{{{_W}}}styleId") == style_id]:
        styles.remove(old)
    custom = "" if style_id in ("Caption", "FootnoteText", "FootnoteReference") else ' w:customStyle="1"'
    styles.append(parse_xml(f'<w:style {NAMESPACE} w:type="{kind}" w:styleId="{style_id}"{custom}>{inside}</w:style>'))


def _set_properties(document: Document, title: str, locale: str) -> None:
    properties = document.core_properties
    properties.title = visible(title)[:255]
    properties.language = locale
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    element = properties._element
    for dated in [child for child in element if child.tag.endswith(("}created", "}modified"))]:
        element.remove(dated)
    settings = document.settings.element
    for mode in settings.iter(f"{{{_W}}}compatSetting"):
        if mode.get(f"{{{_W}}}name") == "compatibilityMode":
            mode.set(f"{{{_W}}}val", "15")
    _drop_thumbnail(document)


def _drop_thumbnail(document: Document) -> None:
    """Drop the preview picture, which shows the template and not this table."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
