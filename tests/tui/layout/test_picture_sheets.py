"""Pictures in characters: every line fits, every cursor stands on something, every click finds its place."""

from __future__ import annotations

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
    Likeness,
    Mark,
    Network,
    Node,
    Picture,
    Portrait,
    Strand,
    Stretch,
    Tie,
    Timeline,
    band,
    signed,
)
from qcode.domain.report import Name
from qcode.tui.layout.course_sheets import ColumnSheet, CurveSheet
from qcode.tui.layout.graph_sheets import LikenessSheet, NetworkSheet, TreeSheet
from qcode.tui.layout.picture_sheets import printed, sheet_of
from qcode.tui.layout.sheets import Sheet, folded, legend
from qcode.tui.layout.strand_sheets import PortraitSheet, TimelineSheet

INKS = signed([(str(n), f"K-{n}", f"K-{n} name of a code that is rather long", "#0072b2") for n in range(40)])
STRANDS = tuple(
    Strand(
        f"s{n}", f"T{n:02}", 1000,
        tuple(Stretch(at, at + 60, ink % 40, at / 1000, (at + 60) / 1000) for ink, at in enumerate(range(0, 900, 45))),
        (Mark(0.0, "¶ 1"), Mark(0.5, "¶ 20"), Mark(1.0, "¶ 40")),
    )
    for n in range(3)
)  # fmt: skip
BODIES: dict[str, Body] = {
    "bars": Bars(tuple(Bar(ink, n % 3, n * 7, n / 40) for n, ink in enumerate(INKS)), "passages"),
    "heat": HeatMap(INKS, tuple(tuple(None if x == y + 1 else x * y for x in range(40)) for y in range(40)), ""),
    "portrait": Portrait(INKS, STRANDS),
    "timeline": Timeline(INKS, STRANDS),
    "network": Network(
        tuple(Node(ink, n * 3) for n, ink in enumerate(INKS)),
        tuple(Tie(n, n + 1, 40 - n, (40 - n) / 40) for n in range(39)), "c-coefficient", "passages", False,
    ),
    "likeness": Likeness(
        INKS,
        Dendrogram(
            tuple(Name(ink.key) for ink in INKS),
            tuple(linkage([[abs(n - m) / 40 for m in range(n)] for n in range(40)])),
        ), "code", "distance",
    ),
    "curve": Curve(
        tuple(CurvePoint(ink, 40 - n, sum(range(40 - n, 41)), n if n > 5 else None, n / 99 if n > 5 else None)
              for n, ink in enumerate(INKS)), 4, 2, 0.05, 10,
    ),
    "tree": CodeTree(tuple(Branch(ink, n % 3, n, n * 2) for n, ink in enumerate(INKS)), "passages"),
    "years": Columns(
        tuple(str(2000 + n) for n in range(12)), INKS[:3],
        tuple((("A", "B"), ("B",) * (n % 2), ()) for n in range(12)), (2,) * 12, "cases",
    ),
    "one series": Columns(
        tuple(str(2000 + n) for n in range(12)), INKS[:1], tuple((("A",) * n,) for n in range(12)),
        tuple(range(12)), "",
    ),
}  # fmt: skip
EMPTY: dict[str, Body] = {
    "bars": Bars((), ""), "heat": HeatMap((), (), ""), "portrait": Portrait((), ()), "timeline": Timeline((), ()),
    "network": Network((), (), "", "", True), "likeness": Likeness((), Dendrogram((), ()), "code", ""),
    "curve": Curve((), 4, 2, 0.05, None), "tree": CodeTree((), ""), "years": Columns((), (), (), (), ""),
}  # fmt: skip


def picture(body: Body) -> Picture:
    return Picture("kind", "Title", body, "")


def sheet(body: Body, width: int = 79, height: int = 20) -> Sheet:
    return sheet_of(picture(body), width, height)


def text(of: Sheet, y: int) -> str:
    return "".join(piece for piece, _tone in of.line(y, None))


@pytest.mark.parametrize("width", [40, 79, 199])
@pytest.mark.parametrize("name", BODIES)
def test_every_line_fits_the_window(name: str, width: int) -> None:
    made = sheet(BODIES[name], width)
    assert made.height > 10
    assert max(len(text(made, y)) for y in range(made.height)) <= width + 1
    if name != "heat":  # Its further columns come in further parts.
        assert len(list(printed(picture(BODIES[name]), width))) >= made.height


