"""Full-text search over paragraphs: every hit with its place and its context."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice

from qcode.domain.spots import Spot
from qcode.domain.study import Hit
from qcode.domain.text import folded
from qcode.store import word_lists
from qcode.store.database import sql, sqlite_only
from qcode.store.found_paragraphs import CLOSE, OPEN, found_paragraphs, marked_places, parted
from qcode.store.project import Project
from qcode.store.query import Widened, match_expression, widened_words
from qcode.store.vocabulary import in_paragraphs, vocabulary_of
from qcode.store.voices import voice_in

CONTEXT = 60
"""How many characters of the paragraph are shown before and after a hit."""
WIDE_CONTEXT = 160
"""Likewise where there may be much room."""

_BLANKS = str.maketrans(dict.fromkeys("\n\t.,;:!?…()[]{}\"'“”‘’«»–—/", " "))
# A page of hits is read by two questions: eighty would take five times as long.
_SPOTS = (
    "(SELECT one.key AS place, s.id, s.name, json_extract(one.value, '$[1]') AS start_at, "
    "json_extract(one.value, '$[2]') AS end_at FROM json_each(?) one JOIN source s "
    "ON s.uuid = json_extract(one.value, '$[0]')) spot "
)
_LINES = sqlite_only(
    f"SELECT spot.place, spot.name, p.start_at, p.text, t.end_at, k.label, m.seconds FROM {_SPOTS}"
    "JOIN paragraph p ON p.id = (SELECT b.id FROM paragraph b WHERE b.source_id = spot.id "
    "AND b.start_at <= spot.start_at ORDER BY b.start_at DESC LIMIT 1) "
    "LEFT JOIN turn t ON t.id = (SELECT b.id FROM turn b WHERE b.source_id = spot.id "
    "AND b.start_at <= spot.start_at ORDER BY b.start_at DESC LIMIT 1) LEFT JOIN speaker k ON k.id = t.speaker_id "
    "LEFT JOIN time_mark m ON m.source_id = spot.id AND m.position = (SELECT MAX(b.position) FROM time_mark b "
    "WHERE b.source_id = spot.id AND b.position <= spot.start_at)"
)
_CODES_ON = sqlite_only(
    f"SELECT DISTINCT spot.place, k.uuid FROM {_SPOTS}"
    "JOIN segment g ON g.source_id = spot.id AND g.start_at < spot.end_at AND g.end_at > spot.start_at "
    "JOIN coding c ON c.segment_id = g.id JOIN code k ON k.id = c.code_id"
)
_PARAGRAPHS = sql(
    "SELECT p.start_at, p.text FROM source s JOIN paragraph p ON p.source_id = s.id WHERE s.uuid = ? "
    "ORDER BY p.start_at"
)


def search(project: Project, query: str, *, source: str = "", limit: int | None = None) -> list[Hit]:
    """Return the places where a query is found, by source and place.

    Args:
        project: Where to search.
        query: See ``query.match_expression``.
        source: Id of the one source to search; all if empty.
        limit: How many are wanted, the first ones; all if ``None``.

    Raises:
        QcodeError: If there is no word in the query, or it names a list that is not there.
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
        QcodeError: If there is no word in the query, or it names a list that is not there.
    """
    database, sources = project.database, (source,) if source else None
    expression = _expression(project, query)
    for one, row in found_paragraphs(database, expression, sources, is_hurried=is_hurried, with_voices=True):
        name, at = one.name, row[1]
        before, mark, rest = row[2].partition(OPEN)
        match, _mark, after = rest.partition(CLOSE)
        if mark and OPEN not in after:  # As in most paragraphs, which need not be put together to be cut again.
            start = at + len(before)
            speaker, _role, seconds = voice_in(database, row, start)
            yield Hit(name, start, start + len(match), before[-CONTEXT:], match, after[:CONTEXT], speaker, seconds)
            continue
        text, places = parted(row[2])
        for start, end in places:
            speaker, _role, seconds = voice_in(database, row, at + start)
            yield Hit(
                name, at + start, at + end, text[start - CONTEXT if start > CONTEXT else 0 : start],
                text[start:end], text[end : end + CONTEXT], speaker, seconds,
            )  # fmt: skip


def each_spot(
    project: Project, query: str, *, sources: Collection[str] | None = None, role: str = ""
) -> Iterator[tuple[str, int, int]]:
    """Yield the source's id, start and end of each place where a query is found, in the order of ``search``.

    Args:
        project: Where to search.
        query: See ``query.match_expression``.
        sources: Ids of those to search; all if ``None``.
        role: Only what speakers of this role say: ``participant`` or ``interviewer``; empty for everything.

    Raises:
        QcodeError: If there is no word in the query, or it names a list that is not there.
    """
    database = project.database
    found = found_paragraphs(database, _expression(project, query), sources, with_voices=bool(role))
    for one, row in found:
        at = row[1]
        for start, end in marked_places(row[2]):
            if not role or voice_in(database, row, at + start).role == role:
                yield one.id, at + start, at + end


def hits_at(project: Project, spots: Sequence[Spot]) -> list[Hit | None]:
    """Return places with their words as a list shows them, ``None`` for one that is gone."""
    hits: list[Hit | None] = [None] * len(spots)
    for place, name, at, text, ends, speaker, seconds in project.database.rows(_LINES, (_as_json(spots),)):
        span = spots[place].span
        start, end = span.start - at, span.end - at
        spoken = speaker if ends is not None and span.start < ends else ""
        hits[place] = Hit(
            name, span.start, span.end, text[max(0, start - WIDE_CONTEXT) : start], text[start:end],
            text[end : end + WIDE_CONTEXT], spoken, seconds,
        )  # fmt: skip
    return hits


def codes_on(project: Project, spots: Sequence[Spot]) -> list[list[str]]:
    """Return the ids of the codes on each place, or on a part of it."""
    found: list[list[str]] = [[] for _spot in spots]
    for place, code in project.database.rows(_CODES_ON, (_as_json(spots),)):
        found[place].append(code)
    return found


def _as_json(spots: Iterable[Spot]) -> str:
    return json.dumps([(one.source, one.span.start, one.span.end) for one in spots])


def contexts(project: Project, spots: Iterable[Spot]) -> Iterator[tuple[str, str]]:
    """Yield what stands in the paragraph of each place before and after it; those of a source are best together."""
    for source, some in groupby(spots, key=lambda spot: spot.source):
        rows = project.database.rows(_PARAGRAPHS, (source,))
        for spot in some:
            at = bisect_right(rows, spot.span.start, key=lambda row: row[0]) - 1
            start, text = rows[at] if at >= 0 else (0, "")
            left, right = spot.span.start - start, spot.span.end - start
            yield text[max(0, left - WIDE_CONTEXT) : left], text[right : right + WIDE_CONTEXT]


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index folds them."""
    return folded(text).translate(_BLANKS).split()


def widened(project: Project, query: str) -> list[Widened]:
    """Return which words each searched word was widened to, those alone that the texts have.

    Raises:
        QcodeError: If there is no word in the query, or it names a list that is not there.
    """
    database = project.database
    found = widened_words(query, vocabulary_of(database), word_lists.terms_in(project, query))
    return [
        Widened(one.word, tuple((form, count) for form, _n in one.forms if (count := in_paragraphs(database, form))))
        for one in found
    ]


def _expression(project: Project, query: str) -> str:
    return match_expression(query, vocabulary_of(project.database), word_lists.terms_in(project, query))
