"""Codings: applied and removed, as the transcript draws them and as retrieval lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import CodeInProject, Coding, SpanCoding
from qcode.store import codes, dependents, finding, memos, segments
from qcode.store.changes import Change, now
from qcode.store.database import Row, marks, sql
from qcode.store.parts import joined
from qcode.store.project import Project
from qcode.store.selecting import Condition, condition

_SPANS = (
    "SELECT c.uuid, g.uuid, k.uuid, r.uuid, g.start_at, g.end_at FROM coding c "
    "JOIN segment g ON g.id = c.segment_id JOIN code k ON k.id = c.code_id JOIN coder r ON r.id = c.coder_id "
)
SPANS_OF = sql(f"{_SPANS} JOIN source s ON s.id = c.source_id WHERE s.uuid = ? ORDER BY g.start_at, g.end_at, c.id")
_SPAN_BY_ID = sql(f"{_SPANS} WHERE c.uuid = ?")
# The plus keeps SQLite from going through all codings of the code; the few of the segment are enough.
_SAME = sql(
    "SELECT c.uuid, g.uuid FROM coding c JOIN segment g ON g.id = c.segment_id JOIN source s ON s.id = g.source_id "
    "JOIN code k ON k.id = +c.code_id JOIN coder r ON r.id = c.coder_id "
    "WHERE s.uuid = ? AND g.start_at = ? AND g.end_at = ? AND k.uuid = ? AND (r.uuid = ? OR r.name = ?)"
)
_WITH = sql("SELECT c.uuid FROM coding c JOIN code k ON k.id = c.code_id WHERE k.uuid = ? ORDER BY c.id")
_TYPICAL = sql("SELECT c.uuid FROM coding c WHERE c.typical ORDER BY c.id")
_WORKED = sql(
    "SELECT r.name, s.uuid, d.on_day, d.n FROM (SELECT coder_id, source_id, SUBSTR(created, 1, 10) AS on_day, "
    "COUNT(*) AS n FROM coding GROUP BY coder_id, source_id, SUBSTR(created, 1, 10)) d "
    "JOIN coder r ON r.id = d.coder_id JOIN source s ON s.id = d.source_id ORDER BY d.on_day, r.id, s.id"
)
_TWINS = sql(
    "SELECT c.uuid, MIN(d.uuid) FROM coding c JOIN code k ON k.id = c.code_id "
    "LEFT JOIN coding d ON d.segment_id = c.segment_id AND d.coder_id = c.coder_id "
    "AND d.code_id = (SELECT o.id FROM code o WHERE o.uuid = ?) WHERE k.uuid = ? GROUP BY c.uuid"
)
_TWIN = sql(
    "SELECT d.uuid FROM coding c JOIN coding d ON d.segment_id = c.segment_id AND d.coder_id = c.coder_id "
    "WHERE c.uuid = ? AND d.code_id = (SELECT o.id FROM code o WHERE o.uuid = ?)"
)
_LISTED = (
    "SELECT c.uuid, g.uuid, g.id, s.name, s.uuid, g.start_at, g.end_at, k.uuid, r.name, "
    "COALESCE(w.label, ''), COALESCE(w.role, ''), "
    "COALESCE((SELECT MIN(y.name) FROM membership m JOIN study_case y ON y.id = m.case_id "
    "WHERE m.speaker_id = c.speaker_id AND c.speaker_id IS NOT NULL), ''), "
    "(SELECT t.seconds FROM time_mark t WHERE t.source_id = g.source_id AND t.position <= g.start_at "
    "ORDER BY t.position DESC LIMIT 1), c.weight, c.typical, c.created, g.translation, g.quoted "
    "FROM coding c JOIN segment g ON g.id = c.segment_id JOIN source s ON s.id = c.source_id "
    "JOIN code k ON k.id = c.code_id JOIN coder r ON r.id = c.coder_id LEFT JOIN speaker w ON w.id = c.speaker_id "
)
_PASSAGES = (
    "SELECT DISTINCT g.id, g.start_at, g.end_at, p.number, p.start_at, p.text FROM coding c "
    "JOIN segment g ON g.id = c.segment_id JOIN paragraph p ON p.source_id = g.source_id "
    "AND p.start_at < g.end_at AND p.start_at >= COALESCE((SELECT MAX(q.start_at) FROM paragraph q "
    "WHERE q.source_id = g.source_id AND q.start_at <= g.start_at), 0) "
)
_ORDER_OF_PLACES = "ORDER BY c.source_id, g.start_at, g.end_at, c.id"


class Added(NamedTuple):
    """What became of a code that was to be applied."""

    id: str
    """UUID of the coding."""
    segment: str
    """UUID of the segment it is on."""
    is_new: bool
    """False if there was such a coding already."""


def spans_of(project: Project, source: str) -> list[SpanCoding]:
    """Return the codings of a source as the transcript draws them, in order of their start."""
    return [SpanCoding(*row) for row in project.database.rows(SPANS_OF, (source,))]


def span_by_id(project: Project, coding: str) -> SpanCoding | None:
    """Return a coding as the transcript draws it, or ``None`` if it is gone."""
    row = project.database.row(_SPAN_BY_ID, (coding,))
    return SpanCoding(*row) if row else None


def select(project: Project, selection: Selection) -> list[Coding]:
    """Return the codings a selection chooses, by source and place.

    Raises:
        UnknownName: If a filter names what the project does not have.
    """
    return _listed(project, condition(project, selection, listing=True), memos.texts_on(project, "coding"))


def count(project: Project, selection: Selection) -> int:
    """Return how many codings a selection chooses, interviewers' speech left out unless it says otherwise."""
    where = condition(project, selection, listing=False)
    return int(project.database.value(f"SELECT COUNT(*) FROM coding c WHERE {where.text}", where.values))


