"""Coding all that a search finds, as one act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from qcode.domain.sentences import sentences
from qcode.domain.span import Span
from qcode.domain.spots import Spot
from qcode.domain.study import Hit, SourceTurn
from qcode.errors import QcodeError
from qcode.language import _
from qcode.services import coding, naming
from qcode.services.matching import Matcher
from qcode.services.naming import NewCode
from qcode.store import codes, codings, finding, sources
from qcode.store.project import Project
from qcode.store.search import CONTEXT, each_spot

UNITS = ("match", "sentence", "paragraph", "turn")
"""What is coded where something is found."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found, and how much around it is to be coded."""

    text: str
    """A query as ``qcode search`` takes it, or a regular expression."""
    is_regex: bool = False
    """An expression of Python's, without regard to case unless it begins with ``(?-i)``; ``^`` begins any line."""
    unit: str = "match"
    """One of ``UNITS``."""
    role: str = ""
    """Only what speakers of this role say: ``participant`` or ``interviewer``; empty for everything."""
    source: str = ""
    """Id of the one source; all if empty."""


@dataclass(frozen=True, slots=True)
class Autocoded:
    """What was found and coded, or would be."""

    passages: tuple[Hit, ...]
    """Each passage once, by source and place, with its context."""
    added: int
    already: int
    """Were coded so by this coder before, and stayed as they were."""
    outside: int
    """Hits that lie in no unit of the kind that was to be coded, such as a header in no turn."""
    other_voices: int = 0
    """Hits that were left out because somebody of another role speaks there, or nobody."""
    code: str = ""
    """Id of the code; empty where a new one would be made."""

    @property
    def sources(self) -> int:
        """In how many sources the passages lie."""
        return len({one.source for one in self.passages})


def autocode(project: Project, code: str, wanted: Wanted, *, is_preview: bool = False) -> Autocoded:
    """Code every passage in which something is found; one act, on disk when this returns.

    Args:
        project: The study.
        code: Id of the code.
        wanted: What to find and how much to code.
        is_preview: Say what would be coded, and change nothing.

    Raises:
        QcodeError: If the query has no word, the expression is none or takes too long, or the code is a folder.
    """
    _codable(project, code)
    if wanted.is_regex:
        spots: Iterable[Spot] = _matches(project, wanted)
    else:
        chosen = {wanted.source} if wanted.source else None
        found = each_spot(project, wanted.text, sources=chosen)
        spots = (Spot(source, Span(start, end)) for source, start, end in found)
    return code_spots(project, code, spots, unit=wanted.unit, role=wanted.role, name=wanted.text, is_preview=is_preview)


def code_spots(
    project: Project, code: str | NewCode, spots: Iterable[Spot], *, unit: str = "match", role: str = "",
    name: str = "", is_preview: bool = False,
) -> Autocoded:  # fmt: skip
    """Code places that were found, or the units they lie in; one act, on disk when this returns.

    Args:
        project: The study.
        code: Id of the code, or one that is made in the same act.
        spots: The places; those of a source stand together.
        unit: One of ``UNITS``.
        role: Only what speakers of this role say; empty for everything.
        name: What was looked for, for the audit trail.
        is_preview: Say what would be coded, and change nothing.

    Raises:
        QcodeError: If the code is a folder, or a source is gone.
    """
    called = code.name if isinstance(code, NewCode) else _codable(project, code)
    found: dict[tuple[str, Span], Hit] = {}
    outside = other_voices = 0
    for source, some in groupby(spots, key=lambda spot: spot.source):
        text = _Text(project, source)
        for spot in some:
            turn = text.turn_at(spot.span.start)
            if role and (turn is None or turn.role != role):
                other_voices += 1
                continue
            passage = text.around(spot.span, unit)
            if passage is None:
                outside += 1
            else:
                found.setdefault((source, passage), text.shown(passage))
    passages = tuple(found.values())
    if is_preview:
        id = "" if isinstance(code, NewCode) else code
        already = sum(codings.same(project, one, span, id, project.coder_name) is not None for one, span in found)
        return Autocoded(passages, len(passages) - already, already, outside, other_voices, id)
    summary = f"{called} · {name} ({len(passages)})"
    with project.change("code", summary):
        id = naming.make(project, code) if isinstance(code, NewCode) else code
        rows = [coding.CodingRow(one.source, one.start, one.end, id) for one in passages]
        done = coding.apply_codes(project, rows, summary=summary)
    return Autocoded(passages, done.added, done.already, outside, other_voices, id)


