"""A text that is typed into is drawn as a text that was laid out anew would be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qcode.domain.correction import Shift
from qcode.domain.span import Span
from qcode.domain.study import SourceTurn
from qcode.domain.transcript import Role, TimeMark
from qcode.tui.layout.edited import EditedText
from qcode.tui.layout.frame import Frame
from qcode.tui.layout.gutter import Talk
from qcode.tui.layout.looks import Piece
from qcode.tui.layout.paint import Scene
from qcode.tui.layout.spans import SpanIndex
from qcode.tui.layout.wrap import WrapIndex

FRAME = Frame(8, 4, 3, 12, 16)
NAMES = [(f"K{n}", f"Kode {n}") for n in range(40)]
TEXT = st.text("ab \n\té", max_size=120)


def scene(text: str, spans: dict[int, Span], turns: list[Span], marks: list[int]) -> Scene:
    talk = Talk(
        [SourceTurn(span, f"S{n}", Role.PARTICIPANT, None) for n, span in enumerate(turns)],
        [TimeMark(place, 10.0 * place) for place in marks],
    )
    index = SpanIndex((span.start, span.end, handle) for handle, span in spans.items())
    return Scene(WrapIndex(text, FRAME.text), index, NAMES, FRAME, talk)


@st.composite
def typed_into(draw: st.DrawFn) -> tuple[str, dict[int, Span], list[Span], list[tuple[int, int, str]]]:
    text = draw(TEXT)
    cuts = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(cuts, cuts), max_size=8))
    spans = {n: Span(min(pair), max(pair)) for n, pair in enumerate(pairs) if pair[0] != pair[1]}
    edges = sorted(set(draw(st.lists(cuts, max_size=8))))
    turns = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    edits = draw(
        st.lists(
            st.tuples(st.integers(0, 400), st.integers(0, 9), st.sampled_from(["", "x", "y z", "\n", "\n\nw"])),
            max_size=6,
        )
    )
    return text, spans, turns, edits


@given(typed_into())
@settings(max_examples=300, deadline=None)
def test_rows_places_and_passages_are_those_of_the_text_as_it_reads(
    case: tuple[str, dict[int, Span], list[Span], list[tuple[int, int, str]]],
) -> None:
    text, spans, turns, edits = case
    edited = EditedText(scene(text, spans, turns, []), SpanIndex((s.start, s.end, h) for h, s in spans.items()))
    now = text
    for at, size, words in edits:
        start = at % (len(now) + 1)
        end = min(len(now), start + size)
        rows = len(edited)
        changed = edited.replace(start, end, words)
        now = now[:start] + words + now[end:]
        assert len(edited) == rows + changed.after - changed.before
        assert edited.text == now
    shift = Shift(edited.corrections())
    assert shift.apply(text) == now
    fresh = WrapIndex(now, FRAME.text)
    assert len(edited) == len(fresh)
    assert [edited.bounds(row) for row in range(len(fresh))] == [fresh.bounds(row) for row in range(len(fresh))]
    assert list(edited.starts) == list(fresh.starts)
    for place in range(len(now) + 1):
        assert edited.row_of(place) == fresh.row_of(place)
        assert edited.place(place) == fresh.place(place)
        live = {handle for handle, span in spans.items() if (a := shift.span(span)) and a.contains(place)}
        assert set(edited.at(place)) == live
    for row in range(len(fresh)):
        assert [edited.offset(row, cell) for cell in range(14)] == [fresh.offset(row, cell) for cell in range(14)]
    touched = {one.handle: (one.old, one.new) for one in edited.touched()}
    assert touched.keys() == {handle for handle, span in spans.items() if shift.touches(span)}


@given(typed_into(), st.integers(0, 200), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_words_gutter_and_tints_are_drawn_as_if_laid_out_anew(
    case: tuple[str, dict[int, Span], list[Span], list[tuple[int, int, str]]], cursor: int, size: int
) -> None:
    text, spans, turns, edits = case
    spans = {handle: span for handle, span in spans.items() if handle < 2}
    edited = EditedText(scene(text, spans, turns, []), SpanIndex((s.start, s.end, h) for h, s in spans.items()))
    now = text
    for at, length, words in edits:
        start = at % (len(now) + 1)
        end = min(len(now), start + length)
        edited.replace(start, end, words)
        now = now[:start] + words + now[end:]
    shift = Shift(edited.corrections())
    live = {handle: after for handle, span in spans.items() if (after := shift.span(span)) is not None}
    moved = shift.turns(turns)
    # A text that loses its last turn is one without speakers from the next layout on, not from key to key.
    assume(not turns or any(turn is not None for turn in moved))
    talk = Talk([SourceTurn(turn, f"S{n}", Role.PARTICIPANT, None) for n, turn in enumerate(moved) if turn is not None])
    index = SpanIndex((span.start, span.end, handle) for handle, span in live.items())
    fresh = Scene(WrapIndex(now, FRAME.text), index, NAMES, FRAME, talk)
    place = min(cursor, len(now))
    selection = Span(place, min(place + size, len(now))) if size else None
    for row in range(len(fresh.wrap)):
        assert _left(edited.row(row, place, selection)) == _left(fresh.row(row, place, selection))


def _left(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what stands left of the margin, cell by cell, without which of several passages is on top.

    Two that became alike, and their lanes in the margin, are told apart as before until the text is laid out anew.
    """
    cells = [
        (character, look._replace(code=-1) if look.depth > 1 else look) for text, look in pieces for character in text
    ]
    return cells[: FRAME.margin_start]


def test_what_was_typed_elsewhere_begins_anew() -> None:
    edited = EditedText(scene("satu dua\ntiga", {0: Span(0, 4)}, [], []), SpanIndex([(0, 4, 0)]))
    edited.replace(1, 4, "")
    assert edited.meets(1, 1)
    assert not edited.meets(8, 9)
    edited.settle()
    edited.replace(6, 7, "k")
    assert [(one.position, one.removed, one.inserted) for one in edited.corrections()] == [(6, "t", "k")]
    edited.settle()
    edited.replace(1, 1, "atu")
    assert edited.at(2) == []
    assert edited.at(0) == [0]
