"""What rests on codes: what an act on them touches, and which codings it would walk."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.domain.study import CodeUse
from qcode.store.database import marks, sql
from qcode.store.project import Project

# Asked of several codes at once: the one value mark becomes as many as there are codes.
_KEYS = sql("SELECT id FROM code WHERE uuid IN (?)")
_CODINGS = sql(
    "SELECT COUNT(*), COUNT(DISTINCT d.source_id), COUNT(DISTINCT d.coder_id) FROM coding d WHERE d.code_id IN (?)"
)
_MEMOS = sql("SELECT COUNT(*) FROM memo WHERE target IN (?)")
_CODING_MEMOS = sql(
    "SELECT COUNT(*) FROM memo m JOIN coding d ON d.uuid = m.target WHERE m.target_kind = 'coding' AND d.code_id IN (?)"
)
_LINKS = sql("SELECT COUNT(DISTINCT uuid) FROM link WHERE origin IN (?) OR target IN (?)")
_SETS = sql("SELECT COUNT(*) FROM set_member WHERE code_id IN (?)")
_SUMMARIES = sql("SELECT COUNT(*) FROM summary WHERE code_id IN (?)")
_SHARED = sql(
    "SELECT COUNT(*) FROM coding c JOIN coding d ON d.segment_id = c.segment_id AND d.coder_id = c.coder_id "
    "WHERE c.code_id = (SELECT k.id FROM code k WHERE k.uuid = ?) "
    "AND d.code_id = (SELECT k.id FROM code k WHERE k.uuid = ?)"
)
_OWNERS = sql(
    "SELECT c.uuid, r.uuid, g.uuid, c.weight, c.typical, c.created FROM coding c JOIN coder r ON r.id = c.coder_id "
    "JOIN segment g ON g.id = c.segment_id JOIN code k ON k.id = c.code_id WHERE k.uuid = ? ORDER BY c.id"
)
_IN_ORDER = sql(
    "SELECT c.uuid FROM coding c JOIN segment g ON g.id = c.segment_id JOIN code k ON k.id = c.code_id "
    "JOIN source s ON s.id = c.source_id WHERE k.uuid = ? ORDER BY s.name, s.id, g.start_at, g.end_at, c.id"
)


def use_of(project: Project, codes: Sequence[str]) -> CodeUse:
    """Return what rests on codes taken together.

    Sources and coders are counted once, also where several of the codes are applied by them.
    """
    database = project.database
    keys = [key for (key,) in database.rows(_many(_KEYS, len(codes)), codes)]

    def count(statement: str, values: Sequence[object]) -> int:
        return int(database.value(_many(statement, len(values)), values))

    codings, sources, coders = database.row(_many(_CODINGS, len(keys)), keys) or (0, 0, 0)
    return CodeUse(
        codes=len(keys), codings=codings, sources=sources, coders=coders, memos=count(_MEMOS, codes),
        coding_memos=count(_CODING_MEMOS, keys), sets=count(_SETS, keys), summaries=count(_SUMMARIES, keys),
        links=int(database.value(_many(_LINKS, len(codes)), [*codes, *codes])),
    )  # fmt: skip


def shared(project: Project, code: str, other: str) -> int:
    """Return how many passages a coder has coded with both codes, each passage once for each coder."""
    return int(project.database.value(_SHARED, (code, other)))


def owned(project: Project, code: str) -> dict[str, dict[str, object]]:
    """Return the row of each coding made with a code, by its id, without the code."""
    return {
        uuid: {
            "coder_id": coder, "segment_id": segment, "weight": weight, "typical": bool(typical), "created": created
        }
        for uuid, coder, segment, weight, typical, created in project.database.rows(_OWNERS, (code,))
    }  # fmt: skip


def in_order(project: Project, code: str) -> list[str]:
    """Return the ids of the codings made with a code itself, text by text in the order of their places."""
    return [row[0] for row in project.database.rows(_IN_ORDER, (code,))]


def _many(statement: str, count: int) -> str:
    return statement.replace("(?)", f"({marks(count)})")
