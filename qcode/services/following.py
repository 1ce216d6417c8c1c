"""What follows what: codes in the course of a text, and new codes in the course of a study."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.analysis.saturation import Interview, Rule, saturation
from qcode.analysis.sequences import MEASURES, WITHIN, followed, sequences
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.values import ValueKind, parse
from qcode.errors import QcodeError
from qcode.language import N_, Translate, _, translator
from qcode.services.analysing import Together, code_rows, origin, told, units_within, with_unused
from qcode.services.asking import asked_as
from qcode.services.reporting import described
from qcode.store import attributes, coded, sources
from qcode.store.project import Project

_DATED = frozenset({
    "tanggal", "hari/tanggal", "hari / tanggal", "hari, tanggal", "hari dan tanggal", "tanggal wawancara",
    "hari/tanggal wawancara", "date", "date of interview", "interview date",
})  # fmt: skip
"""What the date of an interview is called in a header, case folded; one study may use several of these names."""


@asked_as("sequences")
def make_sequences(
    project: Project, selection: Selection, *, within: str = "sentence", lag: int = 1, measure: str = "count",
    language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return which code follows which, within so many sentences or turns.

    Args:
        project: The study.
        selection: Which codings; a code counts what is under it unless ``only``.
        within: ``sentence`` or ``turn``; turns of interviewers are none unless ``all_speakers``.
        lag: How many units after one are looked at, 1 or more.
        measure: One of ``sequences.MEASURES``.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter, the unit or the measure is unknown, or the lag is below 1.
    """
    for wanted, known in ((within, WITHIN), (measure, MEASURES)):
        if wanted not in known:
            raise QcodeError(
                _("sequences know no “{name}”").format(name=wanted),
                _("There are: {names}").format(names=", ".join(known)),
            )
    if lag < 1:
        raise QcodeError(_("at least one unit has to follow"))
    say = translator(language)
    rows = code_rows(project, language, rolled_up=not selection.only)
    found = coded.read(project, selection)
    used = {source for source, _start, _end in found.places}
    units = units_within(project, within, used, all_speakers=selection.all_speakers) or {}
    report = sequences(
        found, rows, units, within=within, lag=lag, measure=measure, say=say, notes=described(project, selection, say),
        title=title, source_line=source_line or origin(say),
    )  # fmt: skip
    return with_unused(project, selection, report, rows, say)


def places_followed(
    project: Project, selection: Selection, codes: tuple[str, str], *, within: str = "sentence", lag: int = 1
) -> list[Together]:
    """Return where one code is followed by another: what a cell of the sequences counts.

    Args:
        project: The study.
        selection: Which codings.
        codes: UUIDs of the code of the row and of that of the column.
        within: ``sentence`` or ``turn``.
        lag: How many units after one are looked at.

    Raises:
        QcodeError: If a filter is unknown.
    """
    rows = code_rows(project, "en", rolled_up=not selection.only)
    one, other = (next(row.key for row in rows.rows if row.id == code) for code in codes)
    found = coded.read(project, selection)
    used = {source for source, _start, _end in found.places}
    units = units_within(project, within, used, all_speakers=selection.all_speakers) or {}
    return told(project, followed(found, rows, units, one, other, lag=lag))


@asked_as("saturation")
def make_saturation(
    project: Project, selection: Selection, rule: Rule | None = None, *, by: str = "", order: Sequence[str] = (),
    kind: str = "", language: str = "en", title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how many new codes each interview brought, and where saturation is reached.

    Args:
        project: The study.
        selection: Which codings.
        rule: Base, run and threshold; those of Guest, Namey and Chen if ``None``.
        by: Attribute with the date of an interview; a likely one if empty, else the order of import.
        order: Names of the sources in their order, instead of dates; others are left out.
        kind: Only sources of this kind; all if empty.
        language: Of the report's own words.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If a filter, an attribute or a source is unknown, a value is no date, or the rule cannot be.
    """
    rule = rule or Rule()
    if rule.base < 1 or rule.run < 1 or not 0 <= rule.threshold < 1:
        raise QcodeError(
            _("base and run are 1 or more, the threshold at least 0 and below 100%"),
            _("Usual are a base of 4, a run of 2 and a threshold of 5%."),
        )
    say = translator(language)
    found = coded.read(project, selection)
    codes: dict[int, set[int]] = {}
    for code, place in zip(found.codes, found.places, strict=True):
        codes.setdefault(place[0], set()).add(code)
    about = coded.sources(project)
    wanted = {one.id for one in sources.all_sources(project) if not kind or one.kind.casefold() == kind.casefold()}
    there = [key for key in sorted(about) if about[key][0] in wanted]
    keys = [key for key in there if key in codes]
    keys, note = _ordered(project, keys, by, order, say)
    notes = [note]
    if without := sum(key not in codes for key in there):
        notes.append(say(N_("Left out, because nothing is coded in them: sources ({n}).")).format(n=without))
    if found.left_out:
        notes.append(say(N_("Left out: codings of what interviewers said ({n}).")).format(n=found.left_out))
    return saturation(
        [Interview(about[key][1], codes[key]) for key in keys], rule, say=say,
        notes=(*notes, *described(project, selection, say)), title=title, source_line=source_line or origin(say),
    )  # fmt: skip


def _ordered(project: Project, keys: list[int], by: str, order: Sequence[str], say: Translate) -> tuple[list[int], str]:
    """Return sources in the order of their interviews, and what is said of it."""
    if order:
        known = {uuid: key for key, (uuid, _name, _chars) in coded.sources(project).items()}
        wanted = dict.fromkeys(known[sources.find_id(project, name)] for name in order)
        return [key for key in wanted if key in keys], say(N_("Interviews in the order that was given."))
    for names in [[by]] if by else _likely(project):
        dates = _dates(project, names, keys, is_asked=bool(by))
        if dates:
            note = say(N_("Interviews in order of “{name}”.")).format(name=", ".join(names))
            return sorted(keys, key=lambda key: (dates[key], key)), note
    return keys, say(N_("Interviews in the order in which they were imported."))


def _likely(project: Project) -> list[list[str]]:
    """Return attributes that may be the date of an interview: texts that are called so, together, and each of dates."""
    every = attributes.every(project)
    called = list(dict.fromkeys(one.name for one in every if one.name.casefold() in _DATED))
    return [called, *([one.name] for one in every if one.kind is ValueKind.DATE and one.name not in called)]


def _dates(project: Project, names: Sequence[str], keys: list[int], *, is_asked: bool) -> dict[int, str]:
    """Return the date of each source; nothing if one has none and the attributes were but guessed.

    Raises:
        QcodeError: If it was asked for, and a source has none.
    """
    values: dict[int, set[str]] = {}
    for name in names:
        for key, some in coded.values(project, name, "source").items():
            values.setdefault(key, set()).update(some)
    found: dict[int, str] = {}
    for key in keys:
        try:
            found[key] = min(parse(value, ValueKind.DATE) for value in values.get(key, ()))
        except (QcodeError, ValueError) as error:
            if not is_asked:
                return {}
            source = coded.sources(project)[key][1]
            raise QcodeError(
                _("{source} has no date in “{name}”").format(source=source, name=", ".join(names)),
                _("Write dates as 2025-06-10, or give the order: --order SOURCE,SOURCE,…"),
            ) from error
    return found
