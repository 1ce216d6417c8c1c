"""Every cell of every matrix is what counting the listed codings by hand gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qcode.domain.report import Name, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.study import Coding
from qcode.domain.text import words
from qcode.errors import QcodeError, UnknownName
from qcode.services import casing, coding, importing, sourcing, tabling
from qcode.store import cases, codes, codings, sources
from qcode.store.project import Project

AXES = (
    "code", "source", "case", "case:informant", "case:Équipe", "kind", "question", "speaker", "coder", "set",
    "attribute:Jabatan", "attribute:Pangkat",
)  # fmt: skip
ASKED = (("W1", 94, "Q1"), ("W1", 193, "Q2"), ("W2", 57, "Q2"), ("W2", 60, None), ("W2", 120, "Q1"))
"""Source, start, question (none: one that is not of the guide)."""
TEXT = "Laporan polisi tanpa suara. Kata-kata lain di sini.\n\nBagian kedua laporan ini.\n"


@pytest.fixture(scope="module")
def busy(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study with a document, cases of three kinds, a set, and 160 codings of three coders at random."""
    path = tmp_path_factory.mktemp("busy") / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    dice = random.Random(20250610)
    with Project.open(path, coder="Ani") as project:
        importing.import_previews(
            project, [importing.preview_text(TEXT, "D1")], belonging=importing.Belonging("police case:LP 1", "Papers")
        )
        casing.add_case(project, "Équipe", "Tim Satu", {"Pangkat": "AKP"})
        casing.add_case(project, "Équipe", "Tim Dua")
        casing.assign_case(project, "Tim Satu", "W1")
        casing.assign_case(project, "Tim Satu", "D1")
        casing.assign_case(project, "Tim Dua", "W1")
        casing.assign_case(project, "LP 1", "W1", speaker="P")
        casing.set_attributes(project, "INF-01", {"Pangkat": "IPDA", "Jabatan": "dari kasus"})
        sourcing.set_roles(project, sources.find_id(project, "W2"), {"P": "participant"})
        ask(project)
        codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
        rows = []
        for _number in range(160):
            source = dice.choice(["W1", "W2", "D1"])
            chars = sources.find(project, source).chars
            start = dice.randrange(0, chars - 12) // 6 * 6
            coder = dice.choice(["Ani", "Budi", "Citra"])
            rows.append(
                coding.CodingRow(source, start, start + dice.choice([1, 6, 12, 60]), dice.choice(codable), coder)
            )
        coding.apply_codes(project, [row for row in rows if row.end <= sources.find(project, row.source).chars])
        yield project


def ask(project: Project) -> None:
    """Make an interview guide of three questions, two of which were asked."""
    with project.change("questions") as change:
        made = {
            key: change.insert("question", {"position": place, "key": key, "text": text, "topic": ""})
            for place, (key, text) in enumerate((("Q2", "Kendala?"), ("Q1", "Kegiatan?"), ("Q3", "Saran?")))
        }
        for source, start, key in ASKED:
            row = {"source_id": sources.find_id(project, source), "start_at": start, "created": "2025-06-10"}
            change.insert("asked", {**row, "question_id": made.get(key or "")})


