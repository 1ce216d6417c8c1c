from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcode.domain.span import Span
from qcode.errors import QcodeError
from qcode.services import guiding, journaling, noting, undoing
from qcode.services.journaling import MemoFilter, chosen_memos
from qcode.store import memos
from qcode.store.project import Project

Key = Callable[[Project, str], str]
Dumping = Callable[[Path], dict[str, dict[str, Any]]]


@pytest.fixture
def noted(project: Project, source: Key, code: Key) -> Project:
    noting.write_memo(project, "project", project.id, "Hari pertama di Polda.", "personal", ["#lapangan", " Refleksi "])
    noting.write_memo(project, "code", code(project, "KEN"), "Pisahkan sarana dan anggaran.", "to-do", ["kode"])
    noting.write_memo_on_passage(project, source(project, "W1"), Span(119, 155), "Khas.", tags=["kode", "KODE", ""])
    question = guiding.add_question(project, "Apa kendalanya?")
    noting.write_memo(project, "question", question, "Selalu ditanya terakhir.", "methodological")
    return project


def texts(project: Project, chosen: MemoFilter) -> list[str]:
    return [one.text.split()[0] for one in chosen_memos(project, chosen)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (MemoFilter(), ["Hari", "Pisahkan", "Khas.", "Selalu"]),
        (MemoFilter(kind="To-Do"), ["Pisahkan"]),
        (MemoFilter(tag="#kode"), ["Pisahkan", "Khas."]),
        (MemoFilter(on="question"), ["Selalu"]),
        (MemoFilter(state="open"), ["Pisahkan"]),
        (MemoFilter(state="done"), []),
        (MemoFilter(words="POLDÁ"), ["Hari"]),
        (MemoFilter(words="w1 119"), ["Khas."]),
        (MemoFilter(coder="ani"), ["Hari", "Pisahkan", "Khas.", "Selalu"]),
        (MemoFilter(coder="Budi"), []),
    ],
)
def test_memos_are_chosen_by_kind_tag_place_state_and_words(
    noted: Project, chosen: MemoFilter, found: list[str]
) -> None:
    assert texts(noted, chosen) == found


def test_each_memo_says_what_it_is_on_and_how_it_is_tagged(noted: Project) -> None:
    assert [(one.target_kind, one.target, one.tags, one.state) for one in memos.all_memos(noted)] == [
        ("project", "Study", ("lapangan", "Refleksi"), ""),
        ("code", "KEN", ("kode",), "open"),
        ("segment", "W1 119–155", ("kode",), ""),
        ("question", "Q1", (), ""),
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (["KODE, saksi kunci , #Saksi Kunci"], ["kode", "saksi kunci"]),
        (["#Kode #tindak lanjut"], ["kode", "tindak lanjut"]),
        (["LAPANGAN", "C#"], ["LAPANGAN", "C#"]),
        (["#", " , "], []),
    ],
)
def test_tags_are_parted_by_commas_or_number_signs_and_spelt_as_on_other_memos(
    noted: Project, written: list[str], kept: list[str]
) -> None:
    first = memos.all_memos(noted)[0].id
    noting.describe_memo(noted, first, tags=written)
    assert list(next(one for one in memos.all_memos(noted) if one.id == first).tags) == kept


def test_a_to_do_is_done_and_open_again_and_nothing_else_is(noted: Project, dump: Dumping) -> None:
    to_do, plain = (one.id for one in memos.all_memos(noted)[1:3])
    before = dump(noted.path)
    noting.describe_memo(noted, to_do, state="done")
    assert texts(noted, MemoFilter(state="done")) == ["Pisahkan"]
    noting.describe_memo(noted, to_do, kind="theoretical", tags=["baru"])
    changed = next(one for one in memos.all_memos(noted) if one.id == to_do)
    assert (changed.kind, changed.state, changed.tags) == ("theoretical", "", ("baru",))
    undoing.undo(noted)
    undoing.undo(noted)
    assert dump(noted.path) == before
    with pytest.raises(QcodeError, match="only a to-do"):
        noting.describe_memo(noted, plain, state="done")
    with pytest.raises(QcodeError, match="needs a kind"):
        noting.describe_memo(noted, plain, kind=" ")


def test_the_journal_is_a_document_that_says_what_it_holds(noted: Project) -> None:
    report = journaling.make_journal(noted, MemoFilter(tag="kode"), language="id")
    assert [column.name for column in report.columns] == ["created", "coder", "kind", "target", "text", "tags"]
    assert report.rows[0][3:] == ("kode KEN", "Pisahkan sarana dan anggaran.", "kode")
    assert len(report.notes) == 2
    plain = journaling.make_journal(noted, MemoFilter(on="question"))
    assert [column.name for column in plain.columns] == ["created", "coder", "kind", "target", "text"]


def test_a_memo_finds_its_target_by_what_people_call_it(noted: Project) -> None:
    assert noting.find_target(noted, "question:q1")[0] == "question"
    assert noting.find_target(noted, "Q1")[0] == "question"
    with pytest.raises(QcodeError, match="nothing called"):
        noting.find_target(noted, "link:none")
