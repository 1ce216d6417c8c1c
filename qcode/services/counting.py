"""Counting the words of texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from qcode.analysis.words import Said, listed, word_frequencies
from qcode.domain.encoding import decoded
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.study import Source, SourceTurn
from qcode.domain.text import count_words
from qcode.domain.transcript import Role
from qcode.domain.word_list import WordList
from qcode.errors import QcodeError, UnknownName, UnreadableFile
from qcode.language import N_, Translate, _, translator
from qcode.services.asking import asked_as
from qcode.store import cases, finding, sets, sources, word_lists
from qcode.store.project import Project
from qcode.store.vocabulary import vocabulary_of


@asked_as("words")
def make_words(
    project: Project, selection: Selection, *, language: str = "en", top: int | None = None,
    stop_words: Collection[str] = (), stop_lists: Collection[str] | None = None, with_stop_lists: bool = True,
    by_stem: bool = False, title: str = "", source_line: str = "",
) -> Report:  # fmt: skip
    """Return how often each word is said in the texts, most frequent first.

    Where a text has turns, what is said in them is counted and not what stands around them; where it has none, all of
    it is.

    Args:
        project: The study.
        selection: Of it the sources, sets, cases and speakers, and whether interviewers are counted.
        language: Of the report's own words.
        top: How many words to show, all if ``None``.
        stop_words: Words to leave out beside the built-in lists.
        stop_lists: Names of the study's own stop lists to use; all of them if ``None``.
        with_stop_lists: Whether stop lists are used: the built-in one of each source's language, and the study's own.
        by_stem: Whether words of one stem are counted as one.
        title: Of the report; a plain one if empty.
        source_line: Where the data come from, as it is printed; a plain one if empty.

    Raises:
        QcodeError: If ``top`` is below 1, or a filter names what the project does not have.
    """
    if top is not None and top < 1:
        raise QcodeError(_("at least one word has to be shown"))
    say = translator(language)
    said: list[Said] = []
    interviewers = 0
    for source, turns in chosen(project, selection):
        text = sources.text_of(project, source.id)
        asked = set[SourceTurn]()
        if not selection.all_speakers:
            asked = {one for one in turns or () if one.role is Role.INTERVIEWER}
        interviewers += sum(count_words(one.span.of(text)) for one in asked)
        stretches = [text] if turns is None else [one.span.of(text) for one in turns if one not in asked]
        said.append(Said(source.name, source.language, stretches))
    own = [one for one in _own_lists(project, stop_lists) if with_stop_lists]
    stopped = {word for one in own for entry in one.words for word in listed(entry)}
    notes = list(described_texts(selection, say))
    if own:
        notes.append(say(N_("Stop lists of the study: {names}.")).format(names=", ".join(one.name for one in own)))
    if interviewers:
        notes.append(say(N_("Left out: what interviewers said, words: {n}.")).format(n=interviewers))
    return word_frequencies(
        said, say=say, own_stop_words={*stop_words, *stopped}, with_stop_lists=with_stop_lists, top=top, notes=notes,
        title=title, source_line=source_line or say(N_("primary data")),
        stem=vocabulary_of(project.database).stem if by_stem else None,
    )  # fmt: skip


def _own_lists(project: Project, names: Collection[str] | None) -> list[WordList]:
    """Return the stop lists of a study, of them only those with a name.

    Raises:
        UnknownName: If there is none with a name.
    """
    everything = word_lists.stop_lists(project)
    if names is None:
        return everything
    wanted = {
        finding.one(name.removeprefix("@"), ((one.name, one.id) for one in everything), _("stop list"))
        for name in names
    }
    return [one for one in everything if one.id in wanted]


def read_stop_words(path: Path) -> frozenset[str]:
    """Read a list of words to leave out: one or more to a line, ``#`` begins a remark.

    Raises:
        UnreadableFile: If it cannot be read; the message names the file.
    """
    try:
        return listed(decoded(path.read_bytes())[0])
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error


def chosen(project: Project, selection: Selection) -> Iterator[tuple[Source, list[SourceTurn] | None]]:
    """Yield the sources of a selection with the turns to count, ``None`` where a text has no turns."""
    named = {sources.find_id(project, name) for name in selection.sources}
    grouped = {id for name in selection.sets for id in sets.sources_in(project, name)}
    about = [cases.find(project, name) for name in selection.cases]
    wanted = {name.casefold() for name in selection.speakers}
    known: set[str] = set()
    for source in sources.all_sources(project):
        speakers = sources.speakers_of(project, source.id)
        handles = {one.label: {one.label.casefold(), f"{source.name}: {one.label}".casefold()} for one in speakers}
        known.update(*handles.values())
        theirs = [case for case in about if source.name in case.sources]
        if (
            (named and source.id not in named)
            or (selection.sets and source.id not in grouped)
            or (about and not theirs)
        ):
            continue
        # Where speakers are tied to cases, only they belong to them; else the whole source does.
        tied = {one.label for one in speakers if one.case in {case.name for case in theirs}}
        turns = [
            one
            for one in sources.turns_of(project, source.id)
            if not (wanted and wanted.isdisjoint(handles[one.speaker])) and not (tied and one.speaker not in tied)
        ]
        has_turns = bool(turns) or bool(source.turns) or bool(wanted)
        yield source, turns if has_turns else None
    if missing := [name for name in selection.speakers if name.casefold() not in known]:
        raise UnknownName(_("there is no {what} “{name}”").format(what=_("speaker"), name=missing[0]))


def described_texts(selection: Selection, say: Translate) -> Iterator[str]:
    """Yield what a selection narrows texts to, a sentence for each filter."""
    for label, values in (
        (N_("Only sources: {names}."), selection.sources), (N_("Only sets: {names}."), selection.sets),
        (N_("Only cases: {names}."), selection.cases), (N_("Only speakers: {names}."), selection.speakers),
    ):  # fmt: skip
        if values:
            yield say(label).format(names=", ".join(values))
