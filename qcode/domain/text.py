"""What a stored text is: newlines are ``\\n``, a byte order mark is no character, nothing else is altered."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Iterator

from qcode.domain.span import Span
from qcode.errors import UnreadableFile
from qcode.language import _

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def stored(text: str) -> str:
    """Return a text as qcode stores it.

    Raises:
        UnreadableFile: If it holds a NUL or half a surrogate pair, which no database keeps faithfully.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    need_storable(text)
    return text


def need_storable(text: str) -> None:
    """Refuse what no database keeps faithfully.

    Raises:
        UnreadableFile: If a text holds a NUL or half a surrogate pair.
    """
    if not _is_storable(text) and (found := _UNSTORABLE.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableFile(
            _("line {line} holds a character that is no text (U+{code:04X})").format(
                line=line, code=ord(found.group())
            ),
            _("The file may be damaged or not a text file. Open it in a word processor and save it as .txt or .docx."),
        )


def _is_storable(text: str) -> bool:
    """Say whether a text has neither a NUL nor half a surrogate pair; ten times as fast as looking for one."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: its lines that are not empty, without their newline."""
    for match in _LINE.finditer(text):
        yield Span(*match.span())


def paragraph_starts(text: str) -> list[int]:
    """Return where each paragraph of a text starts."""
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        if line:
            starts.append(at)
        at += len(line) + 1
    return starts


def words(text: str) -> Iterator[Span]:
    """Yield the words of a text; a hyphen or apostrophe inside a word does not part it."""
    for match in _WORD.finditer(text):
        yield Span(*match.span())


def count_words(text: str) -> int:
    """Count the words of a text, as many as ``words`` yields.

    Counted in bytes, one for each character and a quarter of the time: a letter stands for what is part of a word, a
    hyphen for what joins two parts, a blank for the rest.
    """
    kinds = text.encode("ascii", _HANDLER).translate(_KINDS)
    # Two joiners part words, and one that does not follow a part joins nothing.
    return len((b" " + kinds).replace(b"--", b"  ").replace(b" -", b"  ").split())


def _kinds_of(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end]
    return "".join("a" if c.isalnum() else "-" if c == "’" else " " for c in found), error.end


_HANDLER = "qcode.count_words"
_KINDS = bytes(
    ord("a" if chr(code).isalnum() or code == ord("_") else "-" if chr(code) in "-'" else " ") for code in range(128)
) + bytes(128)
codecs.register_error(_HANDLER, _kinds_of)


def folded(text: str) -> str:
    """Return a text for comparing: without case and accents, compatibility forms made one."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def shortened(text: str, length: int = 60) -> str:
    """Return a text as one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def visible(text: str) -> str:
    """Return a text whose control characters are shown, never obeyed, one for one.

    Controls become the pictures of Unicode's block U+2400; bidirectional overrides and other invisible
    formatting that could disguise a text, and what no XML may hold, become a replacement sign. ``\\n`` and
    ``\\t`` stay.
    """
    return text.translate(_VISIBLE) if not _is_plain(text) and _CONTROL.search(text) else text


def _is_plain(text: str) -> bool:
    """Say whether a text is printable ASCII with new lines and tabs; ten times as fast as looking for what is not."""
    return text.isascii() and not text.encode().translate(None, _PLAIN)


def xml_text(text: str) -> tuple[str, int]:
    """Return a text with ``U+FFFD`` for each character that XML forbids, and how many those were."""
    return _NOT_XML.subn("\ufffd", text)


def json_text(value: object) -> str:
    """Return a value as JSON that a terminal or an editor shows and never obeys; its escapes lose nothing."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return _NOT_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


_NOT_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PLAIN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_VISIBLE = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((0x2028, 0x2029), 0x2424),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), 0xFFFD),
    **dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD),
}
