"""Links: directed relations between segments, codes and memos, whose ends are named by UUID."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.domain.links import Link, LinkEnd
from qcode.domain.span import Span
from qcode.store import codes
from qcode.store.changes import Change, now
from qcode.store.database import Row, marks, sql
from qcode.store.parts import joined
from qcode.store.project import Project

_COLUMNS = (
    "SELECT l.uuid, l.kind, l.origin_kind, l.origin, l.target_kind, l.target, r.name, l.created FROM link l "
    "JOIN coder r ON r.id = l.coder_id "
)
_ALL = sql(f"{_COLUMNS} ORDER BY l.created, l.id")
_IN_SOURCE = sql(
    f"{_COLUMNS} WHERE l.origin IN (SELECT g.uuid FROM segment g JOIN source s ON s.id = g.source_id WHERE s.uuid = ?) "
    "OR l.target IN (SELECT g.uuid FROM segment g JOIN source s ON s.id = g.source_id WHERE s.uuid = ?) "
    "ORDER BY l.created, l.id"
)
_ANY_IN_SOURCE = sql(
    "SELECT 1 FROM link l JOIN segment g ON g.uuid = l.origin OR g.uuid = l.target "
    "JOIN source s ON s.id = g.source_id WHERE s.uuid = ? LIMIT 1"
)
_SAME = sql("SELECT uuid FROM link WHERE kind = ? AND origin = ? AND target = ? ORDER BY id LIMIT 1")
_PLACES = (
    "SELECT g.uuid, s.uuid, s.name, g.start_at, g.end_at, g.id FROM segment g JOIN source s ON s.id = g.source_id "
)
_WORDS = sql(
    "SELECT p.start_at, p.text FROM paragraph p JOIN segment g ON g.source_id = p.source_id WHERE g.uuid = ? "
    "AND p.start_at < g.end_at AND p.start_at >= COALESCE((SELECT MAX(q.start_at) FROM paragraph q "
    "WHERE q.source_id = g.source_id AND q.start_at <= g.start_at), 0) ORDER BY p.start_at"
)
_MEMOS = "SELECT uuid, kind, text FROM memo "


def all_links(project: Project) -> list[Link]:
    """Return every link, oldest first."""
    return _made(project, project.database.rows(_ALL))


def of_source(project: Project, source: str) -> list[Link]:
    """Return the links that begin or end at a passage of a source, oldest first."""
    if project.database.value(_ANY_IN_SOURCE, (source,)) is None:
        return []
    return _made(project, project.database.rows(_IN_SOURCE, (source, source)))


def same(project: Project, kind: str, origin: str, target: str) -> str | None:
    """Return the id of the link of a kind between two things, or ``None``."""
    found: str | None = project.database.value(_SAME, (kind, origin, target))
    return found


def add(project: Project, change: Change, kind: str, origin: tuple[str, str], target: tuple[str, str]) -> str:
    """Insert a link by the coder who works here; each end is a kind and an id. Return its id."""
    project.coder_key()
    row = {
        "kind": kind, "origin_kind": origin[0], "origin": origin[1], "target_kind": target[0], "target": target[1],
        "coder_id": project.coder_id, "created": now(),
    }  # fmt: skip
    return change.insert("link", row)


def _made(project: Project, rows: list[Row]) -> list[Link]:
    ends: dict[str, set[str]] = {"segment": set(), "code": set(), "memo": set()}
    for _uuid, _kind, origin_kind, origin, target_kind, target, *_rest in rows:
        ends.setdefault(origin_kind, set()).add(origin)
        ends.setdefault(target_kind, set()).add(target)
    known = {
        **_segments(project, sorted(ends["segment"])),
        **(_codes(project, ends["code"]) if ends["code"] else {}),
        **_memos(project, sorted(ends["memo"])),
    }
    found = []
    for uuid, kind, origin_kind, origin, target_kind, target, coder, created in rows:
        begin = known.get(origin) or LinkEnd(origin_kind, origin, "")
        end = known.get(target) or LinkEnd(target_kind, target, "")
        found.append(Link(uuid, kind, begin, end, coder, created))
    return found


def _segments(project: Project, ids: list[str]) -> dict[str, LinkEnd]:
    found = {}
    for row in _some(project, _PLACES, "g.uuid", ids):
        uuid, source, name, start, end, _key = row
        lines = [
            (max(start, at) - start, text[max(0, start - at) : max(0, end - at)])
            for at, text in project.database.rows(_WORDS, (uuid,))
            if at + len(text) > start
        ]
        words = joined(lines, end - start)
        found[uuid] = LinkEnd("segment", uuid, f"{name} {start}–{end}", words, source, Span(start, end))
    return found


def _codes(project: Project, ids: Iterable[str]) -> dict[str, LinkEnd]:
    rows = {row.code.id: row for row in codes.all_codes(project, with_use=False)}
    return {id: LinkEnd("code", id, rows[id].code.key or rows[id].path, rows[id].code.name) for id in ids if id in rows}


def _memos(project: Project, ids: list[str]) -> dict[str, LinkEnd]:
    return {uuid: LinkEnd("memo", uuid, kind, text) for uuid, kind, text in _some(project, _MEMOS, "uuid", ids)}


def _some(project: Project, statement: str, column: str, ids: list[str]) -> list[Row]:
    found: list[Row] = []
    for at in range(0, len(ids), 500):
        some = tuple(ids[at : at + 500])
        found += project.database.rows(f"{statement} WHERE {column} IN ({marks(len(some))})", some)
    return found
