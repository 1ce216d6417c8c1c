"""The interview guide, and the interviewers' turns tied to it."""

from __future__ import annotations

from qcode.domain.guide import Asked, Question
from qcode.language import _
from qcode.store import finding
from qcode.store.changes import Change, now
from qcode.store.database import sql
from qcode.store.project import Project

_QUESTIONS = sql("SELECT uuid, key, text, topic, position FROM question ORDER BY position, id")
_ASKED = sql(
    "SELECT a.uuid, s.uuid, a.start_at, COALESCE(q.uuid, '') FROM asked a JOIN source s ON s.id = a.source_id "
    "LEFT JOIN question q ON q.id = a.question_id ORDER BY s.id, a.start_at, a.id"
)
_ASKED_IN = sql(
    "SELECT a.uuid, s.uuid, a.start_at, COALESCE(q.uuid, '') FROM asked a JOIN source s ON s.id = a.source_id "
    "LEFT JOIN question q ON q.id = a.question_id WHERE s.uuid = ? ORDER BY a.start_at, a.id"
)
_AT = sql("SELECT a.uuid FROM asked a JOIN source s ON s.id = a.source_id WHERE s.uuid = ? AND a.start_at = ?")


def questions(project: Project) -> list[Question]:
    """Return the questions in their order."""
    return [Question(*row) for row in project.database.rows(_QUESTIONS)]


def find(project: Project, name: str) -> Question:
    """Return the question with a key or an id.

    Raises:
        UnknownName: If there is none.
    """
    everything = questions(project)
    wanted = finding.one(name, ((one.key, one.id) for one in everything), _("question"))
    return next(one for one in everything if one.id == wanted)


def asked(project: Project, source: str | None = None) -> list[Asked]:
    """Return the tied turns of a source in order, of all sources if none is named."""
    rows = project.database.rows(_ASKED_IN, (source,)) if source else project.database.rows(_ASKED)
    return [Asked(*row) for row in rows]


def tie(project: Project, change: Change, source: str, start: int, question: str | None) -> None:
    """Tie the turn that begins at a place to a question, to none of the guide if ``None``."""
    found: str | None = project.database.value(_AT, (source, start))
    if found:
        change.update("asked", found, {"question_id": question})
    else:
        row = {"source_id": source, "start_at": start, "question_id": question, "created": now()}
        change.insert("asked", row)


def untie(project: Project, change: Change, source: str, start: int) -> bool:
    """Forget what the turn that begins at a place asks; say whether it was tied."""
    found: str | None = project.database.value(_AT, (source, start))
    if found:
        change.delete("asked", found)
    return found is not None