def by_ids(project: Project, ids: Sequence[str]) -> list[Coding]:
    """Return codings by their ids, by source and place; ids that are gone are left out."""
    found: list[Coding] = []
    for start in range(0, len(ids), 500):
        some = tuple(ids[start : start + 500])
        noted = memos.texts_of(project, "coding", some)
        found += _listed(project, Condition(f"c.uuid IN ({marks(len(some))})", some), noted)
    return found


def same(project: Project, source: str, span: Span, code: str, coder: str) -> str | None:
    """Return the id of the coding of a span with a code by a coder (id or name), or ``None``."""
    found = _same(project, source, span, code, coder)
    return found.id if found else None


def _same(project: Project, source: str, span: Span, code: str, coder: str) -> Added | None:
    row = project.database.row(_SAME, (source, span.start, span.end, code, coder, coder))
    return Added(row[0], row[1], is_new=False) if row else None


def ids_with(project: Project, code: str) -> list[str]:
    """Return the ids of the codings made with a code itself."""
    return [row[0] for row in project.database.rows(_WITH, (code,))]


def typical_ids(project: Project) -> list[str]:
    """Return the ids of the codings that are marked typical of their code."""
    return [row[0] for row in project.database.rows(_TYPICAL)]


def worked(project: Project) -> list[tuple[str, str, str, int]]:
    """Return coder, id of a source, ISO day and how many codings the coder made in it on that day."""
    return [(*row,) for row in project.database.rows(_WORKED)]


def with_twins(project: Project, code: str, other: str) -> list[tuple[str, str | None]]:
    """Return each coding made with a code, and the one its coder made of the same passage with another code."""
    return [(coding, twin) for coding, twin in project.database.rows(_TWINS, (other, code))]


def twin(project: Project, coding: str, code: str) -> str | None:
    """Return the coding that the coder of one has made of the same passage with another code, or ``None``."""
    found: str | None = project.database.value(_TWIN, (coding, code))
    return found


def add(
    project: Project, change: Change, source: str, span: Span, code: str, *,
    coder: str, weight: float | None = None, typical: bool = False,
) -> Added:  # fmt: skip
    """Apply a code to a span for a coder; the same coding again changes nothing."""
    segment = segments.at(project, source, span)
    if segment is None:
        segment = segments.add(change, source, span)
    elif found := _same(project, source, span, code, coder):
        return found
    row = {
        "segment_id": segment, "code_id": code, "coder_id": coder, "created": now(),
        "weight": weight, "typical": typical,
    }  # fmt: skip
    return Added(change.insert("coding", row), segment, is_new=True)


def remove(project: Project, change: Change, codings: Iterable[str]) -> None:
    """Remove codings with their memos, and segments that then carry nothing."""
    for coding in reversed(list(codings)):  # Undo puts them back in the order given.
        segment = change.read("coding", coding)["segment_id"]
        dependents.forget(project, change, "coding", coding)
        change.delete("coding", coding)
        segments.drop_if_bare(project, change, segment)


def _listed(project: Project, where: Condition, noted: Mapping[str, str]) -> list[Coding]:
    rows = project.database.rows(f"{_LISTED} WHERE {where.text} {_ORDER_OF_PLACES}", where.values)
    passages = _passages(project, where)
    code = {one.code.id: one for one in codes.all_codes(project, with_use=False)}
    found = []
    for row in rows:
        between = ("\n" * (row[6] - row[5]), 0)  # What no paragraph covers lies between two of them.
        found.append(_coding(row, code[row[7]], passages.get(row[2], between), noted.get(row[0], "")))
    return sorted(found, key=lambda coding: finding.order(coding.source))


def _coding(row: Row, code: CodeInProject, passage: tuple[str, int], memo: str) -> Coding:
    uuid, segment, _key, source, source_id, start, end, code_id, coder, speaker, role, informant, seconds, *rest = row
    return Coding(
        id=uuid, segment=segment, source=source, source_id=source_id, start=start, end=end, text=passage[0],
        code=code.code.key or code.path, code_id=code_id, code_path=code.path, codebook=code.codebook, coder=coder,
        speaker=speaker, role=role, informant=informant, seconds=seconds, paragraph=passage[1], memo=memo,
        weight=rest[0], typical=bool(rest[1]), created=rest[2], translation=rest[3], quoted=rest[4],
    )  # fmt: skip


def _passages(project: Project, where: Condition) -> dict[int, tuple[str, int]]:
    """Return text and first paragraph number of each segment, read paragraph by paragraph."""
    lines: dict[int, list[tuple[int, str]]] = {}
    places: dict[int, tuple[int, int, int]] = {}
    statement = f"{_PASSAGES} WHERE {where.text} ORDER BY g.id, p.start_at"
    for key, start, end, number, at, text in project.database.rows(statement, where.values):
        first, last = max(start, at), min(end, at + len(text))
        if first >= last:
            continue
        places.setdefault(key, (start, end, number))
        lines.setdefault(key, []).append((first - start, text[first - at : last - at]))
    return {key: (joined(lines[key], end - start), number) for key, (start, end, number) in places.items()}
