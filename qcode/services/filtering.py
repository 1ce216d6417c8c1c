"""Filters as people read and choose them: what each can be set to, and what is set, in names.

Inside, a filter may name things by their ids, which outlive every renaming; whoever reads it sees names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from qcode.domain.codebook import PALETTE
from qcode.domain.query import parse, renamed
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.language import _, screen_language
from qcode.store import cases, choosing, codes, finding, queries
from qcode.store.project import Project

FILTERS = (
    "codes", "sources", "cases", "speakers", "coders", "sets", "where", "since", "until", "query", "saved",
)  # fmt: skip
"""The filters that narrow, by the names of their fields."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a filter can be set to."""

    id: str
    """What the filter is given."""
    name: str
    key: str = ""
    """Of a code; empty for none."""
    note: str = ""
    """More about it, in the language of the screen."""
    color: str = ""
    """``#rrggbb``; empty for none."""
    depth: int = 0


def choices(project: Project, wanted: str) -> list[Choice]:
    """Return what a filter of ``FILTERS``, other than the query itself, can be set to here."""
    return _CHOICES[wanted](project)


def pinned(project: Project, selection: Selection) -> Selection:
    """Return a selection that names codes, sources, cases, coders, sets and saved queries by their ids.

    Raises:
        QcodeError: If something of it is not there, or its query is not understood.
    """
    everything = codes.all_codes(project, with_use=False)

    def ids(field: str, wanted: tuple[str, ...], what: str) -> tuple[str, ...]:
        there = choosing.named(project, field) if wanted else []
        return tuple(finding.one(name, there, what) for name in wanted)

    def code(name: str) -> str:
        return codes.pick(everything, name).code.id

    return replace(
        selection,
        codes=tuple(map(code, selection.codes)),
        sources=ids("sources", selection.sources, _("source")),
        cases=ids("cases", selection.cases, _("case")),
        coders=ids("coders", selection.coders, _("coder")),
        sets=ids("sets", selection.sets, _("set")),
        saved=ids("saved", selection.saved, _("saved query")),
        query=str(renamed(parse(selection.query), code)) if selection.query else "",
    )


def named(project: Project, selection: Selection) -> Selection:
    """Return a selection that says names where it has ids; what is gone, or has a name of no use, keeps its id."""
    handles = {one.code.id: one.code.key or one.path for one in codes.all_codes(project, with_use=False)}

    def code(name: str) -> str:
        return handles.get(name, name)

    def names(field: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
        there = {id: name for name, id in choosing.named(project, field)} if wanted else {}
        return tuple(there.get(one, one) for one in wanted)

    query = selection.query
    with suppress(QcodeError):  # What is no query is shown as it was written.
        query = str(renamed(parse(query), code)) if query else ""
    return replace(
        selection,
        codes=tuple(map(code, selection.codes)),
        sources=names("sources", selection.sources),
        cases=names("cases", selection.cases),
        coders=names("coders", selection.coders),
        sets=names("sets", selection.sets),
        saved=names("saved", selection.saved),
        query=query,
    )


def facts(project: Project, selection: Selection) -> list[tuple[str, str]]:
    """Return what is filtered, each filter's field and its values in names, in the order of ``FILTERS``."""
    said = named(project, selection)
    found: list[tuple[str, str]] = []
    for field in FILTERS:
        value = getattr(said, field)
        if field == "where":
            value = tuple(f"{name} = {one}" for name, one in value)
        if value:
            found.append((field, value if isinstance(value, str) else ", ".join(value)))
    return found


def _codes(project: Project) -> list[Choice]:
    language, everything = screen_language(), codes.all_codes(project)
    return [
        Choice(
            one.code.id, one.code.said("name", language), one.code.key,
            _count(one.codings) if one.code.codable else _("folder"),
            one.code.color or PALETTE[number % len(PALETTE)], one.depth,
        )
        for number, one in enumerate(everything)
    ]  # fmt: skip


def _cases(project: Project) -> list[Choice]:
    return [Choice(one.id, one.name, note=one.kind) for one in cases.all_cases(project)]


def _plainly(field: str) -> Callable[[Project], list[Choice]]:
    def listed(project: Project) -> list[Choice]:
        used = choosing.use(project, field)
        rows = sorted(choosing.named(project, field), key=lambda row: finding.order(row[0]))
        return [Choice(id, name, note=_count(used[id]) if id in used else "") for name, id in rows]

    return listed


def _speakers(project: Project) -> list[Choice]:
    """Return labels, which mean speakers of all texts, and then the speakers one by one."""
    rows = choosing.speakers(project)
    labels = Counter(label for _source, label, _case in rows)
    shared = [Choice(label, label, note=_("in all texts: {n}").format(n=n)) for label, n in labels.items() if n > 1]
    single = [
        Choice(f"{source}: {label}", f"{source}: {label}", note=case)
        for source, label, case in sorted(rows, key=lambda row: (finding.order(row[0]), row[1]))
    ]
    return [*sorted(shared, key=lambda one: finding.order(one.name)), *single]


def _where(project: Project) -> list[Choice]:
    return [
        Choice(f"{name}={value}", f"{name} = {value}", note=_("of: {n}").format(n=count))
        for name, value, count in sorted(
            choosing.values(project), key=lambda row: (finding.order(row[0]), finding.order(row[1]))
        )
    ]


def _days(project: Project) -> list[Choice]:
    return [Choice(day, day, note=_count(count)) for day, count in choosing.days(project)]


def _saved(project: Project) -> list[Choice]:
    return [
        Choice(one.id, one.name, note="  ".join(value for _field, value in facts(project, one.selection)))
        for one in queries.all_queries(project)
    ]


def _count(codings: int) -> str:
    return _("codings: {n}").format(n=codings)


def pairs(ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what the choices of ``where`` give, as the filter holds it."""
    return tuple((name, value) for name, _equals, value in (one.partition("=") for one in ids))


_CHOICES: dict[str, Callable[[Project], list[Choice]]] = {
    "codes": _codes, "sources": _plainly("sources"), "cases": _cases, "speakers": _speakers,
    "coders": _plainly("coders"), "sets": _plainly("sets"), "where": _where, "since": _days, "until": _days,
    "saved": _saved,
}  # fmt: skip
