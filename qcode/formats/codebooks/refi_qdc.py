"""Codebooks in the REFI-QDA standard's ``.qdc`` (version 1.0), which NVivo, ATLAS.ti, MAXQDA and others read.

The standard has a name, a colour, a description and whether a code can be applied; qcode's definition is the
description, word for word. Keys, inclusion, exclusion, examples, legal bases and translations have no place in it and
are not squeezed into the description, which would come back as a changed definition: they are listed as left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qcode.domain.codebook import Code, Codebook, canonical_color, depths
from qcode.domain.codebook_entry import CodeReader
from qcode.domain.text import xml_text
from qcode.errors import QcodeError, UnreadableFile
from qcode.formats.base import CodebookFormat, CodebookRead
from qcode.language import N_, _

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_SCHEMA = "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_MAX_DEPTH = 200
"""Codes within codes; libxml2 reads 256 levels."""

_HELD_NOWHERE: tuple[tuple[str, Callable[[Code], object]], ...] = (
    (N_("keys of codes"), lambda code: code.key),
    (N_("inclusion rules"), lambda code: code.include),
    (N_("exclusion rules"), lambda code: code.exclude),
    (N_("examples"), lambda code: code.example),
    (N_("legal bases"), lambda code: code.legal_basis),
    (N_("translations"), lambda code: code.translations),
)


def read(data: bytes, name: str) -> CodebookRead:
    """Read a codebook from REFI-QDA XML.

    Raises:
        UnreadableFile: If it is not XML (it names the line), brings a document type of its own, or is no codebook.
    """
    root = _parsed(data)
    reader = CodeReader()
    holder = next((child for child in root if _local(child) == "Codes"), None)
    if _local(root) != "CodeBook" or holder is None:
        raise UnreadableFile(
            _("line {line}: this is XML, but no REFI-QDA codebook: it begins with <{tag}>").format(
                line=root.sourceline or 1, tag=_local(root)
            ),
            _("A .qdc file has <CodeBook> with <Codes> in it. A whole project (.qdpx) is imported with qcode import."),
        )
    codes = tuple(_codes(holder, reader))
    if sets := sum(1 for element in root.iter() if _local(element) == "Set"):
        reader.warn("", _("sets of codes were passed over; a codebook of qcode has none (sets: {n})").format(n=sets))
    return CodebookRead(Codebook(name, codes), tuple(reader.warnings))


def write(codebook: Codebook) -> tuple[bytes, tuple[str, ...]]:
    """Write a codebook as REFI-QDA XML, valid against the standard's schema.

    Raises:
        QcodeError: If there is no code: the standard has no empty codebooks.
    """
    from lxml import etree

    if not codebook.codes:
        raise QcodeError(
            _("a .qdc file must hold at least one code, and this codebook has none"),
            _("Make a code first, or export to .yaml or .json."),
        )
    namespaces = {None: _NAMESPACE, "xsi": _XSI}
    root = etree.Element(f"{{{_NAMESPACE}}}CodeBook", nsmap=namespaces)  # type: ignore[arg-type] # stubs know no None
    root.set(f"{{{_XSI}}}schemaLocation", f"{_NAMESPACE} {_SCHEMA}")
    root.set("origin", "qcode")
    levels = [etree.SubElement(root, f"{{{_NAMESPACE}}}Codes")]
    replaced = 0
    for depth, code in depths(codebook.codes):
        if depth >= _MAX_DEPTH:
            raise QcodeError(_("“{code}” lies deeper than {n} levels").format(code=code.name, n=_MAX_DEPTH))
        element, bad = _element(levels[depth], code)
        replaced += bad
        levels[depth + 1 :] = [element]
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data, tuple(_notes(codebook, replaced))


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(
            _("line {line}: this is no XML, or it is cut off ({reason})").format(
                line=error.lineno or 1, reason=error.msg
            )
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(
            _("the file brings a document type of its own (<!DOCTYPE …>), which no codebook needs; it was not read"),
            _("Such a file can be made to read others on this computer. Ask where it comes from."),
        )
    return root


def _codes(holder: _Element, reader: CodeReader) -> Iterator[Code]:
    """Yield codes depth first; elements stand in for parents until these are made."""
    waiting: list[tuple[_Element, str | None]] = [(child, None) for child in reversed(_code_elements(holder))]
    while waiting:
        element, parent = waiting.pop()
        code = _code(element, parent, reader)
        yield code
        waiting.extend((child, code.id) for child in reversed(_code_elements(element)))


def _code_elements(element: _Element) -> list[_Element]:
    return [child for child in element if _local(child) == "Code"]


def _code(element: _Element, parent: str | None, reader: CodeReader) -> Code:
    place = _("line {line}").format(line=element.sourceline or 1)
    description = next((child for child in element if _local(child) == "Description"), None)
    fields = {
        "name": element.get("name", ""),
        "id": element.get("guid", ""),
        "color": element.get("color", ""),
        "codable": element.get("isCodable", ""),
        "definition": "" if description is None else "".join(str(text) for text in description.itertext()),
    }
    if not fields["id"].strip():
        reader.warn(place, _("a code without a guid; a new one was given"))
    return reader.code(place, fields, parent=parent)


def _element(above: _Element, code: Code) -> tuple[_Element, int]:
    """Append a code, and count its characters that XML cannot hold."""
    from lxml import etree

    name, bad_in_name = xml_text(code.name)
    definition, bad_in_definition = xml_text(code.definition)
    element = etree.SubElement(above, f"{{{_NAMESPACE}}}Code")
    element.set("guid", code.id)
    element.set("name", name)
    element.set("isCodable", "true" if code.codable else "false")
    if color := canonical_color(code.color):
        element.set("color", color)
    if definition:
        etree.SubElement(element, f"{{{_NAMESPACE}}}Description").text = definition
    return element, bad_in_name + bad_in_definition


def _notes(codebook: Codebook, replaced: int) -> Iterator[str]:
    for what, held in _HELD_NOWHERE:
        if count := sum(1 for code in codebook.codes if held(code)):
            yield _("A .qdc file has no place for {what} (codes: {n}).").format(what=_(what), n=count)
    if codebook.description or codebook.language:
        yield _("A .qdc file has no place for the description and language of the codebook.")
    if replaced:
        yield _("Control characters, which such a file cannot hold, were replaced (characters: {n}).").format(
            n=replaced
        )


def _local(element: _Element) -> str:
    """Return an element's name without its namespace, which some programs leave away."""
    return str(element.tag).rpartition("}")[2]


FORMAT = CodebookFormat("qdc", N_("REFI-QDA codebook"), (".qdc",), read, write)
