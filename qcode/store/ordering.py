"""Codings in an order, their ids first: a list of any length stands before any of its rows is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from qcode.domain.retrieved import Group, Retrieved
from qcode.domain.selection import Selection
from qcode.language import _, screen_language
from qcode.store import codes, finding
from qcode.store.database import Row, sql
from qcode.store.project import Project
from qcode.store.selecting import condition

_IN_PLACE = "JOIN segment g ON g.id = c.segment_id WHERE {where} ORDER BY c.source_id, g.start_at, g.end_at, c.id"
_BY_SOURCE = f"SELECT c.uuid, c.source_id, c.source_id FROM coding c {_IN_PLACE}"
_BY_CODE = f"SELECT c.uuid, c.source_id, c.code_id FROM coding c {_IN_PLACE}"
_BY_CASE = f"SELECT c.uuid, c.source_id, c.speaker_id, c.segment_id FROM coding c {_IN_PLACE}"
_BY_SPEAKER = f"SELECT c.uuid, c.source_id, COALESCE(c.speaker_id, 0) FROM coding c {_IN_PLACE}"
_BY_TIME = "SELECT c.uuid, c.source_id, c.created FROM coding c WHERE {where} ORDER BY c.created DESC, c.id DESC"
_SIZE = sql("SELECT COUNT(*) FROM coding")
_SOURCES = sql("SELECT id, name FROM source")
_CODES = sql("SELECT uuid, id FROM code")
_SPEAKERS = sql("SELECT k.id, s.name, k.label FROM speaker k JOIN source s ON s.id = k.source_id")
_TIED = sql(
    "SELECT m.speaker_id, MIN(y.name) FROM membership m JOIN study_case y ON y.id = m.case_id "
    "WHERE m.speaker_id IS NOT NULL GROUP BY m.speaker_id"
)
_MEMBERS = sql(
    "SELECT m.source_id, m.speaker_id, m.segment_id, y.kind, y.name FROM membership m "
    "JOIN study_case y ON y.id = m.case_id"
)

Rank = tuple[object, ...]


@dataclass(slots=True)
class _Keyed:
    """What the rows are grouped by."""

    heading: dict[object, str]
    """Key → what stands above its rows."""
    rank: dict[object, int]
    """Key → its place among the keys."""


def ordered(
    project: Project, selection: Selection, order: str = "source", *, among: Collection[str] | None = None
) -> Retrieved:
    """Return the ids of the codings that a selection chooses, in an order.

    Args:
        project: Where they are.
        selection: Which ones; interviewers' speech is listed too.
        order: One of ``ORDERS``; within a group codings stand by source and place.
        among: Ids to which the list is confined; ``None`` for no such limit.

    Raises:
        UnknownName: If a filter names what the project does not have.
    """
    where = condition(project, selection, listing=True)
    statement, keyed = _KINDS[order]
    rows = project.database.rows(statement.format(where=where.text), where.values)
    if among is not None:
        wanted = frozenset(among)
        rows = [row for row in rows if row[0] in wanted]
    if order == "time":
        return _time_grouped(rows)
    names: dict[object, str] = dict(project.database.rows(_SOURCES))
    place = _ranks(names, lambda key: finding.order(names[key]))
    if any(place[one] > place[two] for one, two in pairwise(sorted(place, key=_number))):
        rows.sort(key=lambda row: place[row[1]])  # Stable: within a source they stay as they stand in it.
    keys = _cases_of(project, rows) if order == "case" else [row[2] for row in rows]
    return _grouped(rows, keys, keyed(project, keys, names))


def size(project: Project) -> int:
    """Return how many codings the project has in all."""
    return int(project.database.value(_SIZE))


def _grouped(rows: Sequence[Row], keys: Sequence[object], keyed: _Keyed) -> Retrieved:
    """Put the rows that have one rank together, in their order."""
    members: dict[int, list[str]] = {}
    heading: dict[int, str] = {}
    rank = keyed.rank
    for row, key in zip(rows, keys, strict=True):
        at = rank[key]
        if at not in members:
            members[at], heading[at] = [], keyed.heading[key]
        members[at].append(row[0])
    ids: list[str] = []
    groups: list[Group] = []
    for at in sorted(members):
        groups.append(Group(len(ids), heading[at]))
        ids += members[at]
    return Retrieved(tuple(ids), tuple(groups), len({row[1] for row in rows}))


def _time_grouped(rows: Sequence[Row]) -> Retrieved:
    groups: list[Group] = []
    at = 0
    for day, members in groupby(row[2][:10] for row in rows):
        groups.append(Group(at, day))
        at += sum(1 for _member in members)
    return Retrieved(tuple(row[0] for row in rows), tuple(groups), len({row[1] for row in rows}))


def _number(key: object) -> int:
    assert isinstance(key, int)
    return key


def _ranks(keys: Iterable[object], by: Callable[[object], Rank]) -> dict[object, int]:
    return {key: place for place, key in enumerate(sorted(keys, key=by))}


def _sources(_project: Project, _keys: list[object], names: dict[object, str]) -> _Keyed:
    return _Keyed(names, _ranks(names, lambda key: finding.order(names[key])))


def _codes(project: Project, _keys: list[object], _names: dict[object, str]) -> _Keyed:
    key_of: dict[str, int] = dict(project.database.rows(_CODES))
    language, found = screen_language(), _Keyed({}, {})
    for place, one in enumerate(codes.all_codes(project, with_use=False)):
        key = key_of[one.code.id]
        found.heading[key] = f"{one.code.key} {one.code.said('name', language)}".strip()
        found.rank[key] = place
    return found


def _speakers(project: Project, _keys: list[object], _names: dict[object, str]) -> _Keyed:
    tied: dict[int, str] = dict(project.database.rows(_TIED))
    heading: dict[object, str] = {
        key: tied.get(key) or f"{source}: {label}" for key, source, label in project.database.rows(_SPEAKERS)
    }
    rank = _by_heading(heading)
    return _Keyed({**heading, 0: _("no speaker")}, {**rank, 0: len(rank)})


def _cases(_project: Project, keys: list[object], _names: dict[object, str]) -> _Keyed:
    heading: dict[object, str] = {key: str(key) for key in set(keys) - {""}}
    rank = _by_heading(heading)
    return _Keyed({**heading, "": _("no case")}, {**rank, "": len(rank)})


def _by_heading(heading: dict[object, str]) -> dict[object, int]:
    """Return the rank of each key by what stands above it; what is called alike has one rank."""
    place = {name: at for at, name in enumerate(sorted(set(heading.values()), key=finding.order))}
    return {key: place[name] for key, name in heading.items()}


@dataclass(slots=True)
class _Members:
    """Which cases sources, speakers and segments belong to."""

    source: dict[int, list[str]] = field(default_factory=dict)
    speaker: dict[int, list[str]] = field(default_factory=dict)
    segment: dict[int, list[str]] = field(default_factory=dict)


def _cases_of(project: Project, rows: Sequence[Row]) -> list[object]:
    """Return the name of each coding's case, that of its speaker before others; empty for none."""
    members = _Members()
    for source, speaker, segment, _kind, name in sorted(
        project.database.rows(_MEMBERS), key=lambda row: (finding.order(row[3]), finding.order(row[4]))
    ):
        if speaker is not None:
            members.speaker.setdefault(speaker, []).append(name)
        elif segment is not None:
            members.segment.setdefault(segment, []).append(name)
        else:
            members.source.setdefault(source, []).append(name)
    return [
        (members.speaker.get(speaker) or members.segment.get(segment) or members.source.get(source) or [""])[0]
        for _uuid, source, speaker, segment in rows
    ]


_KINDS: dict[str, tuple[str, Callable[[Project, list[object], dict[object, str]], _Keyed]]] = {
    "source": (_BY_SOURCE, _sources),
    "code": (_BY_CODE, _codes),
    "case": (_BY_CASE, _cases),
    "speaker": (_BY_SPEAKER, _speakers),
    "time": (_BY_TIME, _sources),
}
"""Order → what reads the rows, and what names and ranks their groups."""
