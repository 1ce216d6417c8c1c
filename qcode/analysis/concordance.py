"""Key words in context: every place where something is said, with the words around it, as one Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.domain.report import Column, Kind, Name, Report
from qcode.language import N_, Translate

SORTS = ("place", "match", "left", "right", "speaker")
_COLUMNS = (
    ("source", N_("Source"), Kind.NAME), ("left", N_("Before"), Kind.BEFORE), ("match", N_("Match"), Kind.TEXT),
    ("right", N_("After"), Kind.TEXT), ("speaker", N_("Speaker"), Kind.TEXT), ("timestamp", N_("Time"), Kind.TEXT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A match with what stands around it."""

    source: str
    left: str
    match: str
    right: str
    speaker: str = ""
    timestamp: str = ""
    """``hh:mm:ss``; empty if not known."""
    start: int = 0
    """Where the match begins in its source."""
    end: int = 0


def in_order(lines: Sequence[Line], sort: str) -> list[Line]:
    """Return matches in an order.

    Args:
        lines: In order of place.
        sort: One of ``SORTS``; ``left`` orders by the words before, the nearest first.
    """
    return list(lines) if sort == "place" else sorted(lines, key=lambda line: _key(line, sort))


def concordance(
    lines: Sequence[Line], *, say: Translate, notes: Iterable[str] = (), title: str = "", source_line: str = ""
) -> Report:
    """Return matches one below the other.

    Args:
        lines: In the order in which they are shown.
        say: Translates into the document's language.
        notes: More to be said under it, in the document's language.
        title: Of the user; a plain one if empty.
        source_line: Where the data come from.
    """
    sources = len({line.source for line in lines})
    return Report(
        title=title or say(N_("Key words in context")),
        columns=tuple(Column(name, say(label), kind) for name, label, kind in _COLUMNS),
        rows=tuple(
            (
                Name(one.source), one.left.strip(), one.match, one.right.strip(),
                one.speaker or None, one.timestamp or None,
            )
            for one in lines
        ),
        notes=(say(N_("One row for each match: {n}, in sources: {sources}.")).format(n=len(lines), sources=sources),
               *notes),
        source_line=source_line,
    )  # fmt: skip


def _key(line: Line, sort: str) -> tuple[str, ...]:
    if sort == "left":
        return tuple(reversed(_plain(line.left)))
    return tuple(_plain({"match": line.match, "right": line.right, "speaker": line.speaker}[sort]))


def _plain(text: str) -> list[str]:
    return ["".join(c for c in word if c.isalnum()) for word in text.casefold().split()]
