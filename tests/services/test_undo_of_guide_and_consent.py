"""The acts on guide and consent, taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.span import Span
from qcode.services import consenting, guiding, undoing
from qcode.store import guide, sources
from qcode.store.project import Project

Act = Callable[[Project], object]
Dumping = Callable[[Path], dict[str, dict[str, Any]]]


def _w1(project: Project) -> str:
    return sources.find_id(project, "W1")


def _guide(project: Project) -> None:
    guiding.add_question(project, "Apa kegiatannya?", topic="Kegiatan")
    guiding.add_question(project, "Apa kendalanya?")
    guiding.tie_alike(project, _w1(project), 0.01)


def _consents(project: Project) -> None:
    consenting.record_consent(project, "INF-01", "check", "lisan")
    consenting.record_consent_of_passage(project, _w1(project), Span(119, 155), "never")


def _nothing(project: Project) -> None: ...


ACTS: dict[str, tuple[Act, Act]] = {
    "add": (_nothing, lambda p: guiding.add_question(p, "Apa saran?", key="SAR")),
    "edit": (_guide, lambda p: guiding.edit_question(p, "Q1", text="Lain?", topic="")),
    "move": (_guide, lambda p: guiding.move_question(p, "Q2", "Q1")),
    "remove": (_guide, lambda p: guiding.remove_question(p, "Q1")),
    "tie": (_guide, lambda p: guiding.tie_turn(p, _w1(p), guide.asked(p)[0].start, None)),
    "untie": (_guide, lambda p: guiding.untie_turn(p, _w1(p), guide.asked(p)[0].start)),
    "consent": (_consents, lambda p: consenting.record_consent(p, "INF-01", "quote", "tertulis")),
    "consent of a passage": (
        _nothing,
        lambda p: consenting.record_consent_of_passage(p, _w1(p), Span(119, 130), "masked"),
    ),
    "consent forgotten": (
        _consents,
        lambda p: consenting.forget_consent(p, consenting.find_consent(p, "W1:119-155")),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_undone_and_done_again_leaves_every_row_as_it_was(act: str, study: Path, dump: Dumping) -> None:
    prepare, do = ACTS[act]
    with Project.open(study, coder="Ani") as project:
        prepare(project)
        before = dump(study)
        do(project)
        after = dump(study)
    assert after != before
    for turn, wanted in ((undoing.undo, before), (undoing.redo, after), (undoing.undo, before)):
        with Project.open(study, coder="Ani") as project:
            turn(project)
        assert dump(study) == wanted
