"""Codings as analyses ask about them, read column by column."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.domain.coded import Coded
from qcode.domain.selection import Selection
from qcode.store import tallies
from qcode.store.database import sql
from qcode.store.project import Project
from qcode.store.selecting import condition

_CODES = sql("SELECT uuid, id FROM code")
_SOURCES = sql("SELECT id, uuid, name, chars FROM source")
_TURNS = sql(
    "SELECT t.source_id, t.start_at, t.end_at, k.role FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "ORDER BY t.source_id, t.start_at"
)
_PARAGRAPHS = sql("SELECT start_at, LENGTH(text) FROM paragraph WHERE source_id = ? ORDER BY start_at")


def read(project: Project, selection: Selection) -> Coded:
    """Return the codings that a selection counts.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    where = condition(project, selection, listing=False)
    rows = project.database.rows(
        "SELECT c.code_id, c.source_id, g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id "
        f"WHERE {where.text}",
        where.values,
    )
    places = [(source, start, end) for _code, source, start, end in rows]
    return Coded([row[0] for row in rows], places, tallies.left_out(project, selection))


def code_keys(project: Project) -> dict[str, int]:
    """Return the key of each code by its UUID."""
    return dict(project.database.rows(_CODES))


def sources(project: Project) -> dict[int, tuple[str, str, int]]:
    """Return UUID, name and length of each source by its key."""
    return {key: (uuid, name, chars) for key, uuid, name, chars in project.database.rows(_SOURCES)}


def turns(project: Project, *, all_speakers: bool) -> dict[int, list[tuple[int, int]]]:
    """Return where the turns of each source lie, those of interviewers only if they count."""
    found: dict[int, list[tuple[int, int]]] = {}
    for source, start, end, role in project.database.rows(_TURNS):
        if all_speakers or role != "interviewer":
            found.setdefault(source, []).append((start, end))
    return found


def paragraphs(project: Project, keys: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """Return where the paragraphs of sources lie, by their keys."""
    return {
        key: [(start, start + length) for start, length in project.database.rows(_PARAGRAPHS, (key,))] for key in keys
    }
