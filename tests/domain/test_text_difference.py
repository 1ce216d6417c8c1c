from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.correction import Shift
from qcode.domain.text_difference import corrections

WORDS = st.lists(st.sampled_from(["saya", "kami", " ", " ", "\n", "\n", ".", "é", "P: ", "x"]), max_size=40).map(
    "".join
)


@given(WORDS, WORDS)
def test_the_corrections_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    found = corrections(old, new)
    assert Shift(found).apply(old) == new
    assert [one.position for one in found] == sorted((one.position for one in found), reverse=True)


def test_a_word_is_replaced_as_a_whole() -> None:
    (found,) = corrections("Kami ke sekolha lagi.\nLalu.\n", "Kami ke sekolah lagi.\nLalu.\n")
    assert (found.position, found.removed, found.inserted) == (8, "sekolha", "sekolah")


def test_lines_that_stayed_are_never_touched() -> None:
    old = "satu\n\ndua\n\ntiga\n\nempat\n"
    new = "satu\n\nbaru\n\ndua\n\ntigo\n\n"
    assert all(one.removed != "dua" for one in corrections(old, new))
    assert Shift(corrections(old, new)).apply(old) == new


def test_a_long_text_with_a_few_corrections_takes_no_time() -> None:
    pick = random.Random(5)
    words = [f"kata{n}" for n in range(3000)]
    lines = [" ".join(pick.choices(words, k=14)) if n % 2 else "" for n in range(30_000)]
    old = "\n".join(lines)
    for at in (3, 9_001, 15_555, 29_999):
        lines[at] += " dan lagi"
    new = "\n".join(lines)
    started = time.perf_counter()
    found = corrections(old, new)
    assert time.perf_counter() - started < 2
    assert [one.inserted for one in found] == [" dan lagi"] * 4
