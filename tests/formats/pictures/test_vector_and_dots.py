"""Pictures as files: well-formed, told in words, with the shapes that the values ask for."""

from __future__ import annotations

import struct
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest

from qcode.domain.dendrogram import Dendrogram, Merge
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
    signed,
)
from qcode.domain.report import Name
from qcode.errors import QcodeError
from qcode.formats.base import ReportOptions
from qcode.formats.pictures import png_dots, vector
from qcode.formats.pictures.vector import strands
from qcode.formats.pictures.vector.canvas import blended, breadth, cut, folded, legible_on
from qcode.formats.registry import picture_formats
from qcode.language import translator

SVG = "{http://www.w3.org/2000/svg}"
INKS = signed([("1", "PRE", "PRE Pre & <emptive>", "#0072b2"), ("2", "KEN", "KEN Kendala", "#e69f00")])
STRANDS = (
    Strand("s1", "T01", 100, (Stretch(0, 50, 0, 0.0, 0.5), Stretch(40, 60, 1, 0.4, 0.6)), (Mark(0.0, "¶ 1"),)),
    Strand("s2", "T02", 200, (Stretch(10, 11, 1, 0.05, 0.055),)),
)
BODIES: dict[str, Body] = {
    "frequencies": Bars((Bar(INKS[0], 0, 1234, 0.5), Bar(INKS[1], 1, 0, None)), "coded passages"),
    "cooccurrence": HeatMap(INKS, ((7, 3), (3, None)), "Unit"),
    "portrait": Portrait(INKS, STRANDS),
    "timeline": Timeline(INKS, STRANDS),
    "network": Network((Node(INKS[0], 7), Node(INKS[1], 3)), (Tie(0, 1, 3, 3),), "together", "passages", True),
    "dendrogram": Likeness(
        INKS, Dendrogram((Name("PRE"), Name("KEN")), (Merge(0, 1, 0.5, 2),)), "code", "distance: 1 - Jaccard"
    ),
    "saturation": Curve((CurvePoint(INKS[0], 5, 5, None, None), CurvePoint(INKS[1], 0, 5, 0, 0.0)), 1, 1, 0.05, 1),
    "tree": CodeTree((Branch(INKS[0], 0, 2, 3), Branch(INKS[1], 1, 1, 1)), "coded passages"),
    "years": Columns(("2022", "2023"), INKS, ((("A",), ()), (("B",), ("B", "C"))), (1, 2), "cases"),
}


def picture(kind: str) -> Picture:
    return Picture(kind, "Judul <&> \x01", BODIES[kind], "What is seen.", ("A note.",), "data primer")


def drawn(kind: str, language: str = "id") -> ElementTree.Element:
    data = vector.write(picture(kind), ReportOptions(language, translator(language)))
    return ElementTree.fromstring(data.decode())


def classes(root: ElementTree.Element) -> Counter[str]:
    return Counter(rect.get("class", "") for rect in root.iter(f"{SVG}rect"))


def words(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", BODIES)
def test_each_picture_is_well_formed_named_and_told(kind: str) -> None:
    root = drawn(kind)
    assert (root.get("lang"), root.get("role")) == ("id", "img")
    assert root.findtext(f"{SVG}title") == "Judul <&> \ufffd"
    assert root.findtext(f"{SVG}desc") == "What is seen."
    assert root.get("aria-labelledby") == "title description"
    assert "Sumber: data primer" in words(root)
    assert "A note." in words(root)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for rect in root.iter(f"{SVG}rect"):
        x, y = float(rect.get("x", 0)), float(rect.get("y", 0))
        assert x + float(rect.get("width", 0)) <= width + 0.01
        assert y + float(rect.get("height", 0)) <= height


def test_a_bar_is_as_long_as_its_number() -> None:
    root = drawn("frequencies")
    bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "bar"]
    assert [bar.get("fill") for bar in bars] == ["#0072b2", "#e69f00"]
    assert float(bars[0].get("width", 0)) > 100
    assert bars[1].get("width") == "0"
    assert {"1234 (50,0\u00a0%)", "-", "PRE Pre & <emptive>", "coded passages"} <= set(words(root))


