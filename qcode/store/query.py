"""What a user types to search, as FTS5 understands it; no query is a syntax error."""

from __future__ import annotations

import re
from itertools import product

from qcode.errors import QcodeError
from qcode.language import _
from qcode.store.vocabulary import Vocabulary

DISTANCE = 10
"""How many words may stand between those of ``NEAR`` where the query does not say."""

_TERM = re.compile(r'(-?)(?:NEAR\(([^()"]*)\)|"([^"]*)"|(\S+))')
_WORDS = re.compile(r"\w+")
_OPERATORS = ("OR", "NOT", "AND")
_MOST_PAIRS = 400
"""How many combinations of forms ``NEAR`` tries."""


def match_expression(query: str, vocabulary: Vocabulary) -> str:
    """Return a user's query as FTS5 understands it.

    Words must all be in the paragraph, in any form of their stem and in any spelling; ``=word`` and ``"…"`` are found
    as they stand there, case and accents apart. ``word*`` is a prefix, ``NEAR(a b, 5)`` asks for words that stand
    close together, ``OR`` is an alternative, ``NOT`` or ``-word`` an exclusion. Everything else is taken as words.

    Raises:
        QcodeError: If there is no word in it.
    """
    terms: list[str] = []
    wanted = False
    for minus, near, phrase, word in _TERM.findall(query):
        if word in _OPERATORS and not minus:
            terms.append(word)
            continue
        expression = _near(near, vocabulary) if near else _quoted(phrase) if phrase else _any_form(word, vocabulary)
        if not expression:
            continue
        if minus and terms:
            terms.append("NOT")
        terms.append(expression)
        wanted = True
    if not wanted:
        raise QcodeError(_("the search “{query}” has no word in it").format(query=query))
    return _joined(terms)


def _quoted(text: str) -> str:
    parts = _WORDS.findall(text)
    return '"' + " ".join(parts) + '"' if parts else ""


def _any_form(word: str, vocabulary: Vocabulary) -> str:
    if word.endswith("*"):
        prefix = _quoted(word)
        return f"{prefix}*" if prefix else ""
    forms = _forms(word, vocabulary)
    return f"({' OR '.join(forms)})" if len(forms) > 1 else "".join(forms)


def _forms(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return what to search for, each as FTS5 quotes it; nothing if there is no word in it."""
    parts = _WORDS.findall(word)
    if not parts or word.startswith("="):
        return [_quoted(word)] if parts else []
    return [f'"{form}"' for form in vocabulary.forms(parts)]


def _near(inside: str, vocabulary: Vocabulary) -> str:
    words, comma, number = inside.rpartition(",")
    if not (comma and re.fullmatch(r"\s*[0-9]{1,4}\s*", number)):
        words, number = inside, str(DISTANCE)
    each = [forms for word in words.split() if (forms := _forms(word, vocabulary))]
    if not each:
        return ""
    most = max(1, int(_MOST_PAIRS ** (1 / len(each))))
    close = [f"NEAR({' '.join(some)}, {int(number)})" for some in product(*(forms[:most] for forms in each))]
    return f"({' OR '.join(close)})"


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