class Counted:
    """The listed codings, and what each belongs to on an axis, found without the database's help."""

    def __init__(self, project: Project, selection: Selection) -> None:
        self.project = project
        self.rolled_up = not selection.only
        listed = codings.select(project, selection)
        self.codings = [one for one in listed if selection.all_speakers or one.role != "interviewer"]
        self.left_out = len(listed) - len(self.codings)
        self.codes = {one.code.id: one for one in codes.all_codes(project)}
        self.members = project.database.rows(
            "SELECT y.name, y.kind, s.name, k.label FROM membership m JOIN study_case y ON y.id = m.case_id "
            "JOIN source s ON s.id = m.source_id LEFT JOIN speaker k ON k.id = m.speaker_id"
        )
        self.kinds = {one.name: one.kind for one in sources.all_sources(project)}
        self.of_case = {one.name: one.attributes for one in cases.all_cases(project)}
        self.of_source = {n: cases.attributes_of_source(project, id) for n, id in sources.names(project).items()}

    def cases_of(self, one: Coding) -> set[tuple[str, str]]:
        return {
            (n, kind)
            for n, kind, source, label in self.members
            if source == one.source and label in (None, one.speaker)
        }

    def on(self, axis: str, one: Coding) -> set[str]:
        kind, _colon, detail = axis.partition(":")
        match kind:
            case "code":
                return set(self.codes_over(one))
            case "source":
                return {one.source}
            case "coder":
                return {one.coder}
            case "kind":
                return {self.kinds[one.source]}
            case "set":
                return {"Papers"} if one.source == "D1" else set()
            case "question":
                before = [(start, key) for source, start, key in ASKED if source == one.source and start <= one.start]
                last = max(before, default=(0, None))[1]
                return {last} if last else set()
            case "case":
                return {name for name, its in self.cases_of(one) if not detail or its.casefold() == detail.casefold()}
            case "speaker":
                tied = [n for n, _kind, source, label in self.members if (source, label) == (one.source, one.speaker)]
                return set(tied[:1]) or ({f"{one.source}: {one.speaker}"} if one.speaker else set())
            case _:
                # The attribute Pangkat is one of cases; Jabatan is one of both, and then that of cases counts.
                return {v for n, _kind in self.cases_of(one) if (v := self.of_case[n].get(detail))}

    def codes_over(self, one: Coding) -> Iterator[str]:
        here = self.codes[one.code_id]
        yield here.code.key or here.path
        while self.rolled_up and here.code.parent:
            here = self.codes[here.code.parent]
            yield here.code.key or here.path

    def cells(self, rows: str, columns: str) -> dict[tuple[str, str], list[Coding]]:
        found: dict[tuple[str, str], list[Coding]] = {}
        for one in self.codings:
            for row in self.on(rows, one):
                for column in self.on(columns, one):
                    for place in ((row, column), (row, "*"), ("*", column), ("*", "*")):
                        if one not in found.setdefault(place, []):
                            found[place].append(one)
        return found


def passages(some: list[Coding]) -> set[tuple[str, int, int]]:
    return {(one.source, one.start, one.end) for one in some}


def words_in(project: Project, some: list[Coding]) -> int:
    starts = {
        (source, word.start)
        for source in {one.source for one in some}
        for word in words(sources.text_of(project, sources.find_id(project, source)))
    }
    return sum(1 for source, at in starts if any(s == source and a <= at < b for s, a, b in passages(some)))


def shown(report: Report) -> dict[tuple[str, str], object]:
    """Return the cells by the names of row and column, empty ones left out."""
    found: dict[tuple[str, str], object] = {}
    for name, *cells in report.rows:
        assert isinstance(name, Name)
        for column, cell in zip(report.columns[1:], cells, strict=True):
            if cell:
                found[name.name, column.name] = cell
    return found


def expected(
    counted: Counted, cells: dict[tuple[str, str], list[Coding]], measure: str
) -> dict[tuple[str, str], object]:
    project = counted.project
    inner = {place: some for place, some in cells.items() if "*" not in place}
    measures: dict[str, Callable[[tuple[str, str], list[Coding]], object]] = {
        "count": lambda _place, some: len(passages(some)),
        "words": lambda _place, some: words_in(project, some),
        "presence": lambda _place, _some: True,
        "sources": lambda _place, some: len({one.source for one in some}),
        "cases": lambda _place, some: len({case for one in some for case in counted.cases_of(one)}),
        "cases:INFORMANT": lambda _place, some: len(
            {name for one in some for name, kind in counted.cases_of(one) if kind == "informant"}
        ),
        "percent": lambda place, some: len(passages(some)) / len(passages(cells["*", place[1]])),
    }
    with_totals = inner if measure in ("presence", "percent") else cells
    return {place: value for place, some in with_totals.items() if (value := measures[measure](place, some))}


@pytest.mark.parametrize("rows", AXES)
@pytest.mark.parametrize(
    "selection",
    [Selection(), Selection(only=True, all_speakers=True)],
    ids=["rolled up, participants", "codes alone, all speakers"],
)
def test_counts_of_passages_are_right_on_all_axes(rows: str, selection: Selection, busy: Project) -> None:
    counted = Counted(busy, selection)
    for columns in AXES:
        report = tabling.make_matrix(busy, rows, columns, "count", selection)
        assert shown(report) == expected(counted, counted.cells(rows, columns), "count"), (rows, columns)
        said = f"Left out: codings of what interviewers said ({counted.left_out})."
        assert (said in report.notes) == bool(counted.left_out)


