"""Sources: their list, their words, who speaks in them."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.domain.span import Span
from qcode.domain.study import Source, SourceSpeaker, SourceTurn
from qcode.domain.transcript import Role, TimeMark, Transcript
from qcode.language import _
from qcode.store import derived, finding, parts
from qcode.store.changes import Change, now
from qcode.store.database import sql
from qcode.store.project import Project

_ALL = sql(
    "SELECT s.uuid, s.name, s.kind, s.language, s.chars, s.words, COALESCE(t.n, 0), COALESCE(c.n, 0), "
    "s.sha256, s.created, s.standing, s.filename FROM source s "
    "LEFT JOIN (SELECT source_id, COUNT(*) AS n FROM turn GROUP BY source_id) t ON t.source_id = s.id "
    "LEFT JOIN (SELECT source_id, COUNT(*) AS n FROM coding GROUP BY source_id) c ON c.source_id = s.id "
    "ORDER BY s.id"
)
_NAMES = sql("SELECT name, uuid FROM source ORDER BY id")
_BY_HASH = sql("SELECT name FROM source WHERE sha256 = ? ORDER BY id LIMIT 1")
_LENGTH = sql("SELECT chars FROM source WHERE uuid = ?")
_EXTENT = sql("SELECT name, chars FROM source WHERE uuid = ?")
_NAME = sql("SELECT name FROM source WHERE uuid = ?")
_KEY = sql("SELECT id FROM source WHERE uuid = ?")
_TURNS = sql(
    "SELECT t.start_at, t.end_at, k.label, k.role FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "JOIN source s ON s.id = t.source_id WHERE s.uuid = ? ORDER BY t.start_at"
)
_MARKS = sql(
    "SELECT m.position, m.seconds FROM time_mark m JOIN source s ON s.id = m.source_id "
    "WHERE s.uuid = ? ORDER BY m.position"
)
_SPEAKERS = sql(
    "SELECT k.uuid, k.label, k.role, COALESCE(MIN(c.name), '') FROM speaker k JOIN source s ON s.id = k.source_id "
    "LEFT JOIN membership m ON m.speaker_id = k.id LEFT JOIN study_case c ON c.id = m.case_id "
    "WHERE s.uuid = ? GROUP BY k.id, k.uuid, k.label, k.role ORDER BY k.id"
)
_PARAGRAPHS = sql(
    "SELECT p.number, p.start_at, p.text FROM paragraph p JOIN source s ON s.id = p.source_id "
    "WHERE s.uuid = ? ORDER BY p.start_at"
)
_SET_WORDS = sql("UPDATE source SET words = ? WHERE uuid = ?")
_ORIGINAL = sql("SELECT s.id, s.filename FROM source s WHERE s.uuid = ?")


_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source as it comes in."""

    name: str
    kind: str
    language: str
    filename: str
    """The file's name without folders; empty for pasted text."""
    sha256: str
    original: bytes
    transcript: Transcript
    words: int
    """Counted by whoever read it."""
    standing: str = "primary"
    """``primary`` or ``secondary`` data."""


def all_sources(project: Project) -> list[Source]:
    """Return the sources, ordered by name."""
    return sorted((Source(*row) for row in project.database.rows(_ALL)), key=lambda source: finding.order(source.name))


def names(project: Project) -> dict[str, str]:
    """Return each source's name with its id."""
    return dict(project.database.rows(_NAMES))


def find(project: Project, name: str) -> Source:
    """Return the source with a name or an id.

    Raises:
        UnknownName: If there is none.
    """
    everything = all_sources(project)
    wanted = finding.one(name, ((source.name, source.id) for source in everything), _("source"))
    return next(source for source in everything if source.id == wanted)


def find_id(project: Project, name: str) -> str:
    """Return the id of the source with a name or an id.

    Raises:
        UnknownName: If there is none.
    """
    return finding.one(name, project.database.rows(_NAMES), _("source"))


def with_hash(project: Project, sha256: str) -> str | None:
    """Return the name of the source that came from the same bytes, or ``None``."""
    found: str | None = project.database.value(_BY_HASH, (sha256,))
    return found


def length_of(project: Project, source: str) -> int:
    """Return the length of the source with an id in code points, 0 if it is gone."""
    return int(project.database.value(_LENGTH, (source,)) or 0)


def name_of(project: Project, source: str) -> str:
    """Return the name of the source with an id, empty if it is gone."""
    return str(project.database.value(_NAME, (source,)) or "")


def extent_of(project: Project, source: str) -> tuple[str, int]:
    """Return name and length of the source with an id, empty and 0 if it is gone."""
    name, chars = project.database.row(_EXTENT, (source,)) or ("", 0)
    return name, chars


def text_of(project: Project, source: str) -> str:
    """Return the text of the source with an id."""
    return parts.read_text(project.database, int(project.database.value(_KEY, (source,)) or 0))


def original_of(project: Project, source: str) -> tuple[str, bytes]:
    """Return name and bytes of the file a source came from."""
    key, filename = project.database.row(_ORIGINAL, (source,)) or (0, "")
    return filename, parts.original_bytes(project.database, key)


def paragraphs_of(project: Project, source: str) -> list[tuple[int, Span]]:
    """Return number and span of each paragraph of a source."""
    return [
        (number, Span(start, start + len(text)))
        for number, start, text in project.database.rows(_PARAGRAPHS, (source,))
    ]


def turns_of(project: Project, source: str) -> list[SourceTurn]:
    """Return the turns of a source, each with its speaker, role and time."""
    marks = marks_of(project, source)
    found: list[SourceTurn] = []
    at = 0
    for start, end, label, role in project.database.rows(_TURNS, (source,)):
        while at < len(marks) and marks[at].position <= start:
            at += 1
        found.append(SourceTurn(Span(start, end), label, _ROLES[role], marks[at - 1].seconds if at else None))
    return found


def marks_of(project: Project, source: str) -> list[TimeMark]:
    """Return the timestamps of a source, in order."""
    return [TimeMark(position, seconds) for position, seconds in project.database.rows(_MARKS, (source,))]


def speakers_of(project: Project, source: str) -> list[SourceSpeaker]:
    """Return the speakers of a source, in order of first appearance."""
    return [
        SourceSpeaker(uuid, label, Role(role), case)
        for uuid, label, role, case in project.database.rows(_SPEAKERS, (source,))
    ]


def add(project: Project, change: Change, new: NewSource) -> str:
    """Insert a source with its text, turns and speakers; return its id."""
    source = change.insert(
        "source",
        {
            "name": new.name, "kind": new.kind, "standing": new.standing, "language": new.language,
            "filename": new.filename, "sha256": new.sha256, "created": now(),
        },
    )  # fmt: skip
    key = change.key("source", source)
    transcript = new.transcript
    parts.write_original(project.database, key, new.original)
    change.set_part(source, "text", transcript.text)
    change.set_part(source, "marks", [(mark.position, mark.seconds) for mark in transcript.marks])
    speakers = {
        speaker.label: change.insert("speaker", {"source_id": source, "label": speaker.label, "role": speaker.role})
        for speaker in transcript.speakers
    }
    if transcript.turns:
        change.set_part(source, "turns", [(t.span.start, t.span.end, speakers[t.speaker]) for t in transcript.turns])
    project.database.run(_SET_WORDS, (new.words, source))
    return source


def rebuild(project: Project, source: str) -> None:
    """Rebuild what is derived for a source, within a change."""
    derived.rebuild(project.database, int(project.database.value(_KEY, (source,))))
