"""Pictures of what is coded: made from the project, saved to a file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qcode.analysis.cooccurrence import OVERLAP
from qcode.domain import picture as drawn
from qcode.domain.coded import CodeRow
from qcode.domain.picture import Bar, Bars, HeatMap, Ink, Mark, Picture, Portrait, Strand, Stretch, Timeline
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.transcript import TimeMark, timestamp
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.language import N_, Translate, _, translator
from qcode.services import analysing
from qcode.services.reporting import described
from qcode.services.writing import write_file
from qcode.store import coded, finding, sources
from qcode.store.project import Project

KINDS = ("frequencies", "cooccurrence", "portrait", "timeline")
ALONG = ("position", "time")
MOST = {"frequencies": 60, "cooccurrence": 30, "portrait": 26, "timeline": 26}
"""How many codes a picture shows if nobody says."""
MOST_SOURCES = {"portrait": 60, "timeline": 12}
_STEPS = (30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000, 86400)
"""Seconds that may lie between two marks of a timeline."""
_MARKS = 6


@dataclass(frozen=True, slots=True)
class How:
    """How a picture is drawn."""

    within: str = OVERLAP
    """Where codes stand together; one of ``cooccurrence.WITHIN``."""
    along: str = "position"
    """What a timeline runs along: ``position`` in the text, or ``time`` of the recording."""
    by_count: bool = False
    """Bars: most frequent first."""
    fold: bool = False
    """Portrait and timeline: draw each passage as the uppermost code above its own."""
    top: int = 0
    """At most so many codes; 0 for as many as the kind of picture bears."""


def make_picture(
    project: Project, kind: str, selection: Selection, how: How | None = None, *, language: str = "en",
    title: str = "", source_line: str = "",
) -> Picture:  # fmt: skip
    """Return a picture.

    Args:
        project: The study.
        kind: One of ``KINDS``.
        selection: Which codings.
        how: How it is drawn.
        language: Of the picture's own words.
        title: Of the picture; a plain one if empty.
        source_line: Where the data come from; a plain one if empty.

    Raises:
        QcodeError: If there is no such picture, or a filter is unknown.
    """
    how = how or How()
    make = _MAKERS.get(kind)
    if make is None:
        raise QcodeError(
            _("there is no picture “{name}”").format(name=kind), _("There are: {names}").format(names=", ".join(KINDS))
        )
    return make(_Order(project, kind, selection, how, language, title, source_line))


def save_picture(picture: Picture, path: Path, *, language: str = "en") -> None:
    """Write a picture to a file; the suffix picks the format.

    Raises:
        QcodeError: If there is no such format, what it needs is not installed, or the file cannot be written.
    """
    from qcode.formats.registry import picture_formats

    found = picture_formats().get(path.suffix.lower())
    if found is None:
        raise QcodeError(
            _("{file}: a picture cannot be written to this kind of file").format(file=path),
            _("Writable are: {kinds}").format(kinds=", ".join(sorted(picture_formats()))),
        )
    write_file(path, found.write(picture, ReportOptions(language, translator(language))))


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    project: Project
    kind: str
    selection: Selection
    how: How
    language: str
    title: str
    source_line: str

    @property
    def say(self) -> Translate:
        return translator(self.language)

    @property
    def most(self) -> int:
        return self.how.top or MOST[self.kind]

    def rows(self) -> tuple[CodeRow, ...]:
        return analysing.code_rows(self.project, self.language, rolled_up=not self.selection.only).rows

    def shown(self, n: int, of: int) -> tuple[str, ...]:
        note = N_("Shown: the {n} most frequent of {all} codes.")
        return (self.say(note).format(n=n, all=of),) if n < of else ()


def _key(row: CodeRow) -> str:
    return row.name.name.rpartition("/")[2] or row.name.name


def _inks(rows: Sequence[CodeRow], other: str = "") -> tuple[Ink, ...]:
    named = [(row.id, _key(row), str(row.name), row.color) for row in rows]
    return drawn.signed(named + ([("", other, other, drawn.OTHER_COLOR)] if other else []))


def _most_frequent(values: Mapping[int, int], most: int) -> set[int]:
    return {at for at, _n in sorted(values.items(), key=lambda one: (-one[1], one[0]))[:most]}


# -- from reports -------------------------------------------------------------------------------


def _frequencies(order: _Order) -> Picture:
    report = analysing.make_frequencies(
        order.project, order.selection, language=order.language, by_count=order.how.by_count, title=order.title,
        source_line=order.source_line,
    )  # fmt: skip
    values = {at: int(str(row[1])) for at, row in enumerate(report.rows[: len(report.rows) - report.total_rows])}
    kept = sorted(_most_frequent(values, order.most))
    by_name = {row.name.name: row for row in order.rows()}
    rows = [by_name[_name(report, at)] for at in kept]
    bars = tuple(
        Bar(ink, 0 if order.how.by_count else row.name.depth, values[at], _fraction(report.rows[at][2]))
        for at, row, ink in zip(kept, rows, _inks(rows), strict=True)
    )
    about = order.say(N_("Horizontal bars, one for each code: {list}."))
    told = "; ".join(f"{bar.ink.label} {bar.value}" for bar in bars)
    return Picture(
        order.kind, report.title, Bars(bars, order.say(N_("coded passages"))), about.format(list=told),
        (*report.notes, *order.shown(len(kept), len(values))), report.source_line,
    )  # fmt: skip


def _cooccurrence(order: _Order) -> Picture:
    report = analysing.make_cooccurrence(
        order.project, order.selection, within=order.how.within, language=order.language, title=order.title,
        source_line=order.source_line,
    )  # fmt: skip
    alone = {at: int(str(row[at + 1])) for at, row in enumerate(report.rows)}
    kept = sorted(_most_frequent(alone, order.most))
    by_name = {row.name.name: row for row in order.rows()}
    inks = _inks([by_name[_name(report, at)] for at in kept])
    cells = tuple(
        tuple(n if isinstance(n := report.rows[row][column + 1], int) else None for column in kept) for row in kept
    )
    together = sorted(
        ((n or 0, y, x) for y, line in enumerate(cells) for x, n in enumerate(line[:y])), key=lambda one: -one[0]
    )
    told = "; ".join(f"{inks[x].key} + {inks[y].key} {n}" for n, y, x in together[:12] if n)
    about = order.say(N_("A square of codes, darker where two stand together more often. Most often: {list}."))
    return Picture(
        order.kind, report.title, HeatMap(inks, cells, report.notes[0]), about.format(list=told or "-"),
        (*report.notes, *order.shown(len(kept), len(alone))), report.source_line,
    )  # fmt: skip


def _name(report: Report, row: int) -> str:
    cell = report.rows[row][0]
    return getattr(cell, "name", str(cell))


def _fraction(cell: object) -> float | None:
    return cell if isinstance(cell, float) else None


# -- from the texts -----------------------------------------------------------------------------


def _portrait(order: _Order) -> Picture:
    inks, strands, notes = _strands(order)
    about = order.say(N_("Each text as a band from its beginning to its end, in the colours of the codes: {list}."))
    notes = (order.say(N_("A cell has the colour and the letter of the code that fills most of it.")),
             order.say(N_("A cell in two colours bears several codes.")), *notes)  # fmt: skip
    title = order.title or order.say(N_("Portrait of the texts"))
    told = ", ".join(strand.name for strand in strands)
    return Picture(order.kind, title, Portrait(inks, strands), about.format(list=told), notes, _origin(order))


def _timeline(order: _Order) -> Picture:
    inks, strands, notes = _strands(order)
    about = order.say(N_("Each text from left to right, with a lane for each code that stands in it: {list}."))
    title = order.title or order.say(N_("Codes along the texts"))
    told = ", ".join(strand.name for strand in strands)
    return Picture(order.kind, title, Timeline(inks, strands), about.format(list=told), notes, _origin(order))


def _origin(order: _Order) -> str:
    return order.source_line or order.say(N_("primary data, coded by the researcher"))


def _strands(order: _Order) -> tuple[tuple[Ink, ...], tuple[Strand, ...], tuple[str, ...]]:
    """Return the inks, the texts with something coded, and what is to be said about them."""
    project, say, how = order.project, order.say, order.how
    rows = analysing.code_rows(project, order.language, rolled_up=not order.selection.only)
    found = coded.read(project, order.selection)
    upper = {row.key: (rows.above[row.key] or (row.key,))[-1] if how.fold else row.key for row in rows.rows}
    placed = {(upper[code], place) for code, place in zip(found.codes, found.places, strict=True)}
    counts = Counter(code for code, _place in placed)
    kept = _most_frequent(counts, order.most)
    is_short = len(kept) < len(counts)
    inked = [row for row in rows.rows if row.key in kept]
    inks = _inks(inked, say(N_("other codes")) if is_short else "")
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
    return inks, tuple(strands), (*notes, *described(order.selection, say), *order.shown(len(kept), len(counts)))


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


_MAKERS: dict[str, Callable[[_Order], Picture]] = {
    "frequencies": _frequencies, "cooccurrence": _cooccurrence, "portrait": _portrait, "timeline": _timeline,
}  # fmt: skip
