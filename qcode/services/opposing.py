"""Opposing: what in a study speaks against reading some passages as they were coded.

Against a number stand: passages that a link says contradict a passage that was counted, or its code; passages of the
same texts with a code that a link says contradicts it; what a memo calls a negative case; what informants corrected or
withdrew on their sheets; and other codes, of other themes, on the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from qcode.domain.member_check import KIND as MEMBER_CHECK
from qcode.domain.member_check import Verdict, own_words
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding, Memo
from qcode.domain.wording import one_line
from qcode.language import N_, Translate
from qcode.services.grounding import Ground, with_under
from qcode.store import codes, codings, links, memos
from qcode.store.project import Project

CONTRADICTS = "contradicts"
_NEGATIVE = re.compile(
    r"negative[ -]case|deviant|counter[ -]?(example|evidence)|kasus[ -]negatif|kasus[ -]menyimpang|bantah|sanggah",
    re.IGNORECASE,
)
"""Kinds and tags of memos that call something a negative case."""


@dataclass(frozen=True, slots=True)
class Against:
    """One thing that speaks against."""

    why: str
    """In the document's language."""
    coding: Coding | None = None
    passage: tuple[str, Span] | None = None
    """Id of the source, and where, of a passage that is not coded; ``None`` if it is, or there is no passage."""


def against(project: Project, ground: Ground, say: Translate) -> list[Against]:
    """Return what speaks against what was counted, each thing once.

    Args:
        project: The study.
        ground: What was counted.
        say: Translates into the document's language.
    """
    looked = _Looked(project, ground, say)
    found = [*looked.linked(), *looked.opposite_codes(), *looked.noted(), *looked.coded_otherwise()]
    return list(dict.fromkeys(found))


class _Looked:
    """Looks through a study for what speaks against some codings."""

    def __init__(self, project: Project, ground: Ground, say: Translate) -> None:
        self._project, self._ground, self._say = project, ground, say
        self._segments = {one.segment for one in ground.counted}
        self._codes = set(ground.codes) or {one.code_id for one in ground.counted}
        self._links = [one for one in links.all_links(project) if one.kind.casefold() == CONTRADICTS]
        self._sources = {one.source_id for one in ground.counted}
        self._every = codings.select(project, Selection(all_speakers=True)) if ground.counted else []

    def linked(self) -> Iterator[Against]:
        """Yield passages that a link says contradict what was counted, whichever way the link goes."""
        why = self._say(N_("a link says that it contradicts: {name}"))
        ours = self._segments | self._codes
        for link in self._links:
            for one, other in ((link.origin, link.target), (link.target, link.origin)):
                if one.id in ours and other.kind == "segment" and other.span and other.id not in self._segments:
                    told = why.format(name=one.name)
                    of_it = [coding for coding in self._every if coding.segment == other.id]
                    if of_it:
                        yield from (Against(told, coding) for coding in of_it)
                    else:
                        yield Against(told, passage=(other.source, other.span))

    def opposite_codes(self) -> Iterator[Against]:
        """Yield passages of the same texts with a code that a link says contradicts one that was counted."""
        names: dict[str, str] = {}
        for link in self._links:
            for one, other in ((link.origin, link.target), (link.target, link.origin)):
                if one.id in self._codes and one.kind == other.kind == "code":
                    names[other.id] = one.name
        for opposite, name in names.items():
            meant = with_under(codes.all_codes(self._project, with_use=False), {opposite}) - self._codes
            why = self._say(N_("its code contradicts, as a link says: {name}")).format(name=name)
            yield from (Against(why, one) for one in self._in_scope(meant))

    def noted(self) -> Iterator[Against]:
        """Yield what a memo calls a negative case, and what informants corrected or withdrew."""
        by_coding = {one.id: one for one in self._every}
        by_segment = {one.segment: one for one in reversed(self._every)}
        for one in self._ground.counted:  # A memo on a passage tells of the codes that were counted.
            by_segment[one.segment] = one
        for memo in memos.all_memos(self._project):
            why = self._called(memo)
            coding = by_coding.get(memo.target_id) or by_segment.get(memo.target_id)
            if why and coding and (coding.segment in self._segments or coding.code_id in self._codes):
                yield Against(why, coding)
            elif why and memo.target_kind == "code" and memo.target_id in self._codes:
                yield Against(why if memo.kind == MEMBER_CHECK else f"{why}: {one_line(memo.text)}")

    def _called(self, memo: Memo) -> str:
        """Return why a memo speaks against what it is on; empty if it does not."""
        if memo.kind == MEMBER_CHECK:
            told = next((tag for tag in memo.tags if tag in (Verdict.CORRECTS, Verdict.WITHDRAWS)), None)
            if told is None:
                return ""
            said = {
                Verdict.CORRECTS: N_("{name} corrects it on the sheet"),
                Verdict.WITHDRAWS: N_("{name} does not want it to be used"),
            }
            text = one_line(own_words(memo.text))
            return self._say(said[Verdict(told)]).format(name=memo.coder) + (f": {text}" if text else "")
        if _NEGATIVE.search(" ".join((memo.kind, *memo.tags))):
            return self._say(N_("a memo calls it a negative case"))
        return ""

    def coded_otherwise(self) -> Iterator[Against]:
        """Yield other codes on the same words, but those above and under the ones that were counted."""
        why = self._say(N_("the same words are coded otherwise"))
        related = self._codes | self._above()
        counted: dict[str, list[Span]] = {}
        for one in self._ground.counted:
            counted.setdefault(one.source_id, []).append(Span(one.start, one.end))
        for one in self._every:
            if one.code_id not in related and _touches(one, counted.get(one.source_id, ())):
                yield Against(why, one)

    def _above(self) -> set[str]:
        every = {one.code.id: one.code.parent for one in codes.all_codes(self._project, with_use=False)}
        found: set[str] = set()
        for code in self._codes:
            parent = every.get(code)
            while parent is not None:
                found.add(parent)
                parent = every.get(parent)
        return found

    def _in_scope(self, meant: Collection[str]) -> list[Coding]:
        return [one for one in self._every if one.code_id in meant and one.source_id in self._sources]


def _touches(one: Coding, spans: Iterable[Span]) -> bool:
    return any(span.start < one.end and one.start < span.end for span in spans)
