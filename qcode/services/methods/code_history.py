"""How the codebook came to be what it is: when codes were added, redefined, merged and split, by the audit trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.domain.dates import long_date
from qcode.domain.report import Column, Report
from qcode.language import N_, Translate, translator
from qcode.services.methods.facts import Facts
from qcode.store.history import Deed

ADDED, REDEFINED, RENAMED, MOVED, MERGED, SPLIT, REMOVED = (
    "added", "redefined", "renamed", "moved", "merged", "split", "removed"
)  # fmt: skip
EVENTS = {
    ADDED: N_("codes added"), REDEFINED: N_("codes redefined"), RENAMED: N_("codes renamed"),
    MOVED: N_("codes moved"), MERGED: N_("codes merged into others"), SPLIT: N_("codes cut into several"),
    REMOVED: N_("codes removed"),
}  # fmt: skip
"""What can happen to codes, in the order in which it is told."""
_REDEFINES = frozenset({"definition", "include", "exclude", "example", "legal_basis", "translations"})
_RENAMES = frozenset({"name", "key"})
_MOVES = frozenset({"parent_id", "codebook_id"})
_NAMED = 8
"""Codes that are named in a row; more are counted."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one or several codes at once."""

    when: str
    """ISO time in UTC."""
    coder: str
    kind: str
    """One of ``EVENTS``."""
    codes: tuple[str, ...]
    """Keys, or names where there are none."""
    told: str = ""
    """What the trail says of it: "PRE-EDU → PRE-MED", or whence the codes came; empty where the codes say it all."""
    is_import: bool = False
    """Whether it came with a codebook's file."""


def events(facts: Facts) -> list[Event]:
    """Return what happened to the codes and was not taken back, oldest first."""
    names = {one.code.id: one.code.key or one.code.name for one in facts.codes}
    for deed in facts.deeds:
        for kind, _table, uuid, *rest in deed.operations:
            if kind == "d":
                names[uuid] = rest[0]["key"] or rest[0]["name"]
    return [event for deed in facts.deeds for event in _events(deed, names)]


def counts(found: Sequence[Event]) -> Counter[str]:
    """Return how many codes each kind of event befell; a code that was redefined twice counts twice."""
    tally: Counter[str] = Counter()
    for one in found:
        tally[one.kind] += len(one.codes)
    return tally


def history_report(found: Sequence[Event], language: str) -> Report:
    """Return the events as a table."""
    say = translator(language)
    labels = (N_("Day"), N_("What happened"), N_("Codes"), N_("Coder"))
    rows = tuple((long_date(one.when, language), say(EVENTS[one.kind]), _what(one, say), one.coder) for one in found)
    return Report(
        say(N_("How the codebook changed")),
        tuple(Column(name, say(label)) for name, label in zip(("day", "what", "codes", "coder"), labels, strict=True)),
        rows,
        notes=(say(N_("By the audit trail, without what was taken back; days are UTC.")),),
    )


def _what(event: Event, say: Translate) -> str:
    """Return which codes it befell; a merge and a split say where from and where to, an import its file."""
    if event.kind in (MERGED, SPLIT):
        return event.told
    shown = ", ".join(event.codes[:_NAMED])
    if (more := len(event.codes) - _NAMED) > 0:
        shown += " " + say(N_("and {n} more")).format(n=more)
    return f"{event.told}: {shown}" if event.told else shown


def _events(deed: Deed, names: Mapping[str, str]) -> Iterator[Event]:
    """Yield what a deed did to codes: a merge and a split are one event, whatever moved with them."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in EVENTS}
    for operation, _table, uuid, *rest in deed.operations:
        name = names.get(uuid, "?")
        if operation == "i":
            found[ADDED][name] = None
        elif operation == "d":
            found[MERGED if deed.act == "codes merge" else REMOVED][name] = None
        elif operation == "u" and deed.act != "codes merge":
            columns = rest[0].keys()
            for kind, meant in ((REDEFINED, _REDEFINES), (RENAMED, _RENAMES), (MOVED, _MOVES)):
                if columns & meant:
                    found[kind][name] = None
    if deed.act == "codes split":
        yield Event(deed.when, deed.coder, SPLIT, (deed.summary.partition(" → ")[0],), deed.summary)
    is_import = deed.act == "codebook import"
    for kind, codes in found.items():
        if codes:
            told = deed.summary if kind == MERGED or is_import else ""
            yield Event(deed.when, deed.coder, kind, tuple(codes), told, is_import)
