"""The interview guide: its questions, the turns that ask them, and what was not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qcode.analysis.likeness import Likeness
from qcode.analysis.words import stop_words
from qcode.domain.guide import Suggestion, next_key
from qcode.domain.report import Cell, Column, Kind, Name, Report
from qcode.domain.text import folded, shortened
from qcode.domain.transcript import Role
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import N_, _, translator
from qcode.services import importing
from qcode.services.asking import asked_as
from qcode.store import dependents, guide, sources
from qcode.store.project import Project

ALIKE = 0.6
"""From this likeness on many turns are tied at once: in the demo's interviews 14 of the 21 that ask something of its
guide, and none wrongly; from 0.3 on it would be 18, with 9 wrong."""

_NUMBER = re.compile(r"\s*(?:(?P<key>[A-Za-z]{0,3}\d+(?:\.\d+)*[a-z]?)[.):]|[-*•])\s+")


@dataclass(frozen=True, slots=True)
class GuideResult:
    """What bringing a guide in came to."""

    added: int
    already: int
    """Whose words were in the guide already; they stayed as they were."""


def add_question(project: Project, text: str, *, key: str = "", topic: str = "") -> str:
    """Add a question at the end of the guide; return its id.

    Args:
        project: The study.
        text: The question.
        key: A handle; ``Q1``, ``Q2`` … if empty.
        topic: A heading of the guide; empty for none.

    Raises:
        QcodeError: If there are no words or the key is taken.
    """
    return _added(project, [(key, text, topic)])[0]


def _added(project: Project, new: Sequence[tuple[str, str, str]]) -> list[str]:
    there = guide.questions(project)
    keys = [one.key for one in there]
    position = max((one.position for one in there), default=0)
    made: list[str] = []
    with project.change("questions add", shortened(new[0][1]) + (f" (+{len(new) - 1})" if len(new) > 1 else "")) as c:
        for key, text, topic in new:
            key = _free_key(key, keys) if key else next_key(keys)
            position += 1
            row = {"position": position, "key": key, "text": _worded(text), "topic": topic.strip()}
            made.append(c.insert("question", row))
            keys.append(key)
    return made


def edit_question(
    project: Project, question: str, *, key: str | None = None, text: str | None = None, topic: str | None = None
) -> None:
    """Change a question; what is ``None`` stays.

    Raises:
        QcodeError: If there are no words left or the key is taken.
        UnknownName: If there is no such question.
    """
    one = guide.find(project, question)
    columns: dict[str, str] = {}
    if key is not None:
        columns["key"] = _free_key(key, [other.key for other in guide.questions(project) if other.id != one.id])
    if text is not None:
        columns["text"] = _worded(text)
    if topic is not None:
        columns["topic"] = topic.strip()
    with project.change("questions edit", f"{one.key} {shortened(text or one.text)}") as change:
        change.update("question", one.id, columns)


def move_question(project: Project, question: str, before: str | None) -> None:
    """Put a question before another, at the end if ``None``.

    Raises:
        UnknownName: If there is no such question.
    """
    one = guide.find(project, question)
    order = [other for other in guide.questions(project) if other.id != one.id]
    at = next((i for i, other in enumerate(order) if before and before in (other.id, other.key)), len(order))
    order.insert(at, one)
    with project.change("questions move", one.key) as change:
        for position, other in enumerate(order, 1):
            change.update("question", other.id, {"position": position})


def remove_question(project: Project, question: str) -> int:
    """Remove a question; the turns that asked it are tied to nothing then.

    Returns:
        How many turns asked it.

    Raises:
        UnknownName: If there is no such question.
    """
    one = guide.find(project, question)
    turns = sum(each.question == one.id for each in guide.asked(project))
    with project.change("questions remove", f"{one.key} {shortened(one.text)}") as change:
        dependents.forget(project, change, "question", one.id)
        change.delete("question", one.id)
    return turns


def import_guide(project: Project, path: Path) -> GuideResult:
    """Bring a guide in from a document: a line a question, numbered or not; a line that asks nothing is a heading.

    Raises:
        UnreadableFile: If the file cannot be read or holds no question.
    """
    found = _read_questions(importing.preview(path).transcript.text)
    if not found:
        raise UnreadableFile(
            _("{file}: no question was found").format(file=path.name),
            _("Write a line for each question; it begins with a number or a dash, or ends with a question mark."),
        )
    there = {_bare(one.text) for one in guide.questions(project)}
    keys = {one.key.casefold() for one in guide.questions(project)}
    new: list[tuple[str, str, str]] = []
    for key, text, topic in found:
        if _bare(text) in there:
            continue
        there.add(_bare(text))
        new.append(("" if key.casefold() in keys else key, text, topic))
        keys.add(key.casefold())
    if new:
        _added(project, new)
    return GuideResult(len(new), len(found) - len(new))


def _read_questions(text: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    topic = ""
    for line in filter(str.strip, text.split("\n")):
        number = _NUMBER.match(line)
        words = line[number.end() :].strip() if number else line.strip()
        if number or words.endswith("?"):
            key = (number["key"] or "") if number else ""
            found.append((f"Q{key}" if key[:1].isdigit() else key, words, topic))
        else:
            topic = words.rstrip(":")
    return found


# -- turns --------------------------------------------------------------------------------------


def suggest(project: Project, source: str) -> list[Suggestion]:
    """Return the interviewer's turns of a source in order, each with the question it is likeliest to ask.

    Args:
        project: The study.
        source: Its id.
    """
    text = sources.text_of(project, source)
    questions = {one.id: one.text for one in guide.questions(project)}
    language = sources.find(project, source).language
    likeness = Likeness(questions, _stemmer(language), stop_words(language))
    tied = {one.start: one.question for one in guide.asked(project, source)}
    found: list[Suggestion] = []
    for turn in sources.turns_of(project, source):
        if turn.role is Role.INTERVIEWER or turn.span.start in tied:
            words = turn.span.of(text)
            question, how = likeness.best(words)
            found.append(Suggestion(turn.span, words, question, how, tied.get(turn.span.start)))
    return found


def tie_turn(project: Project, source: str, start: int, question: str | None) -> None:
    """Tie the turn that begins at a place to a question.

    Args:
        project: The study.
        source: Id of the source.
        start: Where the turn begins.
        question: Key or id; ``None``: the turn asks none of the guide's.

    Raises:
        QcodeError: If no turn begins there.
        UnknownName: If there is no such question.
    """
    one = guide.find(project, question) if question else None
    turn = next((each for each in sources.turns_of(project, source) if each.span.start == start), None)
    if turn is None:
        raise QcodeError(
            _("no turn of {source} begins at {start}").format(source=sources.name_of(project, source), start=start),
            _("The turns and where they begin: qcode turns SOURCE"),
        )
    name = one.key if one else _("none of the guide")
    with project.change("questions tie", f"{sources.name_of(project, source)} {start}: {name}") as change:
        guide.tie(project, change, source, start, one.id if one else None)


def untie_turn(project: Project, source: str, start: int) -> bool:
    """Forget what the turn that begins at a place asks; say whether it was tied."""
    with project.change("questions tie", f"{sources.name_of(project, source)} {start}: –") as change:
        return guide.untie(project, change, source, start)


def tie_alike(project: Project, source: str, least: float = ALIKE) -> int:
    """Tie every turn of a source that is not tied yet and is like a question, as one act; return how many.

    Args:
        project: The study.
        source: Its id.
        least: The likeness from which on a suggestion is taken, 0 to 1.
    """
    taken = [one for one in suggest(project, source) if one.tied is None and one.question and one.likeness >= least]
    if taken:
        with project.change("questions tie", f"{sources.name_of(project, source)}: {len(taken)}") as change:
            for one in taken:
                guide.tie(project, change, source, one.span.start, one.question)
    return len(taken)


@asked_as("questions")
def make_coverage(project: Project, *, language: str = "en", title: str = "") -> Report:
    """Return how often each question was asked in each interview; 0 is a question that was not asked.

    Args:
        project: The study.
        language: Of the report.
        title: Of the report; a plain one if empty.
    """
    say = translator(language)
    interviews = [one for one in sources.all_sources(project) if one.turns]
    counts: dict[tuple[str, str], int] = {}
    for one in guide.asked(project):
        counts[one.question, one.source] = counts.get((one.question, one.source), 0) + 1
    rows: list[tuple[Cell, ...]] = []
    for question in guide.questions(project):
        per_source = [counts.get((question.id, source.id), 0) for source in interviews]
        label = f"{question.key} {question.text}"
        rows.append((Name(question.key, label), *per_source, sum(1 for n in per_source if n)))
    return Report(
        title=title or say(N_("Questions asked by interview")),
        columns=(
            Column("question", say(N_("Question")), Kind.NAME),
            *(Column(source.name, kind=Kind.COUNT) for source in interviews),
            Column("*", say(N_("Interviews")), Kind.COUNT),
        ),
        rows=tuple(rows),
        notes=(
            say(N_("Unit: interviewer's turns tied to a question of the guide; 0: it was not asked.")),
            say(N_("Last column: interviews in which it was asked, of {n}.")).format(n=len(interviews)),
        ),
        source_line=say(N_("primary data")),
        total_columns=1,
    )


def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer

    names = ["english"] if language == "en" else ["indonesian"] if language == "id" else ["indonesian", "english"]
    stemmers = [snowballstemmer.stemmer(name) for name in names]

    def stem(word: str) -> str:
        for stemmer in stemmers:
            word = stemmer.stemWord(word)
        return word

    return stem


def _free_key(key: str, taken: Sequence[str]) -> str:
    key = key.strip()
    if not key or any(c.isspace() for c in key):
        raise QcodeError(_("“{key}” is no key; a key is one word").format(key=key))
    if key.casefold() in {one.casefold() for one in taken}:
        raise QcodeError(_("the key “{key}” is taken").format(key=key))
    return key


def _worded(text: str) -> str:
    if not text.strip():
        raise QcodeError(_("a question without words was not kept"))
    return " ".join(text.split())


def _bare(text: str) -> str:
    return " ".join(folded(text).split()).rstrip("?. ")
