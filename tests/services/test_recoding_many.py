"""Giving many codings another code: what stays with them, and what becomes of twins."""

from __future__ import annotations

from collections.abc import Callable

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.services import coding
from qcode.store import codings
from qcode.store.project import Project

Key = Callable[[Project, str], str]


def test_two_codings_of_a_passage_become_one_with_both_memos(project: Project, source: Key, code: Key) -> None:
    for name, memo in (("PRE", "satu"), ("PRE-EDU", "dua")):
        coding.apply_code(project, source(project, "W1"), Span(119, 155), code(project, name), memo=memo, weight=2.0)
    ids = [one.id for one in codings.select(project, Selection())]
    assert coding.recode_all(project, ids, code(project, "KEN")) == coding.RecodeResult(1, 1, 0)
    (left,) = codings.select(project, Selection())
    assert (left.id, left.code, left.weight) == (ids[0], "KEN", 2.0)
    assert sorted(left.memo.split("\n\n")) == ["dua", "satu"]


def test_every_coder_keeps_a_coding(project: Project, code: Key) -> None:
    rows = [coding.CodingRow("W1", 119, 155, "PRE", coder) for coder in ("Ani", "Budi")]
    coding.apply_codes(project, [*rows, coding.CodingRow("W1", 119, 155, "KEN", "Budi")])
    ids = [one.id for one in codings.select(project, Selection(codes=("PRE",)))]
    assert coding.recode_all(project, [*ids, "gone"], code(project, "KEN")) == coding.RecodeResult(1, 1, 0)
    assert [(one.code, one.coder) for one in codings.select(project, Selection())] == [("KEN", "Ani"), ("KEN", "Budi")]


def test_nothing_to_recode_is_no_act(project: Project, code: Key) -> None:
    coding.apply_codes(project, [coding.CodingRow("W1", 119, 155, "KEN")])
    ids = [one.id for one in codings.select(project, Selection())]
    before = project.database.value("SELECT COUNT(*) FROM change")
    assert coding.recode_all(project, ids, code(project, "KEN")) == coding.RecodeResult(0, 0, 1)
    assert coding.recode_all(project, [], code(project, "KEN")) == coding.RecodeResult(0, 0, 0)
    assert project.database.value("SELECT COUNT(*) FROM change") == before
