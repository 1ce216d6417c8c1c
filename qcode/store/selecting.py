"""A selection as a condition on codings, in SQL.

The condition speaks of one table, ``coding c``; what needs other tables is a sub-select, so that any query over
codings can take it. Names are resolved here, and unknown ones reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qcode.domain.selection import Selection
from qcode.errors import QcodeError, UnknownName
from qcode.language import _
from qcode.store import attributes, codes, finding
from qcode.store.belonging import BELONGS
from qcode.store.database import marks, sql
from qcode.store.project import Project

IS_INTERVIEWER = "COALESCE(c.speaker_id, 0) IN (SELECT i.id FROM speaker i WHERE i.role = 'interviewer')"
"""Whether an interviewer speaks; the list of them is made once, and no speaker has the key 0."""
BY_INTERVIEWERS = (
    "(c.source_id, c.speaker_id) IN (SELECT i.source_id, i.id FROM speaker i WHERE i.role = 'interviewer')"
)
"""The same, where theirs alone are wanted: the others are not looked at."""

_SOURCES = sql("SELECT name, uuid, id FROM source")
_CASES = sql("SELECT name, uuid, id FROM study_case")
_CODERS = sql("SELECT name, uuid, id FROM coder")
_SETS = sql("SELECT name, uuid, id FROM study_set")
_KINDS_OF_SETS = sql("SELECT id, kind FROM study_set")
_MEMBERS = {
    "source": "c.source_id IN (SELECT x.source_id FROM set_member x WHERE x.set_id IN ({sets}))",
    "code": (
        "c.code_id IN (WITH RECURSIVE held(code) AS (SELECT x.code_id FROM set_member x WHERE x.code_id IS NOT NULL "
        "AND x.set_id IN ({sets}) UNION SELECT k.id FROM held h JOIN code k ON k.parent_id = h.code AND {under}) "
        "SELECT code FROM held)"
    ),
    "case": (
        "EXISTS (SELECT 1 FROM membership m JOIN set_member x ON x.case_id = m.case_id "
        f"WHERE x.set_id IN ({{sets}}) AND {BELONGS.format(m='m')})"
    ),
}
"""Kind of set → whether a coding is in one of some sets of it."""
_SPEAKERS = sql("SELECT k.label, s.name, k.id FROM speaker k JOIN source s ON s.id = k.source_id")
_ATTRIBUTES = sql("SELECT name, uuid, id FROM attribute")


@dataclass(frozen=True, slots=True)
class Condition:
    """Part of a WHERE clause with its values."""

    text: str
    values: tuple[object, ...]


def condition(project: Project, selection: Selection, *, listing: bool) -> Condition:
    """Return the condition for a selection.

    Args:
        project: Where names are looked up.
        selection: The filters.
        listing: List interviewers' speech too, unless only what is counted is asked for; counts leave it out.

    Raises:
        UnknownName: If a filter names what the project does not have.
        QcodeError: If the query or a date is not understood.
    """
    texts: list[str] = ["1 = 1"]
    values: list[object] = []

    def need(text: str, *more: object) -> None:
        texts.append(text)
        values.extend(more)

    if selection.codes:
        keys = codes.keys_of(project, selection.codes, only=selection.only)
        need(f"c.code_id IN ({marks(len(keys))})", *keys)
    for wanted, column, statement, what in (
        (selection.sources, "source_id", _SOURCES, _("source")),
        (selection.coders, "coder_id", _CODERS, _("coder")),
    ):
        if wanted:
            keys = _keys(project, wanted, statement, what)
            need(f"c.{column} IN ({marks(len(keys))})", *keys)
    if selection.cases:
        keys = _keys(project, selection.cases, _CASES, _("case"))
        need(
            f"EXISTS (SELECT 1 FROM membership m WHERE m.case_id IN ({marks(len(keys))}) AND {BELONGS.format(m='m')})",
            *keys,
        )
    if selection.sets:
        keys = _keys(project, selection.sets, _SETS, _("set"))
        text, held = _in_sets(project, keys, only=selection.only)
        need(text, *held)
    if selection.speakers:
        keys = _speaker_keys(project, selection.speakers)
        need(f"c.speaker_id IN ({marks(len(keys))})", *keys)
    for attribute, typed in _by_attribute(selection.where):
        keys = _attribute_keys(project, attribute)
        wished = attributes.as_kept(project, attribute, typed)
        is_it = f"v.attribute_id IN ({marks(len(keys))}) AND v.value IN ({marks(len(wished))})"
        need(
            f"(EXISTS (SELECT 1 FROM attribute_value v WHERE {is_it} AND v.source_id = c.source_id) "
            "OR EXISTS (SELECT 1 FROM attribute_value v JOIN membership m ON m.case_id = v.case_id "
            f"WHERE {is_it} AND {BELONGS.format(m='m')}))",
            *keys, *wished, *keys, *wished,
        )  # fmt: skip
    for part in _asked(project, selection):
        need(part.text, *part.values)
    for text, when in _times(selection):
        need(text, when)
    if (selection.as_counted or not listing) and not selection.all_speakers:
        need(f"NOT {IS_INTERVIEWER}")
    return Condition(" AND ".join(texts), tuple(values))


def named(project: Project, selection: Selection) -> dict[str, set[object]]:
    """Return the keys of what the filters name, by its axis; an axis of which none speaks is missing.

    Raises:
        UnknownName: If a filter names what the project does not have.
    """
    found: dict[str, set[object]] = {}
    if selection.codes:
        found["code"] = set(codes.keys_of(project, selection.codes, only=selection.only))
    for axis, wanted, statement, what in (
        ("source", selection.sources, _SOURCES, _("source")), ("coder", selection.coders, _CODERS, _("coder")),
        ("case", selection.cases, _CASES, _("case")), ("set", selection.sets, _SETS, _("set")),
    ):  # fmt: skip
        if wanted:
            found[axis] = set(_keys(project, wanted, statement, what))
    return found


def _asked(project: Project, selection: Selection) -> Iterator[Condition]:
    """Yield the conditions that few ask for; what they need would delay the first picture."""
    if selection.query:
        from qcode.store import retrieving

        yield Condition(retrieving.FOUND, (retrieving.ask(project, selection.query, only=selection.only),))
    if selection.chosen:
        from qcode.store import retrieving

        yield Condition(retrieving.FOUND, (retrieving.choose(project, selection.chosen),))
    for axis, name in selection.on:
        yield _at(project, axis, name)
    for name in selection.saved:
        from qcode.store import queries

        kept = condition(project, queries.find(project, name).selection, listing=True)
        yield Condition(f"({kept.text})", kept.values)


def _at(project: Project, asked: str, name: str) -> Condition:
    """Return the condition that a coding stands at a place of an axis."""
    from qcode.store import axes, places

    axis = axes.axis(project, asked, "o", rolled_up=False)
    keys = places.keys_of(project, asked, name)
    told = [f"{key} = ?" if at < len(keys) else f"{key} IS NOT NULL" for at, key in enumerate(axis.keys)]
    tree = axes.TREE if axis.needs_tree else ""
    inside = f"{tree}SELECT c.id FROM coding c {axis.joins}WHERE {' AND '.join(told)}"
    return Condition(f"c.id IN ({inside})", (*axis.values, *keys))


def _in_sets(project: Project, keys: list[int], *, only: bool) -> tuple[str, list[int]]:
    """Return the condition that a coding is in one of some sets, of whatever kind, and its values."""
    kinds: dict[int, str] = dict(project.database.rows(_KINDS_OF_SETS))
    texts: list[str] = []
    values: list[int] = []
    for kind, text in _MEMBERS.items():
        if own := [key for key in keys if kinds[key] == kind]:
            texts.append(text.format(sets=marks(len(own)), under="1 = 0" if only else "1 = 1"))
            values += own
    return f"({' OR '.join(texts)})", values


def _keys(project: Project, wanted: tuple[str, ...], statement: str, what: str) -> list[int]:
    rows = project.database.rows(statement)
    keys = {uuid: key for _name, uuid, key in rows}
    return [keys[finding.one(name, [(n, uuid) for n, uuid, _key in rows], what)] for name in wanted]


def _by_attribute(where: tuple[tuple[str, str], ...]) -> list[tuple[str, list[str]]]:
    """Return each attribute once, with the values of which it may have any."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, value in where:
        found.setdefault(name.casefold(), (name, []))[1].append(value)
    return list(found.values())


