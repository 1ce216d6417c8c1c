from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.line_numbers import numbered_lines
from qcode.domain.replacement import Replacement, printed_lines, replaced, settled
from qcode.domain.span import Span, without

TEXT = "P: Apa saja kegiatannya?\n\nI: Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.\n"
SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))


def printed(text: str, *replacements: Replacement, width: int = 24) -> list[str]:
    return printed_lines(text, numbered_lines(text, width), replacements)


def at(words: str, text: str, more: str = "") -> Replacement:
    start = TEXT.index(words)
    return Replacement(Span(start, start + len(words)), text, more)


def test_what_is_withheld_keeps_its_lines() -> None:
    assert printed(TEXT, at("Kami turun penyuluhan ke sekolah. Biasanya", "[tidak dikutip]", "[…]")) == [
        "P: Apa saja kegiatannya?", "I: [tidak dikutip]", "[…]", "bersama Binmas.",
    ]  # fmt: skip


def test_a_name_over_two_lines_is_replaced_once() -> None:
    assert printed(TEXT, at("penyuluhan ke", "[INF-01]"))[1:3] == ["I: Kami turun [INF-01]", " sekolah. Biasanya"]


def test_a_longer_form_is_shared_out_and_the_last_line_takes_the_rest() -> None:
    form = " ".join(["kata"] * 60)
    lines = printed(TEXT, at("Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas.", form))

    assert lines[0] == "P: Apa saja kegiatannya?"
    assert " ".join(line.removeprefix("I: ") for line in lines[1:]) == form
    assert len(lines) == 4


def test_of_two_replacements_the_first_wins_and_the_other_has_the_rest() -> None:
    first, second = Replacement(Span(5, 9), "[a]"), Replacement(Span(0, 20), "[b]")

    assert settled([[first], [second]]) == [
        Replacement(Span(0, 5), "[b]"), first, Replacement(Span(9, 20), "[b]"),
    ]  # fmt: skip
    assert replaced("0123456789abcdefghijkl", settled([[first], [second]])) == "[b][a][b]kl"


def test_thousands_of_replacements_are_settled_in_no_time() -> None:
    """A transcript of 1.5 million characters has that many; each looked for among all would take minutes."""
    many = [Replacement(Span(10 * n, 10 * n + 8), "#") for n in range(40_000)]
    more = [Replacement(Span(10 * n + 5, 10 * n + 12), "~") for n in range(40_000)]
    begun = time.process_time()

    found = settled([many, more])

    assert time.process_time() - begun < 5
    assert [(one.span.start, one.span.end, one.text) for one in found[:4]] == [
        (0, 8, "#"), (8, 10, "~"), (10, 18, "#"), (18, 20, "~"),
    ]  # fmt: skip


@given(st.lists(SPANS), st.lists(SPANS))
def test_what_is_left_of_spans_is_what_the_others_do_not_cover(spans: list[Span], others: list[Span]) -> None:
    left = without(spans, others)

    def covered(some: list[Span]) -> set[int]:
        return {position for span in some for position in range(span.start, span.end)}

    assert covered(left) == covered(spans) - covered(others)
    assert all(one.end < other.start for one, other in pairwise(left))


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.integers(1, 12),
    st.lists(st.builds(Replacement, SPANS, st.just("#"), st.just("~")), max_size=5),
)
def test_no_line_is_lost_and_nothing_replaced_is_printed(
    text: str, width: int, replacements: list[Replacement]
) -> None:
    marked = "".join(
        "X" if any(one.span.contains(position) for one in replacements) and not letter.isspace() else letter
        for position, letter in enumerate(text)
    )
    lines = printed_lines(marked, numbered_lines(marked, width), settled([replacements]))

    assert len(lines) == len(numbered_lines(text, width))
    assert not any("X" in line for line in lines)
    kept = "".join(line.replace("#", "").replace("~", "") for line in lines)
    assert "".join(kept.split()) == "".join(marked.replace("X", "").split())
