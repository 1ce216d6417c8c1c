"""The sample: texts by kind, interviews with their length, informants under their codes, cases by their attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qcode.domain.consent import Level
from qcode.domain.dates import long_date, month_of
from qcode.domain.document import Block, Heading, Paragraph, Table
from qcode.domain.general_words import plain_office
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.study import Case
from qcode.domain.transcript import timestamp
from qcode.language import N_, Translate, translator
from qcode.services.methods.checks import LEVELS, NOT_RECORDED
from qcode.services.methods.facts import Facts, Informant, Text

MOST = 60
"""Sources or informants that are listed one by one; of more only the sums are told."""
_LONGEST = 60
"""Characters of a value that is counted: longer ones are descriptions."""
_TELLS_WHO = (
    "nama", "name", "nik", "alamat", "address", "telepon", "phone", "email", "nomor_lp", "nomor lp", "nrp", "nip",
    "tempat lahir", "tanggal lahir", "birth",
)  # fmt: skip
"""Parts of an attribute's name by which it may tell who or which case it is."""


def sample(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on the sample."""
    say = translator(language)
    yield Heading(say(N_("Sample")))
    yield Paragraph((" ".join(_sums(facts, say)),))
    if facts.texts:
        yield Table(_by_kind(facts, say))
    if 0 < len(facts.texts) <= MOST:
        yield Table(_texts(facts.texts, language))
    if 0 < len(facts.informants) <= MOST:
        yield Table(_informants(facts.informants, language))
    for kind, cases in facts.other_cases.items():
        if rows := _shared_values(cases):
            yield Table(_cases(kind, cases, rows, say))


def length(texts: Sequence[Text]) -> float:
    """Return how long interviews lasted together by their last timestamps, in seconds."""
    return sum(text.seconds for text in texts)


def _sums(facts: Facts, say: Translate) -> Iterator[str]:
    primary = sum(text.source.standing == "primary" for text in facts.texts)
    yield say(N_("Texts: {n}; primary data: {primary}, secondary data: {secondary}; words: {words}.")).format(
        n=len(facts.texts), primary=primary, secondary=len(facts.texts) - primary,
        words=sum(text.source.words for text in facts.texts),
    )  # fmt: skip
    yield say(N_("Informants: {n}.")).format(n=len(facts.informants))
    timed = [text for text in facts.interviews if text.seconds]
    if timed:
        yield say(N_("Recorded time by the timestamps: {time} in {n} of {all} interviews.")).format(
            time=timestamp(length(timed)), n=len(timed), all=len(facts.interviews)
        )
    for kind, cases in facts.other_cases.items():
        yield say(N_("Cases of the kind “{kind}”: {n}.")).format(kind=say(kind), n=len(cases))


def _by_kind(facts: Facts, say: Translate) -> Report:
    groups: dict[tuple[str, str], list[Text]] = {}
    for text in facts.texts:
        groups.setdefault((text.source.kind, text.source.standing), []).append(text)
    columns = (
        Column("kind", say(N_("Kind")), Kind.NAME), Column("standing", say(N_("Data"))),
        Column("texts", say(N_("Texts")), Kind.COUNT), Column("words", say(N_("Words")), Kind.COUNT),
        Column("time", say(N_("Recorded time"))), Column("codings", say(N_("Codings")), Kind.COUNT),
    )  # fmt: skip
    rows = [
        (
            Name(kind, say(kind)), say(standing), len(texts), sum(text.source.words for text in texts),
            timestamp(length(texts)) if length(texts) else "", sum(text.source.codings for text in texts),
        )
        for (kind, standing), texts in sorted(groups.items())
    ]  # fmt: skip
    everything = list(facts.texts)
    total: tuple[Cell, ...] = (
        Name("*", say(N_("Total"))), "", len(everything), sum(text.source.words for text in everything),
        timestamp(length(everything)) if length(everything) else "", sum(text.source.codings for text in everything),
    )  # fmt: skip
    return Report(say(N_("Texts by kind")), columns, (*rows, total), total_rows=1)


def _texts(texts: Sequence[Text], language: str) -> Report:
    say = translator(language)
    columns = (
        Column("name", say(N_("Source")), Kind.NAME), Column("kind", say(N_("Kind"))),
        Column("standing", say(N_("Data"))), Column("month", say(N_("Month"))),
        Column("words", say(N_("Words")), Kind.COUNT), Column("turns", say(N_("Turns")), Kind.COUNT),
        Column("time", say(N_("Recorded time"))), Column("codings", say(N_("Codings")), Kind.COUNT),
    )  # fmt: skip
    rows = tuple(
        (
            Name(text.source.name), say(text.source.kind), say(text.source.standing),
            long_date(month_of(text.about.day), language), text.source.words, text.source.turns,
            timestamp(text.seconds) if text.seconds else "", text.source.codings,
        )
        for text in texts
    )  # fmt: skip
    return Report(
        say(N_("Texts")), columns, rows,
        notes=(say(N_("Recorded time is the last timestamp in the text; nothing stands where there is none.")),),
    )  # fmt: skip


def _informants(informants: Sequence[Informant], language: str) -> Report:
    say = translator(language)
    columns = (
        Column("code", say(N_("Informant")), Kind.NAME), Column("office", say(N_("Office"))),
        Column("held", say(N_("Interview held"))), Column("interviews", say(N_("Interviews")), Kind.COUNT),
        Column("words", say(N_("Words")), Kind.COUNT), Column("time", say(N_("Recorded time"))),
        Column("consent", say(N_("Consent"))),
    )  # fmt: skip
    rows = tuple(
        (
            Name(one.case.name), _office(one, language), ", ".join(_held(one, language)), len(one.texts),
            sum(text.source.words for text in one.texts),
            timestamp(length(one.texts)) if length(one.texts) else "",
            say(LEVELS[one.consent] if one.consent else NOT_RECORDED),
        )
        for one in informants
    )  # fmt: skip
    notes = (
        say(N_("Under their codes, with a general word for the office.")),
        say(N_("The day is told of who may be quoted, else the month.")),
    )
    return Report(say(N_("Informants")), columns, rows, notes=notes)


def _office(one: Informant, language: str) -> str:
    """Return the general word for an informant's office, which tells nobody who it is."""
    offices = (about.office for about in (one.about, *(text.about for text in one.texts)))
    return next((word for office in offices if (word := plain_office(office, language))), "")


def _held(one: Informant, language: str) -> Iterator[str]:
    days = {text.about.day for text in one.texts if text.about.day}
    told = days if one.consent is Level.QUOTE else {month_of(day) for day in days}
    return (long_date(day, language) for day in sorted(told))


def _cases(kind: str, cases: Sequence[Case], rows: Sequence[tuple[str, Counter[str]]], say: Translate) -> Report:
    columns = (
        Column("attribute", say(N_("Attribute")), Kind.NAME),
        Column("values", say(N_("Values, with how many cases have them"))),
    )
    return Report(
        say(N_("Cases of the kind “{kind}”: {n}")).format(kind=say(kind), n=len(cases)), columns,
        tuple(
            (Name(name), "; ".join(f"{value}: {n}" for value, n in sorted(values.items()))) for name, values in rows
        ),
        notes=(say(N_("Attributes that tell cases apart are left out: those with a value for each, or a name.")),),
    )  # fmt: skip


def _shared_values(cases: Sequence[Case]) -> list[tuple[str, Counter[str]]]:
    """Return attributes of which several cases share a value, and that name nobody, with how often each stands."""
    found: dict[str, Counter[str]] = {}
    for case in cases:
        for name, value in case.attributes.items():
            found.setdefault(name, Counter())[value] += 1
    return [
        (name, values)
        for name, values in found.items()
        if max(values.values()) > 1
        and max(map(len, values)) <= _LONGEST
        and not any(part in name.casefold() for part in _TELLS_WHO)
    ]
