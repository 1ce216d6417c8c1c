"""The paragraphs in which a query is found, in the order of the sources' names and of the text, as they come.

The index gives what it finds in the order in which paragraphs came in. Files mostly come in by name, so that the
first hits are mostly the first that the index finds, and nothing has to be sorted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from qcode.store import finding
from qcode.store.database import Database, Row, sqlite_only
from qcode.store.vocabulary import state_of

FEW = 300
"""Up to so many paragraphs are read at once where sources came in in another order than that of their names."""
SCATTERED = 8
"""From so many runs of sources on; see ``_runs``."""
# Noncharacters: highlight() sets them around hits, and no transcript has them.
OPEN, CLOSE = "\ufdd0", "\ufdd1"

_SOURCES = sqlite_only("SELECT id, uuid, name FROM source")
_MATCHING = sqlite_only("SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ? LIMIT ?")
_READ = (
    "SELECT p.source_id, p.start_at, highlight(paragraph_fts, 0, ?, ?){columns} FROM paragraph_fts "
    "JOIN paragraph p ON p.id = paragraph_fts.rowid {voices}WHERE paragraph_fts MATCH ? "
)
# The last turn and the last time mark that begin in a paragraph or before it. Asked for with the paragraph they cost
# a third of what two questions for each hit would.
_COLUMNS = ", t.start_at, t.end_at, k.label, k.role, m.position, m.seconds"
_VOICES = (
    "LEFT JOIN turn t ON t.id = (SELECT b.id FROM turn b WHERE b.source_id = p.source_id "
    "AND b.start_at < p.start_at + length(p.text) ORDER BY b.start_at DESC LIMIT 1) "
    "LEFT JOIN speaker k ON k.id = t.speaker_id "
    "LEFT JOIN time_mark m ON m.source_id = p.source_id AND m.position = (SELECT MAX(b.position) FROM time_mark b "
    "WHERE b.source_id = p.source_id AND b.position < p.start_at + length(p.text)) "
)
_ALL = "ORDER BY p.source_id, p.start_at"
_WITHIN = "AND paragraph_fts.rowid BETWEEN ? AND ? ORDER BY paragraph_fts.rowid"
_FOUND = sqlite_only(_READ.format(columns="", voices="") + _ALL)
_FOUND_IN = sqlite_only(_READ.format(columns="", voices="") + _WITHIN)
_HEARD = sqlite_only(_READ.format(columns=_COLUMNS, voices=_VOICES) + _ALL)
_HEARD_IN = sqlite_only(_READ.format(columns=_COLUMNS, voices=_VOICES) + _WITHIN)
_PLACES = sqlite_only("SELECT source_id, id FROM paragraph ORDER BY source_id, start_at")


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source by what the store and the user call it."""

    key: int
    id: str
    """UUID."""
    name: str


@dataclass(slots=True)
class _Extent:
    """Where the index has the paragraphs of a source."""

    first: int
    last: int
    is_ordered: bool = True
    """Whether it has them in the order of the text."""
    place: int = 0
    """Of the source among all, in the order of the index."""


@dataclass(slots=True)
class _Run:
    """Paragraphs from one key of the index to another."""

    first: int
    last: int
    sources: set[int]
    is_ordered: bool = True


def found_paragraphs(
    database: Database, expression: str, sources: Collection[str] | None = None,
    *, is_hurried: bool = True, with_voices: bool = False,
) -> Iterator[tuple[SourceName, Row]]:  # fmt: skip
    """Yield the source of each paragraph in which something is found, and what was read of it.

    That is the source's key, the paragraph's start, its marked text, and if voices are wanted, what ``voices`` says.

    Args:
        database: The project's.
        expression: What to find, as FTS5 understands it.
        sources: Ids of those to search; all if ``None``.
        is_hurried: The first are wanted soon; else all of them soon.
        with_voices: Who speaks is wanted too.
    """
    named, runs = _order_of(database)
    if sources is not None:
        named = {key: one for key, one in named.items() if one.id in sources}
        runs = _runs(_extents(database), named)
    values = (OPEN, CLOSE, expression)
    is_scattered = len(runs) >= SCATTERED and len(database.rows(_MATCHING, (expression, FEW + 1))) <= FEW
    if is_scattered or (not is_hurried and len(runs) > 1 and sources is None):
        rank = {key: place for place, key in enumerate(named)}
        rows: Iterable[Row] = sorted(
            (row for row in database.each(_HEARD if with_voices else _FOUND, values) if row[0] in rank),
            key=lambda row: rank[row[0]],
        )
    else:
        rows = _in_runs(database, _HEARD_IN if with_voices else _FOUND_IN, values, runs)
    for row in rows:
        yield named[row[0]], row