def _attribute_keys(project: Project, name: str) -> list[int]:
    """Return the keys of an attribute; one name may be an attribute of sources and of cases."""
    rows = project.database.rows(_ATTRIBUTES)
    found = [key for known, _uuid, key in rows if known.casefold() == name.casefold()]
    return found or _keys(project, (name,), _ATTRIBUTES, _("attribute"))


def _speaker_keys(project: Project, wanted: tuple[str, ...]) -> list[int]:
    rows = project.database.rows(_SPEAKERS)
    found: list[int] = []
    for name in wanted:
        keys = [
            k for label, source, k in rows if name.casefold() in (label.casefold(), f"{source}: {label}".casefold())
        ]
        if not keys:
            labels = sorted({label for label, _source, _key in rows}, key=finding.order)
            raise UnknownName(
                _("there is no {what} “{name}”").format(what=_("speaker"), name=name),
                _("There are: {names}").format(names=", ".join(labels[:12])),
            )
        found += keys
    return found


def _times(selection: Selection) -> Iterator[tuple[str, str]]:
    if selection.since:
        yield "c.created >= ?", selection.since
    if selection.until:
        yield "c.created < ?", _day_after(selection.until)


def _day_after(until: str) -> str:
    if len(until) > 10:
        return until
    try:
        return (date.fromisoformat(until) + timedelta(days=1)).isoformat()
    except ValueError as error:
        raise QcodeError(_("“{text}” is not a date").format(text=until), _("Write dates as 2025-06-10.")) from error
