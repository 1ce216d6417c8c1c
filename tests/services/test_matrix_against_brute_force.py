"""Every cell of every matrix is what counting the listed codings by hand gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qcode.domain.axis import parts
from qcode.domain.report import Name, Quotation, Report
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.domain.study import Coding
from qcode.errors import QcodeError, UnknownName
from qcode.services import analysing, coding, consenting, noting, reporting, tabling
from qcode.store import codes, codings, memos, sources
from qcode.store.project import Project
from tests.services.counted_by_hand import NESTED, PLAIN, Counted, characters, counted_in, fill, passages

AXES = (*PLAIN, *NESTED)


@pytest.fixture(scope="module")
def busy(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The study with all that can stand on an axis, and 160 codings of three coders at random."""
    path = tmp_path_factory.mktemp("busy") / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    with Project.open(path, coder="Ani") as project:
        fill(project)
        yield project


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
    counted: Counted, axes: tuple[str, str], cells: dict[tuple[str, str], list[Coding]], measure: str
) -> dict[tuple[str, str], object]:
    """Return what stands at each place, totals included where the measure has any."""
    said = {(source, at) for source, _speaker, at in counted.said()} if "text" in measure else set()
    starts = counted.word_starts()

    def share(place: tuple[str, str], some: list[Coding], units: set[tuple[str, int]]) -> float:
        ground = counted.ground(axes, place) & units
        return len(characters(some) & ground) / len(ground) if ground else 0.0

    measures: dict[str, Callable[[tuple[str, str], list[Coding]], object]] = {
        "count": lambda _place, some: len(passages(some)),
        "words": lambda _place, some: len(starts & characters(some)),
        "characters": lambda _place, some: len(characters(some)),
        "presence": lambda _place, _some: True,
        "sources": lambda _place, some: len({one.source for one in some}),
        "cases": lambda _place, some: len({case for one in some for case in counted.cases_of(one)}),
        "cases:INFORMANT": lambda _place, some: len(
            {name for one in some for name, kind in counted.cases_of(one) if kind == "informant"}
        ),
        "percent": lambda place, some: len(passages(some)) / len(passages(cells["*", place[1]])),
        "percent:row": lambda place, some: len(passages(some)) / len(passages(cells[place[0], "*"])),
        "percent:total": lambda _place, some: len(passages(some)) / len(passages(cells["*", "*"])),
        "percent:text": lambda place, some: share(place, some, said),
        "percent:words": lambda place, some: share(place, some, starts),
    }
    inner = {place: some for place, some in cells.items() if "*" not in place}
    with_totals = inner if measure in ("presence", "percent", "percent:row") else cells
    return {place: value for place, some in with_totals.items() if (value := measures[measure](place, some))}


@pytest.mark.parametrize("rows", AXES)
@pytest.mark.parametrize(
    "selection",
    [Selection(), Selection(only=True, all_speakers=True)],
    ids=["rolled up, participants", "codes alone, all speakers"],
)
def test_counts_of_passages_are_right_on_all_axes(rows: str, selection: Selection, busy: Project) -> None:
    counted = counted_in(busy, selection)
    for columns in AXES:
        report = tabling.make_matrix(busy, rows, columns, "count", selection)
        wanted = expected(counted, (rows, columns), counted.cells(rows, columns), "count")
        assert shown(report) == without_itself(wanted, (rows, columns), selection), (rows, columns)
        said = f"Left out: codings of what interviewers said ({counted.left_out})."
        assert (said in report.notes) == bool(counted.left_out)


def without_itself(
    cells: dict[tuple[str, str], object], axes: tuple[str, str], selection: Selection
) -> dict[tuple[str, str], object]:
    """Leave out the code at the top within itself: it would say again what stands over it."""
    sides = () if selection.only else [at for at, axis in enumerate(axes) if axis == "code:top>code"]
    return {
        place: n
        for place, n in cells.items()
        if all(len(set(parts(place[at]))) == len(parts(place[at])) for at in sides)
    }


MEASURES = (
    "words", "characters", "presence", "sources", "cases", "cases:INFORMANT", "percent", "percent:row", "percent:total",
    "percent:text", "percent:words",
)  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("rows", AXES)
def test_other_measures_are_right_on_all_axes(measure: str, rows: str, busy: Project) -> None:
    for columns, selection in (
        ("code", Selection()), ("source", Selection(coders=("Ani",), only=True)), ("case", Selection(codes=("KEN",))),
    ):  # fmt: skip
        report = tabling.make_matrix(busy, rows, columns, measure, selection)
        counted = counted_in(busy, selection)
        wanted = expected(counted, (rows, columns), counted.cells(rows, columns), measure)
        assert shown(report) == pytest.approx(without_itself(wanted, (rows, columns), selection)), columns


