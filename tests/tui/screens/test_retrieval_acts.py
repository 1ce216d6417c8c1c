"""What is done to quotations on the retrieval screen, one by one or many at once, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.services import coding, retrieving
from qcode.store import codes, codings, memos
from qcode.store.project import Project
from qcode.tui.screens.effect import EffectDialog
from qcode.tui.screens.retrieval import page as retrieval_page
from qcode.tui.widgets.filter_bar import FilterBar
from qcode.tui.widgets.reading_pane import ReadingPane
from tests.tui.screens.retrieval_hand import (
    TOLD,
    WIDE,
    MakesApp,
    code_five,
    listed,
    on_disk,
    opened,
    pressed,
    said,
    screen_of,
    told,
    typed,
)


@pytest.fixture
def coded(study: Path) -> Path:
    """The study with five codings, one of them Budi's."""
    return code_five(study)


async def test_one_coding_is_removed_and_brought_back(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "down", "x")
        assert listed(app) == [("T01", "PRE"), ("T01", "KEN"), ("T02", "PRE"), ("T02", "KEN")]
        assert screen_of(app).rows.cursor == 1
        assert ("T01", "PRV", "Ani") not in told(coded)
        await pressed(pilot, "u")
        assert told(coded) == TOLD
        await pressed(pilot, "U")
        assert len(told(coded)) == 4


async def test_many_are_removed_as_one_act_after_the_effect_was_shown(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "a", "x")
        dialog = app.screen
        assert isinstance(dialog, EffectDialog)
        assert dialog.lines[:3] == (
            "codings to be removed: 5", "in texts: 2", "of these, made by other coders: 1",
        )  # fmt: skip
        await pressed(pilot, "escape")
        assert told(coded) == TOLD
        await pressed(pilot, "x", "enter")
        assert told(coded) == []
        assert listed(app) == []
        await pressed(pilot, "u")
        assert told(coded) == TOLD
        assert len(listed(app)) == 5


async def test_ticked_codings_get_another_code_at_once(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "space", "tab", "r")
        await typed(pilot, "repr")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, EffectDialog)
        assert app.screen.lines[0] == "codings to be recoded: 2"
        await pressed(pilot, "enter")
        assert [one for one in told(coded) if one[1] == "REP"] == [("T01", "REP", "Ani")] * 2
        assert len(screen_of(app).rows.ticked) == 2, "what was ticked stays so, for the next act"
        await pressed(pilot, "u")
        assert told(coded) == TOLD


async def test_a_range_is_coded_with_a_new_code_in_one_act(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "v", "down", "down", "v", "c")
        await typed(pilot, "Baru")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, EffectDialog)
        await pressed(pilot, "enter")
        assert [one[1] for one in told(coded)].count("Baru") == 3
        await pressed(pilot, "u")
        assert told(coded) == TOLD
        with Project.open(coded) as project:
            assert "Baru" not in [one.code.name for one in codes.all_codes(project)]


async def test_one_coding_is_recoded_without_a_question(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "r")
        await typed(pilot, "repr")
        await pressed(pilot, "enter")
        assert ("T01", "REP", "Ani") in told(coded)
        assert "recoded: 1" in said(app)


async def test_a_memo_is_written_in_place(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "m")
        await typed(pilot, "penting")
        await pressed(pilot, "escape")
        assert "penting" in app.screen.query_one(ReadingPane).words
    (one,) = [one for one in on_disk(coded) if one.memo]
    assert (one.memo, one.code) == ("penting", "PRE")
    with Project.open(coded) as project:
        assert len(memos.of(project, "coding", one.id)) == 1


async def test_typical_is_marked_on_one_and_on_many(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "asterisk")
        assert [one.typical for one in on_disk(coded)] == [True, False, False, False, False]
        await pressed(pilot, "asterisk")
        assert not any(one.typical for one in on_disk(coded))
        await pressed(pilot, "a", "asterisk")
        assert all(one.typical for one in on_disk(coded))
        await pressed(pilot, "asterisk")
        assert not any(one.typical for one in on_disk(coded))


