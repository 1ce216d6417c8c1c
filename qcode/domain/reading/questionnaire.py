"""Numbered questions with the answer as a plain paragraph below, and nobody's name beside either.

Narasumber: Ketua RT 05
1. Apa yang Bapak ketahui?
Tidak banyak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.domain.reading.labels import identity
from qcode.domain.reading.layouts import LabelledLine, Layout
from qcode.domain.reading.roles import role_of_words
from qcode.domain.transcript import HeaderField, Role

_NUMBERED = re.compile(r"^[ \t]*(\d{1,3})[.)][ \t]+(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_ASKS = re.compile(r"\?[\"”')\]]*$")
_FEWEST = 2
_WORDS = {"id": ("Pertanyaan", "Jawaban"), "en": ("Question", "Answer")}


def questions_and_answers(text: str, header: Sequence[HeaderField], language: str) -> list[LabelledLine]:
    """Return the questions and answers of a questionnaire as labelled lines, or nothing if the text is none.

    Args:
        text: The plain text (see ``layouts.plain``).
        header: Its header; who asks and who answers is called as there.
        language: Of the text; decides the labels where the header names nobody.
    """
    questions = _questions(text)
    if len(questions) < _FEWEST:
        return []
    bounds = [*(question.start() for question in questions[1:]), len(text)]
    answered = [q for q, end in zip(questions, bounds, strict=True) if text[q.end() : end].strip()]
    if len(answered) < _FEWEST or 2 * len(answered) < len(questions):
        return []
    asks, answers = _labels(header, language)
    lines: list[LabelledLine] = []
    for question, end in zip(questions, bounds, strict=True):
        lines.append(LabelledLine(question.start(), question.start(2), asks, Layout.CELL, question.end(2)))
        lines.append(LabelledLine(question.end(), question.end(), answers, Layout.CELL, end))
    return lines


def _questions(text: str) -> list[re.Match[str]]:
    """Return the numbered lines that ask; one without a question mark counts if only its number was missing."""
    if "?" not in text:
        return []
    numbered = list(_NUMBERED.finditer(text))
    asking = {int(line[1]) for line in numbered if _ASKS.search(line[2])}
    questions: list[re.Match[str]] = []
    for line in numbered:
        number = int(line[1])
        is_next = bool(questions) and number == int(questions[-1][1]) + 1
        if _ASKS.search(line[2]) or (is_next and number not in asking):
            questions.append(line)
    return questions


def _labels(header: Sequence[HeaderField], language: str) -> tuple[str, str]:
    asks, answers = _WORDS.get(language, _WORDS["en"])
    for entry in header:
        role = role_of_words(entry.name)
        if role is Role.INTERVIEWER and identity(entry.name) != identity(answers):
            asks = entry.name
        elif role is Role.PARTICIPANT:
            answers = entry.name
    return asks, answers
