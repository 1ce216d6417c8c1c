"""Networks, dendrograms, code trees, curves and years as files: every number drawn, no word cut or on another."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from qcode.analysis.clustering import linkage
from qcode.domain.dendrogram import Dendrogram
from qcode.domain.picture import (
    Bar,
    Bars,
    Body,
    Branch,
    CodeTree,
    Columns,
    Curve,
    CurvePoint,
    HeatMap,
    Ink,
    Likeness,
    Network,
    Node,
    Picture,
    Strand,
    Stretch,
    Tie,
    Timeline,
    signed,
)
from qcode.domain.report import Name
from qcode.formats.base import ReportOptions
from qcode.formats.pictures import vector
from qcode.formats.pictures.vector.canvas import breadth
from qcode.formats.pictures.vector.columns import tick
from qcode.formats.pictures.vector.dendrogram import scale
from qcode.formats.pictures.vector.hatches import COUNT
from qcode.formats.pictures.vector.layout import placed, spread
from qcode.language import translator

SVG = "{http://www.w3.org/2000/svg}"
ID = ReportOptions("id", translator("id"))
WORDS = (
    "keterbatasan", "penanggulangan", "pertanggungjawaban", "penyalahgunaan", "ketidaksesuaian", "pemberdayaan",
    "antarlembaga", "keberlanjutan", "pendampingan",
)  # fmt: skip
"""Of five syllables and more."""
Box = tuple[float, float, float, float]


def inks(count: int) -> tuple[Ink, ...]:
    """Return so many codes with long Indonesian names."""
    dice = random.Random(count)
    named = (" ".join(dice.choices(WORDS, k=4)) for _number in range(count))
    return signed((str(n), f"K-{n}", f"K-{n} {name}", "#0072b2") for n, name in enumerate(named))


def network(count: int) -> Network:
    dice = random.Random(count)
    ties = [Tie(*pair, n, n) for pair in combinations(range(count), 2) if (n := dice.choice([0] * 12 + [1, 2, 5]))]
    ties.sort(key=lambda tie: -tie.weight)
    return Network(
        tuple(Node(ink, n + 1) for n, ink in enumerate(inks(count))), tuple(ties), "bersama", "kutipan", True
    )


def likeness(count: int) -> Likeness:
    dice = random.Random(count)
    merges = linkage([[dice.random() for _other in range(one)] for one in range(count)])
    leaves = inks(count)
    return Likeness(leaves, Dendrogram(tuple(Name(ink.key) for ink in leaves), tuple(merges)), "code", "jarak")


def curve(count: int) -> Curve:
    points, known = [], 0
    for n, ink in enumerate(inks(count)):
        new = max(0, 20 - 3 * n)
        known += new
        share = None if n < 5 else (new + max(0, 23 - 3 * n)) / 62
        points.append(CurvePoint(ink, new, known, None if share is None else round(share * 62), share))
    return Curve(tuple(points), 4, 2, 0.05, 7 if count > 9 else None)


def tree(count: int) -> CodeTree:
    depths = (0, 1, 2, 2, 1)
    return CodeTree(tuple(Branch(ink, depths[n % 5], n, n * 40) for n, ink in enumerate(inks(count))), "kutipan")


def columns(years: int, series: int) -> Columns:
    dice = random.Random(years)
    names = tuple(f"Perkara {n}" for n in range(30))
    cells = tuple(tuple(names[: dice.choice([0, 0, 1, 3, 12])] for _one in range(series)) for _year in range(years))
    return Columns(
        tuple(str(2000 + n) for n in range(years)), inks(series), cells, tuple(len(set(sum(c, ()))) for c in cells), "n"
    )


MANY: dict[str, Body] = {
    "network": network(60), "dendrogram": likeness(60), "saturation": curve(40), "tree": tree(60),
    "heat map": HeatMap(inks(30), tuple(tuple(x * y for x in range(30)) for y in range(30)), "n"),
    "timeline": Timeline(
        inks(20), (Strand("s", "W1", 99, tuple(Stretch(n, n + 1, n, n / 99, (n + 1) / 99) for n in range(20))),)
    ),
    "bars": Bars(tuple(Bar(ink, n % 3, n, None) for n, ink in enumerate(inks(60))), "n"),
    "years": columns(25, 6), "one series": columns(4, 1), "short curve": curve(2), "small network": network(3),
}  # fmt: skip


def drawn(body: Body, *, on_page: bool = False) -> ElementTree.Element:
    picture = Picture("kind", "Judul", body, "Yang terlihat.", ("Catatan.",), "data primer")
    data = vector.write_inset(picture, ID).data if on_page else vector.write(picture, ID)
    return ElementTree.fromstring(data)


def of_class(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.get("class") == kind]


def told(root: ElementTree.Element, kind: str) -> list[str]:
    return [one.findtext(f"{SVG}title") or "" for one in of_class(root, kind)]


def boxes(root: ElementTree.Element) -> Iterator[tuple[str, Box]]:
    """Yield the words that lie level, with the room they take at least; the estimate is generous, so a little less."""
    for one in root.iter(f"{SVG}text"):
        if one.get("transform"):
            continue
        said, size = one.text or "", float(one.get("font-size", 0))
        wide, x, y = breadth(said, size) * 0.8, float(one.get("x", 0)), float(one.get("y", 0))
        left = x - wide * {"middle": 0.5, "end": 1.0}.get(one.get("text-anchor", ""), 0.0)
        yield said, (left, y - size * 0.72, left + wide, y)


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("on_page", [False, True])
@pytest.mark.parametrize("name", MANY)
def test_no_words_lie_on_others_or_beyond_the_sheet(name: str, on_page: bool) -> None:
    root = drawn(MANY[name], on_page=on_page)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    found = list(boxes(root))
    clashes = [(a[0], b[0]) for a, b in combinations(found, 2) if meet(a[1], b[1])]
    assert clashes == []
    beyond = [said for said, box in found if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high]
    assert beyond == []


@pytest.mark.parametrize("on_page", [False, True])
@pytest.mark.parametrize(
    "name", ["network", "dendrogram", "saturation", "tree", "years", "heat map", "timeline", "bars"]
)
def test_no_name_is_cut(name: str, on_page: bool) -> None:
    root = drawn(MANY[name], on_page=on_page)
    said = "".join("".join(root.itertext()).split())
    words = "".join("".join(one.text or "" for one in root.iter(f"{SVG}text")).split())
    assert "…" not in said
    body = MANY[name]
    shown: tuple[Ink, ...] = ()
    match body:
        case Network(nodes=nodes):
            shown = tuple(node.ink for node in nodes)
        case Likeness(leaves=leaves):
            shown = leaves
        case Curve(points=points):
            shown = tuple(point.ink for point in points)
        case CodeTree(branches=branches):
            shown = tuple(branch.ink for branch in branches)
        case Columns(series=shown) | HeatMap(inks=shown) | Timeline(inks=shown):
            pass
        case Bars(bars=bars):
            shown = tuple(bar.ink for bar in bars)
    assert shown
    assert [ink.label for ink in shown if "".join(ink.label.split()) not in words] == []


@pytest.mark.parametrize("name", MANY)
def test_the_same_picture_is_drawn_alike(name: str) -> None:
    first = ElementTree.tostring(drawn(MANY[name]))
    placed.cache_clear()
    assert ElementTree.tostring(drawn(MANY[name])) == first


def test_names_of_interviews_lie_apart_and_reach_beyond_no_edge() -> None:
    root = drawn(MANY["saturation"])
    names = of_class(root, "name")
    places = [float(one.get("x", 0)) for one in names]
    # At 45 degrees lines lie as far apart as their places, times the sine.
    assert min(b - a for a, b in pairwise(places)) * math.sin(math.radians(45)) >= 11
    longest = [breadth(one.text or "", 11) * math.cos(math.radians(45)) for one in names]
    assert min(place - long for place, long in zip(places, longest, strict=True)) >= 0


def test_circles_are_as_large_and_lines_as_thick_as_their_numbers() -> None:
    body = network(12)
    root = drawn(body)
    radii = [float(one.get("r", 0)) for one in of_class(root, "node")]
    assert told(root, "node") == [f"{node.ink.label}: {node.value}" for node in body.nodes]
    for node, radius in zip(body.nodes, radii, strict=True):
        assert radius**2 / radii[-1] ** 2 == pytest.approx(node.value / 12, abs=0.02)
    thick = {one.findtext(f"{SVG}title"): float(one.get("stroke-width", 1)) for one in of_class(root, "tie")}
    assert len(thick) == len(body.ties)
    strongest = body.ties[0].weight
    for tie in body.ties:
        wide = thick[f"K-{tie.left} + K-{tie.right}: {tie.count}"]
        assert wide == pytest.approx(max(1.0, 9 * tie.weight / strongest), abs=0.01)


def test_lines_of_a_network_go_from_circle_to_circle() -> None:
    body = network(12)
    root = drawn(body)
    middles = [f"{one.get('cx')},{one.get('cy')}" for one in of_class(root, "node")]
    ends = {one.get("points") for one in of_class(root, "tie")}
    assert ends == {f"{middles[tie.left]} {middles[tie.right]}" for tie in body.ties}


def test_boxes_that_cannot_lie_apart_by_pushing_are_stacked() -> None:
    there = spread([(0.0, 0.0)] * 30, [(100.0, 20.0)] * 30, 120.0)
    rows = [(x - 50, y - 10, x + 50, y + 10) for x, y in there]
    assert not any(meet(one, other) for one, other in combinations(rows, 2))
    assert min(row[0] for row in rows) >= 0
    assert max(row[2] for row in rows) <= 120


def test_nodes_that_are_tied_lie_nearer_than_those_that_are_not() -> None:
    at = placed(6, ((0, 1), (1, 2), (3, 4), (4, 5)))
    assert math.dist(at[0], at[1]) == pytest.approx(1, abs=0.3)
    assert math.dist(at[0], at[3]) > 1.5
    assert placed(1, ()) == ((0.0, 0.0),)


def test_joins_of_a_dendrogram_stand_at_their_height_over_the_axis() -> None:
    body = likeness(9)
    root = drawn(body)
    ticks = [(float((one.text or "").replace(",", ".")), float(one.get("x", 0))) for one in of_class(root, "tick")]
    (low, left), (high, right) = ticks[0], ticks[-1]
    joins = of_class(root, "join")
    assert len(joins) == 8
    for one, merge in zip(joins, body.tree.merges, strict=True):
        x = float((one.get("points") or "").split()[1].partition(",")[0])
        assert low + (x - left) / (right - left) * (high - low) == pytest.approx(merge.height, abs=0.002)
        assert told(root, "join")[joins.index(one)].endswith(f": {merge.height:.3f}")
    assert high >= body.highest


def test_a_scale_ends_at_or_above_the_highest_join() -> None:
    assert [scale(n) for n in (0.5, 1.0, 0.51)] == [pytest.approx(two) for two in ((0.1, 0.5), (0.2, 1.0), (0.1, 0.6))]
    assert [tick(n) for n in (1, 5, 6, 12, 37, 500)] == [1, 1, 2, 5, 10, 100]


def test_base_run_and_threshold_of_saturation_are_marked() -> None:
    root = drawn(curve(12))
    step = [float(one.get("x", 0)) for one in of_class(root, "name")]
    (base,), (run,) = of_class(root, "base"), of_class(root, "run")
    wide = step[1] - step[0]
    assert float(base.get("width", 0)) == pytest.approx(4 * wide, abs=0.1)
    assert float(run.get("width", 0)) == pytest.approx(2 * wide, abs=0.1)
    assert float(run.get("x", 0)) - float(base.get("x", 0)) == pytest.approx(7 * wide, abs=0.1)
    said = [one.text for one in of_class(root, "region")]
    assert said == ["basis: 4", "kejenuhan: 7+2", "ambang 5\u00a0%"]
    assert told(root, "new")[:2] == [f"{point.ink.label}: {point.new}" for point in curve(12).points[:2]]
    assert told(root, "cumulative")[-1].endswith(": 77")
    assert len(of_class(root, "share")) == 7


def test_too_few_interviews_have_a_base_and_no_run() -> None:
    root = drawn(curve(2))
    assert len(of_class(root, "base")) == 1
    assert of_class(root, "run") == of_class(root, "share") == []


def test_every_code_has_a_box_below_its_parent_to_the_right() -> None:
    body = tree(10)
    root = drawn(body)
    assert told(root, "code") != []
    assert sorted(told(root, "code")) == sorted(f"{b.ink.label}: {b.whole} ({b.own})" for b in body.branches)
    left = {float(one.get("x", 0)) for one in of_class(root, "code")}
    assert len(left) == 3
    assert len(of_class(root, "branch")) == 8
    said = " ".join(one.text or "" for one in of_class(root, "label"))
    assert "160\u00a0(4)" in said


def test_each_year_has_a_bar_for_each_series_and_each_series_a_pattern() -> None:
    body = columns(25, 6)
    root = drawn(body)
    found = told(root, "column")
    expected = [
        f"{name}, {body.series[at].label}: {n}"
        for name, some in zip(body.names, body.counts, strict=True)
        for at, n in enumerate(some)
    ]
    assert found == expected
    written = [int(one.text or "") for one in of_class(root, "number")]
    assert written == [n for some in body.counts for n in some]
    tallest = max(float(one.get("height", 0)) for one in of_class(root, "column"))
    for one, n in zip(of_class(root, "column"), written, strict=True):
        assert float(one.get("height", 0)) == pytest.approx(tallest * n / body.highest, abs=0.1)
    assert COUNT >= 8