def passage_at(project: Project, spot: Spot, unit: str) -> Span | None:
    """Return the unit a place lies in, ``None`` if it lies in none of its kind."""
    return spot.span if unit == "match" else _Text(project, spot.source).around(spot.span, unit)


def _codable(project: Project, code: str) -> str:
    name, is_codable = codes.usable(project, code) or (code, True)
    if not is_codable:
        raise QcodeError(
            _("“{code}” is a folder, which is applied to nothing").format(code=name),
            _("Choose one of the codes in it, or make it a code."),
        )
    return name


def _matches(project: Project, wanted: Wanted) -> Iterator[Spot]:
    """Yield where a regular expression is found, by source and place."""
    with Matcher(wanted.text) as matcher:
        for name, id in sorted(sources.names(project).items(), key=lambda one: finding.order(one[0])):
            if wanted.source in ("", id):
                for span in matcher.spans(sources.text_of(project, id), name):
                    yield Spot(id, span)


class _Text:
    """One source with its turns, and the units of it. A label is nobody's word and so part of no sentence."""

    def __init__(self, project: Project, id: str) -> None:
        self.name = sources.name_of(project, id)
        self.text = sources.text_of(project, id)
        self._turns = [turn for turn in sources.turns_of(project, id) if turn.span]
        self._starts = [turn.span.start for turn in self._turns]
        self._marks = sources.marks_of(project, id)
        self._times = [mark.position for mark in self._marks]

    def turn_at(self, position: int) -> SourceTurn | None:
        at = bisect_right(self._starts, position) - 1
        return self._turns[at] if at >= 0 and self._turns[at].span.contains(position) else None

    def around(self, place: Span, unit: str) -> Span | None:
        """Return the units that a place lies in, from the first to the last; ``None`` if it lies in none."""
        if unit == "match":
            return place
        first, last = self._unit(place.start, unit), self._unit(place.end - 1, unit)
        return Span(first.start, last.end) if first and last else None

    def _unit(self, position: int, unit: str) -> Span | None:
        turn = self.turn_at(position)
        if unit == "turn":
            return turn.span if turn else None
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        line = Span(start, len(self.text) if end < 0 else end)
        # On a label or a timestamp the words that follow it in the line are meant.
        at = bisect_right(self._starts, position)
        if turn is None and at < len(self._starts) and self._starts[at] < line.end:
            turn = self._turns[at]
        if turn:
            line = Span(max(line.start, turn.span.start), min(line.end, turn.span.end))
        if unit == "sentence":
            whole = (one for one in sentences(self.text, line.start, line.end) if one.end > position)
            return next(whole, None)
        words = line.of(self.text)
        return Span(line.end - len(words.lstrip()), line.start + len(words.rstrip())) if words.strip() else None

    def shown(self, passage: Span) -> Hit:
        """Return a passage with what stands around it in its paragraph."""
        start = self.text.rfind("\n", 0, passage.start) + 1
        end = self.text.find("\n", passage.end)
        end = len(self.text) if end < 0 else end
        turn, mark = self.turn_at(passage.start), bisect_right(self._times, passage.start) - 1
        return Hit(
            self.name, passage.start, passage.end,
            self.text[max(start, passage.start - CONTEXT) : passage.start], passage.of(self.text),
            self.text[passage.end : min(end, passage.end + CONTEXT)], turn.speaker if turn else "",
            self._marks[mark].seconds if mark >= 0 else None,
        )  # fmt: skip
