"""Lists of words: made, edited, removed, read from a file and written to one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qcode.domain.encoding import decoded
from qcode.domain.word_list import KINDS, TERMS, WordList, tidied, words_of, written
from qcode.errors import QcodeError, UnknownName, UnreadableFile
from qcode.language import _
from qcode.services.writing import write_file
from qcode.store import finding, word_lists
from qcode.store.changes import now
from qcode.store.project import Project


def find(project: Project, name: str) -> WordList:
    """Return the list with a name, with or without ``@`` before it, or an id.

    Raises:
        UnknownName: If there is none.
    """
    everything = word_lists.all_lists(project)
    wanted = finding.one(name.removeprefix("@"), ((one.name, one.id) for one in everything), _("word list"))
    return next(one for one in everything if one.id == wanted)


def add_list(project: Project, name: str, words: Iterable[str], kind: str = TERMS) -> WordList:
    """Make a list; into one of that name that is there, put the words it does not have yet.

    Raises:
        QcodeError: If the name or the kind cannot be, or there are no words.
    """
    name, wanted = _named(name), tidied(words)
    if kind not in KINDS:
        raise UnknownName(_("there is no {what} “{name}”").format(what=_("kind of list"), name=kind), ", ".join(KINDS))
    if not wanted:
        raise QcodeError(
            _("a list without words was not kept"), _("Write one word, or words that stand together, a line.")
        )
    there = next((one for one in word_lists.all_lists(project) if one.name.casefold() == name.casefold()), None)
    if there is not None:
        return change_list(project, there.id, words=(*there.words, *wanted))
    row = {"name": name, "kind": kind, "words": list(wanted), "created": now()}
    with project.change("lists add", f"@{name} ({len(wanted)})") as change:
        made = change.insert("word_list", row)
    return WordList(made, name, kind, wanted)


def change_list(
    project: Project, list_id: str, *, name: str | None = None, words: Iterable[str] | None = None,
    kind: str | None = None,
) -> WordList:  # fmt: skip
    """Give a list another name, other words or another kind; what is ``None`` stays.

    Raises:
        QcodeError: If the list is gone, has no words left, or another one has the name.
    """
    old = find(project, list_id)
    new = WordList(
        old.id, old.name if name is None else _named(name), kind or old.kind,
        old.words if words is None else tidied(words),
    )  # fmt: skip
    if not new.words:
        raise QcodeError(_("a list without words was not kept"), _("To be rid of a list, remove it."))
    others = {one.name.casefold() for one in word_lists.all_lists(project) if one.id != old.id}
    if new.name.casefold() in others:
        raise QcodeError(_("there is a word list “{name}” already").format(name=new.name), _("Choose another name."))
    shown = f"@{old.name}" if new.name == old.name else f"@{old.name} → @{new.name}"
    with project.change("lists edit", f"{shown} ({len(new.words)})") as change:
        change.update("word_list", old.id, {"name": new.name, "kind": new.kind, "words": list(new.words)})
    return new


def take_out(project: Project, list_id: str, words: Iterable[str]) -> WordList:
    """Take words out of a list.

    Raises:
        UnknownName: If a word is not in it.
        QcodeError: If none would be left.
    """
    old = find(project, list_id)
    gone = {word.casefold() for word in words}
    if missing := gone - {word.casefold() for word in old.words}:
        raise UnknownName(_("“{word}” is not in the list {name}").format(word=min(missing), name=old.name))
    return change_list(project, old.id, words=[word for word in old.words if word.casefold() not in gone])


def remove_list(project: Project, list_id: str) -> WordList:
    """Remove a list; return what it was.

    Raises:
        UnknownName: If it is gone.
    """
    old = find(project, list_id)
    with project.change("lists remove", f"@{old.name} ({len(old.words)})") as change:
        change.delete("word_list", old.id)
    return old


def read_words(path: Path) -> tuple[str, ...]:
    """Read a list from a file: one word to a line, or words that stand together; ``#`` begins a remark.

    Raises:
        UnreadableFile: If it cannot be read; the message names the file.
    """
    try:
        return words_of(decoded(path.read_bytes())[0])
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", _("Check its name and your rights.")) from error
    except QcodeError as error:
        raise UnreadableFile(f"{path}: {error.message}", error.hint) from error


def write_words(one: WordList, path: Path) -> None:
    """Write a list to a file, one entry to a line.

    Raises:
        QcodeError: If it cannot be written.
    """
    write_file(path, written(one.words).encode())


def _named(name: str) -> str:
    name = name.strip().removeprefix("@")
    if not name or any(c.isspace() or c in '"()' for c in name):
        raise QcodeError(
            _("“{name}” is no name for a word list").format(name=name),
            _("It stands in searches as @name, so it is one word without blanks, quotes and brackets."),
        )
    return name
