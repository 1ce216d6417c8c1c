import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.span import Span
from qcode.tui.layout.caret import Caret
from qcode.tui.layout.graphemes import snapped
from qcode.tui.layout.units import Unit, Units
from qcode.tui.layout.wrap import WrapIndex
from tests.tui.layout.difficult_text import texts

TEXT = """P: Apa kabar?
I: Baik saja. Kami kerja sama dengan dinas. Itu lebih masuk.
Selesai sudah."""
TURNS = [Span(3, 13), Span(17, len(TEXT))]


@pytest.fixture
def caret() -> Caret:
    return Caret(Units(TEXT, TURNS), WrapIndex(TEXT, 20))


def selected(caret: Caret) -> str:
    return caret.selection.of(TEXT) if caret.selection else ""


def at(words: str) -> int:
    return TEXT.index(words)


def test_right_and_left_go_by_grapheme() -> None:
    text = "a👨\u200d👩\u200d👧e\u0301b"
    caret = Caret(Units(text), WrapIndex(text, 20))
    stops = []
    while caret.cursor < len(text):
        stops.append(caret.cursor)
        caret.move("right")
    assert stops == [0, 1, 6, 8]
    caret.move("left")
    caret.move("left")
    assert caret.cursor == 6


def test_down_keeps_its_column_over_a_short_row(caret: Caret) -> None:
    caret.place(at("kerja"))
    column = caret.wrap.place(caret.cursor)[1]
    caret.move("down")
    caret.move("down")
    assert caret.wrap.place(caret.cursor)[1] <= column
    caret.move("up")
    caret.move("up")
    assert caret.cursor == at("kerja")


def test_units_are_walked_by_their_starts(caret: Caret) -> None:
    seen = []
    for motion in ("next_turn", "next_sentence", "next_sentence", "next_paragraph", "previous_sentence"):
        caret.move(motion)
        seen.append(TEXT[caret.cursor :].split()[0])
    assert seen == ["Apa", "Baik", "Kami", "Selesai", "Itu"]
    caret.move("previous_turn")
    caret.move("previous_turn")
    assert caret.cursor == 3


def test_s_selects_the_sentence_and_again_one_more(caret: Caret) -> None:
    caret.place(at("kerja"))
    caret.select(Unit.SENTENCE)
    assert selected(caret) == "Kami kerja sama dengan dinas."
    assert caret.cursor == at(" Itu") - 1
    caret.select(Unit.SENTENCE)
    assert selected(caret).endswith("Itu lebih masuk.")
    caret.select_less(Unit.SENTENCE)
    caret.select(Unit.WORD)
    assert selected(caret) == "Kami kerja sama dengan dinas. Itu"
    caret.select(Unit.SENTENCE)
    assert selected(caret) == "Kami kerja sama dengan dinas. Itu lebih masuk."


def test_after_o_one_more_is_one_before(caret: Caret) -> None:
    caret.place(at("kerja"))
    caret.select(Unit.WORD)
    caret.swap_ends()
    assert caret.cursor == at("kerja")
    caret.select(Unit.WORD)
    assert selected(caret) == "Kami kerja"
    caret.select_less(Unit.WORD)
    assert selected(caret) == "kerja"
    caret.select_less(Unit.WORD)
    assert caret.selection is None


def test_the_ladder_goes_up_and_the_same_way_down(caret: Caret) -> None:
    caret.place(at("kerja"))
    steps = []
    for _ in range(6):
        caret.grow()
        steps.append(selected(caret))
    assert steps[0] == "kerja"
    assert steps[1] == "Kami kerja sama dengan dinas."
    assert steps[2] == "Baik saja. Kami kerja sama dengan dinas. Itu lebih masuk."
    assert steps[3] == TURNS[1].of(TEXT)
    assert steps[4] == steps[5] == TEXT
    for step in (3, 2, 1, 0):
        caret.shrink()
        assert selected(caret) == steps[step]


def test_shrinking_what_was_marked_by_hand_takes_the_next_smaller_unit(caret: Caret) -> None:
    caret.go_to(17, TURNS[1])
    caret.shrink()
    assert selected(caret).startswith("Baik saja. Kami")
    caret.shrink()
    assert selected(caret) == "Baik saja."
    caret.shrink()
    assert selected(caret) == "Baik"


def test_shift_stretches_from_the_cursor_and_back(caret: Caret) -> None:
    caret.place(5)
    caret.move("right", extend=True)
    assert caret.selection == Span(5, 6)
    caret.move("right", extend=True)
    assert caret.selection == Span(5, 7)
    for _ in range(3):
        caret.move("left", extend=True)
    assert caret.selection == Span(4, 5)
    assert caret.cursor == 4


def test_stretching_by_words_leaves_no_blank_at_the_end(caret: Caret) -> None:
    caret.place(at("kerja"))
    caret.move("next_word", extend=True)
    caret.move("next_word", extend=True)
    assert selected(caret) == "kerja sama"
    caret.move("previous_word", extend=True)
    assert selected(caret) == "kerja "


