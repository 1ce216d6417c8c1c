"""Counting the words of texts."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from qcode.analysis.words import listed, word_frequencies
from qcode.domain.encoding import decoded
from qcode.domain.report import Report
from qcode.domain.selection import Selection
from qcode.domain.text import count_words
from qcode.domain.word_list import WordList
from qcode.errors import QcodeError, UnreadableFile
from qcode.language import N_, _, translator
from qcode.services.asking import asked_as
from qcode.services.narrowing import excerpts, texts_of, told_of_words
from qcode.store import finding, word_lists
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
        selection: Whose words; those of coded passages alone if it chooses codings.
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
    meant = excerpts(project, selection)
    interviewers = sum(count_words(text) for one in texts_of(project, meant.left_out) for text in one.texts)
    own = [one for one in _own_lists(project, stop_lists) if with_stop_lists]
    stopped = {word for one in own for entry in one.words for word in listed(entry)}
    notes = list(told_of_words(project, selection, say))
    if own:
        notes.append(say(N_("Stop lists of the study: {names}.")).format(names=", ".join(one.name for one in own)))
    if interviewers:
        notes.append(say(N_("Left out: what interviewers said, words: {n}.")).format(n=interviewers))
    return word_frequencies(
        texts_of(project, meant.said), say=say, own_stop_words={*stop_words, *stopped},
        with_stop_lists=with_stop_lists, top=top, notes=notes, title=title,
        source_line=source_line or say(N_("primary data")),
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
