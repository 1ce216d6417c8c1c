"""Pictures of texts from their beginning to their end: portraits and timelines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qcode.domain.picture import Ink, Mark, Picture, Portrait, Strand, Stretch, Timeline
from qcode.domain.transcript import TimeMark, timestamp
from qcode.language import N_
from qcode.services import analysing
from qcode.services.picturing.order import Order, inks_of, most_frequent
from qcode.services.reporting import described
from qcode.store import coded, finding, sources

MOST_SOURCES = {"portrait": 60, "timeline": 12}
_STEPS = (30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000, 86400)
"""Seconds that may lie between two marks of a timeline."""
_MARKS = 6


def draw_portrait(order: Order) -> Picture:
    """Return texts as bands."""
    inks, strands, notes = _strands(order)
    about = order.say(N_("Each text as a band from its beginning to its end, in the colours of the codes: {list}."))
    notes = (order.say(N_("A cell has the colour and the letter of the code that fills most of it.")),
             order.say(N_("A cell in two colours bears several codes.")), *notes)  # fmt: skip
    title = order.title or order.say(N_("Portrait of the texts"))
    told = ", ".join(strand.name for strand in strands)
    return Picture(order.kind, title, Portrait(inks, strands), about.format(list=told), notes, order.origin)


def draw_timeline(order: Order) -> Picture:
    """Return texts with a lane for each code."""
    inks, strands, notes = _strands(order)
    about = order.say(N_("Each text from left to right, with a lane for each code that stands in it: {list}."))
    title = order.title or order.say(N_("Codes along the texts"))
    told = ", ".join(strand.name for strand in strands)
    return Picture(order.kind, title, Timeline(inks, strands), about.format(list=told), notes, order.origin)


def _strands(order: Order) -> tuple[tuple[Ink, ...], tuple[Strand, ...], tuple[str, ...]]:
    """Return the inks, the texts with something coded, and what is to be said about them."""
    project, say, how = order.project, order.say, order.how
    rows = analysing.code_rows(project, order.language, rolled_up=not order.selection.only)
    found = coded.read(project, order.selection)
    upper = {row.key: (rows.above[row.key] or (row.key,))[-1] if how.fold else row.key for row in rows.rows}
    placed = {(upper[code], place) for code, place in zip(found.codes, found.places, strict=True)}
    counts = Counter(code for code, _place in placed)
    kept = most_frequent(counts, order.most)
    is_short = len(kept) < len(counts)
    inked = [row for row in rows.rows if row.key in kept]
    inks = inks_of(inked, say(N_("other codes")) if is_short else "")
    ink_of = {row.key: at for at, row in enumerate(inked)}
    by_source: dict[int, list[tuple[int, int, int]]] = {}
    for code, (source, start, end) in placed:
        by_source.setdefault(source, []).append((start, end, ink_of.get(code, len(inked))))
    about = coded.sources(project)
    names = sorted(by_source, key=lambda key: finding.order(about[key][1]))
    chosen = names[: MOST_SOURCES[order.kind]]
    paragraphs = coded.paragraphs(project, chosen)
    notes: list[str] = []
    strands: list[Strand] = []
    timeless: list[str] = []
    for key in chosen:
        uuid, name, chars = about[key]
        ruler = _by_time(sources.marks_of(project, uuid), chars) if how.along == "time" else None
        if ruler is None and how.along == "time":
            timeless.append(name)
        ruler = ruler or _by_position([start for start, _end in paragraphs.get(key, [])], chars)
        strands.append(_strand(uuid, name, chars, by_source[key], ruler))
    notes.append(say(N_("Unit: coded passages; a passage coded more than once counts once.")))
    if how.fold:
        notes.append(say(N_("Each passage stands for the uppermost code above its own.")))
    if how.along == "time" and len(timeless) < len(chosen):
        notes.append(say(N_("Between two timestamps of a text time is taken to pass evenly.")))
    if timeless:
        notes.append(say(N_("Without usable timestamps, drawn along the text: {names}.")).format(
            names=", ".join(timeless)))  # fmt: skip
    if len(chosen) < len(names):
        notes.append(say(N_("Shown: the first {n} of {all} texts.")).format(n=len(chosen), all=len(names)))
    if found.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=found.left_out))
    if not names:
        notes.append(say(N_("Nothing is coded in this selection.")))
    return (
        inks,
        tuple(strands),
        (*notes, *described(order.project, order.selection, say), *order.shown(len(kept), len(counts))),
    )


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Where positions of a text lie on its strand."""

    at: Callable[[int], float]
    marks: tuple[Mark, ...]


def _strand(uuid: str, name: str, chars: int, passages: list[tuple[int, int, int]], ruler: _Ruler) -> Strand:
    stretches = tuple(Stretch(start, end, ink, ruler.at(start), ruler.at(end)) for start, end, ink in sorted(passages))
    return Strand(uuid, name, max(chars, 1), stretches, ruler.marks)


def _by_position(paragraph_starts: Sequence[int], chars: int) -> _Ruler:
    length = max(chars, 1)
    marks = {max(bisect_right(paragraph_starts, length * quarter // 4), 1): quarter / 4 for quarter in range(3, -1, -1)}
    named = tuple(Mark(at, f"¶ {number}") for number, at in sorted(marks.items()))
    return _Ruler(lambda position: min(position / length, 1.0), named)


def _by_time(marks: Sequence[TimeMark], chars: int) -> _Ruler | None:
    """Return a ruler in time; ``None`` where a text has too few timestamps, or they run backwards."""
    positions, seconds = [mark.position for mark in marks], [mark.seconds for mark in marks]
    if len(marks) < 2 or seconds != sorted(seconds) or seconds[-1] <= seconds[0] or positions[-1] <= positions[0]:
        return None
    # What follows the last mark is taken to pass at the pace of all before it.
    pace = (seconds[-1] - seconds[0]) / (positions[-1] - positions[0])
    positions.append(max(chars, positions[-1] + 1))
    seconds.append(seconds[-1] + pace * (positions[-1] - positions[-2]))
    first, whole = seconds[0], seconds[-1] - seconds[0]

    def at(position: int) -> float:
        after = bisect_right(positions, position)
        if after == 0:
            return 0.0
        if after == len(positions):
            return 1.0
        gap = positions[after] - positions[after - 1]
        part = (position - positions[after - 1]) / gap if gap else 0.0
        return (seconds[after - 1] + part * (seconds[after] - seconds[after - 1]) - first) / whole

    step = next((one for one in _STEPS if whole / one <= _MARKS), _STEPS[-1])
    ticks = range(int(first // step + (first % step > 0)) * step, int(seconds[-1]) + 1, step)
    return _Ruler(at, tuple(Mark((tick - first) / whole, timestamp(tick) or "") for tick in ticks))
