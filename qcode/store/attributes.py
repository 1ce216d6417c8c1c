"""Attributes of cases and sources, and their values with the evidence for them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from qcode.domain.sheet import CASE, SOURCE, Attribute, AttributeValue, Evidence, Sheet, SheetRow, Subject
from qcode.domain.span import Span
from qcode.domain.values import ValueKind, parse
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import finding, segments
from qcode.store.changes import Change
from qcode.store.database import sql
from qcode.store.parts import joined
from qcode.store.project import Project

_ATTRIBUTES = sql(
    "SELECT id, uuid, name, subject, kind, case_kind, options, position FROM attribute ORDER BY position, id"
)
_LAST = sql("SELECT COALESCE(MAX(position), 0) FROM attribute")
_KINDS = sql("SELECT kind, COUNT(*) FROM study_case GROUP BY kind")
_CASES = sql("SELECT id, uuid, name, kind FROM study_case")
_SOURCES = sql("SELECT id, uuid, name, '' FROM source")
_USED = sql("SELECT DISTINCT attribute_id FROM attribute_value")
_CELLS = {
    CASE: sql("SELECT case_id, attribute_id, value FROM attribute_value WHERE case_id IS NOT NULL ORDER BY id"),
    SOURCE: sql("SELECT source_id, attribute_id, value FROM attribute_value WHERE source_id IS NOT NULL ORDER BY id"),
}
_VALUES = (
    "SELECT v.uuid, a.uuid, v.value, COALESCE(o.uuid, ''), COALESCE(o.name, ''), COALESCE(g.uuid, ''), g.start_at, "
    "g.end_at, o.id FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id "
    "LEFT JOIN segment g ON g.id = v.segment_id LEFT JOIN source o ON o.id = COALESCE(g.source_id, v.origin_id) "
)
_OF_CELL = {
    CASE: sql(_VALUES + "JOIN study_case c ON c.id = v.case_id WHERE a.uuid = ? AND c.uuid = ? ORDER BY v.id"),
    SOURCE: sql(_VALUES + "JOIN source c ON c.id = v.source_id WHERE a.uuid = ? AND c.uuid = ? ORDER BY v.id"),
}
_OF_ATTRIBUTE = sql(
    "SELECT v.uuid, v.value FROM attribute_value v JOIN attribute a ON a.id = v.attribute_id WHERE a.uuid = ? "
    "ORDER BY v.id"
)
_WORDS = sql(
    "SELECT start_at, text FROM paragraph WHERE source_id = ? AND start_at < ? AND start_at >= COALESCE("
    "(SELECT MAX(q.start_at) FROM paragraph q WHERE q.source_id = ? AND q.start_at <= ?), 0) ORDER BY start_at"
)
_TIME = sql("SELECT seconds FROM time_mark WHERE source_id = ? AND position <= ? ORDER BY position DESC LIMIT 1")
# Values are few, passages many: begin with the values.
_EVIDENCE = sql(
    "SELECT g.start_at, g.end_at, c.name, a.name, a.kind, v.value FROM attribute_value v "
    "CROSS JOIN segment g JOIN source s ON s.id = g.source_id JOIN attribute a ON a.id = v.attribute_id "
    "JOIN study_case c ON c.id = v.case_id WHERE g.id = v.segment_id AND s.uuid = ? ORDER BY v.id"
)
_SEVERAL = sql(
    "SELECT attribute_id, case_id, source_id FROM attribute_value GROUP BY attribute_id, case_id, source_id "
    "HAVING COUNT(*) > 1"
)


def every(project: Project) -> list[Attribute]:
    """Return all attributes, in the order of their columns."""
    return list(_keyed(project).values())


def kinds_of_cases(project: Project) -> dict[str, int]:
    """Return each kind of case with how many there are, whatever the case of letters, ordered by name."""
    found: dict[str, tuple[str, int]] = {}
    for kind, count in project.database.rows(_KINDS):
        name, so_far = found.get(kind.casefold(), (kind, 0))
        found[kind.casefold()] = (name, so_far + count)
    for one in every(project):
        if one.case_kind:
            found.setdefault(one.case_kind.casefold(), (one.case_kind, 0))
    return dict(sorted(found.values(), key=lambda pair: finding.order(pair[0])))


def of_subject(project: Project, subject: Subject) -> list[Attribute]:
    """Return the attributes that cases of a kind, or sources, may have, in the order of their columns."""
    return [one for one in every(project) if _belongs(one, subject)]


def find(project: Project, name: str, subject: Subject) -> Attribute:
    """Return the attribute of a subject with a name or an id.

    Raises:
        UnknownName: If there is none.
    """
    there = of_subject(project, subject)
    own = [one for one in there if one.case_kind]
    for known in (own, there):  # One of this kind of case goes before one of any kind.
        for one in known:
            if name in (one.name, one.id) or one.name.casefold() == name.casefold():
                return one
    wanted = finding.one(name, ((one.name, one.id) for one in there), _("attribute"))
    return next(one for one in there if one.id == wanted)


def ensure(
    project: Project, change: Change, name: str, subject: Subject, kind: ValueKind = ValueKind.TEXT
) -> tuple[Attribute, bool]:
    """Return the attribute of a subject with a name, and whether it was made now, as the last column."""
    wanted = name.casefold()
    there = [one for one in of_subject(project, subject) if one.name.casefold() == wanted]
    if there:
        return max(there, key=lambda one: bool(one.case_kind)), False
    position = int(project.database.value(_LAST)) + 1
    row = {
        "name": name, "subject": subject.what, "kind": str(kind), "case_kind": subject.kind, "options": [],
        "position": position,
    }  # fmt: skip
    uuid = change.insert("attribute", row)
    return Attribute(uuid, name, subject.what, kind, subject.kind, (), position), True


def sheet(project: Project, subject: Subject) -> Sheet:
    """Return the sheet of a subject, read in three queries whatever its size."""
    rows = project.database.rows(_CASES if subject.what == CASE else _SOURCES)
    wanted = subject.kind.casefold()
    chosen = {key: (uuid, name) for key, uuid, name, kind in rows if kind.casefold() == wanted}
    columns = {key: one for key, one in _keyed(project).items() if _belongs(one, subject)}
    values: dict[int, dict[str, tuple[str, ...]]] = {key: {} for key in chosen}
    seen: set[int] = set()
    for case, attribute, value in project.database.rows(_CELLS[subject.what]):
        if case not in chosen or attribute not in columns:
            continue
        seen.add(attribute)
        cells, column = values[case], columns[attribute].id
        there = cells.get(column, ())
        if value not in there:
            cells[column] = (*there, value)
    used = {key for (key,) in project.database.rows(_USED)}
    # What any kind of case may have is shown where it is used, or nowhere else is.
    shown = tuple(one for key, one in columns.items() if one.case_kind or key in seen or key not in used)
    found = [SheetRow(uuid, name, values[key]) for key, (uuid, name) in chosen.items()]
    return Sheet(subject, shown, tuple(sorted(found, key=lambda row: finding.order(row.name))))


def values_of(project: Project, attribute: str, subject: str, what: str, *, words: bool = True) -> list[AttributeValue]:
    """Return the values of a cell with their evidence, the oldest first.

    Args:
        project: The study.
        attribute: UUID of the column.
        subject: UUID of the case or source.
        what: ``case`` or ``source``.
        words: Read the words of the evidence too.
    """
    return [_value(project, row, words=words) for row in project.database.rows(_OF_CELL[what], (attribute, subject))]


def evidence_in(project: Project, source: str) -> list[Evidence]:
    """Return what the passages of a source tell of cases, the oldest first."""
    return [
        Evidence(Span(start, end), case, attribute, ValueKind(kind), value)
        for start, end, case, attribute, kind, value in project.database.rows(_EVIDENCE, (source,))
    ]


def values_in(project: Project, attribute: str) -> list[tuple[str, str]]:
    """Return id and value of all values of an attribute, the oldest first."""
    return [(uuid, value) for uuid, value in project.database.rows(_OF_ATTRIBUTE, (attribute,))]


def cells_with_several(project: Project) -> list[tuple[Attribute, Subject, str, str]]:
    """Return attribute, subject, UUID and name of each case or source that has several values of it.

    They are ordered by subject, name and column.
    """
    keyed = _keyed(project)
    cases = {key: (Subject(CASE, kind), uuid, name) for key, uuid, name, kind in project.database.rows(_CASES)}
    sources = {key: (Subject(SOURCE), uuid, name) for key, uuid, name, _none in project.database.rows(_SOURCES)}
    found = [
        (keyed[attribute], *(cases[case] if case else sources[source]))
        for attribute, case, source in project.database.rows(_SEVERAL)
    ]
    return sorted(
        found, key=lambda one: (one[1].what, finding.order(one[1].kind), finding.order(one[3]), one[0].position)
    )


def as_kept(project: Project, name: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return texts as they stand and as attributes with a name keep them: "1,5" also as ``1.5``."""
    found = dict.fromkeys(texts)
    for one in every(project):
        if one.name.casefold() == name.casefold():
            for text in texts:
                with suppress(QcodeError):
                    found[parse(text, one.kind, options=one.options)] = None
    return tuple(found)


