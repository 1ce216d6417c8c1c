"""Frequencies, co-occurrence and pictures of a study, by all filters, beside what the listed codings say."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qcode.domain.picture import Bars, HeatMap, Portrait, Timeline
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.domain.study import Coding
from qcode.errors import QcodeError, UnknownName
from qcode.services import analysing, coding, picturing
from qcode.store import codes, codings, sources
from qcode.store.project import Project

CHOICES = (
    Selection(), Selection(only=True), Selection(all_speakers=True), Selection(sources=("W1",)),
    Selection(codes=("KEN",)), Selection(coders=("Budi",), only=True), Selection(speakers=("I",)),
    Selection(cases=("INF-01",)), Selection(where=(("Jabatan", "Pengelola"),)),
    Selection(query="PRE overlaps KEN"), Selection(since="2100-01-01"),
)  # fmt: skip


@pytest.fixture(scope="module")
def busy(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("busy") / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    dice = random.Random(42)
    with Project.open(path, coder="Ani") as project:
        codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
        rows = []
        for _number in range(120):
            source = dice.choice(["W1", "W2"])
            start = dice.randrange(0, sources.find(project, source).chars - 30) // 5 * 5
            end = start + dice.choice([3, 10, 30])
            rows.append(coding.CodingRow(source, start, end, dice.choice(codable), dice.choice(["Ani", "Budi"])))
        coding.apply_codes(project, rows)
        yield project


def counted(project: Project, selection: Selection) -> list[Coding]:
    listed = codings.select(project, selection)
    return [one for one in listed if selection.all_speakers or one.role != "interviewer"]


def standing(project: Project, selection: Selection, key: str) -> set[tuple[str, int, int]]:
    everything = {one.code.id: one for one in codes.all_codes(project)}

    def over(id: str | None) -> Iterator[str]:
        while id:
            yield everything[id].code.key or everything[id].path
            id = None if selection.only else everything[id].code.parent

    return {(c.source, c.start, c.end) for c in counted(project, selection) if key in over(c.code_id)}


def heads(report: Report) -> list[str]:
    return [row[0].name for row in report.rows if isinstance(row[0], Name) and row[0].name != "*"]


@pytest.mark.parametrize("selection", CHOICES)
def test_frequencies_obey_every_filter(busy: Project, selection: Selection) -> None:
    report = analysing.make_frequencies(busy, selection, with_empty=True)
    listed = counted(busy, selection)
    assert len(heads(report)) == len(codes.all_codes(busy))
    for row in report.rows[:-1]:
        assert isinstance(row[0], Name)
        found = standing(busy, selection, row[0].name)
        assert (row[1], row[4]) == (len(found), len({source for source, _start, _end in found}))
    assert report.rows[-1][1] == len({(c.source, c.start, c.end) for c in listed})
    assert report.rows[-1][3] == len(listed)


@pytest.mark.parametrize("within", ["overlap", "sentence", "paragraph", "turn", "source"])
@pytest.mark.parametrize("selection", CHOICES)
def test_cooccurrence_obeys_every_filter_and_is_symmetric(busy: Project, selection: Selection, within: str) -> None:
    report = analysing.make_cooccurrence(busy, selection, within=within)
    names = heads(report)
    assert [column.name for column in report.columns[1:]] == names
    square = [row[1:] for row in report.rows]
    assert square == [tuple(column) for column in zip(*square, strict=True)]
    if within == "overlap":
        places = {name: standing(busy, selection, name) for name in names}
        for row, line in zip(names, square, strict=True):
            for column, n in zip(names, line, strict=True):
                met = sum(p[0] == q[0] and p[1] < q[2] and q[1] < p[2] for p in places[row] for q in places[column])
                assert n in (None, len(places[row]) if row == column else met)


def test_a_unit_and_a_picture_that_do_not_exist_are_told(busy: Project) -> None:
    with pytest.raises(QcodeError, match="page"):
        analysing.make_cooccurrence(busy, Selection(), within="page")
    with pytest.raises(QcodeError, match="pie"):
        picturing.make_picture(busy, "pie", Selection())
    with pytest.raises(UnknownName):
        picturing.make_picture(busy, "portrait", Selection(codes=("NONE",)))


def test_bars_are_the_report_in_colours(busy: Project) -> None:
    picture = picturing.make_picture(busy, "frequencies", Selection(), picturing.How(by_count=True, top=3))
    report = analysing.make_frequencies(busy, Selection(), by_count=True)
    assert isinstance(picture.body, Bars)
    assert [bar.value for bar in picture.body.bars] == [row[1] for row in report.rows[:3]]
    assert "Shown: the 3 most frequent of 6 codes." in picture.notes
    assert all(bar.ink.color.startswith("#") for bar in picture.body.bars)


def test_a_heat_map_is_the_report_and_says_its_unit(busy: Project) -> None:
    picture = picturing.make_picture(busy, "cooccurrence", Selection(only=True), picturing.How(within="turn"))
    report = analysing.make_cooccurrence(busy, Selection(only=True), within="turn")
    assert isinstance(picture.body, HeatMap)
    assert picture.body.cells == tuple(row[1:] for row in report.rows)
    assert picture.body.unit == "Unit: turns in which both codes stand."


@pytest.mark.parametrize("kind", ["portrait", "timeline"])
@pytest.mark.parametrize("selection", [CHOICES[0], CHOICES[2], CHOICES[4]])
def test_strands_hold_every_passage_once_at_its_place(busy: Project, kind: str, selection: Selection) -> None:
    picture = picturing.make_picture(busy, kind, selection)
    assert isinstance(picture.body, Portrait | Timeline)
    drawn = {
        (strand.name, one.start, one.end, picture.body.inks[one.ink].id)
        for strand in picture.body.strands
        for one in strand.stretches
    }
    assert drawn == {(c.source, c.start, c.end, c.code_id) for c in counted(busy, selection)}
    for strand in picture.body.strands:
        for one in strand.stretches:
            assert (one.left, one.right) == (one.start / strand.length, one.end / strand.length)


def test_folded_strands_stand_for_the_uppermost_codes(busy: Project) -> None:
    picture = picturing.make_picture(busy, "portrait", Selection(), picturing.How(fold=True))
    assert isinstance(picture.body, Portrait)
    assert [ink.key for ink in picture.body.inks] == ["PRE", "PRV", "KEN"]


def test_codes_beyond_the_top_share_one_ink(busy: Project) -> None:
    picture = picturing.make_picture(busy, "timeline", Selection(), picturing.How(top=2))
    assert isinstance(picture.body, Timeline)
    assert [ink.id == "" for ink in picture.body.inks] == [False, False, True]


def test_along_time_passages_lie_between_their_timestamps(
    project: Project, code: Callable[[Project, str], str]
) -> None:
    w1 = sources.find_id(project, "W1")
    for start in (119, 212):
        rows = [coding.CodingRow(w1, start, start + 10, code(project, "PRE"))]
        coding.apply_codes(project, rows)
    w2 = sources.find_id(project, "W2")
    at = sources.text_of(project, w2).index("Kami mencatat")
    coding.apply_codes(project, [coding.CodingRow(w2, at, at + 10, code(project, "PRE"))])
    picture = picturing.make_picture(project, "timeline", Selection(), picturing.How(along="time"))
    assert isinstance(picture.body, Timeline)
    first, second = picture.body.strands[0].stretches
    marks = [mark.position for mark in sources.marks_of(project, w1)]
    assert marks[0] < first.start < marks[1] < second.start
    # 5 s and 4 min 10 s are the two timestamps; what follows passes at the pace before.
    ends_at = 250 + 245 / (marks[1] - marks[0]) * (sources.find(project, "W1").chars - marks[1])
    expected = (245 * (first.start - marks[0]) / (marks[1] - marks[0])) / (ends_at - 5)
    assert first.left == pytest.approx(expected)
    assert second.left > 245 / (ends_at - 5)
    assert picture.body.strands[0].marks[0].label == "00:02:00"
    assert "Without usable timestamps, drawn along the text: W2." in picture.notes
    assert picture.body.strands[1].stretches[0].left == at / sources.find(project, "W2").chars


@pytest.mark.parametrize("kind", ["frequencies", "cooccurrence", "portrait", "timeline", "network", "saturation"])
def test_a_picture_of_nothing_says_so_and_can_be_saved(project: Project, kind: str, tmp_path: Path) -> None:
    picture = picturing.make_picture(project, kind, Selection())
    assert picture.is_empty
    assert "Nothing is coded in this selection." in picture.notes
    picturing.save_picture(picture, tmp_path / "empty.svg")
    assert "Nothing is coded" in (tmp_path / "empty.svg").read_text(encoding="utf-8")


def test_a_picture_in_another_format_is_refused_with_those_there_are(project: Project, tmp_path: Path) -> None:
    picture = picturing.make_picture(project, "frequencies", Selection())
    with pytest.raises(QcodeError) as caught:
        picturing.save_picture(picture, tmp_path / "picture.gif")
    assert ".docx" in caught.value.hint
    assert ".png" in caught.value.hint
    assert ".svg" in caught.value.hint
    assert not (tmp_path / "picture.gif").exists()