def innermost(cells: dict[tuple[str, str], list[Coding]], axes: tuple[str, str]) -> dict[tuple[str, str], list[Coding]]:
    """Return the cells in which words can stand: no totals, nothing that stands over others."""
    deep = [len(parts(axis)) for axis in axes]
    return {
        place: some
        for place, some in cells.items()
        if "*" not in place and all(d == 1 or len(parts(name)) == d for name, d in zip(place, deep, strict=True))
    }


@pytest.mark.parametrize("rows", AXES)
def test_quotations_stand_at_their_very_code_and_once_in_a_cell(rows: str, busy: Project) -> None:
    axes = rows, "code" if rows in ("source", "coder", "case>set") else "source"
    cells = innermost(counted_in(busy, Selection(only=True)).cells(*axes), axes)
    report = tabling.make_matrix(busy, *axes, "quotes", Selection())
    found = shown(report)
    assert found.keys() == cells.keys()
    by_id = {one.id: one for one in codings.select(busy, Selection())}
    for place, quotes in found.items():
        assert isinstance(quotes, tuple)
        assert all(isinstance(one, Quotation) for one in quotes)
        quoted = [by_id[one.coding] for one in quotes if isinstance(one, Quotation)]
        assert [one.text for one in quotes if isinstance(one, Quotation)] == [one.text for one in quoted]
        assert passages(quoted) == passages(cells[place])
        assert len(quoted) == len(passages(quoted)), "no passage is quoted twice in a cell"
        assert quoted == sorted(quoted, key=lambda one: (["W1", "W2", "D1"].index(one.source), one.start))
    few = shown(tabling.make_matrix(busy, *axes, "quotes:2", Selection()))
    assert few == {place: quotes[:2] for place, quotes in found.items() if isinstance(quotes, tuple)}


@pytest.mark.parametrize("rows", AXES)
def test_typical_quotations_are_those_of_codings_marked_so(rows: str, busy: Project) -> None:
    axes = rows, "coder"
    cells = innermost(counted_in(busy, Selection(only=True)).cells(*axes), axes)
    typical = {place: passages([one for one in some if one.typical]) for place, some in cells.items()}
    found = shown(tabling.make_matrix(busy, *axes, "quotes:typical", Selection()))
    by_id = {one.id: one for one in codings.select(busy, Selection())}
    quoted = {
        place: passages([by_id[one.coding] for one in quotes if isinstance(one, Quotation)])
        for place, quotes in found.items()
        if isinstance(quotes, tuple)
    }
    assert quoted == {place: some for place, some in typical.items() if some}


@pytest.mark.parametrize("rows", AXES)
def test_memos_are_those_on_the_codings_of_a_cell_and_on_their_passages(rows: str, busy: Project) -> None:
    axes = rows, "coder"
    cells = innermost(counted_in(busy, Selection(only=True)).cells(*axes), axes)
    report = tabling.make_matrix(busy, *axes, "memo", Selection())
    found = {place: set(str(text).split("\n\n")) for place, text in shown(report).items()}
    there = {memo.text for memo in memos.all_memos(busy)}
    wanted = {
        place: {text for one in some for text in (f"Catatan {one.id}", f"Kutipan {one.segment}")} & there
        for place, some in cells.items()
    }
    assert found == {place: texts for place, texts in wanted.items() if texts}
    bare = sum(not texts for texts in wanted.values())
    assert (f"Coded, but without a memo: cells ({bare})." in report.notes) == bool(bare)


def test_memos_are_kept_back_that_quote_what_may_not_be_quoted(project: Project) -> None:
    coding.apply_codes(project, [coding.CodingRow("W1", 119, 155, "KEN"), coding.CodingRow("W2", 101, 117, "KEN")])
    one, other = sorted(codings.select(project, Selection(all_speakers=True)), key=lambda each: each.source)
    noting.write_memo(project, "coding", one.id, f"Ia berkata: “{one.text[:30]}”")
    noting.write_memo(project, "segment", one.segment, "Menarik sekali.")
    noting.write_memo(project, "coding", other.id, f"“{other.text}”")
    everything = Selection(all_speakers=True)
    free = shown(tabling.make_matrix(project, "code", "source", "memo", everything))
    assert free["KEN", "W1"] == f"Ia berkata: “{one.text[:30]}”\n\nMenarik sekali."
    consenting.record_consent_of_passage(project, one.source_id, Span(one.start, one.end), "never")
    report = tabling.make_matrix(project, "code", "source", "memo", everything)
    assert shown(report) == {("KEN", "W1"): "Menarik sekali.", ("KEN", "W2"): f"“{other.text}”"}
    assert "Withheld: memos that quote what may not be quoted: 1." in report.notes


