"""Networks, dendrograms, saturation, code trees and years: the numbers drawn are those of the reports."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qcode.analysis.saturation import Rule
from qcode.domain.picture import CodeTree, Columns, Curve, Likeness, Network
from qcode.domain.report import Name, Report
from qcode.domain.selection import Selection
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.formats.pictures import vector
from qcode.language import translator
from qcode.services import analysing, casing, clustering, coding, following, picturing, shaping
from qcode.services.picturing import How
from qcode.store import codes, sources
from qcode.store.project import Project

SVG = "{http://www.w3.org/2000/svg}"
YEARS = (
    ("A", "2021", "Putusan"), ("B", "2021", "Penyidikan"), ("C", "2024", "Putusan"), ("D", "", "Putusan"),
    ("E", "2024", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def busy(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("graphs") / "study.qcode"
    path.write_bytes(_made_once.read_bytes())
    dice = random.Random(5)
    with Project.open(path, coder="Ani") as project:
        codable = [one.code.id for one in codes.all_codes(project) if one.code.codable]
        rows = []
        for _number in range(60):
            source = dice.choice(["W1", "W2"])
            start = dice.randrange(0, sources.find(project, source).chars - 30) // 5 * 5
            rows.append(coding.CodingRow(source, start, start + dice.choice([3, 10, 30]), dice.choice(codable), "Ani"))
        coding.apply_codes(project, rows)
        for name, year, state in YEARS:
            given = {key: value for key, value in (("tahun", year), ("status", state)) if value}
            casing.add_case(project, "perkara", name, given)
        yield project


def told(
    project: Project, kind: str, how: How | None = None, selection: Selection | None = None
) -> dict[str, list[str]]:
    """Return what a drawing tells of its shapes, by their class."""
    picture = picturing.make_picture(project, kind, selection or Selection(), how)
    root = ElementTree.fromstring(vector.write(picture, ReportOptions("en", translator("en"))))
    found: dict[str, list[str]] = {}
    for one in root.iter():
        if one.get("class") and (title := one.findtext(f"{SVG}title")):
            found.setdefault(str(one.get("class")), []).append(title)
    return found


def column(report: Report, name: str) -> int:
    return [one.name for one in report.columns].index(name)


@pytest.mark.parametrize(("measure", "within"), [
    ("count", "overlap"), ("count", "turn"), ("jaccard", "overlap"), ("jaccard", "paragraph"), ("c", "sentence"),
])  # fmt: skip
def test_a_network_has_the_numbers_of_the_table(busy: Project, measure: str, within: str) -> None:
    selection = Selection(only=True)
    report = analysing.make_cooccurrence(busy, selection, within=within, measure=measure)
    counts = analysing.make_cooccurrence(busy, selection, within=within)
    names = [row[0] for row in report.rows]
    drawn = told(busy, "network", How(within=within, measure=measure, least=0.0), selection)
    keys = [name.name.rpartition("/")[2] for name in names if isinstance(name, Name)]
    expected = set()
    for row, one in enumerate(keys):
        for at, other in enumerate(keys[:row]):
            cell = report.rows[row][at + 1]
            if isinstance(cell, int | float) and cell > 0:
                expected.add(f"{other} + {one}: {cell if measure == 'count' else format(cell, '.2f')}")
    assert expected
    assert set(drawn["tie"]) == expected
    alone = {f"{name}: {counts.rows[at][at + 1]}" for at, name in enumerate(names)}
    assert set(drawn["node"]) <= alone


def test_ties_are_shown_from_so_much_on_and_what_is_left_out_is_said(busy: Project) -> None:
    every = picturing.make_picture(busy, "network", Selection(only=True), How(least=0.0))
    assert isinstance(every.body, Network)
    weights = [tie.weight for tie in every.body.ties]
    assert weights == sorted(weights, reverse=True)
    some = picturing.make_picture(busy, "network", Selection(only=True), How(least=weights[0]))
    assert isinstance(some.body, Network)
    assert {tie.weight for tie in some.body.ties} == {weights[0]}
    said = f"Shown: {len(some.body.ties)} of {len(weights)} ties, from {weights[0]:.3g} on."
    assert said in some.notes
    none = picturing.make_picture(busy, "network", Selection(only=True), How(least=10_000))
    assert none.is_empty
    assert none.notes[-1] == "No tie is as close as that."


def test_codes_that_never_stand_together_make_no_network(project: Project) -> None:
    for place, key in (((0, 5), "PRE"), ((40, 45), "PRV")):
        source = sources.find(project, "W1")
        coding.apply_codes(project, [coding.CodingRow(source.name, *place, codes.find(project, key).code.id, "Ani")])
    picture = picturing.make_picture(project, "network", Selection(all_speakers=True))
    assert picture.is_empty
    assert picture.notes[-1] == "No two codes stand together in this selection."
    with pytest.raises(QcodeError, match="measure"):
        picturing.make_picture(project, "network", Selection(), How(measure="phi"))


@pytest.mark.parametrize(("of", "metric"), [("code", "jaccard"), ("code", "cosine"), ("source", "jaccard")])
def test_a_dendrogram_joins_what_the_steps_join_at_their_distance(busy: Project, of: str, metric: str) -> None:
    report = clustering.make_clusters(busy, Selection(), of=of, metric=metric)
    picture = picturing.make_picture(busy, "dendrogram", Selection(), How(of=of, metric=metric))
    assert isinstance(picture.body, Likeness)
    heights = [joined.rpartition(": ")[2] for joined in told(busy, "dendrogram", How(of=of, metric=metric))["join"]]
    assert heights == [f"{row[3]:.3f}" for row in report.rows]
    assert [leaf.label for leaf in picture.body.leaves] == [str(name) for name in picture.body.tree.names]
    assert ("Jaccard" if metric == "jaccard" else "cosine") in picture.body.axis


def test_the_curve_has_the_numbers_of_saturation(busy: Project) -> None:
    rule = Rule(1, 1, 0.5)
    report = following.make_saturation(busy, Selection(), rule)
    drawn = told(busy, "saturation", How(rule=rule))
    new, upto, share = (column(report, name) for name in ("new", "cumulative", "run_share"))
    assert drawn["new"] == [f"{row[0]}: {row[new]}" for row in report.rows]
    assert drawn["cumulative"] == [f"{row[0]}: {row[upto]}" for row in report.rows]
    assert drawn["share"] == [f"{row[0]}: {row[share]:.1%}" for row in report.rows if row[share] is not None]
    picture = picturing.make_picture(busy, "saturation", Selection(), How(rule=rule))
    assert isinstance(picture.body, Curve)
    before = re.search(r"Saturation at (\d+)\+1", " ".join(picture.notes))
    assert picture.body.reached == (int(before[1]) if before else None)


def test_the_order_of_interviews_is_that_which_is_given(busy: Project) -> None:
    picture = picturing.make_picture(busy, "saturation", Selection(), How(order=("W2", "W1")))
    assert isinstance(picture.body, Curve)
    assert [point.ink.label for point in picture.body.points] == ["W2", "W1"]
    assert picture.body.points[0].new == picture.body.points[0].cumulative


def test_the_tree_has_the_numbers_of_the_frequencies(busy: Project) -> None:
    whole = analysing.make_frequencies(busy, Selection(), with_empty=True)
    own = analysing.make_frequencies(busy, Selection(only=True), with_empty=True)
    picture = picturing.make_picture(busy, "tree", Selection())
    assert isinstance(picture.body, CodeTree)
    assert [(one.ink.label, one.whole) for one in picture.body.branches] == [
        (str(row[0]), row[1]) for row in whole.rows[:-1]
    ]
    assert [one.own for one in picture.body.branches] == [row[1] for row in own.rows[:-1]]
    assert any(one.own < one.whole for one in picture.body.branches)
    assert sorted(told(busy, "tree")["code"]) == sorted(
        f"{one.ink.label}: {one.whole} ({one.own})" for one in picture.body.branches
    )


def test_a_tree_of_some_codes_or_of_the_most_frequent_keeps_what_is_above_them(busy: Project) -> None:
    some = picturing.make_picture(busy, "tree", Selection(codes=("KEN",)))
    assert isinstance(some.body, CodeTree)
    assert {one.ink.key.partition("-")[0] for one in some.body.branches if one.depth == 0} == {"KEN"}
    few = picturing.make_picture(busy, "tree", Selection(), How(top=2))
    assert isinstance(few.body, CodeTree)
    assert "Shown: the 2 most frequent" in " ".join(few.notes)
    depths = [one.depth for one in few.body.branches]
    assert depths[0] == 0
    assert all(later - before <= 1 for before, later in pairwise(depths))


def test_a_codebook_without_codings_is_a_tree_that_says_so(project: Project) -> None:
    picture = picturing.make_picture(project, "tree", Selection())
    assert isinstance(picture.body, CodeTree)
    assert len(picture.body.branches) == len(codes.all_codes(project))
    assert picture.notes[-1] == "Nothing is coded in this selection."


def test_years_have_the_numbers_of_the_table_with_the_years_between(busy: Project) -> None:
    report = shaping.make_table(busy, shaping.find_shape("cases-per-year"), Selection(), language="en")
    picture = picturing.make_picture(busy, "years", Selection())
    assert isinstance(picture.body, Columns)
    in_table = {str(row[1]): row[2] for row in report.rows[:-1]}
    assert dict(zip(picture.body.names, picture.body.totals, strict=True)) == in_table | {"2022": 0, "2023": 0}
    assert picture.body.names == ("2021", "2022", "2023", "2024", "not known")
    assert picture.body.counts == ((2,), (0,), (0,), (2,), (1,))
    assert "Unit: cases (perkara): 5." in picture.notes


def test_series_count_the_values_of_an_attribute_apart(busy: Project) -> None:
    picture = picturing.make_picture(busy, "years", Selection(), How(series="STATUS", by="Tahun", kind="Perkara"))
    assert isinstance(picture.body, Columns)
    assert [ink.label for ink in picture.body.series] == ["Penyidikan", "Putusan", "not known"]
    assert picture.body.cases[0] == (("B",), ("A",), ())
    assert picture.body.cases[3] == ((), ("C",), ("E",))
    narrow = picturing.make_picture(busy, "years", Selection(where=(("status", "putusan"),)))
    assert isinstance(narrow.body, Columns)
    assert sum(narrow.body.totals) == 3
    one = picturing.make_picture(busy, "years", Selection(cases=("C",)))
    assert isinstance(one.body, Columns)
    assert one.body.names == ("2024",)


def test_cases_without_years_and_unknown_attributes_are_told_of(project: Project) -> None:
    picture = picturing.make_picture(project, "years", Selection())
    assert picture.is_empty
    assert picture.notes[0].startswith("No case has a year")
    for how in (How(by="nothing"), How(kind="bank")):
        with pytest.raises(QcodeError):
            picturing.make_picture(project, "years", Selection(), how)
    assert picturing.make_picture(project, "dendrogram", Selection()).notes[-1] == (
        "There is too little coded to compare."
    )


def test_a_figure_stands_in_a_document_with_its_notes(busy: Project) -> None:
    picture = picturing.make_picture(busy, "tree", Selection(), language="id", title="Pohon")
    drawn = picturing.figure_of(picture, language="id", anchor="f_tree")
    root = ElementTree.fromstring(drawn.figure.svg)
    assert (int(root.get("width", 0)), int(root.get("height", 0))) == (drawn.figure.width, drawn.figure.height)
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert "Pohon" not in words
    assert not set(words) & set(picture.notes)
    assert drawn.figure.notes == picture.notes
    alone = picturing.document_of([drawn], language="id")
    assert [type(block).__name__ for block in alone.blocks] == ["Figure"]
    several = picturing.document_of([drawn, drawn], language="id")
    assert [type(block).__name__ for block in several.blocks] == ["Paragraph", "Contents", "Figure", "Figure"]