@pytest.mark.parametrize("measure", ["words", "presence", "sources", "cases", "cases:INFORMANT", "percent"])
@pytest.mark.parametrize(
    "axes",
    [
        ("code", "case:informant"), ("source", "code"), ("speaker", "coder"), ("code", "case"), ("question", "source"),
        ("code", "question"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("selection", [Selection(), Selection(coders=("Ani",), only=True), Selection(codes=("KEN",))])
def test_other_measures_are_right(measure: str, axes: tuple[str, str], selection: Selection, busy: Project) -> None:
    report = tabling.make_matrix(busy, *axes, measure, selection)
    counted = Counted(busy, selection)
    assert shown(report) == expected(counted, counted.cells(*axes), measure)


@pytest.mark.parametrize("axes", [("code", "source"), ("case:informant", "code"), ("coder", "speaker")])
def test_quotations_stand_at_their_very_code_and_once_in_a_cell(axes: tuple[str, str], busy: Project) -> None:
    cells = Counted(busy, Selection(only=True)).cells(*axes)
    report = tabling.make_matrix(busy, *axes, "quotes", Selection())
    found = shown(report)
    assert found.keys() == {place for place in cells if "*" not in place}
    by_id = {one.id: one for one in codings.select(busy, Selection())}
    for place, quotes in found.items():
        assert isinstance(quotes, tuple)
        assert all(isinstance(one, Quotation) for one in quotes)
        quoted = [by_id[one.coding] for one in quotes if isinstance(one, Quotation)]
        assert [one.text for one in quotes if isinstance(one, Quotation)] == [one.text for one in quoted]
        assert passages(quoted) == passages(cells[place])
        assert len(quoted) == len(passages(quoted)), "no passage is quoted twice in a cell"
        assert quoted == sorted(quoted, key=lambda one: (one.source, one.start))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(codes=("Obstacles",)), Selection(codes=("KEN",), only=True), Selection(sources=("w1",)),
        Selection(cases=("inf-01",)), Selection(cases=("Tim Satu", "INF-02")), Selection(speakers=("W1: I",)),
        Selection(speakers=("i",)), Selection(coders=("ani", "Budi")), Selection(sets=("papers",)),
        Selection(where=(("Jabatan", "Penyidik"),)), Selection(where=(("Pangkat", "AKP"),)),
        Selection(since="2020-01-01", until="2100-01-01"), Selection(until="2020-01-01"),
        Selection(codes=("PRE", "Staff"), coders=("Citra",), sources=("W1", "D1")),
    ],
    ids=str,
)  # fmt: skip
def test_a_selection_lists_what_its_filters_say(selection: Selection, busy: Project) -> None:
    everything = Counted(busy, Selection(all_speakers=True))

    def is_meant(one: Coding) -> bool:
        its_codes = (
            {name.casefold() for name in everything.on("code", one)} if not selection.only else {one.code.casefold()}
        )
        its_cases = {name.casefold() for name, _kind in everything.cases_of(one)}
        wanted = {codes.find(busy, name).code.id for name in selection.codes}
        handles = {(c.code.key or c.path).casefold() for c in codes.all_codes(busy) if c.code.id in wanted}
        labels = {one.speaker.casefold(), f"{one.source}: {one.speaker}".casefold()}
        values = {**everything.of_source[one.source]}
        of_cases = [everything.of_case[name] for name, _kind in everything.cases_of(one)]
        return all((
            not wanted or its_codes & handles,
            not selection.sources or one.source.casefold() in {s.casefold() for s in selection.sources},
            not selection.cases or its_cases & {c.casefold() for c in selection.cases},
            not selection.speakers or labels & {s.casefold() for s in selection.speakers},
            not selection.coders or one.coder.casefold() in {c.casefold() for c in selection.coders},
            not selection.sets or one.source == "D1",
            all(values.get(n) == v or any(each.get(n) == v for each in of_cases) for n, v in selection.where),
            not selection.until or selection.until > "2050",
        ))  # fmt: skip

    listed = {one.id for one in codings.select(busy, selection)}
    assert listed == {one.id for one in everything.codings if is_meant(one)}
    shown_of_all = len([one for one in codings.select(busy, selection) if one.role != "interviewer"])
    assert codings.count(busy, selection) == shown_of_all


def test_a_kind_of_case_that_is_not_there_is_told_with_those_that_are(busy: Project) -> None:
    with pytest.raises(UnknownName, match="there is no kind of case “informan”") as caught:
        tabling.make_matrix(busy, "code", "case:informan", "count", Selection())
    assert caught.value.hint == "Did you mean informant?"


@pytest.mark.parametrize(
    ("rows", "columns", "measure", "says"),
    [
        ("codes", "source", "count", "there is no axis “codes”"),
        ("code", "attribute", "count", "there is no axis “attribute”"),
        ("code", "attribute:Usia", "count", "there is no attribute “Usia”"),
        ("code", "source", "quote", "there is no cell “quote”"),
    ],
)
def test_an_unknown_axis_or_cell_is_told_with_those_that_are(
    rows: str, columns: str, measure: str, says: str, busy: Project
) -> None:
    with pytest.raises(QcodeError, match=says) as caught:
        tabling.make_matrix(busy, rows, columns, measure, Selection())
    assert caught.value.hint


def test_rows_with_nothing_coded_are_left_out_and_named_or_shown_when_asked(project: Project) -> None:
    coding.apply_codes(project, [coding.CodingRow("W1", 119, 155, "KEN-ALAT"), coding.CodingRow("W1", 94, 99, "PRE")])
    report = tabling.make_matrix(project, "code", "source", "count", Selection())
    assert [(str(row[0]), row[1:]) for row in report.rows] == [
        ("KEN Obstacles", (1, 1)), ("KEN-ALAT Equipment", (1, 1)), ("Total", (1, 1)),
    ]  # fmt: skip
    assert [column.name for column in report.columns] == ["code", "W1", "*"]
    assert (report.total_rows, report.total_columns) == (1, 1)
    assert report.notes == (
        "Unit: coded passages; a passage coded more than once counts once.",
        "A code stands for itself and the codes under it.",
        "Totals count each passage once and so may be less than the sum of the cells.",
        "Left out: codings of what interviewers said (1).",
        "Not shown, because nothing is coded there: "
        "PRE Preemptive, PRE-EDU Education, PRV Preventive, Staff, Others, W2.",
    )
    whole = tabling.make_matrix(project, "code", "source", "count", Selection(), with_empty=True)
    assert [str(row[0]) for row in whole.rows][-2:] == ["Others", "Total"]
    assert len(whole.rows) == 8
    assert [column.name for column in whole.columns] == ["code", "W1", "W2", "*"]


def test_a_matrix_of_nothing_says_so_and_keeps_its_headings(project: Project) -> None:
    report = tabling.make_matrix(project, "code", "source", "count", Selection())
    assert "Nothing is coded in this selection." in report.notes
    assert [column.name for column in report.columns] == ["code", "W1", "W2"]
    assert len(report.rows) == 7
    assert all(cell == 0 for row in report.rows for cell in row[1:])


@pytest.mark.parametrize("rows", AXES)
def test_passages_that_stand_nowhere_on_an_axis_are_counted_in_the_notes(rows: str, busy: Project) -> None:
    counted = Counted(busy, Selection())
    for columns in AXES:
        placed = passages(counted.cells(rows, columns).get(("*", "*"), []))
        missing = len(passages(counted.codings)) - len(placed)
        for measure in ("count", "quotes"):
            notes = tabling.make_matrix(busy, rows, columns, measure, Selection()).notes
            said = [note for note in notes if note.startswith("Not in the table")]
            assert (f"passages ({missing})" in said[0]) if missing else said == []


def test_filters_are_named_in_the_notes(busy: Project) -> None:
    chosen = Selection(
        codes=("KEN",), sources=("W1",), coders=("Ani",), where=(("Jabatan", "Penyidik"),), since="2020-01-01"
    )
    notes = tabling.make_matrix(busy, "code", "source", "count", chosen).notes
    assert {
        "Only codes: KEN.", "Only sources: W1.", "Only coders: Ani.", "Only where: Jabatan = Penyidik.",
        "Coded since: 2020-01-01.",
    } <= set(notes)  # fmt: skip
