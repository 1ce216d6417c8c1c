"""Summaries: what a researcher wrote of a theme in a unit, the cells of a framework matrix.

A theme is a code or a question of the guide, a unit a case or a source. Projects that were merged may hold several
summaries of one cell; they are read together, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qcode.store.changes import Change, now
from qcode.store.database import sql
from qcode.store.project import Project

THEMES = ("code", "question")
"""What can be summed up; each names the axis it stands on."""
UNITS = ("case", "source")
"""For what it can be summed up."""

_ALL = {
    (theme, unit): sql(
        f"SELECT {theme}_id, {unit}_id, text FROM summary WHERE {theme}_id IS NOT NULL AND {unit}_id IS NOT NULL "
        "ORDER BY created, id"
    )
    for theme in THEMES
    for unit in UNITS
}
_TABLES = {"code": "code", "question": "question", "case": "study_case", "source": "source"}
_IN_CELL = {
    (theme, unit): sql(
        f"SELECT y.uuid, y.text FROM summary y JOIN {_TABLES[theme]} t ON t.id = y.{theme}_id "
        f"JOIN {_TABLES[unit]} u ON u.id = y.{unit}_id WHERE t.uuid = ? AND u.uuid = ? ORDER BY y.created, y.id"
    )
    for theme in THEMES
    for unit in UNITS
}
_QUESTIONS = sql("SELECT key, uuid FROM question WHERE key <> ''")


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """A cell of a framework matrix."""

    theme_kind: str
    """``code`` or ``question``."""
    theme: str
    """UUID."""
    unit_kind: str
    """``case`` or ``source``."""
    unit: str
    """UUID."""


def texts(project: Project, theme_kind: str, unit_kind: str) -> dict[tuple[object, object], str]:
    """Return the summaries of all themes and units of these kinds, by their keys in this file."""
    found: dict[tuple[object, object], list[str]] = {}
    for theme, unit, text in project.database.rows(_ALL[theme_kind, unit_kind]):
        found.setdefault((theme, unit), []).append(text)
    return {place: _joined(some) for place, some in found.items()}


def text_of(project: Project, cell: SummaryCell) -> str:
    """Return the summary of a cell; empty for none."""
    return _joined(text for _uuid, text in _rows(project, cell))


def write(project: Project, change: Change, cell: SummaryCell, text: str) -> None:
    """Let a text be the summary of a cell, in place of what stood there; an empty one removes it."""
    uuids = [uuid for uuid, _text in _rows(project, cell)]
    if uuids and text:
        change.update("summary", uuids[0], {"text": text})
    elif text:
        project.coder_key()
        row: dict[str, object] = dict.fromkeys(("code_id", "question_id", "case_id", "source_id"))
        row |= {f"{cell.theme_kind}_id": cell.theme, f"{cell.unit_kind}_id": cell.unit}
        change.insert("summary", {**row, "text": text, "coder_id": project.coder_id, "created": now()})
    for uuid in uuids[1:] if text else uuids:
        change.delete("summary", uuid)


def question_ids(project: Project) -> list[tuple[str, str]]:
    """Return key and UUID of the questions of the guide that have a key."""
    return project.database.rows(_QUESTIONS)


def _rows(project: Project, cell: SummaryCell) -> list[tuple[str, str]]:
    return project.database.rows(_IN_CELL[cell.theme_kind, cell.unit_kind], (cell.theme, cell.unit))


def _joined(some: Iterable[str]) -> str:
    return "\n\n".join(some)
