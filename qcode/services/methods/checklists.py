"""Checklists filled in as far as project and researcher can, each item with where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.language import N_, Translate
from qcode.services.methods.statements import SAY_ALL
from qcode.services.methods.topics import TOPICS, Checklist, Item


class Standing(StrEnum):
    """Where an item stands."""

    ANSWERED = N_("answered")
    STATED = N_("stated")
    PART = N_("in part")
    OPEN = N_("to be written")


def checklist_report(
    checklist: Checklist, answers: Mapping[str, str], stated: Mapping[str, str], say: Translate
) -> Report:
    """Return a checklist as a table.

    Args:
        checklist: The checklist.
        answers: What the researcher says to topics.
        stated: What the project says to topics.
        say: Translates into the document's language.
    """
    labels = {"item": N_("Item, and what it asks"), "standing": N_("State"), "where": N_("Where it stands")}
    kinds = {"item": Kind.NAME}
    rows: list[tuple[Cell, ...]] = []
    tally: Counter[Standing] = Counter()
    for group in checklist.groups:
        rows.append((Name(group.name, say(group.name)), "", ""))
        for item in group.items:
            standing = standing_of(item, answers, stated)
            tally[standing] += 1
            asked = " ".join(say(TOPICS[topic]) for topic in item.topics)
            told = "\n".join(_told(item, answers, stated, say))
            rows.append((Name(item.number, f"{item.number} {say(item.name)}. {asked}", 1), say(str(standing)), told))
    sums = "; ".join(f"{say(str(standing))}: {tally[standing]}" for standing in Standing)
    return Report(
        say(N_("{checklist}: where each item stands")).format(checklist=checklist.name),
        tuple(Column(name, say(label), kinds.get(name, Kind.TEXT)) for name, label in labels.items()),
        tuple(rows),
        notes=(
            say(N_("Items: {n}; {sums}.")).format(n=tally.total(), sums=sums),
            say(N_("Answered by the researcher, stated by the project; the rest is for the researcher to write.")),
        ),
        source_line=checklist.source,
    )


def standing_of(item: Item, answers: Mapping[str, str], stated: Mapping[str, str]) -> Standing:
    """Return where an item stands; it is done when each of its topics is, by the researcher or by the project alone."""
    answered = {topic for topic in item.topics if answers.get(topic)}
    said = {topic for topic in item.topics if stated.get(topic)}
    if answered | (said & SAY_ALL) == set(item.topics):
        return Standing.ANSWERED if answered else Standing.STATED
    return Standing.PART if answered | said else Standing.OPEN


def _told(item: Item, answers: Mapping[str, str], stated: Mapping[str, str], say: Translate) -> Iterator[str]:
    """Yield the researcher's words on an item, then the project's."""
    yield from (answers[topic] for topic in item.topics if answers.get(topic))
    for topic in item.topics:
        if stated.get(topic):
            yield say(N_("Stated in the project: {text}")).format(text=stated[topic])
