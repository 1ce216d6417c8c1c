"""Who speaks where a text was corrected, read anew.

A colon, a line break or words that nobody speaks may begin or end a turn. The whole text is read as on the day it came
in, but only the turns around the corrections are taken from that reading, and only where it finds the turns beside them
as they are: a source whose speakers were shown by bold print or by a format of its own keeps what it had.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from qcode.domain.correction import Shift
from qcode.domain.reading.interview import read_text
from qcode.domain.span import Span, merged
from qcode.domain.transcript import Transcript
from qcode.store import correcting, sources
from qcode.store.changes import Change
from qcode.store.correcting import Turn
from qcode.store.project import Project


def reread(project: Project, change: Change, source: str, shift: Shift, transcript: Transcript | None = None) -> None:
    """Read anew who speaks where a text was just corrected.

    Args:
        project: The study.
        change: The act under way.
        source: Id of the source.
        shift: The corrections that were just made.
        transcript: What a reader makes of the whole text; found if ``None``, where it may matter.
    """
    turns = correcting.turns_of(project, source)
    if transcript is None:
        if not turns or not _may_matter(shift, turns):
            return
        speakers = sources.speakers_of(project, source)
        transcript = read_text(
            sources.text_of(project, source),
            language=sources.find(project, source).language,
            speakers=[one.label for one in speakers],
            roles=[(one.label, str(one.role)) for one in speakers],
        )
    regions = _lines_of(transcript.text, shift.reach())
    _reread_turns(project, change, source, transcript, turns, regions)
    _reread_marks(project, change, source, transcript, regions)


def _may_matter(shift: Shift, turns: Sequence[Turn]) -> bool:
    """Say whether corrections may begin or end a turn."""
    starts = [start for start, _end, _speaker in turns]
    for one, span in zip(shift.corrections, shift.reach(), strict=True):
        if any(sign in words for sign in ":\n" for words in (one.removed, one.inserted)):
            return True
        at = bisect_left(starts, span.start + 1) - 1
        if at < 0 or turns[at][1] < span.end:
            return True
    return False


def _lines_of(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the whole lines that stretches lie in, those that touch made one."""
    found = []
    for span in spans:
        end = text.find("\n", span.end)
        found.append(Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end))
    return merged(found)


def _reread_turns(
    project: Project,
    change: Change,
    source: str,
    transcript: Transcript,
    turns: Sequence[Turn],
    regions: Sequence[Span],
) -> None:
    label = {one.id: one.label for one in sources.speakers_of(project, source)}
    speaker = {name: id for id, name in label.items()}
    found = [(turn.span.start, turn.span.end, turn.speaker) for turn in transcript.turns]
    wanted = list(turns)
    for region in regions:
        zone = _zone([(start, end, label[id]) for start, end, id in wanted], found, region)
        if zone is None:
            continue
        first, last = zone
        for name in dict.fromkeys(name for start, _end, name in found if first <= start < last):
            if name not in speaker:
                role = next(one.role for one in transcript.speakers if one.label == name)
                speaker[name] = change.insert("speaker", {"source_id": source, "label": name, "role": role})
                label[speaker[name]] = name
        before = [turn for turn in wanted if turn[0] < first]
        after = [turn for turn in wanted if turn[0] >= last]
        here = [(start, end, speaker[name]) for start, end, name in found if first <= start < last]
        wanted = [*before, *here, *after]
    taken, put = sorted({*turns} - {*wanted}), sorted({*wanted} - {*turns})
    change.exchange(source, "turns", taken, put)
    starts = {start for start, _end, _speaker in wanted}
    correcting.forget_asked(project, change, source, [start for start, _end, _speaker in taken if start not in starts])


def _zone(known: Sequence[Turn], found: Sequence[Turn], region: Span) -> tuple[int, int] | None:
    """Return from where to where turns are taken from the new reading; ``None`` where it cannot be relied on."""
    before = [turn for turn in known if turn[1] < region.start][-1:]
    after = next((turn for turn in known if turn[0] > region.end), None)
    there = {start: (end, name) for start, end, name in found}
    if any(there.get(turn[0], (0, ""))[1] != turn[2] for turn in before):
        return None
    if after is not None and there.get(after[0]) != (after[1], after[2]):
        return None
    first = before[0][0] if before else 0
    last = after[0] if after is not None else region.end + 1
    ends = [end for start, end, _name in found if start < last]
    is_alone = not before and after is None and known and not ends
    return None if is_alone else (first, last)


def _reread_marks(
    project: Project, change: Change, source: str, transcript: Transcript, regions: Sequence[Span]
) -> None:
    known = correcting.marks_of(project, source)
    found = [(mark.position, mark.seconds) for mark in transcript.marks]
    taken: list[tuple[int, float]] = []
    put: list[tuple[int, float]] = []
    for region in regions:
        beside = [*[mark for mark in known if mark[0] < region.start][-1:]]
        beside += [mark for mark in known if mark[0] > region.end][:1]
        if all(mark in found for mark in beside):
            taken += [mark for mark in known if region.start <= mark[0] <= region.end]
            put += [mark for mark in found if region.start <= mark[0] <= region.end]
    stay = set(taken) & set(put)
    change.exchange(source, "marks", [one for one in taken if one not in stay], [one for one in put if one not in stay])
