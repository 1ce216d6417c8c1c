"""Full-text search over paragraphs: every hit with its place and its context. Memos and definitions too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from qcode.domain.study import FoundNote, Hit
from qcode.store import codes, finding, memos, sources
from qcode.store.database import sqlite_only
from qcode.store.project import Project
from qcode.store.query import match_expression
from qcode.store.vocabulary import Vocabulary, vocabulary_of

CONTEXT = 60
"""How many characters of the paragraph are shown before and after a hit."""
FEW = 300
"""Up to so many paragraphs are read at once; beyond, one source after the other, so that the first hits come soon."""
# Noncharacters: highlight() sets them around hits, and no transcript has them.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"

_SOURCES = sqlite_only("SELECT id, uuid, name FROM source")
_MATCHING = sqlite_only("SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ? LIMIT ?")
_FOUND = sqlite_only(
    "SELECT p.source_id, p.start_at, highlight(paragraph_fts, 0, ?, ?) FROM paragraph_fts "
    "JOIN paragraph p ON p.id = paragraph_fts.rowid WHERE paragraph_fts MATCH ? ORDER BY p.source_id, p.start_at"
)
_FOUND_IN = sqlite_only(
    "SELECT p.source_id, p.start_at, highlight(paragraph_fts, 0, ?, ?) FROM paragraph_fts "
    "JOIN paragraph p ON p.id = paragraph_fts.rowid WHERE paragraph_fts MATCH ? "
    "AND paragraph_fts.rowid BETWEEN ? AND ? AND p.source_id = ? ORDER BY p.start_at"
)
_EXTENT = sqlite_only("SELECT MIN(id), MAX(id) FROM paragraph WHERE source_id = ?")

_MAKE_NOTES = sqlite_only(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_fts USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
)
_MAKE_NOTE_TERMS = sqlite_only(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_terms USING fts5vocab(temp, note_fts, 'row')"
)
_FORGET_NOTES = sqlite_only("DELETE FROM temp.note_fts")
_ADD_NOTE = sqlite_only("INSERT INTO temp.note_fts (rowid, text) VALUES (?, ?)")
_NOTE_TERMS = sqlite_only("SELECT term FROM temp.note_terms")
_FOUND_NOTES = sqlite_only("SELECT rowid FROM temp.note_fts WHERE note_fts MATCH ? ORDER BY rowid")


def search(project: Project, query: str, *, source: str = "", limit: int | None = None) -> list[Hit]:
    """Return the places where a query is found, by source and place.

    Args:
        project: Where to search.
        query: See ``query.match_expression``.
        source: Id of the one source to search; all if empty.
        limit: How many are wanted, the first ones; all if ``None``.

    Raises:
        QcodeError: If there is no word in the query.
    """
    return list(islice(each_hit(project, query, source=source, is_hurried=limit is not None), limit))


def each_hit(project: Project, query: str, *, source: str = "", is_hurried: bool = True) -> Iterator[Hit]:
    """Yield the places where a query is found as they are read, in the order of ``search``.

    Args:
        project: Where to search.
        query: See ``query.match_expression``.
        source: Id of the one source to search; all if empty.
        is_hurried: The first hits are wanted soon; else all of them soon.

    Raises:
        QcodeError: If there is no word in the query.
    """
    expression = match_expression(query, vocabulary_of(project.database))
    speakers = _Speakers(project)
    for source_id, name, at, marked in _paragraphs(project, expression, source, is_hurried=is_hurried):
        text = marked.replace(_OPEN, "").replace(_CLOSE, "")
        for start, end in _marked_places(marked):
            speaker, seconds = speakers.at(source_id, at + start)
            yield Hit(
                name, at + start, at + end, text[max(0, start - CONTEXT) : start], text[start:end],
                text[end : end + CONTEXT], speaker, seconds,
            )  # fmt: skip


def search_memos(project: Project, query: str) -> list[FoundNote]:
    """Return the memos in which a query is found, oldest first.

    Raises:
        QcodeError: If there is no word in the query.
    """
    return _matching(
        project,
        query,
        [
            (one.text, FoundNote(one.id, "memo", f"{one.target_kind} {one.target}".strip(), one.text))
            for one in memos.all_memos(project)
        ],
    )


def search_codes(project: Project, query: str) -> list[FoundNote]:
    """Return the codes whose name or definition, in any language, a query is found in; in the codebook's order.

    Raises:
        QcodeError: If there is no word in the query.
    """
    notes: list[tuple[str, FoundNote]] = []
    for one in codes.all_codes(project, with_use=False):
        code = one.code
        said = [text for text in (code.definition, code.include, code.exclude, code.example) if text]
        other = [text for texts in code.translations.values() for text in texts.values()]
        searched = "\n".join((code.key, code.name, *said, *other))
        notes.append((searched, FoundNote(code.id, "code", code.key or one.path, "\n".join(said) or code.name)))
    return _matching(project, query, notes)


def _matching(project: Project, query: str, notes: list[tuple[str, FoundNote]]) -> list[FoundNote]:
    """Return the notes in which a query is found: indexed for this one search, and so searched as texts are."""
    database = project.database
    for statement in (_MAKE_NOTES, _MAKE_NOTE_TERMS, _FORGET_NOTES):
        database.run(statement)
    database.many(_ADD_NOTE, ((at, text) for at, (text, _note) in enumerate(notes)))
    vocabulary = Vocabulary(term for (term,) in database.rows(_NOTE_TERMS))
    found = database.rows(_FOUND_NOTES, (match_expression(query, vocabulary),))
    return [notes[at][1] for (at,) in found]


def _paragraphs(
    project: Project, expression: str, source: str, *, is_hurried: bool
) -> Iterator[tuple[str, str, int, str]]:
    """Yield id and name of the source, start and marked text of each paragraph in which something is found."""
    database = project.database
    everything = sorted(database.rows(_SOURCES), key=lambda row: finding.order(row[2]))
    named = {key: (uuid, name) for key, uuid, name in everything if source in ("", uuid)}
    values = (_OPEN, _CLOSE, expression)
    if not source and not (is_hurried and len(database.rows(_MATCHING, (expression, FEW + 1))) > FEW):
        rank = {key: place for place, key in enumerate(named)}
        rows = database.rows(_FOUND, values)
        for key, at, marked in sorted(rows, key=lambda row: rank[row[0]]):
            yield *named[key], at, marked
        return
    for key, about in named.items():
        first, last = database.row(_EXTENT, (key,)) or (None, None)
        for _key, at, marked in database.rows(_FOUND_IN, (*values, first, last, key)):
            yield *about, at, marked


def _marked_places(marked: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    at = start = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = at
        elif piece == _CLOSE:
            places.append((start, at))
        else:
            at += len(piece)
    return places


class _Speakers:
    """Who speaks where, each source looked up once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._source = ""

    def at(self, source: str, position: int) -> tuple[str, float | None]:
        if source != self._source:
            self._source = source
            self._turns = sources.turns_of(self._project, source)
            self._marks = sources.marks_of(self._project, source)
            self._starts = [turn.span.start for turn in self._turns]
            self._times = [mark.position for mark in self._marks]
        turn, mark = bisect_right(self._starts, position) - 1, bisect_right(self._times, position) - 1
        is_inside = turn >= 0 and self._turns[turn].span.contains(position)
        return self._turns[turn].speaker if is_inside else "", self._marks[mark].seconds if mark >= 0 else None
