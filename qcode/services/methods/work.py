"""What was done with the texts: read in, coded by whom and in which rounds, and what became of the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qcode.domain.dates import long_date
from qcode.domain.document import Block, Heading, Paragraph, Table
from qcode.domain.report import Column, Kind, Name, Report
from qcode.language import N_, Translate, translator
from qcode.services.methods.code_history import ADDED, EVENTS, Event, counts, history_report
from qcode.services.methods.facts import Facts

MOST_EVENTS = 200
"""Events of the codebook that are told one by one; of more only the sums are."""


def procedure(facts: Facts, language: str) -> Iterator[Block]:
    """Yield the section on how the texts came in and were coded."""
    say = translator(language)
    yield Heading(say(N_("Procedure")))
    yield Paragraph((" ".join(_import(facts, language)),))
    yield Paragraph((" ".join(_coding(facts, language)),))
    if facts.days:
        yield Table(_coders(facts, language))


def codebook(facts: Facts, found: list[Event], language: str) -> Iterator[Block]:
    """Yield the section on the codebook and how it came about."""
    say = translator(language)
    yield Heading(say(N_("Codebook")))
    codable = [one for one in facts.codes if one.code.codable]
    yield Paragraph(
        (
            say(N_("Codes: {n}, of which used: {used}; codebooks: {names}.")).format(
                n=len(codable), used=sum(bool(one.codings) for one in codable), names=", ".join(facts.codebooks)
            ),
            " ",
            said_of_changes(found, say),
        )
    )
    if 0 < len(found) <= MOST_EVENTS:
        yield Table(history_report(found, language))


def said_of_changes(found: list[Event], say: Translate) -> str:
    """Return how many codes were added, redefined and so on, in one sentence."""
    tally = counts(found)
    brought = sum(len(one.codes) for one in found if one.kind == ADDED and one.is_import)
    parts = [f"{say(label)}: {tally[kind]}" for kind, label in EVENTS.items() if tally[kind]]
    if not parts:
        return say(N_("The audit trail tells of no change to it."))
    if brought:
        parts.insert(1, say(N_("of these from a codebook's file: {n}")).format(n=brought))
    return say(N_("By the audit trail: {changes}.")).format(changes="; ".join(parts))


def _import(facts: Facts, language: str) -> Iterator[str]:
    say = translator(language)
    days = sorted(text.source.created[:10] for text in facts.texts)
    suffixes = Counter(text.source.filename.rpartition(".")[2].lower() for text in facts.texts if text.source.filename)
    if days:
        files = ", ".join(f".{suffix}: {n}" for suffix, n in sorted(suffixes.items()))
        yield say(N_("The texts were brought in {period} (files: {files}).")).format(
            period=_period(days[0], days[-1], language), files=files or "-"
        )
    asking = sum(len(text.interviewers) for text in facts.texts)
    answering = sum(len(text.participants) for text in facts.texts)
    if asking or answering:
        yield say(
            N_("Speakers were told apart by their labels; interviewers: {asking}, participants: {answering}.")
        ).format(asking=asking, answering=answering)
    if facts.questions:
        yield say(N_("Interview guide: questions {n}; interviewers' turns tied to one: {asked}.")).format(
            n=facts.questions, asked=facts.asked
        )


def _coding(facts: Facts, language: str) -> Iterator[str]:
    say, one = translator(language), facts.passages
    yield said_of_coders(facts, say)
    if not one.count:
        yield say(N_("Nothing is coded yet."))
        return
    low, middle, high = (f"{value:.0f}" for value in one.quartiles)
    yield say(
        N_("Unit of coding: the passage. Passages: {n}; median length in words: {middle} (half: {low} to {high}).")
    ).format(n=one.count, middle=middle, low=low, high=high)
    yield say(N_("Passages that are a whole turn: {whole}; that reach over several turns: {over}.")).format(
        whole=one.whole_turns, over=one.over_turns
    )
    yield say(
        N_("What interviewers say is shown as context and not counted; codings of it that were left out: {n}.")
    ).format(n=one.left_out)
    again = sum(len(days) > 1 for days in facts.visits.values())
    yield say(N_("Texts coded on one day: {once}; gone through again on other days: {again}.")).format(
        once=len(facts.visits) - again, again=again
    )


def said_of_coders(facts: Facts, say: Translate) -> str:
    """Return how many coded, in one sentence."""
    return say(N_("Coders: {n}; codings: {codings}.")).format(
        n=len(facts.coders), codings=sum(one.codings for one in facts.coders)
    )


def _coders(facts: Facts, language: str) -> Report:
    say = translator(language)
    columns = (
        Column("coder", say(N_("Coder")), Kind.NAME), Column("codings", say(N_("Codings")), Kind.COUNT),
        Column("days", say(N_("Days of coding")), Kind.COUNT), Column("first", say(N_("First day"))),
        Column("last", say(N_("Last day"))),
    )  # fmt: skip
    rows = tuple(
        (
            Name(coder), sum(days.values()), len(days), long_date(min(days), language), long_date(max(days), language)
        )
        for coder, days in sorted(facts.days.items(), key=lambda pair: pair[0].casefold())
    )  # fmt: skip
    return Report(say(N_("Coders and their work")), columns, rows, notes=(say(N_("Days are UTC.")),))


def _period(first: str, last: str, language: str) -> str:
    say = translator(language)
    if first == last:
        return say(N_("on {day}")).format(day=long_date(first, language))
    return say(N_("from {first} to {last}")).format(first=long_date(first, language), last=long_date(last, language))
