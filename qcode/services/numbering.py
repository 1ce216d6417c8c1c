"""Numbering: which lines of the appendix a passage stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.domain.line_numbers import NumberedLine, lines_of, lines_text, numbered_lines, words_of
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.language import Translate, _
from qcode.store import sources
from qcode.store.project import Project


class LineNumbers:
    """The numbered lines of the sources of a study, each text read once."""

    def __init__(self, project: Project) -> None:
        """Number the lines of a study's sources as they are asked for."""
        self._project = project
        self._lines: dict[str, Sequence[NumberedLine]] = {}

    def of_source(self, source: str) -> Sequence[NumberedLine]:
        """Return the lines of the source with an id."""
        if source not in self._lines:
            self._lines[source] = numbered_lines(sources.text_of(self._project, source))
        return self._lines[source]

    def first_of(self, source: str, span: Span) -> int:
        """Return the first line of a passage, 0 if it stands on none."""
        return (lines_of(self.of_source(source), span) or (0, 0))[0]

    def said(self, source: str, span: Span, say: Translate) -> str:
        """Return how the lines of a passage are cited, "baris 41-44"; empty if it stands on none."""
        lines = lines_of(self.of_source(source), span)
        return lines_text(*lines, say) if lines else ""


_PLACE = re.compile(r"(?P<source>.+):(?:[Ll](?P<line>\d+)|(?P<position>\d+))")


def find_place(project: Project, place: str) -> tuple[str, int]:
    """Return the id of a source and the place in it that somebody names.

    Args:
        project: The study.
        place: ``SOURCE``, ``SOURCE:1500`` for a character or ``SOURCE:L41`` for a line of the appendix; of a source's
            name, what tells it from the others is enough.

    Raises:
        QcodeError: If there is no such source or line.
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        return _source(project, place), 0
    source = _source(project, found["source"])
    if found["position"]:
        return source, int(found["position"])
    lines = LineNumbers(project).of_source(source)
    number = int(found["line"])
    if not 1 <= number <= len(lines):
        raise QcodeError(
            _("there is no line {n} in “{name}”; it has {count}").format(
                n=number, name=found["source"], count=len(lines)
            )
        )
    turns = (turn.span for turn in sources.turns_of(project, source))
    return source, words_of(lines[number - 1].span, turns)


def _source(project: Project, name: str) -> str:
    """Return the id of the source of a name, or of the only one whose name begins so."""
    begun = [id for known, id in sources.names(project).items() if known.casefold().startswith(name.casefold())]
    return begun[0] if len(begun) == 1 else sources.find_id(project, name)
