"""A busy study, and what is coded in it counted coding by coding, without the database's help."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from qcode.domain.axis import joined, parts
from qcode.domain.selection import Selection
from qcode.domain.sheet import Subject
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.domain.text import words
from qcode.domain.transcript import Role
from qcode.domain.values import ValueKind
from qcode.services import attributing, casing, coding, grouping, importing, noting, sourcing
from qcode.store import cases, codes, codings, sources
from qcode.store.project import Project

PLAIN = (
    "code", "code:top", "source", "case", "case:informant", "case:Équipe", "kind", "question", "speaker", "coder",
    "set", "attribute:Jabatan", "attribute:Pangkat", "attribute:Usia", "period:Tanggal/year",
    "period:Tanggal/quarter", "period:Mulai/month", "period:Mulai/day", "coded:year", "coded:quarter", "coded:day",
)  # fmt: skip
NESTED = (
    "attribute:Pangkat>case", "case:Équipe>attribute:Pangkat", "attribute:Pangkat>case:informant",
    "attribute:Usia>case:Équipe", "set>case", "case>set", "set>source", "code:top>code", "code>case", "source>speaker",
    "period:Mulai/year>period:Mulai/month>case:Équipe", "case>code", "kind>source>question",
)  # fmt: skip
ASKED = (("W1", 94, "Q1"), ("W1", 193, "Q2"), ("W2", 57, "Q2"), ("W2", 60, None), ("W2", 120, "Q1"))
"""Source, start, question (none: one that is not of the guide)."""
SETS = {"Papers": ("source", ("D1",)), "Both": ("source", ("D1", "W2")), "Teams": ("case", ("Tim Satu", "INF-02"))}
"""Name → kind and members."""
TEXT = "Laporan polisi tanpa suara. Kata-kata lain di sini.\n\nBagian kedua laporan ini.\n"
DAYS = ("2024-12-31", "2025-01-01", "2025-06-30")
"""On which it was coded."""
WRITTEN = {"Selasa, 10 Juni 2025": "2025-06-10", "5 Mei 2025": "2025-05-05", "tidak diketahui": ""}
"""Dates as they are written → as they are meant."""
PART = Span(101, 117)
"""Of W2, which belongs to Tim Dua."""


def fill(project: Project) -> None:
    """Add a document, cases of three kinds, attributes, sets, questions, memos, and 160 codings at random."""
    importing.import_previews(
        project, [importing.preview_text(TEXT, "D1")], belonging=importing.Belonging("police case:LP 1", "Papers")
    )
    attributing.add_column(project, Subject("case", "Équipe"), "Usia", ValueKind.NUMBER)
    for name, values in (("Tim Satu", {"Pangkat": "AKP", "Usia": "10"}), ("Tim Dua", {"Pangkat": "IPDA", "Usia": "9"})):
        casing.add_case(project, "Équipe", name, values)
    casing.assign_case(project, "Tim Satu", "W1")
    casing.assign_case(project, "Tim Satu", "D1")
    casing.assign_case(project, "Tim Dua", "W1")
    casing.assign_case(project, "Tim Dua", "W2", span=PART)
    casing.assign_case(project, "LP 1", "W1", speaker="P")
    casing.set_attributes(project, "INF-01", {"Pangkat": "IPDA", "Jabatan": "dari kasus"})
    casing.set_attributes(project, "Tim Satu", {"Mulai": "5 Mei 2025"})
    casing.set_attributes(project, "Tim Dua", {"Mulai": "2025-04-30"})
    for source, day in (("W1", "Selasa, 10 Juni 2025"), ("W2", "2024-12-31"), ("D1", "tidak diketahui")):
        sourcing.set_metadata(project, sources.find_id(project, source), {"Tanggal": day})
    sourcing.set_roles(project, sources.find_id(project, "W2"), {"P": "participant"})
    for name, (kind, members) in SETS.items():
        grouping.put_in_set(project, name, members, kind=kind)
    _ask(project)
    _code(project, random.Random(20250610))


def _ask(project: Project) -> None:
    """Make an interview guide of three questions, two of which were asked."""
    with project.change("questions") as change:
        made = {
            key: change.insert("question", {"position": place, "key": key, "text": text, "topic": ""})
            for place, (key, text) in enumerate((("Q2", "Kendala?"), ("Q1", "Kegiatan?"), ("Q3", "Saran?")))
        }
        for source, start, key in ASKED:
            row = {"source_id": sources.find_id(project, source), "start_at": start, "created": "2025-06-10"}
            change.insert("asked", {**row, "question_id": made.get(key or "")})


def _code(project: Project, dice: random.Random) -> None:
    codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
    rows = [coding.CodingRow("W2", PART.start, PART.end, codable[0], "Ani")]
    for _number in range(160):
        source = dice.choice(["W1", "W2", "D1"])
        chars = sources.find(project, source).chars
        start = dice.randrange(0, chars - 12) // 6 * 6
        coder = dice.choice(["Ani", "Budi", "Citra"])
        rows.append(coding.CodingRow(source, start, start + dice.choice([1, 6, 12, 60]), dice.choice(codable), coder))
    coding.apply_codes(project, [row for row in rows if row.end <= sources.find(project, row.source).chars])
    with project.change("days") as change:
        for one in codings.select(project, Selection()):
            change.update("coding", one.id, {"created": f"{dice.choice(DAYS)}T23"})
    for one in codings.select(project, Selection()):
        if dice.random() < 0.2:
            coding.mark_typical(project, one.id, typical=True)
        if dice.random() < 0.2:
            noting.write_memo(project, "coding", one.id, f"Catatan {one.id}")
        if dice.random() < 0.1:
            noting.write_memo(project, "segment", one.segment, f"Kutipan {one.segment}")


@dataclass(frozen=True)
class _At:
    """A place on one level, and by which case a coding stands there; ``None`` where it is no matter of cases."""

    name: str
    case: str | None = None


@cache
def counted_in(project: Project, selection: Selection) -> Counted:
    """Return what is counted by hand in a project that stays as it is: only once, however many tests ask."""
    return Counted(project, selection)


class Counted:
    """The listed codings, and what each belongs to on an axis."""

    def __init__(self, project: Project, selection: Selection) -> None:
        self.project, self.selection = project, selection
        self.rolled_up = not selection.only
        self._said: list[tuple[str, str, int]] = []
        self._places: dict[tuple[str, str], set[str]] = {}
        self._grounds: dict[tuple[str, str, str, bool], set[str]] = {}
        listed = codings.select(project, selection)
        self.codings = [one for one in listed if selection.all_speakers or one.role != "interviewer"]
        self.left_out = len(listed) - len(self.codings)
        self.codes = {one.code.id: one for one in codes.all_codes(project)}
        self.members = project.database.rows(
            "SELECT y.name, y.kind, s.name, k.label, g.start_at, g.end_at FROM membership m "
            "JOIN study_case y ON y.id = m.case_id JOIN source s ON s.id = m.source_id "
            "LEFT JOIN speaker k ON k.id = m.speaker_id LEFT JOIN segment g ON g.id = m.segment_id"
        )
        self.kinds = {one.name: one.kind for one in sources.all_sources(project)}
        self.of_case = {one.name: one.attributes for one in cases.all_cases(project)}
        self.of_source = {n: cases.attributes_of_source(project, id) for n, id in sources.names(project).items()}
        self.texts = {name: sources.text_of(project, id) for name, id in sources.names(project).items()}

    def cases_of(self, one: Coding) -> set[tuple[str, str]]:
        return {
            (n, kind)
            for n, kind, source, label, *span in self.members
            if source == one.source and label in (None, one.speaker) and span in ([None, None], [one.start, one.end])
        }

    def on(self, axis: str, one: Coding) -> set[str]:
        """Return the names of the places of an axis at which a coding stands, with those over them."""
        within = parts(axis)
        if len(within) == 1:
            return {at.name for at in self._level(axis, one)}
        found = set()
        for places in product(*(self._level(level, one) for level in within)):
            known = [(kinds_on(level), at.case) for level, at in zip(within, places, strict=True) if at.case]
            if all(here[1] == there[1] for here, there in product(known, known) if may_be_same(here[0], there[0])):
                names = [at.name for at in places]
                found |= {joined(names[:deep]) for deep in range(1, len(names) + 1)}
        return found

    def _level(self, axis: str, one: Coding) -> set[_At]:
        kind, _colon, detail = axis.partition(":")
        match kind:
            case "code":
                over = list(self.codes_over(one, whole=detail == "top"))
                return {_At(name) for name in (over[-1:] if detail == "top" else over)}
            case "source":
                return {_At(one.source)}
            case "coder":
                return {_At(one.coder)}
            case "kind":
                return {_At(self.kinds[one.source])}
            case "coded":
                return {_At(shortened(one.created[:10], detail))}
            case "set":
                of = {("source", one.source): None} | {("case", name): name for name, _kind in self.cases_of(one)}
                return {_At(name, case) for name, (of_kind, members) in SETS.items() for (k, n), case in of.items()
                        if k == of_kind and n in members}  # fmt: skip
            case "question":
                before = [(start, key) for source, start, key in ASKED if source == one.source and start <= one.start]
                last = max(before, default=(0, None))[1]
                return {_At(last)} if last else set()
            case "case":
                its = self.cases_of(one)
                return {_At(n, n) for n, of in its if not detail or of.casefold() == detail.casefold()}
            case "speaker":
                tied = [m[0] for m in self.members if (m[2], m[3]) == (one.source, one.speaker)]
                return {_At(name) for name in tied[:1] or ([f"{one.source}: {one.speaker}"] if one.speaker else [])}
            case "period":
                name, _slash, period = detail.rpartition("/")
                at_value = self._level(f"attribute:{name}", one)
                found = {(WRITTEN.get(at.name, at.name), at.case) for at in at_value}
                return {_At(shortened(day, period), case) for day, case in found if day}
            case _:
                if detail == "Tanggal":
                    return {_At(value) for value in [self.of_source[one.source].get(detail)] if value}
                # Jabatan is an attribute of cases and of sources; then that of cases counts.
                return {_At(v, n) for n, _kind in self.cases_of(one) if (v := self.of_case[n].get(detail))}

    def codes_over(self, one: Coding, *, whole: bool = False) -> Iterator[str]:
        here = self.codes[one.code_id]
        yield here.code.key or here.path
        while (whole or self.rolled_up) and here.code.parent:
            here = self.codes[here.code.parent]
            yield here.code.key or here.path

    def cells(self, rows: str, columns: str) -> dict[tuple[str, str], list[Coding]]:
        """Return the codings at each place, ``*`` being all rows or all columns."""
        found: dict[tuple[str, str], dict[str, Coding]] = {}
        for one in self.codings:
            row_names, column_names = self._known_on(rows, one), self._known_on(columns, one)
            for row, column in product(row_names, column_names):
                for place in ((row, column), (row, "*"), ("*", column), ("*", "*")):
                    found.setdefault(place, {})[one.id] = one
        return {place: list(some.values()) for place, some in found.items()}

    def _known_on(self, axis: str, one: Coding) -> set[str]:
        if (axis, one.id) not in self._places:
            self._places[axis, one.id] = self.on(axis, one)
        return self._places[axis, one.id]

    # -- text ---------------------------------------------------------------------------------------

    def said(self) -> list[tuple[str, str, int]]:
        """Return source, speaker and place of each character that can be coded."""
        if not self._said:
            for name, id in sources.names(self.project).items():
                turns = self.project.database.rows(
                    "SELECT t.start_at, t.end_at, k.label, k.role FROM turn t JOIN speaker k ON k.id = t.speaker_id "
                    "JOIN source s ON s.id = t.source_id WHERE s.uuid = ?", (id,)
                )  # fmt: skip
                for start, end, label, role in turns or [(0, len(self.texts[name]), "", "")]:
                    if role != Role.INTERVIEWER or self.selection.all_speakers:
                        self._said += [(name, label, at) for at in range(start, end)]
        return self._said

    def ground(self, axes: tuple[str, str], place: tuple[str, str]) -> set[tuple[str, int]]:
        """Return the characters that can be coded at a place, as far as its axes have text."""
        sides = [with_text(axis, name) for axis, name in zip(axes, place, strict=True)]
        found = set()
        for source, speaker, at in self.said():
            inside = source == "W2" and PART.start <= at < PART.end
            for in_part in (False, True)[: 1 + inside]:
                its = [(self._text_on(axis, source, speaker, in_part=in_part), name) for axis, name in sides if axis]
                if all(name in places or (name == "*" and places) for places, name in its):
                    found.add((source, at))
        return found

    def _text_on(self, axis: str, source: str, speaker: str, *, in_part: bool) -> set[str]:
        """Return where on an axis a text stands; the passage of W2 that belongs to a case of itself, too."""
        key = axis, source, speaker, in_part
        if key not in self._grounds:
            start, end = (PART.start, PART.end) if in_part else (-1, -1)
            piece = replace(self.codings[0], source=source, speaker=speaker, start=start, end=end)
            self._grounds[key] = self.on(axis, piece)
        return self._grounds[key]

    def word_starts(self) -> set[tuple[str, int]]:
        return {(name, word.start) for name, text in self.texts.items() for word in words(text)}


def with_text(axis: str, name: str) -> tuple[str, str]:
    """Return what of an axis and of the name of a place on it parts texts; ``*`` if that is none of its levels."""
    within, names = parts(axis), parts(name) if len(parts(axis)) > 1 else (name,)
    if name == "*":
        return joined([part for part in within if has_text(part)]), name
    kept = [its for part, its in zip(within, names, strict=False) if has_text(part)]
    return joined([part for part in within if has_text(part)]), joined(kept) or "*"


def has_text(axis: str) -> bool:
    """Say whether an axis parts texts; sets do not, as one of them is of cases."""
    return axis.partition(":")[0] in ("source", "case", "kind", "speaker", "attribute", "period")


def kinds_on(axis: str) -> set[str]:
    """Return the kinds of cases that a level speaks of; none for any."""
    name = axis.partition(":")[2].partition("/")[0]
    if axis.startswith("case:"):
        return {name.casefold()}
    return {"Pangkat": {"équipe", "informant"}, "Usia": {"équipe"}, "Mulai": {"équipe"}}.get(name, set())


def may_be_same(some: set[str], others: set[str]) -> bool:
    """Say whether two levels speak of the same cases: of any kind, or of one that both may be."""
    return not some or not others or bool(some & others)


def shortened(day: str, period: str) -> str:
    """Return the period a day lies in."""
    if period == "quarter":
        return {"01": "Q1", "05": "Q2", "04": "Q2", "06": "Q2", "12": "Q4"}[day[5:7]].join((day[:5], ""))
    return day[: {"year": 4, "month": 7, "day": 10}[period]]


def passages(some: list[Coding]) -> set[tuple[str, int, int]]:
    """Return the passages that are coded, each once."""
    return {(one.source, one.start, one.end) for one in some}


def characters(some: list[Coding]) -> set[tuple[str, int]]:
    """Return the characters that are coded, each once."""
    return {(source, at) for source, start, end in passages(some) for at in range(start, end)}
