"""Word (.docx): what a reader of the document sees, as lines of text.

Kept: paragraphs, line breaks, tabs, hyphens of every kind, list numbers, table cells, text boxes, results of fields;
footnotes, endnotes and comments as notes. Left out and said: headers and footers, hidden text, pictures. Tracked
changes are accepted and counted. Also answers for ``.doc``, to say what to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from qcode.domain.reading.interview import read_text
from qcode.domain.transcript import Transcript
from qcode.errors import UnreadableFile
from qcode.formats.base import ReadOptions, SourceFormat, SourceRead
from qcode.formats.sources.word.annotations import notes_of
from qcode.formats.sources.word.body import Reader
from qcode.formats.sources.word.content import Body
from qcode.formats.sources.word.layout import shown_labels
from qcode.formats.sources.word.numbering import Numbering
from qcode.formats.sources.word.revisions import settle
from qcode.formats.sources.word.styles import Styles
from qcode.formats.word_package import Package, W
from qcode.language import _

_HEADING_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>[^<]*[^\s\d<][^<]*<")


def read(data: bytes, options: ReadOptions) -> SourceRead:
    """Read a Word file.

    Raises:
        UnreadableFile: If it is no .docx, is damaged or protected, or holds no text.
    """
    package = Package(data)
    raw = package.xml(package.main)
    root = package.tree(package.main, raw)
    if raw is None or root is None or root.find(f"{W}body") is None:
        raise UnreadableFile(
            _("its part {part} is no Word document").format(part=package.main),
            _("Open it in a word processor and save it again as .docx."),
        )
    changes, joined = settle(root, raw)

    @cache
    def styles() -> Styles:
        return Styles(package.tree(package.parts.get("styles", "")))

    numbers = package.parts.get("numbering", "") if b"numPr" in raw or b"pStyle" in raw else ""
    numbering = Numbering(package.tree(numbers), styles()) if numbers else None
    body = Reader(styles, numbering, joined).read(root)
    transcript = _transcript(package, body, options, styles)
    return SourceRead(transcript, _warnings(package, body, changes, raw))


def _transcript(package: Package, body: Body, options: ReadOptions, styles: Callable[[], Styles]) -> Transcript:
    text = "".join(body.parts)
    if not text.strip():
        raise UnreadableFile(
            _("it holds no text; pictures in it: {n}").format(n=body.pictures),
            _("If it is a scan, let a program recognise the text first; else check that the right file was saved."),
        )
    return read_text(
        text,
        language=options.language,
        speakers=options.speakers,
        not_speakers=options.not_speakers,
        roles=options.roles,
        shown=shown_labels(body, text),
        notes=notes_of(package, body, text, styles()) if body.notes else (),
    )


def _warnings(package: Package, body: Body, changes: int, raw: bytes) -> tuple[str, ...]:
    warnings = []
    if changes:
        warnings.append(_("Tracked changes were taken as accepted: {n}.").format(n=changes))
    if body.hidden:
        warnings.append(_("Hidden text was left out, in characters: {n}.").format(n=body.hidden))
    if _has_running_heads(package):
        warnings.append(_("Text in headers or footers of the page was left out."))
    if body.pictures:
        warnings.append(_("Pictures were left out: {n}.").format(n=body.pictures))
    if body.unknown:
        warnings.append(_("Symbols that have no character of their own stand as \ufffd: {n}.").format(n=body.unknown))
    if b"altChunk" in raw:
        warnings.append(_("A file embedded in the document was left out; open it in Word and save it to take it in."))
    return tuple(warnings)


def _has_running_heads(package: Package) -> bool:
    names = [*package.related.get("header", []), *package.related.get("footer", [])]
    return any(_HEADING_TEXT.search(package.xml(name) or b"") for name in names)


FORMAT = SourceFormat("word", "Word", (".docx", ".docm", ".doc"), read=read)
