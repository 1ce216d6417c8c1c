"""Full-text search over paragraphs: every hit with its place and its context. Memos and definitions too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from weakref import WeakKeyDictionary

from qcode.domain.study import FoundNote, Hit
from qcode.store import codes, finding, memos
from qcode.store.database import Database, Row, sqlite_only
from qcode.store.project import Project
from qcode.store.query import match_expression
from qcode.store.vocabulary import Vocabulary, state_of, vocabulary_of

CONTEXT = 60
"""How many characters of the paragraph are shown before and after a hit."""
FEW = 300
"""Up to so many paragraphs are read at once where sources came in in another order than that of their names."""
SCATTERED = 8
"""From so many runs of sources on; see ``_runs``."""
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
    "AND paragraph_fts.rowid BETWEEN ? AND ? ORDER BY paragraph_fts.rowid"
)
_EXTENTS = sqlite_only("SELECT source_id, MIN(id), MAX(id) FROM paragraph GROUP BY source_id")
_TURNS = sqlite_only(
    "SELECT t.start_at, t.end_at, k.label FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "WHERE t.source_id = ? ORDER BY t.start_at"
)
_MARKS = sqlite_only("SELECT position, seconds FROM time_mark WHERE source_id = ? ORDER BY position")
_SPEAKING_AT = sqlite_only(
    "SELECT (SELECT CASE WHEN t.end_at > ? THEN k.label END FROM turn t JOIN speaker k ON k.id = t.speaker_id "
    "WHERE t.source_id = ? AND t.start_at <= ? ORDER BY t.start_at DESC LIMIT 1), "
    "(SELECT seconds FROM time_mark WHERE source_id = ? AND position <= ? ORDER BY position DESC LIMIT 1)"
)

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
    speakers = _Speakers(project.database, is_hurried=is_hurried)
    for key, name, at, marked in _paragraphs(project.database, expression, source, is_hurried=is_hurried):
        text = marked.replace(_OPEN, "").replace(_CLOSE, "")
        for start, end in _marked_places(marked):
            speaker, seconds = speakers.at(key, at + start)
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
    database: Database, expression: str, source: str, *, is_hurried: bool
) -> Iterator[tuple[int, str, int, str]]:
    """Yield key and name of the source, start and marked text of each paragraph in which something is found."""
    named, runs = _order_of(database)
    if source:
        named = {key: about for key, about in named.items() if about[0] == source}
        runs = _runs(_extents(database), named)
    values = (_OPEN, _CLOSE, expression)
    is_scattered = len(runs) >= SCATTERED and len(database.rows(_MATCHING, (expression, FEW + 1))) <= FEW
    if not source and (not is_hurried or is_scattered):
        rank = {key: place for place, key in enumerate(named)}
        found: Iterable[Row] = sorted(database.rows(_FOUND, values), key=lambda row: rank[row[0]])
    else:
        found = _in_runs(database, values, runs)
    for key, at, marked in found:
        yield key, named[key][1], at, marked


_Named = dict[int, tuple[str, str]]
"""Id and name of each source by its key."""
_Extents = dict[int, tuple[int, int, int]]
"""First and last paragraph of each source by its key, and its place among the sources in the order of these."""
_Run = tuple[int, int, set[int]]
"""First and last paragraph by their keys in the index, and the keys of the sources they are of."""

_ordered: WeakKeyDictionary[Database, tuple[tuple[int, int], _Named, list[_Run]]] = WeakKeyDictionary()
_known: WeakKeyDictionary[Database, tuple[list[Row], _Extents]] = WeakKeyDictionary()


def _order_of(database: Database) -> tuple[_Named, list[_Run]]:
    """Return the sources in the order of their names, and their runs; put in order anew when anything has changed."""
    version = database.version()
    known = _ordered.get(database)
    if known is None or known[0] != version:
        rows = sorted(database.rows(_SOURCES), key=lambda row: finding.order(row[2]))
        named = {key: (uuid, name) for key, uuid, name in rows}
        known = _ordered[database] = (version, named, _runs(_extents(database), named))
    return known[1], known[2]


def _runs(extents: _Extents, keys: Iterable[int]) -> list[_Run]:
    """Part sources, given in the order of their names, into runs whose paragraphs the index has in that order too.

    The index gives what it finds in the order in which paragraphs came in. Files mostly come in by name, so that one
    run holds them all and the first hits are the first that the index finds.
    """
    runs: list[_Run] = []
    previous = -1
    for key in keys:
        if key not in extents:
            continue
        first, last, place = extents[key]
        if runs and place == previous + 1 and first > runs[-1][1]:
            start, _last, together = runs[-1]
            together.add(key)
            runs[-1] = (start, last, together)
        else:
            runs.append((first, last, {key}))
        previous = place
    return runs


def _in_runs(database: Database, values: tuple[str, str, str], runs: list[_Run]) -> Iterator[Row]:
    for first, last, keys in runs:
        rows = (row for row in database.each(_FOUND_IN, (*values, first, last)) if row[0] in keys)
        for _key, some in groupby(rows, key=lambda row: row[0]):
            yield from sorted(some, key=lambda row: row[1])


def _extents(database: Database) -> _Extents:
    """Return where the index has each source, read anew when the index has changed."""
    state = state_of(database)
    known = _known.get(database)
    if known is None or known[0] != state:
        rows = sorted((first, last, key) for key, first, last in database.rows(_EXTENTS))
        extents = {key: (first, last, place) for place, (first, last, key) in enumerate(rows)}
        known = _known[database] = (state, extents)
    return known[1]


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
    """Who speaks where: each source looked up once, or each hit where only the first are wanted."""

    def __init__(self, database: Database, *, is_hurried: bool) -> None:
        self._database = database
        self._is_hurried = is_hurried
        self._source = -1

    def at(self, source: int, position: int) -> tuple[str, float | None]:
        if self._is_hurried:
            label, seconds = self._database.row(_SPEAKING_AT, (position, source, position, source, position)) or (
                "",
                None,
            )
            return label or "", seconds
        if source != self._source:
            self._source = source
            self._turns: list[Row] = self._database.rows(_TURNS, (source,))
            self._marks: list[Row] = self._database.rows(_MARKS, (source,))
        turn, mark = _last_before(self._turns, position), _last_before(self._marks, position)
        return turn[2] if turn and position < turn[1] else "", mark[1] if mark else None


def _last_before(rows: list[Row], position: int) -> Row | None:
    """Return the last of rows, ordered by their first column, that begins at a position or before it."""
    at = bisect_right(rows, position, key=lambda row: row[0])
    return rows[at - 1] if at else None
