"""The full-text index is written once, at the end of a change; what goes wrong in between must not show in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qcode.services import caring, importing, undoing
from qcode.store import sources
from qcode.store.project import Project
from qcode.store.search import search


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "studi.qcode", coder="Ana") as project:
        importing.import_previews(project, [importing.preview_text("P: Siapa pelaku?\nI: Pacar korban.\n", "satu")])
        yield project


def _found(project: Project, words: str) -> int:
    return len(list(search(project, words)))


def _write_and_fail(project: Project, source: str) -> None:
    with project.change("edit") as change:
        change.update("source", source, {"text": "Kata yang gagal.\n"})
        raise ZeroDivisionError


def test_a_text_replaced_twice_in_one_change_is_found_by_its_last_words(project: Project) -> None:
    source = sources.find_id(project, "satu")
    with project.change("edit") as change:
        change.update("source", source, {"turns": []})
        change.update("source", source, {"text": "Kata pertama.\n"})
        change.update("source", source, {"text": "Kata kedua.\n"})
    assert [_found(project, words) for words in ("pelaku", "pertama", "kedua")] == [0, 0, 1]
    assert caring.check(project) == []
    undoing.undo(project)
    assert [_found(project, words) for words in ("pelaku", "pertama", "kedua")] == [1, 0, 0]
    assert caring.check(project) == []


def test_a_part_of_a_change_that_fails_leaves_the_index_as_it_was(project: Project) -> None:
    source = sources.find_id(project, "satu")
    with project.change("edit") as change:
        change.update("source", source, {"turns": []})
        with pytest.raises(ZeroDivisionError):
            _write_and_fail(project, source)
    assert [_found(project, words) for words in ("pelaku", "gagal")] == [1, 0]
    assert caring.check(project) == []


def test_a_text_that_is_new_survives_the_failure_of_a_later_part(project: Project) -> None:
    source = sources.find_id(project, "satu")
    with project.change("edit") as change:
        change.update("source", source, {"turns": []})
        change.update("source", source, {"text": "Kata yang baru.\n"})
        with pytest.raises(ZeroDivisionError):
            _write_and_fail(project, source)
    assert [_found(project, words) for words in ("pelaku", "baru", "gagal")] == [0, 1, 0]
    assert caring.check(project) == []
