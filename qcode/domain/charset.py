"""What bytes mean as words, and which words a file can hold."""

from __future__ import annotations

import codecs
import re

from qcode.domain.text import stored
from qcode.errors import UnreadableFile
from qcode.language import _

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a warning if its character set had to be guessed.

    A byte order mark decides; else UTF-8; else Windows-1252, which is what spreadsheets on Windows write.

    Raises:
        UnreadableFile: If it is not text.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return stored(data.decode("utf-16" if wide else "utf-8-sig")), ()
    except UnicodeDecodeError as error:
        if wide:
            raise _no_text() from error
    try:
        text = stored(data.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise _no_text() from error
    guess = _("not in UTF-8; read as Windows-1252. Look whether its accents and quotation marks are right.")
    return text, (guess,)


def xml_text(words: str) -> tuple[str, int]:
    """Return words with ``U+FFFD`` for each character XML forbids, and how many those were."""
    return _NOT_XML.subn("\ufffd", words)


def _no_text() -> UnreadableFile:
    return UnreadableFile(_("the file is not text"), _("Save it as UTF-8 text, or choose another file."))
