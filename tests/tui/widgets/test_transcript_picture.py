"""What the transcript draws, and how little of it it draws anew."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Size
from textual.pilot import Pilot

from qcode.data import demo_folder
from qcode.domain.codebook import PALETTE
from qcode.domain.span import Span
from qcode.domain.study import SourceTurn, SpanCoding
from qcode.domain.transcript import Role, TimeMark
from qcode.tui.widgets.contrast import READABLE, contrast
from qcode.tui.widgets.themes import THEMES
from qcode.tui.widgets.transcript import CodeMark, TranscriptView

DEMO = (demo_folder() / "T01_unit_ppa.txt").read_text(encoding="utf-8")
SPEECH = re.compile(r"^(P|I): (.+)$", re.MULTILINE)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def demo_codings() -> list[SpanCoding]:
    with (demo_folder() / "codings.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "T01_unit_ppa"]
    return [
        SpanCoding(str(n), str(n), row["code"], "gold", int(row["start"]), int(row["end"]))
        for n, row in enumerate(rows)
    ]


def demo_turns() -> list[SourceTurn]:
    return [
        SourceTurn(Span(*found.span(2)), found[1], Role.INTERVIEWER if found[1] == "P" else Role.PARTICIPANT, 5.0)
        for found in SPEECH.finditer(DEMO)
    ]


CODES = {
    code: CodeMark(code, f"Nama {code}", PALETTE[n % len(PALETTE)])
    for n, code in enumerate(sorted({coding.code for coding in demo_codings()}))
}


class Picture(App[None]):
    """A view alone on the screen."""

    def compose(self) -> ComposeResult:
        yield TranscriptView()


@asynccontextmanager
async def picture(size: tuple[int, int] = (120, 30)) -> AsyncIterator[tuple[TranscriptView, Pilot[None]]]:
    app = Picture()
    async with app.run_test(size=size) as pilot:
        for theme in THEMES:
            app.register_theme(theme)
        app.theme = THEMES[0].name
        view = app.query_one(TranscriptView)
        view.show(DEMO, demo_turns(), [TimeMark(DEMO.index("[00:00:05]"), 5.0)], demo_codings(), CODES)
        view.focus()
        await pilot.pause()
        yield view, pilot


def drawn(view: TranscriptView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 20), (40, 12), (200, 50), (20, 10)])
async def test_every_row_is_as_wide_as_the_view(size: tuple[int, int]) -> None:
    async with picture(size) as (view, _):
        width = size[0] - 1
        for offset in (0, 3000, len(DEMO)):
            view.go_to(offset)
            for y in range(view.size.height):
                strip = view.render_line(y)
                assert strip.cell_length == width
                assert sum(cell_len(segment.text) for segment in strip) == width
                assert not CONTROL.search(strip.text)


async def test_wide_joined_and_dangerous_characters_stay_in_line() -> None:
    async with picture() as (view, _):
        view.show(
            "a\tb 漢字 👨\u200d👩\u200d👧 \u2764\ufe0f e\u0301 \x1b[31mmerah\x07 \u202eabc\n" * 20,
            codings=demo_codings(),
            codes=CODES,
        )
        for y in range(20):
            strip = view.render_line(y)
            assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length == 119
            assert not CONTROL.search(strip.text)


async def test_the_margin_names_each_code_where_its_stripe_begins() -> None:
    async with picture() as (view, _):
        view.go_to(2253)
        rows = drawn(view)
        begins = next(row for row in rows if "I: Kami kerja sama" in row)
        assert "▌" in begins
        assert "PRE-MIT" in begins
        assert sum("PRE-MIT" in row for row in rows) == 1


async def test_a_stripe_from_above_is_named_on_the_top_row() -> None:
    async with picture() as (view, _):
        row = view._scene.wrap.row_of(2253)
        view.scroll_to(y=row + 1, animate=False)
        assert "PRE-MIT" in view.render_line(0).text
        view.scroll_to(y=row, animate=False)
        assert "PRE-MIT" not in view.render_line(1).text


async def test_coded_words_stand_on_a_tint_and_the_interviewer_stands_back() -> None:
    async with picture() as (view, _):
        view.go_to(2400)
        ground = view.background_colors[1].rich_color
        row, _ = view._scene.wrap.place(2300)
        segments = list(view.render_line(row - view.scroll_offset.y))
        tinted = [segment for segment in segments if segment.style and segment.style.bgcolor != ground]
        assert "".join(segment.text for segment in tinted).startswith("Kami kerja sama dengan dinas")
        question, _ = view._scene.wrap.place(DEMO.index("P: Ada mitra"))
        inks = {
            segment.style.color
            for y in (row, question)
            for segment in view.render_line(y - view.scroll_offset.y)
            if segment.style and segment.text.startswith(("Kami kerja", "Ada mitra"))
        }
        assert len(inks) == 2


async def test_lines_under_the_words_tell_one_coding_from_more() -> None:
    async with picture() as (view, _):
        view.go_to(3130)

        def lines(words: str) -> set[tuple[bool | None, bool | None]]:
            row = view._scene.wrap.row_of(DEMO.index(words))
            strip = view.render_line(row - view.scroll_offset.y)
            styles = [part.style for part in strip if part.style and words[:12] in part.text]
            return {(style.underline, style.underline2) for style in styles}

        assert lines("Sebagian kami mintakan") == {(True, None)}
        assert lines("Nah, kalau dari") == {(True, True)}
        assert lines("Tapi akun itu mati") == {(None, None)}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_everything_can_be_read_in_every_theme(theme: str) -> None:
    async with picture() as (view, pilot):
        view.app.theme = theme
        await pilot.pause()
        view.go_to(2979, Span(2979, 3136))
        for y in range(view.size.height):
            for segment in view.render_line(y):
                assert segment.style is not None
                ink, ground = segment.style.color, segment.style.bgcolor
                assert ink is not None
                assert ground is not None
                if segment.text.strip(" ▌"):
                    assert contrast(Color.from_rich_color(ink), Color.from_rich_color(ground)) >= READABLE - 0.1


async def test_the_code_in_focus_alone_tints() -> None:
    async with picture() as (view, _):
        view.focus_code = "PRV-SIB"
        view.go_to(2979)
        assert view.focus_code == "PRV-SIB"
        here = [(coding.start, coding.end) for coding in demo_codings() if coding.code == "PRV-SIB"]
        for row in range(len(view._scene.wrap)):
            start, end = view._scene.wrap.bounds(row)
            is_tinted = any(look.depth for _, look in view._scene.row(row, -1, None))
            assert is_tinted == any(a < end and start < b for a, b in here)
        view.focus_code = None
        assert any(look.depth > 1 for _, look in view._scene.row(view._scene.wrap.row_of(3000), -1, None))


async def test_codes_can_be_renamed_and_unknown_ones_are_marked() -> None:
    async with picture() as (view, _):
        view.go_to(2253)
        view.set_codes({**CODES, "PRE-MIT": CodeMark("BARU", "Baru", "#ff0000")})
        assert any("BARU" in row for row in drawn(view))
        view.set_codes({})
        assert any("▌ ?" in row for row in drawn(view))


# the work a key makes


async def work(view: TranscriptView, pilot: Pilot[None], key: str) -> tuple[int, int]:
    await pilot.pause()
    rows, spans = view.work.rows, view.work.spans
    await pilot.press(key)
    await pilot.pause()
    return view.work.rows - rows, view.work.spans - spans


async def test_a_cursor_key_paints_the_rows_it_touches_alone() -> None:
    async with picture() as (view, pilot):
        view.go_to(view._scene.wrap.starts[view._scene.wrap.row_of(3000)] + 5)
        assert (await work(view, pilot, "right"))[0] == 1
        assert (await work(view, pilot, "down"))[0] == 2
        rows, spans = await work(view, pilot, "shift+right")
        assert rows == 1
        assert spans < 30


async def test_a_longer_selection_paints_the_rows_it_grew_by() -> None:
    async with picture() as (view, pilot):
        view.go_to(DEMO.index("Kami turun penyuluhan"))
        await pilot.press("w")
        assert (await work(view, pilot, "w"))[0] == 1
        before = view.selection
        rows, _ = await work(view, pilot, "s")
        assert before is not None
        assert view.selection is not None
        row_of = view._scene.wrap.row_of
        assert rows == row_of(view.selection.end - 1) - row_of(before.end - 1) + 1


async def test_a_key_costs_the_same_under_ten_thousand_codings() -> None:
    async with picture() as (view, pilot):
        text = (DEMO + "\n") * 40
        codes = sorted(CODES)
        codings = [
            SpanCoding(str(n), str(n), codes[n % len(codes)], "me", n * 31 % len(text), n * 31 % len(text) + 60)
            for n in range(10_000)
        ]
        view.show(text, (), (), codings, CODES)
        view.go_to(len(text) // 2)
        rows, spans = await work(view, pilot, "right")
        assert rows == 1
        assert spans < 100
        await pilot.pause()
        painted = view.work.rows
        view.add_coding(SpanCoding("new", "new", codes[0], "me", view.cursor, view.cursor + 50))
        await pilot.pause()
        assert view.work.rows - painted < 12


async def test_a_cursor_key_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with picture() as (view, pilot):
        view.go_to(3000)
        await pilot.pause()
        laid_out: list[str] = []
        refresh = view.screen._refresh_layout

        def noted(size: Size | None = None, scroll: bool = False) -> None:
            if not scroll:
                laid_out.append("again")
            refresh(size, scroll)

        monkeypatch.setattr(view.screen, "_refresh_layout", noted)
        for key in ("right", "w", "w", "pagedown", "pageup", "G"):
            await pilot.press(key)
        assert laid_out == []


async def test_rows_seen_before_are_not_painted_again() -> None:
    async with picture() as (view, pilot):
        view.go_to(0)
        await pilot.press("pagedown")
        assert (await work(view, pilot, "pageup"))[0] <= 5


async def test_the_next_page_is_painted_before_it_is_asked_for() -> None:
    async with picture() as (view, pilot):
        view.go_to(0)
        await pilot.press("pagedown")
        for _ in range(200):
            await pilot.pause(0.05)
            if view.work.ahead >= 20:
                break
        assert view.work.ahead >= 20
        assert (await work(view, pilot, "pagedown"))[0] <= 5
        here = [view._painted(row, is_top=False).text for row in view._strips]
        assert here == [strip.text for strip in view._strips.values()]


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_kept_is_what_would_be_painted_anew(seed: int) -> None:
    pick = random.Random(seed)
    async with picture((90, 24)) as (view, _):
        view.go_to(2979)
        held = demo_codings()
        for n in range(40):
            drawn(view)
            start = pick.randrange(2500, 3600)
            if pick.random() < 0.4:
                fresh = SpanCoding(f"new{n}", "", pick.choice(list(CODES)), "me", start, start + pick.randrange(1, 300))
                held.append(fresh)
                view.add_coding(fresh)
            elif pick.random() < 0.5:
                view.remove_coding(held.pop(pick.randrange(len(held))).id)
            else:
                pick.choice(
                    [
                        lambda: view.action_select("word"),
                        lambda: view.action_select("sentence"),
                        lambda: view.action_select_less("word"),
                        lambda: view.action_stretch("down"),
                        lambda: view.action_move("up"),
                        view.action_swap_ends,
                        view.action_grow,
                        view.clear_selection,
                    ]
                )()
            for y in range(view.size.height):
                kept, row = view.render_line(y), view.scroll_offset.y + y
                anew = view._painted(row, is_top=y == 0)
                assert list(kept) == list(anew), (n, row)