def marked_places(marked: str) -> list[tuple[int, int]]:
    """Return where in a paragraph the marks stand, counted without them."""
    before, *pieces = marked.split(OPEN)
    places: list[tuple[int, int]] = []
    at = len(before)
    for piece in pieces:
        end = at + piece.index(CLOSE)
        places.append((at, end))
        at += len(piece) - 1
    return places


def parted(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a paragraph without its marks, and where in it they stood."""
    before, *pieces = marked.split(OPEN)
    if not pieces:
        return marked, []
    parts, places, at = [before], [], len(before)
    for piece in pieces:
        found, _mark, rest = piece.partition(CLOSE)
        parts += (found, rest)
        places.append((at, at + len(found)))
        at += len(piece) - 1
    return "".join(parts), places


_Named = dict[int, SourceName]
_ordered: WeakKeyDictionary[Database, tuple[tuple[int, int], _Named, list[_Run]]] = WeakKeyDictionary()
_known: WeakKeyDictionary[Database, tuple[list[Row], dict[int, _Extent]]] = WeakKeyDictionary()


def _order_of(database: Database) -> tuple[_Named, list[_Run]]:
    """Return the sources in the order of their names, and their runs; put in order anew when anything has changed."""
    version = database.version()
    known = _ordered.get(database)
    if known is None or known[0] != version:
        rows = sorted(database.rows(_SOURCES), key=lambda row: finding.order(row[2]))
        named = {key: SourceName(key, uuid, name) for key, uuid, name in rows}
        known = _ordered[database] = (version, named, _runs(_extents(database), named))
    return known[1], known[2]


def _runs(extents: dict[int, _Extent], keys: Iterable[int]) -> list[_Run]:
    """Part sources, given in the order of their names, into runs whose paragraphs the index has in that order too."""
    runs: list[_Run] = []
    previous = -1
    for key in keys:
        extent = extents.get(key)
        if extent is None:
            continue
        follows = runs and runs[-1].is_ordered and extent.place == previous + 1 and extent.first > runs[-1].last
        if follows and extent.is_ordered:
            runs[-1].last = extent.last
            runs[-1].sources.add(key)
        else:
            runs.append(_Run(extent.first, extent.last, {key}, extent.is_ordered))
        previous = extent.place
    return runs


def _in_runs(database: Database, statement: str, values: tuple[str, str, str], runs: list[_Run]) -> Iterator[Row]:
    for run in runs:
        rows = database.each(statement, (*values, run.first, run.last))
        if run.is_ordered:
            sources = run.sources
            for row in rows:
                if row[0] in sources:
                    yield row
        else:
            yield from sorted((row for row in rows if row[0] in run.sources), key=lambda row: row[1])


def _extents(database: Database) -> dict[int, _Extent]:
    """Return where the index has each source, read anew when the index has changed."""
    state = state_of(database)
    known = _known.get(database)
    if known is None or known[0] != state:
        extents: dict[int, _Extent] = {}
        source, extent = -1, _Extent(0, 0)
        for key, paragraph in database.each(_PLACES):
            if key != source:
                source, extent = key, _Extent(paragraph, paragraph)
                extents[key] = extent
            elif paragraph > extent.last:
                extent.last = paragraph
            else:
                extent.is_ordered, extent.first = False, min(extent.first, paragraph)
        for place, one in enumerate(sorted(extents.values(), key=lambda one: one.first)):
            one.place = place
        known = _known[database] = (state, extents)
    return known[1]
