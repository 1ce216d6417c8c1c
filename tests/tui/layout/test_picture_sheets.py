"""Pictures in characters: every line fits, every cursor stands on something, every click finds its place."""

from __future__ import annotations

import pytest

from qcode.domain.picture import Bar, Bars, Body, HeatMap, Mark, Portrait, Strand, Stretch, Timeline, band, signed
from qcode.tui.layout.heat_sheet import HeatSheet
from qcode.tui.layout.sheets import BarSheet, Sheet, folded, legend
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
}
EMPTY: dict[str, Body] = {
    "bars": Bars((), ""), "heat": HeatMap((), (), ""), "portrait": Portrait((), ()), "timeline": Timeline((), ()),
}  # fmt: skip


def sheet(body: Body, width: int = 79, height: int = 20) -> Sheet:
    if isinstance(body, Bars):
        return BarSheet(body, width)
    if isinstance(body, HeatMap):
        return HeatSheet(body, width)
    return PortraitSheet(body, width, height) if isinstance(body, Portrait) else TimelineSheet(body, width)


def text(of: Sheet, y: int) -> str:
    return "".join(piece for piece, _tone in of.line(y, None))


@pytest.mark.parametrize("width", [40, 79, 199])
@pytest.mark.parametrize("name", BODIES)
def test_every_line_fits_the_window(name: str, width: int) -> None:
    made = sheet(BODIES[name], width)
    assert made.height > 10
    assert max(len(text(made, y)) for y in range(made.height)) <= width + 1


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
