"""Codings as analyses ask about them, read column by column."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.domain.coded import Coded
from qcode.domain.selection import Selection
from qcode.language import _
from qcode.store import axes, finding, tallies
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

_SPOKEN = sql(
    "SELECT t.source_id, t.start_at, t.end_at, k.role, COALESCE(x.case_id, -k.id) FROM turn t "
    "JOIN speaker k ON k.id = t.speaker_id LEFT JOIN (SELECT speaker_id, MIN(case_id) AS case_id FROM membership "
    "WHERE speaker_id IS NOT NULL GROUP BY speaker_id) x ON x.speaker_id = k.id ORDER BY t.source_id, t.start_at"
)
_ATTRIBUTES = sql("SELECT name, uuid, id, subject FROM attribute")
_VALUES = sql("SELECT attribute_id, case_id, source_id, value FROM attribute_value ORDER BY id")
_BELONGING = sql("SELECT DISTINCT case_id, source_id FROM membership")
_IDS = {"case": sql("SELECT id, uuid FROM study_case"), "source": sql("SELECT id, uuid FROM source")}
_KINDS_OF_CASES = sql("SELECT id, kind FROM study_case")


def read(project: Project, selection: Selection) -> Coded:
    """Return the codings that a selection counts.

    Raises:
        QcodeError: If a filter names what the project does not have.
    """
    where = condition(project, selection, listing=False)
    # In the order in which they were made, since then their passages lie near each other in the file.
    statement = (
        "SELECT c.code_id, c.source_id, g.start_at, g.end_at FROM coding c JOIN segment g ON g.id = c.segment_id "
        f"WHERE {where.text} ORDER BY c.id"
    )
    found: list[int] = []
    places: list[tuple[int, int, int]] = []
    for code, source, start, end in project.database.each(statement, where.values):
        found.append(code)
        places.append((source, start, end))
    return Coded(found, places, tallies.left_out(project, selection))


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


def spoken(project: Project) -> list[tuple[int, int, int, str, int]]:
    """Return source, start, end, role and who speaks of each turn; who is keyed as on the axis of speakers."""
    return [(*row,) for row in project.database.rows(_SPOKEN)]


def occupied(project: Project, selection: Selection, unit: str) -> set[tuple[int, int]]:
    """Return in which cases or sources the codings of a selection stand, as key of the code and of the unit."""
    rows = axes.axis(project, "code", "r", rolled_up=not selection.only)
    columns = axes.axis(project, unit, "c", rolled_up=False)
    cells = tallies.tally(project, rows, columns, "sources", selection).cells
    return {(code, place) for code, place in cells if isinstance(code, int) and isinstance(place, int)}


def subject_of(project: Project, attribute: str) -> str:
    """Return whose an attribute is, ``case`` or ``source``; of two of one name that of cases.

    Raises:
        UnknownName: If there is none.
    """
    return min(subject for _key, subject in _attributes(project, attribute))


def values(project: Project, attribute: str, unit: str) -> dict[int, set[str]]:
    """Return the values of an attribute by case or source; a source has those of its cases too, a case its sources'.

    Raises:
        UnknownName: If there is none.
    """
    wanted = {key for key, _subject in _attributes(project, attribute)}
    own: dict[int, set[str]] = {}
    other: dict[int, set[str]] = {}
    for key, case, source, value in project.database.rows(_VALUES):
        if key in wanted and value:
            subject, place = ("case", case) if case is not None else ("source", source)
            (own if subject == unit else other).setdefault(place, set()).add(value)
    found = {key: set(some) for key, some in own.items()}
    for case, source in project.database.rows(_BELONGING):
        here, there = (case, source) if unit == "case" else (source, case)
        if here not in own and there in other:
            found.setdefault(here, set()).update(other[there])
    return found


def ids(project: Project, subject: str) -> dict[int, str]:
    """Return the UUID of each case or source by its key."""
    return dict(project.database.rows(_IDS[subject]))


def kinds_of_cases(project: Project) -> dict[int, str]:
    """Return the kind of each case by its key."""
    return dict(project.database.rows(_KINDS_OF_CASES))


def _attributes(project: Project, name: str) -> list[tuple[int, str]]:
    rows = project.database.rows(_ATTRIBUTES)
    found = [(key, subject) for known, _uuid, key, subject in rows if known.casefold() == name.casefold()]
    if not found:
        wanted = finding.one(name, [(known, uuid) for known, uuid, _key, _subject in rows], _("attribute"))
        found = [(key, subject) for _known, uuid, key, subject in rows if uuid == wanted]
    return found
