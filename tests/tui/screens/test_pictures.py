"""Pictures by key: chosen, filtered, walked, opened, saved; and the project is what they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest
from textual.pilot import Pilot

from qcode import settings
from qcode.domain.picture import (
    Bars,
    CodeTree,
    Columns,
    Curve,
    HeatMap,
    Likeness,
    Network,
    Portrait,
    Timeline,
)
from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import casing, coding
from qcode.store import codes, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.asking import ChoiceDialog, LineDialog
from qcode.tui.screens.base import QcodeScreen
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.screens.pictures import PicturesScreen
from qcode.tui.screens.places import PlaceRows, PlacesDialog
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.picture_view import PictureView
from qcode.tui.widgets.telling import Telling

AppOn = Callable[..., QcodeApp]
PLACES = (("T01", "Kami turun penyuluhan", "PRE"), ("T01", "penyuluhan ke sekolah", "KEN"),
          ("T01", "Apa saja", "KEN"), ("T02", "Kami turun", "PRE"), ("T02", "Alatnya", "KEN"))  # fmt: skip


@pytest.fixture
def app(app_on: AppOn, study: Path) -> QcodeApp:
    with Project.open(study, coder="Ani") as project:
        for source, words, code in PLACES:
            id = sources.find_id(project, source)
            at = sources.text_of(project, id).index(words)
            coding.apply_code(project, id, Span(at, at + len(words)), codes.find(project, code).code.id)
    return app_on("Kami")


async def visit(pilot: Pilot[None], app: QcodeApp) -> PicturesScreen:
    await pilot.pause()
    await pilot.press("comma", "p")
    await shown(pilot, app)
    return cast("PicturesScreen", app.screen)


async def shown(pilot: Pilot[None], app: QcodeApp) -> PictureView:
    for _turn in range(100):
        await app.workers.wait_for_complete()
        await pilot.pause()
        if isinstance(app.screen, PicturesScreen):
            view = app.screen.query_one(PictureView)
            if view.picture is not None and view.picture.kind == app.screen.state()["kind"]:
                return view
    raise AssertionError("no picture came")


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not is_so():
            await pilot.pause()


def under(app: QcodeApp) -> tuple[str, ...]:
    return app.screen.query_one("#under", Telling).parts


def filters(app: QcodeApp) -> tuple[str, ...]:
    return app.screen.query_one("#filters", Telling).parts


async def test_bars_come_first_and_say_what_is_under_the_cursor(app: QcodeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(pilot, app)
        view = await shown(pilot, app)
        assert view.picture is not None
        assert isinstance(view.picture.body, Bars)
        assert [(bar.ink.key, bar.value) for bar in view.picture.body.bars] == [("PRE", 2), ("KEN", 2)]
        assert under(app) == ("PRE Preemptive", "passages: 2", "50.0%")
        await pilot.press("down")
        assert under(app)[0] == "KEN Obstacles"


async def test_each_picture_has_its_number_and_tab_goes_round(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await visit(pilot, app)
        for key, body in (("2", HeatMap), ("3", Portrait), ("4", Timeline), ("1", Bars), ("tab", HeatMap),
                          ("shift+tab", Bars)):  # fmt: skip
            await pilot.press(key)
            view = await shown(pilot, app)
            assert view.picture is not None
            assert isinstance(view.picture.body, body), key
        assert screen.state()["kind"] == "frequencies"


async def test_interviewers_count_once_asked_for(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("a", "down")
        await shown(pilot, app)
        await pilot.press("down")
        assert under(app)[:2] == ("KEN Obstacles", "passages: 3")
        assert "with interviewers" in filters(app)


async def test_filters_narrow_and_are_cleared(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await visit(pilot, app)
        await pilot.press("f", "t", "down", "enter")
        await shown(pilot, app)
        assert screen.state()["selection"] == Selection(sources=("T02",))
        assert filters(app)[0] == "texts: T02"
        assert under(app)[1] == "passages: 1"
        await pilot.press("f", "c", "down", "down", "down", "enter")
        await shown(pilot, app)
        assert filters(app)[:2] == ("codes: KEN", "texts: T02")
        assert under(app)[0] == "KEN Obstacles"
        await pilot.press("F")
        await shown(pilot, app)
        assert screen.state()["selection"] == Selection()


async def test_enter_on_a_bar_asks_for_its_quotations(app: QcodeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QcodeScreen.ScreenWanted] = []
    monkeypatch.setattr(QcodeApp, "on_qcode_screen_screen_wanted", lambda _app, message: asked.append(message))
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await visit(pilot, app)
        await pilot.press("down", "enter")
        await pilot.pause()
        chosen = cast("Selection", asked[-1].given["selection"])
        with Project.open(app.project.path) as project:  # type: ignore[union-attr]  # a study is open
            ken = codes.find(project, "KEN").code.id
            pre = codes.find(project, "PRE").code.id
        assert (asked[-1].name, chosen.codes) == ("retrieval", (ken,))
        await pilot.press("2")
        await shown(pilot, app)
        await pilot.press("right", "enter")
        await pilot.pause()
        chosen = cast("Selection", asked[-1].given["selection"])
        assert chosen.codes == (pre, ken)
        with Project.open(app.project.path) as project:  # type: ignore[union-attr]  # a study is open
            from qcode.store import codings

            found = codings.select(project, chosen)
        assert {(one.source, one.code) for one in found} == {("T01", "PRE"), ("T01", "KEN")}
        assert len(found) == 2
        assert screen is app.screen


async def test_enter_on_a_cell_by_unit_lists_the_units_and_goes_there(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("w", "p")
        await shown(pilot, app)
        await pilot.press("right")
        assert under(app) == ("PRE Preemptive + KEN Obstacles", "together: 1")
        await pilot.press("enter")
        for _turn in range(50):
            await pilot.pause(0.02)
            if isinstance(app.screen, PlacesDialog) and app.screen.query_one(PlaceRows).places:
                break
        (place,) = app.screen.query_one(PlaceRows).places
        assert (place.name, place.text[:12]) == ("T01", "I: Kami turu")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)


async def test_enter_on_a_passage_shows_it_in_its_text(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("4")
        view = await shown(pilot, app)
        assert view.sheet is not None
        await pilot.press("down", "down")
        assert under(app)[:2] == ("PRE Preemptive", "T02")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.desk.source is not None
        assert app.screen.desk.source.name == "T02"


async def test_a_portrait_leads_to_the_place_in_the_text_and_back(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("3")
        view = await shown(pilot, app)
        for _step in range(400):
            if under(app)[0] != "nothing coded":
                break
            await pilot.press("right")
        assert under(app)[0].startswith("PRE")
        cursor = view.cursor
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
        await pilot.press("grave_accent")
        back = await shown(pilot, app)
        assert isinstance(app.screen, PicturesScreen)
        assert (app.screen.state()["kind"], back.cursor) == ("portrait", cursor)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("4")
        view = await shown(pilot, app)
        assert view.sheet is not None
        y = view.sheet.line_of((1, 0))
        x = next(x for x in range(30, 100) if view.sheet.at(x, y) == (1, 0))
        await pilot.click(PictureView, offset=(x, y))
        assert view.cursor == (1, 0)
        await pilot.click(PictureView, offset=(x, y))
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)


async def test_a_picture_is_saved_where_it_is_asked_for(app: QcodeApp, tmp_path: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("2", "s")
        await pilot.pause()
        await pilot.press("ctrl+u", *str(tmp_path / "heat"), "enter")
        await shown(pilot, app)
        for _turn in range(50):
            if (tmp_path / "heat.svg").exists():
                break
            await pilot.pause(0.02)
        root = ElementTree.fromstring((tmp_path / "heat.svg").read_text(encoding="utf-8"))
        assert root.tag.endswith("svg")
        assert "heat.svg" in app.screen.query_one(KeyBar).said
        before = (tmp_path / "heat.svg").read_bytes()
        await pilot.press("1")
        await shown(pilot, app)
        await pilot.press("s", "ctrl+u", *str(tmp_path / "heat.svg"), "enter")
        await pilot.pause()
        await pilot.press("n")
        await shown(pilot, app)
        assert (tmp_path / "heat.svg").read_bytes() == before


async def test_order_units_folding_and_time_are_chosen_by_key(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await visit(pilot, app)
        await pilot.press("o")
        await shown(pilot, app)
        assert "most frequent first" in filters(app)
        await pilot.press("w", "t")
        await shown(pilot, app)
        assert (screen.state()["kind"], filters(app)[0]) == ("cooccurrence", "together: the same turn")
        await pilot.press("v")
        await shown(pilot, app)
        assert cast("Selection", screen.state()["selection"]).only
        await pilot.press("t", "v")
        await shown(pilot, app)
        assert filters(app) == ("main codes", "along the time")


async def test_the_further_pictures_have_their_numbers_and_say_what_is_under_the_cursor(app: QcodeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(pilot, app)
        for key, body, said in (
            ("5", Network, ("PRE Preemptive", "passages of the code: 2", "ties: 1")),
            ("6", Likeness, ("PRE Preemptive", "distance: 0.000", "joined with KEN")),
            ("7", Curve, ("T01", "new codes: 2", "codes so far: 2")),
            ("8", CodeTree, ("PRE Preemptive", "passages: 2", "at the very code: 2")),
            ("9", Columns, ("no case has a year",)),
        ):  # fmt: skip
            await pilot.press(key)
            view = await shown(pilot, app)
            assert view.picture is not None
            assert isinstance(view.picture.body, body), key
            assert under(app) == said


async def test_a_tie_leads_to_the_passages_that_overlap_or_to_the_units(
    app: QcodeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QcodeScreen.ScreenWanted] = []
    monkeypatch.setattr(QcodeApp, "on_qcode_screen_screen_wanted", lambda _app, message: asked.append(message))
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("5")
        await shown(pilot, app)
        await pilot.press("down")
        assert under(app) == ("PRE Preemptive + KEN Obstacles", "together: 1")
        await pilot.press("enter")
        await pilot.pause()
        assert "overlaps" in cast("Selection", asked[-1].given["selection"]).query
        await pilot.press("w", "p")
        await shown(pilot, app)
        assert cast("PicturesScreen", app.screen).state()["kind"] == "network"
        assert filters(app) == ("together: the same paragraph", "how often both stand together")
        await pilot.press("down", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, PlacesDialog) and bool(app.screen.query_one(PlaceRows).places)
        )


async def test_how_the_further_pictures_are_drawn_is_chosen_by_key(app: QcodeApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await visit(pilot, app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press("2", "enter")
        await shown(pilot, app)
        assert (screen.state()["kind"], filters(app)[-1], under(app)) == (
            "network", "from 2 on", ("nothing is coded here",),
        )  # fmt: skip
        await pilot.press("m", "2")
        await shown(pilot, app)
        assert filters(app)[-1] == "Jaccard's coefficient"
        assert under(app)[0] == "PRE Preemptive"
        await pilot.press("d")
        await shown(pilot, app)
        assert (screen.state()["kind"], filters(app)[0], under(app)[0]) == ("dendrogram", "of the texts", "T01")
        await pilot.press("m", "2")
        await shown(pilot, app)
        assert filters(app)[1] == "cosine of the counts"
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press("ctrl+u", *"1 x 50", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("ctrl+u", *"1 1 50", "enter")
        await shown(pilot, app)
        assert filters(app) == ("base 1, run 1, threshold 50%",)
        await pilot.press("down")
        assert under(app)[-1] == "new information: 0.0%"
        await pilot.press("v")
        assert screen.state()["kind"] == "saturation"


async def test_years_are_counted_apart_and_lead_to_the_quotations_of_their_cases(
    app: QcodeApp, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QcodeScreen.ScreenWanted] = []
    monkeypatch.setattr(QcodeApp, "on_qcode_screen_screen_wanted", lambda _app, message: asked.append(message))
    with Project.open(study, coder="Ani") as project:
        for name, year, state in (("A", "2023", "Putusan"), ("B", "2024", "Penyidikan")):
            casing.add_case(project, "perkara", name, {"tahun": year, "status": state})
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("9")
        await shown(pilot, app)
        assert under(app) == ("2023", "cases: 1", "A")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("end", "enter")
        await shown(pilot, app)
        assert filters(app)[-1] == "apart by status"
        await pilot.press("down", "down")
        assert under(app) == ("2023", "Putusan", "cases: 1", "A")
        await pilot.press("enter")
        await pilot.pause()
        assert cast("Selection", asked[-1].given["selection"]).cases == ("A",)


async def test_leaves_interviews_and_codes_of_the_tree_lead_to_their_quotations(
    app: QcodeApp, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QcodeScreen.ScreenWanted] = []
    monkeypatch.setattr(QcodeApp, "on_qcode_screen_screen_wanted", lambda _app, message: asked.append(message))
    with Project.open(study) as project:
        pre = codes.find(project, "PRE").code.id
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        for key, expected in (("6", Selection(codes=(pre,), only=True)), ("7", Selection(sources=("T01",))),
                              ("8", Selection(codes=(pre,)))):  # fmt: skip
            await pilot.press(key)
            await shown(pilot, app)
            await pilot.press("enter")
            await pilot.pause()
            assert asked[-1].given["selection"] == replace(expected, as_counted=True)


async def test_a_picture_is_saved_as_the_figure_of_a_document(app: QcodeApp, study: Path, tmp_path: Path) -> None:
    settings.keep_writing(str(study.absolute()), {"chapter": "4"})
    async with app.run_test(size=(100, 30)) as pilot:
        await visit(pilot, app)
        await pilot.press("8")
        await shown(pilot, app)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("ctrl+u", *str(tmp_path / "pohon.html"), "enter")
        await until(pilot, (tmp_path / "pohon.html").exists)
        page = (tmp_path / "pohon.html").read_text(encoding="utf-8")
        assert "<svg" in page
        assert "Figure 4.1 Code tree" in page


async def test_an_empty_study_says_that_nothing_is_coded(app_on: AppOn) -> None:
    app = app_on("Kami")
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(pilot, app)
        for key in ("1", "2", "3", "4", "5", "6", "7"):
            await pilot.press(key)
            await shown(pilot, app)
            assert under(app) == ("nothing is coded here",)
            await pilot.press("down", "right", "enter", "q", "pagedown", "end")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CodingScreen)
