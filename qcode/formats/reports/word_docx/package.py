"""The file around a document's body: styles, page, footnotes, pictures, properties.

python-docx keeps the parts and their relations; the body is one string that takes its place in the file at the end. The
bytes depend on the document alone, never on the clock.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from qcode.domain.text import visible
from qcode.formats.base import ReportOptions
from qcode.formats.reports.word_docx.look import Look, breadth, look_of
from qcode.formats.reports.word_docx.marks import Footnotes
from qcode.formats.reports.word_docx.markup import DECLARATION, NAMESPACE, W14, W
from qcode.formats.reports.word_docx.measure import BODY_SIZE
from qcode.formats.reports.word_docx.page import Page, Pages
from qcode.formats.reports.word_docx.sections import set_page
from qcode.formats.reports.word_docx.styles import put_styles
from qcode.formats.reports.word_docx.template import clear, drop, font_of, open_template, pages_in, section_of

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'
_LOCALES = {"id": "id-ID", "en": "en-GB"}
_ROOT = (
    f'<w:document {NAMESPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:w14="{W14}" mc:Ignorable="w14"><w:body>'
)
_AFTER_FOOTNOTES = frozenset((
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
    "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    "docId", "discardImageEditingData", "defaultImageDpi", "conflictMode", "chartTrackingRefBased",
))  # fmt: skip
"""What comes after the footnotes among a document's settings."""
_SAME_TIME_ALWAYS = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file that waits for its body."""

    document: Document
    """With parts and styles, without content."""
    section: _Element
    """Properties of the usual section."""
    pages: Pages
    look: Look
    styles: Mapping[str, str]
    """The ids that our styles have here, by those that we gave them."""
    stretch: float
    """How much wider the text of tables is than Times New Roman of 10 points."""
    font: str = "Times New Roman"
    """Of running text."""
    keeps_captions: bool = False
    """Whether the style of captions must be told to stay with what follows."""

    def footnotes(self) -> Footnotes:
        """Return a collector for the document's footnotes."""
        return Footnotes(self.styles["FootnoteReference"])

    def embed(self, picture: bytes, suffix: str) -> str:
        """Add a picture and return the id of its relation.

        Args:
            picture: The file.
            suffix: ``png`` or ``svg``.
        """
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        kinds = {"png": "image/png", "svg": "image/svg+xml"}
        number = 1 + sum(relation.reltype == RELATIONSHIP_TYPE.IMAGE for relation in self.document.part.rels.values())
        name = PackURI(f"/word/media/qcode{number}.{suffix}")
        part = Part(name, kinds[suffix], picture, self.document.part.package)
        return self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def packed(self, body: str, footnotes: Footnotes) -> bytes:
        """Return the file, the same bytes whenever it is made.

        Args:
            body: All that is in the body, the last section's properties included. It goes into the file as it is:
                for lxml to move a table of thousands of rows into another tree takes minutes.
            footnotes: The document's.
        """
        if footnotes.notes:
            _put_footnotes(self.document, footnotes.xml(self.styles["FootnoteText"]))
        made, sealed = BytesIO(), BytesIO()
        self.document.save(made)
        main = self.document.part.partname.membername
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = zipfile.ZipInfo(name, _SAME_TIME_ALWAYS)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                content = source.read(name)
                if name == main:
                    content = f"{DECLARATION}{_ROOT}{body}</w:body></w:document>".encode()
                target.writestr(info, content)
        return sealed.getvalue()


def open_package(options: ReportOptions, title: str) -> Package:
    """Return the file that a document is written into, of a built-in look or the user's template."""
    look, locale = look_of(options.look), _LOCALES.get(options.language, options.language)
    package = _of_template(look, options) if options.template else _of_look(look, locale)
    _set_properties(package.document, title, locale)
    for zoom in package.document.settings.element.iter(f"{{{W}}}zoom"):
        # The schema wants it, and the template that python-docx brings has none.
        zoom.set(f"{{{W}}}percent", zoom.get(f"{{{W}}}percent", "100"))
    return package


def _of_look(look: Look, locale: str) -> Package:
    import docx

    document = docx.Document()
    section = document.sections[0]._sectPr
    _set_page(document, look.pages.text)
    _set_defaults(document, look, locale)
    styles = put_styles(document.styles.element, look, replace=True)
    drop(document.part.package.rels, "/thumbnail")
    drop(document.part.rels, "/stylesWithEffects")
    return Package(document, section, look.pages, look, styles, look.stretch, look.font)


def _of_template(look: Look, options: ReportOptions) -> Package:
    name = options.template_name or "template.docx"
    document = open_template(options.template, name)
    section = section_of(document)
    pages = pages_in(section, name)
    clear(document)
    styles = put_styles(document.styles.element, look, replace=False)
    font = font_of(document)
    stretch = breadth(font) * look.table_size / BODY_SIZE
    return Package(document, section, pages, look, styles, stretch, font, keeps_captions=True)


def _set_page(document: Document, page: Page) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    section = document.sections[0]
    set_page(section._sectPr, page)
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    number = f'<w:fldSimple {NAMESPACE} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot._p.append(parse_xml(number))
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_defaults(document: Document, look: Look, locale: str) -> None:
    from docx.oxml import parse_xml

    size = round(look.size * 2)
    defaults = parse_xml(
        f"<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr>{_FONT.format(look.font)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles = document.styles.element
    styles.replace(_child(styles, "docDefaults"), defaults)
    settings = document.settings.element
    for mode in settings.iter(f"{{{W}}}compatSetting"):
        if mode.get(f"{{{W}}}name") == "compatibilityMode":
            mode.set(f"{{{W}}}val", "15")


def _put_footnotes(document: Document, notes: str) -> None:
    """Add the part that holds the footnotes; a template has left none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    xml = f"{DECLARATION}<w:footnotes {NAMESPACE}>{separators}{notes}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    listed = parse_xml(f'<w:footnotePr {NAMESPACE}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    settings = document.settings.element
    there = settings.find(f"{{{W}}}footnotePr")
    if there is not None:
        there.extend(list(listed))
        return
    follows = (one for one in settings if str(one.tag).rpartition("}")[2] in _AFTER_FOOTNOTES)
    after = next(follows, None)
    settings.append(listed) if after is None else after.addprevious(listed)


def _set_properties(document: Document, title: str, locale: str) -> None:
    properties = document.core_properties
    properties.title = visible(title)[:255]
    properties.language = locale
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    element = properties._element
    for dated in [child for child in element if child.tag.endswith(("}created", "}modified"))]:
        element.remove(dated)


def _child(element: _Element, name: str) -> _Element:
    return next(child for child in element if child.tag == f"{{{W}}}{name}")