@pytest.mark.parametrize("name", BODIES)
def test_the_cursor_reaches_everything_and_stands_in_its_line(name: str) -> None:
    made = sheet(BODIES[name])
    here = made.clamped((0, 0))
    assert here == (0, 0)
    seen = {here}
    for _step in range(3000):
        further = made.moved(here, 1, 0)
        if further == here:
            further = made.moved((here[0], 0), 0, 1)
        if further in seen:
            break
        seen.add(further)
        here = further
        assert made.clamped(here) == here
        made.bring(here)
        line = made.line(made.line_of(here), here)
        assert any(tone.is_cursor for _text, tone in line), here
    assert made.moved(here, 0, 10_000)[0] == here[0]


@pytest.mark.parametrize("name", BODIES)
def test_a_click_finds_what_is_drawn_there(name: str) -> None:
    made = sheet(BODIES[name])
    for x in range(79):
        for y in range(made.height):
            found = made.at(x, y)
            if found is not None:
                assert made.clamped(found) == found
                assert made.line_of(found) == y
    assert made.at(5, made.height + 3) is None


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_has_no_lines_and_no_cursor(name: str) -> None:
    made = sheet(EMPTY[name])
    assert made.height == 0
    assert made.clamped((3, 3)) is None
    assert made.at(0, 0) is None


def test_bars_are_as_long_as_their_numbers() -> None:
    made = sheet(BODIES["bars"])
    drawn = [sum(len(piece) for piece, tone in made.line(y, None) if tone.kind == "ink") for y in range(made.height)]
    assert drawn[0] == 0
    assert drawn == sorted(drawn)
    assert drawn[1] == 1
    assert " 273 " in text(made, 39)


def test_columns_of_a_heat_map_come_into_view_with_the_cursor() -> None:
    made = sheet(BODIES["heat"])
    assert f" {INKS[0].sign} " in text(made, 0)
    assert made.bring((0, 39))
    assert not made.bring((0, 38))
    assert f" {INKS[39].sign} " in text(made, 0)
    assert "‹" in text(made, 0)
    assert made.at(78, 1) is None or made.at(78, 1) == (0, 39)
    assert made.bring((0, 0))
    assert text(made, 0).rstrip().endswith("›")


def test_a_portrait_has_the_sign_of_what_fills_most_of_a_cell() -> None:
    inks = INKS[:2]
    strand = Strand("s", "T", 100, (Stretch(0, 50, 0, 0.0, 0.5), Stretch(45, 60, 1, 0.45, 0.6)))
    made = PortraitSheet(Portrait(inks, (strand,)), 103, 8)
    assert text(made, 1) == " " + "a" * 100
    assert text(made, 2) == " " + "b" * 20 + "·" * 80
    cells = band(strand, 100)
    assert [cell.inks for cell in cells[44:62]] == [(0,)] + [(0, 1)] * 5 + [(1,)] * 10 + [()] * 2
    _strand, cell, at = made.cell((1, 0))
    assert (cell.longest, at) == (strand.stretches[1], 0.5)


def test_lanes_lead_to_the_nearest_passage_of_the_next_code() -> None:
    made = TimelineSheet(Timeline(INKS, STRANDS), 79)
    assert made.moved((0, 0), 0, 1) == (1, 0)
    assert made.stretch((1, 0))[1].start == 45
    assert text(made, made.line_of((19, 0)) + 1).split() == ["¶", "1", "¶", "20", "¶", "40"]


