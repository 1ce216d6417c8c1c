"""The user's own Word document or template: its page, styles, headers and footers, without its text.

Its last section is the usual one; headers that this inherits from the sections before come along. What belongs to the
text that goes (its comments, pictures, footnotes) goes too, so that nothing of another document is left in the file.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.reports.word_docx.markup import NAMESPACE, W
from qcode.formats.reports.word_docx.page import Page, Pages, pages_of
from qcode.language import _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships
    from lxml.etree import _Element

_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_KEPT = (
    "/styles", "/settings", "/fontTable", "/theme", "/numbering", "/webSettings", "/header", "/footer", "/customXml",
)  # fmt: skip
_UNZIPPED_MOST = 300_000_000
"""Bytes beyond which a file is no template."""
_TWIPS_LEAST = 2000
"""Room between the margins below which nothing can be set."""


def open_template(data: bytes, name: str) -> Document:
    """Return a Word file without its text.

    Args:
        data: The file.
        name: Its name, for what is said about it.

    Raises:
        QcodeError: If it holds macros.
        UnreadableFile: If it is damaged or no Word file.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(BytesIO(_as_document(data, name)))
        for part in (document.styles.element, document.settings.element, document.element.body):
            part.tag  # noqa: B018 - a part that is missing or torn shows itself here
    except (PackageNotFoundError, XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise _unreadable(name) from error
    return document


def _as_document(data: bytes, name: str) -> bytes:
    """Return a file of which Word says that it is a document, not a template.

    Raises:
        QcodeError: If it holds macros.
        UnreadableFile: If it is no Word file.
    """
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
            if sum(info.file_size for info in source.infolist()) > _UNZIPPED_MOST:
                raise _unreadable(name)
            types = source.read(_TYPES)
            if b"macroEnabled" in types or b"vbaProject" in types:
                raise QcodeError(
                    _("{file} holds macros").format(file=name),
                    _("Save it in Word as .docx or .dotx, without macros, and name that."),
                )
            if _DOCUMENT not in types and _TEMPLATE not in types:
                raise _unreadable(name)
            for info in source.infolist():
                content = types.replace(_TEMPLATE, _DOCUMENT) if info.filename == _TYPES else source.read(info)
                if info.filename.endswith("document.xml") and _STRICT in content[:4000]:
                    raise _unreadable(name)
                target.writestr(info.filename, content)
    except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, NotImplementedError) as error:
        raise _unreadable(name) from error
    return made.getvalue()


def _unreadable(name: str) -> UnreadableFile:
    return UnreadableFile(
        _("{file} cannot be used as a template: it is damaged or no Word document").format(file=name),
        _("Open it in Word, save it as “Word document (.docx)” or “Word template (.dotx)”, and name that."),
    )


def section_of(document: Document) -> _Element:
    """Return the properties of a document's last section, with the headers and footers that it inherits."""
    from lxml import etree

    sections = [*document.element.body.iter(f"{{{W}}}sectPr")] or [etree.fromstring(f"<w:sectPr {NAMESPACE}/>")]
    last: _Element = deepcopy(sections[-1])
    inherited: dict[tuple[str, str], _Element] = {}
    for section in sections:
        for one in section:
            if str(one.tag).endswith(("}headerReference", "}footerReference")):
                inherited[str(one.tag), one.get(f"{{{W}}}type", "default")] = one
    own = {(str(one.tag), one.get(f"{{{W}}}type", "default")) for one in last}
    for key, one in reversed(inherited.items()):
        if key not in own:
            last.insert(0, deepcopy(one))
    return last


def pages_in(section: _Element, name: str) -> Pages:
    """Return the pages of a section.

    Raises:
        UnreadableFile: If there is no room between its margins.
    """
    size, margins, columns = (section.find(f"{{{W}}}{part}") for part in ("pgSz", "pgMar", "cols"))
    gutter = _twips(margins, "gutter", 0)
    page = Page(
        _twips(size, "w", 11906), _twips(size, "h", 16838), abs(_twips(margins, "top", 1440)),
        _twips(margins, "right", 1440), abs(_twips(margins, "bottom", 1440)), _twips(margins, "left", 1440) + gutter,
        landscape=size is not None and size.get(f"{{{W}}}orient") == "landscape",
        columns=max(1, _twips(columns, "num", 1)), gap=_twips(columns, "space", 720),
    )  # fmt: skip
    if page.room < _TWIPS_LEAST or page.depth < _TWIPS_LEAST:
        raise _unreadable(name)
    return pages_of(page)


def _twips(element: _Element | None, name: str, otherwise: int) -> int:
    value = element.get(f"{{{W}}}{name}", "") if element is not None else ""
    try:
        return round(float(value))
    except ValueError:
        return otherwise


def clear(document: Document) -> None:
    """Drop what belongs to the text of a document: its pictures, comments and footnotes, and its letters' addresses."""
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if not relation.reltype.endswith(_KEPT)]:
        del relations[key]
    drop(document.part.package.rels, "/thumbnail", "/custom-properties")
    settings = document.settings.element
    for name in ("mailMerge", "documentProtection", "rsids"):
        for one in settings.findall(f"{{{W}}}{name}"):
            settings.remove(one)
    for notes in ("footnote", "endnote"):
        for properties in settings.findall(f"{{{W}}}{notes}Pr"):
            for one in properties.findall(f"{{{W}}}{notes}"):
                properties.remove(one)


def drop(relations: Relationships, *endings: str) -> None:
    """Drop relations by how their kind ends, such as the preview picture, which shows another document."""
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(endings)]:
        del relations[key]


def font_of(document: Document) -> str:
    """Return the font of running text; empty if it is not said."""
    styles = document.styles.element
    usual = [
        style for style in styles.findall(f"{{{W}}}style")
        if style.get(f"{{{W}}}type") == "paragraph" and style.get(f"{{{W}}}default") in ("1", "true", "on")
    ]  # fmt: skip
    for place in (*usual, *styles.findall(f"{{{W}}}docDefaults")):
        for fonts in place.iter(f"{{{W}}}rFonts"):
            if theme := fonts.get(f"{{{W}}}asciiTheme", ""):
                return _theme_font(document, theme)
            if named := fonts.get(f"{{{W}}}ascii", ""):
                return str(named)
    return ""


def _theme_font(document: Document, theme: str) -> str:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme"):
            tree: _Element = etree.fromstring(relation.target_part.blob)
            kind = "majorFont" if theme.startswith("major") else "minorFont"
            for latin in tree.iterfind(f".//{{*}}{kind}/{{*}}latin"):
                return str(latin.get("typeface", ""))
    return ""
