"""What lies on the desk of the coding screen: a project, one of its texts, and what is coded in it.

Every act of coding goes through here: the service writes it to disk first, then the desk knows it, and only then
does the screen draw it. What was done elsewhere (undo, another window, a colleague) comes in by ``refresh``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.domain.codebook import PALETTE
from qcode.domain.disagreement import differing
from qcode.domain.links import Link, LinkEnd
from qcode.domain.sheet import Evidence
from qcode.domain.span import Span, merged
from qcode.domain.study import CodeInProject, Memo, Source, SpanCoding
from qcode.domain.text import paragraphs
from qcode.domain.transcript import Role
from qcode.language import screen_language
from qcode.store import attributes, coders, codes, codings, links, memos, segments, sources
from qcode.store.project import Project
from qcode.store.segments import Wording
from qcode.tui.screens.open_text import OpenText
from qcode.tui.widgets.code_tree import CodeRow
from qcode.tui.widgets.transcript import CodeMark

if TYPE_CHECKING:
    from qcode.services.naming import NewCode

FAVOURITES = 9


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in the open text."""

    added: tuple[SpanCoding, ...] = ()
    removed: tuple[SpanCoding, ...] = ()
    replaced: tuple[SpanCoding, ...] = ()
    """As they are now."""

    @property
    def first(self) -> int | None:
        """Where the first change stands, ``None`` if nothing changed here."""
        return min((coding.start for coding in (*self.added, *self.removed, *self.replaced)), default=None)


