"""Undo and redo among several coders: whose act it is, what stands in the way, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import caring, casing, coding, defining, importing, noting, sourcing, undoing
from qcode.store import codings, history, memos, sources
from qcode.store.project import Project

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]
HERE = Span(119, 155)


@pytest.fixture
def other(study: Path) -> Iterator[Project]:
    """The same study, with Budi at work."""
    with Project.open(study, coder="Budi") as opened:
        yield opened


@pytest.fixture
def apply(source: Key, code: Key) -> Callable[..., str]:
    """Apply a code to a passage of W1; return the coding's id."""

    def applied(project: Project, name: str = "PRE", span: Span = HERE, memo: str = "") -> str:
        return coding.apply_code(project, source(project, "W1"), span, code(project, name), memo=memo).coding.id

    return applied


def ids(project: Project) -> list[str]:
    return [one.id for one in codings.select(project, Selection())]


def segments(project: Project) -> int:
    return int(project.database.value("SELECT COUNT(*) FROM segment"))


def refused(project: Project, dump: Dumping, act: Callable[[Project], str] = undoing.undo) -> str:
    """Expect an act to be refused and to leave everything as it was; return what was said."""
    before, trail = dump(project.path), len(history.entries(project))
    with pytest.raises(QcodeError) as caught:
        act(project)
    assert dump(project.path) == before
    assert len(history.entries(project)) == trail
    assert caught.value.hint
    return caught.value.message


def test_undo_never_takes_back_what_another_coder_did(
    project: Project, other: Project, apply: Callable[..., str]
) -> None:
    defining.add_code(project, "Meins")
    apply(project)
    theirs = apply(other, "KEN", Span(212, 240))
    assert undoing.undo(project) == "PRE · W1 119–155"
    assert ids(project) == [theirs]
    assert undoing.undo(project) == "Meins"
    assert ids(project) == [theirs]


def test_undo_stops_where_a_coder_has_nothing_left(project: Project, other: Project, apply: Callable[..., str]) -> None:
    apply(project)
    with pytest.raises(QcodeError, match="nothing of yours to undo"):
        undoing.undo(other)
    with pytest.raises(QcodeError, match="nothing of yours to redo"):
        undoing.redo(other)


def test_acts_are_undone_last_first_and_redone_first_first(project: Project, apply: Callable[..., str]) -> None:
    one, two, three = apply(project, "PRE"), apply(project, "PRV"), apply(project, "KEN")
    undoing.undo(project)
    undoing.undo(project)
    assert ids(project) == [one]
    undoing.redo(project)
    assert ids(project) == [one, two]
    undoing.redo(project)
    assert ids(project) == [one, two, three]
    with pytest.raises(QcodeError, match="nothing of yours to redo"):
        undoing.redo(project)


def test_a_new_act_clears_redo_of_its_coder_only(project: Project, other: Project, apply: Callable[..., str]) -> None:
    apply(project)
    theirs = apply(other, "KEN")
    undoing.undo(project)
    undoing.undo(other)
    defining.add_code(project, "Baru")
    with pytest.raises(QcodeError, match="nothing of yours to redo"):
        undoing.redo(project)
    undoing.redo(other)
    assert ids(other) == [theirs]


def test_what_was_redone_can_be_undone_before_older_acts(project: Project, apply: Callable[..., str]) -> None:
    one, _two = apply(project, "PRE"), apply(project, "PRV")
    undoing.undo(project)
    undoing.redo(project)
    undoing.undo(project)
    assert ids(project) == [one]


def test_the_trail_only_grows_and_says_what_is_undone(project: Project, apply: Callable[..., str]) -> None:
    apply(project)
    for act in (undoing.undo, undoing.redo, undoing.undo):
        act(project)
    trail = history.entries(project)
    assert [(e.act, e.is_undone) for e in trail][-4:] == [
        ("code", True), ("undo", False), ("redo", False), ("undo", False),
    ]  # fmt: skip
    assert [entry.number for entry in trail] == list(range(1, len(trail) + 1))


