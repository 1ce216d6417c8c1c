"""Word files as they come back: boxes ticked, lines filled in, comments added, as Word writes all that."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
with_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATION_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


@dataclass(frozen=True)
class Remark:
    """A comment to be put into a file."""

    at: str
    """Name of the bookmark it is about, or words of the document; nothing for a reply."""
    text: str
    author: str = "Dr. Sari"
    date: str = "2025-07-10T09:30:00Z"
    done: bool = False
    answers: int | None = None


def edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """Return a file with its document changed."""
    parts = unpacked(data)
    root = etree.fromstring(parts["word/document.xml"])
    edit(root)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def answered(data: bytes, name: str, *, box: int | None = None, text: str = "") -> bytes:
    """Return a file in which a question is answered, by the name of its bookmark."""

    def edit(root: etree._Element) -> None:
        (start,) = (one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == name)
        controls = [one for one in start.itersiblings(f"{W}sdt")]
        control = controls[box or 0]
        properties, content = control[0], control[1]
        words = next(content.iter(f"{W}t"))
        if box is None:
            for blank in properties.findall(f"{W}showingPlcHdr"):
                properties.remove(blank)
            words.text = text
        else:
            next(properties.iter(f"{W14}checked")).set(f"{W14}val", "1")
            words.text = "☒"

    return edited(data, edit)


def commented(data: bytes, *remarks: Remark) -> bytes:
    """Return a file with comments, threads and all, as Word adds them."""

    def edit(root: etree._Element) -> None:
        for number, one in enumerate(remarks):
            # Word anchors a reply where the comment is that it answers.
            _anchor(root, number, one.at if one.answers is None else remarks[one.answers].at)

    parts = unpacked(edited(data, edit))
    parts["word/comments.xml"] = f"<w:comments {_NAMESPACES}>{''.join(map(_comment, enumerate(remarks)))}</w:comments>"
    threads = "".join(_thread(number, one) for number, one in enumerate(remarks))
    parts["word/commentsExtended.xml"] = f"<w15:commentsEx {_NAMESPACES}>{threads}</w15:commentsEx>"
    _add(parts, "[Content_Types].xml", "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>'
        for name in ("comments", "commentsExtended")
    ))  # fmt: skip
    _add(parts, "word/_rels/document.xml.rels", (
        f'<Relationship Id="rIdC1" Type="{_RELATION}" Target="comments.xml"/>'
        f'<Relationship Id="rIdC2" Type="{_RELATION_EXTENDED}" Target="commentsExtended.xml"/>'
    ))  # fmt: skip
    return packed(parts)


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """Return a file as a real LibreOffice saves it."""
    (folder / "sent.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "back")]
    subprocess.run([*command, str(folder / "sent.docx")], check=True, capture_output=True, timeout=180)
    return (folder / "back" / "sent.docx").read_bytes()


def unpacked(data: bytes) -> dict[str, str | bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a file of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, inside in parts.items():
            zipped.writestr(name, inside)
    return made.getvalue()


def _anchor(root: etree._Element, number: int, at: str) -> None:
    """Put the range of a comment around a bookmark, or around the run that has some words."""
    begin, end = (etree.Element(f"{W}commentRange{side}", {f"{W}id": str(number)}) for side in ("Start", "End"))
    start = next((one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == at), None)
    if start is None:
        run = next(one for one in root.iter(f"{W}r") if at in "".join(map(str, one.itertext())))
        run.addprevious(begin)
        run.addnext(end)
    else:
        (stop,) = (one for one in root.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") == start.get(f"{W}id"))
        start.addnext(begin)
        stop.addprevious(end)
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    end.addnext(reference)


def _comment(numbered: tuple[int, Remark]) -> str:
    number, one = numbered
    return (
        f'<w:comment w:id="{number}" w:author="{one.author}" w:date="{one.date}" w:initials="S">'
        f'<w:p w14:paraId="{number + 1:08X}"><w:r><w:annotationRef/></w:r><w:r><w:t>{one.text}</w:t></w:r>'
        "</w:p></w:comment>"
    )


def _thread(number: int, one: Remark) -> str:
    parent = "" if one.answers is None else f' w15:paraIdParent="{one.answers + 1:08X}"'
    return f'<w15:commentEx w15:paraId="{number + 1:08X}"{parent} w15:done="{int(one.done)}"/>'


def _add(parts: dict[str, str | bytes], name: str, inside: str) -> None:
    text = parts[name]
    text = text.decode() if isinstance(text, bytes) else text
    before, close, after = text.rpartition("</")
    parts[name] = before + inside + close + after
