"""What a user types to search, as FTS5 understands it; no query is a syntax error."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product, zip_longest
from typing import Protocol

from qcode.errors import QcodeError, UnknownName
from qcode.language import _

DISTANCE = 10
"""How many words may stand between those of ``NEAR`` where the query does not say."""

_TERM = re.compile(r'(-?)(?:NEAR\(([^()"]*)\)|"([^"]*)"|(\S+))')
_WORDS = re.compile(r"\w+")
_OPERATORS = ("OR", "NOT", "AND")
_MOST_PAIRS = 400
"""How many combinations of forms ``NEAR`` tries."""

Lists = Mapping[str, Sequence[str]]
"""The words of each word list by its name without case."""


class Forms(Protocol):
    """What knows the forms of words."""

    def forms(self, parts: Sequence[str]) -> tuple[str, ...]:
        """Return what to search for where a word is asked for; several parts where it has hyphens."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A searched word with the forms that are searched for in its place."""

    word: str
    forms: tuple[tuple[str, int], ...]
    """Each with the number of paragraphs it stands in; 0 where that was not asked."""


def match_expression(query: str, vocabulary: Forms, lists: Lists | None = None) -> str:
    """Return a user's query as FTS5 understands it.

    Words must all be in the paragraph, in any form of their stem and in any spelling; ``=word`` and ``"…"`` are found
    as they stand there, case and accents apart. ``word*`` is a prefix, ``NEAR(a b, 5)`` asks for words that stand
    close together, ``OR`` is an alternative, ``NOT`` or ``-word`` an exclusion, ``@name`` any word of a list.
    Everything else is taken as words.

    Args:
        query: As the user types it.
        vocabulary: Knows the forms of words.
        lists: The word lists that ``@name`` may name; ``None`` where there are none.

    Raises:
        UnknownName: If there is no list of a name.
        QcodeError: If there is no word in it.
    """
    meaning = _Meaning(vocabulary, lists or {})
    terms: list[str] = []
    wanted = False
    for minus, near, phrase, word in _TERM.findall(query):
        if word in _OPERATORS and not minus:
            terms.append(word)
            continue
        expression = meaning.near(near) if near else _quoted(phrase) if phrase else meaning.any_form(word)
        if not expression:
            continue
        if minus and terms:
            terms.append("NOT")
        terms.append(expression)
        wanted = True
    if not wanted:
        raise QcodeError(_("the search “{query}” has no word in it").format(query=query))
    return _joined(terms)


def widened_words(query: str, vocabulary: Forms, lists: Lists | None = None) -> list[Widened]:
    """Return which forms are searched for in the place of each word of a query, in its order, each word once.

    Raises:
        UnknownName: If there is no list of a name.
        QcodeError: If there is no word in it.
    """
    seen = _Recorded(vocabulary)
    match_expression(query, seen, lists)
    return [Widened(word, tuple((form, 0) for form in forms)) for word, forms in seen.asked.items()]


class _Recorded:
    """Knows the forms of words, and remembers which words it was asked for."""

    def __init__(self, vocabulary: Forms) -> None:
        self._vocabulary = vocabulary
        self.asked: dict[str, tuple[str, ...]] = {}

    def forms(self, parts: Sequence[str]) -> tuple[str, ...]:
        found = self.asked["-".join(parts)] = self._vocabulary.forms(parts)
        return found


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the words of a query mean."""

    vocabulary: Forms
    lists: Lists

    def any_form(self, word: str) -> str:
        forms = self._forms(word)
        return f"({' OR '.join(forms)})" if len(forms) > 1 else "".join(forms)

    def near(self, inside: str) -> str:
        words, comma, number = inside.rpartition(",")
        if not (comma and re.fullmatch(r"\s*[0-9]{1,4}\s*", number)):
            words, number = inside, str(DISTANCE)
        each = [forms for word in words.split() if (forms := self._forms(word))]
        if not each:
            return ""
        most = max(1, int(_MOST_PAIRS ** (1 / len(each))))
        close = [f"NEAR({' '.join(some)}, {int(number)})" for some in product(*(forms[:most] for forms in each))]
        return f"({' OR '.join(close)})"

    def _forms(self, word: str) -> list[str]:
        """Return what to search for, each as FTS5 quotes it; nothing if there is no word in it."""
        if word.startswith("@") and _WORDS.search(word):
            return self._of_list(word[1:])
        if word.endswith("*"):
            prefix = _quoted(word)
            return [f"{prefix}*"] if prefix else []
        parts = _WORDS.findall(word)
        if not parts or word.startswith("="):
            return [_quoted(word)] if parts else []
        return [f'"{form}"' for form in self.vocabulary.forms(parts)]

    def _of_list(self, name: str) -> list[str]:
        """Return the forms of all words of a list, of each word its nearest first, so that a limit leaves out none."""
        words = self.lists.get(name.casefold())
        if words is None:
            raise UnknownName(
                _("there is no {what} “{name}”").format(what=_("word list"), name=name), _hint_of_lists(self.lists)
            )
        each = [[_quoted(one)] if len(one.split()) > 1 else self._forms(one.lstrip("@")) for one in words]
        turns = zip_longest(*each)
        return list(dict.fromkeys(form for turn in turns for form in turn if form))


def _hint_of_lists(lists: Lists) -> str:
    names = ", ".join(f"@{name}" for name in list(lists)[:12])
    if not names:
        return _("There are none yet. To find the word itself, leave the @ out.")
    return _("There are: {names}. To find the word itself, leave the @ out.").format(names=names)


def _quoted(text: str) -> str:
    parts = _WORDS.findall(text)
    return '"' + " ".join(parts) + '"' if parts else ""


def _joined(terms: list[str]) -> str:
    """Put terms together: operators only between two terms, ``AND`` where there is none."""
    expression: list[str] = []
    for term in terms:
        is_operator = term in _OPERATORS
        follows_term = bool(expression) and expression[-1] not in _OPERATORS
        if is_operator and not follows_term:
            continue
        if not is_operator and follows_term:
            expression.append("AND")
        expression.append(term)
    while expression[-1] in _OPERATORS:
        expression.pop()
    return " ".join(expression)
