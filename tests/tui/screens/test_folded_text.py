from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.tui.screens.find import FoldedText


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(FoldedText.of(text).text) == len(text)


@given(st.text(alphabet="abÉé ß", min_size=1, max_size=20), st.text(alphabet="xy\n", max_size=20))
def test_what_stands_in_a_text_is_found_there(words: str, around: str) -> None:
    text = f"{around}{words}{around}"
    found = FoldedText.of(text).find(words.upper() if words.isascii() else words)
    assert bool(found) == bool(words.split())
    assert all(text[span.start : span.end].split() == words.split() for span in found[:1] if words.strip() == words)


def test_blanks_reach_over_the_end_of_a_line() -> None:
    (span,) = FoldedText.of("Anggota SIBER\npatroli").find("siber  patroli")
    assert (span.start, span.end) == (8, 21)
