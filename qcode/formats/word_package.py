"""The package a Word file is: a ZIP of XML parts, opened with limits and without trust.

Nothing outside the file is fetched, no entity is expanded, a document type declaration is refused (Word writes none),
and what unpacks to more than any interview could hold is not unpacked.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

from qcode.errors import UnreadableFile
from qcode.language import _

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 200_000_000
"""Of one part; the longest real transcripts are below 10 MB of XML."""
_STRICT = (b"http://purl.oclc.org/ooxml/", {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
})  # fmt: skip
"""The strict variant says the same under other names."""


class Package:
    """The parts of a Word file."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            UnreadableFile: If it is no Word file of today, or is damaged.
        """
        self._zip = _opened(data)
        self._names = set(self._zip.namelist())
        self.main = self._main_part()

    def xml(self, name: str) -> bytes | None:
        """Return the bytes of a part as UTF-8 with the usual namespaces, or ``None`` if there is none.

        Raises:
            UnreadableFile: If it is damaged, too large, or declares a document type.
        """
        if name not in self._names:
            return None
        raw = _in_utf8(self._bytes(name))
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            raise UnreadableFile(
                _("its part {part} declares XML entities, which no word processor writes").format(part=name),
                _("It may be made to do harm. Ask whoever sent it, or open and save it in a word processor."),
            )
        if _STRICT[0] in raw:
            for strict, usual in _STRICT[1].items():
                raw = raw.replace(_STRICT[0] + strict, usual)
        return raw

    def tree(self, name: str, raw: bytes | None = None) -> _Element | None:
        """Return the parsed part, or ``None`` if there is none.

        Raises:
            UnreadableFile: If it is damaged.
        """
        from lxml import etree

        raw = self.xml(name) if raw is None else raw
        if raw is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableFile(
                _("its part {part} is damaged in line {line}: {reason}").format(
                    part=name, line=error.lineno, reason=error.msg
                ),
                _("Open it in a word processor, which may repair it, and save it again as .docx."),
            ) from error

    @cached_property
    def parts(self) -> dict[str, str]:
        """The parts the document names, by the last word of their kind: ``numbering``, ``header`` and others."""
        return {kind: names[0] for kind, names in self.related.items()}

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """All parts the document names, by the last word of their kind; there may be several headers."""
        folder, _slash, name = self.main.rpartition("/")
        return self._relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)

    def _relations(self, name: str, folder: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        tree = self.tree(name)
        for relation in tree.iter(RELATION) if tree is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(kind, []).append(path)
        return found

    def _main_part(self) -> str:
        for name in self._relations("_rels/.rels", "").get("officeDocument", []):
            if name in self._names and not name.endswith(("workbook.xml", "presentation.xml")):
                return name
        if "word/document.xml" in self._names:
            return "word/document.xml"
        if "mimetype" in self._names and "content.xml" in self._names:
            raise UnreadableFile(
                _("this is an OpenDocument file, whatever its name says"), _("Open it and save it as Word (.docx).")
            )
        raise UnreadableFile(
            _("it is a ZIP file without a Word document in it (no word/document.xml)"),
            _("If it is an Excel sheet, a folder or a damaged file, open it and save the transcript as .docx or .txt."),
        )

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                raw = part.read(_MOST_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise _damaged(_("its part {part} cannot be unpacked").format(part=name)) from error
        if len(raw) > _MOST_BYTES:
            raise UnreadableFile(
                _("its part {part} unpacks to more than {size} MB").format(part=name, size=_MOST_BYTES // 1_000_000),
                _("No interview is that long; the file may be made to do harm. Copy its text into a new document."),
            )
        return raw


def _opened(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise UnreadableFile(_("it is empty (0 bytes)"), _("Copy or download it again."))
    if data.startswith(_OLE):
        raise _of_old_word(data)
    if data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableFile(
            _("this is an RTF file, whatever its name says"), _("Open it and save it as Word (.docx).")
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if data.startswith(b"PK"):
            raise _damaged(_("it begins as a Word file but is cut off or damaged")) from error
        raise UnreadableFile(
            _("this is not a Word file, whatever its name says"),
            _("Open it in the program that made it and save it as .docx or as plain text."),
        ) from error


def _damaged(message: str) -> UnreadableFile:
    return UnreadableFile(
        message, _("Copy or download it again, or open it in a word processor, which may repair it, and save it anew.")
    )


def _of_old_word(data: bytes) -> UnreadableFile:
    """Return what to say about an OLE container: a protected .docx, or Word 97-2003."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile(
            _("it is protected by a password"),
            _("Open it in Word, remove the password (File, Info, Protect Document), save it, and import it again."),
        )
    return UnreadableFile(
        _("this is a Word 97-2003 file (.doc), which qcode does not read"),
        _("Open it in Word or LibreOffice and save it as Word (.docx), then import that file."),
    )


def _in_utf8(raw: bytes) -> bytes:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _damaged(_("one of its parts is damaged UTF-16")) from error
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    return raw
