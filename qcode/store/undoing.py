"""Taking an act back and doing it again: new changes that write the opposite of what a payload says."""

from __future__ import annotations

from collections import Counter

from qcode.domain.text import shortened
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import correcting, derived, displacing, parts, resting, segments
from qcode.store.changes import PLACE, REDO, SEGMENT_AT, UNDO, Change, Operation, segments_of, unpack
from qcode.store.database import Conflict, sql
from qcode.store.project import Project

_LAST_ON = "(SELECT l.mode FROM change l WHERE l.target_id = c.id ORDER BY l.id DESC LIMIT 1)"
_LATEST_ACT = sql(
    "SELECT c.id, c.summary FROM change c JOIN coder k ON k.id = c.coder_id "
    f"WHERE k.uuid = ? AND c.mode = 'do' AND COALESCE({_LAST_ON}, 'redo') = 'redo' AND c.payload IS NOT NULL "
    "ORDER BY c.id DESC LIMIT 1"
)
"""What was purged stands in nobody's way."""
_LATEST_UNDONE = sql(
    "SELECT c.id, c.summary FROM change u JOIN change c ON c.id = u.target_id JOIN coder k ON k.id = u.coder_id "
    f"WHERE k.uuid = ? AND u.mode = 'undo' AND {_LAST_ON} = 'undo' "
    "AND u.id > COALESCE((SELECT MAX(d.id) FROM change d WHERE d.coder_id = k.id AND d.mode = 'do'), 0) "
    "ORDER BY u.id DESC LIMIT 1"
)
_CHOSEN = sql(
    f"SELECT c.id, c.summary, c.mode, k.uuid, COALESCE({_LAST_ON}, '') FROM change c "
    "JOIN coder k ON k.id = c.coder_id WHERE c.uuid = ?"
)
_NAMED = {
    "code": sql("SELECT uuid, key FROM code"),
    "codebook": sql("SELECT uuid, name FROM codebook"),
    "source": sql("SELECT uuid, name FROM source"),
    "study_case": sql("SELECT uuid, kind || ': ' || name FROM study_case"),
}
"""Tables whose rows have names that no two may share, whatever the case of letters."""
_TWINS = sql(
    "SELECT 1 FROM coding c JOIN coding d ON d.segment_id = c.segment_id AND d.code_id = c.code_id "
    "AND d.coder_id = c.coder_id AND d.id <> c.id WHERE c.uuid = ?"
)
_LATEST = sql("SELECT id, uuid, payload FROM change ORDER BY id DESC LIMIT 1")
_FORGET = sql("DELETE FROM change WHERE id = ?")
_LAST_PAYLOAD = sql(
    "SELECT id, payload FROM change WHERE (id = ? OR target_id = ?) AND mode IN (?, ?) ORDER BY id DESC LIMIT 1"
)


class NotYours(QcodeError):
    """Another coder did it; whoever asks may confirm."""


def undo(project: Project) -> str:
    """Take back this coder's latest act that still stands.

    Returns:
        The act's summary.

    Raises:
        QcodeError: If there is none, or something newer rests on it; then nothing is changed.
    """
    found = project.database.row(_LATEST_ACT, (project.coder_id,))
    if found is None:
        raise QcodeError(_("there is nothing of yours to undo"))
    return _reverse(project, found[0], found[1], UNDO)


def undo_change(project: Project, change: str, *, of_others: bool = False) -> str:
    """Take back a chosen act on which nothing newer rests.

    Args:
        project: The study.
        change: Id of the act.
        of_others: Also if another coder did it.

    Returns:
        The act's summary.

    Raises:
        QcodeError: If there is no such act, it is another coder's or taken back already, or newer ones rest on it,
            which the hint names; then nothing is changed.
    """
    key, summary, mode, coder, last = project.database.row(_CHOSEN, (change,)) or (0, "", "", "", "")
    if mode != "do":
        raise QcodeError(
            _("this entry of the history cannot be taken back"),
            _("Making a project, an export, a checkpoint and purging stay; an undo is taken back by redo."),
        )
    if last == UNDO:
        raise QcodeError(_("“{act}” is taken back already").format(act=summary), _("Redo brings it back."))
    if coder != project.coder_id and not of_others:
        said = _("“{act}” was done by another coder").format(act=summary)
        raise NotYours(said, _("If they agree, confirm it; on the command line with --of-others."))
    latest, payload = project.database.row(_LAST_PAYLOAD, (key, key, "do", REDO)) or (0, None)
    if payload is not None and (newer := resting.on(project, latest, unpack(payload))):
        named = "; ".join(f"{one.number} {_(one.act)}: {shortened(one.summary)}" for one in newer)
        raise QcodeError(
            _("“{act}” cannot be taken back: something newer rests on it").format(act=summary),
            _("Take back first: {changes}").format(changes=named),
        )
    return _reverse(project, key, summary, UNDO)


def redo(project: Project) -> str:
    """Do again what this coder took back last, if nothing was done since.

    Returns:
        The act's summary.

    Raises:
        QcodeError: If there is nothing to redo.
    """
    found = project.database.row(_LATEST_UNDONE, (project.coder_id,))
    if found is None:
        raise QcodeError(_("there is nothing of yours to redo"))
    return _reverse(project, found[0], found[1], REDO)


