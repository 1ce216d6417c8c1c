import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qcode.domain.span import Span
from qcode.domain.study import SourceTurn
from qcode.domain.transcript import Role, TimeMark
from qcode.tui.layout.frame import MEASURE, Frame, frame_for
from qcode.tui.layout.gutter import Talk
from qcode.tui.layout.looks import Piece
from qcode.tui.layout.paint import Scene
from qcode.tui.layout.spans import SpanIndex
from qcode.tui.layout.wrap import WrapIndex
from tests.tui.layout.difficult_text import texts

FRAME = Frame(time=8, label=4, number=2, text=20, margin=24)
WIDTH = FRAME.gutter + FRAME.text + 1 + FRAME.margin
TEXT = "[00:01:00]\nP: Apa kabar?\nI: Baik saja. Kami kerja sama dengan dinas sosial."
TURNS = (
    SourceTurn(Span(14, 24), "P", Role.INTERVIEWER, 60.0),
    SourceTurn(Span(28, len(TEXT)), "Informan", Role.PARTICIPANT, 60.0),
)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def scene(spans: list[tuple[int, int, int]] | None = None, text: str = TEXT, frame: Frame = FRAME) -> Scene:
    index = SpanIndex(spans or [], lambda end: end + 20)
    names = [(f"KEY-{n}", f"Name {n}") for n in range(40)]
    turns, marks = (TURNS, (TimeMark(0, 60.0),)) if text == TEXT else ((), ())
    return Scene(WrapIndex(text, frame.text), index, names, frame, Talk(turns, marks))


