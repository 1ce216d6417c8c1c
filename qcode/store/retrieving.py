"""Queries over codings: asked in Python, answered to SQL.

What a query finds is laid into a temporary table under a number of its own, so that any statement over codings can be
restricted to it, several at once. While nothing changes, the same query keeps its number: a matrix asks many times.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from weakref import WeakKeyDictionary

from qcode.domain.query import Query, has_near, parse, pointed, terms
from qcode.domain.retrieval import Codings, Passages, found
from qcode.errors import UnknownName
from qcode.store import codes
from qcode.store.database import Database, marks, sql, temporary_table
from qcode.store.project import Project

KEPT = 16
"""How many answers are kept; whoever holds an older one has it no longer."""
FOUND = "c.id IN (SELECT f.coding_id FROM query_found f WHERE f.query_number = ?)"
"""The condition on ``coding c``; its value is what ``ask`` returns."""

_AT_ONCE = 400
TABLE = temporary_table(
    "CREATE TEMPORARY TABLE IF NOT EXISTS query_found "
    "(query_number INTEGER NOT NULL, coding_id INTEGER NOT NULL, PRIMARY KEY (query_number, coding_id))"
)
_KEEP = "INSERT INTO query_found (query_number, coding_id) VALUES "
_KEEP_ONE = sql(f"{_KEEP}(?, ?)")
_KEEP_MANY = sql(_KEEP + ", ".join(["(?, ?)"] * _AT_ONCE))
_DROP = sql("DELETE FROM query_found WHERE query_number = ?")
_SIZE = sql("SELECT COUNT(*) FROM query_found WHERE query_number = ?")
_CODINGS = sql("SELECT id, segment_id, code_id FROM coding")
_BY_ID = "SELECT id FROM coding WHERE uuid IN ({})"
_PASSAGES = sql("SELECT id, source_id, start_at, end_at FROM segment")
_PARAGRAPHS = sql("SELECT source_id, start_at, number FROM paragraph ORDER BY source_id, start_at")

_Question = tuple[str | bool, ...]
"""The query as written, and whether its codes mean themselves alone; or the ids of codings."""
_State = tuple[int, int]


@dataclass(slots=True)
class _Answers:
    """What one connection has laid by."""

    numbers: count[int] = field(default_factory=lambda: count(1))
    kept: list[int] = field(default_factory=list)
    """Oldest first."""
    known: dict[_Question, int] = field(default_factory=dict)
    """Those that still hold, as long as ``state`` does."""
    state: _State = (0, 0)


_ANSWERS: WeakKeyDictionary[Database, _Answers] = WeakKeyDictionary()


def ask(project: Project, query: str, *, only: bool) -> int:
    """Lay by what a query finds; return the number under which ``FOUND`` has it.

    Args:
        project: What is asked.
        query: In the language of ``domain/query.py``.
        only: Every code means itself alone.

    Raises:
        QcodeError: If the query is not understood.
        UnknownName: If it names a code that the project does not have.
    """
    return _laid(project, (query, only), lambda: _found(project, parse(query), query, only=only))


def choose(project: Project, ids: tuple[str, ...]) -> int:
    """Lay by codings chosen one by one, by their ids; return the number under which ``FOUND`` has them."""

    def keys() -> set[int]:
        some = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
        return {row[0] for one in some for row in project.database.rows(_BY_ID.format(marks(len(one))), one)}

    return _laid(project, ids, keys)


def _laid(project: Project, question: _Question, find: Callable[[], set[int]]) -> int:
    database = project.database
    answers = _ANSWERS.setdefault(database, _Answers())
    state = database.state()
    if state != answers.state:
        answers.known.clear()
    elif question in answers.known:
        return answers.known[question]
    keys = sorted(find())
    database.run(TABLE)
    number, dropped = next(answers.numbers), 0
    _keep(database, number, keys)
    answers.kept.append(number)
    if len(answers.kept) > KEPT:
        oldest = answers.kept.pop(0)
        dropped = int(database.value(_SIZE, (oldest,)))
        database.run(_DROP, (oldest,))
        answers.known = {asked: known for asked, known in answers.known.items() if known != oldest}
    # A transaction that is taken back takes the answer with it.
    if not database.in_transaction:
        answers.known[question] = number
    answers.state = (state[0], state[1] + len(keys) + dropped)
    return number


def _keep(database: Database, number: int, keys: list[int]) -> None:
    whole = len(keys) - len(keys) % _AT_ONCE
    for at in range(0, whole, _AT_ONCE):
        database.run(_KEEP_MANY, [value for key in keys[at : at + _AT_ONCE] for value in (number, key)])
    database.many(_KEEP_ONE, [(number, key) for key in keys[whole:]])


def _found(project: Project, query: Query, text: str, *, only: bool) -> set[int]:
    meant: dict[str, frozenset[int]] = {}
    for term in terms(query):
        try:
            meant[term.name] = frozenset(codes.keys_of(project, [term.name], only=only))
        except UnknownName as error:
            raise UnknownName(error.message, f"{error.hint}\n{pointed(text, term.position)}".lstrip("\n")) from error
    database = project.database
    columns = _columns(database.rows(_PASSAGES), 4)
    paragraphs = _paragraphs(database, columns) if has_near(query) else [[0] * len(columns[0])] * 2
    return found(query, Passages(*columns, *paragraphs), Codings(*_columns(database.rows(_CODINGS), 3)), meant)


def _columns(rows: list[tuple[int, ...]], width: int) -> list[list[int]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _column in range(width)]


def _paragraphs(database: Database, passages: list[list[int]]) -> list[list[int]]:
    """Return the numbers of the paragraphs in which passages begin and end; 0 for before the first."""
    starts: dict[int, list[int]] = {}
    numbers: dict[int, list[int]] = {}
    for source, start, number in database.each(_PARAGRAPHS):
        starts.setdefault(source, []).append(start)
        numbers.setdefault(source, [0]).append(number)

    def number_at(source: int, position: int) -> int:
        return numbers[source][bisect_right(starts[source], position)] if source in starts else 0

    _keys, sources, begins, ends = passages
    return [
        [number_at(source, begin) for source, begin in zip(sources, begins, strict=True)],
        [number_at(source, end - 1) for source, end in zip(sources, ends, strict=True)],
    ]
