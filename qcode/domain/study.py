"""What a project holds, as values: the rows that come up from the store.

Every ``id`` is a UUID in canonical form. Names of other things are carried beside their ids where a list
would otherwise need a second look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from qcode.domain.codebook import Code
from qcode.domain.span import Span
from qcode.domain.transcript import Role


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the study."""

    id: str
    name: str
    kind: str
    """``interview``, ``document``, ``observation`` …"""
    language: str
    """``id``, ``en`` …; empty if not known."""
    chars: int
    """Length in code points."""
    words: int
    turns: int
    codings: int
    sha256: str
    """Of the original file's bytes, lower-case hex."""
    created: str
    """ISO time in UTC."""
    standing: str = "primary"
    """``primary`` or ``secondary`` data."""
    filename: str = ""
    """Of the file it came from, without folders; empty for what was written or pasted here."""


@dataclass(frozen=True, slots=True)
class SourceSpeaker:
    """A speaker of one source."""

    id: str
    label: str
    role: Role
    case: str
    """Name of the case the speaker is tied to; empty for none."""


@dataclass(frozen=True, slots=True)
class SourceTurn:
    """A turn with everything the margin shows."""

    span: Span
    speaker: str
    role: Role
    seconds: float | None
    """Of the last mark at or before its start; ``None`` without one."""


@dataclass(frozen=True, slots=True)
class SpanCoding:
    """A coding as the transcript draws it."""

    id: str
    segment: str
    """UUID of the segment; codings of one passage share it."""
    code: str
    """UUID of the code."""
    coder: str
    """UUID of the coder."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeInProject:
    """A code with its place and its use."""

    code: Code
    codebook: str
    """Name of its codebook."""
    path: str
    """``Parent/Child``."""
    depth: int
    """0 at the top."""
    codings: int
    """Applied with this very code."""
    sources: int
    """Sources it is applied in."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding as retrieval lists it: one code on one passage by one coder."""

    id: str
    segment: str
    source: str
    """The source's name."""
    source_id: str
    start: int
    end: int
    text: str
    code: str
    """The code's key, or its path where it has none."""
    code_id: str
    code_path: str
    codebook: str
    coder: str
    """The coder's name."""
    speaker: str
    """Label of who speaks at the passage's start; empty outside any turn."""
    role: str
    """``interviewer``, ``participant``, or empty outside any turn."""
    informant: str
    """Name of the case the speaker is tied to; empty for none."""
    seconds: float | None
    paragraph: int
    """Number of the paragraph it starts in, from 1."""
    memo: str
    """Texts of the memos on the coding, a blank line between them."""
    weight: float | None
    typical: bool
    created: str
    """ISO time in UTC."""
    translation: str = ""
    """How the passage reads in another language; empty where nobody wrote it."""
    quoted: str = ""
    """How the passage is quoted, with ellipses and clarifications; empty where nobody wrote it."""


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes."""

    id: str
    name: str
    codings: int


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of comparison."""

    id: str
    kind: str
    """``informant``, ``police case``, ``institution`` …"""
    name: str
    attributes: Mapping[str, str]
    """Attribute name → value."""
    sources: tuple[str, ...]
    """Names of the sources that belong to it, wholly or in part."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on something."""

    id: str
    kind: str
    """``note``, ``methodological``, ``theoretical``, ``personal``, ``to-do``, ``footnote`` …"""
    target: str
    """What it is on, for people: ``code PRV-SIB``, ``source T01_unit_ppa``."""
    target_kind: str
    """``project``, ``source``, ``segment``, ``code``, ``case``, ``coding``, ``question`` or ``link``."""
    target_id: str
    text: str
    coder: str
    created: str
    tags: tuple[str, ...] = ()
    state: str = ""
    """``open`` or ``done`` of a to-do; empty of all others."""


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One line of the audit trail."""

    number: int
    """Counts up from 1 in the order in which changes happened."""
    id: str
    when: str
    """ISO time in UTC."""
    coder: str
    act: str
    """``code``, ``uncode``, ``import``, ``undo`` …"""
    summary: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class CodeUse:
    """What rests on one or several codes."""

    codes: int = 0
    """How many codes they are."""
    codings: int = 0
    sources: int = 0
    """Sources they are applied in."""
    coders: int = 0
    """Coders who applied them."""
    memos: int = 0
    """Memos on the codes themselves."""
    coding_memos: int = 0
    """Memos on their codings."""
    links: int = 0
    """Links from or to the codes."""
    sets: int = 0
    """Sets they are in."""
    summaries: int = 0
    """Summaries written for them."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one change of the audit trail did to one row."""

    when: str
    """ISO time in UTC."""
    coder: str
    act: str
    kind: str
    """``i`` the row came, ``u`` it was changed, ``d`` it went."""
    columns: Mapping[str, tuple[Any, Any]]
    """Column → its value before and after; empty unless the row was changed."""


class Hit(NamedTuple):
    """A place where a search found something. A tuple, since very many are made at once."""

    source: str
    start: int
    end: int
    left: str
    """Words before it in its paragraph."""
    match: str
    right: str
    """Words after it in its paragraph."""
    speaker: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A memo or a code in which a search found something."""

    id: str
    kind: str
    """``memo`` or ``code``."""
    target: str
    """What a memo is on; what a code is called: its key, or its path where it has none."""
    text: str
    """The memo; what the code's definition says, or its name where it says nothing."""
    target_kind: str = ""
    """As of the memo; ``code`` of a code."""
    target_id: str = ""
    left: str = ""
    """What stands before the first place at which something was found."""
    match: str = ""
    right: str = ""
