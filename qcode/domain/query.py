"""The query language of retrieval: ``PRV-SIB and not (KEN near:2 "Barang bukti")``.

From loosest to tightest: ``or``, ``and``, ``not``, the relations of place, brackets. A code is named as everywhere
else, in double quotes where its name has spaces, brackets or the form of an operator; a quote in a name is doubled.
Operators may be written in either case of letters, in English or Indonesian. ``str()`` of a query is the query again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from qcode.errors import QcodeError
from qcode.language import _

DEEPEST = 60
"""How many brackets, ``not`` and relations may stand within one another."""


class Relation(StrEnum):
    """How one passage may lie to another in the same source."""

    OVERLAPS = "overlaps"
    WITHIN = "within"
    NEAR = "near"
    """With a number: so many paragraphs between them at most."""
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Term:
    """A code."""

    name: str
    """Key, unique name, path or id, as the user wrote it; never empty."""
    position: int = field(default=0, compare=False)
    """Where it begins in the query, from 0."""

    def __str__(self) -> str:
        is_bare = _WORD.fullmatch(self.name) and not _is_operator(self.name)
        return self.name if is_bare else '"{}"'.format(self.name.replace('"', '""'))


@dataclass(frozen=True, slots=True)
class Related:
    """What is meant on the left, where it lies so to something on the right."""

    left: Query
    relation: Relation
    right: Query
    distance: int = 0
    """Paragraphs between, at most; for ``near`` alone."""

    def __str__(self) -> str:
        word = f"{self.relation}:{self.distance}" if self.relation is Relation.NEAR else self.relation
        left = str(self.left) if isinstance(self.left, Related) else _inner(self.left, Related)
        return f"{left} {word} {_inner(self.right, Related)}"


@dataclass(frozen=True, slots=True)
class Not:
    """Passages of which something does not hold."""

    part: Query

    def __str__(self) -> str:
        return f"not {self.part}" if isinstance(self.part, Not) else f"not {_inner(self.part, Not)}"


@dataclass(frozen=True, slots=True)
class And:
    """Passages of which all parts hold; two parts at least."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " and ".join(_inner(part, And) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """What any part means; two parts at least."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " or ".join(_inner(part, Or) for part in self.parts)


Query = Term | Related | Not | And | Or
_TIGHTNESS: tuple[type[Query], ...] = (Or, And, Not, Related, Term)
_OPERATORS = {
    "or": "or", "atau": "or", "and": "and", "dan": "and", "not": "not", "bukan": "not", "tidak": "not",
    "overlaps": "overlaps", "tumpang": "overlaps", "within": "within", "dalam": "within",
    "before": "before", "sebelum": "before", "after": "after", "sesudah": "after",
}  # fmt: skip
_NEAR = re.compile(r"(?:near|dekat)(?::(.*))?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")
_WORD = re.compile(r'[^\s()"“”]+')
_TOKEN = re.compile(
    r'\s*(?:(?P<bracket>[()])|"(?P<quoted>(?:[^"]|"")*)"|“(?P<curly>[^”]*)”|(?P<word>[^\s()"“”]+)|(?P<stray>\S)|$)'
)


def parse(text: str) -> Query:
    """Return what a query says.

    Raises:
        QcodeError: If it is no query; the message says where and what was expected.
    """
    return _Parser(text).whole()


def terms(query: Query) -> Iterator[Term]:
    """Yield every code of a query, from left to right."""
    if isinstance(query, Term):
        yield query
    elif isinstance(query, Not):
        yield from terms(query.part)
    else:
        for part in query.parts if isinstance(query, And | Or) else (query.left, query.right):
            yield from terms(part)


def renamed(query: Query, name: Callable[[str], str]) -> Query:
    """Return a query in which every code is called what ``name`` says of the name it has."""
    if isinstance(query, Term):
        return Term(name(query.name), query.position)
    if isinstance(query, Not):
        return Not(renamed(query.part, name))
    if isinstance(query, Related):
        return Related(renamed(query.left, name), query.relation, renamed(query.right, name), query.distance)
    return type(query)(tuple(renamed(part, name) for part in query.parts))


