from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.differing import GONE, KEPT, NEW, differing, marked

TEXTS = st.text(alphabet="ab ,.\n", max_size=30)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_the_difference(old: str, new: str) -> None:
    found = differing(old, new)
    assert "".join(one.words for one in found if one.state != NEW) == old
    assert "".join(one.words for one in found if one.state != GONE) == new
    assert all(one.words for one in found)
    if old == new:
        assert {one.state for one in found} <= {KEPT}


def test_a_word_that_changed_is_marked_and_its_neighbours_are_not() -> None:
    assert marked("Upaya sebelum niat ada.", "Upaya sebelum kesempatan ada.") == (
        "Upaya sebelum [-niat-]{+kesempatan+} ada."
    )


def test_words_written_anew_stand_together() -> None:
    assert marked("satu dua tiga", "empat lima enam") == "[-satu dua tiga-]{+empat lima enam+}"