def add_value(
    change: Change, attribute: str, subject: str, what: str, value: str, *, origin: str | None = None,
    segment: str | None = None,
) -> str:  # fmt: skip
    """Give a cell one more value; return its id."""
    row = {
        "attribute_id": attribute, "source_id": subject if what == SOURCE else None,
        "case_id": subject if what == CASE else None, "segment_id": segment, "origin_id": origin, "value": value,
    }  # fmt: skip
    return change.insert("attribute_value", row)


def remove_values(project: Project, change: Change, values: Sequence[str]) -> None:
    """Remove values, and segments that then carry nothing; undo puts them back in the order given."""
    for value in reversed(values):
        segment = change.read("attribute_value", value)["segment_id"]
        change.delete("attribute_value", value)
        if segment:
            segments.drop_if_bare(project, change, segment)


def words_at(project: Project, source: int, span: Span) -> str:
    """Return the words of a span of the source with a key, read paragraph by paragraph."""
    pieces: list[tuple[int, str]] = []
    for at, text in project.database.rows(_WORDS, (source, span.end, source, span.start)):
        first, last = max(span.start, at), min(span.end, at + len(text))
        if first < last:
            pieces.append((first - span.start, text[first - at : last - at]))
    return joined(pieces, span.end - span.start)


def _value(project: Project, row: Any, *, words: bool) -> AttributeValue:  # noqa: ANN401 - a row of the database
    uuid, attribute, value, origin, origin_name, segment, start, end, source = row
    span = Span(start, end) if segment else None
    text = words_at(project, source, span) if span and words else ""
    seconds = project.database.value(_TIME, (source, start)) if span and words else None
    return AttributeValue(uuid, attribute, value, origin, origin_name, segment, span, text, seconds)


def _keyed(project: Project) -> dict[int, Attribute]:
    found = {}
    for key, uuid, name, subject, kind, case_kind, options, position in project.database.rows(_ATTRIBUTES):
        known = ValueKind(kind) if kind in list(ValueKind) else ValueKind.TEXT
        found[key] = Attribute(uuid, name, subject, known, case_kind, tuple(json.loads(options)), position)
    return found


def _belongs(one: Attribute, subject: Subject) -> bool:
    return one.subject == subject.what and (not one.case_kind or one.case_kind.casefold() == subject.kind.casefold())
