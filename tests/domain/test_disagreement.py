from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qcode.domain.disagreement import differing
from qcode.domain.span import Span
from qcode.domain.study import SpanCoding


def coding(coder: str, code: str, start: int, end: int) -> SpanCoding:
    return SpanCoding(f"{coder}{code}{start}{end}", "", code, coder, start, end)


def test_one_coder_alone_never_differs() -> None:
    assert differing([coding("a", "x", 0, 5), coding("a", "y", 0, 5)]) == []


def test_coders_differ_where_one_has_not_coded_or_not_so() -> None:
    found = differing(
        [
            coding("a", "x", 0, 5), coding("b", "x", 3, 9),
            coding("a", "x", 20, 25), coding("b", "y", 20, 25),
            coding("b", "x", 40, 45),
            coding("a", "x", 60, 65), coding("b", "x", 65, 70),
        ]
    )  # fmt: skip
    assert found == [Span(20, 25), Span(40, 45), Span(60, 65), Span(65, 70)]


SPANS = st.builds(
    lambda coder, code, start, length: coding(coder, code, start, start + length),
    st.sampled_from("abc"), st.sampled_from("xy"), st.integers(0, 30), st.integers(1, 8),
)  # fmt: skip


@given(st.lists(SPANS, max_size=14))
def test_it_agrees_with_asking_each_pair(codings: list[SpanCoding]) -> None:
    def is_shared(one: SpanCoding, coder: str) -> bool:
        return any(
            other.coder == coder and other.code == one.code and other.start < one.end and one.start < other.end
            for other in codings
        )

    coders = {one.coder for one in codings}
    wanted = {
        Span(one.start, one.end)
        for one in codings
        if not all(is_shared(one, coder) for coder in coders if coder != one.coder)
    }
    assert differing(codings) == sorted(wanted)
