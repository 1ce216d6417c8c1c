"""Full-text search over paragraphs: every hit with its place and its context."""

from __future__ import annotations

import re

from qcode.domain.study import Hit
from qcode.errors import QcodeError
from qcode.language import _
from qcode.store import finding, sources
from qcode.store.database import sqlite_only
from qcode.store.project import Project

CONTEXT = 60
"""How many characters of the paragraph are shown before and after a hit."""
# Noncharacters: highlight() sets them around hits, and no transcript has them.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"

_FOUND = sqlite_only(
    "SELECT s.uuid, s.name, p.start_at, highlight(paragraph_fts, 0, ?, ?) FROM paragraph_fts "
    "JOIN paragraph p ON p.id = paragraph_fts.rowid JOIN source s ON s.id = p.source_id "
    "WHERE paragraph_fts MATCH ? ORDER BY p.source_id, p.start_at"
)
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORDS = re.compile(r"\w+")


def match_expression(query: str) -> str:
    """Return a user's query as FTS5 understands it.

    Words must all be in the paragraph; ``"…"`` is a phrase, ``word*`` a prefix, ``OR`` an alternative, ``NOT`` or
    ``-word`` an exclusion. Everything else is taken as words, so that no query is a syntax error.

    Raises:
        QcodeError: If there is no word in it.
    """
    terms: list[str] = []
    wanted = False
    for phrase, word in _TERM.findall(query):
        if word in ("OR", "NOT", "AND"):
            terms.append(word)
            continue
        bare = word.removeprefix("-") if terms else word
        parts = _WORDS.findall(phrase or bare)
        if not parts:
            continue
        quoted = '"' + " ".join(parts) + '"' + ("*" if word.endswith("*") else "")
        if bare != word:
            terms.append("NOT")
        terms.append(quoted)
        wanted = True
    if not wanted:
        raise QcodeError(_("the search “{query}” has no word in it").format(query=query))
    return _joined(terms)


def _joined(terms: list[str]) -> str:
    """Put terms together: operators only between two terms, ``AND`` where there is none."""
    expression: list[str] = []
    for term in terms:
        is_operator = term in ("OR", "NOT", "AND")
        follows_term = bool(expression) and expression[-1] not in ("OR", "NOT", "AND")
        if is_operator and not follows_term:
            continue
        if not is_operator and follows_term:
            expression.append("AND")
        expression.append(term)
    while expression[-1] in ("OR", "NOT", "AND"):
        expression.pop()
    return " ".join(expression)


def search(project: Project, query: str, *, source: str = "") -> list[Hit]:
    """Return every place where a query is found, by source and place.

    Args:
        project: Where to search.
        query: See ``match_expression``; case and accents make no difference.
        source: Id of the one source to search; all if empty.

    Raises:
        QcodeError: If there is no word in the query.
    """
    hits: list[Hit] = []
    speakers = _Speakers(project)
    values = (_OPEN, _CLOSE, match_expression(query))
    for source_id, name, at, marked in project.database.each(_FOUND, values):
        if source and source_id != source:
            continue
        text = marked.replace(_OPEN, "").replace(_CLOSE, "")
        for start, end in _marked_places(marked):
            speaker, seconds = speakers.at(source_id, at + start)
            hits.append(
                Hit(
                    name, at + start, at + end, text[max(0, start - CONTEXT) : start], text[start:end],
                    text[end : end + CONTEXT], speaker, seconds,
                )
            )  # fmt: skip
    return sorted(hits, key=lambda hit: finding.order(hit.source))


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
        speaker = next((turn.speaker for turn in self._turns if turn.span.contains(position)), "")
        seconds = next((mark.seconds for mark in reversed(self._marks) if mark.position <= position), None)
        return speaker, seconds