def test_v_marks_the_character_here_and_what_is_passed(caret: Caret) -> None:
    caret.place(at("Kami"))
    caret.toggle_mark()
    assert selected(caret) == "K"
    caret.move("right")
    caret.move("next_sentence")
    assert selected(caret) == "Kami kerja sama dengan dinas."
    caret.toggle_mark()
    caret.move("right")
    assert caret.selection is None
    assert not caret.is_marking


def test_moving_on_from_a_selection_leaves_from_its_edge(caret: Caret) -> None:
    caret.place(at("kerja"))
    caret.select(Unit.SENTENCE)
    caret.move("next_sentence")
    assert caret.cursor == at("Itu")
    caret.go_to(0, Span(at("Kami"), at(" Itu")))
    caret.move("left")
    assert caret.cursor == at("Kami")


def test_clearing_says_whether_there_was_anything(caret: Caret) -> None:
    assert not caret.clear()
    caret.select(Unit.WORD)
    assert caret.clear()
    assert caret.selection is None


def test_going_to_a_passage_keeps_the_cursor_where_told(caret: Caret) -> None:
    caret.go_to(at("Kami"), Span(at("Kami"), at(" Itu")))
    assert caret.cursor == at("Kami")
    caret.select(Unit.SENTENCE)
    assert selected(caret) == "Kami kerja sama dengan dinas. Itu lebih masuk."
    caret.go_to(10_000, Span(3, 90_000))
    assert caret.cursor == len(TEXT)
    assert caret.selection == Span(3, len(TEXT))


def test_a_selection_takes_in_whole_clusters() -> None:
    text = "x👨\u200d👩\u200d👧y"
    caret = Caret(Units(text), WrapIndex(text, 20))
    caret.place(3)
    assert caret.cursor == 1
    caret.stretch_to(4)
    assert caret.selection == Span(1, 6)


def test_dragging_back_before_the_anchor_turns_round(caret: Caret) -> None:
    caret.place(10)
    caret.stretch_to(12)
    assert caret.selection == Span(10, 13)
    caret.stretch_to(7)
    assert caret.selection == Span(7, 10)
    assert caret.cursor == 7


def test_pages_stop_at_the_ends(caret: Caret) -> None:
    caret.page = 3
    caret.move("page_down")
    assert caret.wrap.row_of(caret.cursor) == 3
    for _ in range(3):
        caret.move("page_down")
    assert caret.cursor == len(TEXT)
    for _ in range(5):
        caret.move("page_up")
    assert caret.cursor == 0


MOTIONS = ["left", "right", "up", "down", "page_up", "page_down", "row_start", "row_end", "top", "bottom"] + [
    f"{direction}_{unit}" for direction in ("next", "previous") for unit in Unit
]
acts = st.one_of(
    st.tuples(st.sampled_from(["move", "stretch"]), st.sampled_from(MOTIONS)),
    st.tuples(st.sampled_from(["select", "select_less"]), st.sampled_from(Unit)),
    st.tuples(st.sampled_from(["grow", "shrink", "swap_ends", "toggle_mark", "clear"]), st.none()),
)


@given(texts(), st.lists(acts, max_size=25), st.integers(1, 20))
def test_whatever_is_pressed_the_caret_stays_in_the_text(
    text: str, pressed: list[tuple[str, str | None]], width: int
) -> None:
    caret = Caret(Units(text), WrapIndex(text, width))
    for act, what in pressed:
        if act in ("move", "stretch"):
            caret.move(str(what), extend=act == "stretch")
        elif what is not None:
            getattr(caret, act)(Unit(what))
        else:
            getattr(caret, act)()
        assert 0 <= caret.cursor <= len(text)
        assert snapped(text, caret.cursor) == caret.cursor
        if caret.selection is not None:
            assert 0 <= caret.selection.start < caret.selection.end <= len(text)
            assert snapped(text, caret.selection.start) == caret.selection.start
            assert snapped(text, caret.selection.end) == caret.selection.end


def test_a_unit_key_takes_from_an_offered_passage_and_adds_to_a_chosen_one(caret: Caret) -> None:
    answer = TURNS[1]
    caret.go_to(answer.start, answer, offered=True)
    assert selected(caret) == answer.of(TEXT)
    caret.select(Unit.SENTENCE)
    assert selected(caret).strip() == "Baik saja."
    caret.select(Unit.SENTENCE)
    assert selected(caret).strip() == "Baik saja. Kami kerja sama dengan dinas."
    caret.go_to(TURNS[0].start, TURNS[0], offered=True)
    caret.select(Unit.TURN)
    assert selected(caret) == TURNS[0].of(TEXT)
    caret.go_to(TURNS[0].start, TURNS[0])
    caret.select(Unit.TURN)
    assert len(selected(caret)) > len(TURNS[0])
