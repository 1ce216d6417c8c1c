from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import coding, linking, noting, segmenting
from qcode.services.linking import End
from qcode.store import codings, links, memos, segments, sources
from qcode.store.project import Project
from qcode.store.segments import Wording

Key = Callable[[Project, str], str]
WORDS = "Kami turun penyuluhan ke sekolah. Biasanya bersama Binmas."


def place(project: Project, words: str) -> Span:
    start = sources.text_of(project, sources.find_id(project, "W1")).index(words)
    return Span(start, start + len(words))


def apply(project: Project, words: str, code: str, **more: object) -> str:
    return coding.apply_code(
        project,
        sources.find_id(project, "W1"),
        place(project, words),
        code,
        **more,  # type: ignore[arg-type]
    ).coding.id


def told(project: Project) -> list[tuple[str, str, str, str, float | None]]:
    found = codings.select(project, Selection())
    return [(one.text, one.code, one.coder, one.memo, one.weight) for one in found]


def test_a_passage_is_cut_at_the_cursor_and_both_parts_keep_code_memo_and_weight(project: Project, code: Key) -> None:
    one = apply(project, WORDS, code(project, "PRE-EDU"), weight=2.0, memo="inti")
    two = apply(project, WORDS, code(project, "KEN"))
    done = segmenting.split(project, [one, two], place(project, "Biasanya").start)
    first, second = "Kami turun penyuluhan ke sekolah.", "Biasanya bersama Binmas."
    assert (done.first, done.second, done.codings) == (place(project, first), place(project, second), 2)
    assert sorted(told(project)) == sorted(
        (part, key, "Ani", memo, weight)
        for part in (first, second)
        for key, memo, weight in (("PRE-EDU", "inti", 2.0), ("KEN", "", None))
    )


def test_codings_that_are_not_named_stay_on_the_whole(study: Path, code: Key) -> None:
    with Project.open(study, coder="Budi") as other:
        apply(other, WORDS, code(other, "KEN"))
    with Project.open(study, coder="Ani") as project:
        mine = apply(project, WORDS, code(project, "KEN"))
        noting.write_memo_on_passage(project, sources.find_id(project, "W1"), place(project, WORDS), "semua")
        segmenting.split(project, [mine], place(project, "Biasanya").start)
        assert [(text, coder) for text, _code, coder, _memo, _weight in told(project)] == [
            ("Kami turun penyuluhan ke sekolah.", "Ani"), (WORDS, "Budi"), ("Biasanya bersama Binmas.", "Ani"),
        ]  # fmt: skip
        assert len(memos.on_passages(project, sources.find_id(project, "W1"))) == 1


def test_what_the_passage_carries_goes_with_its_parts(project: Project, code: Key) -> None:
    w1, whole = sources.find_id(project, "W1"), place(project, WORDS)
    one = apply(project, WORDS, code(project, "KEN"))
    noting.write_memo_on_passage(project, w1, whole, "semua")
    segmenting.word(project, w1, whole, translation="We go to schools.", quoted="")
    linking.link(project, "explains", End("segment", w1, whole), End("code", code(project, "PRV")))
    done = segmenting.split(project, [one], place(project, "Biasanya").start)
    assert len(segments.all_of(project, w1)) == 2
    assert [memo.text for memo in memos.on_passages(project, w1)] == ["semua", "semua"]
    assert set(segments.wordings(project, w1)) == {done.first, done.second}
    assert [link.origin.span for link in links.all_links(project)] == [done.first]


@pytest.mark.parametrize("at", [-1, 0, 119, 9999])
def test_a_cut_that_leaves_a_part_without_words_is_refused(project: Project, code: Key, at: int) -> None:
    one = apply(project, WORDS, code(project, "KEN"))
    with pytest.raises(QcodeError, match="inside"):
        segmenting.split(project, [one], at)
    assert len(told(project)) == 1


def test_passages_of_one_code_become_one_and_memos_stay(project: Project, code: Key) -> None:
    one = apply(project, "Kami turun", code(project, "PRE-EDU"), memo="satu")
    two = apply(project, "Biasanya bersama Binmas.", code(project, "PRE-EDU"), memo="dua", weight=3.0)
    done = segmenting.merge(project, [one, two])
    assert done.span == place(project, WORDS)
    assert told(project) == [(WORDS, "PRE-EDU", "Ani", "satu\n\ndua", 3.0)]
    assert len(segments.all_of(project, sources.find_id(project, "W1"))) == 1


def test_merging_into_a_whole_that_is_coded_so_already_leaves_one(project: Project, code: Key) -> None:
    ids = [apply(project, words, code(project, "KEN")) for words in ("Kami turun", "Binmas.", WORDS)]
    segmenting.merge(project, ids[:2])
    assert told(project) == [(WORDS, "KEN", "Ani", "", None)]


def test_codings_of_different_codes_or_a_single_one_are_not_merged(project: Project, code: Key) -> None:
    one = apply(project, "Kami turun", code(project, "KEN"))
    two = apply(project, "Binmas.", code(project, "PRV"))
    for ids in ([one, two], [one], [one, one]):
        with pytest.raises(QcodeError):
            segmenting.merge(project, ids)


def test_a_split_and_a_merge_of_the_parts_bring_back_what_was(project: Project, code: Key) -> None:
    one = apply(project, WORDS, code(project, "KEN"), weight=1.0)
    before = told(project)
    segmenting.split(project, [one], place(project, "Biasanya").start)
    segmenting.merge(project, [found.id for found in codings.select(project, Selection())])
    assert told(project) == before


def test_a_weight_is_given_and_taken(project: Project, code: Key) -> None:
    one = apply(project, WORDS, code(project, "KEN"))
    segmenting.weigh(project, one, 2.5)
    assert told(project)[0][-1] == 2.5
    segmenting.weigh(project, one, None)
    assert told(project)[0][-1] is None
    with pytest.raises(QcodeError):
        segmenting.weigh(project, one, float("nan"))


def test_a_translation_keeps_a_passage_that_nothing_else_keeps(project: Project) -> None:
    w1, span = sources.find_id(project, "W1"), place(project, WORDS)
    assert not segmenting.word(project, w1, span, translation=" ", quoted="")
    assert segmenting.word(project, w1, span, translation="We go.", quoted="Kami […] Binmas.")
    assert segments.wordings(project, w1) == {span: Wording("We go.", "Kami […] Binmas.")}
    assert segmenting.word(project, w1, span, translation="", quoted="")
    assert segments.all_of(project, w1) == []
