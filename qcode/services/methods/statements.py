"""What a project can say to the items of a checklist; the rest is for the researcher to write.

A statement tells what stands in the project and no more: where it answers half of an item, the researcher's own words
belong beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qcode.domain.consent import Level
from qcode.domain.member_check import SAID
from qcode.domain.transcript import timestamp
from qcode.language import N_, Translate, translator
from qcode.services.methods import checks, work
from qcode.services.methods.code_history import ADDED, Event, counts
from qcode.services.methods.facts import Facts
from qcode.services.methods.sample import length

SAY_ALL = frozenset({"sample_size", "repeats", "duration", "coders", "coding_tree", "software"})
"""Topics that the project answers alone; of the others it knows a part."""
_NOTES = ("note", "field note", "field notes", "observation", "catatan lapangan", "observasi")
_Statement = Callable[[Facts, Translate], str]


def statements(facts: Facts, found: list[Event], language: str) -> dict[str, str]:
    """Return what the project says to each topic; what it says nothing to is left out.

    Args:
        facts: What the project knows.
        found: What happened to the codes.
        language: Of the document.
    """
    say = translator(language)
    said = {topic: state(facts, say) for topic, state in _STATED.items()}
    said |= {
        "themes": _themes(found, say),
        "coding_tree": f"{_coding_tree(facts, say)} {work.said_of_changes(found, say)}",
        "trustworthiness": f"{checks.said_of_trail(facts, language)} {checks.said_of_memos(facts, say)} "
        f"{checks.said_of_agreement(facts, say)}",
        "saturation": say(N_("Analysed in the section “Saturation”; what it means is for you to say."))
        if any(text.source.codings for text in facts.interviews)
        else "",
    }
    return {topic: words for topic, words in said.items() if words}


def _interviewer(facts: Facts, say: Translate) -> str:
    labels = sorted({label for text in facts.interviews for label in text.interviewers}, key=str.casefold)
    if not labels:
        return ""
    return say(N_("In the transcripts, interviewers are called: {names}.")).format(names=", ".join(labels))


def _assumptions(facts: Facts, say: Translate) -> str:
    n = facts.memos[checks.REFLEXIVE]
    return say(N_("Personal (reflexive) memos kept during the study: {n}.")).format(n=n) if n else ""


def _sample_size(facts: Facts, say: Translate) -> str:
    if not facts.texts:
        return ""
    return say(N_("Informants: {informants}; interviews: {interviews}; other texts: {others}.")).format(
        informants=len(facts.informants), interviews=len(facts.interviews),
        others=len(facts.texts) - len(facts.interviews),
    )  # fmt: skip


def _setting(facts: Facts, say: Translate) -> str:
    placed = sum(bool(text.about.place) for text in facts.interviews)
    if not placed:
        return ""
    return say(
        N_("The place is recorded of {n} of {all} interviews; it is not printed here, because it may tell who spoke.")
    ).format(n=placed, all=len(facts.interviews))


def _participants(facts: Facts, say: Translate) -> str:
    return say(N_("Listed under their codes in the section “Sample”.")) if facts.informants else ""


def _guide(facts: Facts, say: Translate) -> str:
    if not facts.questions:
        return ""
    return say(N_("A guide of {n} questions is in the project; turns tied to one of them: {asked}.")).format(
        n=facts.questions, asked=facts.asked
    )


def _repeats(facts: Facts, say: Translate) -> str:
    if not facts.informants:
        return ""
    several = sum(sum(text in facts.interviews for text in one.texts) > 1 for one in facts.informants)
    return say(N_("Informants with more than one interview: {n}.")).format(n=several)


def _recording(facts: Facts, say: Translate) -> str:
    timed = sum(bool(text.seconds) for text in facts.interviews)
    if not timed:
        return ""
    return say(N_("Transcripts with timestamps of a recording: {n} of {all}.")).format(
        n=timed, all=len(facts.interviews)
    )


def _field_notes(facts: Facts, say: Translate) -> str:
    n = sum(text.source.kind.casefold() in _NOTES for text in facts.texts)
    return say(N_("Field or observation notes kept as sources: {n}.")).format(n=n) if n else ""


def _duration(facts: Facts, say: Translate) -> str:
    timed = [text for text in facts.interviews if text.seconds]
    if not timed:
        return ""
    shortest, longest = min(text.seconds for text in timed), max(text.seconds for text in timed)
    return say(N_("By the timestamps {shortest} to {longest}, on average {mean} ({n} of {all} interviews).")).format(
        shortest=timestamp(shortest), longest=timestamp(longest), mean=timestamp(length(timed) / len(timed)),
        n=len(timed), all=len(facts.interviews),
    )  # fmt: skip


def _coders(facts: Facts, say: Translate) -> str:
    return work.said_of_coders(facts, say) if facts.coders else ""


def _coding_tree(facts: Facts, say: Translate) -> str:
    if not facts.codes:
        return ""
    return say(N_("A codebook of {n} codes with their definitions is in the project (qcode report codebook).")).format(
        n=sum(one.code.codable for one in facts.codes)
    )


def _themes(found: list[Event], say: Translate) -> str:
    added = counts(found)[ADDED]
    if not added:
        return ""
    brought = sum(len(one.codes) for one in found if one.kind == ADDED and one.is_import)
    return say(N_("Codes that came with a codebook made beforehand: {before}; added while working: {after}.")).format(
        before=brought, after=added - brought
    )


def _member_check(facts: Facts, say: Translate) -> str:
    said = []
    if n := sum(one.consent is Level.CHECK for one in facts.informants):
        said.append(say(N_("Informants who want to check before they are quoted: {n}.")).format(n=n))
    if facts.checked_by:
        answers = [f"{say(words)}: {n}" for one, words in SAID.items() if (n := facts.verdicts[one])]
        said.append(
            say(N_("Informants who answered sheets for checking: {n} ({answers}).")).format(
                n=facts.checked_by, answers="; ".join(answers)
            )
        )
    return " ".join(said)


def _quotations(facts: Facts, say: Translate) -> str:
    if not facts.passages.count:
        return ""
    return say(
        N_("Quotations that qcode writes carry their informant's code and place; passages marked typical: {n}.")
    ).format(n=facts.typical)


def _processing(facts: Facts, say: Translate) -> str:
    return say(N_("Described in the section “Procedure”.")) if facts.texts else ""


_STATED: Mapping[str, _Statement] = {
    "interviewer": _interviewer, "assumptions": _assumptions, "sample_size": _sample_size, "setting": _setting,
    "participants": _participants, "guide": _guide, "repeats": _repeats, "recording": _recording,
    "field_notes": _field_notes, "duration": _duration, "coders": _coders, "member_check": _member_check,
    "quotations": _quotations, "processing": _processing,
    "software": checks.said_of_software, "ethics": checks.said_of_consent,
}  # fmt: skip
