"""Analyses of what is coded: the user's question, asked of the project and answered as one Report."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from qcode.analysis.cooccurrence import MEASURES, NEEDS_UNITS, OVERLAP, WITHIN, cooccurrence, together
from qcode.analysis.frequencies import frequencies
from qcode.domain.codebook import PALETTE
from qcode.domain.coded import CodeRow, CodeRows, Place
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.sentences import sentences
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services.asking import asked_as
from qcode.services.reporting import code_name, described, unused
from qcode.store import coded, codes, selecting, tallies
from qcode.store.project import Project


@asked_as("frequencies")
def make_frequencies(
    project: Project, selection: Selection, *, language: str = "en", by_count: bool = False,
    with_empty: bool = False, title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how often each code stands: passages, codings, sources.

    Args:
        project: The study.
        selection: Which codings; a code counts what is under it unless ``only``.
        language: Of the report's own words.
        by_count: Most frequent first instead of in the order of the codebook.
        with_empty: Show codes that stand nowhere.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter is unknown.
    """
    say = translator(language)
    rows = code_rows(project, language, rolled_up=not selection.only)
    report = frequencies(
        coded.read(project, selection), rows, say=say, by_count=by_count, with_empty=with_empty,
        notes=described(project, selection, say), title=title, source_line=source_line or origin(say),
    )  # fmt: skip
    return with_unused(project, selection, report, rows, say)


@asked_as("cooccurrence")
def make_cooccurrence(
    project: Project, selection: Selection, *, within: str = OVERLAP, measure: str = "count", language: str = "en",
    title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return which codes stand together, and how often.

    Args:
        project: The study.
        selection: Which codings; a code counts what is under it unless ``only``.
        within: One of ``cooccurrence.WITHIN``.
        measure: One of ``cooccurrence.MEASURES``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter, a unit or a measure is unknown, or the measure needs units.
    """
    _need_measure(measure, within)
    if within not in WITHIN:
        raise QcodeError(
            _("codes cannot stand together in “{name}”").format(name=within),
            _("There are: {names}").format(names=", ".join(WITHIN)),
        )
    say = translator(language)
    rows = code_rows(project, language, rolled_up=not selection.only)
    found = coded.read(project, selection)
    used = {source for source, _start, _end in found.places}
    report = cooccurrence(
        found, rows, within=within, measure=measure, say=say,
        units=units_within(project, within, used, all_speakers=selection.all_speakers),
        notes=described(project, selection, say), title=title, source_line=source_line or origin(say),
    )  # fmt: skip
    return with_unused(project, selection, report, rows, say)


def _need_measure(measure: str, within: str) -> None:
    if measure not in MEASURES:
        raise QcodeError(
            _("there is no measure “{name}”").format(name=measure),
            _("There are: {names}").format(names=", ".join(MEASURES)),
        )
    if measure in NEEDS_UNITS and within == OVERLAP:
        raise QcodeError(
            _("what chance would give cannot be told of overlapping passages"),
            _("Count within units: --within sentence, paragraph, turn or source"),
        )


@dataclass(frozen=True, slots=True)
class Together:
    """A sentence, paragraph, turn or text in which two codes stand."""

    source: str
    """UUID."""
    name: str
    span: Span
    text: str


def places_together(project: Project, selection: Selection, codes: tuple[str, str], within: str) -> list[Together]:
    """Return where two codes stand together: what a cell of the co-occurrence counts.

    Args:
        project: The study.
        selection: Which codings.
        codes: Their UUIDs.
        within: One of ``cooccurrence.WITHIN`` but ``overlap``.

    Raises:
        QcodeError: If a filter is unknown.
    """
    rows = code_rows(project, "en", rolled_up=not selection.only)
    keys = {row.id: row.key for row in rows.rows}
    found = coded.read(project, selection)
    used = {source for source, _start, _end in found.places}
    units = units_within(project, within, used, all_speakers=selection.all_speakers)
    return told(project, together(found, rows, keys[codes[0]], keys[codes[1]], units))


def told(project: Project, places: Iterable[Place]) -> list[Together]:
    """Return places with their sources and words."""
    places = list(places)
    about = coded.sources(project)
    texts = dict(tallies.texts(project, {source for source, _start, _end in places}))
    return [
        Together(about[source][0], about[source][1], Span(start, end), texts[source][start:end])
        for source, start, end in places
    ]


def code_rows(project: Project, language: str, *, rolled_up: bool) -> CodeRows:
    """Return the codes of a project as analyses have rows for them, in the order of the codebook."""
    keys = coded.code_keys(project)
    everything = codes.all_codes(project, with_use=False)
    above: dict[int, tuple[int, ...]] = {}
    for one in everything:  # Parents come first.
        parent = keys[one.code.parent] if one.code.parent else None
        above[keys[one.code.id]] = () if parent is None else (parent, *above[parent])
    rows = (
        CodeRow(keys[one.code.id], one.code.id, code_name(one, language), one.code.color or PALETTE[at % len(PALETTE)])
        for at, one in enumerate(everything)
    )
    return CodeRows(tuple(rows), above, rolled_up)


def units_within(
    project: Project, within: str, used: Iterable[int], *, all_speakers: bool
) -> dict[int, list[tuple[int, int]]] | None:
    """Return where the units of the sources lie, ``None`` where none are asked; ``within`` is one of ``WITHIN``."""
    if within in (OVERLAP, "source"):
        return None
    if within == "turn":
        return coded.turns(project, all_speakers=all_speakers)
    if within == "paragraph":
        return coded.paragraphs(project, used)
    turns = coded.turns(project, all_speakers=True)
    counted = turns if all_speakers else coded.turns(project, all_speakers=False)
    return {
        key: _sentences(text, turns.get(key, []), set(counted.get(key, ())))
        for key, text in tallies.texts(project, used)
    }


def _sentences(text: str, turns: list[tuple[int, int]], counted: AbstractSet[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences of the turns that count, of a text without turns all; labels and header are none's words."""
    stretches = [turn for turn in turns if turn in counted] if turns else [(0, len(text))]
    return [(one.start, one.end) for stretch in stretches for one in sentences(text, *stretch)]


def with_unused(project: Project, selection: Selection, report: Report, rows: CodeRows, say: Translate) -> Report:
    """Say under a report which codes stand nowhere; if filters name some, of these alone."""
    shown = {row[0].name for row in report.rows if isinstance(row[0], Name)}
    missing = [row for row in rows.rows if row.name.name not in shown]
    if len(missing) == len(rows.rows):
        return replace(report, notes=(*report.notes, say(N_("Nothing is coded in this selection."))))
    asked = selecting.named(project, selection).get("code")
    names = [str(row.name) for row in missing if asked is None or row.key in asked]
    return replace(report, notes=(*report.notes, *unused(names, selection, say)))


def origin(say: Translate) -> str:
    """Return where the data come from, if the user does not say."""
    return say(N_("primary data, coded by the researcher"))