def test_of_few_quotations_the_note_says_how_many_are_not_quoted(busy: Project) -> None:
    every = shown(tabling.make_matrix(busy, "case:informant", "kind", "quotes", Selection()))
    number = len({quote for quotes in every.values() if isinstance(quotes, tuple) for quote in quotes})
    report = tabling.make_matrix(busy, "case:informant", "kind", "quotes:3", Selection())
    quoted = len({quote for quotes in shown(report).values() if isinstance(quotes, tuple) for quote in quotes})
    assert quoted == 6
    assert report.notes[0].startswith("The first quotations of each cell, at most: 3;")
    assert report.notes[0].endswith(f"Not quoted: {number - quoted}.")


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
    everything = counted_in(busy, Selection(all_speakers=True))

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
        ("code", "attribute:Umur", "count", "there is no attribute “Umur”"),
        ("code", "source", "quote", "there is no cell “quote”"),
        ("code", "source", "quotes:some", "there is no cell “quotes:some”"),
        ("code", "source", "count:informant", "there is no cell “count:informant”"),
        ("code", "period:Usia/year", "count", "no value of “Usia” is a date"),
        ("code", "coded:week", "count", "there is no axis “coded:week”"),
        ("code", "source:W1", "count", "there is no axis “source:W1”"),
        ("code", "case>", "count", "there is no axis “”"),
        ("code", "case>source>case", "count", "an axis cannot stand within itself"),
        ("code>code:top", "source", "count", "an axis cannot stand within itself"),
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


def test_of_many_names_the_first_are_told_and_how_many_more_there_are() -> None:
    names = [f"K-{number}" for number in range(1, 15)]

    assert reporting.enumerated(names[:12], str) == ", ".join(names[:12])
    assert reporting.enumerated(names, str) == ", ".join(names[:12]) + " and 2 more"


def test_a_matrix_of_nothing_says_so_and_keeps_its_headings(project: Project) -> None:
    report = tabling.make_matrix(project, "code", "source", "count", Selection())
    assert "Nothing is coded in this selection." in report.notes
    assert [column.name for column in report.columns] == ["code", "W1", "W2"]
    assert len(report.rows) == 7
    assert all(cell == 0 for row in report.rows for cell in row[1:])


@pytest.mark.parametrize("rows", AXES)
def test_passages_that_stand_nowhere_on_an_axis_are_counted_in_the_notes(rows: str, busy: Project) -> None:
    counted = counted_in(busy, Selection())
    for columns in AXES:
        placed = passages(counted.cells(rows, columns).get(("*", "*"), []))
        missing = len(passages(counted.codings)) - len(placed)
        # Who lists quotations asks the same question of the store.
        for measure in ("count", "quotes") if columns in ("code", "case>set") else ("count",):
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


def test_what_is_not_shown_is_told_of_what_was_asked_for_alone(project: Project) -> None:
    where = sources.find(project, "W1")
    coding.apply_code(project, where.id, Span(0, 9), codes.find(project, "KEN-ALAT").code.id)

    def said(selection: Selection) -> list[str]:
        notes = [
            *tabling.make_matrix(project, "code", "source", "count", selection).notes,
            *analysing.make_frequencies(project, selection).notes,
        ]
        return [note for note in notes if note.startswith("Not shown")]

    everything = "Not shown, because nothing is coded there: PRE Preemptive, PRE-EDU Education, PRV Preventive"
    assert all(note.startswith(everything) for note in said(Selection()))
    asked = "Not shown, because nothing in this selection is coded there: "
    assert said(Selection(codes=("KEN-ALAT",), sources=("W1",))) == []
    matrix, frequencies = said(Selection(codes=("KEN", "PRV")))
    assert (matrix, frequencies) == (f"{asked}PRV Preventive, Staff, W2.", f"{asked}PRV Preventive, Staff.")


@pytest.mark.parametrize(("measure", "of"), [("percent", "columns: W1 1"), ("percent:row", "rows: KEN Obstacles 1, ")])
def test_shares_say_what_is_a_hundred_per_cent(measure: str, of: str, project: Project) -> None:
    where = sources.find(project, "W1")
    coding.apply_code(project, where.id, Span(0, 9), codes.find(project, "KEN-ALAT").code.id)
    notes = tabling.make_matrix(project, "code", "source", measure, Selection()).notes
    assert any(note.startswith(f"100 per cent, the coded passages of the {of}") for note in notes)
    empty = tabling.make_matrix(project, "code", "source", measure, Selection(sources=("W2",))).notes
    assert not any(note.startswith("100 per cent") for note in empty)
