"""A text as it was read: its words, who speaks where, and what its header says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qcode.domain.span import Span


class Role(StrEnum):
    """What a speaker is in an interview."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one source, tied to a role."""

    label: str
    """As written in the source: ``P``, ``Informan``, ``Sir Wyn Williams``."""
    role: Role
    """Unknown is participant."""
    is_role_known: bool = True
    """False where nothing but the rule "unknown is participant" gave the role."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's contribution: the words only, label and timestamp lie outside."""

    span: Span
    """May run over several paragraphs; turns are in order and never overlap."""
    speaker: str
    """The label of one of the transcript's speakers."""


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A timestamp in the text; a passage's time is the last mark at or before its start."""

    position: int
    """Code point where the mark stands."""
    seconds: float
    """Seconds from the beginning of the recording."""


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One "Key : value" line of the block above an interview."""

    name: str
    value: str
    span: Span
    """The value's place in the text."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something said about a place of the text that is not in the text, such as a footnote."""

    span: Span
    """The word at whose end the mark stood."""
    text: str
    kind: str = "footnote"


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a reader makes of a file."""

    text: str
    """As stored (see ``domain.text``)."""
    speakers: tuple[Speaker, ...] = ()
    """In order of first appearance; labels are unique."""
    turns: tuple[Turn, ...] = ()
    marks: tuple[TimeMark, ...] = ()
    """In order of position."""
    header: tuple[HeaderField, ...] = ()
    notes: tuple[Note, ...] = ()
    language: str = ""
    """``id``, ``en`` …; empty if it could not be told."""


def timestamp(seconds: float | None) -> str | None:
    """Write seconds as ``hh:mm:ss``, or pass ``None`` on."""
    if seconds is None:
        return None
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
