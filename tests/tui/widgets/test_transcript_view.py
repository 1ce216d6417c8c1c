"""Keys and mouse in the transcript, and what the view tells of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from qcode.domain.span import Span
from qcode.domain.study import SourceTurn, SpanCoding
from qcode.domain.transcript import Role, TimeMark
from qcode.tui.commands import Command
from qcode.tui.presets import PRESETS
from qcode.tui.widgets.transcript import COMMANDS, CodeMark, TranscriptView

TEXT = """[00:00:05]
P: Apa saja kegiatannya?
I: Kami turun ke sekolah. Materinya bahaya online, Jl. Kenanga No. 9. Bersama Binmas.
Itu saja dulu.

P: Baik, Bu."""
CODES = {
    "one": CodeMark("PRE-EDU", "Penyuluhan", "#0072b2"),
    "two": CodeMark("PRV-SIB", "Patroli", "#e69f00"),
}


def place(words: str) -> int:
    return TEXT.index(words)


def passage(words: str) -> Span:
    return Span(place(words), place(words) + len(words))


def coding(identity: str, words: str, code: str = "one") -> SpanCoding:
    span = passage(words)
    return SpanCoding(identity, identity, code, "me", span.start, span.end)


TURNS = [
    SourceTurn(passage("Apa saja kegiatannya?"), "P", Role.INTERVIEWER, 5.0),
    SourceTurn(Span(place("Kami"), place("dulu.") + 5), "I", Role.PARTICIPANT, 5.0),
    SourceTurn(passage("Baik, Bu."), "P", Role.INTERVIEWER, 5.0),
]


class Reading(App[None]):
    """A view alone on the screen, and everything it says."""

    CSS = "TranscriptView { border-top: solid red; }"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield TranscriptView()

    def on_transcript_view_moved(self, message: TranscriptView.Moved) -> None:
        self.told.append(message)

    def on_transcript_view_passage_activated(self, message: TranscriptView.PassageActivated) -> None:
        self.told.append(message)

    def on_transcript_view_stripe_clicked(self, message: TranscriptView.StripeClicked) -> None:
        self.told.append(message)


@asynccontextmanager
async def reading(
    size: tuple[int, int] = (100, 14), *codings: SpanCoding
) -> AsyncIterator[tuple[TranscriptView, Pilot[None], Reading]]:
    app = Reading()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(TranscriptView)
        view.show(TEXT, TURNS, [TimeMark(0, 5.0)], codings, CODES)
        view.focus()
        await pilot.pause()
        yield view, pilot, app


def chosen(view: TranscriptView) -> str:
    return view.selection.of(TEXT) if view.selection else ""


async def test_plain_keys_move_by_character_sentence_paragraph_and_turn() -> None:
    async with reading() as (view, pilot, _):
        seen = []
        for key in ("]", "]", ")", "}", "(", "{", "[", "l", "l", "h", "G", "ctrl+home"):
            await pilot.press(key)
            seen.append(view.cursor)
        kami = place("Kami")
        assert seen[:3] == [place("Apa"), kami, place("Materinya")]
        assert seen[3:6] == [place("Itu"), place("Bersama"), kami]
        assert seen[6:10] == [place("Apa"), place("Apa") + 1, place("Apa") + 2, place("Apa") + 1]
        assert seen[10:] == [len(TEXT), 0]


async def test_s_selects_a_sentence_more_each_time_and_big_s_less() -> None:
    async with reading() as (view, pilot, _):
        view.go_to(place("Kenanga"))
        await pilot.press("s")
        assert chosen(view) == "Materinya bahaya online, Jl. Kenanga No. 9."
        await pilot.press("s")
        assert chosen(view).endswith("No. 9. Bersama Binmas.")
        await pilot.press("S", "W")
        assert chosen(view) == "Materinya bahaya online, Jl. Kenanga No"


async def test_t_selects_the_words_of_a_turn_without_its_label() -> None:
    async with reading() as (view, pilot, _):
        view.go_to(place("I: Kami"))
        await pilot.press("t")
        assert view.selection == TURNS[1].span


async def test_plus_and_minus_climb_the_ladder() -> None:
    async with reading() as (view, pilot, _):
        view.go_to(place("sekolah"))
        await pilot.press("+", "+", "+")
        assert chosen(view).endswith("Bersama Binmas.")
        await pilot.press("-")
        assert chosen(view) == "Kami turun ke sekolah."


async def test_v_marks_freely_and_escape_drops_it() -> None:
    async with reading() as (view, pilot, _):
        view.go_to(place("turun"))
        await pilot.press("v", "l", "l")
        assert chosen(view) == "tur"
        assert view.is_marking
        await pilot.press("o", "h")
        assert chosen(view) == " tur"
        await pilot.press("escape")
        assert view.selection is None
        assert not view.is_marking


async def test_shift_and_control_arrows_stretch_the_selection() -> None:
    async with reading() as (view, pilot, _):
        view.go_to(place("turun"))
        await pilot.press("ctrl+shift+right", "ctrl+shift+right", "shift+left")
        assert chosen(view) == "turun k"
        await pilot.press("ctrl+right")
        assert view.cursor == place("sekolah")
        assert view.selection is None


async def test_the_view_tells_what_changed_and_nothing_else() -> None:
    async with reading() as (view, pilot, app):
        await pilot.press("right")
        await pilot.press("left", "left")
        view.go_to(place("turun"))
        await pilot.press("w", "enter")
        assert app.told == [
            TranscriptView.Moved(1, None),
            TranscriptView.Moved(0, None),
            TranscriptView.Moved(place("turun"), None),
            TranscriptView.Moved(place("turun") + 4, passage("turun")),
            TranscriptView.PassageActivated(place("turun") + 4),
        ]


async def test_codings_come_change_and_go() -> None:
    one, two = coding("1", "Kami turun"), coding("2", "turun ke sekolah", "two")
    async with reading((100, 14), one) as (view, _, _):
        view.add_coding(two)
        assert view.codings_at(place("turun")) == [one, two]
        moved = coding("2", "sekolah", "two")
        view.replace_coding(moved)
        assert view.codings_at(place("turun")) == [one]
        assert view.codings_at(place("sekolah")) == [moved]
        view.remove_coding("1")
        view.remove_coding("1")
        assert view.codings_at(place("turun")) == []


def at_words(view: TranscriptView, words: str) -> tuple[int, int]:
    row, column = view._scene.wrap.place(place(words))
    return view._scene.frame.gutter + column, row + view.gutter.top - view.scroll_offset.y


async def test_the_mouse_places_drags_and_picks_words_and_sentences() -> None:
    async with reading() as (view, pilot, app):
        await pilot.click(view, at_words(view, "turun"))
        assert view.cursor == place("turun")
        await pilot.mouse_down(view, at_words(view, "Kami"))
        await pilot.hover(view, at_words(view, "ke sekolah"))
        await pilot.mouse_up(view, at_words(view, "ke sekolah"))
        assert chosen(view) == "Kami turun k"
        await pilot.mouse_down(view, at_words(view, "sekolah"), shift=True)
        await pilot.mouse_up(view, at_words(view, "sekolah"))
        assert chosen(view) == "Kami turun ke s"
        await pilot.click(view, at_words(view, "bahaya"), times=2)
        assert chosen(view) == "bahaya"
        assert TranscriptView.PassageActivated(view.cursor) in app.told
        await pilot.click(view, at_words(view, "bahaya"), times=3)
        assert chosen(view) == "Materinya bahaya online, Jl. Kenanga No. 9."


@pytest.mark.parametrize("right_of_bar", [0, 3])
async def test_a_click_on_a_stripe_or_its_key_selects_its_passage(right_of_bar: int) -> None:
    one = coding("1", "Kami turun ke sekolah.")
    async with reading((100, 14), one) as (view, pilot, app):
        _, y = at_words(view, "Kami")
        bar = view._scene.frame.margin_start + 1
        await pilot.click(view, (bar + right_of_bar, y))
        assert view.selection == Span(one.start, one.end)
        assert TranscriptView.StripeClicked("1") in app.told
        await pilot.click(view, (bar, y + 3))
        assert len([told for told in app.told if isinstance(told, TranscriptView.StripeClicked)]) == 1


async def test_pages_scroll_at_once_and_keep_the_cursor_on_its_row_of_the_screen() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.query_one(TranscriptView)
        view.show("\n".join(f"baris {n}" for n in range(500)))
        view.focus()
        view.go_to(view.text.index("baris 40\n"))
        await pilot.pause()
        row, top = view._scene.wrap.row_of(view.cursor), view.scroll_offset.y
        view.action_move("page_down")
        assert view.scroll_offset.y == top + view.size.height - 2
        assert view._scene.wrap.row_of(view.cursor) - view.scroll_offset.y == row - top
        view.action_bottom()
        assert view.scroll_offset.y == 500 - view.size.height


async def test_after_a_resize_the_top_paragraph_is_still_at_the_top() -> None:
    app = Reading()
    async with app.run_test(size=(100, 20)) as pilot:
        view = app.query_one(TranscriptView)
        view.show("\n".join(f"{n} " + "kata " * (n % 60) for n in range(300)))
        await pilot.pause()
        view.scroll_to(y=view._scene.wrap.row_of(view.text.index("\n150 ") + 1), animate=False)
        for width in (60, 140, 44, 100):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            top = view._scene.wrap.starts[view.scroll_offset.y]
            assert view._scene.wrap.paragraph(top) == 151
            assert view._scene.wrap.width == view._scene.frame.text


async def test_a_place_asked_for_before_there_is_a_size_is_shown_when_there_is() -> None:
    class Early(Reading):
        def compose(self) -> ComposeResult:
            view = TranscriptView()
            view.show("\n".join(f"baris {n}" for n in range(500)))
            view.go_to(view.text.index("baris 400"))
            yield view

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.query_one(TranscriptView)
        row = view._scene.wrap.row_of(view.cursor)
        assert row == 400
        assert view.scroll_offset.y <= row < view.scroll_offset.y + view.size.height


async def test_a_place_asked_for_stays_in_sight_while_the_screen_finds_its_size() -> None:
    app = Reading()
    async with app.run_test(size=(80, 8)) as pilot:
        view = app.query_one(TranscriptView)
        view.show("\n".join(f"baris {n}" for n in range(500)))
        view.go_to(view.text.index("baris 400"))
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert view.scroll_offset.y == 400 - view.size.height // 3


async def test_another_text_begins_at_its_top() -> None:
    async with reading((80, 6)) as (view, pilot, _):
        await pilot.press("G")
        view.show("pendek saja")
        await pilot.pause()
        assert (view.cursor, view.scroll_offset.y, view.selection) == (0, 0, None)
        view.show("")
        await pilot.press("s", "j", "]", "+", "-", "pagedown", "enter")
        assert view.cursor == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.action))
async def test_every_command_has_a_key_a_label_a_sentence_of_help_and_an_action(command: Command) -> None:
    assert command.keys or any(preset.keys.get(command.action) for preset in PRESETS)
    assert command.label
    assert command.help.endswith(".")
    assert hasattr(TranscriptView, f"action_{command.action.partition('(')[0]}")


def test_no_key_is_given_twice() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