async def test_quotations_are_copied_with_their_citations(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "y")
        assert app.clipboard == "“Kami turun penyuluhan ke sekolah.” (T01: I, 00:00:05, ¶ 3)"
        await pressed(pilot, "a", "y")
        assert app.clipboard.count("¶") == 5


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "md", "html", "csv", "json"])
async def test_a_report_is_written_where_it_is_asked_for(suffix: str, app_on: MakesApp, coded: Path) -> None:
    app, path = app_on(), coded.with_name(f"hasil.{suffix}")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "space", "w", "ctrl+u")
        await typed(pilot, f"hasil.{suffix}")
        await pressed(pilot, "enter")
        assert path.stat().st_size
        if suffix == "md":
            written = path.read_text(encoding="utf-8")
            assert "Kami turun penyuluhan ke sekolah." in written
            assert "Penyidik cuma satu" not in written
            await pressed(pilot, "escape", "w", "ctrl+u")
            await typed(pilot, "hasil.md")
            await pressed(pilot, "enter", "y")
            assert "Penyidik cuma satu" in path.read_text(encoding="utf-8")


async def test_the_findings_of_the_filters_are_written_with_their_appendix(app_on: MakesApp, coded: Path) -> None:
    app, path = app_on(), coded.with_name("bab4.html")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "W", "f", "ctrl+u")
        await typed(pilot, "bab4.html")
        await pressed(pilot, "enter")
        written = path.read_text(encoding="utf-8")
        assert "Kami turun penyuluhan ke sekolah." in written
        assert "Appendix: transcripts" in written


async def test_a_document_is_written_of_what_is_ticked(app_on: MakesApp, coded: Path) -> None:
    app, path = app_on(), coded.with_name("bab4.md")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "space", "W", "f", "ctrl+u")
        await typed(pilot, "bab4.md")
        await pressed(pilot, "enter")
        findings, _head, appendix = path.read_text(encoding="utf-8").partition("Appendix: transcripts")
        assert "Only passages chosen one by one: 1." in findings
        assert "Kami turun penyuluhan ke sekolah." in findings
        assert "Penyidik cuma satu" not in findings
        assert "Penyidik cuma satu" in appendix, "transcripts stand there whole"


async def test_the_mouse_ticks_and_opens_filters(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        rows = screen_of(app).rows
        await pilot.click(rows, offset=(20, 5))
        await pilot.pause()
        assert rows.cursor == 1
        await pilot.click(rows, offset=(0, 9))
        await pilot.pause()
        assert rows.ticked == {rows.found.ids[2]}
        await pilot.click(FilterBar)
        await pilot.pause()
        assert type(app.screen).__name__ == "ChoiceDialog"


async def test_many_codings_are_changed_in_a_thread(
    app_on: MakesApp, coded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval_page, "MANY", 2)
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pressed(pilot, "a", "x", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert told(coded) == []
        await pressed(pilot, "u")
        assert told(coded) == TOLD


async def test_what_another_removed_is_said_to_be_gone(app_on: MakesApp, coded: Path) -> None:
    app = app_on()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        with Project.open(coded, coder="Budi") as project:
            coding.uncode(project, [on_disk(coded)[0].id])
        screen = screen_of(app)
        screen.rows.forget_rows()
        await pilot.pause()
        assert "gone" in str(screen.rows.draw(0, 80)[1])
        await pressed(pilot, "x")
        assert len(listed(app)) == 4


def test_effects_are_counted_from_what_is_there(coded: Path) -> None:
    with Project.open(coded, coder="Ani") as project:
        ids = [one.id for one in codings.select(project, Selection())]
        assert retrieving.effect_of_uncoding(project, [*ids, "gone"]).changed == 5
