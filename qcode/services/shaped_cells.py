"""The cells of a shaped table: what a column tells of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from qcode.domain.report import Cell, Kind, Name, Quotation
from qcode.domain.shape import ShapeColumn, Show
from qcode.domain.study import Case, Coding, Memo
from qcode.domain.transcript import timestamp
from qcode.domain.values import SEVERAL
from qcode.language import N_
from qcode.services.reporting import code_name, quotation
from qcode.services.shaped_rows import ShapedRow, Study, provision
from qcode.store import links, memos, places, sources, summaries

KINDS = {
    Show.NUMBER: Kind.COUNT, Show.CASES: Kind.COUNT, Show.PASSAGES: Kind.COUNT, Show.SOURCES: Kind.COUNT,
    Show.INFORMANTS: Kind.COUNT, Show.TICK: Kind.PRESENCE, Show.NAME: Kind.NAME, Show.QUOTES: Kind.QUOTES,
    Show.TYPICAL: Kind.QUOTES, Show.NEAR: Kind.QUOTES,
}  # fmt: skip
"""What cells hold, where it is not text."""
COUNTED = (Show.CASES, Show.PASSAGES, Show.SOURCES, Show.INFORMANTS)
"""What a last row can count, each thing once."""


class Cells:
    """Makes the cells of one table."""

    def __init__(self, study: Study) -> None:
        """Take the study that the rows are of."""
        self._study = study
        self._makers: dict[Show, Callable[[ShapedRow, ShapeColumn], Cell]] = {
            Show.NAME: lambda row, _column: row.name,
            Show.DEFINITION: self._definition,
            Show.EXAMPLE: self._example,
            Show.LEGAL: self._legal,
            Show.THEME: self._theme,
            Show.CATEGORY: self._category,
            Show.ATTRIBUTE: self._attribute,
            Show.INFORMANT: self._informant,
            Show.DURATION: self._duration,
            Show.CASES: lambda row, column: len(self._left(row.cases, column)),
            Show.TICK: self._tick,
            Show.PASSAGES: lambda row, _column: len({one.segment for one in row.codings}),
            Show.SOURCES: lambda row, _column: len({one.source_id for one in row.codings}),
            Show.INFORMANTS: lambda row, _column: len({one.informant for one in row.codings if one.informant}),
            Show.QUOTES: lambda row, column: _quotations(row.codings, column.most),
            Show.TYPICAL: self._typical,
            Show.NEAR: self._near,
            Show.LINKED: self._linked,
            Show.PLACES: self._places,
            Show.SUMMARIES: self._summaries,
            Show.MEMOS: self._memos,
            Show.AS_QUOTED: lambda row, _column: _lines(one.quoted for one in row.codings),
            Show.TOLD: lambda row, column: row.told.get(column.name, ""),
            Show.EMPTY: lambda _row, _column: "",
        }

    def cell(self, row: ShapedRow, column: ShapeColumn, number: int) -> Cell:
        """Return what a column tells of a row.

        Args:
            row: The row.
            column: The column.
            number: Of the row, from 1.
        """
        return number if column.show is Show.NUMBER else self._makers[column.show](row, column)

    def _definition(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        return _lines(one.code.said("definition", self._study.language) for one in row.codes)

    def _example(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        return _lines(one.code.said("example", self._study.language) for one in row.codes)

    def _legal(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        say = self._study.say
        return _lines(provision(basis.act, basis.article, say) for one in row.codes for basis in one.code.legal_basis)

    def _theme(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        study = self._study
        tops = (([one.code.id, *study.above(one)])[-1] for one in row.codes)
        return _lines(str(code_name(study.by_id[top], study.language)) for top in tops)

    def _category(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        study = self._study
        parents = (study.above(one)[0] for one in row.codes if one.code.parent in study.by_id)
        return _lines(str(code_name(study.by_id[parent], study.language)) for parent in parents)

    def _attribute(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        known = self._study.attribute(column.names, row.cases)
        return _lines(
            value for case in row.cases for value in case.attributes.get(known, "").split(SEVERAL) if value
        ) if known else ""  # fmt: skip

    def _informant(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        named = list(dict.fromkeys(one.informant for one in row.codings if one.informant))
        if not column.names:
            return ", ".join(named)
        there = [case for case in self._study.cases if case.name in named]
        known = self._study.attribute(column.names, there)
        return _lines(case.attributes.get(known, "") for case in there) if known else ""

    def _duration(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        there = self._ends
        ends = [
            there[name] for name in dict.fromkeys(name for case in row.cases for name in case.sources) if name in there
        ]
        return timestamp(sum(ends)) or "" if ends else ""

    @cached_property
    def _ends(self) -> dict[str, float]:
        """The last timestamp of each interview that has any, by the source's name, in seconds."""
        project = self._study.project
        last = {
            one.name: sources.marks_of(project, one.id)[-1:] for one in sources.all_sources(project) if one.turns
        }  # fmt: skip
        return {name: marks[0].seconds for name, marks in last.items() if marks}

    def _left(self, some: Sequence[Case], column: ShapeColumn) -> list[Case]:
        """Return the cases that a column's ``where`` leaves."""
        found = list(some)
        for name, words in column.where:
            known = self._study.attribute((name,), found)
            found = [
                case for case in found
                if any(word.casefold() in case.attributes.get(known, "").casefold() for word in words)
            ]  # fmt: skip
        return found

    def _tick(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        if column.where and self._left(row.cases, column):
            return True
        meant = {one.code.id for one in self._study.beside(column.codes)}
        return any(one.code_id in meant for one in row.codings)

    def _typical(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        marked = [one for one in row.codings if one.typical]
        return _quotations(marked or row.codings[:1], column.most)

    def _near(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        meant = {one.code.id for one in self._study.beside(column.codes)}
        paragraphs = {(one.source_id, one.paragraph) for one in row.codings}
        segments = {one.segment for one in row.codings}
        reached = {other for segment in segments for other in self._reached.get(segment, ())}
        codes = {one.code.id for one in row.codes}
        linked = {other for code in codes for other in self._reached.get(code, ())}
        found = [
            one for one in self._study.codings
            if one.code_id in meant and one.code_id not in codes
            and ((one.source_id, one.paragraph) in paragraphs or one.segment in reached or one.code_id in linked)
        ]  # fmt: skip
        return _quotations(found, column.most)

    @cached_property
    def _links(self) -> list[tuple[str, str, str, str]]:
        """Kind, origin, target and what the target says, of every link."""
        return [
            (one.kind, one.origin.id, one.target.id, one.target.text) for one in links.all_links(self._study.project)
        ]

    @cached_property
    def _reached(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for _kind, origin, target, _text in self._links:
            found.setdefault(origin, set()).add(target)
            found.setdefault(target, set()).add(origin)
        return found

    def _linked(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        """Return the passages that a row's passages lead to, word for word, and the codes that its codes lead to."""
        mine = {one.segment for one in row.codings} | {one.code.id for one in row.codes}
        targets = {
            target: text for kind, origin, target, text in self._links
            if origin in mine and (not column.kinds or kind in column.kinds)
        }  # fmt: skip
        quotable = {one.segment: one for one in self._study.codings if one.segment in targets}
        said = [f"“{' '.join(one.text.split())}” ({quotation(one).citation})" for one in quotable.values()]
        named = [
            str(code_name(self._study.by_id[target], self._study.language))
            for target in targets if target in self._study.by_id
        ]  # fmt: skip
        return _lines([*said, *named])

    def _places(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        return "; ".join(dict.fromkeys(_place(one) for one in row.codings))

    def _summaries(self, row: ShapedRow, _column: ShapeColumn) -> Cell:
        study = self._study
        keys, named = self._keys, {case.id: case.name for case in study.cases}
        said = []
        for one in row.codes:
            for (theme, unit), text in self._written.items():
                if theme == keys.get(one.code.id):
                    said.append((named.get(places.id_of(study.project, "case", unit), ""), text))
        if len(said) == 1 and len(row.codes) == 1:
            return f"{said[0][0]}: {said[0][1]}" if said[0][0] else said[0][1]
        return _lines(f"{name}: {text}" for name, text in sorted(said))

    @cached_property
    def _keys(self) -> dict[str, int]:
        return places.keys_of_codes(self._study.project)

    @cached_property
    def _written(self) -> dict[tuple[object, object], str]:
        return summaries.texts(self._study.project, "code", "case")

    @cached_property
    def _noted(self) -> dict[str, list[Memo]]:
        found: dict[str, list[Memo]] = {}
        for memo in memos.all_memos(self._study.project):
            found.setdefault(memo.target_id, []).append(memo)
        return found

    def _memos(self, row: ShapedRow, column: ShapeColumn) -> Cell:
        targets = [one.code.id for one in row.codes]
        targets += [id for one in row.codings for id in (one.id, one.segment)]
        wanted = {kind.casefold() for kind in column.kinds}
        there = (memo for target in dict.fromkeys(targets) for memo in self._noted.get(target, ()))
        return _lines(memo.text for memo in there if not wanted or memo.kind.casefold() in wanted)


def _quotations(some: Sequence[Coding], most: int) -> tuple[Quotation, ...]:
    """Return quotations, each passage once; the first of them if there is a limit."""
    by_segment = {one.segment: one for one in reversed(some)}
    found = sorted(by_segment.values(), key=lambda one: (one.source, one.start))
    return tuple(quotation(one) for one in (found[:most] if most else found))


def _place(one: Coding) -> str:
    made = quotation(one)
    return ", ".join(part for part in (made.speaker or made.source, made.timestamp) if part)


def _lines(texts: Iterable[str]) -> str:
    """Return texts one below the other, each once, without the empty ones."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def name_of_all(study: Study) -> Name:
    """Return the heading of the last row, that counts everything."""
    return Name("*", study.say(N_("Total")))
