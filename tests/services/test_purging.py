from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from qcode.domain.selection import Selection
from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import caring, casing, coding, importing, noting, purging, sourcing, undoing
from qcode.store import backups, codes, codings, history, sources
from qcode.store.project import Project

Key = Callable[[Project, str], str]
SECRET = "penyuluhan"
"""A word that stands in W1 alone."""


def bytes_of(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.rglob(f"{path.name}*")) if each.is_file())


def payloads(project: Project) -> list[str]:
    rows = project.database.rows("SELECT payload FROM change WHERE payload IS NOT NULL ORDER BY id")
    return [zlib.decompress(payload).decode() for (payload,) in rows]


@pytest.fixture
def worked(project: Project, source: Key, code: Key) -> Project:
    """W1 and W2 coded and noted, W1 removed once and brought back; memos that quote it."""
    w1, w2, pre = source(project, "W1"), source(project, "W2"), code(project, "PRE")
    done = coding.apply_code(project, w1, Span(119, 155), pre, memo=f"soal {SECRET}").coding
    coding.apply_code(project, w2, Span(90, 120), pre, memo="tetap")
    noting.write_memo(project, "source", w1, f"tentang {SECRET}")
    noting.write_memo_on_passage(project, w1, Span(119, 140), f"di sini {SECRET}")
    coding.uncode(project, [done.id])
    casing.add_case(project, "police case", "LP 1", {"Jenis": "A"})
    casing.assign_case(project, "LP 1", "W1")
    sourcing.remove_source(project, w1)
    undoing.undo(project)
    return project


def test_nothing_of_a_purged_source_is_left_in_file_trail_or_copies(worked: Project) -> None:
    caring.back_up(worked)
    assert any(SECRET in payload for payload in payloads(worked))
    plan = purging.plan_purge(worked, "W1")
    assert (plan.is_there, plan.codings, plan.memos, plan.backups) == (True, 0, 2, 1)
    entries = len(history.entries(worked))
    result = purging.purge(worked, "W1")
    assert result.backups == 1
    assert not any(SECRET in payload for payload in payloads(worked))
    assert SECRET.encode() not in bytes_of(worked.path)
    assert not any(SECRET in entry.summary for entry in history.entries(worked))
    assert len(history.entries(worked)) == entries + 1, "the entries stay"
    assert history.entries(worked)[-1].act == "purge"
    assert len(backups.every_copy(worked.path)) == 1, "a fresh copy without the source"
    assert list(sources.names(worked)) == ["W2"]
    assert caring.check(worked) == []


def test_what_was_done_to_other_sources_can_still_be_taken_back(worked: Project) -> None:
    purging.purge(worked, "W1")
    assert [one.memo for one in codings.select(worked, Selection())] == ["tetap"]
    assert undoing.undo(worked).startswith("police case: LP 1")
    assert undoing.undo(worked).startswith("PRE · W2")
    assert codings.select(worked, Selection()) == []
    assert caring.check(worked) == []


def test_an_import_of_several_sources_keeps_what_is_left_of_it(worked: Project) -> None:
    added = importing.import_previews(
        worked,
        [importing.preview_text("P: Satu?\nI: rahasia.\n", "N1"), importing.preview_text("P: Dua?\nI: Ya.\n", "N2")],
    )
    assert len(added.added) == 2
    purging.purge(worked, "N1")
    undoing.undo(worked)
    assert sorted(sources.names(worked)) == ["W1", "W2"], "N2 came with that import and went with it"
    undoing.redo(worked)
    assert sorted(sources.names(worked)) == ["N2", "W1", "W2"]
    assert caring.check(worked) == []


def test_a_source_that_was_removed_before_can_be_purged_by_its_name(worked: Project) -> None:
    sourcing.remove_source(worked, sources.find_id(worked, "W1"))
    assert any(SECRET in payload for payload in payloads(worked))
    plan = purging.plan_purge(worked, "W1")
    assert not plan.is_there
    purging.purge(worked, "W1")
    assert not any(SECRET in payload for payload in payloads(worked))
    assert SECRET.encode() not in bytes_of(worked.path)
    with pytest.raises(QcodeError, match="no source"):
        purging.plan_purge(worked, "W1")


def test_a_purge_cannot_be_taken_back(worked: Project) -> None:
    purging.purge(worked, "W1")
    for _entry in history.entries(worked):
        with suppress(QcodeError):
            undoing.undo(worked)
    assert "W1" not in sources.names(worked)
    assert not any(SECRET in payload for payload in payloads(worked))


def test_copies_stay_where_that_is_wanted(worked: Project) -> None:
    caring.back_up(worked)
    assert purging.purge(worked, "W1", keep_backups=True).backups == 0
    assert len(backups.every_copy(worked.path)) == 1
    assert json.loads(payloads(worked)[-1]) == [["i", "project", worked.id]]


def test_a_source_whose_passages_were_moved_can_be_purged_and_moves_elsewhere_taken_back(worked: Project) -> None:
    pre = codes.find(worked, "PRE").code.id
    moved = coding.apply_code(worked, sources.find_id(worked, "W1"), Span(119, 155), pre).coding
    coding.move_boundary(worked, moved.id, Span(119, 140))
    (kept,) = codings.spans_of(worked, sources.find_id(worked, "W2"))
    coding.move_boundary(worked, kept.id, Span(95, 120))
    purging.purge(worked, "W1")
    assert not any(moved.id in payload for payload in payloads(worked))
    undoing.undo(worked)
    (back,) = codings.spans_of(worked, sources.find_id(worked, "W2"))
    assert (back.start, back.end) == (90, 120)
    assert caring.check(worked) == []
