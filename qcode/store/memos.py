"""Memos: notes on anything that has a UUID."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.study import Memo
from qcode.store.changes import Change, now
from qcode.store.database import Row, marks, sql
from qcode.store.project import Project

TO_DO = "to-do"
"""The kind of memo that is open or done."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a memo is from that nobody wrote here: a file that came back."""

    id: str
    """UUID that the memo is to have, the same each time the file is read."""
    coder: str
    """UUID of who wrote it."""
    created: str = ""
    """ISO time; empty for now."""
    is_done: bool = False
    """Whether a to-do is done already."""


_COLUMNS = "m.uuid, m.kind, m.target_kind, m.target, m.text, c.name, m.created, m.tags, m.state"
_ALL = sql(f"SELECT {_COLUMNS} FROM memo m JOIN coder c ON c.id = m.coder_id ORDER BY m.created, m.id")
_OF = sql(
    f"SELECT {_COLUMNS} FROM memo m "
    "JOIN coder c ON c.id = m.coder_id WHERE m.target_kind = ? AND m.target = ? ORDER BY m.created, m.id"
)
_TEXTS = sql("SELECT target, text FROM memo WHERE target_kind = ? ORDER BY created, id")
_OF_SOURCE = sql(
    f"SELECT {_COLUMNS} FROM memo m "
    "JOIN coder c ON c.id = m.coder_id JOIN segment g ON g.uuid = m.target JOIN source s ON s.id = g.source_id "
    "WHERE m.target_kind = 'segment' AND s.uuid = ? ORDER BY g.start_at, m.id"
)
_PLACED = sql(
    f"SELECT {_COLUMNS}, g.start_at, g.end_at FROM memo m "
    "JOIN coder c ON c.id = m.coder_id LEFT JOIN coding k ON m.target_kind = 'coding' AND k.uuid = m.target "
    "JOIN segment g ON g.id = k.segment_id OR (m.target_kind = 'segment' AND g.uuid = m.target) "
    "JOIN source s ON s.id = g.source_id WHERE s.uuid = ? ORDER BY g.start_at, m.id"
)
_ON_CODINGS = sql(
    "SELECT c.uuid, m.uuid, m.text, m.created, m.id FROM memo m JOIN coding c ON c.uuid = m.target "
    "WHERE m.target_kind = 'coding' UNION ALL SELECT c.uuid, m.uuid, m.text, m.created, m.id FROM memo m "
    "JOIN segment g ON g.uuid = m.target JOIN coding c ON c.segment_id = g.id WHERE m.target_kind = 'segment' "
    "ORDER BY 4, 5"
)
_NAMED = {
    "code": sql("SELECT uuid, COALESCE(NULLIF(key, ''), name) FROM code"),
    "source": sql("SELECT uuid, name FROM source"),
    "case": sql("SELECT uuid, name FROM study_case"),
    "project": sql("SELECT uuid, name FROM project"),
    "question": sql("SELECT uuid, key FROM question"),
    "link": sql("SELECT uuid, kind FROM link"),
}
_PLACES = {
    "segment": sql(
        "SELECT g.uuid, s.name, g.start_at, g.end_at FROM segment g JOIN source s ON s.id = g.source_id "
        "JOIN memo m ON m.target = g.uuid"
    ),
    "coding": sql(
        "SELECT c.uuid, s.name, g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id "
        "JOIN source s ON s.id = g.source_id JOIN memo m ON m.target = c.uuid"
    ),
}

_PLACE = {
    "segment": sql(
        "SELECT s.uuid, g.start_at, g.end_at FROM segment g JOIN source s ON s.id = g.source_id WHERE g.uuid = ?"
    ),
    "coding": sql(
        "SELECT s.uuid, g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id "
        "JOIN source s ON s.id = g.source_id WHERE c.uuid = ?"
    ),
}


def all_memos(project: Project) -> list[Memo]:
    """Return every memo, oldest first, each saying what it is on."""
    rows = project.database.rows(_ALL)
    named: dict[tuple[str, str], str] = {}
    for kind in {row[2] for row in rows}:
        if kind in _NAMED:
            named |= {(kind, uuid): name for uuid, name in project.database.rows(_NAMED[kind])}
        else:
            named |= {
                (kind, uuid): f"{source} {start}–{end}"
                for uuid, source, start, end in project.database.rows(_PLACES[kind])
            }
    return [_memo(row, named.get((row[2], row[3]), "")) for row in rows]


def of(project: Project, target_kind: str, target: str) -> list[Memo]:
    """Return the memos on one thing, oldest first."""
    return [_memo(row) for row in project.database.rows(_OF, (target_kind, target))]


def on_passages(project: Project, source: str) -> list[Memo]:
    """Return the memos on passages of a source, in the order of the text."""
    return [_memo(row) for row in project.database.rows(_OF_SOURCE, (source,))]


def placed(project: Project, source: str) -> list[tuple[Memo, Span]]:
    """Return the memos on passages and codings of a source with where they stand, in the order of the text."""
    return [(_memo(row[:-2]), Span(*row[-2:])) for row in project.database.rows(_PLACED, (source,))]


def place_of(project: Project, memo: Memo) -> tuple[str, Span] | None:
    """Return the source and the passage a memo is on, ``None`` if it is on something else."""
    if memo.target_kind not in _PLACE:
        return None
    row = project.database.row(_PLACE[memo.target_kind], (memo.target_id,))
    return (row[0], Span(row[1], row[2])) if row else None


def texts_on(project: Project, target_kind: str) -> dict[str, str]:
    """Return the texts of the memos on each thing of a kind, a blank line between them."""
    return _texts(project.database.rows(_TEXTS, (target_kind,)))


def on_codings(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Return the memos on each coding and on its passage, oldest first: id and text of each, by the coding's id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for coding, memo, text, _created, _key in project.database.rows(_ON_CODINGS):
        found.setdefault(coding, []).append((memo, text))
    return found


def texts_of(project: Project, target_kind: str, targets: Sequence[str]) -> dict[str, str]:
    """Return the texts of the memos on some things of a kind, a blank line between them; no others are read."""
    statement = _TEXTS.replace(" ORDER", f" AND target IN ({marks(len(targets))}) ORDER")
    return _texts(project.database.rows(statement, (target_kind, *targets)))


def _texts(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for target, text in rows:
        found.setdefault(target, []).append(text)
    return {target: "\n\n".join(texts) for target, texts in found.items()}


def add(
    project: Project, change: Change, target_kind: str, target: str, text: str, kind: str, tags: Sequence[str] = (), *,
    sent: Sent | None = None,
) -> str:  # fmt: skip
    """Insert a memo by the coder who works here, or that somebody sent; return its id. A to-do is open at first."""
    project.coder_key()
    row = {
        "kind": kind, "target_kind": target_kind, "target": target, "text": text,
        "coder_id": sent.coder if sent else project.coder_id, "created": (sent and sent.created) or now(),
        "tags": list(tags), "state": ("done" if sent and sent.is_done else "open") if kind == TO_DO else "",
    }  # fmt: skip
    return change.insert("memo", row, uuid=sent.id if sent else "")


def _memo(row: Row, target: str = "") -> Memo:
    uuid, kind, on, on_id, text, coder, created, tags, state = row
    found = tuple(json.loads(tags)) if tags != "[]" else ()
    return Memo(uuid, kind, target, on, on_id, text, coder, created, found, state)
