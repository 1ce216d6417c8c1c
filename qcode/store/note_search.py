"""Searching what is written about the texts: memos, and what codes are called and mean."""

from __future__ import annotations

from qcode.domain.study import FoundNote, Memo
from qcode.store import codes, memos, word_lists
from qcode.store.database import sqlite_only
from qcode.store.found_paragraphs import CLOSE, OPEN, parted
from qcode.store.project import Project
from qcode.store.query import match_expression
from qcode.store.vocabulary import Vocabulary

_MAKE_NOTES = sqlite_only(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_fts USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
)
_MAKE_NOTE_TERMS = sqlite_only(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_terms USING fts5vocab(temp, note_fts, 'row')"
)
_FORGET_NOTES = sqlite_only("DELETE FROM temp.note_fts")
_ADD_NOTE = sqlite_only("INSERT INTO temp.note_fts (rowid, text) VALUES (?, ?)")
_NOTE_TERMS = sqlite_only("SELECT term FROM temp.note_terms")
_FOUND_NOTES = sqlite_only(
    "SELECT rowid, highlight(note_fts, 0, ?, ?) FROM temp.note_fts WHERE note_fts MATCH ? ORDER BY rowid"
)


def search_memos(project: Project, query: str) -> list[FoundNote]:
    """Return the memos in which a query is found, oldest first.

    Raises:
        QcodeError: If there is no word in the query, or it names a list that is not there.
    """
    return _matching(project, query, [(one.text, _of_memo(one)) for one in memos.all_memos(project)])


def search_codes(project: Project, query: str) -> list[FoundNote]:
    """Return the codes whose name or definition, in any language, a query is found in; in the codebook's order.

    Raises:
        QcodeError: If there is no word in the query, or it names a list that is not there.
    """
    notes: list[tuple[str, FoundNote]] = []
    for one in codes.all_codes(project, with_use=False):
        code = one.code
        said = [text for text in (code.definition, code.include, code.exclude, code.example) if text]
        other = [text for texts in code.translations.values() for text in texts.values()]
        searched = "\n".join((code.key, code.name, *said, *other))
        note = FoundNote(code.id, "code", code.key or one.path, "\n".join(said) or code.name, "code", code.id)
        notes.append((searched, note))
    return _matching(project, query, notes)


def _of_memo(memo: Memo) -> FoundNote:
    on = f"{memo.target_kind} {memo.target}".strip()
    return FoundNote(memo.id, "memo", on, memo.text, memo.target_kind, memo.target_id)


def _matching(project: Project, query: str, notes: list[tuple[str, FoundNote]]) -> list[FoundNote]:
    """Return the notes in which a query is found: indexed for this one search, and so searched as texts are."""
    database = project.database
    for statement in (_MAKE_NOTES, _MAKE_NOTE_TERMS, _FORGET_NOTES):
        database.run(statement)
    database.many(_ADD_NOTE, ((at, text) for at, (text, _note) in enumerate(notes)))
    vocabulary = Vocabulary(term for (term,) in database.rows(_NOTE_TERMS))
    expression = match_expression(query, vocabulary, word_lists.terms_in(project, query))
    found = database.rows(_FOUND_NOTES, (OPEN, CLOSE, expression))
    return [_shown(notes[at][1], marked) for at, marked in found]


def _shown(note: FoundNote, marked: str) -> FoundNote:
    """Return a note with the first place at which something was found."""
    text, places = parted(marked)
    start, end = places[0] if places else (0, 0)
    return FoundNote(
        note.id, note.kind, note.target, note.text, note.target_kind, note.target_id,
        text[:start], text[start:end], text[end:],
    )  # fmt: skip
