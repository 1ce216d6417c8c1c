"""Links: directed relations between passages, codes and memos."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.language import N_

KINDS = (
    N_("explains"),
    N_("contradicts"),
    N_("supports"),
    N_("leads to"),
    N_("is part of"),
    N_("see also"),
    N_("maps to"),
)
"""Relations that are offered; a word of one's own does as well. Kept in English, said in the language of the screen."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """What a link goes from or to."""

    kind: str
    """``segment``, ``code`` or ``memo``."""
    id: str
    name: str
    """For people: ``T01 120–155``, a code's key or path, what a memo is on."""
    text: str = ""
    """The passage, the memo's words, or the code's name."""
    source: str = ""
    """UUID of the source of a passage; empty for a code or a memo."""
    span: Span | None = None
    """Of a passage."""


@dataclass(frozen=True, slots=True)
class Link:
    """One thing says something of another."""

    id: str
    kind: str
    """``explains``, ``contradicts``, ``see also`` … or a word of the coder's own."""
    origin: LinkEnd
    target: LinkEnd
    coder: str
    """The coder's name."""
    created: str
    """ISO time in UTC."""
