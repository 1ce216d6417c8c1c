"""What Word refuses or mends with a question: checked part by part, without Word.

Every part is parsed and held against the schemas of ISO/IEC 29500; then what no schema says: names and numbers that
must be there once, relations that lead somewhere, types of all parts.
"""

from __future__ import annotations

import io
import posixpath
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SCHEMAS = Path(__file__).parents[2] / "data" / "ooxml" / "schemas.zip"
_OF_XML = '<xsd:import namespace="http://www.w3.org/XML/1998/namespace"'
_XML = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xsd:attribute name="space" type="xsd:string"/><xsd:attribute name="lang" type="xsd:language"/></xsd:schema>"""
_IGNORED = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
)


@cache
def schema(name: str) -> etree.XMLSchema:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(_SCHEMAS) as archive:
            for file in archive.namelist():
                text = archive.read(file).decode("utf-8-sig").replace(_OF_XML, f'{_OF_XML} schemaLocation="xml.xsd"')
                Path(folder, file).write_text(text, encoding="utf-8")
        Path(folder, "xml.xsd").write_text(_XML, encoding="utf-8")
        return etree.XMLSchema(etree.parse(str(Path(folder, f"{name}.xsd"))))


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a Word file; nothing if Word opens it without a question."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    found = [f"{name} is there twice" for name, times in Counter(names).items() if times > 1]
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    found += _against_schemas(parts)
    found += _types(trees["[Content_Types].xml"], names)
    found += _relations(trees, names)
    main = next(name for name, tree in trees.items() if tree.tag == f"{W}document")
    found += _inside(trees[main], {tree.tag: tree for tree in trees.values()})
    return found


def _against_schemas(parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and (fault := _against_schema(name, part)):
            yield f"{name}: {fault}"


@lru_cache(100)
def _against_schema(name: str, part: bytes) -> str:
    """Return why a part is not valid, if it is not; all but one or two are the same in every document of a look."""
    tree = _as_read(part)
    if name == "[Content_Types].xml":
        checked = schema("opc-contentTypes")
    elif name.endswith(".rels"):
        checked = schema("opc-relationships")
    elif str(tree.tag).startswith(W):
        checked = schema("wml")
    else:
        return ""
    try:
        checked.assertValid(tree)
    except etree.DocumentInvalid as error:
        return str(error)
    return ""


def _as_read(part: bytes) -> etree._Element:
    """Return a part as a program reads it that knows none of the later extensions."""
    tree = etree.fromstring(part)
    for element in list(tree.iter()):
        for name in [name for name in element.attrib if str(name).lstrip("{").startswith(_IGNORED)]:
            del element.attrib[name]
        parent = element.getparent()
        inside_extension = parent is not None and str(parent.tag).endswith("}ext")
        if parent is not None and str(element.tag).lstrip("{").startswith(_IGNORED) and not inside_extension:
            parent.remove(element)
    return tree


def _types(types: etree._Element, names: list[str]) -> Iterator[str]:
    defaults = {one.get("Extension", "").lower() for one in types if str(one.tag).endswith("Default")}
    overrides = [one.get("PartName", "") for one in types if str(one.tag).endswith("Override")]
    yield from (f"type of {name} is said twice" for name, times in Counter(overrides).items() if times > 1)
    yield from (f"type of {name}, which is not there" for name in overrides if name.lstrip("/") not in names)
    for name in names:
        known = f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if not known and name != "[Content_Types].xml":
            yield f"no type for {name}"


def _relations(trees: dict[str, etree._Element], names: list[str]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, _rels, file = name.rpartition("_rels/")
        ids = [one.get("Id") for one in tree]
        yield from (f"{name}: {id} is there twice" for id, times in Counter(ids).items() if times > 1)
        for one in tree:
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            if one.get("TargetMode") != "External" and target not in names:
                yield f"{name}: {target} is not there"
        part = trees.get(folder + file.removesuffix(".rels"), etree.Element("none"))
        used = {value for one in part.iter() for key, value in one.attrib.items() if str(key).startswith(R)}
        yield from (f"{folder}{file}: no relation {id!s}" for id in sorted(map(str, used)) if id not in ids)
    for name, tree in trees.items():
        has = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels" in names
        if not has and any(str(k).startswith(R) for e in tree.iter() for k in e.attrib):
            yield f"{name} names relations and has none"


def _inside(document: etree._Element, parts: dict[object, etree._Element]) -> Iterator[str]:
    starts = [one.get(f"{W}id") for one in document.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in document.iter(f"{W}bookmarkEnd")]
    bookmarks = [one.get(f"{W}name", "") for one in document.iter(f"{W}bookmarkStart")]
    controls = [one.get(f"{W}val") for one in document.iter(f"{W}id")]
    drawings = [one.get("id") for one in document.iter(f"{WP}docPr")]
    for what, given in (
        ("bookmark id", starts), ("bookmark", [name.casefold() for name in bookmarks]), ("control id", controls),
        ("drawing id", drawings),
    ):  # fmt: skip
        yield from (f"{what} {one} is there twice" for one, times in Counter(given).items() if times > 1)
    if sorted(map(str, starts)) != sorted(map(str, ends)):
        yield "a bookmark has no end, or an end no beginning"
    yield from (f"the bookmark {name} is longer than 40 characters" for name in bookmarks if len(name) > 40)
    for link in document.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") not in bookmarks:
            yield f"a link leads to {link.get(f'{W}anchor')}, which is not there"
        if next(link.iterancestors(f"{W}hyperlink"), None) is not None:
            yield "a link lies in a link"
    for cell in document.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    body = document[0]
    yield from (f"{name} follows a table at once" for name in _neighbours(body))
    if len(body) < 2 or body[-1].tag != f"{W}sectPr" or body[-2].tag != f"{W}p":
        yield "the body does not end with a paragraph and the properties of the section"
    yield from _fields(document)
    yield from _notes(document, parts.get(f"{W}footnotes"))
    yield from _styles(document, parts[f"{W}styles"])


def _neighbours(body: etree._Element) -> Iterator[str]:
    for before, after in pairwise(body):
        if before.tag == f"{W}tbl" and after.tag == f"{W}tbl":
            yield "a table"


def _fields(document: etree._Element) -> Iterator[str]:
    depth = 0
    for mark in document.iter(f"{W}fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType", "")]
        if depth < 0:
            yield "a field ends that did not begin"
    if depth:
        yield "a field does not end"
    bookmarks = {one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")}
    for code in document.iter(f"{W}instrText"):
        words = (code.text or "").split()
        if words[0] in ("REF", "PAGEREF") and words[1] not in bookmarks:
            yield f"a field refers to {words[1]}, which is not there"


def _notes(document: etree._Element, footnotes: etree._Element | None) -> Iterator[str]:
    marks = [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")]
    notes = [one.get(f"{W}id") for one in footnotes] if footnotes is not None else []
    yield from (f"the footnote {id} is marked twice" for id, times in Counter(marks).items() if times > 1)
    yield from (f"the footnote {id} is there twice" for id, times in Counter(notes).items() if times > 1)
    yield from (f"there is no footnote {id}" for id in set(marks) - set(notes))


def _styles(document: etree._Element, styles: etree._Element) -> Iterator[str]:
    ids = [one.get(f"{W}styleId") for one in styles.iter(f"{W}style")]
    yield from (f"the style {id} is there twice" for id, times in Counter(ids).items() if times > 1)
    used = {one.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for one in document.iter(f"{W}{kind}")}
    used |= {one.get(f"{W}val") for one in styles.iter(f"{W}basedOn")}
    yield from (f"there is no style {id}" for id in used - set(ids))