def test_a_heat_map_has_a_cell_for_each_two_codes_with_its_number() -> None:
    root = drawn("cooccurrence")
    assert classes(root) == {"ground": 1, "cell": 2, "alone": 1, "none": 1, "key": 6}
    cells = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "cell"]
    assert {cell.get("fill") for cell in cells} == {"#08519c"}
    assert cells[0].findtext(f"{SVG}title") == "PRE + KEN: 3"
    assert words(root).count("3") == 3  # Two cells and the key.


def test_a_portrait_fills_as_much_as_is_coded_and_writes_signs() -> None:
    root = drawn("portrait")
    cells = strands.rows_for(2) * strands.COLUMNS
    found = classes(root)
    assert found["cell"] + found["blank"] == 2 * cells
    assert abs(found["cell"] - (0.6 * cells + 4)) <= 4
    assert words(root).count("a") == round(cells * 0.5) + 1  # And the legend.
    assert len(list(root.iter(f"{SVG}polygon"))) == pytest.approx(cells * 0.1, abs=1)


def test_a_timeline_has_a_mark_for_each_passage_on_the_lane_of_its_code() -> None:
    root = drawn("timeline")
    marks = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "stretch"]
    assert [mark.findtext(f"{SVG}title") for mark in marks] == [
        "PRE Pre & <emptive> [0, 50)", "KEN Kendala [40, 60)", "KEN Kendala [10, 11)",
    ]  # fmt: skip
    assert len({mark.get("y") for mark in marks}) == 3
    assert float(marks[0].get("width", 0)) == pytest.approx(2.5 * float(marks[1].get("width", 0)), rel=0.01)
    assert "¶ 1" in words(root)


def test_a_wide_heat_map_makes_the_sheet_wider() -> None:
    many = signed([(str(n), f"K{n}", f"K{n}", "#000000") for n in range(60)])
    square = tuple((0,) * 60 for _row in range(60))
    data = vector.write(Picture("cooccurrence", "T", HeatMap(many, square, ""), ""), ReportOptions())
    root = ElementTree.fromstring(data)
    assert float(root.get("width", 0)) > 60 * 34
    assert classes(root)["cell"] == 60 * 59


def test_words_are_cut_and_broken_by_their_width() -> None:
    assert cut("short", 500) == "short"
    assert cut("a long name of a code", 60).endswith("…")
    assert breadth(cut("a long name of a code", 60)) <= 60
    assert all(breadth(line, 11) <= 100 for line in folded("one two three four five six seven " * 3, 100, 11))
    assert breadth("漢字") > breadth("ab")


def test_words_on_a_colour_can_be_read() -> None:
    assert (legible_on("#ffffff"), legible_on("#08519c")) == ("#000000", "#ffffff")
    assert blended("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("kind", BODIES)
def test_png_is_the_same_in_dots_with_its_name_inside(kind: str) -> None:
    pytest.importorskip("resvg_py")
    data = picture_formats()[".png"].write(picture(kind), ReportOptions("id", translator("id")))
    root = drawn(kind)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) == (3 * int(root.get("width", 0)), 3 * int(root.get("height", 0)))
    assert b"Title\0\0\0\0\0Judul <&>" in data
    assert b"pHYs" in data[:80]
    assert struct.unpack(">I", data[data.index(b"pHYs") + 4 :][:4]) == (11339,)


def test_png_without_its_part_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(QcodeError) as caught:
        png_dots.write(picture("frequencies"), ReportOptions())
    assert "qcode[pictures]" in caught.value.hint


def test_png_without_any_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resvg_py")
    monkeypatch.setattr(png_dots, "_has_fonts", lambda: False)
    with pytest.raises(QcodeError, match="no font"):
        png_dots.write(picture("frequencies"), ReportOptions())


def test_a_huge_picture_is_drawn_less_densely() -> None:
    assert png_dots.zoom_for('<svg x="1" width="900" height="900">') == png_dots.ZOOM
    zoom = png_dots.zoom_for('<svg x="1" width="20000" height="20000">')
    assert (20000 * zoom) ** 2 == pytest.approx(png_dots.MOST_DOTS)
