"""Correcting the text of a source with all that stands in it kept in place.

The move itself is plain arithmetic and so is its opposite, as long as no edge of a passage lies inside what is taken
out. So those edges are put at the edge of it first, passages of which nothing will be left are removed, and two that
will be one are joined: each an operation of its own in the log, which undo takes back one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcode.domain.correction import Shift
from qcode.domain.span import Span
from qcode.store import codings, dependents, sources
from qcode.store.changes import Change
from qcode.store.database import Row, sql
from qcode.store.project import Project
from qcode.store.rewriting import not_there

MANY = 20
"""From so many corrections on all passages are looked at, not only those around each."""

_SEGMENTS = "SELECT g.uuid, g.start_at, g.end_at FROM segment g JOIN source s ON s.id = g.source_id WHERE s.uuid = ? "
_ALL_SEGMENTS = sql(f"{_SEGMENTS} ORDER BY g.id")
_SEGMENTS_AT = sql(f"{_SEGMENTS} AND g.start_at <= ? AND g.end_at >= ? ORDER BY g.id")
_CODINGS = sql(
    "SELECT c.uuid, k.uuid FROM coding c JOIN segment g ON g.id = c.segment_id JOIN code k ON k.id = c.code_id "
    "WHERE g.uuid = ? ORDER BY c.id"
)
_TWIN = sql(
    "SELECT d.uuid FROM coding c JOIN coding d ON d.code_id = c.code_id AND d.coder_id = c.coder_id "
    "JOIN segment g ON g.id = d.segment_id WHERE c.uuid = ? AND g.uuid = ?"
)
_NAMING = {
    table: sql(f"SELECT x.uuid FROM {table} x JOIN segment g ON g.id = x.segment_id WHERE g.uuid = ? ORDER BY x.id")
    for table in ("membership", "consent", "attribute_value")
}
_WORDS = sql("SELECT translation, quoted FROM segment WHERE uuid = ?")
_TURNS = (
    "SELECT t.start_at, t.end_at, k.uuid FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "JOIN source s ON s.id = t.source_id WHERE s.uuid = ? "
)
_ALL_TURNS = sql(f"{_TURNS} ORDER BY t.start_at, t.end_at")
_TURNS_AT = sql(
    f"{_TURNS} AND t.start_at <= ? AND t.start_at >= COALESCE((SELECT MAX(b.start_at) FROM turn b "
    "WHERE b.source_id = s.id AND b.start_at < ?), 0) ORDER BY t.start_at, t.end_at"
)
_MARKS_AT = sql(
    "SELECT m.position, m.seconds FROM time_mark m JOIN source s ON s.id = m.source_id "
    "WHERE s.uuid = ? AND m.position >= ? AND m.position <= ? ORDER BY m.position"
)
_ASKED_AT = sql(
    "SELECT a.uuid, a.start_at FROM asked a JOIN source s ON s.id = a.source_id "
    "WHERE s.uuid = ? AND a.start_at >= ? AND a.start_at <= ? ORDER BY a.start_at, a.id"
)

Turn = tuple[int, int, str]


def correct(project: Project, change: Change, source: str, shift: Shift) -> None:
    """Correct the text of a source; every passage, turn and time mark goes where its words go.

    Args:
        project: The study.
        change: The act it is part of.
        source: Id of the source.
        shift: The corrections.

    Raises:
        Conflict: If the text does not hold what is to be taken out.
    """
    opposite = shift.opposite()
    passages = list(segments_at(project, source, shift))
    _drop_vanishing(project, change, shift, passages)
    _join_passages(project, change, shift, passages)
    for uuid, span in passages:
        after = shift.span(span)
        if after is not None and change.knows("segment", uuid):
            change.update("segment", uuid, {"start_at": opposite.start(after.start), "end_at": opposite.end(after.end)})
    turns = _turns_at(project, source, shift)
    finals = shift.turns(Span(start, end) for start, end, _speaker in turns)
    asked = _asked_after(project, source, shift, turns, finals)
    behind = _settle_turns(change, source, shift, turns, finals)
    _settle_marks(project, change, source, shift)
    late = _settle_asked(project, change, shift, asked)
    change.correct(source, shift)
    change.exchange(source, "turns", *behind)
    for uuid, start in late:
        change.update("asked", uuid, {"start_at": start})


def take_back(project: Project, change: Change, source: str, shift: Shift) -> None:
    """Make corrections that are the opposite of earlier ones, where nothing newer rests on what they take out.

    Raises:
        Conflict: If something does, or the text is not as it was left.
    """
    opposite = shift.opposite()
    for _uuid, span in segments_at(project, source, shift):
        after = shift.span(span)
        if after is None or Span(opposite.start(after.start), opposite.end(after.end)) != span:
            raise not_there()
    for start, end, _speaker in _turns_at(project, source, shift):
        if opposite.plainly(shift.plainly(Span(start, end))) != Span(start, end):
            raise not_there()
    for one in shift.corrections:
        values = (source, one.position, one.end)
        for place, *_rest in project.database.rows(_MARKS_AT, values):
            if opposite.start(shift.start(place)) != place:
                raise not_there()
        for _uuid, place in project.database.rows(_ASKED_AT, values):
            if opposite.start(shift.start(place)) != place:
                raise not_there()
    change.correct(source, shift)


def segments_at(project: Project, source: str, shift: Shift) -> Iterator[tuple[str, Span]]:
    """Yield id and span of each passage that a correction takes in or touches, each once."""
    if len(shift.corrections) >= MANY:
        rows: list[Row] = project.database.rows(_ALL_SEGMENTS, (source,))
        yield from ((uuid, Span(start, end)) for uuid, start, end in rows if shift.meets(start, end))
        return
    found: dict[str, Span] = {}
    for one in shift.corrections:
        for uuid, start, end in project.database.rows(_SEGMENTS_AT, (source, one.end, one.position)):
            found[uuid] = Span(start, end)
    yield from found.items()


# -- passages -------------------------------------------------------------------------------------


def _drop_vanishing(project: Project, change: Change, shift: Shift, passages: Sequence[tuple[str, Span]]) -> None:
    for uuid, span in reversed(passages):  # What goes last comes back first, so that lists keep their order.
        if shift.span(span) is not None:
            continue
        codings.remove(project, change, [coding for coding, _code in project.database.rows(_CODINGS, (uuid,))])
        if change.knows("segment", uuid):
            dependents.forget(project, change, "segment", uuid)
        if change.knows("segment", uuid):
            change.delete("segment", uuid)


def _join_passages(project: Project, change: Change, shift: Shift, passages: Sequence[tuple[str, Span]]) -> None:
    """Join passages that will cover the same words to the oldest of them."""
    kept: dict[Span, str] = {}
    for uuid, span in passages:
        after = shift.span(span)
        if after is not None and kept.setdefault(after, uuid) != uuid:
            _join(project, change, uuid, kept[after])


def _join(project: Project, change: Change, uuid: str, kept: str) -> None:
    for coding, _code in project.database.rows(_CODINGS, (uuid,)):
        twin = project.database.value(_TWIN, (coding, kept))
        if twin is None:
            change.update("coding", coding, {"segment_id": kept})
        else:
            dependents.hand_over(project, change, coding, twin)
            change.delete("coding", coding)
    dependents.hand_over(project, change, uuid, kept)
    for table, statement in _NAMING.items():
        for (row,) in project.database.rows(statement, (uuid,)):
            change.update(table, row, {"segment_id": kept})
    mine, theirs = (project.database.row(_WORDS, (one,)) or ("", "") for one in (kept, uuid))
    joined = ["\n".join(dict.fromkeys(text for text in texts if text)) for texts in zip(mine, theirs, strict=True)]
    change.update("segment", kept, dict(zip(("translation", "quoted"), joined, strict=True)))
    change.delete("segment", uuid)


# -- turns, time marks, questions asked -----------------------------------------------------------


def _turns_at(project: Project, source: str, shift: Shift) -> list[Turn]:
    """Return the turns that corrections take in or touch, and the one before each."""
    found: dict[Turn, None] = {}
    if len(shift.corrections) >= MANY:
        everything: list[Turn] = [(a, b, c) for a, b, c in project.database.rows(_ALL_TURNS, (source,))]
        near = [shift.meets(start, end) for start, end, _speaker in everything]
        return [one for at, one in enumerate(everything) if near[at] or (at + 1 < len(near) and near[at + 1])]
    for one in shift.corrections:
        found |= dict.fromkeys(project.database.rows(_TURNS_AT, (source, one.end, one.position)))
    return sorted(found)


def _settle_turns(
    change: Change, source: str, shift: Shift, turns: Sequence[Turn], finals: Sequence[Span | None]
) -> tuple[list[Turn], list[Turn]]:
    """Put the edges of turns where the move can be taken back; return what is to be exchanged after it."""
    opposite = shift.opposite()
    before: tuple[list[Turn], list[Turn]] = ([], [])
    behind: tuple[list[Turn], list[Turn]] = ([], [])
    for (start, end, speaker), final in zip(turns, finals, strict=True):
        if final is None:
            before[0].append((start, end, speaker))
            continue
        settled = opposite.plainly(final)
        if settled != Span(start, end):
            before[0].append((start, end, speaker))
            before[1].append((settled.start, settled.end, speaker))
        there = shift.plainly(settled)
        if there != final:
            behind[0].append((there.start, there.end, speaker))
            behind[1].append((final.start, final.end, speaker))
    change.exchange(source, "turns", *before)
    return behind


def _settle_marks(project: Project, change: Change, source: str, shift: Shift) -> None:
    """Take time marks out whose digits go; one whose first character is replaced stays."""
    gone: list[tuple[int, float]] = []
    for one in shift.corrections:
        if not one.removed:
            continue
        for position, seconds in project.database.rows(_MARKS_AT, (source, one.position, one.end - 1)):
            if position > one.position or not one.inserted:
                gone.append((position, seconds))
    change.exchange(source, "marks", gone, [])


def _asked_after(
    project: Project, source: str, shift: Shift, turns: Sequence[Turn], finals: Sequence[Span | None]
) -> list[tuple[str, int, int | None]]:
    """Return which questions stand in a corrected stretch: id, where it is asked, and where it will be if it stays."""
    follows = {start: final for (start, _end, _speaker), final in zip(turns, finals, strict=True)}
    found: list[tuple[str, int, int | None]] = []
    taken: set[int] = set()
    for one in shift.corrections:
        for uuid, start in project.database.rows(_ASKED_AT, (source, one.position, one.end)):
            final: int | None = shift.start(start)
            if start in follows:
                turn = follows[start]
                final = turn.start if turn is not None else None
            elif one.removed and start < one.end and (start > one.position or not one.inserted):
                final = None
            final = None if final in taken else final
            taken |= {final} if final is not None else set()
            found.append((uuid, start, final))
    return found


def _settle_asked(
    project: Project, change: Change, shift: Shift, asked: Sequence[tuple[str, int, int | None]]
) -> list[tuple[str, int]]:
    opposite = shift.opposite()
    late: list[tuple[str, int]] = []
    for uuid, _start, final in asked:
        if final is None:
            dependents.forget(project, change, "asked", uuid)
            change.delete("asked", uuid)
            continue
        settled = opposite.start(final)
        change.update("asked", uuid, {"start_at": settled})
        if shift.start(settled) != final:
            late.append((uuid, final))
    return late


def turns_of(project: Project, source: str) -> list[Turn]:
    """Return the turns of a source: start, end and id of the speaker."""
    return [(start, end, speaker) for start, end, speaker in project.database.rows(_ALL_TURNS, (source,))]


def marks_of(project: Project, source: str) -> list[tuple[int, float]]:
    """Return the time marks of a source: position and seconds."""
    return [(mark.position, mark.seconds) for mark in sources.marks_of(project, source)]


def forget_asked(project: Project, change: Change, source: str, starts: Sequence[int]) -> None:
    """Forget which questions were asked where turns no longer start."""
    for start in starts:
        for uuid, _start in project.database.rows(_ASKED_AT, (source, start, start)):
            dependents.forget(project, change, "asked", uuid)
            change.delete("asked", uuid)


def all_segments(project: Project, source: str) -> list[tuple[str, Span]]:
    """Return id and span of each passage of a source."""
    return [(uuid, Span(start, end)) for uuid, start, end in project.database.rows(_ALL_SEGMENTS, (source,))]
