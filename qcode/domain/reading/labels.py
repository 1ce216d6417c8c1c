"""What a label looks like: a speaker's, or the beginning of a sentence.

How often a label occurs cannot tell: in a hearing "You say:" comes five times before a quotation and is nobody,
"The Witness:" once and is somebody. So the words of a label are judged first. A speaker is *called* something: a
role (``Peneliti 1``), a code (``INF-03``), initials, a title with a name (``Sir Wyn Williams``), a name (capitalised
words). A sentence *says* something: it holds a pronoun, a verb, a preposition in lower case, a quotation mark, or a
comma before more words. Only labels called alike are then weighed by how they are used (``speakers``).
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from qcode.domain.reading.vocabulary import (
    ABBREVIATIONS,
    ANSWER_WORDS,
    HEADER_KEYS,
    HEADER_WORDS,
    HONORIFICS,
    NAME_PARTICLES,
    QUESTION_WORDS,
    ROLE_LETTERS,
    SENTENCE_WORDS,
    SPEAKER_QUALIFIERS,
    SPEAKER_WORDS,
)
from qcode.domain.text import folded

LONGEST_LABEL = 63
"""Characters; what other tools of the trade allow as well."""

_FORBIDDEN = re.compile(r"""["“”„«»?!;=<>|\\*#…]|--|\.\.\.|https?$|^\W*$""")
_CODE = re.compile(r"[a-z]{1,12}[-_. ]{0,2}\d{1,4}[a-z]?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,4}")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]")
_DEGREE = re.compile(r"(?:[^\W\d_]{1,5}\.)+[^\W\d_]{0,5}\.?|[A-Z]{2,5}")
_MOST_WORDS = 12
_EDGES = ".,()[]'’-–/&"


class Shape(IntEnum):
    """What a label looks like; the higher, the surer."""

    NOBODY = 0
    """A sentence, a form's key, a bracket, a quotation."""
    WORD = 1
    """One word that could be a name."""
    NAME = 2
    """Several capitalised words."""
    INITIALS = 3
    """``P``, ``AB``, ``J.K.``"""
    TITLED = 4
    """A form of address with a name, or a code such as ``INF-01``."""
    ROLE = 5
    """A word for a part in an interview."""


@lru_cache(maxsize=4096)
def identity(label: str) -> str:
    """Return what two spellings of one label have in common: letters, whatever their case, and single spaces."""
    return " ".join(folded(label).split())


def tidied(label: str) -> str:
    """Return a label with single spaces; a number after "Question" or "Q" is dropped, it names no other speaker."""
    label = " ".join(label.split())
    head = label.rstrip("0123456789").rstrip(" .-")
    return head if head != label and identity(head) in _NUMBERED else label


_NUMBERED = (QUESTION_WORDS | ANSWER_WORDS) - {"t", "a", "j"}


@lru_cache(maxsize=4096)
def shape_of(label: str, language: str) -> Shape:
    """Return what a label looks like.

    Args:
        label: As it stands before the colon, single-spaced.
        language: Whose function words count; empty: those of every known language.
    """
    if not label or len(label) > LONGEST_LABEL or _FORBIDDEN.search(label):
        return Shape.NOBODY
    bare = _ASIDE.sub("", label).strip()
    if not bare or bare[0] in "([{" or any(mark in bare for mark in "()[]{}"):
        return Shape.NOBODY
    words = [word.strip(_EDGES) for word in re.split(r"[\s/&]+", bare)]
    words = [word for word in words if word]
    if not words:
        return Shape.NOBODY
    lowered = [folded(word) for word in words]
    if is_role(lowered, words):
        return Shape.ROLE
    if _INITIALS.fullmatch(bare) and bare.isupper():
        return Shape.NOBODY if lowered[0] in ABBREVIATIONS else Shape.INITIALS
    if lowered[0] in HEADER_KEYS or set(re.split(r"[\W_]+", " ".join(lowered))) & HEADER_WORDS:
        return Shape.NOBODY
    if _CODE.fullmatch(folded(bare)) and lowered[0].rstrip("0123456789-_.") not in _sentence_words(language):
        return Shape.TITLED
    if len(words) == 1:
        return _shape_of_word(bare, lowered[0], language)
    return _shape_of_words(bare, words, lowered, language)


def is_role(lowered: list[str], words: list[str]) -> bool:
    """Say whether words name a part in an interview: ``Informan kunci 2``, ``Interviewer Ana``, ``The Witness``."""
    tellers = [i for i, word in enumerate(lowered) if word.rstrip("0123456789-_.") in SPEAKER_WORDS]
    if not tellers:
        return False
    return all(
        i in tellers or word.isdigit() or word in SPEAKER_QUALIFIERS or len(word) == 1 or _is_name_word(words[i])
        for i, word in enumerate(lowered)
    ) and (len(words) <= 4)


def _shape_of_word(bare: str, lowered: str, language: str) -> Shape:
    if not bare[0].isalpha() or lowered in _sentence_words(language) or (bare[0].isupper() and lowered.endswith("ly")):
        return Shape.NOBODY
    return Shape.WORD if re.fullmatch(r"[\w.'’-]+", bare) else Shape.NOBODY


def _shape_of_words(bare: str, words: list[str], lowered: list[str], language: str) -> Shape:
    if len(words) > _MOST_WORDS or lowered[0] in _sentence_words(language):
        return Shape.NOBODY
    if not _is_name_word(words[0]) and lowered[0] not in HONORIFICS:
        return Shape.NOBODY
    if "," in bare and not all(_DEGREE.fullmatch(part.strip()) for part in bare.split(",")[1:]):
        return Shape.NOBODY
    for word, low in zip(words[1:], lowered[1:], strict=True):
        if not (_is_name_word(word) or low in NAME_PARTICLES or word.isdigit()):
            return Shape.NOBODY
    return Shape.TITLED if lowered[0] in HONORIFICS else Shape.NAME


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and word.replace("'", "").replace("’", "").replace("-", "").replace(".", "").isalnum()


def is_role_letter(label: str) -> bool:
    """Say whether a label is an initial that usually stands for a role."""
    return len(label) == 1 and folded(label) in ROLE_LETTERS


@lru_cache(maxsize=8)
def _sentence_words(language: str) -> frozenset[str]:
    if language in SENTENCE_WORDS:
        return SENTENCE_WORDS[language]
    return frozenset().union(*SENTENCE_WORDS.values())
