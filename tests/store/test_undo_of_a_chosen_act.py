"""Any act can be taken back on which nothing newer rests; if something does, it is named and nothing changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import caring, coding, defining, importing, noting, sourcing, undoing
from qcode.store import codes, codings, history, sources, touched
from qcode.store.project import Project
from qcode.store.undoing import NotYours

Dumping = Callable[[Path], dict[str, dict[str, Any]]]
Key = Callable[[Project, str], str]
HERE, THERE = Span(119, 155), Span(212, 240)


@pytest.fixture
def other(study: Path) -> Iterator[Project]:
    with Project.open(study, coder="Budi") as opened:
        yield opened


@pytest.fixture
def apply(source: Key, code: Key) -> Callable[..., str]:
    def applied(project: Project, name: str = "PRE", span: Span = HERE) -> str:
        return coding.apply_code(project, source(project, "W1"), span, code(project, name)).coding.id

    return applied


def latest(project: Project) -> str:
    return history.entries(project)[-1].id


def keys(project: Project) -> list[str]:
    return sorted(one.code for one in codings.select(project, Selection()))


def refused(project: Project, dump: Dumping, change: str, **named: bool) -> QcodeError:
    before, trail = dump(project.path), len(history.entries(project))
    with pytest.raises(QcodeError) as caught:
        undoing.undo_change(project, change, **named)
    assert dump(project.path) == before
    assert len(history.entries(project)) == trail
    assert caught.value.hint
    return caught.value


def test_an_older_act_goes_alone_and_comes_back_by_redo(project: Project, apply: Callable[..., str]) -> None:
    apply(project, "PRE")
    chosen = latest(project)
    apply(project, "KEN")
    apply(project, "PRV", THERE)
    undoing.undo_change(project, chosen)
    assert keys(project) == ["KEN", "PRV"]
    assert [entry.is_undone for entry in history.entries(project)[-4:]] == [True, False, False, False]
    undoing.redo(project)
    assert keys(project) == ["KEN", "PRE", "PRV"]
    undoing.undo_change(project, chosen)
    undoing.undo(project)
    assert keys(project) == ["KEN"]


def test_what_rests_on_it_is_named_by_number_and_summary(
    project: Project, apply: Callable[..., str], dump: Dumping, code: Key
) -> None:
    defining.add_code(project, "Neu", key="NEU")
    chosen = latest(project)
    apply(project, "NEU")
    apply(project, "NEU", THERE)
    first, second = history.entries(project)[-2:]
    error = refused(project, dump, chosen)
    assert f"{first.number} code: {first.summary[:20]}" in error.hint
    assert f"{second.number} code: " in error.hint
    undoing.undo_change(project, first.id)
    undoing.undo_change(project, second.id)
    undoing.undo_change(project, chosen)
    assert "NEU" not in {one.code.key for one in codes.all_codes(project)}


def test_a_later_change_of_the_same_coding_rests_on_it(
    project: Project, apply: Callable[..., str], dump: Dumping, code: Key
) -> None:
    id = apply(project)
    made = latest(project)
    coding.recode(project, id, code(project, "KEN"))
    recoded = latest(project)
    noting.write_memo(project, "coding", id, "why")
    noted = latest(project)
    assert "recode" in refused(project, dump, made).hint
    undoing.undo_change(project, recoded)
    assert keys(project) == ["PRE"]
    assert "memo" in refused(project, dump, made).hint
    undoing.undo_change(project, noted)
    undoing.undo_change(project, made)
    assert keys(project) == []


def test_what_would_come_back_needs_what_was_removed_since(
    project: Project, apply: Callable[..., str], dump: Dumping, code: Key
) -> None:
    id = apply(project, "KEN-ALAT")
    coding.uncode(project, [id])
    chosen = latest(project)
    defining.remove_code(project, code(project, "KEN-ALAT"))
    assert "codes remove" in refused(project, dump, chosen).hint
    undoing.undo(project)
    undoing.undo_change(project, chosen)
    assert keys(project) == ["KEN-ALAT"]


def test_an_import_cannot_go_while_its_text_is_coded(project: Project, dump: Dumping, code: Key) -> None:
    importing.import_previews(project, [importing.preview_text("I: Tidak ada apa-apa.\n", "W3")])
    chosen = latest(project)
    coding.apply_code(project, sources.find_id(project, "W3"), Span(3, 8), code(project, "PRE"))
    assert "code" in refused(project, dump, chosen).hint
    undoing.undo(project)
    undoing.undo_change(project, chosen)
    assert "W3" not in sources.names(project)


def test_an_older_change_of_a_column_rests_under_a_newer_of_the_same_alone(
    project: Project, dump: Dumping, source: Key
) -> None:
    w1 = source(project, "W1")
    sourcing.rename_source(project, w1, "Satu")
    first = latest(project)
    sourcing.rename_source(project, source(project, "W2"), "Dua")
    sourcing.rename_source(project, w1, "Pertama")
    second = latest(project)
    assert "Pertama" in refused(project, dump, first).hint
    undoing.undo_change(project, second)
    undoing.undo_change(project, first)
    assert set(sources.names(project)) == {"W1", "Dua"}


def test_another_coders_act_goes_only_if_it_is_confirmed(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    apply(other)
    chosen = latest(project)
    assert isinstance(refused(project, dump, chosen), NotYours)
    undoing.undo_change(project, chosen, of_others=True)
    assert keys(project) == []
    undoing.redo(project)
    assert keys(project) == ["PRE"]


def test_what_is_undone_fixed_or_itself_an_undo_is_refused(
    project: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    apply(project)
    chosen = latest(project)
    undoing.undo_change(project, chosen)
    assert "already" in refused(project, dump, chosen).message
    refused(project, dump, latest(project))
    refused(project, dump, history.entries(project)[0].id)
    refused(project, dump, "no-such-change")


def test_numbers_are_those_of_the_history(project: Project, apply: Callable[..., str]) -> None:
    apply(project)
    with pytest.raises(QcodeError, match="no change 99"):
        undoing.undo_number(project, 99)
    undoing.undo_number(project, history.entries(project)[-1].number)
    assert keys(project) == []


@pytest.mark.parametrize("seed", range(6))
def test_taking_back_in_any_order_leaves_what_was_there_before(
    project: Project, other: Project, apply: Callable[..., str], dump: Dumping, code: Key, seed: int
) -> None:
    """Acts at random; each is taken back as soon as nothing rests on it, in an order of the dice."""
    dice = random.Random(seed)
    before, known = dump(project.path), len(history.entries(project))
    for number in range(14):
        who = dice.choice([project, other])
        mine = [one for one in codings.select(who, Selection()) if one.coder == who.coder_name]
        match dice.randrange(5) if mine else 0:
            case 1:
                coding.recode(who, dice.choice(mine).id, code(who, dice.choice(["PRE", "KEN", "PRV"])))
            case 2:
                noting.write_memo(who, "coding", dice.choice(mine).id, f"memo {number}")
            case 3:
                coding.mark_typical(who, dice.choice(mine).id, typical=dice.random() < 0.5)
            case 4 if not any(one.memo for one in mine):
                coding.uncode(who, [dice.choice(mine).id])
            case _:
                apply(who, dice.choice(["PRE", "KEN", "PRV"]), dice.choice([HERE, THERE, Span(160, 170)]))
    acts = [entry.id for entry in history.entries(project)[known:]]
    for _round in range(40):
        dice.shuffle(acts)
        left = []
        for act in acts:
            try:
                undoing.undo_change(project, act, of_others=True)
            except QcodeError:
                left.append(act)
        acts = left
        if not acts:
            break
    assert not acts
    assert dump(project.path) == before


def test_a_checkpoint_is_a_mark_with_a_copy_and_stands_in_no_way(
    project: Project, apply: Callable[..., str], dump: Dumping
) -> None:
    apply(project)
    copy = caring.checkpoint(project, "Before: the second/round")
    entry = history.entries(project)[-1]
    assert (entry.act, entry.summary) == ("checkpoint", "Before: the second/round")
    assert copy.name.endswith("-Before-the-second-round.qcode")
    with Project.open(copy) as kept:
        assert keys(kept) == ["PRE"]
    refused(project, dump, entry.id)
    undoing.undo(project)
    assert keys(project) == []
    with pytest.raises(QcodeError):
        caring.checkpoint(project, "  ")


def test_the_rows_of_a_change_are_told_by_name(project: Project, apply: Callable[..., str], code: Key) -> None:
    id = apply(project)
    told, more = touched.by(project, latest(project))
    assert [(one.kind, one.table, one.name) for one in told] == [("i", "coding", "PRE · W1 119–155")]
    assert more == 0
    coding.recode(project, id, code(project, "KEN"))
    (one,) = touched.by(project, latest(project))[0]
    assert one.columns == {"code_id": ("PRE", "KEN")}
    coding.uncode(project, [id])
    assert touched.by(project, latest(project))[0][0].name == "KEN · W1 119–155"
    rows = [coding.CodingRow("W2", at, at + 2, code(project, "PRE")) for at in range(0, 60, 3)]
    coding.apply_codes(project, rows)
    assert len(touched.by(project, latest(project), most=5)[0]) == 5
    assert touched.by(project, latest(project), most=5)[1] == 15
