"""Many codings at once: the effect told first is the effect, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import coding, retrieving, undoing
from qcode.store import codings
from qcode.store.project import Project

Key = Callable[[Project, str], str]


@pytest.fixture
def ids(project: Project, source: Key, code: Key) -> list[str]:
    """Three codings of Ani's and one of Budi's with a memo."""
    w1, w2 = source(project, "W1"), source(project, "W2")
    for where, start, end, name in ((w1, 119, 155, "PRE"), (w1, 119, 155, "KEN"), (w2, 0, 10, "PRE")):
        coding.apply_code(project, where, Span(start, end), code(project, name))
    with Project.open(project.path, coder="Budi") as other:
        coding.apply_code(other, w1, Span(119, 155), code(other, "PRE"), memo="setuju")
    return [one.id for one in codings.select(project, Selection())]


def of(project: Project) -> list[tuple[str, int, str, str]]:
    return sorted((one.source, one.start, one.code, one.coder) for one in codings.select(project, Selection()))


def test_uncoding_many_says_whose_they_are(project: Project, ids: list[str]) -> None:
    effect = retrieving.effect_of_uncoding(project, ids)
    assert (effect.changed, effect.sources, effect.others, effect.with_memo) == (4, 2, 1, 1)


def test_recoding_many_comes_to_what_was_said(project: Project, ids: list[str], code: Key) -> None:
    effect = retrieving.effect_of_recoding(project, ids, code(project, "KEN"))
    assert (effect.changed, effect.joined, effect.already, effect.others) == (3, 1, 1, 1)
    done = coding.recode_all(project, ids, code(project, "KEN"))
    assert (done.recoded + done.joined, done.joined, done.already) == (3, 1, 1)


def test_coding_with_another_code_is_one_act(project: Project, ids: list[str], code: Key) -> None:
    wanted = [code(project, "PRV"), code(project, "KEN")]
    before = of(project)
    effect = retrieving.effect_of_coding(project, ids, wanted)
    assert (effect.changed, effect.sources, effect.already) == (3, 2, 1)
    done = retrieving.code_also(project, ids, wanted)
    assert (done.added, done.already) == (3, 1)
    assert set(of(project)) - set(before) == {
        ("W1", 119, "PRV", "Ani"), ("W2", 0, "PRV", "Ani"), ("W2", 0, "KEN", "Ani"),
    }  # fmt: skip
    undoing.undo(project)
    assert of(project) == before


def test_folders_are_applied_to_nothing(project: Project, ids: list[str], code: Key) -> None:
    folder = code(project, "Others")
    for act in (
        lambda: retrieving.effect_of_recoding(project, ids, folder),
        lambda: retrieving.effect_of_coding(project, ids, [folder]),
        lambda: retrieving.code_also(project, ids, [folder]),
    ):
        with pytest.raises(QcodeError, match="folder"):
            act()


def test_many_are_marked_typical_at_once(project: Project, ids: list[str], study: Path) -> None:
    assert retrieving.mark_typical(project, ids[:2], typical=True) == 2
    assert retrieving.mark_typical(project, ids, typical=True) == 2
    assert all(one.typical for one in codings.select(project, Selection()))
    undoing.undo(project)
    assert sum(one.typical for one in codings.select(project, Selection())) == 2
    assert retrieving.mark_typical(project, ids, typical=False) == 2
    assert retrieving.mark_typical(project, ids, typical=False) == 0
