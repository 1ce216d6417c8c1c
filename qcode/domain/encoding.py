"""From bytes to text: which encoding a text file is in, and which files are no text.

A byte order mark decides; then UTF-8, whose bytes nothing else imitates by chance; then Windows-1252, the one-byte
set that Word and Notepad wrote for decades, with a warning, since any bytes at all "are" one-byte text.
"""

from __future__ import annotations

import codecs

from qcode.domain.text import stored
from qcode.errors import UnreadableFile
from qcode.language import _

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 first: its mark begins with that of UTF-16."""
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (Word, Excel, OpenDocument …)"),
    (b"\xd0\xcf\x11\xe0", "Word 97-2003"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"ID3", "MP3"),
    (b"RIFF", "WAV"),
    (b"OggS", "Ogg"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\v") + b"\x7f"
_FEW = 16
"""Control characters that any text may hold: a stray escape or bell is text."""
_SAMPLE = 8192
"""Bytes looked at in what is UTF-8."""
_MOST_UTF8, _MOST_OTHER = 0.25, 0.02
"""Share of control characters from which bytes are no text; bytes that are not UTF-8 have less credit."""


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, as qcode stores text, and what to say about it.

    Raises:
        UnreadableFile: If the file is empty or no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _kept(_decoded_as(data, name)), ()
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise UnreadableFile(
                _("this is a {kind} file, not a text file, whatever its name says").format(kind=kind),
                _("Give it the suffix of its kind, or open it and save it as .docx or as plain text (UTF-8)."),
            )
    if b"\x00" in data:
        raise _no_text(_("it holds NUL bytes"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_controls(data, _MOST_OTHER):
            raise _no_text(_("much of it is control characters")) from error
        return _as_windows(data, error)
    if _is_mostly_controls(data[:_SAMPLE], _MOST_UTF8):
        raise _no_text(_("much of it is control characters"))
    return _kept(text), ()


def _is_mostly_controls(data: bytes, share: float) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > _FEW and controls > share * len(data)


def _decoded_as(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("it begins as {encoding} text but is damaged at byte {byte}").format(
                encoding=name.removesuffix("-sig").upper(), byte=error.start
            ),
            _("Open it in a text editor and save it again as UTF-8."),
        ) from error


def _as_windows(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as undefined:
        raise UnreadableFile(
            _("it is neither UTF-8 (see byte {byte}) nor Windows-1252 text").format(byte=error.start),
            _("Open it in a text editor, choose the encoding that shows it right, and save it as UTF-8."),
        ) from undefined
    line = data.count(b"\n", 0, error.start) + 1
    warning = _(
        "The file is not UTF-8 and was read as Windows-1252. Look at the accents, for one in line {line}; "
        "if they are wrong, save the file as UTF-8 and import it again."
    ).format(line=line)
    return _kept(text), (warning,)


def _kept(text: str) -> str:
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise UnreadableFile(_("it is empty"), _("Check that it was saved, and choose that file."))
    return stored(text)


def _no_text(reason: str) -> UnreadableFile:
    return UnreadableFile(
        _("this is not a text file: {reason}").format(reason=reason),
        _("Open it in the program that made it and save it as .docx or as plain text (UTF-8)."),
    )
