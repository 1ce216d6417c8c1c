"""What a reader can check: saturation, agreement, consent, memos, the audit trail, the software."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterator

from qcode import __version__
from qcode.domain.consent import Level
from qcode.domain.dates import long_date
from qcode.domain.document import Block, Heading, Paragraph, Table
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate, translator
from qcode.services.methods.facts import Facts

REFLEXIVE = "personal"
"""The kind of memo in which researchers write of themselves."""
LEVELS = {
    Level.QUOTE: N_("may be quoted"), Level.MASKED: N_("may be quoted masked"),
    Level.CHECK: N_("may be quoted after checking with the informant"), Level.NEVER: N_("may not be quoted"),
}  # fmt: skip
"""What consent means, for people."""
NOT_RECORDED = N_("not recorded")
_MOST_CODERS = 5
"""Coders who have a column of their own; of more only the sums are told."""


def saturation(report: Report | None, language: str) -> Iterator[Block]:
    """Yield the section on saturation.

    Args:
        report: What the analysis says; ``None`` where no interview is coded.
        language: Of the document.
    """
    say = translator(language)
    yield Heading(say(N_("Saturation")))
    if report is None:
        yield Paragraph((say(N_("No interview is coded, so that nothing can be told of saturation.")),))
        return
    yield Table(report)


def agreement(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on agreement, which is not measured here."""
    say = translator(language)
    yield Heading(say(N_("Agreement between coders")))
    yield Paragraph((said_of_agreement(facts, say),))


def said_of_agreement(facts: Facts, say: Translate) -> str:
    """Return that agreement was not measured, and what there would be to measure."""
    if len(facts.coders) < 2:
        return say(N_("One coder: there is no second coding that agreement could be measured by."))
    return say(
        N_("Coders: {n}. Agreement between them is not measured in this document; it is for you to add it.")
    ).format(n=len(facts.coders))


def consent(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on consent."""
    say = translator(language)
    yield Heading(say(N_("Consent")))
    yield Paragraph((said_of_consent(facts, say),))
    if any(one.consent for one in facts.informants) or facts.span_consents:
        yield Table(_levels(facts, say))


def said_of_consent(facts: Facts, say: Translate) -> str:
    """Return of how many informants consent is recorded, in one sentence."""
    return say(N_("Consent to be quoted is recorded of {n} of {all} informants, and of {passages} passages.")).format(
        n=sum(one.consent is not None for one in facts.informants), all=len(facts.informants),
        passages=facts.span_consents.total(),
    )  # fmt: skip


def _levels(facts: Facts, say: Translate) -> Report:
    informants = Counter(one.consent for one in facts.informants)
    columns = (
        Column("level", say(N_("Consent")), Kind.NAME), Column("informants", say(N_("Informants")), Kind.COUNT),
        Column("passages", say(N_("Passages")), Kind.COUNT),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (Name(level, say(label)), informants[level], facts.span_consents[level]) for level, label in LEVELS.items()
    ]
    rows.append((Name("-", say(NOT_RECORDED)), informants[None], 0))
    return Report(say(N_("Consent as it is recorded")), columns, tuple(rows))


def notes(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on memos."""
    say = translator(language)
    yield Heading(say(N_("Memos and reflexivity")))
    yield Paragraph((said_of_memos(facts, say),))
    if facts.memos:
        columns = (Column("kind", say(N_("Kind")), Kind.NAME), Column("memos", say(N_("Memos")), Kind.COUNT))
        rows = tuple((Name(kind, say(kind)), n) for kind, n in sorted(facts.memos.items()))
        yield Table(Report(say(N_("Memos by kind")), columns, rows))


def said_of_memos(facts: Facts, say: Translate) -> str:
    """Return how many memos there are, and how many of them are reflexive."""
    return say(N_("Memos: {n}, of which personal (reflexive): {reflexive}.")).format(
        n=facts.memos.total(), reflexive=facts.memos[REFLEXIVE]
    )


def trail(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on the audit trail."""
    say = translator(language)
    yield Heading(say(N_("Audit trail")))
    yield Paragraph((said_of_trail(facts, language),))
    if facts.trail:
        yield Table(_acts(facts, say))


def said_of_trail(facts: Facts, language: str) -> str:
    """Return how many acts the trail holds, between which days, and how many were taken back."""
    say = translator(language)
    if not facts.trail:
        return say(N_("The audit trail is empty."))
    return say(
        N_("Every act is kept with time and coder; acts: {n}, from {first} to {last} (UTC); of these undone: {undone}.")
    ).format(
        n=len(facts.trail), undone=sum(one.is_undone for one in facts.trail),
        first=long_date(facts.trail[0].when, language), last=long_date(facts.trail[-1].when, language),
    )  # fmt: skip


def _acts(facts: Facts, say: Translate) -> Report:
    by: dict[str, Counter[str]] = {}
    undone: Counter[str] = Counter()
    for one in facts.trail:
        by.setdefault(one.act, Counter())[one.coder] += 1
        undone[one.act] += one.is_undone
    everyone = sorted({one.coder for one in facts.trail}, key=str.casefold)
    shown = everyone if 1 < len(everyone) <= _MOST_CODERS else []
    columns = [Column("act", say(N_("Act")), Kind.NAME)]
    columns += [Column(f"coder:{name}", name, Kind.COUNT) for name in shown]
    columns += [Column("acts", say(N_("Acts")), Kind.COUNT), Column("undone", say(N_("Of which undone")), Kind.COUNT)]
    rows: list[tuple[Cell, ...]] = [
        (Name(act, say(act)), *(tally[name] for name in shown), tally.total(), undone[act])
        for act, tally in sorted(by.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    ]
    sums = (sum(tally[name] for tally in by.values()) for name in shown)
    total: tuple[Cell, ...] = (Name("*", say(N_("Total"))), *sums, len(facts.trail), undone.total())
    notes = () if shown or len(everyone) < 2 else (say(N_("Coders: {n}.")).format(n=len(everyone)),)
    return Report(say(N_("Acts by kind and coder")), tuple(columns), (*rows, total), notes=notes, total_rows=1)


def software(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on the software."""
    say = translator(language)
    yield Heading(say(N_("Software")))
    yield Paragraph((said_of_software(facts, say),))


def said_of_software(facts: Facts, say: Translate) -> str:
    """Return with what the texts were coded and counted."""
    return say(N_("Coded and counted with qcode {version} (Python {python}, SQLite {sqlite}).")).format(
        version=__version__, python=platform.python_version(), sqlite=facts.sqlite
    )
