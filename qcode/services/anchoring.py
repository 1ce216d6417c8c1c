"""Anchoring: the typical examples of a codebook, which are mostly passages of interviews copied into it.

An example is looked for in the texts; where it is found, what is recorded of the consent to quote it there counts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from qcode.domain.codebook import Code, Codebook
from qcode.domain.consent import Level, may_be_quoted
from qcode.domain.span import Span
from qcode.services import consenting
from qcode.store import consents, sources
from qcode.store.project import Project

_ELLIPSIS = re.compile(r"\s*(?:\[?(?:\.\.\.+|…)\]?)\s*")
_LEAST = 12
"""Characters of an anchor that are looked for at least: a shorter stretch stands in any text."""


class Anchors:
    """Finds examples in the texts of a study, which are read once.

    Args:
        project: The study.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: list[tuple[str, str]] | None = None

    def place(self, example: str) -> tuple[str, Span] | None:
        """Return source and span of an example: of its first stretch between ellipses that stands in a text."""
        return next(iter(self._places(example)), None)

    def forbidden(self, example: str) -> Level | None:
        """Return what keeps an example from being quoted, wherever a stretch of it stands; ``None`` if nothing does."""
        for place in self._places(example):
            level = consenting.level_at(self._project, *place)
            if not may_be_quoted(level, has_masked_form=False):
                return level
        return None

    def _places(self, example: str) -> list[tuple[str, Span]]:
        if self._texts is None:
            names = sources.names(self._project)
            self._texts = [(id, sources.text_of(self._project, id)) for _name, id in sorted(names.items())]
        stretches = [words.strip(" “”\"'") for words in _ELLIPSIS.split(example)]
        found = []
        for words in stretches:
            if not words or (len(words) < _LEAST and len(stretches) > 1):
                continue
            for source, text in self._texts:
                if (at := text.find(words)) >= 0:
                    found.append((source, Span(at, at + len(words))))
                    break
        return found


def cleared_codebook(project: Project, book: Codebook) -> tuple[Codebook, Counter[Level]]:
    """Return a codebook without the examples whose words may not be quoted, and how many went by what forbids them.

    Args:
        project: The study.
        book: As it stands in the study.
    """
    withheld: Counter[Level] = Counter()
    if not consents.is_any(project):
        return book, withheld
    anchors, kept = Anchors(project), []
    for code in book.codes:
        said = [code.example, *(texts.get("example", "") for texts in code.translations.values())]
        level = next((found for one in said if one and (found := anchors.forbidden(one))), None)
        if level is not None:
            withheld[level] += 1
        kept.append(code if level is None else _without_example(code))
    return replace(book, codes=tuple(kept)), withheld


def _without_example(code: Code) -> Code:
    translations = {
        language: {what: words for what, words in texts.items() if what != "example"}
        for language, texts in code.translations.items()
    }
    return replace(
        code, example="", translations={language: texts for language, texts in translations.items() if texts}
    )
