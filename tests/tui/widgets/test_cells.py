from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color

from qcode.tui.widgets.cells import both_ends, fit, folded_lines, legible, one_line
from qcode.tui.widgets.contrast import READABLE, VISIBLE, contrast

TEXTS = st.text(alphabet=st.sampled_from("ab é漢\n\t\x1b😀.,"), max_size=60)


@given(TEXTS, st.integers(0, 40), st.booleans())
def test_fitted_text_has_exactly_its_width(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


@given(TEXTS, st.integers(1, 40))
def test_one_line_never_breaks_out_of_its_line(text: str, width: int) -> None:
    line = one_line(text, width)
    assert cell_len(line) <= width
    assert "\n" not in line
    assert "\x1b" not in line


@given(TEXTS, st.integers(2, 30), st.integers(1, 4))
def test_folded_lines_keep_to_width_and_number(text: str, width: int, lines: int) -> None:
    result = folded_lines(text, width, lines)
    assert len(result) <= lines
    assert all(cell_len(line) <= width for line in result)


def test_folded_lines_break_at_spaces_and_end_with_an_ellipsis() -> None:
    assert folded_lines("Kami turun penyuluhan ke sekolah", 12, 2) == ["Kami turun", "penyuluhan…"]
    assert folded_lines("Kami turun", 12, 2) == ["Kami turun"]


COLORS = st.builds("#{:06x}".format, st.integers(0, 0xFFFFFF))


@given(COLORS, COLORS)
def test_words_are_moved_off_their_ground_until_they_can_be_read(ink: str, ground: str) -> None:
    style = legible("PRE", Style(color=ink, bold=True), Style(bgcolor=ground))
    first = contrast(Color.parse(ink), Color.parse(ground))
    assert style.bold
    if first < VISIBLE:
        assert style.color is None, "the ground's own colour of words is left"
        return
    assert style.color is not None
    assert contrast(Color.from_rich_color(style.color), Color.parse(ground)) >= READABLE
    if first >= READABLE:
        assert style == Style(color=ink, bold=True)


def test_a_chip_keeps_its_colour() -> None:
    assert legible("■ ", Style(color="#ffff00"), Style(bgcolor="#ffff00")) == Style(color="#ffff00")


@given(TEXTS, st.integers(0, 40))
def test_a_name_cut_in_its_middle_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(both_ends(text, width)) == width


def test_names_that_differ_at_their_end_stay_apart() -> None:
    assert both_ends("human-impact-focus-group_2022-03-04", 23) == "human-impac…_2022-03-04"
    assert both_ends("Interview 4", 13) == "Interview 4  "
