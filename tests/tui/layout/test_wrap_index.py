import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets

from qcode.data import demo_folder
from qcode.tui.layout.graphemes import SPECIAL, glyphs, snapped
from qcode.tui.layout.wrap import WrapIndex
from tests.tui.layout.difficult_text import texts

widths = st.integers(1, 30)


def rows(text: str, width: int) -> list[str]:
    wrap = WrapIndex(text, width)
    return [text[slice(*wrap.bounds(row))] for row in range(len(wrap))]


def test_a_row_breaks_at_the_last_space_that_fits() -> None:
    assert rows("Kami kerja sama dengan dinas", 12) == ["Kami kerja ", "sama dengan ", "dinas"]


def test_spaces_hang_over_the_edge() -> None:
    assert rows("kami kerja     sama", 10) == ["kami kerja     ", "sama"]


def test_a_word_longer_than_a_row_is_cut() -> None:
    assert rows("mempertanggungjawabkan itu", 10) == ["mempertang", "gungjawabk", "an itu"]


def test_an_empty_text_is_one_empty_row() -> None:
    assert rows("", 10) == [""]


def test_empty_lines_and_a_last_newline_are_rows() -> None:
    assert rows("a\n\nb\n", 10) == ["a", "", "b", ""]


def test_only_a_newline_breaks_a_line() -> None:
    assert len(rows("a\u2028b\x0bc\x0cd\x85e", 40)) == 1


def test_a_heart_made_wide_by_a_selector_does_not_stick_out() -> None:
    text = "abcdefghi\u2764\ufe0f rest"
    assert rows(text, 10) == ["abcdefghi", "\u2764\ufe0f rest"]


def test_a_combining_accent_is_not_parted_from_its_letter_at_the_edge() -> None:
    assert rows("abcde\u0301fg", 5) == ["abcde\u0301", "fg"]


def test_ideographs_break_anywhere_and_are_two_cells_wide() -> None:
    assert rows("漢字漢字漢", 5) == ["漢字", "漢字", "漢"]


def test_a_tab_reaches_to_the_next_stop() -> None:
    wrap = WrapIndex("ab\tc", 20, tab_size=4)
    assert wrap.place(3) == (0, 4)
    assert wrap.offset(0, 3) == 2


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    wrap = WrapIndex("\none\n\ntwo two two\n", 5)
    assert [wrap.paragraph(offset) for offset in (0, 1, 3, 5, 6, 12)] == [0, 1, 1, 1, 2, 2]
    assert [row for row in range(len(wrap)) if wrap.starts_paragraph(row)] == [1, 3]


@given(texts(), widths)
def test_rows_and_newlines_are_the_text(text: str, width: int) -> None:
    wrap = WrapIndex(text, width)
    parts = []
    for row in range(len(wrap)):
        start, end = wrap.bounds(row)
        parts.append(text[start:end])
        if row + 1 < len(wrap):
            assert wrap.starts[row + 1] - end == (1 if wrap.is_line_end(row) else 0)
            parts.append(text[end : wrap.starts[row + 1]])
    assert "".join(parts) == text
    assert all("\n" not in row for row in rows(text, width))


@given(texts(), widths)
def test_no_row_is_wider_than_the_width_but_by_blanks(text: str, width: int) -> None:
    wrap = WrapIndex(text, width)
    for row in range(len(wrap)):
        start, end = wrap.bounds(row)
        kept = [glyph for glyph in glyphs(text, start, end, wrap.tab_size) if glyph.width]
        while kept and text[kept[-1].start] in " \t":
            kept.pop()
        assert len(kept) <= 1 or kept[-1].column + kept[-1].width <= width


@given(texts(), widths)
def test_rows_begin_at_grapheme_clusters(text: str, width: int) -> None:
    wrap = WrapIndex(text, width)
    assert [snapped(text, start) for start in wrap.starts] == list(wrap.starts)


@given(texts(), widths)
def test_a_place_leads_back_to_its_offset(text: str, width: int) -> None:
    wrap = WrapIndex(text, width)
    for row in range(len(wrap)):
        start, end = wrap.bounds(row)
        for glyph in glyphs(text, start, end, wrap.tab_size):
            assert wrap.row_of(glyph.start) == row
            assert wrap.place(glyph.start) == (row, glyph.column)
            if glyph.width:
                assert wrap.offset(row, glyph.column) == glyph.start
                assert wrap.offset(row, glyph.column + glyph.width - 1) == glyph.start
        right_of_it = wrap.offset(row, 10_000)
        assert wrap.row_of(right_of_it) == row
        if wrap.is_line_end(row):
            assert right_of_it == end


WORDS = ("itu", "kami", "e\u0301e", "👨\u200d👩\u200d👧", "\u2764\ufe0fx", "🇮🇩", "kata-kata", "…", "ke\u0301m")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.integers(9, 25))
def test_textual_breaks_words_at_the_same_places(words: list[str], width: int) -> None:
    """Textual keeps a word's space on its row, we let it hang: its rows are one cell wider."""
    text = " ".join(words) + " "
    wrap = WrapIndex(text, width)
    assert list(wrap.starts)[1:] == compute_wrap_offsets(text, width + 1, 4)


def test_the_regular_expression_and_the_slow_path_agree() -> None:
    text = (demo_folder() / "T01_unit_ppa.txt").read_text(encoding="utf-8")
    for width in (17, 40, 100):
        plain = WrapIndex(text, width)
        measured = WrapIndex(text, width)
        measured.starts = type(measured.starts)("i")
        here = 0
        for line in text.split("\n"):
            end = here + len(line)
            measured.starts.append(here)
            while (stop := measured._measured(here, end)) < end:
                measured.starts.append(stop)
                here = stop
            here = end + 1
        assert plain.starts == measured.starts


def test_a_plain_character_is_one_code_point_in_one_cell() -> None:
    plain = [chr(code) for code in range(0x3000) if not SPECIAL.match(chr(code)) and chr(code) != "\n"]
    assert len(plain) > 1000
    assert {cell_len(character) for character in plain} == {1}
    assert all(snapped(a + b, 1) == 1 for a, b in pairwise(plain))


@pytest.mark.parametrize("kind", ["one paragraph", "one word", "many lines"])
def test_a_long_text_is_laid_out_in_the_time_of_splitting_it(kind: str) -> None:
    demo = (demo_folder() / "T01_unit_ppa.txt").read_text(encoding="utf-8")
    text = (demo * 60)[:400_000]
    if kind == "one paragraph":
        text = text.replace("\n", " ")
    if kind == "one word":
        text = text.replace("\n", "").replace(" ", "")
    floors, times = [], []
    for _ in range(3):
        started = time.perf_counter()
        (demo * 60)[:400_000].split()
        middle = time.perf_counter()
        wrap = WrapIndex(text, 100)
        floors.append(middle - started)
        times.append(time.perf_counter() - middle)
    assert len(wrap) >= len(text) // 110
    assert min(times) < 20 * min(floors)


def test_rows_are_found_at_random_places() -> None:
    text = (demo_folder() / "T02_pengelola_penginapan.txt").read_text(encoding="utf-8")
    wrap = WrapIndex(text, 60)
    pick = random.Random(3)
    for offset in (pick.randrange(len(text)) for _ in range(300)):
        start, end = wrap.bounds(wrap.row_of(offset))
        assert start <= offset <= end