def _reverse(project: Project, key: int, summary: str, mode: str) -> str:
    applied_by = ("do", REDO) if mode == UNDO else (UNDO, UNDO)
    latest, payload = project.database.row(_LAST_PAYLOAD, (key, key, *applied_by)) or (0, None)
    if payload is None:
        raise QcodeError(_("“{act}” was purged and cannot come back").format(act=summary))
    with project.change(mode, summary, mode=mode, target=key) as change:
        try:
            reverse(project, change, displacing.displaced(unpack(payload), displacing.since(project, latest)))
        except (Conflict, KeyError) as error:
            raise QcodeError(
                _("“{act}” cannot be taken back: something newer rests on it").format(act=summary),
                _("Undo or remove the newer thing first; the history shows what came after."),
            ) from error
    return summary


def take_up(project: Project, change: Change, latest: str) -> bool:
    """Go back to before the latest change and forget it, so that a greater one can take its place.

    Args:
        project: The study.
        change: The act under way, which has done nothing yet.
        latest: Id of that change.

    Returns:
        Whether it was the latest of all; if not, nothing is done.

    Raises:
        Conflict: If its opposite cannot be written.
    """
    key, uuid, payload = project.database.row(_LATEST) or (0, "", b"")
    if uuid != latest or change.operations:
        return False
    reverse(project, change, unpack(payload))
    change.operations.clear()
    project.database.run(_FORGET, (key,))
    return True


def latest_change(project: Project) -> str:
    """Return the id of the latest change of all."""
    return str((project.database.row(_LATEST) or (0, "", b""))[1])


def reverse(project: Project, change: Change, operations: list[Operation]) -> None:
    """Write the opposite of operations, last first, and rebuild what is derived.

    Raises:
        Conflict: If a row that should go is needed by another.
        KeyError: If a row that should be there is not.
        QcodeError: If a column was changed again since.
    """
    touched: set[str] = set()
    for operation in reversed(operations):
        _reverse_one(project, change, operation, touched)
    _need_unlike(project, change)
    for source in touched:
        if change.knows("source", source):
            derived.rebuild(project.database, change.key("source", source))


def _reverse_one(project: Project, change: Change, operation: Operation, touched: set[str]) -> None:
    kind, table, uuid, *rest = operation
    if kind == "i":
        if table == "segment":
            segments.drop_if_bare(project, change, uuid)  # Someone else may have coded the same passage meanwhile.
            return
        named = segments_of(table, change.read(table, uuid))
        change.delete(table, uuid)
        for segment in named.values():
            segments.drop_if_bare(project, change, segment)
    elif kind == "d":
        if table == "segment" and _is_taken(project, change, uuid, rest[0]):
            return
        change.insert(table, rest[0], uuid=uuid)
        if table == "source":
            touched.add(uuid)
    elif kind == "t":
        correcting.take_back(project, change, uuid, displacing.shift_of(rest[0]).opposite())
    elif kind == "p":
        part, taken, put = rest
        change.exchange(uuid, part, put, taken)
    elif table == "segment" and not change.knows(table, uuid):
        return  # It went with the last thing it carried; where its edges were no longer matters.
    else:
        _unchanged_since(change, table, uuid, rest[0])
        change.update(table, uuid, {column: old for column, (old, _new) in rest[0].items()})
        if table == "coding" and "segment_id" in rest[0]:
            segments.drop_if_bare(project, change, rest[0]["segment_id"][1])
        if table == "source" and parts.READ.keys() & rest[0].keys():
            touched.add(uuid)


def _unchanged_since(change: Change, table: str, uuid: str, columns: dict[str, list[object]]) -> None:
    current = change.read(table, uuid, ())
    for column, (_old, new) in columns.items():
        is_part = table == "source" and column in parts.READ
        # Where a segment is follows from which one it is.
        if not is_part and column != PLACE and current[column] != new:
            raise KeyError(f"{table} {uuid} {column}")


def _is_taken(project: Project, change: Change, segment: str, row: dict[str, object]) -> bool:
    """Say whether a segment, or another one in its place, is there."""
    place = (row["source_id"], row["start_at"], row["end_at"])
    return change.knows("segment", segment) or project.database.value(SEGMENT_AT, place) is not None


def _need_unlike(project: Project, change: Change) -> None:
    """Refuse to bring back what someone has made or named anew meanwhile.

    Raises:
        Conflict: If two codings say the same, or two things that were touched have one name.
    """
    touched: dict[str, set[str]] = {}
    for kind, table, uuid, *_rest in change.operations:
        if kind != "d":
            touched.setdefault(table, set()).add(uuid)
    for table, statement in _NAMED.items():
        if table in touched:
            rows = [(uuid, name.casefold()) for uuid, name in project.database.rows(statement) if name]
            count = Counter(name for _uuid, name in rows)
            if any(count[name] > 1 for uuid, name in rows if uuid in touched[table]):
                raise Conflict("something else has this name now")
    if any(project.database.value(_TWINS, (coding,)) for coding in touched.get("coding", ())):
        raise Conflict("the same was coded again")