class Desk(OpenText):
    """The open text and what is coded in it."""

    def __init__(self, project: Project, favourites: Sequence[str] = ()) -> None:
        super().__init__()
        self.project = project
        self.sources: list[Source] = []
        self.source: Source | None = None
        self.offset = 0
        """Where the cursor stood last, in code points."""
        self.codings: dict[str, SpanCoding] = {}
        self.codes: dict[str, CodeInProject] = {}
        self.coders: dict[str, str] = {}
        self.memos: list[tuple[Memo, Span]] = []
        self._memos_on: dict[str, list[Memo]] = {}
        self.links: list[Link] = []
        """Those that begin or end in the open text."""
        self.wordings: dict[Span, Wording] = {}
        self.evidence: list[Evidence] = []
        """What passages of the open text tell of cases."""
        self.hidden_coders: frozenset[str] = frozenset()
        """UUIDs of coders whose codings do not show."""
        self.chosen_favourites = tuple(favourites)
        self._digits: list[str] = []
        self._colors: dict[str, str] = {}
        self.recent: list[str] = []
        self.read_codes()
        self.read_sources()

    # What is read

    def read_codes(self) -> None:
        """Read codes, their use, and who codes."""
        self.codes = {row.code.id: row for row in codes.all_codes(self.project)}
        self._colors = {
            id: row.code.color or PALETTE[number % len(PALETTE)] for number, (id, row) in enumerate(self.codes.items())
        }
        self.coders = {coder.id: coder.name for coder in coders.all_coders(self.project)}
        # What was used here stays at hand, also after its coding was undone.
        used = dict.fromkeys((*self.recent, *codes.recent(self.project)))
        self.recent = [code for code in used if code in self.codes]

    def read_sources(self) -> None:
        """Read the list of texts."""
        self.sources = sources.all_sources(self.project)

    def read_counts(self) -> None:
        """Read again how often codes are used, and how many codings each text has."""
        self.read_codes()
        self.read_sources()

    def read_memos(self) -> None:
        """Read what is written on codings and passages of the open text: memos, links, translations, evidence."""
        self.links = links.of_source(self.project, self.source.id) if self.source else []
        self.wordings = segments.wordings(self.project, self.source.id) if self.source else {}
        self.memos = memos.placed(self.project, self.source.id) if self.source else []
        self.evidence = attributes.evidence_in(self.project, self.source.id) if self.source else []
        self._memos_on = {}
        for memo, _span in self.memos:
            self._memos_on.setdefault(memo.target_id, []).append(memo)

    def open(self, source: str) -> None:
        """Open a text by its id."""
        self.source = next(one for one in self.sources if one.id == source)
        self.lay(
            sources.text_of(self.project, source), sources.turns_of(self.project, source),
            sources.marks_of(self.project, source),
        )  # fmt: skip
        self.codings = {coding.id: coding for coding in codings.spans_of(self.project, source)}
        self.read_memos()

    def close(self) -> None:
        """Leave the desk empty, as when the open text was removed."""
        self.source, self.codings = None, {}
        self.lay()
        self.read_memos()

    def refresh(self) -> Difference:
        """Read again what others may have changed, and return what is different in the open text."""
        self.read_codes()
        self.read_sources()
        if self.source is None:
            return Difference()
        before = {coding.id: coding for coding in self.shown()}
        now = {coding.id: coding for coding in codings.spans_of(self.project, self.source.id)}
        self.codings = now
        now = {coding.id: coding for coding in self.shown()}
        self.source = next((one for one in self.sources if one.id == self.source.id), self.source)
        self.read_memos()
        return Difference(
            added=tuple(coding for id, coding in now.items() if id not in before),
            removed=tuple(coding for id, coding in before.items() if id not in now),
            replaced=tuple(coding for id, coding in now.items() if id in before and before[id] != coding),
        )

    # What is asked

    @property
    def first_source(self) -> str:
        """The text to begin with: the first in which somebody speaks, else the first; empty if there is none."""
        return next((one.id for one in self.sources if one.turns), next((one.id for one in self.sources), ""))

    @property
    def is_open_source_there(self) -> bool:
        """Whether the open text is still in the project."""
        return self.source is not None and any(one.id == self.source.id for one in self.sources)

    def colors(self) -> Mapping[str, str]:
        """Return each code's colour, one of the palette where it has none of its own."""
        return self._colors

    def code_marks(self) -> dict[str, CodeMark]:
        """Return how the transcript shows each code."""
        colors, language = self.colors(), screen_language()
        return {
            id: CodeMark(row.code.key or row.code.name, row.code.said("name", language), colors[id])
            for id, row in self.codes.items()
        }

    def code_rows(self) -> list[CodeRow]:
        """Return the codebook as the tree shows it."""
        here = Counter(coding.code for coding in self.codings.values())
        colors, language = self.colors(), screen_language()
        digits = {code: str(number) for number, code in enumerate(self.favourites(), 1)}
        return [
            CodeRow(
                code=id,
                key=row.code.key,
                name=row.code.said("name", language),
                color=colors[id],
                depth=row.depth,
                here=here[id],
                everywhere=row.codings,
                codable=row.code.codable,
                favourite=digits.get(id, ""),
            )
            for id, row in self.codes.items()
        ]

    def favourites(self) -> list[str]:
        """Return the codes on the digits: the chosen ones, else those most used when they were first asked for.

        What a digit means stays the same while one works, however the counts change.
        """
        known = [code for code in self.chosen_favourites or self._digits if code in self.codes]
        if not self.chosen_favourites and len(known) < FAVOURITES:
            codable = [row for row in self.codes.values() if row.code.codable and row.code.id not in known]
            most_used = sorted(codable, key=lambda row: -row.codings)[: FAVOURITES - len(known)]
            kept = {row.code.id for row in most_used}
            known += [row.code.id for row in codable if row.code.id in kept]
            self._digits = known
        return known[:FAVOURITES]

    def handle(self, code: str) -> str:
        """Return what people call a code: its key, or its name."""
        row = self.codes.get(code)
        return (row.code.key or row.code.name) if row else "?"

    def full_name(self, code: str) -> str:
        """Return a code's key and name, in the language of the screen."""
        row = self.codes.get(code)
        return f"{row.code.key} {row.code.said('name', screen_language())}".strip() if row else "?"

    def shown(self) -> list[SpanCoding]:
        """Return the codings that show: all but those of coders who were hidden."""
        hidden = self.hidden_coders
        return [coding for coding in self.codings.values() if coding.coder not in hidden]

    def coders_here(self) -> dict[str, int]:
        """Return how many codings of the open text each coder has made, by UUID, the busiest first."""
        return dict(Counter(coding.coder for coding in self.codings.values()).most_common())

    def coded(self, code: str | None = None) -> list[Span]:
        """Return the stretches that carry a code, or any code, merged and in order."""
        chosen = (coding for coding in self.shown() if code in (None, coding.code))
        return merged(Span(coding.start, coding.end) for coding in chosen)

    def passages(self, code: str | None = None) -> list[Span]:
        """Return every coded passage once, in order."""
        chosen = (coding for coding in self.shown() if code in (None, coding.code))
        return _in_order(chosen)

    def uncoded(self) -> list[Span]:
        """Return the participants' turns (or paragraphs, in a text without turns) that no coding touches."""
        units = [turn.span for turn in self.turns if turn.role is Role.PARTICIPANT] or list(paragraphs(self.text))
        covered = self.coded()
        found: list[Span] = []
        at = 0
        for unit in units:
            while at < len(covered) and covered[at].end <= unit.start:
                at += 1
            if at == len(covered) or not covered[at].overlaps(unit):
                found.append(unit)
        return found

    def passages_by(self, coder: str) -> list[Span]:
        """Return every passage that a coder has coded, once, in order."""
        return _in_order(one for one in self.codings.values() if one.coder == coder)

    def disagreements(self) -> list[Span]:
        """Return the passages that one coder has coded and another coder of this text has not, or not so."""
        return differing(list(self.codings.values()))

    def linked(self) -> list[Span]:
        """Return the passages that a link begins or ends at, in order."""
        return sorted({end.span for _link, end, _other in self.ends_here() if end.span})

    def ends_here(self) -> list[tuple[Link, LinkEnd, LinkEnd]]:
        """Return each link with its end in the open text and its other end; twice, if both are here."""
        here = self.source.id if self.source else ""
        pairs = [(link, *ends) for link in self.links for ends in _both_ways(link)]
        return [pair for pair in pairs if pair[1].source == here]

    def links_at(self, offset: int) -> list[tuple[Link, LinkEnd, LinkEnd]]:
        """Return the links of passages over a place, each with its end here and its other end."""
        return [pair for pair in self.ends_here() if pair[1].span and pair[1].span.contains(offset)]

    def wordings_at(self, offset: int) -> list[tuple[Span, Wording]]:
        """Return the passages over a place that have a translation or an "as quoted" form."""
        return [(span, wording) for span, wording in self.wordings.items() if span.contains(offset)]

    def noted(self) -> list[Span]:
        """Return the passages that a memo is on, in order."""
        return sorted({span for _memo, span in self.memos})

    def notes_on(self, coding: SpanCoding) -> list[Memo]:
        """Return the memos on a coding and on its passage."""
        return [*self._memos_on.get(coding.id, ()), *self._memos_on.get(coding.segment, ())]

    def passage_notes_at(self, offset: int) -> list[tuple[Memo, Span]]:
        """Return the memos on passages over a place."""
        return [(memo, span) for memo, span in self.memos if memo.target_kind == "segment" and span.contains(offset)]

    # What is done

    def apply(self, span: Span, wanted: Iterable[str]) -> list[SpanCoding]:
        """Apply codes to a span; return the codings that are new.

        Raises:
            QcodeError: If it cannot be written; what was written before it stays and is known.
        """
        from qcode.services import coding as service

        assert self.source is not None
        new: list[SpanCoding] = []
        for code in wanted:
            result = service.apply_code(self.project, self.source.id, span, code)
            self.used(code)
            if result.is_new:
                self.codings[result.coding.id] = result.coding
                new.append(result.coding)
        if any(coding.coder not in self.coders for coding in new):
            self.coders = {coder.id: coder.name for coder in coders.all_coders(self.project)}
        return new

    def used(self, code: str) -> None:
        """Remember a code as the latest."""
        self.recent = [code, *(other for other in self.recent if other != code)]

    def remove(self, ids: Sequence[str]) -> list[SpanCoding]:
        """Remove codings; return those that are gone.

        Raises:
            QcodeError: If it cannot be written.
        """
        from qcode.services import coding as service

        service.uncode(self.project, list(ids))
        return [self.codings.pop(id) for id in ids if id in self.codings]

    def replace(self, changed: SpanCoding) -> None:
        """Know a coding as it is now."""
        self.codings[changed.id] = changed

    def new_code(self, new: NewCode) -> str:
        """Make a code, or find the one of that name in that place; return its id.

        Raises:
            QcodeError: If it cannot be written.
        """
        from qcode.services import naming

        made = naming.make(self.project, new)
        self.read_counts()
        return made


def _both_ways(link: Link) -> tuple[tuple[LinkEnd, LinkEnd], tuple[LinkEnd, LinkEnd]]:
    return (link.origin, link.target), (link.target, link.origin)


def _in_order(codings: Iterable[SpanCoding]) -> list[Span]:
    """Return the passages of codings, each once; plain numbers are sorted quicker than spans."""
    return [Span(start, end) for start, end in sorted({(coding.start, coding.end) for coding in codings})]
