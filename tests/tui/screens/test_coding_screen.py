from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qcode.domain.selection import Selection
from qcode.domain.study import Coding
from qcode.errors import QcodeError
from qcode.services import coding as coding_service
from qcode.services import sourcing, undoing
from qcode.store import codes, codings, memos, sources
from qcode.store.project import Project
from qcode.tui.app import QcodeApp
from qcode.tui.screens.coding import CodingScreen
from qcode.tui.widgets.bars import KeyBar
from qcode.tui.widgets.details import DetailsPane

MakesApp = Callable[..., QcodeApp]
ANSWER = "Kami turun penyuluhan ke sekolah. Materinya bahaya prostitusi online. Biasanya bersama Binmas."
SENTENCE = "Kami turun penyuluhan ke sekolah."


def on_disk(study: Path) -> list[Coding]:
    with Project.open(study, coder="reader") as project:
        return codings.select(project, Selection())


def screen_of(app: QcodeApp) -> CodingScreen:
    assert isinstance(app.screen, CodingScreen)
    return app.screen


def said(app: QcodeApp) -> str:
    return app.screen.query_one(KeyBar).said


async def typed(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


async def test_one_key_and_a_few_letters_code_the_sentence_under_the_cursor(
    app_on: MakesApp, study: Path, talk: str
) -> None:
    app = app_on(ANSWER)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("c")
        await typed(pilot, "prev")
        await pilot.press("enter")
        await pilot.pause()
        screen = screen_of(app)
        assert [one.code for one in screen.desk.codings.values()] == [codes.find(screen.desk.project, "PRV").code.id]
        assert len(screen.view.codings_at(talk.index(ANSWER))) == 1
        assert "PRV" in said(app)
    (coding,) = on_disk(study)
    assert (coding.code, coding.text, coding.coder, coding.source) == ("PRV", SENTENCE, "Ani", "T01")


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what many messages bring about, however slow the machine is."""
    for _ in range(200):
        await pilot.pause(0.05)
        if is_so():
            return
    raise AssertionError("it never came about")


async def test_letters_typed_before_the_palette_stands_are_not_lost(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test(size=(160, 45)) as pilot:
        for key in ("c", "k", "e", "n", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(app.screen, CodingScreen) and bool(on_disk(study)))
        for key in ("colon", "q"):
            app.post_message(events.Key(key, ":" if key == "colon" else key))
        await until(pilot, lambda: type(app.screen).__name__ == "CommandList")
    assert [(one.code, one.text) for one in on_disk(study)] == [("KEN", SENTENCE)]


async def test_several_ticked_codes_are_applied_at_once(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("t", "c")
        await typed(pilot, "pre")
        await pilot.press("tab")
        await typed(pilot, "ken")
        await pilot.press("enter")
        await pilot.pause()
    assert {(coding.code, coding.text) for coding in on_disk(study)} == {("PRE", ANSWER), ("KEN", ANSWER)}


async def test_dot_repeats_the_last_code_and_a_digit_applies_its_favourite(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "2")
        await pilot.press("right_parenthesis", "s", "full_stop")
        await pilot.pause()
        favourites = [screen_of(app).desk.handle(code) for code in screen_of(app).desk.favourites()]
    assert favourites[1] == "PRV"
    assert [(one.code, one.text) for one in on_disk(study)] == [
        ("PRV", SENTENCE),
        ("PRV", "Materinya bahaya prostitusi online."),
    ]


async def test_the_same_code_again_changes_nothing_and_says_so(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1", "1")
        await pilot.pause()
        assert "already" in said(app)
    assert len(on_disk(study)) == 1


async def test_in_vivo_makes_a_code_of_the_selected_words(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("w", "w", "i")
        await pilot.pause()
    (coding,) = on_disk(study)
    assert coding.text == coding.code_path == "Kami turun"


async def test_uncode_asks_which_where_there_are_several(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("s", "1", "2", "x")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
    assert len(on_disk(study)) == 1


async def test_recode_keeps_the_passage(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("s", "1", "escape", "r")
        await pilot.pause()
        await typed(pilot, "ken")
        await pilot.press("enter")
        await pilot.pause()
    assert [(one.code, one.text) for one in on_disk(study)] == [("KEN", SENTENCE)]


async def test_a_span_is_marked_anew_without_coding_again(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("s", "1", "escape", "e")
        await pilot.pause()
        await pilot.press("t", "enter")
        await pilot.pause()
    assert [(one.code, one.text) for one in on_disk(study)] == [("PRE", ANSWER)]


async def test_escape_leaves_a_span_as_it_was(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1", "escape", "e")
        await pilot.pause()
        await pilot.press("t", "escape")
        await pilot.pause()
        assert screen_of(app).edited is None
    assert [one.text for one in on_disk(study)] == [SENTENCE]


async def test_a_memo_is_written_on_the_coding_and_escape_keeps_it(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1", "escape", "m")
        await pilot.pause()
        await typed(pilot, "check this")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(DetailsPane).codings[0].memo == "check this"
    assert [one.memo for one in on_disk(study)] == ["check this"]


async def test_a_memo_on_an_uncoded_passage_is_found_again(app_on: MakesApp, study: Path, talk: str) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "m")
        await pilot.pause()
        await typed(pilot, "why")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape", "ctrl+home", "g")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert screen_of(app).view.cursor == talk.index(ANSWER)
        assert "memo: why" in app.screen.query_one(DetailsPane).place
    with Project.open(study) as project:
        assert [memo.text for memo in memos.all_memos(project)] == ["why"]


async def test_undo_takes_back_on_disk_and_on_the_screen(app_on: MakesApp, study: Path, talk: str) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1", "u")
        await pilot.pause()
        assert on_disk(study) == []
        assert screen_of(app).view.codings_at(talk.index(ANSWER)) == []
        await pilot.press("U")
        await pilot.pause()
        assert len(screen_of(app).view.codings_at(talk.index(ANSWER))) == 1
    assert len(on_disk(study)) == 1


async def test_nothing_to_undo_is_said_and_ends_nothing(study: Path) -> None:
    app = QcodeApp(study, coder="Budi")
    async with app.run_test() as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert app.is_running
        assert [note.severity for note in app._notifications] == ["error"]


async def test_what_cannot_be_written_is_said_and_not_drawn(
    app_on: MakesApp, study: Path, monkeypatch: pytest.MonkeyPatch, talk: str
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise QcodeError("the disk is full", "Make room and try again.")

    monkeypatch.setattr(coding_service, "apply_code", full)
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1")
        await pilot.pause()
        await pilot.press("c", "enter")
        await pilot.pause()
        assert [note.title for note in app._notifications] == ["the disk is full", "the disk is full"]
        assert screen_of(app).desk.codings == {}
        assert screen_of(app).view.codings_at(talk.index(ANSWER)) == []
    assert on_disk(study) == []


async def test_what_another_window_codes_appears(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        with Project.open(study, coder="Budi") as other:
            text = sources.find(other, "T01").id
            span = screen_of(app).desk.turns[1].span
            coding_service.apply_code(other, text, span, codes.find(other, "KEN").code.id)
        screen_of(app).poll()
        await pilot.pause()
        assert len(screen_of(app).view.codings_at(span.start)) == 1
        assert app.screen.query_one(DetailsPane).codings[0].coder == "Budi"


async def test_an_undo_elsewhere_disappears_here(app_on: MakesApp, study: Path, talk: str) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "1")
        with Project.open(study, coder="Ani") as other:
            undoing.undo(other)
        screen_of(app).poll()
        await pilot.pause()
        assert screen_of(app).view.codings_at(talk.index(ANSWER)) == []


async def test_find_goes_to_words_whatever_their_case(app_on: MakesApp, talk: str) -> None:
    app = app_on("[00:00:05]")
    async with app.run_test() as pilot:
        await pilot.press("slash")
        await typed(pilot, "siber patroli")
        await pilot.press("enter")
        await pilot.pause()
        selection = screen_of(app).view.selection
        assert selection is not None
        assert selection.of(talk) == "siber patroli"
        assert screen_of(app).target == "hit"


async def test_n_walks_what_g_has_set(app_on: MakesApp, talk: str) -> None:
    app = app_on("[00:00:05]")
    async with app.run_test() as pilot:
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        view = screen_of(app).view
        assert view.selection is not None
        assert view.selection.of(talk) == ANSWER
        await pilot.press("1", "n")
        await pilot.pause()
        assert view.selection is not None
        assert view.selection.of(talk).startswith("Anggota siber")
        await pilot.press("escape", "g")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert view.cursor == talk.index(ANSWER)


async def test_moving_on_selects_the_next_answer(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("a", "t", "1", "2", "3")
        await pilot.pause()
    assert [(one.code, one.text.split()[0]) for one in on_disk(study)] == [
        ("PRE", "Kami"),
        ("PRV", "Anggota"),
        ("REP", "Alatnya"),
    ]


async def test_while_moving_on_a_sentence_is_taken_from_the_answer(app_on: MakesApp, study: Path) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("a", "s", "1", "s", "2")
        await pilot.pause()
    coded = on_disk(study)
    assert [one.text.split()[0] for one in coded] == ["Kami", "Anggota"]
    assert [one.text.rstrip().count(". ") for one in coded] == [0, 0]


async def test_the_typical_mark_goes_on_and_off(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("s", "1", "asterisk")
        await pilot.pause()
        assert [one.typical for one in on_disk(study)] == [True]
        await pilot.press("asterisk")
        await pilot.pause()
    assert [one.typical for one in on_disk(study)] == [False]


async def test_copying_takes_the_citation_along_and_never_quits(app_on: MakesApp) -> None:
    app = app_on(ANSWER)
    async with app.run_test() as pilot:
        await pilot.press("s", "ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert SENTENCE in app.clipboard
        assert "00:00:05" in app.clipboard


async def test_saving_is_said_to_be_needless(app_on: MakesApp) -> None:
    app = app_on()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "saved already" in said(app)


async def test_details_tell_speaker_time_and_paragraph(app_on: MakesApp) -> None:
    app = app_on("Anggota")
    async with app.run_test() as pilot:
        await pilot.pause()
        place = app.screen.query_one(DetailsPane).place
    assert place == ("I", "participant", "00:04:10", "paragraph 6", "line 7")


async def test_the_passages_of_a_code_lead_into_another_text(app_on: MakesApp, study: Path) -> None:
    with Project.open(study, coder="Ani") as project:
        text = sources.find(project, "T02")
        at = sources.text_of(project, text.id).index("Penyidik")
        span = sources.turns_of(project, text.id)[-1].span
        coding_service.apply_code(project, text.id, span, codes.find(project, "KEN").code.id)
    app = app_on("[00:00:05]")
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.press("tab", "end", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        screen = screen_of(app)
        assert screen.desk.source is not None
        assert screen.desk.source.name == "T02"
        assert screen.view.selection == span
        assert span.start < at < span.end


async def test_favourites_are_chosen_in_order_and_remembered(app_on: MakesApp, study: Path) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("0")
        await pilot.pause()
        for word in ("ken", "rep"):
            await typed(pilot, word)
            await pilot.press("tab")
        await pilot.press("enter")
        await pilot.pause()
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("s", "1", "2")
        await pilot.pause()
    assert {one.code for one in on_disk(study)} == {"KEN", "REP"}


async def test_the_place_is_remembered(app_on: MakesApp, talk: str) -> None:
    async with app_on(ANSWER).run_test() as pilot:
        await pilot.press("right_square_bracket")
        await pilot.pause()
    app = app_on()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert screen_of(app).view.cursor == talk.index("Kalau patroli")


async def test_a_line_of_the_appendix_is_opened_at_its_words_by_its_number(study: Path, talk: str) -> None:
    app = QcodeApp(study, "t01:L3")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert screen_of(app).view.cursor == talk.index("Kami turun")
        assert screen_of(app).query_one(DetailsPane).place[0] == "I"
        assert screen_of(app).query_one(DetailsPane).place[-2:] == ("paragraph 3", "line 3")


async def test_a_study_opens_on_an_interview_and_not_on_a_paper_before_it(study: Path) -> None:
    with Project.open(study) as project:
        sourcing.write_note(project, "A01 laporan", "LAPORAN POLISI")
    app = QcodeApp(study)
    async with app.run_test() as pilot:
        await pilot.pause()
        desk = screen_of(app).desk
        assert desk.sources[0].name == "A01 laporan"
        assert desk.source
        assert desk.source.name == "T01"


async def test_a_position_behind_the_text_is_brought_back_into_it(study: Path) -> None:
    app = QcodeApp(study, "T02:99999999")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert screen_of(app).view.cursor <= len(screen_of(app).desk.text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_the_details_close_and_open_by_key(app_on: Callable[..., QcodeApp], size: tuple[int, int]) -> None:
    app = app_on("Kami turun")
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, CodingScreen)
        height = screen.view.size.height
        await pilot.press("s", "1", "f7")
        await pilot.pause()
        assert screen.view.size.height > height
        await pilot.press("right", "f7")
        await pilot.pause()
        assert screen.view.size.height == height
        assert "participant" in " ".join(screen.query_one(DetailsPane).place)
