"""Spotting: the places in texts on which numbers stand that count no codings: words, matches, references, questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from qcode.analysis.words import folded_word
from qcode.domain.consent import Level
from qcode.domain.exported import Export
from qcode.domain.selection import Selection
from qcode.domain.sentences import sentences
from qcode.domain.study import Hit
from qcode.domain.text import words
from qcode.services import consenting, contrasting, tabling_law
from qcode.services.asking import from_json
from qcode.services.grounding import TOTAL, Cell
from qcode.services.narrowing import Spans, excerpts
from qcode.store import guide, sources
from qcode.store.project import Project
from qcode.store.vocabulary import vocabulary_of

Arguments = Mapping[str, Any]
"""Those of the maker of a report, by name."""


def spots(project: Project, export: Export, cell: Cell) -> tuple[list[Hit], Counter[Level]] | None:
    """Return the places behind a number as the study is now, and how many consent keeps back, by what it says.

    Args:
        project: The study.
        export: The table.
        cell: What of it; of a table of words a row, for all words are on every page.

    Returns:
        ``None`` where codings are counted.

    Raises:
        QcodeError: If it names what the study no longer has.
    """
    if export.kind not in _SPOTS:
        return None
    arguments = {name: from_json(value) for name, value in export.arguments.items()}
    return consenting.cleared_hits(project, list(_SPOTS[export.kind](project, arguments, cell)))


def _of_words(project: Project, arguments: Arguments, cell: Cell) -> Iterator[Hit]:
    said = excerpts(project, arguments.get("selection", Selection())).said
    yield from _said(project, cell.row, said, by_stem=arguments.get("by_stem", False))


def _of_keyness(project: Project, arguments: Arguments, cell: Cell) -> Iterator[Hit]:
    asked = {name: arguments[name] for name in ("target", "reference", "selection") if name in arguments}
    here, there = contrasting.groups(project, **asked)
    yield from _said(project, cell.row, {} if cell.column.startswith("reference") else here)
    yield from _said(project, cell.row, {} if cell.column.startswith("target") else there)


def _said(project: Project, word: str, spans: Spans, *, by_stem: bool = False) -> Iterator[Hit]:
    """Yield where a word is said, in its sentence; no place for none."""
    vocabulary, about = vocabulary_of(project.database), {one.id: one for one in sources.all_sources(project)}
    for source, own in spans.items() if word else ():
        language = about[source].language
        stem = vocabulary.stem(word, language) if by_stem else ""

        def is_it(other: str, language: str = language, stem: str = stem) -> bool:
            return other == word or (by_stem and vocabulary.stem(other, language) == stem)

        text = sources.text_of(project, source)
        found = [
            (sentence, at)
            for start, end in own
            for sentence in sentences(text, start, end)
            for at in words(sentence.of(text))
            if is_it(folded_word(at.of(sentence.of(text))))
        ]
        turns = _speakers(project, source) if found else {}
        for sentence, at in found:
            start, end = sentence.start + at.start, sentence.start + at.end
            speaker, seconds = next((told for (a, b), told in turns.items() if a <= start < b), ("", None))
            left, match, right = text[sentence.start : start], text[start:end], text[end : sentence.end]
            yield Hit(about[source].name, start, end, left, match, right, speaker, seconds)


def _speakers(project: Project, source: str) -> dict[tuple[int, int], tuple[str, float | None]]:
    turns = sources.turns_of(project, source)
    return {(one.span.start, one.span.end): (one.speaker, one.seconds) for one in turns}


def _of_matches(project: Project, arguments: Arguments, cell: Cell) -> Iterable[Hit]:
    _report, lines = contrasting.concord(project, **arguments)
    return [
        Hit(one.source, one.start, one.end, one.left, one.match, one.right, one.speaker, None)
        for at, one in enumerate(lines, 1) if cell.at in (0, at)
    ]  # fmt: skip


def _of_statutes(project: Project, arguments: Arguments, cell: Cell) -> Iterable[Hit]:
    groups = tabling_law.cited(project, **arguments)
    places = {
        one.place: Hit(one.source, one.span.start, one.span.end, "", one.text, "", one.speaker, one.seconds)
        for at, group in enumerate(groups, 1) if cell.at in (0, at)
        for one in group
    }  # fmt: skip
    return places.values()


def _of_questions(project: Project, _arguments: Arguments, cell: Cell) -> Iterator[Hit]:
    keys = {one.id: one.key for one in guide.questions(project)}
    about = {one.id: one for one in sources.all_sources(project)}
    for one in guide.asked(project):
        name = about[one.source].name
        if cell.row in ("", keys.get(one.question)) and cell.column in ("", TOTAL, name) and one.question:
            turn = next(each for each in sources.turns_of(project, one.source) if each.span.start == one.start)
            text = turn.span.of(sources.text_of(project, one.source))
            yield Hit(name, turn.span.start, turn.span.end, "", text, "", turn.speaker, turn.seconds)


_SPOTS: Mapping[str, Callable[[Project, Arguments, Cell], Iterable[Hit]]] = {
    "words": _of_words, "keyness": _of_keyness, "concordance": _of_matches, "statutes": _of_statutes,
    "questions": _of_questions,
}  # fmt: skip
"""Kind of report → what its numbers stand on."""
