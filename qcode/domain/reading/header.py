"""The block of "Key : value" lines above an interview, and the key to its speakers.

A header line looks like a labelled line; what tells them apart is company. A header's keys are all different, come
before anybody has spoken, and at least one of them is a word of forms ("Tanggal", "Date"); a speaker's label comes
again in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from qcode.domain.reading.labels import identity
from qcode.domain.reading.roles import role_of_words
from qcode.domain.reading.vocabulary import HEADER_KEYS, HEADER_ONLY_WORDS, HEADER_WORDS
from qcode.domain.span import Span
from qcode.domain.transcript import HeaderField, Role

_MOST_LINES = 80
_MOST_TITLE_LINES = 15
_LONGEST_TITLE = 200
_LINE = re.compile(r"(?P<key>[^\n:\t]{1,60}?)[ \t*_]*(?:\t[ \t]*:|:|\t)[ \t*_]*(?P<value>[^\n]*?)[ \t]*(?=\n|\Z)")
_TIME = re.compile(r"[ \t]*[\[(#<]?\d{1,3}:\d\d")
_RULE = re.compile(r"\W*")
_EQUALS = re.compile(r"(?<![\w.-])([^\W_][\w.-]{0,15}(?: \d{1,2})?)[ \t]*=[ \t]*([^\W\d_]+)")
_IN_BRACKETS = re.compile(r"([^\W\d_]{3,})(?: [^\W\d_]{3,}){0,3} \(([^\W_]{1,4})\)")
_SPOKEN_END = re.compile(r"(?:[?!…]|(?:^|\s)[^\s.]+\.)$")
"""Ends something said, which the full stop of a degree ("S.H.") does not."""
_SHORT_BRACKET = re.compile(r" \([^\W_]{1,4}\)")
_SENTENCE_END = re.compile(r"[.?!…][\"”')\]]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above an interview."""

    fields: tuple[HeaderField, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Role by identity of a label, from a key such as "P = Peneliti"."""
    starts: frozenset[int] = frozenset()
    """Where its lines start: no labels."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    name: str
    value: Span
    value_text: str

    @property
    def is_form(self) -> bool:
        """Whether the key is a word of forms."""
        name = identity(self.name)
        words = set(re.split(r"[\W\d_]+", name))
        return name in HEADER_KEYS or bool(words & (HEADER_WORDS | HEADER_ONLY_WORDS))

    @property
    def is_legend(self) -> bool:
        """Whether the line explains a label: ``P : Peneliti``."""
        value = self.value_text.strip("( ).;,")
        return len(self.name) <= 16 and len(value.split()) <= 4 and role_of_words(value) is not None

    @property
    def is_sentence(self) -> bool:
        """Whether the value reads like something said."""
        return len(self.value_text.split()) > 2 and bool(_SENTENCE_END.search(self.value_text))


def header_of(text: str, counts: Mapping[str, int], speakers: Collection[str] = ()) -> Header:
    """Find the header of a plain text.

    Args:
        text: The plain text (see ``layouts.plain``).
        counts: How often each identity labels a line of the text.
        speakers: Identities that the user says are speakers: no header goes beyond them.
    """
    lines = _leading_lines(text, counts, speakers)
    while lines and _could_be_speech(lines[-1], counts):
        lines.pop()
    if not any(line.is_form or line.is_legend for line in lines):
        lines = []
    legends = [line for line in lines if line.is_legend and counts.get(identity(line.name), 0) >= 2]
    fields = tuple(HeaderField(line.name, line.value_text, line.value) for line in lines if line.value_text)
    roles = _roles_of_names(fields) | _roles_of_key(text[: _end_of(text, lines)])
    roles |= {identity(line.name): role for line in legends if (role := role_of_words(line.value_text))}
    hidden = {identity(line.name) for line in legends}
    shown = tuple(field for field in fields if identity(field.name) not in hidden)
    return Header(shown, roles, frozenset(line.start for line in lines))


def _could_be_speech(line: _Line, counts: Mapping[str, int]) -> bool:
    if line.is_form or line.is_legend:
        return False
    name = identity(line.name)
    return counts.get(name, 0) >= 2 or role_of_words(name) is not None or line.is_sentence


def _is_spoken(line: _Line, counts: Mapping[str, int], *, is_new_block: bool) -> bool:
    """Say whether a line can belong to no header: a speaker's whose label comes again, or a block of speech."""
    if line.is_form or line.is_legend:
        return False
    if role_of_words(line.name) is not None:
        return is_new_block or line.is_sentence or bool(_SPOKEN_END.search(line.value_text))
    return is_new_block or counts.get(identity(line.name), 0) >= 2


def _leading_lines(text: str, counts: Mapping[str, int], speakers: Collection[str]) -> list[_Line]:
    """Return the "Key : value" lines at the top, up to the first key that comes again or line that is none."""
    lines: list[_Line] = []
    seen: set[str] = set()
    start, titles, is_gap = 0, 0, False
    for _ in range(_MOST_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _RULE.fullmatch(text, start, end):
            is_gap = True
        elif (line := _line_at(text, start, end)) is not None:
            name = identity(line.name)
            if name in seen or name in speakers or _is_spoken(line, counts, is_new_block=is_gap and bool(lines)):
                break
            seen.add(name)
            lines.append(line)
            is_gap = False
        elif lines:
            if is_gap or not (text[start].isspace() or text[start] == ":"):
                break
        else:
            titles += 1
            if titles > _MOST_TITLE_LINES or end - start > _LONGEST_TITLE:
                break
            is_gap = False
        start = end + 1
        if start >= len(text):
            break
    return lines


def _line_at(text: str, start: int, end: int) -> _Line | None:
    if _TIME.match(text, start, end):
        return None
    match = _LINE.match(text, start, end)
    if match is None:
        return None
    name = " ".join(match["key"].strip(" \t*_-•>").split())
    if not name or not name[0].isalpha() or len(name.split()) > 6:
        return None
    value = match["value"].rstrip("*_ \t")
    line = _Line(start, name, Span(match.start("value"), match.start("value") + len(value)), value)
    if ":" not in text[match.end("key") : match.start("value")] and (not line.is_form or "\t" in value):
        return None
    return line


def _end_of(text: str, lines: list[_Line]) -> int:
    """Return where to stop looking for a key: the end of the header, or of the first page if there is none."""
    return lines[-1].value.end if lines else min(len(text), 1500)


def _roles_of_key(top: str) -> dict[str, Role]:
    """Return the roles of a key such as ``P = Peneliti; I = Informan`` or ``Peneliti (P)``."""
    roles: dict[str, Role] = {}
    for label, meaning in _EQUALS.findall(top) if "=" in top else ():
        if role := role_of_words(meaning):
            roles[identity(label)] = role
        elif (role := role_of_words(label)) and len(meaning) <= 4:
            roles[identity(meaning)] = role
    for meaning, label in _IN_BRACKETS.findall(top) if _SHORT_BRACKET.search(top) else ():
        if role := role_of_words(meaning):
            roles.setdefault(identity(label), role)
    return roles


def _roles_of_names(fields: tuple[HeaderField, ...]) -> dict[str, Role]:
    """Return the roles of the people a header names: ``Pewawancara : Siti Aminah (SA)``."""
    roles: dict[str, Role] = {}
    for entry in fields:
        role = role_of_words(entry.name)
        words = re.findall(r"[\w-]+", entry.value)
        if role is None or not 1 <= len(words) <= 6 or role_of_words(entry.value):
            continue
        names = [word for word in words if word[:1].isupper()]
        roles[identity(" ".join(names))] = role
        roles |= {identity(name): role for name in names if not name.isdigit()}
        if len(names) > 1:
            roles[identity("".join(name[0] for name in names))] = role
    return roles
