"""A study as one page that is read in a browser: its texts, codes, passages and tables, as plain values.

Things name each other by their place in their tuple, which is what a page without a database needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qcode.domain.report import Report
from qcode.domain.span import Span

NOWHERE = -1
"""In place of a place in a tuple or in a text: none."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """A code as the page's reader needs it."""

    key: str
    """Its key, or its name where it has none: what stands beside marked words."""
    label: str
    """Key and name."""
    parent: int
    """Place of the code above; ``NOWHERE`` at the top. Codes stand depth first, each parent before its children."""
    color: str
    passages: int
    """Passages that have it or a code under it, each once."""
    texts: tuple[tuple[str, str], ...] = ()
    """What it says, each with its heading: definition, when it is applied, when not, example, legal basis."""


@dataclass(frozen=True, slots=True)
class PageCase:
    """A case that passages belong to."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PageText:
    """A text of the study, as far as it may be shown."""

    name: str
    language: str
    text: str | None
    """As it is shown, what may not be quoted replaced; ``None`` where it is left out."""
    asked: tuple[Span, ...] = ()
    """What interviewers say, in order."""


@dataclass(frozen=True, slots=True)
class PagePassage:
    """A coded passage."""

    text: int
    """Place of its text."""
    span: Span | None
    """Where it lies in the text as shown; ``None`` where the text is left out."""
    codes: tuple[int, ...]
    """In the order of the codebook."""
    cases: tuple[int, ...]
    words: str | None
    """As it is quoted; ``None`` where it may not be."""
    citation: str = ""
    translation: str = ""
    memo: str = ""


class Side(StrEnum):
    """What the columns of a page's table are."""

    CASE = "case"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of codes by cases or texts, with what its rows and columns are."""

    report: Report
    """Counts of passages, totals last."""
    side: Side
    rows: tuple[int, ...]
    """Places of the codes, without the totals."""
    columns: tuple[int, ...]
    """Places of the cases or texts, without the totals."""


@dataclass(frozen=True, slots=True)
class PageMemo:
    """A memo on something other than a passage, or on a passage of the page."""

    target: str
    """What it is on, for people."""
    kind: str
    text: str
    coder: str
    created: str
    """ISO time in UTC."""
    passage: int = NOWHERE
    """Place of the passage it is on."""
    code: int = NOWHERE
    """Place of the code it is on."""


@dataclass(frozen=True, slots=True)
class StudyPage:
    """All that one page shows."""

    title: str
    study: str
    made: str
    """ISO time in UTC."""
    codes: tuple[PageCode, ...]
    cases: tuple[PageCase, ...]
    texts: tuple[PageText, ...]
    passages: tuple[PagePassage, ...]
    """By text and place."""
    tables: tuple[PageTable, ...]
    memos: tuple[PageMemo, ...] = ()
    notes: tuple[str, ...] = ()
    """What was counted, what was left out; whole sentences in the page's language."""