def test_signs_run_out_into_one_for_all_others() -> None:
    many = signed([(str(n), "", "", "#000000") for n in range(70)] + [("", "", "", "#000000")])
    assert len({ink.sign for ink in many[:62]}) == 62
    assert {ink.sign for ink in many[62:]} == {"+"}
    assert sum(len(line) // 2 for line in legend(many, 80)) == 71


def test_notes_are_broken_at_blanks() -> None:
    assert folded("one two three", 7) == ["one two", "three"]
    assert folded("", 7) == []


def test_a_code_of_a_network_is_followed_by_its_ties_the_closest_first() -> None:
    made = NetworkSheet(Network(
        (Node(INKS[0], 9), Node(INKS[1], 4), Node(INKS[2], 1)), (Tie(0, 1, 4, 4), Tie(0, 2, 1, 1)), "", "", True,
    ), 60)  # fmt: skip
    lines = [text(made, y) for y in range(made.height)]
    assert [line.split()[:2] for line in lines] == [
        ["a", "K-0"], ["├─", "b"], ["└─", "c"], ["b", "K-1"], ["└─", "a"], ["c", "K-2"], ["└─", "a"],
    ]  # fmt: skip
    assert [line.split()[-1] for line in lines] == ["(9)", "4", "1", "(4)", "4", "(1)", "1"]
    assert [line.count("━") for line in lines] == [0, 11, 3, 0, 11, 0, 3]
    assert made.row((2, 0)) == (0, Tie(0, 2, 1, 1))


def test_a_dendrogram_joins_neighbours_and_names_its_distances() -> None:
    tree = Dendrogram(tuple(Name(n) for n in "xyz"), tuple(linkage([[], [0.25], [1.0, 1.0]])))
    made = LikenessSheet(Likeness(INKS[:3], tree, "code", "distance"), 60)
    lines = [text(made, y) for y in range(made.height)]
    corners = ["".join(sign for sign in line if sign in "┐┘┬├┤└┌┴┼") for line in lines[:3]]
    assert corners == ["┐", "┬┘", "┘"]
    assert lines[-1].split() == ["0", "0.5", "1"]
    # A quarter of the way from the first mark of the axis to the last.
    first, last = lines[3].index("┴"), lines[3].rindex("┴")
    assert lines[1].index("┬") == pytest.approx(first + (last - first) / 4, abs=1)
    assert lines[0].index("┐") == last
    assert made.leaf((2, 0)) == (INKS[1], 0.25, [INKS[0]])
    assert made.leaf((0, 0)) == (INKS[2], 1.0, [INKS[0], INKS[1]])


def test_what_was_known_before_and_what_is_new_fill_a_line_of_the_curve() -> None:
    points = (
        CurvePoint(INKS[0], 6, 6, None, None),
        CurvePoint(INKS[1], 2, 8, 2, 0.33),
        CurvePoint(INKS[2], 0, 8, 0, 0.0),
    )
    made = CurveSheet(Curve(points, 1, 1, 0.05, 2), 80)
    lines = [text(made, y) for y in range(made.height)]
    assert [line.split()[:2] for line in lines[1:]] == [
        ["1", "K-0"], ["──", "base:"], ["2", "K-1"], ["──", "saturation:"], ["3", "K-2"],
    ]  # fmt: skip
    known, new = lines[3].count("░"), lines[3].count("█")
    assert known == pytest.approx(3 * new, abs=2)
    assert lines[5].count("█") == 0
    assert lines[5].split()[-4:] == ["0", "8", "0.0%", "✓"]
    assert made.line_of((1, 0)) == 3
    assert made.at(5, 2) is None


def test_codes_hang_on_their_parents() -> None:
    branches = tuple(Branch(INKS[n], depth, 1, 2) for n, depth in enumerate((0, 1, 2, 1, 0)))
    made = TreeSheet(CodeTree(branches, ""), 70)
    stems = [text(made, y)[4:11] for y in range(5)]
    assert stems == ["K-0 nam", "├─ K-1 ", "│  └─ K", "└─ K-3 ", "K-4 nam"]
    assert all(text(made, y).endswith("   (1) ") for y in range(5))


def test_series_of_a_year_are_told_apart_by_what_their_bars_are_made_of() -> None:
    made = ColumnSheet(Columns(("2022",), INKS[:3], ((("A", "B"), ("B",), ("C",)),), (3,), ""), 60)
    lines = [text(made, y) for y in range(made.height)]
    assert lines[0] == " 2022 · 3"
    assert ["█" in lines[1], "▓" in lines[2], "▒" in lines[3]] == [True] * 3
    assert made.cell((0, 0)) == ("2022", None, ("A", "B", "C"))
    assert made.cell((2, 0)) == ("2022", INKS[1], ("B",))