def words(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def margin(pieces: list[Piece]) -> str:
    return words(pieces)[FRAME.margin_start :].rstrip()


def test_the_gutter_tells_time_speaker_and_paragraph_where_they_change() -> None:
    here = scene()
    rows = [words(here.row(row, -1, None))[: FRAME.gutter] for row in range(5)]
    assert rows == [
        "               1 ",
        "00:01:00 P     2 ",
        "         Inf…  3 ",
        "                 ",
        "                 ",
    ]


def test_a_text_without_turns_shows_the_time_at_its_mark() -> None:
    here = scene(text="satu\ndua")
    here.talk = Talk((), (TimeMark(5, 3661.0),))
    assert [words(here.row(row, -1, None))[:8].strip() for row in (0, 1)] == ["", "01:01:01"]


def test_words_look_like_who_says_them() -> None:
    here = scene()
    assert [(text.strip(), look.ground) for text, look in here.row(1, -1, None)][3:5] == [
        ("P:", "outside"),
        ("Apa kabar?", "interviewer"),
    ]


def test_a_coded_piece_has_its_code_and_depth() -> None:
    here = scene([(28, 38, 0), (33, 38, 1)])
    coded = [(text, look.code, look.depth) for text, look in here.row(2, -1, None) if look.depth]
    assert coded == [("Baik ", 0, 1), ("saja.", 1, 2)]


def test_a_blank_that_ends_a_row_is_not_tinted() -> None:
    here = scene([(28, len(TEXT), 0)])
    tinted = [text for text, look in here.row(2, -1, None) if look.depth]
    assert tinted == ["Baik saja. Kami"]


def test_selection_and_cursor_show_and_so_does_a_selected_newline() -> None:
    here = scene()
    row = here.row(1, 20, Span(18, 26))
    assert [text for text, look in row if look.is_cursor] == ["b"]
    assert "".join(text for text, look in row if look.is_selected) == "kabar? "
    end = here.row(1, 24, None)
    assert [text for text, look in end if look.is_cursor] == [" "]


def test_a_stripe_writes_its_key_where_it_begins_and_at_the_top() -> None:
    here = scene([(28, len(TEXT), 3)])
    assert margin(here.row(2, -1, None)) == " ▌ KEY-3 Name 3"
    assert margin(here.row(3, -1, None)) == " ▌"
    assert margin(here.row(3, -1, None, is_top=True)) == " ▌ KEY-3 Name 3"


def test_stripes_side_by_side_say_their_keys_in_order_and_go_on_below() -> None:
    here = scene([(28, len(TEXT), 0), (28, 60, 1), (28, 70, 2), (29, 70, 3)])
    assert margin(here.row(2, -1, None)) == " ▌▌▌▌ KEY-0 KEY-2 +2"
    assert margin(here.row(3, -1, None)) == " ▌▌▌▌ KEY-1 KEY-3"


def test_what_finds_no_lane_is_counted() -> None:
    here = scene([(28, 60, n) for n in range(9)])
    assert margin(here.row(2, -1, None)).startswith(" ▌▌▌▌▌▌ KEY-0 KEY-1 +")
    assert margin(here.row(2, -1, None)).endswith("+7")
    assert margin(here.row(3, -1, None)).endswith("+3")


def test_only_the_code_in_focus_tints() -> None:
    here = scene([(28, 38, 0), (33, 38, 1)])
    here.focus = SpanIndex([(28, 38, 0)])
    assert [(text, look.code, look.depth) for text, look in here.row(2, -1, None) if look.depth] == [
        ("Baik saja.", 0, 1)
    ]


def test_no_control_reaches_the_terminal() -> None:
    here = scene(text="a\x1b[2J\x9b\x07b\u202ec\td\x85")
    row = words(here.row(0, -1, None))
    assert "a␛[2J\ufffd␇b\ufffdc  d\ufffd" in row
    assert not CONTROL.search(row)


def test_the_label_of_a_speaker_is_made_safe_too() -> None:
    here = scene()
    here.talk = Talk((SourceTurn(Span(14, 24), "\x1b漢字", Role.INTERVIEWER, None),))
    assert words(here.row(1, -1, None))[FRAME.time + 1 :].startswith("␛漢… ")


@given(
    texts(),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 40)), max_size=12),
    st.integers(0, 80),
    st.none() | st.tuples(st.integers(0, 60), st.integers(1, 30)),
    st.booleans(),
)
def test_every_row_is_exactly_as_wide_as_the_view(
    text: str, lengths: list[tuple[int, int]], cursor: int, chosen: tuple[int, int] | None, is_top: bool
) -> None:
    here = scene([(start, start + length, n) for n, (start, length) in enumerate(lengths)], text + "!")
    selection = Span(chosen[0], chosen[0] + chosen[1]) if chosen else None
    cursor = here.wrap.offset(*here.wrap.place(min(cursor, len(text))))
    seen = 0
    for row in range(len(here.wrap)):
        pieces = here.row(row, cursor, selection, is_top=is_top)
        assert sum(cell_len(piece) for piece, _ in pieces) == cell_len(words(pieces)) == WIDTH
        assert not CONTROL.search(words(pieces))
        seen += sum(look.is_cursor and cell_len(piece) > 0 for piece, look in pieces)
    assert seen == 1


@given(st.integers(1, 250), st.integers(0, 30), st.integers(0, 20000), st.booleans(), st.integers(0, 30))
def test_the_columns_fill_every_width(width: int, label: int, paragraphs: int, has_times: bool, key: int) -> None:
    frame = frame_for(width, label=label, paragraphs=paragraphs, has_times=has_times, key=key)
    assert 1 <= frame.text <= MEASURE
    if width >= 20:
        assert frame.gutter + frame.text + 1 + frame.margin == width


@pytest.mark.parametrize(("width", "words_at_least"), [(80, 44), (60, 36), (40, 28), (120, 70), (200, 100)])
def test_words_get_most_of_the_room(width: int, words_at_least: int) -> None:
    frame = frame_for(width, label=8, paragraphs=400, has_times=True, key=7)
    assert frame.text >= words_at_least


def test_without_a_margin_the_words_get_its_room() -> None:
    beside = frame_for(80, label=2, paragraphs=40, has_times=True)
    alone = frame_for(80, label=2, paragraphs=40, has_times=True, has_margin=False)
    assert (alone.margin, alone.text) == (0, beside.text + beside.margin)