def test_a_code_on_which_someone_elses_coding_rests_is_not_taken_back(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    defining.add_code(project, "Baru", key="NEU")
    apply(other, "NEU")
    assert "something newer rests on it" in refused(project, dump)
    undoing.undo(other)
    undoing.undo(project)
    assert ids(project) == []


def test_an_import_on_which_someone_elses_coding_rests_is_not_taken_back(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    apply(other)
    assert "something newer rests on it" in refused(project, dump)


@pytest.mark.parametrize("what", ["code", "source", "coding", "case"])
def test_what_bears_someone_elses_memo_is_not_taken_back(
    what: str, project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    target = {
        "code": lambda: defining.add_code(project, "Baru").code.id,
        "source": lambda: importing.import_previews(project, [importing.preview_text("Kata.", "W3")]).added[0].id,
        "coding": lambda: apply(project),
        "case": lambda: casing.add_case(project, "institution", "Polda")[0],
    }[what]()
    noting.write_memo(other, what, target, "punya Budi")
    assert "something newer rests on it" in refused(project, dump)
    undoing.undo(other)
    undoing.undo(project)


def test_a_column_changed_again_by_someone_else_is_not_taken_back(
    project: Project, other: Project, code: Key, dump: Dumping
) -> None:
    defining.edit_code(project, code(project, "KEN"), {"name": "Kendala"})
    defining.edit_code(other, code(other, "KEN"), {"name": "Hambatan"})
    assert "something newer rests on it" in refused(project, dump)


def test_other_columns_of_the_same_row_stay_as_someone_else_set_them(
    project: Project, other: Project, code: Key, dump: Dumping
) -> None:
    ken = code(project, "KEN")
    defining.edit_code(project, ken, {"name": "Kendala"})
    defining.edit_code(other, ken, {"color": "#123456"})
    undoing.undo(project)
    row = dump(project.path)["code"][ken]
    assert (row["name"], row["color"]) == ("Obstacles", "#123456")


def test_a_name_taken_meanwhile_is_not_given_twice(
    project: Project, other: Project, source: Key, code: Key, dump: Dumping
) -> None:
    defining.edit_code(project, code(project, "KEN"), {"key": "KDL"})
    defining.add_code(other, "Anders", key="ken")
    refused(project, dump)
    undoing.undo(other)
    undoing.undo(project)
    sourcing.rename_source(project, source(project, "W1"), "Satu")
    importing.import_previews(other, [importing.preview_text("Kata.", "w1")])
    refused(project, dump)


def test_two_coders_share_a_segment_until_the_last_coding_goes(
    project: Project, other: Project, apply: Callable[..., str]
) -> None:
    mine, theirs = apply(project), apply(other)
    assert segments(project) == 1
    coding.uncode(project, [mine])
    assert segments(project) == 1
    coding.uncode(other, [theirs])
    assert segments(project) == 0


def test_moving_a_boundary_moves_only_the_movers_coding(
    project: Project, other: Project, apply: Callable[..., str]
) -> None:
    mine, theirs = apply(project), apply(other)
    coding.move_boundary(project, mine, Span(119, 177))
    spans = {one.id: (one.start, one.end) for one in codings.select(project, Selection())}
    assert spans == {mine: (119, 177), theirs: (119, 155)}
    undoing.undo(project)
    assert segments(project) == 1


def test_a_segment_with_a_memo_outlives_its_codings(project: Project, source: Key, apply: Callable[..., str]) -> None:
    mine = apply(project)
    memo = noting.write_memo_on_passage(project, source(project, "W1"), HERE, "catatan")
    coding.uncode(project, [mine])
    assert segments(project) == 1
    noting.remove_memo(project, memo)
    assert segments(project) == 0


def test_undo_of_uncode_brings_back_a_segment_that_vanished_meanwhile(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    mine, theirs = apply(project), apply(other)
    coding.uncode(project, [mine])
    coding.uncode(other, [theirs])
    undoing.undo(project)
    assert ids(project) == [mine]
    undoing.undo(other)
    assert (sorted(ids(project)), segments(project)) == (sorted([mine, theirs]), 1)
    before = dump(project.path)
    undoing.redo(project)
    undoing.undo(project)
    assert dump(project.path) == before


def test_undo_of_a_move_brings_back_a_segment_that_vanished_meanwhile(
    project: Project, other: Project, apply: Callable[..., str]
) -> None:
    mine, theirs = apply(project), apply(other)
    coding.move_boundary(project, mine, Span(119, 177))
    coding.uncode(other, [theirs])
    undoing.undo(project)
    assert [(c.start, c.end) for c in codings.select(project, Selection())] == [(119, 155)]
    undoing.undo(other)
    assert segments(project) == 1
    undoing.redo(project)
    assert sorted((c.start, c.end) for c in codings.select(project, Selection())) == [(119, 155), (119, 177)]


def test_undo_of_a_removed_memo_brings_back_a_segment_that_vanished_meanwhile(
    project: Project, other: Project, source: Key, apply: Callable[..., str]
) -> None:
    w1 = source(project, "W1")
    memo = noting.write_memo_on_passage(project, w1, HERE, "catatan")
    theirs = apply(other)
    noting.remove_memo(project, memo)
    coding.uncode(other, [theirs])
    undoing.undo(project)
    assert [(memo.text, span) for memo, span in memos.placed(project, w1)] == [("catatan", HERE)]


def test_undo_leaves_no_bare_segment_that_someone_else_had_made(
    project: Project, other: Project, source: Key, apply: Callable[..., str]
) -> None:
    theirs = apply(other, span=Span(119, 177))
    moved = apply(project)
    coding.move_boundary(project, moved, Span(119, 177))
    coding.uncode(other, [theirs])
    undoing.undo(project)
    assert [(c.start, c.end) for c in codings.select(project, Selection())] == [(119, 155)]
    assert segments(project) == 1
    theirs = apply(other, span=Span(0, 9))
    noting.write_memo_on_passage(project, source(project, "W1"), Span(0, 9), "catatan")
    coding.uncode(other, [theirs])
    undoing.undo(project)
    assert segments(project) == 1


def test_a_passage_coded_again_meanwhile_stays_one_segment(
    project: Project, other: Project, source: Key, apply: Callable[..., str], dump: Dumping
) -> None:
    mine = apply(project, memo="m")
    coding.uncode(project, [mine])
    apply(other)
    undoing.undo(project)
    assert (len(ids(project)), segments(project)) == (2, 1)
    before = dump(project.path)
    undoing.redo(project)
    undoing.undo(project)
    assert dump(project.path) == before
    memo = noting.write_memo_on_passage(project, source(project, "W1"), Span(0, 9), "catatan")
    noting.remove_memo(project, memo)
    apply(other, span=Span(0, 9))
    undoing.undo(project)
    assert segments(project) == 2
    assert [span for _memo, span in memos.placed(project, source(project, "W1"))] == [Span(0, 9), HERE]


def test_the_same_coding_made_again_meanwhile_is_not_brought_back_beside_itself(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    theirs = apply(other)
    coding.uncode(project, [theirs])
    apply(other)
    refused(project, dump)


def test_a_coding_recoded_by_someone_else_is_not_uncoded_under_their_hands(
    project: Project, other: Project, code: Key, apply: Callable[..., str]
) -> None:
    mine = apply(project)
    coding.recode(other, mine, code(other, "KEN"))
    undoing.undo(project)
    assert ids(project) == []
    undoing.redo(project)
    assert [(one.id, one.code) for one in codings.select(project, Selection())] == [(mine, "KEN")]


def test_speakers_are_derived_again_when_a_removed_source_comes_back(
    project: Project, source: Key, apply: Callable[..., str], dump: Dumping
) -> None:
    apply(project)
    before = dump(project.path)
    sourcing.remove_source(project, source(project, "W1"))
    assert [one.name for one in sources.all_sources(project)] == ["W2"]
    undoing.undo(project)
    assert dump(project.path) == before
    assert codings.select(project, Selection())[0].speaker == "I"
    assert caring.check(project) == []


def test_a_purged_act_says_that_it_cannot_come_back(project: Project, apply: Callable[..., str], dump: Dumping) -> None:
    apply(project)
    undoing.undo(project)
    project.database.run("UPDATE change SET payload = NULL WHERE mode = 'undo'")
    with pytest.raises(QcodeError, match="was purged and cannot come back"):
        undoing.redo(project)