def has_near(query: Query) -> bool:
    """Return whether a query asks for paragraphs."""
    if isinstance(query, Related):
        return query.relation is Relation.NEAR or has_near(query.left) or has_near(query.right)
    if isinstance(query, Not):
        return has_near(query.part)
    return isinstance(query, And | Or) and any(map(has_near, query.parts))


def pointed(text: str, position: int) -> str:
    """Return a query on one line and below it a caret at a position."""
    return f"{''.join(' ' if sign.isspace() else sign for sign in text)}\n{' ' * position}^"


def _inner(query: Query, around: type[Query]) -> str:
    """Return a part of a query, in brackets where it does not bind tighter than what is around it."""
    return str(query) if _TIGHTNESS.index(type(query)) > _TIGHTNESS.index(around) else f"({query})"


def _is_operator(word: str) -> bool:
    return word.lower() in _OPERATORS or _NEAR.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """An operator, a bracket, ``near``, ``code``, or empty at the end."""
    text: str
    """Of a code its name, of ``near`` what follows the colon."""
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        assert found is not None, "a stray sign is a token too"
        at, kind = found.end(), found.lastgroup
        if kind is None:
            yield _Token("", "", len(text.rstrip()))
            return
        said, position = found[kind], found.start(kind)
        if kind == "stray":
            raise _error(text, position, _("this quotation mark has no second one"))
        if kind == "bracket":
            yield _Token(said, said, position)
        elif kind == "word" and said.lower() in _OPERATORS:
            yield _Token(_OPERATORS[said.lower()], said, position)
        elif kind == "word" and (near := _NEAR.fullmatch(said)):
            yield _Token("near", near[1] or "", position)
        elif kind == "word":
            yield _Token("code", said, position)
        else:
            yield _Token("code", said.replace('""', '"') if kind == "quoted" else said, position - 1)


class _Parser:
    """Goes through the tokens once, from left to right; a method for each level of binding."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Query:
        query = self._alternatives()
        if self._next.kind:
            is_stray = self._next.kind == ")"
            raise self._expected(_("the end, as no bracket is open") if is_stray else _("an operator or the end"))
        return query

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *kinds: str) -> _Token | None:
        token = self._next
        if token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _alternatives(self) -> Query:
        parts = [self._conjunction()]
        while self._take("or"):
            parts.append(self._conjunction())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def _conjunction(self) -> Query:
        parts = [self._negation()]
        while self._take("and"):
            parts.append(self._negation())
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def _negation(self) -> Query:
        if not self._take("not"):
            return self._relation()
        self._deeper()
        query = Not(self._negation())
        self._depth -= 1
        return query

    def _relation(self) -> Query:
        query, outer = self._primary(), self._depth
        while token := self._take(*Relation):
            self._deeper()
            distance = self._distance(token) if token.kind == Relation.NEAR else 0
            query = Related(query, Relation(token.kind), self._primary(), distance)
        self._depth = outer
        return query

    def _distance(self, token: _Token) -> int:
        if not _NUMBER.fullmatch(token.text):
            raise _error(self._text, token.position, _("expected a number of paragraphs, as in near:2"))
        return int(token.text)

    def _primary(self) -> Query:
        if code := self._take("code"):
            if not code.text.strip():
                raise _error(self._text, code.position, _("expected the name of a code between the quotation marks"))
            return Term(code.text, code.position)
        if not self._take("("):
            raise self._expected(_("a code, “not” or an opening bracket"))
        self._deeper()
        query = self._alternatives()
        self._depth -= 1
        if not self._take(")"):
            raise self._expected(_("an operator or a closing bracket"))
        return query

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _error(self._text, self._tokens[self._at - 1].position, _("too much is nested here"))

    def _expected(self, what: str) -> QcodeError:
        return _error(self._text, self._next.position, _("expected {what}").format(what=what))


def _error(text: str, position: int, wrong: str) -> QcodeError:
    """Return the error of a query that is wrong at a position, counted from 0."""
    return QcodeError(
        _("the query is not understood at character {n}: {wrong}").format(n=position + 1, wrong=wrong),
        pointed(text, position),
    )
