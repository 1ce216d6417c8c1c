"""The methods appendix as a document: it writes itself from the project, as far as a project knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qcode.domain.document import Block, Document, Heading, Paragraph, Role, Table, Words
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.language import N_, translator
from qcode.services.following import make_saturation
from qcode.services.methods import checks, work
from qcode.services.methods.checklists import checklist_report
from qcode.services.methods.code_history import events
from qcode.services.methods.facts import INTERVIEW, Facts, gather
from qcode.services.methods.sample import sample
from qcode.services.methods.statements import statements
from qcode.services.methods.topics import CHECKLISTS, TOPICS
from qcode.store.project import Project


@dataclass(frozen=True, slots=True)
class MethodsPlan:
    """What the appendix is to hold beside what the project tells."""

    answers: Mapping[str, str] = field(default_factory=dict)
    """What the researcher says to topics."""
    checklists: tuple[str, ...] = tuple(one.name.lower() for one in CHECKLISTS)
    """Which of them are filled in: ``coreq``, ``srqr``."""


def make_methods(project: Project, plan: MethodsPlan, *, language: str = "en", title: str = "") -> Document:
    """Return the methods appendix of a study; it reads the whole audit trail, so let a screen ask in a thread.

    Args:
        project: The study.
        plan: What the researcher adds, and which checklists.
        language: Of the document's own words.
        title: Of the document; a plain one if empty.
    """
    say = translator(language)
    facts = gather(project)
    found = events(facts)
    title = title or say(N_("Methods appendix: {name}")).format(name=facts.name)
    blocks: list[Block] = [Paragraph((title,), Role.TITLE)]
    intro = N_("Written by qcode from what the project holds; what only you can tell stands in the tables at the end.")
    blocks.append(Paragraph((say(intro),)))
    blocks += sample(facts, language)
    blocks += work.procedure(facts, language)
    blocks += work.codebook(facts, found, language)
    blocks += checks.saturation(_saturation(project, facts, language), language)
    for section in (checks.agreement, checks.consent, checks.notes, checks.trail, checks.software):
        blocks += section(facts, language)
    blocks += _answers(plan.answers, language)
    stated = statements(facts, found, language)
    for one in CHECKLISTS:
        if one.name.lower() in plan.checklists:
            blocks += [Heading(one.name), Table(checklist_report(one, plan.answers, stated, say))]
    return Document(title, tuple(blocks))


def _saturation(project: Project, facts: Facts, language: str) -> Report | None:
    if not any(text.source.codings for text in facts.interviews):
        return None
    report = make_saturation(project, Selection(), kind=INTERVIEW, language=language)
    # Where there are too few interviews, whole columns have nothing to say.
    shown = [at for at in range(len(report.columns)) if any(row[at] is not None for row in report.rows)]
    rows = tuple(tuple(row[at] for at in shown) for row in report.rows)
    return replace(report, columns=tuple(report.columns[at] for at in shown), rows=rows)


def _answers(answers: Mapping[str, str], language: str) -> list[Block]:
    """Return what the researcher says, topic by topic, as running text."""
    if not answers:
        return []
    say = translator(language)
    told = [
        Paragraph((Words(f"{say(question)} ", italic=True), answers[topic]))
        for topic, question in TOPICS.items()
        if topic in answers
    ]
    return [Heading(say(N_("What the researcher tells"))), *told]
